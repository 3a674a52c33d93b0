import { BackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import type { Offered, Seed } from '../suite/case.js';
import { inCustomers, replacing, type Saboteur } from './saboteur.js';

const [add, change, impact] = ['customers.add', 'customers.change', 'customers.impact'];
const [remove, duplicates, erase] = ['customers.remove', 'customers.duplicates', 'customers.erase'];

type Presence = Offered['presence'];

/** A saboteur that replaces methods of `presence`; `shared` is what all clients of a case conspire with. */
const inPresence = <T>(
  name: string,
  shared: () => T,
  methods: (presence: Presence, shared: T) => Partial<Presence>,
): Saboteur => ({
  name,
  caughtIn: 'presence',
  sabotage() {
    const conspiracy = shared();
    return (backend) => replacing(backend, 'presence', methods(backend.presence, conspiracy));
  },
});
const alone = () => undefined;

/** Reads the revision again before writing: the last one wins. */
const latest = async (customers: Offered['customers'], id: string, revision: number) =>
  (await customers.get(id))?.revision ?? revision;

const editable = (seed: Seed, name: string) => seed.fields.find((field) => field.name === name)?.editable === true;
const only = (values: Readonly<Record<string, string>>, keep: (name: string, value: string) => boolean) =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name, value]) => keep(name, value)));

/** What can happen to customers who are written, and to those who look at them. */
export const writers: readonly Saboteur[] = [
  inCustomers('keeps blank values of a draft', add, (customers) => ({
    async add(draft, options) {
      const added = await customers.add(draft, options);
      return { ...added, fields: { ...draft.fields, ...added.fields } };
    },
  })),
  inCustomers('drops without a word what agents may not fill', add, (customers, seed) => ({
    add: (draft, options) =>
      customers.add(
        typeof draft?.fields === 'object' && draft.fields
          ? { ...draft, fields: only(draft.fields, (name) => editable(seed, name)) }
          : draft,
        options,
      ),
  })),
  inCustomers('names only the first field of a draft that is wrong', add, (customers) => ({
    add: (draft, options) =>
      customers.add(draft, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  inCustomers('adds a second time when the key is sent again', add, (customers) => ({
    add: (draft, { key: _key, ...options } = {}) => customers.add(draft, options),
  })),
  inCustomers('answers an addition with confidential values', add, (customers) => ({
    async add(draft, options) {
      const { concealed: _concealed, ...added } = await customers.add(draft, options);
      return { ...added, fields: { ...added.fields, ...only(draft.fields, (name) => name in added.fields) } };
    },
  })),
  inCustomers('answers before it has added', add, (customers, seed) => ({
    async add(draft, options) {
      setTimeout(() => void customers.add(draft, options).catch(() => {}), 5);
      return { ...draft, id: 'soon', name: 'x', createdAt: seed.now, changedAt: seed.now, revision: 1 };
    },
  })),
  inCustomers('takes an empty name for an id', change, (customers) => ({
    change: (id, patch, options) =>
      id === '' ? customers.get(id).then((found) => found as Customer) : customers.change(id, patch, options),
  })),
  inCustomers('lets the last one win', change, (customers) => ({
    async change(id, patch, options) {
      return customers.change(id, { ...patch, revision: await latest(customers, id, patch?.revision) }, options);
    },
  })),
  inCustomers('replaces all fields with those that are named', change, (customers, seed) => ({
    async change(id, patch, options) {
      const before = await customers.get(id);
      const cleared = Object.keys(before?.fields ?? {}).filter((name) => editable(seed, name) && name !== 'familyName');
      const fields = { ...Object.fromEntries(cleared.map((name) => [name, ''])), ...patch?.fields };
      return customers.change(id, { ...patch, fields }, options);
    },
  })),
  inCustomers('forgets to clear', change, (customers) => ({
    change: (id, patch, options) =>
      customers.change(
        id,
        patch?.fields ? { ...patch, fields: only(patch.fields, (_name, value) => value !== '') } : patch,
        options,
      ),
  })),
  inCustomers('shows no current in a conflict', change, (customers) => ({
    change: (id, patch, options) =>
      customers.change(id, patch, options).catch((caught: unknown) => {
        if (caught instanceof BackendError && caught.code === 'conflict') throw new BackendError('conflict', 'Too late');
        throw caught;
      }),
  })),
  inCustomers('raises the revision when nothing changes', change, (customers) => ({
    async change(id, patch, options) {
      const answer = await customers.change(id, patch, options);
      return answer.revision === patch.revision ? { ...answer, revision: answer.revision + 1 } : answer;
    },
  })),
  inCustomers('drops without a word what agents may not change', change, (customers, seed) => ({
    change: (id, patch, options) =>
      customers.change(
        id,
        patch?.fields ? { ...patch, fields: only(patch.fields, (name) => editable(seed, name)) } : patch,
        options,
      ),
  })),
  inCustomers('takes bullets for no change, without a word', change, (customers) => ({
    change: (id, patch, options) =>
      customers.change(
        id,
        patch?.fields ? { ...patch, fields: only(patch.fields, (_name, value) => !String(value).includes('•')) } : patch,
        options,
      ),
  })),
  inCustomers('writes bullets', change, (customers) => ({
    change(id, patch, options) {
      const written = Object.entries(patch?.fields ?? {}).map(([name, value]) => [name, String(value).replaceAll('•', '*')]);
      return customers.change(
        id,
        patch?.fields ? { ...patch, fields: Object.fromEntries(written) as Record<string, string> } : patch,
        options,
      );
    },
  })),
  inCustomers('trims what is written', change, (customers) => ({
    change(id, patch, options) {
      const trimmed = Object.entries(patch?.fields ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.trim() : value,
      ]);
      return customers.change(
        id,
        patch?.fields ? { ...patch, fields: Object.fromEntries(trimmed) as Record<string, string> } : patch,
        options,
      );
    },
  })),
  inCustomers('changes again when the key is sent again', change, (customers) => ({
    async change(id, patch, { key: _key, ...options } = {}) {
      return customers.change(id, patch, options);
    },
  })),
  inCustomers('spends the key of a change that is refused', change, (customers) => {
    const spent = new Set<string>();
    return {
      change(id, patch, options) {
        if (options?.key !== undefined && spent.has(options.key))
          return Promise.reject(new BackendError('invalid', 'The key was used'));
        return customers.change(id, patch, options).catch((caught: unknown) => {
          if (options?.key !== undefined) spent.add(options.key);
          throw caught;
        });
      },
    };
  }),
  inCustomers('finds by the old number', change, (customers) => {
    const old = new Map<string, Customer>();
    return {
      async change(id, patch, options) {
        const before = await customers.get(id);
        if (before?.fields['mobile'] && patch?.fields?.['mobile']) old.set(before.fields['mobile'], before);
        return customers.change(id, patch, options);
      },
      async find(address, options) {
        const result = await customers.find(address, options);
        const stale = 'raw' in address ? old.get(address.raw) : undefined;
        return stale && result.outcome === 'none'
          ? { ...result, outcome: 'one', matches: [{ customer: stale, why: [{ by: 'phone', field: 'mobile' }] }] }
          : result;
      },
    };
  }),
  inCustomers('leaves the total as it was', add, (customers, seed) => ({
    list: async (options) => ({ ...(await customers.list(options)), total: seed.customers.length }),
  })),
  inCustomers('says of every customer that nothing goes along', impact, (customers) => ({
    impact: async (id, options) => ({ ...(await customers.impact(id, options)), interactions: 0, choices: 0 }),
  })),
  inCustomers('removes when it is only asked', impact, (customers) => ({
    async impact(id, options) {
      const said = await customers.impact(id, options);
      await customers.remove(id, said.revision).catch(() => {});
      return said;
    },
  })),
  inCustomers('removes on whatever revision', remove, (customers) => ({
    remove: async (id, revision, options) => customers.remove(id, await latest(customers, id, revision), options),
  })),
  inCustomers('does not mind who is not there', remove, (customers) => ({
    remove: (id, revision, options) =>
      customers.remove(id, revision, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || caught.code !== 'not-found') throw caught;
      }),
  })),
  inCustomers('only hides who is removed, from get', remove, (customers) => {
    const hidden = new Set<string>();
    return {
      remove: async (id) => void hidden.add(id),
      get: async (id, options) => (hidden.has(id) ? undefined : customers.get(id, options)),
    };
  }),
  inCustomers('deletes the interactions of who is removed', remove, (customers, _seed, backend) => ({
    async remove(id, revision, options) {
      const { items } = await backend.interactions.list({ customerId: id }, { limit: 200 });
      await customers.remove(id, revision, options);
      for (const { id: gone, revision: _revision, ...rest } of items)
        await backend.interactions.record({ ...rest, id: gone, from: '', to: '', lookup: '' });
    },
  })),
  {
    name: 'leaves an interaction with who is removed while it is being recorded',
    caughtIn: remove,
    sabotage() {
      const removing = new Set<string>();
      const dangling = new Map<string, string>();
      return (backend) => ({
        ...backend,
        customers: {
          ...backend.customers,
          async remove(id, revision, options) {
            removing.add(id);
            await backend.customers.remove(id, revision, options);
            removing.delete(id);
          },
        },
        interactions: {
          ...backend.interactions,
          async record(interaction, options) {
            const { id, customerId = '' } = interaction;
            if (removing.has(customerId)) dangling.set(id, customerId);
            return backend.interactions.record(interaction, options);
          },
          async get(id, options) {
            const kept = await backend.interactions.get(id, options);
            const customerId = dangling.get(id);
            return kept && customerId ? { ...kept, customerId } : kept;
          },
        },
      });
    },
  },
  inCustomers('finds the customer that is edited as its own duplicate', duplicates, (customers) => ({
    duplicates: (draft, { except: _except, ...options } = {}) => customers.duplicates(draft, options),
  })),
  inCustomers('finds duplicates by name', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      const named = await customers.search(draft.fields?.['familyName'] ?? '');
      return found.length ? found : named.slice(0, 10).map((customer) => ({ customer, why: [] }));
    },
  })),
  inCustomers('refuses to compare what is half typed', duplicates, (customers) => ({
    async duplicates(draft, options) {
      if (/^\+\d{1,3} ?\d{1,4}$/.test(String(draft?.fields?.['mobile'] ?? '')))
        throw new BackendError('invalid', 'No number', { fields: [{ field: 'mobile', reason: 'not-a-phone-number' }] });
      return customers.duplicates(draft, options);
    },
  })),
  inCustomers('erases by removing', erase, (customers, seed) => ({
    async erase(id, options) {
      const found = await customers.get(id);
      if (!found) throw new BackendError('not-found', 'Nobody');
      await customers.remove(id, found.revision, options);
      return { customerId: id, erasedAt: seed.now, counts: { customer: 1, choice: 0, interaction: 0, presence: 0 } };
    },
  })),
  inCustomers('erases again and again', erase, (customers, seed) => ({
    erase: (id, options) =>
      customers.erase(id, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || caught.code !== 'not-found') throw caught;
        return { customerId: id, erasedAt: seed.now, counts: { customer: 0, choice: 0, interaction: 0, presence: 0 } };
      }),
  })),
  inCustomers('writes whatever the permissions', 'permissions', (customers, _seed, backend) => ({
    async erase(id, options) {
      const { permissions } = await backend.session();
      if (permissions.includes('customers.erase')) return customers.erase(id, options);
      const found = await customers.get(id);
      await customers.remove(id, found?.revision ?? 1, options);
      throw new BackendError('denied', 'Not allowed');
    },
  })),
  inPresence(
    'shows agents to themselves',
    () => [] as string[],
    (presence, agents) => ({
      async who(id, options) {
        const others = await presence.who(id, options);
        return agents.length && !others.length
          ? [{ agent: { id: 'agent1', name: 'Astrid Agent' }, editing: [], since: agents[0]! }]
          : others;
      },
      async enter(id, activity, options) {
        const ticket = await presence.enter(id, activity, options);
        agents.push('2026-03-10T12:00:00.000Z');
        return ticket;
      },
    }),
  ),
  inPresence(
    'shows every tab',
    () => new Map<string, number>(),
    (presence, tabs) => ({
      async enter(id, activity, options) {
        const ticket = await presence.enter(id, activity, options);
        tabs.set(id, (tabs.get(id) ?? 0) + 1);
        return ticket;
      },
      who: async (id, options) =>
        (await presence.who(id, options)).flatMap((each) => Array.from({ length: Math.min(2, tabs.get(id) ?? 1) }, () => each)),
    }),
  ),
  inPresence('never says what is edited', alone, (presence) => ({
    enter: (id, activity, options) =>
      presence.enter(id, activity && Array.isArray(activity.editing) ? { editing: [] } : activity, options),
  })),
  inPresence('does not end with leave', alone, () => ({ leave: async () => {} })),
  inPresence(
    'goes on for ever',
    () => new Map<string, Awaited<ReturnType<Presence['who']>>>(),
    (presence, seen) => ({
      async who(id, options) {
        const there = await presence.who(id, options);
        if (there.length) seen.set(id, there);
        return seen.get(id) ?? there;
      },
    }),
  ),
  inPresence('takes a new ticket each time', alone, (presence) => {
    let count = 0;
    return {
      enter: async (id, activity, options) => `${(count += 1)} ${await presence.enter(id, activity, options)}`,
      leave: (ticket, options) => presence.leave(String(ticket).replace(/^\d+ /, ''), options),
    };
  }),
  inPresence('lets anybody enter anywhere', alone, (presence) => ({
    enter: (id, activity, options) =>
      presence.enter(id, activity, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || caught.code !== 'not-found') throw caught;
        return 'ticket';
      }),
  })),
  {
    name: 'tells nothing of presence',
    caughtIn: 'presence',
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, {
          ...listeners,
          change: (told) => told.kind !== 'presence' && listeners.change(told),
        }),
    }),
  },
  {
    name: 'tells of a renewal as of news',
    caughtIn: 'presence',
    sabotage() {
      const listening = new Set<(id: string) => void>();
      let revision = 1000;
      return (backend) => ({
        ...backend,
        presence: {
          ...backend.presence,
          async enter(id, activity, options) {
            const ticket = await backend.presence.enter(id, activity, options);
            listening.forEach((tell) => tell(id));
            return ticket;
          },
        },
        watch(scope, listeners) {
          const tell = (id: string) => listeners.change({ kind: 'presence', id, customerId: id, revision: (revision += 1) });
          listening.add(tell);
          const stop = backend.watch(scope, listeners);
          return () => (listening.delete(tell), stop());
        },
      });
    },
  },
];
