import type { Customer } from '../../domain/customer.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Offered, Section } from './case.js';
import { crowd, kari, ola, organization, person } from './cast.js';

type Order = 'name' | 'changed';

/** All pages one after the other; `between` is called after each. */
async function everyPage(
  backend: Offered,
  limit: number | undefined,
  order: Order | undefined,
  between: (page: number) => unknown = () => {},
) {
  const all: Customer[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page++) {
    const { items, next } = await backend.customers.list({
      ...(limit && { limit }),
      ...(order && { order }),
      ...(cursor && { cursor }),
    });
    ensure(items.length <= (limit ?? 50), `page ${page} has ${items.length} items with the limit ${limit ?? 'of 50'}`);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
    await between(page);
  }
  throw new Error('the list has no end: 100 pages were read');
}

const named = (customers: readonly Customer[]) => customers.map((each) => each.name);

function onceEach(customers: readonly Customer[], ids: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const { id } of customers) counts.set(id, (counts.get(id) ?? 0) + 1);
  same(
    ids.map((id) => [id, counts.get(id) ?? 0]),
    ids.map((id) => [id, 1]),
    'how often each customer comes',
  );
}

/** A pile of equal names, so that pages have to be cut between equals. */
const namesakes = Array.from({ length: 23 }, () => person('Same Name'));

export const list: Section = {
  name: 'customers.list',
  needs: ['customers.list'],
  cases: [
    {
      name: 'is an empty page without next while there are no customers',
      async run({ backend }) {
        const page = await backend.customers.list();
        same([page.items, page.next, page.total ?? 0], [[], undefined, 0], 'the page');
      },
    },
    {
      name: 'stands by name, without regard to case and diacritics, persons and organizations together',
      seed: {
        customers: [
          person('bo Zed'),
          organization('Ängel'),
          person('Ana Lund'),
          person('Émile B'),
          organization('abba'),
          person('Emil C'),
          person('emile A'),
        ],
      },
      async run({ backend }) {
        const expected = ['abba', 'Ana Lund', 'Ängel', 'bo Zed', 'Emil C', 'emile A', 'Émile B'];
        same(named((await backend.customers.list()).items), expected, 'the order');
        same(named((await backend.customers.list({ order: 'name' })).items), expected, 'the order by name');
      },
    },
    {
      name: 'stands in code-point order, beyond the basic plane too',
      seed: {
        customers: [
          person('\u{1F600} Smile'),
          person('日本 Taro'),
          person('\uE001 Private'),
          person('Zed Last'),
          person('אבא Aleph'),
        ],
      },
      async run({ backend }) {
        const names = named((await backend.customers.list()).items);
        same(names, ['Zed Last', 'אבא Aleph', '日本 Taro', '\uE001 Private', '\u{1F600} Smile'], 'the order');
      },
    },
    {
      name: 'stands by id among equal names',
      seed: { customers: namesakes },
      async run({ backend, ids }) {
        const found = (await backend.customers.list()).items.map((each) => each.id);
        same(found, [...ids].sort(), 'the order');
      },
    },
    {
      name: 'gives 50 at most unless told, and goes on from there',
      seed: { customers: crowd(60) },
      async run({ backend, ids }) {
        const first = await backend.customers.list();
        same([first.items.length, typeof first.next], [50, 'string'], 'the first page');
        const second = await backend.customers.list({ cursor: first.next! });
        same([second.items.length, second.next], [10, undefined], 'the second page');
        onceEach([...first.items, ...second.items], ids);
      },
    },
    {
      name: 'gives every customer exactly once in pages of any size, by either order',
      seed: { customers: [...namesakes, ...crowd(17)] },
      async run({ backend, ids }) {
        for (const order of ['name', 'changed'] as const)
          for (const limit of [1, 7, 20, 39, 40, 41, 200]) onceEach(await everyPage(backend, limit, order), ids);
      },
    },
    {
      name: 'gives the same order in pages as in one',
      seed: { customers: [...namesakes, ...crowd(9)] },
      async run({ backend }) {
        for (const order of ['name', 'changed'] as const) {
          const whole = await everyPage(backend, 200, order);
          same(
            (await everyPage(backend, 5, order)).map((each) => each.id),
            whole.map((each) => each.id),
            `the order by ${order}`,
          );
        }
      },
    },
    {
      name: 'ends without an empty page that promises more',
      seed: { customers: crowd(6) },
      async run({ backend }) {
        const { items, next } = await backend.customers.list({ limit: 6 });
        same(items.length, 6, 'the number of items');
        if (next !== undefined)
          same((await backend.customers.list({ limit: 6, cursor: next })).next, undefined, 'what follows the last page');
      },
    },
    {
      name: 'counts all of them in total, where it counts at all',
      seed: { customers: crowd(12) },
      async run({ backend }) {
        const { total } = await backend.customers.list({ limit: 5 });
        same(total ?? 12, 12, 'the total');
      },
    },
    {
      name: 'gives those who are there throughout exactly once while others are added',
      needs: ['addCustomers'],
      seed: { customers: [...namesakes, ...crowd(8)] },
      async run({ backend, ids, addCustomers }) {
        for (const order of ['name', 'changed'] as const) {
          const between = (page: number) =>
            page < 4 && addCustomers([person(`Aaa Early${page}`), person('Same Name'), person(`Zzz Late${page}`)]);
          onceEach(await everyPage(backend, 6, order, between), ids);
        }
      },
    },
    {
      name: 'stands by the most recent change first',
      needs: ['addCustomers', 'tick'],
      seed: { customers: [kari] },
      async run({ backend, id, addCustomers, tick }) {
        const expected = [id(0)];
        for (const draft of [ola, person('Aa Third'), person('Zz Fourth')]) {
          await tick(60_000);
          expected.unshift(...(await addCustomers([draft])));
        }
        const { items } = await backend.customers.list({ order: 'changed' });
        same(
          items.map((each) => each.id),
          expected,
          'the order',
        );
      },
    },
    {
      name: 'never goes back in time by the order of changes',
      seed: { customers: crowd(30) },
      async run({ backend }) {
        const times = (await everyPage(backend, 7, 'changed')).map((each) => Date.parse(each.changedAt));
        ensure(
          times.every((time, index) => index === 0 || time <= times[index - 1]!),
          `the times are ${inShort(times)}`,
        );
      },
    },
    {
      name: 'rejects with invalid a limit under 1, over 200 or not whole',
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const limit of [0, -1, 201, 1.5, Number.NaN, Infinity])
          await refused(backend.customers.list({ limit }), 'invalid', `the limit ${limit}`, 'limit');
      },
    },
    {
      name: 'rejects with invalid a cursor that it did not give',
      seed: { customers: crowd(3) },
      async run({ backend }) {
        for (const cursor of ['forged', '{}', 'null', '0', '\0', '../..', 'eyJrIjoxfQ==', 'x'.repeat(10_000), '\uD800'])
          await refused(backend.customers.list({ cursor }), 'invalid', `the cursor ${inShort(cursor)}`, 'cursor');
      },
    },
    {
      name: 'gives the customers as get does',
      needs: ['customers.get'],
      seed: { customers: [kari, ola] },
      async run({ backend }) {
        for (const each of (await backend.customers.list()).items)
          same(await backend.customers.get(each.id), each, `the customer ${each.name}`);
      },
    },
  ],
};
