import type { PageOptions } from '../../backend/backend.js';
import { invalid } from './context.js';
import { fingerprint } from './fingerprint.js';
import type { IndexRange, Position, Row, Store } from './store.js';

/** Rows a read, where all of an index are wanted. */
const part = 200;

/** How many items a page has. Throws `invalid` with field `limit`. */
export function limitOf({ limit = 50 }: PageOptions): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw invalid('limit', 'not-1-to-200');
}

/** A position as opaque text. `list` names what is listed, and in what order: a cursor is good for nothing else. */
export function writeCursor(list: string, { entry, key }: Position): string {
  const text = JSON.stringify([entry, key]);
  // btoa takes bytes only; names are written in all scripts.
  return btoa(
    `${fingerprint(list + text)} ${text}`.replace(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

/** Where a list goes on. Throws `invalid` with field `cursor` for anything that `writeCursor` has not written for this list. */
export function readCursor(list: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const written = atob(cursor);
    const [entry, key] = JSON.parse(written.slice(written.indexOf(' '))) as unknown[];
    if (typeof entry === 'string' && typeof key === 'string') {
      const position = { entry, key };
      if (writeCursor(list, position) === cursor) return position;
    }
  } catch {
    // no base64, no JSON, no list: not ours
  }
  throw invalid('cursor', 'unknown');
}

/** All rows of a part of an index, however many. */
export async function everyRow<T>(
  store: Store,
  collection: string,
  index: string,
  range: IndexRange,
  signal?: AbortSignal,
): Promise<Row<T>[]> {
  const rows: Row<T>[] = [];
  for (let page = await store.page<T>(collection, index, { range, limit: part, signal }); ;) {
    rows.push(...page.rows);
    if (!page.next) return rows;
    page = await store.page<T>(collection, index, { range, limit: part, after: page.next, signal });
  }
}
