import { asBackendError } from '../../backend/backend-error.js';
import { asNote } from '../../backend/note-answers.js';
import type { NotesService } from '../../backend/backend.js';
import type { Note, NoteDraft, Pin } from '../../domain/note.js';
import type { IntentError } from '../../wiring/intent.js';
import type { Senders } from '../../wiring/outgoing.js';
import { problemsIn } from '../../wiring/refusal.js';

/** Another text for a note. */
export interface ChangeWish {
  readonly id: string;
  readonly revision: number;
  readonly text: string;
  /** What the note said when the edit began. */
  readonly before: string;
}
export interface PinWish {
  readonly id: string;
  readonly pin?: Pin;
}
export interface RemoveWish {
  readonly id: string;
  readonly customerId: string;
  readonly revision: number;
  /** What the note said when the agent wanted it gone. */
  readonly before: string;
}

export const kinds = { add: 'notes.add', change: 'notes.change', pin: 'notes.pin', remove: 'notes.remove' } as const;

/** Under this name everything about a note waits in one line. */
export const about = (id: string): string => `note/${id}`;

/** A note in an answer; undefined where it is none. */
export function noteIn(answer: unknown): Note | undefined {
  try {
    return asNote(answer);
  } catch {
    return undefined;
  }
}

/** What was wrong, as far as a refusal says it in the form that was agreed on. */
export const reasonsIn = (error: IntentError): readonly string[] => problemsIn({ error }).map(({ reason }) => reason);

type Write = { readonly key: string; readonly signal: AbortSignal };

/** So often a deed is tried on the next revision: whoever pins and unpins without end is not followed. */
const patience = 5;

/**
 * Does something with the revision that was read. A conflict in which the text is what it was then (the note was pinned meanwhile) is none: it is done on the revision as it is now, under a key that belongs to
 * that revision, since under one key only the very same is asked.
 */
async function onRevision<R>(
  { revision, before }: Pick<ChangeWish, 'revision' | 'before'>,
  { key, signal }: Write,
  deed: (revision: number, options: Write) => Promise<R>,
  done: (current: Note) => R | undefined = () => undefined,
): Promise<R> {
  for (let at = revision, tried = 0; ; tried += 1)
    try {
      return await deed(at, { key: at === revision ? key : `${key}-${at}`, signal });
    } catch (caught) {
      const error = asBackendError(caught);
      const current = error.code === 'conflict' ? noteIn(error.current) : undefined;
      const already = current && done(current);
      if (already !== undefined) return already;
      if (!current || current.text !== before || current.revision === at || tried === patience) throw caught;
      at = current.revision;
    }
}

/** How a new note, and another text for one, are sent: what is submitted as a whole. */
export const addSenders: Senders = {
  [kinds.add]: ({ notes }) =>
    notes?.add && { send: async (wish, options) => asNote(await notes.add!(wish as NoteDraft, options)) },
};

export const changeSenders: Senders = {
  [kinds.change]: ({ notes }) =>
    notes?.change && {
      send: (wish, options) => {
        const { id, text, ...on } = wish as ChangeWish;
        const change = async (revision: number, write: Write) => asNote(await notes.change!(id, { revision, text }, write));
        // The answer to an earlier attempt may have been lost.
        return onRevision(on, options, change, (current) => (current.text === text ? current : undefined));
      },
    },
};

/** How what is done with one click is sent. */
export const deedSenders: Senders = {
  [kinds.pin]: ({ notes }) =>
    notes?.pin && {
      send: async (wish, options) => {
        const { id, pin } = wish as PinWish;
        return asNote(await notes.pin!(id, pin, options));
      },
    },
  [kinds.remove]: ({ notes }) => notes?.remove && { send: (wish, options) => removed(notes, wish as RemoveWish, options) },
};

/** What is not there any more is gone already. */
async function removed(notes: NotesService, wish: RemoveWish, options: Write): Promise<true> {
  try {
    return await onRevision(wish, options, async (revision, write) => {
      await notes.remove!(wish.id, revision, write);
      return true as const;
    });
  } catch (caught) {
    if (asBackendError(caught).code === 'not-found') return true;
    throw caught;
  }
}
