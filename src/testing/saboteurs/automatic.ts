import { BackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { inCustomers, type Saboteur } from './saboteur.js';

const [add, change] = ['customers.add', 'customers.change'];

const withoutMark = (customer: Customer | undefined): Customer | undefined => {
  const { automatic: _automatic, ...rest } = customer ?? {};
  return customer && (rest as Customer);
};

/** What can happen to the mark of customers who were made automatically. */
export const automatic: readonly Saboteur[] = [
  inCustomers('forgets that a customer was made automatically', add, (customers) => ({
    async add(draft, options) {
      const { automatic: _automatic, ...added } = await customers.add(draft, options);
      return added;
    },
    get: async (id, options) => withoutMark(await customers.get(id, options)),
  })),
  inCustomers('says in its lists of nobody that they were made automatically', add, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, items: page.items.map((each) => withoutMark(each)!) };
    },
  })),
  inCustomers('takes every customer for one that was made automatically', add, (customers) => ({
    add: async (draft, options) => ({ ...(await customers.add(draft, options)), automatic: true }),
    get: async (id, options) => {
      const found = await customers.get(id, options);
      return found && { ...found, automatic: true };
    },
  })),
  inCustomers('takes whatever is there for the mark of what was made automatically', add, (customers) => ({
    add: (draft, options) =>
      customers.add(
        typeof draft === 'object' && draft && 'automatic' in draft && !Array.isArray(draft)
          ? { ...draft, ...(draft.automatic ? { automatic: true } : { automatic: undefined as never }) }
          : draft,
        options,
      ),
  })),
  inCustomers('does not check what is made automatically', add, (customers, seed) => ({
    async add(draft, options) {
      if (draft?.automatic !== true || typeof draft.fields !== 'object') return customers.add(draft, options);
      return customers.add(draft, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || caught.code !== 'invalid') throw caught;
        const times = { createdAt: seed.now, changedAt: seed.now };
        return { ...draft, ...times, id: 'unchecked', name: '', revision: 1 };
      });
    },
  })),
  inCustomers('drops the mark of an import', add, (customers) => {
    const added = new Set<string>();
    return {
      async add(draft, options) {
        const made = await customers.add(draft, options);
        added.add(made.id);
        return made;
      },
      get: async (id, options) => {
        const found = await customers.get(id, options);
        return added.has(id) ? found : withoutMark(found);
      },
    };
  }),
  inCustomers('keeps for ever that a customer was made automatically', change, (customers) => {
    const made = new Set<string>();
    return {
      async add(draft, options) {
        const added = await customers.add(draft, options);
        if (added.automatic) made.add(added.id);
        return added;
      },
      async change(id, patch, options) {
        const changed = await customers.change(id, patch, options);
        return made.has(id) ? { ...changed, automatic: true } : changed;
      },
    };
  }),
  inCustomers('takes a change of nothing for a look over what was made automatically', change, (customers) => ({
    change: async (id, patch, options) => withoutMark(await customers.change(id, patch, options))!,
  })),
];
