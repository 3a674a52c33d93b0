import { BackendError } from '../../backend/backend-error.js';
import type { NotesService, WriteOptions } from '../../backend/backend.js';
import { isRecord } from '../../domain/field.js';
import { isPinned, type Note, noteProblems, noteTextProblem, type NoteVersion, type Pin } from '../../domain/note.js';
import { invalid, type LocalContext, notFound, refuse } from './context.js';
import { canonical } from './fingerprint.js';
import { type Guard, guardOf } from './guard.js';
import { carryOut, forgotten, type Plan } from './intents.js';
import { pinProblems, readNoteDraft, readNotePatch, readPin, readRevision } from './note-draft.js';
import {
  keepingNote,
  keepingVersion,
  type KeptNote,
  noteAt,
  noteEntry,
  notesAbout,
  revealedNote,
  rewritten,
  unpinned,
  versionLimit,
  versionsOf,
  withoutNote,
} from './note-entries.js';
import { everyRow, limitOf, readCursor, writeCursor } from './paging.js';
import type { Operation, Position, Row } from './store.js';

/** So often is read again: everybody who writes about one customer at the same time passes by the same guard. */
const noteAttempts = 60;

/** Whether both are pins until the same instant, however that is written. */
const isSamePin = (one: Pin, other: Pin): boolean =>
  one.untilAt === undefined || other.untilAt === undefined
    ? one.untilAt === other.untilAt
    : Date.parse(one.untilAt) === Date.parse(other.untilAt);

/** How a note is from now on, and what is done beside. */
interface Deed {
  readonly note: KeptNote;
  readonly also: readonly Operation[];
}

const positionOf = ({ key, value }: Row<KeptNote>): Position => ({ entry: noteEntry(value), key });

function isBehind(row: Row<KeptNote>, after: Position | undefined): boolean {
  const { entry, key } = positionOf(row);
  return !after || entry > after.entry || (entry === after.entry && key > after.key);
}

/** What agents write about a customer: fetched when first used. */
export function notes(context: LocalContext): Required<NotesService> {
  const { store, settings, options } = context;
  const { id: agentId, name: agentName } = options.agent;

  const rowOf = async (id: unknown, signal?: AbortSignal): Promise<Row<KeptNote> | undefined> =>
    typeof id === 'string' && id !== '' ? store.get<KeptNote>('notes', id, { signal }) : undefined;
  const shown = (row: Row<KeptNote>): Note => revealedNote(row, context.now());

  /** Those that are pinned, and those whose pin is over: never many, for whoever pins clears these away. */
  const withPin = (customerId: string, signal?: AbortSignal) =>
    everyRow<KeptNote>(store, 'notes', 'pinned', notesAbout(customerId), signal);

  /** The note as it is, and what has the store refuse a write when its customer is taken away, or another note is pinned, at the same time. */
  const held = async (id: unknown, signal?: AbortSignal): Promise<{ readonly row: Row<KeptNote>; readonly guard: Guard }> => {
    const found = await rowOf(id, signal);
    const guard = found && (await guardOf(store, found.value.customerId, signal));
    const row = guard && (await rowOf(id, signal));
    if (!row) throw notFound('note');
    return { row, guard };
  };

  /** Does something with a note that is there: once, in one commit with all that follows. */
  const does = async (
    name: string,
    id: string,
    given: readonly unknown[],
    writeOptions: WriteOptions,
    signal: AbortSignal | undefined,
    deed: (row: Row<KeptNote>) => Promise<Deed | undefined>,
  ): Promise<Note> => {
    const plan = async (): Promise<Plan<Note>> => {
      const { row, guard } = await held(id, signal);
      const done = await deed(row);
      const batch = done ? [keepingNote(done.note, row.revision), ...done.also] : [];
      return {
        // What is only answered must not outlive the note, or an erasure, either.
        batch: done || writeOptions.key !== undefined ? [...batch, guard] : batch,
        answer: shown(done ? { key: id, value: done.note, revision: row.revision + 1 } : row),
        customerId: row.value.customerId,
        noteId: id,
      };
    };
    const answer = await carryOut(context, `notes.${name}`, [id, ...given], writeOptions, plan, noteAttempts);
    return noteAt(answer, context.now()); // when it is sent again, a pin may be over
  };

  /** Unsupported where the settings do not want it; denied, unless this agent wrote it; conflict, unless this is the revision that was read. */
  const mayTouch = (wanted: boolean, row: Row<KeptNote>, revision: number) => {
    if (!wanted) throw new BackendError('unsupported', 'This is not done with notes here');
    if (row.value.authorId !== agentId) throw new BackendError('denied', 'A note belongs to who wrote it');
    if (row.revision === revision) return;
    throw new BackendError('conflict', 'The note was changed since it was read', { current: shown(row) });
  };

  return {
    list: (scope, pageOptions = {}) =>
      context.run(pageOptions, 'customers.view', async (signal) => {
        const limit = limitOf(pageOptions);
        const { customerId: whose, pinned } = (isRecord(scope) ? scope : {}) as Readonly<Record<string, unknown>>;
        const customerId = typeof whose === 'string' ? whose : '';
        const list = `notes of ${canonical([customerId, pinned === true])}`;
        const after = readCursor(list, pageOptions.cursor);
        if (customerId === '') return { items: [] };
        if (pinned !== true) {
          const range = notesAbout(customerId);
          const { rows, next } = await store.page<KeptNote>('notes', 'customer', { range, after, limit, signal });
          return { items: rows.map(shown), ...(next && { next: writeCursor(list, next) }) };
        }
        const now = context.now();
        const rows = (await withPin(customerId, signal)).filter((row) => isPinned(row.value, now) && isBehind(row, after));
        const last = rows.length > limit && rows[limit - 1];
        return {
          items: rows.slice(0, limit).map(shown),
          ...(last && { next: writeCursor(list, positionOf(last)) }),
        };
      }),

    get: (id, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        const row = await rowOf(id, signal);
        return row && shown(row);
      }),

    history: (id, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        if (typeof id !== 'string' || id === '') return [];
        const request = { range: versionsOf(id), limit: versionLimit, signal };
        return (await store.page<NoteVersion>('note-versions', 'note', request)).rows.map(({ value }) => value);
      }),

    add: (given, writeOptions = {}) =>
      context.run(writeOptions, 'notes.add', async (signal) => {
        const draft = readNoteDraft(given);
        const { customerId } = draft;
        const plan = async (): Promise<Plan<Note>> => {
          refuse(noteProblems(draft, settings));
          const guard = await guardOf(store, customerId, signal);
          if (!(await store.get('customers', customerId, { signal }))) throw notFound('customer');
          const id = options.newId();
          const by = { authorId: agentId, authorName: agentName };
          const value: KeptNote = { ...draft, id, ...by, createdAt: context.now(), changes: 0 };
          const answer = shown({ key: id, value, revision: 1 });
          return { batch: [keepingNote(value, 'absent'), guard], answer, customerId, noteId: id };
        };
        return carryOut(context, 'notes.add', draft, writeOptions, plan, noteAttempts);
      }),

    change: (id, given, writeOptions = {}) =>
      context.run(writeOptions, 'notes.edit', async (signal) => {
        const patch = readNotePatch(given);
        return does('change', id, [patch], writeOptions, signal, async (row) => {
          mayTouch(settings.noteEdit, row, patch.revision);
          const reason = noteTextProblem(patch.text, settings);
          if (reason) throw invalid('text', reason);
          if (patch.text === row.value.text) return undefined;
          const now = context.now();
          return { note: rewritten(row.value, patch.text, now), also: keepingVersion(row.value, now) };
        });
      }),

    pin: (id, given, writeOptions = {}) =>
      context.run(writeOptions, 'notes.add', async (signal) => {
        const pin = readPin(given);
        return does('pin', id, [pin], writeOptions, signal, async ({ key, value }) => {
          const now = context.now();
          const before = isPinned(value, now) ? value.pin : undefined;
          if (!pin) return before && { note: unpinned(value), also: [] };
          if (before && isSamePin(before, pin)) return undefined;
          const others = (await withPin(value.customerId, signal)).filter((row) => row.key !== key);
          const over = others.filter((row) => !isPinned(row.value, now));
          const full = !before && others.length - over.length >= settings.notePins;
          refuse([...(full ? [{ field: 'pin', reason: 'too-many' }] : []), ...pinProblems(pin, now)]);
          return { note: { ...value, pin }, also: over.map((row) => keepingNote(unpinned(row.value), row.revision)) };
        });
      }),

    remove: (id, revision, writeOptions = {}) =>
      context.run(writeOptions, 'notes.remove', async (signal) => {
        readRevision(revision);
        const plan = async (): Promise<Plan<undefined>> => {
          const { row, guard } = await held(id, signal);
          mayTouch(settings.noteRemove, row, revision);
          // What was answered to earlier writes is the note once more.
          const intents = await everyRow(store, 'intents', 'note', { is: id }, signal);
          const batch = [...withoutNote(row), ...intents.map((intent) => forgotten(context, intent)), guard];
          return { batch, answer: undefined, customerId: row.value.customerId, noteId: id };
        };
        await carryOut(context, 'notes.remove', [id, revision], writeOptions, plan, noteAttempts);
      }),
  };
}
