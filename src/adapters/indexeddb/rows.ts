import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb';
import { boundsOf } from '../local/ranges.js';
import type { IndexRange, Row } from '../local/store.js';

/** A row as it lies in the one object store. `i`: its index entries as texts `collection NUL index NUL entry`, all in one multi-entry index. */
export interface Kept {
  readonly c: string;
  readonly k: string;
  readonly v: unknown;
  readonly r: number;
  readonly i: readonly string[];
}

export interface Schema extends DBSchema {
  rows: { key: [collection: string, key: string]; value: Kept; indexes: { entries: string } };
}
export type Connection = IDBPDatabase<Schema>;
export type Rows = IDBPObjectStore<Schema, ['rows'], 'rows'>;

export const rowOf = <T>({ k, v, r }: Kept): Row<T> => ({ key: k, value: v as T, revision: r });

/** An index entry as it lies in the database. */
export const placed = (collection: string, index: string, entry = ''): string => `${collection}\0${index}\0${entry}`;

export function keyRange(collection: string, index: string, range?: IndexRange): IDBKeyRange {
  const { from, below } = boundsOf(range);
  const start = placed(collection, index, from);
  const end = below === undefined ? `${collection}\0${index}\x01` : placed(collection, index, below);
  return start < end ? IDBKeyRange.bound(start, end, false, true) : IDBKeyRange.only(''); // an empty range: no entry looks like that
}
