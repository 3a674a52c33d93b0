import { BackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import type { FindResult, Match } from '../../domain/match.js';
import { all, asSeeded, inCustomers, type Saboteur } from './saboteur.js';

const find = 'customers.find';
const rawOf = (address: object) => ('raw' in address ? String(address.raw) : '');
const digits = (text: string) => text.replace(/\D/g, '');
const one = (result: FindResult, match: Match): FindResult => ({ ...result, outcome: 'one', shared: false, matches: [match] });
const byField = (customer: Customer, field: string): Match => ({ customer, why: [{ by: 'phone', field }] });

/** Wrong customers: what `find` and `choose` can do to a caller. */
export const lookups: readonly Saboteur[] = [
  inCustomers('compares the last eight digits of a number', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const end = digits(rawOf(address)).slice(-8);
      if (result.outcome !== 'none' || end.length < 8) return result;
      const alike = (await all(customers)).find((each) => digits(each.fields['phone'] ?? '').endsWith(end));
      return alike ? one(result, byField(alike, 'phone')) : result;
    },
  })),
  inCustomers('finds an e-mail address by its end', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const raw = rawOf(address);
      if (result.outcome !== 'none' || !raw.includes('@')) return result;
      const alike = (await all(customers)).find((each) => each.fields['email']?.endsWith(raw));
      return alike ? one(result, { customer: alike, why: [{ by: 'email', field: 'email' }] }) : result;
    },
  })),
  inCustomers('compares e-mail addresses with their case', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const wrong = result.address.kind === 'email' && rawOf(address) !== rawOf(address).toLowerCase();
      return wrong ? { ...result, outcome: 'none', shared: false, matches: [] } : result;
    },
  })),
  inCustomers('knows a number only in the spelling in which it was stored', 'customers.find, numbers', (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const raw = rawOf(address);
      const matches = result.matches.filter(({ customer }) => Object.values(customer.fields).includes(raw));
      if (raw === '' || matches.length === result.matches.length) return result;
      return matches.length > 0 ? { ...result, matches } : { ...result, outcome: 'none', shared: false, matches };
    },
  })),
  inCustomers('matches numbers that stand in ordinary text', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const inText = (await all(customers)).find((each) => rawOf(address) !== '' && each.fields['department'] === rawOf(address));
      return inText && result.outcome === 'none' ? one(result, byField(inText, 'department')) : result;
    },
  })),
  inCustomers('answers one, the first, for a number that several have', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const [first] = result.matches;
      return first ? one(result, first) : result;
    },
  })),
  inCustomers('pays no heed to numbers that are marked as shared', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const [first, second] = result.matches;
      return first && !second ? one(result, first) : result;
    },
  })),
  inCustomers('takes a withheld number for an unknown one', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      if (result.outcome !== 'withheld') return result;
      return {
        outcome: 'none',
        shared: false,
        matches: [],
        address: { kind: 'phone', raw: result.address.raw, e164: '+0', display: '0' },
      };
    },
  })),
  inCustomers('takes one of its own numbers for an unknown one', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const { address: reading } = result;
      if (reading.kind !== 'own') return result;
      return { outcome: 'none', shared: false, matches: [], address: { ...reading, kind: 'phone', display: reading.e164 } };
    },
  })),
  inCustomers('puts people before organizations', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      return { ...result, matches: [...result.matches].sort((a, b) => b.customer.type.localeCompare(a.customer.type)) };
    },
  })),
  inCustomers('puts the longest unchanged first', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      return { ...result, matches: [...result.matches].reverse() };
    },
  })),
  inCustomers('does not say why', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      return { ...result, matches: result.matches.map(({ customer }) => ({ customer, why: [] })) };
    },
  })),
  inCustomers('tidies the address as received', find, (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      return { ...result, address: { ...result.address, raw: result.address.raw.trim() } };
    },
  })),
  inCustomers('finds nobody, instead of not-found, by a reference to what is not there', find, (customers) => ({
    find: (address, options) =>
      customers.find(address, options).catch((caught: unknown) => {
        if (caught instanceof BackendError && caught.code === 'not-found') return customers.find({ raw: '+4792000011' }, options);
        throw caught;
      }),
  })),
  inCustomers('gives a question the answer of the one after it', find, (customers) => {
    let last: FindResult;
    return {
      async find(address, options) {
        last = await customers.find(address, options);
        await new Promise((resolve) => setTimeout(resolve, 0));
        return last;
      },
    };
  }),
  inCustomers('lets a choice decide the outcome', 'customers.choose', (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const chosen = result.matches.find((each) => each.why.some((why) => why.by === 'choice'));
      return chosen ? one(result, chosen) : result;
    },
  })),
  inCustomers('forgets a choice at once', 'customers.choose', () => ({ choose: async () => {} })),
  inCustomers('never forgets a choice', 'customers.choose', (customers) => ({
    async choose(address, id, options) {
      if (id !== undefined) await customers.choose(address, id, options);
    },
  })),
  inCustomers('does not label what was chosen', 'customers.choose', (customers) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      const unlabelled = ({ customer, why }: Match): Match => ({ customer, why: why.filter((each) => each.by !== 'choice') });
      return { ...result, matches: result.matches.map(unlabelled) };
    },
  })),
  inCustomers('remembers a choice for every number of the customer', 'customers.choose', (customers) => ({
    async choose(address, id, options) {
      await customers.choose(address, id, options);
      if (id !== undefined)
        for (const field of ['mobile', 'phone']) await customers.choose({ customerId: id, field }, id).catch(() => {});
    },
  })),
  inCustomers('remembers a choice of a customer who is not there', 'customers.choose', (customers) => ({
    choose: (address, id, options) =>
      customers.choose(address, id, options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || caught.code !== 'not-found') throw caught;
      }),
  })),
  {
    name: 'keeps choices to the agent who made them',
    caughtIn: 'customers.choose',
    sabotage: (seed) => (backend) => ({
      ...backend,
      customers: {
        ...backend.customers,
        async find(address, options) {
          const result = await backend.customers.find(address, options);
          const foreign = ({ why }: Match) => why.some((each) => each.by === 'choice' && each.agentName !== seed.agent.name);
          return { ...result, matches: result.matches.filter((each) => !foreign(each)).concat(result.matches.filter(foreign)) };
        },
      },
    }),
  },
  inCustomers('shows confidential values in what find finds', 'permissions', (customers, seed) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      return { ...result, matches: result.matches.map((each) => ({ ...each, customer: asSeeded(each.customer, seed) })) };
    },
  })),
  inCustomers('shows the concealed address that was looked up', 'permissions', (customers, seed) => ({
    async find(address, options) {
      const result = await customers.find(address, options);
      if (!('customerId' in address)) return result;
      const raw = seed.customers[0]?.fields[address.field] ?? '';
      return { ...result, address: { ...result.address, raw } };
    },
  })),
];
