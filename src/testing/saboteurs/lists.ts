import { BackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { all, asSeeded, inCustomers, type Saboteur } from './saboteur.js';

const list = 'customers.list';
const search = 'customers.search';
const get = 'customers.get';
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** A change of every customer that `get` gives. */
const given = (name: string, caughtIn: string, change: (customer: Customer) => unknown): Saboteur =>
  inCustomers(name, caughtIn, (customers) => ({
    async get(id, options) {
      const customer = await customers.get(id, options);
      return customer && (change(customer) as Customer);
    },
  }));

const valueChanged = (name: string, change: (value: string) => string): Saboteur =>
  given(name, 'values', (customer) => {
    const changed = Object.entries(customer.fields).map(([field, value]) => [field, change(value)]);
    return { ...customer, fields: Object.fromEntries(changed) as Record<string, string> };
  });

/** What `list`, `search` and `get` can do to a screen. */
export const lists: readonly Saboteur[] = [
  inCustomers('repeats the last of a page on the next', list, (customers) => {
    let last: Customer | undefined;
    return {
      async list(options) {
        const page = await customers.list(options);
        const items = options?.cursor !== undefined && last ? [last, ...page.items.slice(0, -1)] : page.items;
        last = page.items.at(-1);
        return { ...page, items };
      },
    };
  }),
  inCustomers('loses the last of a page', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return page.next === undefined ? page : { ...page, items: page.items.slice(0, -1) };
    },
  })),
  inCustomers('ignores the cursor', list, (customers) => ({
    list: (options) => {
      const { cursor: _cursor, ...rest } = options ?? {};
      return customers.list(rest);
    },
  })),
  inCustomers('begins again at a cursor that it does not know', list, (customers) => ({
    list: (options) =>
      customers.list(options).catch((caught: unknown) => {
        if (!(caught instanceof BackendError) || options?.cursor === undefined) throw caught;
        return customers.list();
      }),
  })),
  inCustomers('counts its pages by places, which move while others add', list, (customers) => ({
    async list(options = {}) {
      const { cursor, limit = 50, ...rest } = options;
      await customers.list({ ...rest, limit }); // for its permissions, limits and aborts
      if (cursor !== undefined && !/^\d+$/.test(cursor)) return customers.list({ cursor });
      const everybody: Customer[] = [];
      for (let next: string | undefined, more = true; more; more = next !== undefined) {
        const page = await customers.list({ ...rest, limit: 200, ...(next && { cursor: next }) });
        everybody.push(...page.items);
        next = page.next;
      }
      const from = Number(cursor ?? 0);
      const items = everybody.slice(from, from + limit);
      return { items, ...(from + limit < everybody.length && { next: String(from + limit) }) };
    },
  })),
  inCustomers('ignores the limit', list, (customers) => ({
    list: ({ limit: _limit, ...rest } = {}) => customers.list(rest),
  })),
  inCustomers('takes the nearest limit that is possible', list, (customers) => ({
    list: ({ limit, ...rest } = {}) =>
      customers.list({ ...rest, ...(limit !== undefined && { limit: Math.min(200, Math.max(1, Math.round(limit) || 50)) }) }),
  })),
  inCustomers('sorts names as its own language does', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, items: [...page.items].sort((a, b) => a.name.localeCompare(b.name, 'sv')) };
    },
  })),
  inCustomers('sorts capitals before small letters', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, items: [...page.items].sort((a, b) => (a.name < b.name ? -1 : 1)) };
    },
  })),
  inCustomers('leaves equal names in any order', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return {
        ...page,
        items: [...page.items].sort((a, b) => fold(a.name).localeCompare(fold(b.name)) || (a.id < b.id ? 1 : -1)),
      };
    },
  })),
  inCustomers('lists by name whatever the order', list, (customers) => ({
    list: ({ order: _order, ...rest } = {}) => customers.list(rest),
  })),
  inCustomers('counts the page as the total', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, total: page.items.length };
    },
  })),
  inCustomers('answers null where there is no next page', list, (customers) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, next: page.next ?? (null as never) };
    },
  })),
  inCustomers('searches for the first word only', search, (customers) => ({
    search: (text, options) => customers.search(text.trim().split(/\s/)[0] ?? '', options),
  })),
  inCustomers('searches with regard to case', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      return found.filter((each) => text.split(' ').every((word) => JSON.stringify(each).includes(word)));
    },
  })),
  inCustomers('searches with regard to diacritics', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      const plain = (value: string) => value.toLowerCase();
      return found.filter((each) => text.split(' ').every((word) => plain(JSON.stringify(each)).includes(plain(word))));
    },
  })),
  inCustomers('finds words by their middle', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      const more = (await all(customers)).filter((each) => text !== '' && fold(each.name).includes(fold(text)));
      return [...found, ...more.filter((each) => !found.some(({ id }) => id === each.id))].slice(0, 50);
    },
  })),
  inCustomers('takes any of the words for enough', search, (customers) => ({
    async search(text, options) {
      const found = await Promise.all([text, ...text.split(' ')].map((word) => customers.search(word, options)));
      return [...new Map(found.flat().map((each) => [each.id, each])).values()].slice(0, 50);
    },
  })),
  inCustomers('finds everybody by an empty text', search, (customers) => ({
    search: async (text, options) => (text.trim() === '' ? (await all(customers)).slice(0, 50) : customers.search(text, options)),
  })),
  inCustomers('finds more than fifty', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      return found.length < 50 ? found : (await all(customers)).filter((each) => fold(each.name).startsWith(fold(text)));
    },
  })),
  inCustomers('gives signs a meaning', search, (customers) => ({
    search: async (text, options) => (/[%*]/.test(text) ? (await all(customers)).slice(0, 50) : customers.search(text, options)),
  })),
  inCustomers('looks into fields that are not visible', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      const more = (await all(customers)).filter(
        (each) => text !== '' && fold(each.fields['internal'] ?? '').startsWith(fold(text)),
      );
      return [...found, ...more.filter((each) => !found.some(({ id }) => id === each.id))];
    },
  })),
  inCustomers('puts the worst first', search, (customers) => ({
    search: async (text, options) => [...(await customers.search(text, options))].reverse(),
  })),
  inCustomers('forgives typing mistakes without saying so', search, (customers) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      return found.length > 0 || text.length < 4 ? found : customers.search(text.slice(0, 1), options);
    },
  })),
  inCustomers('shows confidential values in what search finds', 'permissions', (customers, seed) => ({
    search: async (text, options) => (await customers.search(text, options)).map((each) => asSeeded(each, seed)),
  })),
  inCustomers('finds by a part of a confidential value', 'permissions', (customers, seed) => ({
    async search(text, options) {
      const found = await customers.search(text, options);
      const more = (await all(customers)).filter((each) => asSeeded(each, seed).fields['secretWord']?.startsWith(text));
      return found.length > 0 || text.length < 4 ? found : more;
    },
  })),
  inCustomers('shows confidential values in lists', 'permissions', (customers, seed) => ({
    async list(options) {
      const page = await customers.list(options);
      return { ...page, items: page.items.map((each) => asSeeded(each, seed)) };
    },
  })),
  inCustomers('shows the first half of confidential values', 'permissions', (customers, seed) => ({
    async get(id, options) {
      const customer = await customers.get(id, options);
      if (!customer?.concealed) return customer;
      const whole = asSeeded(customer, seed).fields;
      const half = (name: string) => `${(whole[name] ?? '').slice(0, 6)}•••`;
      return {
        ...customer,
        fields: { ...customer.fields, ...Object.fromEntries(customer.concealed.map((name) => [name, half(name)])) },
      };
    },
  })),
  given('does not say which values are concealed', 'permissions', ({ concealed: _concealed, ...customer }) => customer),
  inCustomers('answers null for an id that nobody has', get, (customers) => ({
    get: async (id, options) => (await customers.get(id, options)) ?? (null as never),
  })),
  inCustomers('rejects with not-found for an id that nobody has', get, (customers) => ({
    async get(id, options) {
      const customer = await customers.get(id, options);
      if (!customer) throw new BackendError('not-found', 'Nobody has this id');
      return customer;
    },
  })),
  inCustomers('forgives space around an id', get, (customers) => ({ get: (id, options) => customers.get(id.trim(), options) })),
  inCustomers('looks ids up in an object that inherits', get, (customers) => ({
    get: async (id, options) => (({}) as Record<string, Customer>)[id] ?? customers.get(id, options),
  })),
  inCustomers('hands out what it keeps', get, (customers) => {
    const kept = new Map<string, Customer>();
    return {
      async get(id, options) {
        const customer = kept.get(id) ?? (await customers.get(id, options));
        if (customer) kept.set(id, customer);
        return customer;
      },
    };
  }),
  given('gives times as dates', get, (customer) => ({ ...customer, changedAt: new Date(customer.changedAt) })),
  given('gives times without a zone', get, (customer) => ({ ...customer, changedAt: customer.changedAt.slice(0, 19) })),
  given('gives objects of a class', get, (customer) =>
    Object.assign(Object.create({ describe: () => 'a customer' }) as object, customer),
  ),
  given('gives null for what is absent', get, (customer) => ({ ...customer, shared: customer.shared ?? null })),
  given('gives more than the port names', get, (customer) => ({ ...customer, searchKeys: Object.values(customer.fields) })),
  given('gives numbers as numbers', get, (customer) => {
    const number = Number(customer.fields['customer-number']);
    return number ? { ...customer, fields: { ...customer.fields, 'customer-number': String(number) } } : customer;
  }),
  valueChanged('escapes markup', (value) => value.replaceAll('<', '&lt;')),
  valueChanged('trims values', (value) => value.trim()),
  valueChanged('normalizes accents', (value) => value.normalize('NFC')),
  valueChanged('cuts long values', (value) => value.slice(0, 255)),
  valueChanged('takes invisible signs away', (value) => value.replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')),
];
