import type { CallOptions } from '../../backend/backend.js';

/** A record as a store keeps it. `value` is plain data; the store neither reads nor changes it. */
export interface Row<T = unknown> {
  readonly key: string;
  readonly value: T;
  /** 1 when new, one more with each put. Made by the store. */
  readonly revision: number;
}

/** Index name → the entries under which the row is found. Computed by the domain, so that every store finds the same. */
export type IndexEntries = Readonly<Record<string, readonly string[]>>;

/** Which part of an index. Entries are compared by UTF-16 code units (as JavaScript's `<`). */
export type IndexRange = { readonly is: string } | { readonly from?: string; readonly below?: string };

/** One line of a batch. */
export type Operation =
  | {
      readonly put: string;
      readonly key: string;
      readonly value: unknown;
      readonly index?: IndexEntries;
      /** The row must have this revision, or not be there; unset: whatever is there is replaced. */
      readonly ifRevision?: number | 'absent';
      /** Whose record it is: handed on to those who watch. */
      readonly customerId?: string;
    }
  | { readonly delete: string; readonly key: string; readonly ifRevision?: number; readonly customerId?: string }
  /** Adds to numbers of a row (made when absent), each by its name. Commutes: never a conflict. */
  | { readonly add: string; readonly key: string; readonly by: Readonly<Record<string, number>> }
  /** A job that a sender or a queue takes later, kept in the same commit: a row of the collection `effects`, keys in the order of the
   * commits, index `effect` with its name, value `{ effect, payload }`. */
  | { readonly effect: string; readonly payload: unknown };

/** What a commit did to one row. */
export interface RowChange {
  readonly collection: string;
  readonly key: string;
  /** Of the row as it is now; of the row that went for a deletion, plus one. */
  readonly revision: number;
  readonly deleted?: boolean;
  readonly customerId?: string;
  /** The idempotency key of the write. */
  readonly intent?: string;
}

export interface CommitOptions extends CallOptions {
  /** Handed on to those who watch. */
  readonly intent?: string;
  /** One of the many batches of a load: it may be flushed, and told (as `reset`), together with the next batch that is not in bulk. */
  readonly bulk?: boolean;
}

/** Where a scan goes on: the last entry and key that were read. */
export interface Position {
  readonly entry: string;
  readonly key: string;
}

export interface PageRequest extends CallOptions {
  readonly range?: IndexRange;
  readonly descending?: boolean;
  readonly after?: Position;
  readonly limit: number;
}

export interface StorePage<T> {
  readonly rows: readonly Row<T>[];
  readonly next?: Position;
}

/**
 * The narrow floor under the embedded backends: memory, IndexedDB and the server's PostgreSQL are three of these, and the rules
 * exist once, in `local`. It keeps rows in named collections, finds them by index entries, and commits batches of data all or nothing.
 * There are no callbacks inside transactions. A collection that was never seen before is simply empty. Rejects with `BackendError` only:
 * `conflict` when an `ifRevision` does not hold (nothing is done then), `offline`, `unavailable`, `failed`.
 */
export interface Store {
  get<T>(collection: string, key: string, options?: CallOptions): Promise<Row<T> | undefined>;
  /** Rows with an entry in the range, by entry and then key, each row once an entry, at most `limit` (200). */
  find<T>(
    collection: string,
    index: string,
    range: IndexRange,
    options?: CallOptions & { readonly limit?: number },
  ): Promise<readonly Row<T>[]>;
  /** One part of an index, in the order of its entries and then keys (or the reverse); goes on after `after`, also when that row has gone. */
  page<T>(collection: string, index: string, request: PageRequest): Promise<StorePage<T>>;
  /** How many entries the range has. */
  count(collection: string, index: string, range?: IndexRange, options?: CallOptions): Promise<number>;
  /** Rows in which every one of the (folded) tokens is the beginning of an entry of the index `token`; at most `limit`, in no order. No tokens: no rows. */
  search<T>(
    collection: string,
    tokens: readonly string[],
    options: CallOptions & { readonly limit: number },
  ): Promise<readonly Row<T>[]>;
  /** All or nothing. Resolves, with what was changed, when it is kept durably. */
  commit(batch: readonly Operation[], options?: CommitOptions): Promise<readonly RowChange[]>;
  /**
   * Tells every commit from now on, by this store object or another one on the same data (other tabs), after it is kept.
   * `reset`: more happened than can be told. Returns its stop. What a listener throws is swallowed: the others are told all the same.
   */
  watch(listener: (changes: readonly RowChange[] | 'reset') => void): () => void;
  /** Whether commits by all others on the same data (other tabs) are told too. Memory has no others, and says `shared`. */
  readonly reach: 'alone' | 'shared';
  close(options?: { readonly wipe?: boolean }): Promise<void>;
}
