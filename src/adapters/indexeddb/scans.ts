import { beginningWith } from '../local/ranges.js';
import type { PageRequest, Position, Row, Store, StorePage } from '../local/store.js';
import { keyRange, placed, rowOf, type Rows } from './rows.js';

/** One part of an index by cursor, which alone can begin between two rows of the same entry. */
export async function page<T>(
  all: Rows,
  collection: string,
  index: string,
  { range, descending, after, limit }: PageRequest,
): Promise<StorePage<T>> {
  const rows: Row<T>[] = [];
  const from: [string, [string, string]] | undefined = after && [placed(collection, index, after.entry), [collection, after.key]];
  let next: Position | undefined;
  let cursor = await all.index('entries').openCursor(keyRange(collection, index, range), descending ? 'prev' : 'next');
  if (cursor && from) {
    const [entry, place] = from;
    const beyond = () => (descending ? -1 : 1) * (indexedDB.cmp(cursor!.key, entry) || indexedDB.cmp(cursor!.primaryKey, place));
    if (beyond() < 0) cursor = await cursor.continuePrimaryKey(entry, place);
    if (cursor && beyond() === 0) cursor = await cursor.continue();
  }
  for (; cursor; cursor = await cursor.continue()) {
    if (rows.length === limit) return { rows, next };
    const kept = cursor.value;
    rows.push(rowOf<T>(kept));
    next = { entry: cursor.key.slice(placed(collection, index).length), key: kept.k };
  }
  return { rows };
}

/** Up to this many keys a token are compared before rows are read. */
const handful = 2000;

/** How `Store.search` is asked. */
export type SearchRequest = Parameters<Store['search']>[2];

/** See `Store.search`. */
export async function search<T>(
  rows: Rows,
  collection: string,
  tokens: readonly string[],
  { limit }: SearchRequest,
): Promise<readonly Row<T>[]> {
  const index = rows.index('entries');
  const [first, ...others] = tokens.map((token) => keyRange(collection, 'token', beginningWith(token)));
  if (!first) return [];
  const found = new Map<string, Row<T>>();
  if (!others.length) {
    // A row has several entries that begin alike: read more than wanted, and still more when that was not enough.
    for (let many = limit * 2; ; many *= 4) {
      const kept = await index.getAll(first, many);
      for (const row of kept) if (found.size < limit) found.set(row.k, rowOf<T>(row));
      if (found.size >= limit || kept.length < many) return [...found.values()];
    }
  }
  const ranges = [first, ...others];
  let lists = await Promise.all(ranges.map((range) => index.getAllKeys(range, handful)));
  if (lists.every((list) => list.length === handful)) lists = await Promise.all(ranges.map((range) => index.getAllKeys(range)));
  const whole = lists.filter((list) => list.length !== handful);
  const [rarest, ...rest] = (whole.length ? whole : lists)
    .sort((a, b) => a.length - b.length)
    .map((list) => new Set(list.map(([, key]) => key)));
  const candidates = [...rarest!].filter((key) => rest.every((set) => set.has(key)));
  const begins = tokens.map((token) => placed(collection, 'token', token));
  for (let at = 0; at < candidates.length && found.size < limit; at += limit) {
    const some = await Promise.all(candidates.slice(at, at + limit).map((key) => rows.get([collection, key])));
    for (const kept of some) {
      if (!kept || found.size >= limit) continue;
      if (begins.every((begin) => kept.i.some((entry) => entry.startsWith(begin)))) found.set(kept.k, rowOf<T>(kept));
    }
  }
  return [...found.values()];
}
