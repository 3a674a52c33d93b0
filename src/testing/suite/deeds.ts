import type { CallOptions } from '../../backend/backend.js';
import { isBackendError } from '../../backend/backend-error.js';
import type { Callback } from '../../domain/callback.js';
import type { Note } from '../../domain/note.js';
import { agreement, campaign, dialled } from './campaign-cast.js';
import type { Need, Offered, Seed, Times } from './case.js';
import { call, kari, kariPhone } from './cast.js';
import { plain } from './catalogue-cast.js';
import { sms } from './message-cast.js';

/** What the deeds are done to: one customer, an earlier call, a running one of the dialer, a catalogue and a campaign. */
export const used = (times: Times): Partial<Seed> => ({
  campaigns: [campaign()],
  catalogue: plain,
  customers: [kari],
  interactions: [call('seeded', times.ago(1), { from: kariPhone }), dialled('talk', times)],
});

/** Every method once, with arguments that the seed `used` can answer. */
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
  const message = sms({ id: () => customerId });
  const write = { needsView: false, writes: true } as const;
  /** Of the customer as it is when the deed is done: others may have changed it. */
  const current = async (options?: CallOptions) => (await backend.customers.get(customerId, options))?.revision ?? 1;
  /** The call-back that an earlier deed agreed on, if it did; what is impossible by now is an answer too. */
  const agreed = async (deed: (callback: Pick<Callback, 'id' | 'revision'>) => Promise<unknown>) => {
    const { callback = { id: 'nobody', revision: 1 } } = await backend.callbacks.get('talk');
    return deed(callback).catch((caught: unknown) => {
      if (!isBackendError(caught) || caught.code !== 'conflict') throw caught;
    });
  };
  const read = { needsView: false, writes: false } as const;
  /** The note that an earlier deed wrote, if it did. */
  const written = async (deed: (note: Pick<Note, 'id' | 'revision'>) => Promise<unknown>) => {
    const [note = { id: 'nobody', revision: 1 }] = (await backend.notes.list({ customerId })).items;
    return deed(note);
  };
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
    { name: 'notes.list', needsView: true, writes: false, run: (options) => backend.notes.list({ customerId }, { ...options }) },
    { name: 'notes.get', needsView: true, writes: false, run: (options) => backend.notes.get('nobody', options) },
    { name: 'notes.history', needsView: true, writes: false, run: (options) => backend.notes.history('nobody', options) },
    { name: 'notes.add', ...write, run: (options) => backend.notes.add({ customerId, text: 'Deed' }, options) },
    { name: 'notes.pin', ...write, run: (options) => written(({ id }) => backend.notes.pin(id, {}, options)) },
    {
      name: 'notes.change',
      ...write,
      run: (options) => written(({ id, revision }) => backend.notes.change(id, { revision, text: 'Done' }, options)),
    },
    {
      name: 'notes.remove',
      ...write,
      run: (options) => written(({ id, revision }) => backend.notes.remove(id, revision, options)),
    },
    { name: 'messages.channels', ...read, run: (options) => backend.messages.channels(options) },
    { name: 'messages.templates', ...read, run: (options) => backend.messages.templates(options) },
    { name: 'messages.consent', ...read, run: (options) => backend.messages.consent(message, options) },
    { name: 'messages.send', ...write, run: (options) => backend.messages.send(message, options) },
    { name: 'messages.get', needsView: true, writes: false, run: (options) => backend.messages.get('nobody', options) },
    {
      name: 'messages.list',
      needsView: true,
      writes: false,
      run: (options) => backend.messages.list({ customerId }, { ...options }),
    },
    {
      name: 'journeys.events',
      needsView: true,
      writes: false,
      run: (options) => backend.journeys.events({ customerId }, options),
    },
    {
      name: 'journeys.since',
      needsView: true,
      writes: false,
      run: async (options) => {
        const { after } = await backend.journeys.events({ customerId }, options);
        return backend.journeys.since({ customerId, after }, options);
      },
    },
    {
      name: 'journeys.sessions',
      needsView: true,
      writes: false,
      run: (options) => backend.journeys.sessions({ customerId }, options),
    },
    { name: 'journeys.aliases', needsView: true, writes: false, run: (options) => backend.journeys.aliases(customerId, options) },
    {
      name: 'journeys.addAlias',
      ...write,
      run: (options) => backend.journeys.addAlias({ customerId, kind: 'login', value: 'deed' }, options),
    },
    { name: 'journeys.record', ...write, run: (options) => backend.journeys.record([], options) },
    {
      name: 'journeys.removeAlias',
      ...write,
      run: async (options) => {
        const { id } = await backend.journeys.addAlias({ customerId, kind: 'login', value: 'deed' }, options);
        return backend.journeys.removeAlias(id, options);
      },
    },
    { name: 'campaigns.list', ...read, run: (options) => backend.campaigns.list(options) },
    { name: 'campaigns.get', ...read, run: (options) => backend.campaigns.get('winter', options) },
    { name: 'callbacks.get', ...read, run: (options) => backend.callbacks.get('talk', options) },
    { name: 'callbacks.mark', ...write, run: (options) => backend.callbacks.mark('talk', true, options) },
    {
      name: 'callbacks.schedule',
      ...write,
      run: async (options) => backend.callbacks.schedule(agreement((await backend.session()).now), options),
    },
    { name: 'callbacks.list', ...read, run: (options) => backend.callbacks.list('queue', options) },
    {
      name: 'callbacks.attend',
      ...write,
      run: (options) => backend.callbacks.attend({ queues: ['sales'], state: 'busy' }, options),
    },
    {
      name: 'callbacks.change',
      ...write,
      run: (options) => agreed(({ id, revision }) => backend.callbacks.change(id, { revision, comment: 'Deed' }, options)),
    },
    {
      name: 'callbacks.takeOver',
      ...write,
      run: (options) => agreed(({ id }) => backend.callbacks.takeOver(id, 'agent1', options)),
    },
    {
      name: 'callbacks.answer',
      ...write,
      run: (options) => agreed(({ id }) => backend.callbacks.answer(id, startedAt, true, options)),
    },
    { name: 'callbacks.complete', ...write, run: (options) => agreed(({ id }) => backend.callbacks.complete(id, true, options)) },
    {
      name: 'callbacks.cancel',
      ...write,
      run: (options) => agreed(({ id, revision }) => backend.callbacks.cancel(id, revision, 'Deed', options)),
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
