import type { CallOptions, CallsService, WriteOptions } from '../../backend/backend.js';
import type { AddressRef } from '../../domain/address.js';
import { numberOf, resolve } from './addresses.js';
import { invalid, type LocalContext } from './context.js';
import { carryOut } from './intents.js';

export function calls(context: LocalContext): CallsService {
  /** Key → the call that is being placed under it: the same key waits for it rather than calling twice. */
  const placing = new Map<string, Promise<void>>();

  const call = async (number: string, options: CallOptions) => context.options.dial?.(number, options);

  /** The key is kept before the call: whatever happens then, it is not placed twice. A call that was refused may be tried again. */
  const callOnce = async (ref: AddressRef, number: string, options: WriteOptions) => {
    const mine = context.options.newId();
    const claim = await carryOut(context, 'calls.dial', ref, options, async () => ({ batch: [], answer: mine }));
    if (claim !== mine) return;
    try {
      await call(number, { signal: options.signal });
    } catch (caught) {
      await context.store.commit([{ delete: 'intents', key: `${context.options.agent.id}:${options.key}` }]);
      throw caught;
    }
  };

  return {
    dial: (ref, options = {}) =>
      context.run(options, undefined, async (signal) => {
        const number = numberOf((await resolve(context, ref, signal)).reading);
        if (number === undefined) throw invalid('address', 'not-a-phone-number');
        const { key } = options;
        if (key === undefined) return call(number, { signal });
        const before = placing.get(key)?.catch(() => undefined);
        const placed = Promise.resolve(before).then(() => callOnce(ref, number, options));
        placing.set(key, placed);
        try {
          await placed;
        } finally {
          if (placing.get(key) === placed) placing.delete(key);
        }
      }),
  };
}
