import { BackendError } from '../backend/backend-error.js';
import { settle, type RowState } from './local/batch.js';
import { beginningWith } from './local/ranges.js';
import { entryList, type EntryList } from './entry-list.js';
import type { IndexEntries, PageRequest, Row, RowChange, Store } from './local/store.js';

type Listener = (changes: readonly RowChange[] | 'reset') => void;

/** What memory stores keep. Hand the same one to several, and they are several clients of the same data. */
export interface MemoryData {
  readonly rows: Map<string, Map<string, RowState>>;
  readonly indexes: Map<string, EntryList>;
  readonly listeners: Set<Listener>;
}

/** Nothing yet, for `memoryStore(data)` and `memory({ data })`. */
export const memoryData = (): MemoryData => ({ rows: new Map(), indexes: new Map(), listeners: new Set() });

const ensure = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
};

const copyOf = (value: unknown): unknown => {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new BackendError('failed', 'This is no plain data', { cause });
  }
};

/** A store that lives as long as the page. Values are copied on their way in and out: nobody changes what is kept by accident. */
export function memoryStore(data: MemoryData = memoryData()): Store {
  const own = new Set<Listener>();
  let open = true;
  let toldInBulk = false;

  const check = async (signal?: AbortSignal) => {
    signal?.throwIfAborted();
    await Promise.resolve(); // as asynchronous as any other store, so that nobody comes to rely on less
    signal?.throwIfAborted();
    if (!open) throw new BackendError('unavailable', 'The store is closed');
  };
  const indexOf = (collection: string, name: string) => data.indexes.get(`${collection}\0${name}`);
  const rowOf = <T>(collection: string, key: string): Row<T> | undefined => {
    const row = data.rows.get(collection)?.get(key);
    return row && { key, value: structuredClone(row.value) as T, revision: row.revision };
  };
  /** Entries of a row, each once. */
  function* entriesOf(index: IndexEntries = {}): Iterable<readonly [name: string, entry: string]> {
    for (const [name, entries] of Object.entries(index)) for (const entry of new Set(entries)) yield [name, entry];
  }
  const write = (collection: string, key: string, row: RowState | undefined) => {
    const rows = ensure(data.rows, collection, () => new Map<string, RowState>());
    const old = rows.get(key);
    for (const [name, entry] of entriesOf(old?.index)) indexOf(collection, name)?.remove({ entry, key });
    for (const [name, entry] of entriesOf(row?.index))
      ensure(data.indexes, `${collection}\0${name}`, entryList).add({ entry, key });
    if (row) rows.set(key, row);
    else rows.delete(key);
  };
  const tell = (changes: readonly RowChange[] | 'reset') => {
    for (const listener of [...data.listeners]) {
      try {
        if (data.listeners.has(listener)) listener(changes);
      } catch {
        // One listener's mistake must not cost the others their news.
      }
    }
  };
  const page = <T>(collection: string, index: string, { range = {}, descending, after, limit }: Omit<PageRequest, 'signal'>) => {
    const rows: Row<T>[] = [];
    let next: { entry: string; key: string } | undefined;
    for (const position of indexOf(collection, index)?.scan(range, descending, after) ?? []) {
      if (rows.length === limit) return { rows, next };
      rows.push(rowOf<T>(collection, position.key)!);
      next = { entry: position.entry, key: position.key };
    }
    return { rows };
  };

  return {
    reach: 'shared',
    async get<T>(collection: string, key: string, options: { signal?: AbortSignal } = {}) {
      await check(options.signal);
      return rowOf<T>(collection, key);
    },
    async find<T>(
      collection: string,
      index: string,
      range: PageRequest['range'],
      options: { signal?: AbortSignal; limit?: number } = {},
    ) {
      await check(options.signal);
      return page<T>(collection, index, { range, limit: options.limit ?? 200 }).rows;
    },
    async page<T>(collection: string, index: string, request: PageRequest) {
      await check(request.signal);
      return page<T>(collection, index, request);
    },
    async count(collection, index, range = {}, options = {}) {
      await check(options.signal);
      return indexOf(collection, index)?.count(range) ?? 0;
    },
    async search<T>(collection: string, tokens: readonly string[], options: { signal?: AbortSignal; limit: number }) {
      await check(options.signal);
      const index = indexOf(collection, 'token');
      if (!index || !tokens.length) return [];
      const byCount = tokens
        .map((token) => ({ token, count: index.count(beginningWith(token)) }))
        .sort((a, b) => a.count - b.count);
      const [rarest, ...others] = byCount.map(({ token }) => token);
      const found = new Map<string, Row<T>>();
      for (const { key } of index.scan(beginningWith(rarest!))) {
        if (found.size === options.limit) break;
        if (found.has(key)) continue;
        const entries = data.rows.get(collection)!.get(key)!.index?.['token'] ?? [];
        if (others.every((token) => entries.some((entry) => entry.startsWith(token)))) found.set(key, rowOf<T>(collection, key)!);
      }
      return [...found.values()];
    },
    async commit(batch, options = {}) {
      await check(options.signal);
      const { writes, changes } = settle(batch, ([collection, key]) => data.rows.get(collection)?.get(key), options.intent);
      const copies = writes.map(({ row, ...place }) => ({ ...place, row: row && { ...row, value: copyOf(row.value) } }));
      for (const { collection, key, row } of copies) write(collection, key, row);
      if (options.bulk) toldInBulk = true;
      else if (toldInBulk || changes.length) {
        tell(toldInBulk ? 'reset' : changes);
        toldInBulk = false;
      }
      return changes;
    },
    watch(listener) {
      // A function of this watch alone: the same listener may watch twice.
      const listen: Listener = (changes) => listener(changes);
      data.listeners.add(listen);
      own.add(listen);
      return () => {
        data.listeners.delete(listen);
        own.delete(listen);
      };
    },
    async close({ wipe = false } = {}) {
      open = false;
      for (const listener of own) data.listeners.delete(listener);
      own.clear();
      if (!wipe) return;
      data.rows.clear();
      data.indexes.clear();
      tell('reset');
    },
  };
}
