import { BackendError } from '../../backend/backend-error.js';
import type { IndexEntries, Operation, RowChange } from './store.js';

/** A row as a batch finds or leaves it. Left with `index` undefined, its entries stay as they were. */
export interface RowState {
  readonly value: unknown;
  readonly revision: number;
  readonly index?: IndexEntries;
}

/** What a batch leaves in one place: a row, or nothing. */
export interface Write {
  readonly collection: string;
  readonly key: string;
  readonly row?: RowState;
}

/** Where a row stands: its collection and key. */
export type Place = readonly [collection: string, key: string];

const jobs: Place = ['sequences', 'effects'];

/** The places that a batch reads before it writes. */
export const placesOf = (batch: readonly Operation[]): readonly Place[] =>
  batch.map((operation) => ('effect' in operation ? jobs : [collectionOf(operation), operation.key]));

const collectionOf = (operation: Exclude<Operation, { effect: string }>) =>
  'put' in operation ? operation.put : 'delete' in operation ? operation.delete : operation.add;

/**
 * What a batch comes to, so that all stores agree: pure, over the rows that `read` finds in `placesOf(batch)`. Its operations see what
 * those before them did; a row that is touched twice is written and told once. Throws `conflict` when an `ifRevision` does not hold.
 */
export function settle(
  batch: readonly Operation[],
  read: (place: Place) => RowState | undefined,
  intent?: string,
): { readonly writes: readonly Write[]; readonly changes: readonly RowChange[] } {
  const writes = new Map<string, Write>();
  const changes = new Map<string, RowChange>();
  const current = (place: Place) => {
    const write = writes.get(place.join('\0'));
    return write ? write.row : read(place);
  };
  const leave = ([collection, key]: Place, row: RowState | undefined, revision: number, customerId?: string) => {
    const at = `${collection}\0${key}`;
    writes.set(at, { collection, key, row });
    changes.delete(at); // the last word on a row stands where it was said
    changes.set(at, {
      collection,
      key,
      revision,
      ...(row ? {} : { deleted: true }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(intent === undefined ? {} : { intent }),
    });
  };

  for (const operation of batch) {
    if ('effect' in operation) {
      const sequence = current(jobs);
      const last = ((sequence?.value as number | undefined) ?? 0) + 1;
      writes.set(jobs.join('\0'), {
        collection: jobs[0],
        key: jobs[1],
        row: { value: last, revision: (sequence?.revision ?? 0) + 1 },
      });
      const value = { effect: operation.effect, payload: operation.payload };
      leave(['effects', String(last).padStart(16, '0')], { value, revision: 1, index: { effect: [operation.effect] } }, 1);
      continue;
    }
    const place: Place = [collectionOf(operation), operation.key];
    const row = current(place);
    const revision = (row?.revision ?? 0) + 1;
    if ('add' in operation) {
      const value = { ...(row?.value as Record<string, number> | undefined) };
      for (const [name, by] of Object.entries(operation.by)) value[name] = (value[name] ?? 0) + by;
      leave(place, { ...row, value, revision }, revision);
      continue;
    }
    const { ifRevision } = operation;
    if (ifRevision !== undefined && ifRevision !== (row?.revision ?? 'absent'))
      throw new BackendError('conflict', 'Somebody else was faster', { current: row?.value });
    if ('put' in operation)
      leave(place, { value: operation.value, revision, index: operation.index ?? {} }, revision, operation.customerId);
    else if (row) leave(place, undefined, revision, operation.customerId);
  }
  return { writes: [...writes.values()], changes: [...changes.values()] };
}
