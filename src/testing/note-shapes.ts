/** What answers about notes look like. */
import type { Note, NoteVersion } from '../domain/note.js';
import { count, filled, list, object, type Shape, text, time, wrong } from './shape.js';

/** Somebody can read it. */
const said: Shape = (value, path) => {
  text(value, path);
  if (!(value as string).trim()) wrong(path, value, 'text that is not blank');
};

const looksLikeNote = object(
  { id: filled, customerId: filled, text: said, authorId: filled, createdAt: time, revision: count(1) },
  { authorName: text, interactionId: filled, editedAt: time, pin: object({}, { untilAt: time }) },
);

/** The shape, and that it was not changed before it was written. */
export const note: Shape = (value, path) => {
  looksLikeNote(value, path);
  const { createdAt, editedAt } = value as Note;
  if (editedAt !== undefined && Date.parse(editedAt) < Date.parse(createdAt))
    wrong(`${path}.editedAt`, editedAt, `not before ${createdAt}`);
};

const looksLikeVersions = list(object({ text: said, fromAt: time, untilAt: time }), 100);

/** The shape, and that each one was said until the next. */
export const noteVersions: Shape = (value, path) => {
  looksLikeVersions(value, path);
  const versions = value as readonly NoteVersion[];
  for (const [index, { fromAt, untilAt }] of versions.entries()) {
    if (Date.parse(fromAt) > Date.parse(untilAt)) wrong(`${path}[${index}].untilAt`, untilAt, `not before ${fromAt}`);
    const later = versions[index - 1];
    if (later && Date.parse(later.fromAt) !== Date.parse(untilAt)) wrong(`${path}[${index}].untilAt`, untilAt, later.fromAt);
  }
};
