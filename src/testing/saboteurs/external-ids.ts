import { BackendError } from '../../backend/backend-error.js';
import type { Customer, CustomerDraft } from '../../domain/customer.js';
import type { Match } from '../../domain/match.js';
import type { Offered } from '../suite/case.js';
import { all, asSeeded, inCustomers, replacing, type Saboteur } from './saboteur.js';

const [find, add, duplicates] = ['customers.find', 'customers.add', 'customers.duplicates'];

/** What is found for a draft, and for the same with some other values. */
async function asIf(
  customers: Offered['customers'],
  draft: CustomerDraft,
  options: Parameters<Offered['customers']['duplicates']>[1],
  values: Readonly<Record<string, string | undefined>>,
): Promise<readonly Match[]> {
  const found = await customers.duplicates(draft, options);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Record<string, string>;
  return found.length ? found : customers.duplicates({ ...draft, fields: { ...draft.fields, ...given } }, options);
}

/** What can happen to the numbers that customers have in other systems. */
export const externalIds: readonly Saboteur[] = [
  inCustomers('finds by an external id', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const known = (await all(customers)).find((each) => 'raw' in address && each.fields['membership'] === address.raw);
      if (!known || result.outcome !== 'none') return result;
      return { ...result, outcome: 'one', matches: [{ customer: known, why: [{ by: 'phone', field: 'membership' }] }] };
    },
  })),
  inCustomers('takes an external id for an address', find, (customers) => ({
    async find(address, options) {
      if (!('field' in address) || address.field !== 'membership') return customers.find(address, options);
      const raw = (await customers.get(address.customerId))?.fields['membership'] ?? '';
      return customers.find({ raw }, options);
    },
  })),
  inCustomers('reads an external id as a number', add, (customers) => ({
    async add(draft, options) {
      if (/;/.test(draft?.fields?.['membership'] ?? ''))
        throw new BackendError('invalid', 'No number', { fields: [{ field: 'membership', reason: 'not-a-phone-number' }] });
      return customers.add(draft, options);
    },
  })),
  inCustomers('lets an external id be shared', add, (customers) => ({
    add: (draft, options) => customers.add(String(draft?.shared) === 'membership' ? { ...draft, shared: [] } : draft, options),
  })),
  inCustomers('compares external ids with their case', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      const exact = ({ customer, why }: Match) =>
        why.every(({ by }) => by !== 'external-id') || customer.fields['membership'] === draft.fields['membership'];
      return found.filter(exact);
    },
  })),
  inCustomers('compares the external ids of one system with those of another', duplicates, (customers) => ({
    duplicates: (draft, options) => asIf(customers, draft, options, { membership: draft?.fields?.['crm'] }),
  })),
  inCustomers('takes an external id for a number', duplicates, (customers) => ({
    duplicates: (draft, options) => asIf(customers, draft, options, { membership: draft?.fields?.['mobile'] }),
  })),
  inCustomers('takes several external ids in one field for several', duplicates, (customers) => ({
    duplicates: (draft, options) =>
      asIf(customers, draft, options, { membership: String(draft?.fields?.['membership'] ?? '').split(';')[0] }),
  })),
  inCustomers('finds by the beginning of an external id', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      const start = draft.fields['membership'] ?? '';
      const longer = (await all(customers)).find((each) => start !== '' && each.fields['membership']?.startsWith(start));
      return found.length || !longer ? found : [{ customer: longer, why: [{ by: 'external-id', field: 'membership' }] }];
    },
  })),
  inCustomers('compares no more of an external id than its index keeps', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      const start = (draft.fields['membership'] ?? '').slice(0, 256).toLowerCase();
      const alike = (await all(customers)).find(
        (each) => start.length === 256 && each.fields['membership']?.toLowerCase().startsWith(start),
      );
      return found.length || !alike ? found : [{ customer: alike, why: [{ by: 'external-id', field: 'membership' }] }];
    },
  })),
  inCustomers('weighs an external id like any address', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      return [...found].sort((a, b) => b.why.length - a.why.length);
    },
  })),
  inCustomers('finds by the external id that a customer had', duplicates, (customers) => {
    const had = new Map<string, Customer>();
    return {
      async change(id, patch, options) {
        const before = await customers.get(id);
        if (before?.fields['membership']) had.set(before.fields['membership'], before);
        return customers.change(id, patch, options);
      },
      async duplicates(draft, options) {
        const found = await customers.duplicates(draft, options);
        const old = had.get(draft.fields?.['membership'] ?? '');
        return old ? [...found, { customer: old, why: [{ by: 'external-id', field: 'membership' }] }] : found;
      },
    };
  }),
  inCustomers('does not compare confidential external ids', duplicates, (customers) => ({
    duplicates: async (draft, options) =>
      (await customers.duplicates(draft, options)).filter(({ why }) =>
        why.every((each) => !('field' in each) || each.field !== 'crm'),
      ),
  })),
  inCustomers('shows the confidential external ids of duplicates', duplicates, (customers, seed) => ({
    duplicates: async (draft, options) =>
      (await customers.duplicates(draft, options)).map(({ customer, why }) => ({ customer: asSeeded(customer, seed), why })),
  })),
  inCustomers('takes bullets for an external id', duplicates, (customers) => ({
    async duplicates(draft, options) {
      const found = await customers.duplicates(draft, options);
      const bullets = draft.fields['crm'] ?? '';
      const [same] = bullets.includes('•') ? (await all(customers)).filter((each) => each.fields['crm'] === bullets) : [];
      return same ? [{ customer: same, why: [{ by: 'external-id', field: 'crm' }] }] : found;
    },
  })),
  {
    name: 'dials an external id that looks like a number',
    caughtIn: 'calls',
    sabotage: () => (backend) =>
      replacing(backend, 'calls', {
        async dial(address, options) {
          const customer = 'field' in address ? await backend.customers.get(address.customerId) : undefined;
          const raw = 'field' in address && address.field === 'membership' ? customer?.fields['membership'] : undefined;
          return backend.calls.dial(raw === undefined ? address : { raw }, options);
        },
      }),
  },
  {
    name: 'lists the calls of a number that is an external id',
    caughtIn: 'interactions',
    sabotage: () => (backend) =>
      replacing(backend, 'interactions', {
        async list(scope, options) {
          const page = await backend.interactions.list(scope, options);
          const customer = 'customerId' in scope ? await backend.customers.get(scope.customerId) : undefined;
          const raw = customer?.fields['membership'];
          const more = raw === undefined ? [] : (await backend.interactions.list({ address: { raw } })).items;
          return { ...page, items: [...more, ...page.items] };
        },
      }),
  },
];
