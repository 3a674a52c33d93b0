import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import { BackendError } from '../../backend/backend-error.js';
import { unlessAborted } from '../local/abort.js';
import { beginningWith, boundsOf, placesOf, settle } from '../local/batch.js';
import type { IndexEntries, IndexRange, PageRequest, Position, Row, RowChange, Store } from '../local/store.js';
import { openingError, storageError } from './storage-error.js';

type Listener = (changes: readonly RowChange[] | 'reset') => void;

/** A row as it lies in the one object store. `i`: its index entries as texts `collection NUL index NUL entry`, all in one multi-entry index. */
interface Kept {
  readonly c: string;
  readonly k: string;
  readonly v: unknown;
  readonly r: number;
  readonly i: readonly string[];
}

interface Schema extends DBSchema {
  rows: { key: [collection: string, key: string]; value: Kept; indexes: { entries: string } };
}
type Connection = IDBPDatabase<Schema>;
type Rows = IDBPObjectStore<Schema, ['rows'], 'rows'>;

/** How long the browser, or another tab that holds on to the database, may keep us waiting. */
const patience = 10_000;
/** More rows than this in one commit are told as `reset`. */
const tellable = 200;

const rowOf = <T>({ k, v, r }: Kept): Row<T> => ({ key: k, value: v as T, revision: r });
const placed = (collection: string, index: string, entry = '') => `${collection}\0${index}\0${entry}`;
const flat = (collection: string, index: IndexEntries) =>
  Object.entries(index).flatMap(([name, entries]) => entries.map((entry) => placed(collection, name, entry)));

function keyRange(collection: string, index: string, range?: IndexRange): IDBKeyRange {
  const { from, below } = boundsOf(range);
  const end = below === undefined ? `${collection}\0${index}\x01` : placed(collection, index, below);
  const start = placed(collection, index, from);
  return start < end ? IDBKeyRange.bound(start, end, false, true) : IDBKeyRange.only(`${collection}\0`); // an empty range: no entry looks like that
}

/**
 * A store in the browser's IndexedDB, database `sidedesk:<name>`. It opens when first used, lets go when another tab wants to delete or
 * upgrade it, and opens again at the next use. What it acknowledges is flushed to disk (`durability: 'strict'`).
 */
export function indexedDbStore(name: string): Store {
  const databaseName = `sidedesk:${name}`;
  const listeners = new Set<Listener>();
  let open = true;
  let opening: Promise<Connection> | undefined;
  let database: Connection | undefined;
  let reading: Rows | undefined;
  let untold = false;

  const tell = (changes: readonly RowChange[] | 'reset') => {
    for (const listener of [...listeners]) {
      try {
        if (listeners.has(listener)) listener(changes);
      } catch {
        // One listener's mistake must not cost the others their news.
      }
    }
  };

  // Other tabs only hear what changed; they read it again themselves.
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(databaseName) : undefined;
  channel?.addEventListener('message', ({ data }: MessageEvent<readonly RowChange[] | 'reset'>) => tell(data));
  // A page that comes back from the back-forward cache has missed what was told meanwhile.
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && tell('reset');
  globalThis.addEventListener?.('pageshow', onShow);

  const letGo = () => {
    database?.close();
    database = opening = reading = undefined;
  };

  const connect = async (): Promise<Connection> => {
    if (!open) throw new BackendError('unavailable', 'The store is closed');
    opening ??= inTime(
      openDB<Schema>(databaseName, 1, {
        upgrade(created) {
          created.createObjectStore('rows', { keyPath: ['c', 'k'] }).createIndex('entries', 'i', { multiEntry: true });
        },
        blocking(_, next) {
          letGo(); // before those who watch read again
          if (next === null) tell('reset');
        },
        terminated() {
          letGo();
          tell('reset');
        },
      }),
      (late) => late.close(),
    ).then(
      (opened) => (database = opened),
      (caught: unknown) => {
        opening = undefined;
        throw openingError(caught);
      },
    );
    const opened = await opening;
    if (open) return opened;
    letGo();
    throw new BackendError('unavailable', 'The store is closed');
  };

  /** Does the work in a transaction, once more on a new connection when the browser closed the old one. `work` must not wait for anything else. */
  const on = async <T>(signal: AbortSignal | undefined, work: (connection: Connection) => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    try {
      for (let again = false; ; again = true) {
        const connection = database ?? (await unlessAborted(connect(), signal));
        signal?.throwIfAborted();
        try {
          return await work(connection);
        } catch (caught) {
          if (again || !(caught instanceof DOMException) || caught.name !== 'InvalidStateError') throw caught;
          if (connection === database) letGo();
        }
      }
    } catch (caught) {
      signal?.throwIfAborted();
      throw storageError(caught);
    }
  };

  /** Reads that are asked for in one go share a transaction: cheaper, and of one moment. */
  const read = <T>(signal: AbortSignal | undefined, work: (rows: Rows) => Promise<T>): Promise<T> =>
    on(signal, (connection) => {
      if (!reading) {
        reading = connection.transaction('rows').store;
        queueMicrotask(() => (reading = undefined));
      }
      return unlessAborted(work(reading), signal);
    });

  return {
    reach: channel ? 'shared' : 'alone',

    get: <T>(collection: string, key: string, { signal }: { signal?: AbortSignal } = {}) =>
      read(signal, async (rows) => {
        const kept = await rows.get([collection, key]);
        return kept && rowOf<T>(kept);
      }),

    find: <T>(
      collection: string,
      index: string,
      range: IndexRange,
      { signal, limit = 200 }: { signal?: AbortSignal; limit?: number } = {},
    ) =>
      read(signal, async (rows) =>
        (await rows.index('entries').getAll(keyRange(collection, index, range), limit)).map((kept) => rowOf<T>(kept)),
      ),

    page: <T>(collection: string, index: string, { range, descending, after, limit, signal }: PageRequest) =>
      read(signal, async (all) => {
        const rows: Row<T>[] = [];
        const from: [string, [string, string]] | undefined = after && [
          placed(collection, index, after.entry),
          [collection, after.key],
        ];
        let next: Position | undefined;
        let cursor = await all.index('entries').openCursor(keyRange(collection, index, range), descending ? 'prev' : 'next');
        if (cursor && from) {
          const [entry, place] = from;
          const beyond = () =>
            (descending ? -1 : 1) * (indexedDB.cmp(cursor!.key, entry) || indexedDB.cmp(cursor!.primaryKey, place));
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
      }),

    count: (collection, index, range, { signal } = {}) =>
      read(signal, (rows) => rows.index('entries').count(keyRange(collection, index, range))),

    search: <T>(collection: string, tokens: readonly string[], { signal, limit }: { signal?: AbortSignal; limit: number }) =>
      read(signal, (rows) => search<T>(rows, collection, tokens, limit)),

    commit: (batch, { intent, bulk = false, signal } = {}) =>
      on(signal, async (connection) => {
        const transaction = connection.transaction('rows', 'readwrite', { durability: bulk ? 'relaxed' : 'strict' });
        const abort = () => {
          try {
            transaction.abort();
          } catch {
            // It is over already, one way or the other.
          }
        };
        const done = transaction.done;
        done.catch(() => undefined); // told below, by whichever request failed first
        const work = async () => {
          const { store } = transaction;
          const places = placesOf(batch);
          const found = new Map<string, Kept>();
          await Promise.all(
            places.map(async ([collection, key]) => {
              const kept = await store.get([collection, key]);
              if (kept) found.set(`${collection}\0${key}`, kept);
            }),
          );
          const state = (kept: Kept | undefined) => kept && { value: kept.v, revision: kept.r };
          const { writes, changes } = settle(batch, ([collection, key]) => state(found.get(`${collection}\0${key}`)), intent);
          const requests = writes.map(({ collection: c, key: k, row }) => {
            if (!row) return store.delete([c, k]);
            const i = row.index ? flat(c, row.index) : (found.get(`${c}\0${k}`)?.i ?? []);
            return store.put({ c, k, v: row.value, r: row.revision, i } satisfies Kept);
          });
          // A failed request aborts the transaction, which says why (QuotaExceededError comes only from there).
          await Promise.all([...requests, done]);
          return changes;
        };
        let changes: readonly RowChange[];
        try {
          changes = await unlessAborted(work(), signal, abort);
        } catch (caught) {
          abort();
          await done.catch((reason: unknown) => {
            if (caught instanceof DOMException && reason instanceof DOMException && reason.name === 'QuotaExceededError')
              throw reason;
          });
          throw caught;
        }
        if (bulk) untold = true;
        else if (untold || changes.length) {
          const news = untold || changes.length > tellable ? 'reset' : changes;
          untold = false;
          tell(news);
          channel?.postMessage(news);
        }
        return changes;
      }),

    watch(listener) {
      // A function of this watch alone: the same listener may watch twice.
      const listen: Listener = (changes) => listener(changes);
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },

    async close({ wipe = false } = {}) {
      open = false;
      listeners.clear();
      globalThis.removeEventListener?.('pageshow', onShow);
      letGo();
      try {
        if (wipe) {
          await inTime(deleteDB(databaseName));
          channel?.postMessage('reset');
        }
      } catch (caught) {
        throw openingError(caught);
      } finally {
        channel?.close();
      }
    },
  };
}

/** The answer, or `unavailable` when there is none in time: some browsers never answer after a crash, and another tab may not let go. */
async function inTime<T>(answer: Promise<T>, tooLate?: (late: T) => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = true;
      reject(new BackendError('unavailable', 'The storage of this browser does not answer', { retryAfter: 5 }));
    }, patience);
  });
  answer.then(
    (late) => over && tooLate?.(late),
    () => undefined,
  );
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Up to this many keys a token are compared before rows are read. */
const handful = 2000;

async function search<T>(rows: Rows, collection: string, tokens: readonly string[], limit: number): Promise<readonly Row<T>[]> {
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
