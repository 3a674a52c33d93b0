import type { CallOptions, CallsService } from '../../backend/backend.js';
import { resolve } from './addresses.js';
import { invalid, type LocalContext } from './context.js';
import { carryOut } from './intents.js';

/** Calls that are being placed, so that the same key waits for the first rather than calling twice. */
export function calls(context: LocalContext): CallsService {
  const placing = new Map<string, Promise<void>>();

  const call = async (number: string, options: CallOptions) => context.options.dial?.(number, options);

  return {
    dial: (ref, options = {}) =>
      context.run(options, undefined, async (signal) => {
        const { reading } = await resolve(context, ref, signal);
        const number = numberOf(reading);
        if (number === undefined) throw invalid('address', 'not-a-phone-number');
        const { key } = options;
        if (key === undefined) return call(number, { signal });

        const under = placing.get(key);
        // The key is kept before the call: whatever happens then, it is not placed twice. A call that was refused may be tried again.
        let mine = false;
        await carryOut(context, 'calls.dial', ref, options, async () => {
          mine = true;
          return { batch: [], answer: undefined };
        });
        if (!mine) return under;
        const placed = call(number, { signal });
        placing.set(key, placed);
        try {
          await placed;
        } catch (caught) {
          await context.store.commit([{ delete: 'intents', key: `${context.options.agent.id}:${key}` }]);
          throw caught;
        } finally {
          placing.delete(key);
        }
      }),
  };
}

type Reading = Awaited<ReturnType<typeof resolve>>['reading'];

function numberOf(reading: Reading): string | undefined {
  if (reading.kind === 'internal') return reading.digits;
  if (reading.kind === 'own') return reading.e164;
  if (reading.kind !== 'phone') return undefined;
  return reading.extension === undefined ? reading.e164 : `${reading.e164};ext=${reading.extension}`;
}
