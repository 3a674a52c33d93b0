import type { IndexRange, Operation, PageRequest, Position, Row, RowChange } from '../../src/adapters/local/store.js';

interface Kept extends Row {
  readonly collection: string;
  readonly index: Readonly<Record<string, readonly string[]>>;
}

/** The store contract in the simplest way there is: one list, sorted and filtered anew for every question. Nothing of it is shared with the real ones. */
export function naiveStore() {
  let rows: Kept[] = [];
  let jobs = 0;

  const at = (list: Kept[], collection: string, key: string) =>
    list.find((row) => row.collection === collection && row.key === key);
  const positions = (collection: string, name: string, range: IndexRange) => {
    const within = (entry: string) =>
      'is' in range ? entry === range.is : entry >= (range.from ?? '') && (range.below === undefined || entry < range.below);
    return rows
      .filter((row) => row.collection === collection)
      .flatMap((row) => {
        const entries = Object.hasOwn(row.index, name) ? (row.index[name] ?? []) : [];
        return [...new Set(entries)].filter(within).map((entry) => ({ entry, key: row.key, row }));
      })
      .sort((a, b) => compare(a.entry, b.entry) || compare(a.key, b.key));
  };
  const bare = ({ key, value, revision }: Kept): Row => ({ key, value, revision });

  return {
    commit(batch: readonly Operation[]): readonly RowChange[] | 'conflict' {
      let next = [...rows];
      let told: RowChange[] = [];
      let count = jobs;
      for (const operation of batch) {
        let collection: string;
        let key: string;
        let made: Kept | undefined;
        let last = 0;
        if ('effect' in operation) {
          count += 1;
          collection = 'effects';
          key = String(count).padStart(16, '0');
          const { effect, payload } = operation;
          made = { collection, key, value: { effect, payload }, revision: 1, index: { effect: [effect] } };
        } else {
          collection = 'put' in operation ? operation.put : 'add' in operation ? operation.add : operation.delete;
          key = operation.key;
          const old = at(next, collection, key);
          last = old?.revision ?? 0;
          if ('ifRevision' in operation && operation.ifRevision !== undefined && operation.ifRevision !== (old ? last : 'absent'))
            return 'conflict';
          if ('put' in operation)
            made = { collection, key, value: operation.value, revision: last + 1, index: operation.index ?? {} };
          if ('add' in operation) {
            const value = { ...(old?.value as Record<string, number> | undefined) };
            for (const [name, by] of Object.entries(operation.by)) value[name] = (value[name] ?? 0) + by;
            made = { collection, key, value, revision: last + 1, index: old?.index ?? {} };
          }
          if ('delete' in operation && !old) continue;
        }
        next = next.filter((row) => row.collection !== collection || row.key !== key);
        if (made) next.push(made);
        told = told.filter((change) => change.collection !== collection || change.key !== key);
        told.push({ collection, key, revision: made?.revision ?? last + 1, ...(made ? {} : { deleted: true }) });
      }
      rows = next;
      jobs = count;
      return told;
    },
    get(collection: string, key: string): Row | undefined {
      const row = at(rows, collection, key);
      return row && bare(row);
    },
    find: (collection: string, name: string, range: IndexRange, limit: number): Row[] =>
      positions(collection, name, range)
        .slice(0, limit)
        .map(({ row }) => bare(row)),
    page(
      collection: string,
      name: string,
      { range = {}, descending, after, limit }: PageRequest,
    ): { rows: Row[]; next?: Position } {
      const all = positions(collection, name, range);
      const way = descending ? -1 : 1;
      if (descending) all.reverse();
      const beyond = after
        ? all.filter((each) => way * (compare(each.entry, after.entry) || compare(each.key, after.key)) > 0)
        : all;
      const found = beyond.slice(0, limit);
      const last = found.at(-1);
      return {
        rows: found.map(({ row }) => bare(row)),
        ...(beyond.length > limit && last && { next: { entry: last.entry, key: last.key } }),
      };
    },
    count: (collection: string, name: string, range: IndexRange): number => positions(collection, name, range).length,
    search: (collection: string, tokens: readonly string[]): string[] =>
      rows
        .filter((row) => row.collection === collection && tokens.length)
        .filter((row) => tokens.every((token) => row.index['token']?.some((entry) => entry.startsWith(token))))
        .map(({ key }) => key),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
