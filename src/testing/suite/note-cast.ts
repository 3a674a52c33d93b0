/** What is done with notes again and again. */
import type { NoteScope, PageOptions } from '../../backend/backend.js';
import { permissions, type Permission } from '../../backend/permissions.js';
import type { Note, NoteDraft } from '../../domain/note.js';
import { ensure, same } from '../assert.js';
import type { Desk, Offered, Seed } from './case.js';
import { kari, ola } from './cast.js';

/** Two customers to write about. */
export const about: Partial<Seed> = { customers: [kari, ola] };
export const withSettings = (settings: Seed['settings']): Partial<Seed> => ({ ...about, settings });

export const allBut = (...names: readonly Permission[]): readonly Permission[] =>
  permissions.filter((each) => !names.includes(each));

/** Writes about the first customer, unless told. */
export const write = (desk: Pick<Desk, 'backend' | 'id'>, text = 'A note', more: Partial<NoteDraft> = {}): Promise<Note> =>
  desk.backend.notes.add({ customerId: desk.id(0), text, ...more });

/** Writes these one after the other. */
export async function writeAll(desk: Pick<Desk, 'backend' | 'id'>, ...texts: readonly string[]): Promise<readonly Note[]> {
  const made: Note[] = [];
  for (const text of texts) made.push(await write(desk, text));
  return made;
}

/** All pages one after the other; `between` is called after each. */
export async function everyNote(
  backend: Offered,
  scope: NoteScope,
  limit?: number,
  between: (page: number) => unknown = () => {},
): Promise<readonly Note[]> {
  const all: Note[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 300; page += 1) {
    const options: PageOptions = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
    const { items, next } = await backend.notes.list(scope, options);
    ensure(items.length <= (limit ?? 50), `page ${page} has ${items.length} notes with the limit ${limit ?? 'of 50'}`);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
    await between(page);
  }
  throw new Error('the list has no end: 300 pages were read');
}

export const idsOf = (notes: readonly Pick<Note, 'id'>[]): readonly string[] => notes.map(({ id }) => id);
export const textsOf = (notes: readonly Note[]): readonly string[] => notes.map(({ text }) => text);

/** Ids of those that are pinned now. */
export const pinnedOf = async (backend: Offered, customerId: string): Promise<readonly string[]> =>
  idsOf(await everyNote(backend, { customerId, pinned: true }));

/** So many minutes from now, by the backend’s clock. */
export const inMinutes = async (backend: Offered, minutes: number): Promise<string> =>
  new Date(Date.parse((await backend.session()).now) + minutes * 60_000).toISOString();

/** Throws unless get and the list show the note so, to this client. */
export async function keptAs(backend: Offered, note: Note, what = 'the note'): Promise<void> {
  same(await backend.notes.get(note.id), note, `${what} as it is got`);
  const listed = (await everyNote(backend, { customerId: note.customerId })).find(({ id }) => id === note.id);
  same(listed, note, `${what} as it is listed`);
}
