import { isPinned, type Note, type NoteVersion } from '../../domain/note.js';
import { newestFirst } from './enquiry-entries.js';
import { beginningWith } from './ranges.js';
import type { IndexEntries, IndexRange, Operation, Row } from './store.js';

/** A note as the store keeps one: the revision is the row's. */
export interface KeptNote extends Omit<Note, 'revision'> {
  /** How often the text was changed: by that its versions are numbered. */
  readonly changes: number;
}

/** So many versions of a note are kept, and told. */
export const versionLimit = 100;

/** The note as it is at this time: a pin that is over is none. */
export function noteAt({ pin, ...note }: Note, now: string): Note {
  return pin && isPinned({ pin }, now) ? { ...note, pin } : note;
}

export function revealedNote({ value: { changes: _, ...note }, revision }: Row<KeptNote>, now: string): Note {
  return noteAt({ ...note, revision }, now);
}

/** Where the notes about a customer stand in the indexes `customer` and `pinned`. */
export const notesAbout = (customerId: string): IndexRange => beginningWith(`${customerId}\0`);

/** Where what a note said before stands in the index `note`. */
export const versionsOf = (noteId: string): IndexRange => beginningWith(`${noteId}\0`);

/** What the entries of one note in both lists say: newest first. */
export const noteEntry = ({ customerId, createdAt }: KeptNote): string => `${customerId}\0${newestFirst(createdAt)}`;

/** One whose pin is over stays in `pinned` until the next one is pinned. */
const noteEntries = (note: KeptNote): IndexEntries => ({
  customer: [noteEntry(note)],
  pinned: note.pin ? [noteEntry(note)] : [],
});

export function keepingNote(value: KeptNote, ifRevision: number | 'absent'): Operation {
  return { put: 'notes', key: value.id, value, index: noteEntries(value), ifRevision, customerId: value.customerId };
}

/** The note without its pin. */
export function unpinned({ pin: _, ...note }: KeptNote): KeptNote {
  return note;
}

const versionKey = (noteId: string, number: number) => `${noteId}:${number}`;

/** The note with another text from now on. */
export const rewritten = (note: KeptNote, text: string, now: string): KeptNote => ({
  ...note,
  text,
  editedAt: now,
  changes: note.changes + 1,
});

/** Keeps what a note that is rewritten said until now; what is too old to be told goes. */
export function keepingVersion({ id, text, createdAt, editedAt, changes }: KeptNote, now: string): readonly Operation[] {
  const number = changes + 1;
  const value: NoteVersion = { text, fromAt: editedAt ?? createdAt, untilAt: now };
  const index = { note: [`${id}\0${String(Number.MAX_SAFE_INTEGER - number).padStart(16, '0')}`] };
  return [
    { put: 'note-versions', key: versionKey(id, number), value, index, ifRevision: 'absent' },
    ...(number > versionLimit ? [{ delete: 'note-versions', key: versionKey(id, number - versionLimit) }] : []),
  ];
}

/** Deletes the note with all that it said before. */
export function withoutNote({ value: { id, changes, customerId }, revision }: Row<KeptNote>): readonly Operation[] {
  const numbers = Array.from({ length: Math.min(changes, versionLimit) }, (_, index) => changes - index);
  return [
    { delete: 'notes', key: id, ifRevision: revision, customerId },
    ...numbers.map((number) => ({ delete: 'note-versions', key: versionKey(id, number) })),
  ];
}
