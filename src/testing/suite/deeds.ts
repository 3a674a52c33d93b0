import type { CallOptions } from '../../backend/backend.js';
import { kariPhone } from './cast.js';
import type { Need, Offered } from './case.js';

/** Every method once, with arguments that a seed of one customer (`kari`), one interaction (`seeded`) and a catalogue (`plain`) can answer. */
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
  const draft = { type: 'person', fields: { familyName: 'Deed', mobile: kariPhone } } as const;
  const write = { needsView: false, writes: true } as const;
  /** Of the customer as it is when the deed is done: others may have changed it. */
  const current = async (options?: CallOptions) => (await backend.customers.get(customerId, options))?.revision ?? 1;
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
    { name: 'customers.add', ...write, run: (options) => backend.customers.add(draft, options) },
    {
      name: 'customers.change',
      ...write,
      run: async (options) => {
        const revision = await current(options);
        return backend.customers.change(customerId, { revision, fields: { address: 'Deed 1' } }, options);
      },
    },
    {
      name: 'customers.impact',
      needsView: false,
      writes: false,
      run: (options) => backend.customers.impact(customerId, options),
    },
    {
      name: 'customers.duplicates',
      needsView: true,
      writes: false,
      run: (options) => backend.customers.duplicates(draft, { ...options }),
    },
    {
      name: 'presence.enter',
      needsView: true,
      writes: true,
      run: (options) => backend.presence.enter(customerId, { editing: ['address'] }, options),
    },
    { name: 'presence.who', needsView: true, writes: false, run: (options) => backend.presence.who(customerId, options) },
    { name: 'presence.leave', ...write, run: (options) => backend.presence.leave('no ticket', options) },
    { name: 'enquiries.catalogue', needsView: false, writes: false, run: (options) => backend.enquiries.catalogue(options) },
    {
      name: 'enquiries.saveCatalogue',
      ...write,
      run: async (options) => backend.enquiries.saveCatalogue(await backend.enquiries.catalogue(options), options),
    },
    { name: 'enquiries.get', needsView: false, writes: false, run: (options) => backend.enquiries.get('seeded', options) },
    {
      name: 'enquiries.list',
      needsView: true,
      writes: false,
      run: (options) => backend.enquiries.list({ customerId }, { ...options }),
    },
    {
      name: 'enquiries.register',
      ...write,
      run: (options) => backend.enquiries.register({ interactionId: 'seeded', topicIds: ['one'] }, options),
    },
    // The last two: nothing can be done with the customer afterwards.
    {
      name: 'customers.remove',
      ...write,
      run: async (options) => backend.customers.remove(customerId, await current(options), options),
    },
    { name: 'customers.erase', ...write, run: (options) => backend.customers.erase(customerId, options) },
  ];
  return all.filter(({ name }) => {
    const [service, method] = name.split('.') as [keyof Offered, string | undefined];
    const found = backend[service] as unknown as Record<string, unknown> | undefined;
    return method === undefined || typeof found?.[method] === 'function';
  });
}

/** Names of the deeds, as needs. */
export const reading: readonly Need[] = ['customers.find', 'customers.search', 'customers.get'];
