import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { BackendError, isBackendError, type BackendErrorCode } from '../backend/backend-error.js';
import { inTime } from '../backend/in-time.js';
import { absent, type Draft, type DraftCondition, type DraftChange, type DraftStore } from './draft-store.js';
import { intentKey } from './intent-key.js';

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
}
type Connection = IDBPDatabase<Schema>;
type Listener = (change: DraftChange | undefined) => void;

/** The store in IndexedDB itself; `indexedDbDrafts` loads it. */
export interface DraftDatabase extends Required<Omit<DraftStore, 'name'>> {
  close(options?: { readonly wipe?: boolean }): Promise<void>;
}

/** How long the browser, or another tab that does not let go, may keep us waiting. */
const limit = {
  within: 10_000,
  error: () => new BackendError('unavailable', 'The storage of this browser does not answer', { retryAfter: 5 }),
};

export function draftDatabase(name: string): DraftDatabase {
  const listeners = new Set<{ readonly tell: Listener }>();
  let closed = false;
  let database: Connection | undefined;
  let opening: Promise<Connection> | undefined;

  const tell: Listener = (change) => {
    for (const each of [...listeners]) each.tell(change);
  };
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined;
  channel?.addEventListener('message', ({ data }: MessageEvent<DraftChange | undefined>) => tell(data ?? undefined));
  // A page that comes back from the back-forward cache has missed what was told meanwhile.
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && tell(undefined);
  globalThis.addEventListener?.('pageshow', onShow);
  const kept = (change: DraftChange) => {
    tell(change);
    if (!closed) channel?.postMessage(change);
  };

  const letGo = () => {
    database?.close();
    database = opening = undefined;
  };
  const openOnce = async (): Promise<Connection> =>
    openDB<Schema>(name, 1, {
      upgrade: (created) => void created.createObjectStore('drafts', { keyPath: 'key' }),
      blocking(_, next) {
        letGo();
        if (next === null) tell(undefined);
      },
      terminated() {
        letGo();
        tell(undefined);
      },
    });
  const connect = async (): Promise<Connection> => {
    if (closed) throw new BackendError('unavailable', 'The drafts are closed');
    opening ??= inTime(openOnce(), { ...limit, tooLate: (late) => late.close() }).then(
      (opened) => (database = opened),
      (caught: unknown) => {
        opening = undefined;
        throw storageError(caught, true);
      },
    );
    const opened = await opening;
    if (!closed) return opened;
    letGo();
    throw new BackendError('unavailable', 'The drafts are closed');
  };

  /** Once more on a new connection when the browser closed the old one. */
  const on = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    try {
      for (let again = false; ; again = true) {
        const connection = database ?? (await connect());
        try {
          return await work(connection);
        } catch (caught) {
          if (again || !(caught instanceof DOMException) || caught.name !== 'InvalidStateError') throw caught;
          if (connection === database) letGo();
        }
      }
    } catch (caught) {
      throw storageError(caught);
    }
  };

  /** One transaction, flushed to disk. Without a condition it waits for no answer of its own, so that it outlives a page that goes. */
  const write = (key: string, next: Draft | undefined, { ifRevision }: DraftCondition = {}) =>
    on(async (connection) => {
      const transaction = connection.transaction('drafts', 'readwrite', { durability: 'strict' });
      const done = transaction.done;
      done.catch(() => undefined); // whatever goes wrong is thrown below
      try {
        if (ifRevision !== undefined) {
          const current = await transaction.store.get(key);
          if (ifRevision !== (current?.revision ?? absent))
            throw new BackendError('conflict', 'The draft was changed meanwhile', { current });
        }
        (next ? transaction.store.put(next) : transaction.store.delete(key)).catch(() => undefined);
        transaction.commit();
      } catch (caught) {
        try {
          transaction.abort();
        } catch {
          // it ended by itself
        }
        throw caught;
      }
      await done;
      kept({ key, ...(next && { revision: next.revision }) });
    });

  return {
    get: (key) => on((connection) => connection.get('drafts', key)),
    put: async (draft, condition) => {
      const next = copy({ ...draft, revision: intentKey() });
      await write(draft.key, next, condition);
      return next;
    },
    delete: (key, condition) => write(key, undefined, condition),
    list: (prefix) => on(async (connection) => connection.getAll('drafts', beginningWith(prefix))),
    watch(listener) {
      const each = { tell: listener };
      listeners.add(each);
      return () => void listeners.delete(each);
    },
    async close({ wipe = false } = {}) {
      closed = true;
      listeners.clear();
      globalThis.removeEventListener?.('pageshow', onShow);
      letGo();
      try {
        if (!wipe) return;
        await inTime(deleteDB(name), limit);
        channel?.postMessage(undefined);
      } catch (caught) {
        throw storageError(caught, true);
      } finally {
        channel?.close();
      }
    },
  };
}

/** Whoever goes on typing in what was handed in changes nothing here. */
function copy<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch (caught) {
    throw storageError(caught);
  }
}

/** Keys from the prefix to what comes after everything that begins with it. */
function beginningWith(prefix: string): IDBKeyRange | undefined {
  const short = prefix.replace(/\uffff+$/, '');
  if (!short) return prefix ? IDBKeyRange.lowerBound(prefix) : undefined;
  const after = short.slice(0, -1) + String.fromCharCode(short.charCodeAt(short.length - 1) + 1);
  return IDBKeyRange.bound(prefix, after, false, true);
}

const codes: Readonly<Record<string, BackendErrorCode>> = {
  SecurityError: 'offline',
  NotAllowedError: 'offline',
  DataCloneError: 'invalid',
  QuotaExceededError: 'unavailable',
  InvalidStateError: 'unavailable',
  VersionError: 'unavailable',
  UnknownError: 'unavailable',
  AbortError: 'unavailable',
  TimeoutError: 'unavailable',
};

/** What was caught at IndexedDB, in the words of the port. A browser that gives no storage says so in several ways, all while opening. */
function storageError(caught: unknown, opening = false): BackendError {
  if (isBackendError(caught)) return caught;
  const name = caught instanceof Error ? caught.name : '';
  const refused = opening && ['', 'InvalidStateError', 'TypeError', 'ReferenceError'].includes(name);
  const code = refused ? 'offline' : Object.hasOwn(codes, name) ? codes[name]! : 'failed';
  return new BackendError(code, 'The storage of this browser did not keep the draft', { cause: caught });
}
