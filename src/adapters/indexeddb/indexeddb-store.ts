import { openDB } from 'idb';
import { BackendError, isBackendError } from '../../backend/backend-error.js';
import { inTime } from '../../backend/in-time.js';
import { unlessAborted } from '../local/abort.js';
import { later } from '../local/later.js';
import type { IndexRange, PageRequest, RowChange, Store } from '../local/store.js';
import { type Connection, keyRange, rowOf, type Rows, type Schema } from './rows.js';
import type { SearchRequest } from './scans.js';

type Listener = (changes: readonly RowChange[] | 'reset') => void;

/** More rows than this in one commit are told as `reset`. */
const tellable = 200;

export interface IndexedDbStoreOptions {
  /** Milliseconds that the browser, or another tab that holds on to the database, may keep us waiting; then it is `unavailable`. */
  readonly patience?: number;
}

/**
 * A store in the browser's IndexedDB, database `sidedesk:<name>`. It opens when first used, lets go when another tab wants to delete or
 * upgrade it, and opens again at the next use. What it acknowledges is flushed to disk (`durability: 'strict'`).
 */
export function indexedDbStore(name: string, { patience = 10_000 }: IndexedDbStoreOptions = {}): Store {
  // Some browsers never answer after a crash, and another tab may not let go.
  const limit = {
    within: patience,
    error: () => new BackendError('unavailable', 'The store does not answer', { retryAfter: 5 }),
  };
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

  const openOnce = async (): Promise<Connection> =>
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
    });

  const connect = async (): Promise<Connection> => {
    if (open) {
      opening ??= inTime(openOnce(), { ...limit, tooLate: (late) => late.close() }).then(
        (opened) => (database = opened),
        async (caught: unknown) => {
          opening = undefined;
          throw (await writes()).openingError(caught);
        },
      );
      const opened = await opening;
      for (const each of [scans, writes]) each().catch(() => undefined); // whoever needs it will be told, and tries again
      if (open) return opened;
      letGo();
    }
    throw new BackendError('unavailable', 'The store is closed');
  };

  // Reading by key and entry is all that a look-up needs; the rest comes after the first connection.
  const scans = later(() => import('./scans.js'));
  const writes = later(() => import('./writes.js'));
  const part = async <T>(load: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    signal?.throwIfAborted();
    return unlessAborted(load(), signal);
  };

  const kept = (changes: readonly RowChange[], bulk = false) => {
    if (bulk) untold = true;
    else if (untold || changes.length) {
      const news = untold || changes.length > tellable ? 'reset' : changes;
      untold = false;
      tell(news);
      channel?.postMessage(news);
    }
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
      throw isBackendError(caught) ? caught : (await writes()).storageError(caught);
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

    page: async <T>(collection: string, index: string, request: PageRequest) => {
      const { page } = await part(scans, request.signal);
      return read(request.signal, (rows) => page<T>(rows, collection, index, request));
    },

    count: (collection, index, range, { signal } = {}) =>
      read(signal, (rows) => rows.index('entries').count(keyRange(collection, index, range))),

    search: async <T>(collection: string, tokens: readonly string[], request: SearchRequest) => {
      const { search } = await part(scans, request.signal);
      return read(request.signal, (rows) => search<T>(rows, collection, tokens, request));
    },

    commit: async (batch, options = {}) => {
      const { write } = await part(writes, options.signal);
      return on(options.signal, (connection) => write(connection, batch, options, (changes) => kept(changes, options.bulk)));
    },

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
          await inTime((await writes()).deleteDB(databaseName), limit);
          channel?.postMessage('reset');
        }
      } catch (caught) {
        throw (await writes()).openingError(caught);
      } finally {
        channel?.close();
      }
    },
  };
}
