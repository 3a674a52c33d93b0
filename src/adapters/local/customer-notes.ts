import { type KeptNote, notesAbout, withoutNote } from './note-entries.js';
import { everyRow } from './paging.js';
import type { Operation, Store } from './store.js';

/** How many notes there are about a customer. */
export const countedNotes = (store: Store, customerId: string, signal?: AbortSignal): Promise<number> =>
  store.count('notes', 'customer', notesAbout(customerId), { signal });

/** The notes about a customer who is removed or erased go, with what they said before. */
export async function goneNotes(
  store: Store,
  customerId: string,
  signal?: AbortSignal,
): Promise<{ readonly batch: readonly Operation[]; readonly count: number }> {
  const rows = await everyRow<KeptNote>(store, 'notes', 'customer', notesAbout(customerId), signal);
  return { batch: rows.flatMap(withoutNote), count: rows.length };
}
