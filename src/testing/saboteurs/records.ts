import { BackendError } from '../../backend/backend-error.js';
import type { InteractionSummary } from '../../domain/interaction.js';
import { inInteractions, replacing, type Saboteur } from './saboteur.js';

const record = 'interactions.record';

/** What can happen to interactions and to writes that must happen once. */
export const records: readonly Saboteur[] = [
  inInteractions('lists the oldest first', 'interactions', (interactions) => ({
    async list(scope, options) {
      const page = await interactions.list(scope, options);
      return { ...page, items: [...page.items].reverse() };
    },
  })),
  inInteractions('lists what is older than the retention', 'interactions', (interactions, seed) => ({
    async list(scope, options) {
      const page = await interactions.list(scope, options);
      const listed = new Set(page.items.map((each) => each.id));
      const raw = 'address' in scope && 'raw' in scope.address ? scope.address.raw : undefined;
      const old = seed.interactions.filter((each) => page.next === undefined && each.from === raw && !listed.has(each.id));
      return { ...page, items: [...page.items, ...old.map((each) => ({ ...each, revision: 1 }))] };
    },
  })),
  inInteractions('lists by the side that called, whichever way', 'interactions', (interactions) => ({
    async list(scope, options) {
      const page = await interactions.list(scope, options);
      return { ...page, items: page.items.filter((each) => each.direction === 'inbound') };
    },
  })),
  inInteractions('lists what is assigned only', 'interactions', (interactions) => ({
    async list(scope, options) {
      const page = await interactions.list(scope, options);
      return 'customerId' in scope ? { ...page, items: page.items.filter((each) => each.customerId) } : page;
    },
  })),
  inInteractions(
    'rejects with not-found for the list of a customer who is not there',
    'interactions',
    (interactions, _seed, backend) => ({
      async list(scope, options) {
        const page = await interactions.list(scope, options);
        if ('customerId' in scope && !(await backend.customers.get(scope.customerId)))
          throw new BackendError('not-found', 'Nobody has this id');
        return page;
      },
    }),
  ),
  inInteractions('raises the revision when the same is recorded again', record, (interactions) => {
    let times = 0;
    return {
      record: (interaction, options) =>
        interactions.record({ ...interaction, excerpt: String((times += 1)) } as InteractionSummary, options),
    };
  }),
  inInteractions('replaces the whole record', record, (interactions) => ({
    record: (interaction, options) => interactions.record({ from: '', queue: '', ...interaction }, options),
  })),
  inInteractions('keeps an assignment that is taken away', record, (interactions) => ({
    record({ customerId, ...interaction }, options) {
      return interactions.record({ ...interaction, ...(customerId ? { customerId } : {}) }, options);
    },
  })),
  inInteractions('gives an interaction to a customer who is not there', record, (interactions) => {
    const given = new Map<string, string>();
    const dangling = <T extends InteractionSummary | undefined>(kept: T): T => {
      const customerId = kept && !kept.customerId ? given.get(kept.id) : undefined;
      return customerId ? { ...kept, customerId } : kept;
    };
    return {
      async record(interaction, options) {
        if (interaction?.customerId !== undefined) given.set(interaction.id, interaction.customerId);
        return dangling(await interactions.record(interaction, options));
      },
      get: async (id, options) => dangling(await interactions.get(id, options)),
    };
  }),
  inInteractions('leaves an interaction with whoever had it, when it is given to nobody who is there', record, (interactions) => {
    const had = new Map<string, string>();
    return {
      async record(interaction, options) {
        const kept = await interactions.record(interaction, options);
        if (kept.customerId) had.set(kept.id, kept.customerId);
        const customerId = interaction.customerId && !kept.customerId ? had.get(kept.id) : undefined;
        return customerId ? interactions.record({ ...interaction, customerId }, options) : kept;
      },
    };
  }),
  inInteractions('invents when an interaction began', record, (interactions, seed) => ({
    record: (interaction, options) =>
      interactions.record(
        { ...interaction, startedAt: Number.isNaN(Date.parse(interaction?.startedAt)) ? seed.now : interaction.startedAt },
        options,
      ),
  })),
  inInteractions('names only the first field that is wrong', 'errors', (interactions) => ({
    record: (interaction, options) =>
      interactions.record(interaction, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  inInteractions('answers before it has written', record, (interactions) => ({
    async record(interaction, options) {
      void interactions.record(interaction, options).catch(() => {});
      return { ...interaction, revision: 1 };
    },
  })),
  inInteractions('loses what another writes at the same time', record, (interactions) => ({
    async record(interaction, options) {
      const before = interaction?.id ? await interactions.get(interaction.id) : undefined;
      await Promise.resolve();
      if (!before) return interactions.record(interaction, options);
      const { revision: _revision, ...rest } = before;
      return interactions.record({ queue: '', from: '', ...rest, ...interaction }, options);
    },
  })),
  inInteractions('ignores the key', record, (interactions) => ({
    record: (interaction, { key: _key, ...options } = {}) => interactions.record(interaction, options),
  })),
  inInteractions('refuses a key that is sent again', record, (interactions) => {
    const used = new Set<string>();
    return {
      async record(interaction, options) {
        const { key } = options ?? {};
        if (key !== undefined && used.has(key))
          throw new BackendError('invalid', 'The key was used', { fields: [{ field: 'key', reason: 'reused' }] });
        const answer = await interactions.record(interaction, options);
        if (key !== undefined) used.add(key);
        return answer;
      },
    };
  }),
  {
    name: 'keeps keys for all agents together',
    caughtIn: record,
    sabotage() {
      const answers = new Map<string, InteractionSummary>();
      return (backend) =>
        replacing(backend, 'interactions', {
          async record(interaction, options) {
            const before = options?.key === undefined ? undefined : answers.get(options.key);
            if (before && before.id !== interaction.id) return before;
            const answer = await backend.interactions.record(interaction, options);
            if (options?.key !== undefined) answers.set(options.key, answer);
            return answer;
          },
        });
    },
  },
  {
    name: 'dials whatever it is given',
    caughtIn: 'calls',
    sabotage: () => (backend) =>
      replacing(backend, 'calls', { dial: (address, options) => backend.calls.dial(address, options).catch(() => {}) }),
  },
  {
    name: 'cannot dial what is concealed',
    caughtIn: 'calls',
    sabotage: () => (backend) =>
      replacing(backend, 'calls', {
        async dial(address, options) {
          if ('customerId' in address) {
            const customer = await backend.customers.get(address.customerId);
            if (customer?.concealed?.includes(address.field))
              throw new BackendError('invalid', 'No number', { fields: [{ field: 'address', reason: 'concealed' }] });
          }
          return backend.calls.dial(address, options);
        },
      }),
  },
];
