import type { Note, NoteVersion, Pin } from '../domain/note.js';
import { isCount, isShape, isText, isTime, shapes, textsOf, timesOf } from './answer-parts.js';
import { list, object, text, wrong } from './answers.js';

// The edge of `answers.ts` for notes; by itself, since a page without them has no use for it.

/** Use for the items of `list`, and for what `get`, `add`, `change` and `pin` answer. */
export function asNote(value: unknown): Note {
  const given = object(value, 'note');
  const { createdAt, pin, revision } = given;
  if (!isTime(createdAt)) throw wrong('note');
  return {
    id: text(given['id'], 'note'),
    customerId: isText(given['customerId']) ? given['customerId'] : '',
    text: text(given['text'], 'note'),
    authorId: isText(given['authorId']) ? given['authorId'] : '',
    ...textsOf(given, 'authorName', 'interactionId'),
    createdAt,
    ...timesOf(given, 'editedAt'),
    ...(isShape(pin) && { pin: timesOf(pin, 'untilAt') satisfies Pin }),
    revision: isCount(revision) ? revision : 0,
  };
}

/** Use for what `history` answers; versions without text or times are left out. */
export const asNoteVersions = (value: unknown): readonly NoteVersion[] =>
  shapes(list(value, 'history of a note')).flatMap(({ text: said, fromAt, untilAt }) =>
    isText(said) && isTime(fromAt) && isTime(untilAt) ? [{ text: said, fromAt, untilAt }] : [],
  );
