import type { CustomersService } from '../../backend/backend.js';
import { addressKey, readAddress } from '../../domain/address.js';
import type { Customer } from '../../domain/customer.js';
import { searchWords } from '../../domain/customer-index.js';
import { type Choice, findResult } from '../../domain/match.js';
import { rankSearch } from '../../domain/search.js';
import { resolve } from './addresses.js';
import { concealed, concealedReading, hiddenFields, type KeptCustomer, revealed } from './concealment.js';
import { invalid, type LocalContext, notFound } from './context.js';
import { carryOut } from './intents.js';
import { limitOf, readCursor, writeCursor } from './paging.js';

/** *This is the customer*, as the store keeps it, under the address. */
interface KeptChoice extends Choice {
  readonly agentId: string;
}

/** So many customers of one address are looked through for the best two hundred; a switchboard may have more people than that. */
const holders = 1000;
/** So many candidates of a search are ranked. */
const candidates = 200;

type Read = 'find' | 'search' | 'list' | 'get' | 'choose';

/** What a look-up needs; what changes customers is in `customer-records.ts`. */
export function customers(context: LocalContext): Pick<Required<CustomersService>, Read> {
  const { store } = context;
  const readCustomer = async (id: string, signal?: AbortSignal): Promise<Customer | undefined> => {
    const row = typeof id === 'string' && id !== '' ? await store.get<KeptCustomer>('customers', id, { signal }) : undefined;
    return row && revealed(row);
  };

  return {
    find: (ref, options) =>
      context.run(options, 'customers.view', async (signal) => {
        const [fields, reader, { reading, hiddenBy }] = await Promise.all([
          context.fields(),
          context.reader(),
          resolve(context, ref, signal),
        ]);
        const key = addressKey(reading);
        const [rows, choice] =
          key === undefined
            ? [[]]
            : await Promise.all([
                store.find<KeptCustomer>('customers', 'address', { is: key }, { signal, limit: holders }),
                store.get<KeptChoice>('choices', key, { signal }),
              ]);
        const result = findResult(reading, rows.map(revealed), fields, reader, choice?.value);
        return {
          ...result,
          address: hiddenBy ? concealedReading(reading, hiddenBy) : reading,
          matches: result.matches.map(({ customer, why }) => ({ customer: concealed(context, customer, fields), why })),
        };
      }),

    search: (text, options) =>
      context.run(options, 'customers.view', async (signal) => {
        const sought = typeof text === 'string' ? text.trim() : '';
        const words = searchWords(sought);
        if (!words.length) return [];
        const fields = await context.fields();
        const shown = (found: readonly Customer[]) =>
          rankSearch(found, sought, fields)
            .slice(0, 50)
            .map((customer) => concealed(context, customer, fields));

        const own = (await readCustomer(sought, signal)) ?? (await readCustomer(sought.toUpperCase(), signal));
        if (own) return shown([own]);
        // Only what may be a whole address has to wait for the reader of phone numbers.
        if (/\d{3}|@/.test(sought.replace(/\P{L}/gu, (other) => (/[\d@]/.test(other) ? other : '')))) {
          const reader = await context.reader();
          const reading = readAddress(sought, reader);
          const key = addressKey(reading);
          if (key !== undefined) {
            const rows = await store.find<KeptCustomer>('customers', 'address', { is: key }, { signal });
            // Finding somebody by a confidential value would give it away.
            const hidden = new Set(hiddenFields(context, fields));
            const open = fields.filter((field) => !hidden.has(field));
            const { matches } = findResult(reading, rows.map(revealed), open, reader);
            if (matches.length) return shown(matches.map(({ customer }) => customer));
          }
        }
        const rows = await store.search<KeptCustomer>('customers', words, { signal, limit: candidates });
        return shown(rows.map(revealed));
      }),

    list: (options = {}) =>
      context.run(options, 'customers.view', async (signal) => {
        const { order = 'name', cursor } = options;
        if (order !== 'name' && order !== 'changed') throw invalid('order', 'not-an-order');
        const limit = limitOf(options);
        const list = `customers by ${order}`;
        const after = readCursor(list, cursor);
        const [fields, page, counter] = await Promise.all([
          context.fields(),
          store.page<KeptCustomer>('customers', order, { after, limit, descending: order === 'changed', signal }),
          store.get<{ readonly all?: number }>('counters', 'customers', { signal }),
        ]);
        return {
          items: page.rows.map((row) => concealed(context, revealed(row), fields)),
          total: counter?.value.all ?? 0,
          ...(page.next && { next: writeCursor(list, page.next) }),
        };
      }),

    get: (id, options) =>
      context.run(options, 'customers.view', async (signal) => {
        const [fields, customer] = await Promise.all([context.fields(), readCustomer(id, signal)]);
        return customer && concealed(context, customer, fields);
      }),

    choose: (ref, customerId, options = {}) =>
      context.run(options, 'customers.view', async (signal) => {
        const { agent } = context.options;
        await carryOut(context, 'customers.choose', [ref, customerId], options, async () => {
          const { reading } = await resolve(context, ref, signal);
          const key = addressKey(reading);
          if (key === undefined) throw invalid('address', reading.kind);
          const [before, customer] = await Promise.all([
            store.get<KeptChoice>('choices', key, { signal }),
            customerId === undefined ? undefined : readCustomer(customerId, signal),
          ]);
          if (customerId === undefined)
            return { batch: before ? [{ delete: 'choices', key, ifRevision: before.revision }] : [], answer: undefined };
          if (!customer) throw notFound('customer');
          if (before?.value.customerId === customerId) return { batch: [], answer: undefined };
          const value: KeptChoice = { customerId, chosenAt: context.now(), agentName: agent.name, agentId: agent.id };
          const ifRevision = before?.revision ?? ('absent' as const);
          return {
            batch: [{ put: 'choices', key, value, index: { customer: [customerId] }, ifRevision }],
            answer: undefined,
            customerId,
          };
        });
      }),
  };
}
