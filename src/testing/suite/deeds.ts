import type { CallOptions } from '../../backend/backend.js';
import { kariPhone } from './cast.js';
import type { Need, Offered } from './case.js';

/** Every method once, with arguments that a seed of one customer (`kari`) and one interaction (`seeded`) can answer. */
export interface Deed {
  readonly name: string;
  /** Asks for `customers.view`. */
  readonly needsView: boolean;
  readonly writes: boolean;
  run(options?: CallOptions): Promise<unknown>;
}

/** The deeds that this backend offers. */
export function deeds(backend: Offered, customerId: string, startedAt: string): readonly Deed[] {
  const address = { raw: kariPhone };
  const interaction = { id: 'deed', channel: 'call', direction: 'inbound', state: 'active', startedAt, from: kariPhone } as const;
  const all: readonly Deed[] = [
    { name: 'session', needsView: false, writes: false, run: (options) => backend.session(options) },
    { name: 'customers.find', needsView: true, writes: false, run: (options) => backend.customers.find(address, options) },
    { name: 'customers.search', needsView: true, writes: false, run: (options) => backend.customers.search('Kari', options) },
    { name: 'customers.list', needsView: true, writes: false, run: (options) => backend.customers.list({ ...options }) },
    { name: 'customers.get', needsView: true, writes: false, run: (options) => backend.customers.get(customerId, options) },
    {
      name: 'customers.choose',
      needsView: true,
      writes: true,
      run: (options) => backend.customers.choose(address, customerId, options),
    },
    { name: 'fields.list', needsView: true, writes: false, run: (options) => backend.fields.list(options) },
    {
      name: 'interactions.list',
      needsView: true,
      writes: false,
      run: (options) => backend.interactions.list({ customerId }, options),
    },
    { name: 'interactions.get', needsView: false, writes: false, run: (options) => backend.interactions.get('seeded', options) },
    {
      name: 'interactions.record',
      needsView: false,
      writes: true,
      run: (options) => backend.interactions.record(interaction, options),
    },
    { name: 'calls.dial', needsView: false, writes: true, run: (options) => backend.calls.dial(address, options) },
  ];
  return all.filter(({ name }) => {
    const [service, method] = name.split('.') as [keyof Offered, string | undefined];
    const found = backend[service] as unknown as Record<string, unknown> | undefined;
    return method === undefined || typeof found?.[method] === 'function';
  });
}

/** Names of the deeds, as needs. */
export const reading: readonly Need[] = ['customers.find', 'customers.search', 'customers.get'];
