import { BackendError } from '../../backend/backend-error.js';
import { unlessAborted } from '../local/abort.js';
import { placesOf, settle } from '../local/batch.js';
import type { CommitOptions, IndexEntries, Operation, RowChange } from '../local/store.js';
import { type Connection, type Kept, placed } from './rows.js';

// What else no look-up waits for: deleting a whole database, and saying what went wrong.
export { deleteDB } from 'idb';
export { openingError, storageError } from './storage-error.js';

const flat = (collection: string, index: IndexEntries) =>
  Object.entries(index).flatMap(([name, entries]) => entries.map((entry) => placed(collection, name, entry)));

const named = (caught: unknown, name: string) => caught instanceof DOMException && caught.name === name;

/** One batch in one transaction: read, settle, write, and nothing else is waited for. `kept` is called as soon as it is kept, whether or not the caller still waits. */
export async function write(
  connection: Connection,
  batch: readonly Operation[],
  { intent, bulk = false, signal }: CommitOptions,
  kept: (changes: readonly RowChange[]) => void,
): Promise<readonly RowChange[]> {
  const transaction = connection.transaction('rows', 'readwrite', { durability: bulk ? 'relaxed' : 'strict' });
  const { store, done } = transaction;
  done.catch(() => undefined); // asked below, when a request failed
  const abort = () => {
    try {
      transaction.abort();
    } catch {
      // It is over already, one way or the other.
    }
  };
  const work = async () => {
    const found = new Map<string, Kept>();
    const read = async ([collection, key]: readonly [string, string]) => {
      const row = await store.get([collection, key]);
      if (row) found.set(placed(collection, key), row);
    };
    // A load adds to what is not there: the database itself says when it is, at half the price of looking first.
    const isNew = (operation: Operation) => bulk && 'put' in operation && operation.ifRevision === 'absent';
    await Promise.all(placesOf(batch.filter((operation) => !isNew(operation))).map(read));
    const { writes, changes } = settle(
      batch,
      ([collection, key]) => {
        const row = found.get(placed(collection, key));
        return row && { value: row.v, revision: row.r };
      },
      intent,
    );
    const requests: Promise<unknown>[] = [];
    for (const { collection: c, key: k, row } of writes) {
      const i = row?.index ? flat(c, row.index) : (found.get(placed(c, k))?.i ?? []);
      const put = bulk && !found.has(placed(c, k)) ? 'add' : 'put';
      const request = row ? store[put]({ c, k, v: row.value, r: row.revision, i }) : store.delete([c, k]);
      request.catch(() => undefined); // the next one may throw before anybody waits for this one
      requests.push(request);
    }
    transaction.commit();
    await Promise.all([...requests, done]);
    kept(changes);
    return changes;
  };
  signal?.addEventListener('abort', abort); // at once: a turn later it may be kept
  try {
    return await unlessAborted(work(), signal);
  } catch (caught) {
    abort();
    // The transaction knows better why it failed than the request that fell with it.
    const reason = await done.then(
      () => caught,
      (why: unknown) => why,
    );
    if (bulk && named(caught, 'ConstraintError'))
      throw new BackendError('conflict', 'One of these is there already', { cause: caught });
    throw named(reason, 'QuotaExceededError') ? reason : caught;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
