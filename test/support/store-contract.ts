import fc from 'fast-check';
import { isBackendError } from '../../src/backend/backend-error.js';
import type { Operation, RowChange, Store } from '../../src/adapters/local/store.js';
import { naiveStore } from './naive-store.js';

/** What a runner lends: mocha's and node:test's own do. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** Several store objects on the same fresh data. */
export type Open = () => { store: () => Store; end: () => Promise<void> };

const text = (value: unknown) => JSON.stringify(value);
function same(actual: unknown, expected: unknown, what: string): void {
  if (text(actual) !== text(expected)) throw new Error(`${what}: ${text(actual)} instead of ${text(expected)}`);
}
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (caught) {
    return isBackendError(caught) ? caught.code : String(caught);
  }
  return 'nothing';
}
const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);
const put = (key: string, entries: readonly string[] = [], value: unknown = key): Operation => ({
  put: 'things',
  key,
  value,
  index: { by: entries },
});

/** What every `Store` promises, run over one kind of them; `runs` random batches against a naive model. */
export function storeContract({ describe, it }: Runner, name: string, open: Open, runs: number): void {
  const over = (body: (store: Store, another: () => Store) => Promise<void>) => async () => {
    const { store, end } = open();
    try {
      await body(store(), store);
    } finally {
      await end();
    }
  };

  describe(`store contract: ${name}`, () => {
    it(
      'has nothing in a collection that was never seen',
      over(async (store) => {
        same(await store.get('nowhere', 'x'), undefined, 'get');
        same(await store.find('nowhere', 'by', { is: 'x' }), [], 'find');
        same(await store.page('nowhere', 'by', { limit: 5 }), { rows: [] }, 'page');
        same(await store.count('nowhere', 'by'), 0, 'count');
        same(await store.search('nowhere', ['x'], { limit: 5 }), [], 'search');
      }),
    );

    it(
      'counts revisions from 1, and again from 1 after a deletion',
      over(async (store) => {
        same((await store.commit([put('a')]))[0]?.revision, 1, 'the first');
        same((await store.commit([put('a', [], 'b')]))[0]?.revision, 2, 'the second');
        same(await store.get('things', 'a'), { key: 'a', value: 'b', revision: 2 }, 'the row');
        same(
          await store.commit([{ delete: 'things', key: 'a' }]),
          [{ collection: 'things', key: 'a', revision: 3, deleted: true }],
          'the deletion',
        );
        same(await store.commit([{ delete: 'things', key: 'a' }]), [], 'a deletion of nothing');
        same((await store.commit([put('a')]))[0]?.revision, 1, 'the third');
      }),
    );

    it(
      'does all of a batch or nothing',
      over(async (store) => {
        await store.commit([put('a', ['1'])]);
        const batches: Operation[][] = [
          [put('b', ['1']), { ...put('a'), ifRevision: 'absent' } as Operation],
          [put('b', ['1']), { ...put('a'), ifRevision: 2 } as Operation],
          [put('b', ['1']), { ...put('c'), ifRevision: 1 } as Operation],
          [put('b', ['1']), { delete: 'things', key: 'a', ifRevision: 7 }],
          [put('b', ['1']), { delete: 'things', key: 'c', ifRevision: 1 }],
          [{ ...put('b', ['1']), ifRevision: 'absent' } as Operation, { ...put('b'), ifRevision: 'absent' } as Operation],
        ];
        for (const batch of batches) same(await codeOf(store.commit(batch)), 'conflict', 'the code');
        same(keys(await store.find('things', 'by', { is: '1' })), ['a'], 'what is there');
        await store.commit([{ ...put('a'), ifRevision: 1 } as Operation, { ...put('b'), ifRevision: 'absent' } as Operation]);
        same(await store.count('things', 'by'), 0, 'the entries afterwards');
      }),
    );

    it(
      'lets exactly one of many claim a key',
      over(async (store, another) => {
        const stores = [store, another(), another()];
        const claim = (on: Store, who: number) =>
          codeOf(on.commit([{ put: 'claims', key: 'one', value: who, ifRevision: 'absent' }]));
        const codes = await Promise.all(Array.from({ length: 12 }, (_, who) => claim(stores[who % 3]!, who)));
        same(codes.filter((code) => code === 'nothing').length, 1, 'the number of winners');
        same(codes.filter((code) => code === 'conflict').length, 11, 'the number of losers');
      }),
    );

    it(
      'adds up numbers without conflicts',
      over(async (store, another) => {
        const other = another();
        const add = (on: Store, by: Record<string, number>) => on.commit([{ add: 'sums', key: 'k', by }]);
        await Promise.all([add(store, { a: 1 }), add(other, { a: 2, b: 5 }), add(store, { a: -4 }), add(other, { b: 1 })]);
        const row = await store.get<Record<string, number>>('sums', 'k');
        same([row?.value['a'], row?.value['b'], row?.revision], [-1, 6, 4], 'the sums');
      }),
    );

    it(
      'keeps the entries of a row that is added to',
      over(async (store) => {
        await store.commit([{ put: 'things', key: 'a', value: { n: 1 }, index: { by: ['x'] } }]);
        await store.commit([{ add: 'things', key: 'a', by: { n: 2 } }]);
        same(await store.find('things', 'by', { is: 'x' }), [{ key: 'a', value: { n: 3 }, revision: 2 }], 'the row');
      }),
    );

    it(
      'keeps effects in the order of the commits',
      over(async (store) => {
        await store.commit([
          { effect: 'mail', payload: 1 },
          { effect: 'sms', payload: 2 },
        ]);
        await store.commit([{ effect: 'mail', payload: 3 }]);
        const rows = await store.find<{ payload: number }>('effects', 'effect', { is: 'mail' });
        same(
          rows.map(({ value }) => value),
          [
            { effect: 'mail', payload: 1 },
            { effect: 'mail', payload: 3 },
          ],
          'the jobs',
        );
      }),
    );

    it(
      'finds by entry and range, in the order of entries and keys, at most as many as asked',
      over(async (store) => {
        await store.commit([
          put('2', ['b', 'a']),
          put('1', ['a', 'a']),
          put('3', ['b\0', 'ab', '']),
          put('4', ['B', 'ø', '\u{1F600}', '\uffff']),
        ]);
        const found = async (range: Parameters<Store['find']>[2], limit?: number) =>
          keys(await store.find('things', 'by', range, { limit }));
        same(await found({ is: 'a' }), ['1', '2'], 'is a');
        same(await found({ is: 'b' }), ['2'], 'is b');
        same(await found({ is: '' }), ['3'], 'is empty');
        same(await found({}), ['3', '4', '1', '2', '3', '2', '3', '4', '4', '4'], 'all');
        same(await found({ from: 'a', below: 'b' }), ['1', '2', '3'], 'a to b');
        same(await found({ from: 'b' }), ['2', '3', '4', '4', '4'], 'from b');
        same(await found({ below: 'a' }), ['3', '4'], 'below a');
        same(await found({ from: 'z', below: 'a' }), [], 'the wrong way round');
        same(await found({}, 3), ['3', '4', '1'], 'at most three');
        same(await store.count('things', 'by', { from: 'a', below: 'b' }), 3, 'the count');
      }),
    );

    it(
      'pages through an index both ways, also when the last row has gone',
      over(async (store) => {
        await store.commit(Array.from({ length: 25 }, (_, n) => put(String(n).padStart(2, '0'), [n % 3 ? 'same' : 'a', 'z'])));
        for (const descending of [false, true]) {
          const seen: string[] = [];
          const all = keys((await store.page('things', 'by', { descending, limit: 100 })).rows);
          same(all.length, 50, 'the number of rows');
          let page = await store.page('things', 'by', { descending, limit: 7 });
          for (;;) {
            seen.push(...keys(page.rows));
            if (!page.next) break;
            page = await store.page('things', 'by', { descending, limit: 7, after: page.next });
          }
          same(seen, all, 'the pages');
        }
        const { next } = await store.page('things', 'by', { limit: 3 });
        await store.commit([{ delete: 'things', key: next!.key }]);
        same(keys((await store.page('things', 'by', { limit: 2, after: next })).rows), ['09', '12'], 'what follows');
        const exact = await store.page('things', 'by', { limit: 48 });
        same([exact.rows.length, exact.next], [48, undefined], 'a page that ends with the last row');
      }),
    );

    it(
      'searches rows in which every token begins a word',
      over(async (store) => {
        const words: Record<string, string[]> = {
          a: ['anna', 'berg'],
          b: ['anders', 'bergen'],
          c: ['anna', 'dahl'],
          d: ['bergan'],
        };
        await store.commit(Object.entries(words).map(([key, token]) => ({ put: 'things', key, value: key, index: { token } })));
        const found = async (tokens: string[], limit = 50) => keys(await store.search('things', tokens, { limit })).sort();
        same(await found(['an', 'berg']), ['a', 'b'], 'two words');
        same(await found(['anna']), ['a', 'c'], 'one word');
        same(await found(['b', 'berg', 'bergen']), ['b'], 'three words');
        same(await found(['x', 'an']), [], 'a word that nobody has');
        same(await found([]), [], 'no words');
        same((await found(['b'], 2)).length, 2, 'the limit');
      }),
    );

    it(
      'copies values on their way in and out',
      over(async (store) => {
        const value = { list: [1], ['__proto__x']: 'y' };
        await store.commit([put('a', ['1'], value)]);
        value.list.push(2);
        const read = await store.get<typeof value>('things', 'a');
        read?.value.list.push(3);
        same((await store.find('things', 'by', { is: '1' }))[0]?.value, { list: [1], __proto__x: 'y' }, 'the value');
        const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c"}') as unknown;
        await store.commit([put('__proto__', ['__proto__'], hostile)]);
        same(text((await store.get('things', '__proto__'))?.value), text(hostile), 'a hostile value');
        same(({} as { polluted?: boolean }).polluted, undefined, 'the prototype of everything');
        same(await codeOf(store.commit([put('f', [], () => 1)])), 'failed', 'what is no data');
      }),
    );

    it(
      'tells commits after they are kept, to every store object on the data, until stopped',
      over(async (store, another) => {
        const told: (readonly RowChange[] | 'reset')[][] = [[], []];
        const stops = [store, another()].map((each, index) => each.watch((changes) => told[index]!.push(changes)));
        store.watch(() => {
          throw new Error('a careless listener');
        });
        await store.commit([{ ...put('a'), customerId: 'c' } as Operation, put('b')], { intent: 'i' });
        await codeOf(store.commit([{ ...put('a'), ifRevision: 'absent' } as Operation]));
        await turns();
        const expected = [
          { collection: 'things', key: 'a', revision: 1, customerId: 'c', intent: 'i' },
          { collection: 'things', key: 'b', revision: 1, intent: 'i' },
        ];
        same(told, [[expected], [expected]], 'what was told');
        stops.forEach((stop) => stop());
        await store.commit([put('c')]);
        await turns();
        same(
          told.map((each) => each.length),
          [1, 1],
          'how often was told',
        );
      }),
    );

    it(
      'tells a load as one reset',
      over(async (store) => {
        const told: unknown[] = [];
        store.watch((changes) => told.push(changes));
        await store.commit([put('a')], { bulk: true });
        await store.commit([put('b')], { bulk: true });
        same(told, [], 'what is told meanwhile');
        await store.commit([put('c')]);
        await store.commit([put('d')]);
        same(told, ['reset', [{ collection: 'things', key: 'd', revision: 1 }]], 'what is told');
      }),
    );

    it(
      'rejects with the reason of the signal, before and meanwhile, and then has done nothing',
      over(async (store) => {
        const reason = new Error('enough');
        const gone = AbortSignal.abort(reason);
        for (const deed of [
          () => store.get('things', 'a', { signal: gone }),
          () => store.find('things', 'by', {}, { signal: gone }),
          () => store.page('things', 'by', { limit: 1, signal: gone }),
          () => store.count('things', 'by', {}, { signal: gone }),
          () => store.search('things', ['a'], { limit: 1, signal: gone }),
          () => store.commit([put('a')], { signal: gone }),
        ])
          same(await deed().catch((caught: unknown) => caught === reason), true, 'the reason');
        const controller = new AbortController();
        const writing = store.commit([put('a')], { signal: controller.signal });
        controller.abort(reason);
        same(await writing.catch((caught: unknown) => caught === reason), true, 'the reason meanwhile');
        same(await store.get('things', 'a'), undefined, 'what was done');
      }),
    );

    it(
      'is unavailable after its close, and others are not',
      over(async (store, another) => {
        const other = another();
        await store.commit([put('a')]);
        await store.close();
        same(await codeOf(store.get('things', 'a')), 'unavailable', 'get');
        same(await codeOf(store.commit([put('a')])), 'unavailable', 'commit');
        same((await other.get('things', 'a'))?.revision, 1, 'what the other reads');
        await other.close({ wipe: true });
        same(await another().get('things', 'a'), undefined, 'what is there after the wipe');
      }),
    );

    it('answers as a naive model does, whatever is done to it', () => againstModel(open, runs));
  });
}

/** Long enough for a message to arrive at the other store object. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 50));

const word = fc.constantFrom('', 'a', 'ab', 'b', 'b\0', 'ba', '\u00e5', '\ud83d\ude00', '\ud800', '\uffff', '__proto__');
const key = fc.constantFrom('1', '2', '3', '10', 'constructor');
const index = fc.record({ by: fc.array(word, { maxLength: 3 }), token: fc.array(word, { maxLength: 3 }) }, { requiredKeys: [] });
const revision = fc.option(fc.constantFrom<number | 'absent'>('absent', 1, 1, 2), { nil: undefined, freq: 2 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ put: fc.constantFrom('c', 'd'), key, value: fc.nat(9), index, ifRevision: revision }),
  fc.record({ put: fc.constantFrom('c', 'd'), key, value: fc.nat(9), index }),
  fc.record({ delete: fc.constantFrom('c', 'd'), key }),
  fc.record({ add: fc.constant('sums'), key, by: fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: -3, max: 3 })) }),
  fc.record({ effect: fc.constantFrom('mail', 'sms'), payload: fc.nat(9) }),
);
const range = fc.oneof(fc.record({ is: word }), fc.record({ from: word, below: word }, { requiredKeys: [] }));
const question = fc.record({
  range,
  limit: fc.integer({ min: 1, max: 5 }),
  descending: fc.boolean(),
  after: fc.option(fc.record({ entry: word, key }), { nil: undefined }),
  tokens: fc.array(word, { maxLength: 3 }),
});
const collections = ['c', 'd', 'sums', 'effects'];

async function againstModel(open: Open, numRuns: number): Promise<void> {
  const steps = fc.array(fc.tuple(fc.array(operation, { maxLength: 5 }), question), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { store, end } = open();
      try {
        const real = store();
        const model = naiveStore();
        for (const [batch, ask] of all) {
          const expected = model.commit(batch);
          const got = await real.commit(batch).catch((caught: unknown) => (isBackendError(caught) ? caught.code : caught));
          same(got, expected, 'the commit');
          for (const collection of collections) {
            for (const name of ['by', 'token', 'effect']) {
              const { limit } = ask;
              same(
                await real.find(collection, name, ask.range, { limit }),
                model.find(collection, name, ask.range, limit),
                'find',
              );
              const page = { range: ask.range, limit, descending: ask.descending, after: ask.after };
              same(await real.page(collection, name, page), model.page(collection, name, page), 'page');
              same(await real.count(collection, name, ask.range), model.count(collection, name, ask.range), 'count');
            }
            const found = keys(await real.search(collection, ask.tokens, { limit: 50 }));
            same(found.sort(), model.search(collection, ask.tokens).sort(), 'search');
          }
          for (const each of ['1', '10']) same(await real.get('c', each), model.get('c', each), 'get');
        }
      } finally {
        await end();
      }
    }),
    { numRuns, seed: 20261122 },
  );
}
