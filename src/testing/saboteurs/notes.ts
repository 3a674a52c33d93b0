import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { NoteScope } from '../../backend/backend.js';
import { compareNotes, type Note, type NoteDraft, type NoteVersion } from '../../domain/note.js';
import type { Offered } from '../suite/case.js';
import { inNotes, type Saboteur } from './saboteur.js';

const [list, get, history, add] = ['notes.list', 'notes.get', 'notes.history', 'notes.add'];

type Service = Offered['notes'];

/** Lists other notes than those that stand on the page, or in another order. */
const listing = (name: string, another: (items: readonly Note[], scope: NoteScope) => readonly Note[]) =>
  inNotes(name, list, (notes) => ({
    async list(scope, options) {
      const page = await notes.list(scope, options);
      return { ...page, items: another(page.items, scope) };
    },
  }));

const telling = (name: string, another: (versions: readonly NoteVersion[]) => readonly NoteVersion[]) =>
  inNotes(name, history, (notes) => ({ history: async (id, options) => another(await notes.history(id, options)) }));

/** Writes something else than what was said. */
const writing = (name: string, another: (draft: NoteDraft) => NoteDraft) =>
  inNotes(name, add, (notes) => ({
    add: (draft, options) => notes.add(typeof draft?.text === 'string' ? another(draft) : draft, options),
  }));

/** Says yes where it should refuse for these reasons, or this code. */
const accepting = (name: string, ...reasons: readonly string[]) =>
  inNotes(name, add, (notes, seed) => ({
    add: (draft, options) =>
      notes.add(draft, options).catch((caught: unknown) => {
        const found = isBackendError(caught) ? (caught.fields?.map(({ reason }) => reason) ?? [caught.code]) : [];
        if (found.length === 0 || !found.every((reason) => reasons.includes(reason)) || typeof draft.text !== 'string')
          throw caught;
        const by = { authorId: seed.agent.id, authorName: seed.agent.name };
        return { ...draft, ...by, id: 'unchecked', createdAt: seed.now, revision: 1 };
      }),
  }));

/** All of a list, one page after the other. */
async function everyNote(notes: Service, scope: NoteScope): Promise<readonly Note[]> {
  const { items, next } = await notes.list(scope, { limit: 200 });
  return next === undefined ? items : [...items, ...(await notes.list(scope, { limit: 200, cursor: next })).items];
}

/** What can happen to what agents write, and to how it is read. */
export const notes: readonly Saboteur[] = [
  // The list.
  listing('lists the oldest notes first', (items) => items.toReversed()),
  listing('lists notes of one instant from behind', (items) =>
    items.toSorted((a, b) => (a.createdAt === b.createdAt ? compareNotes(b, a) : compareNotes(a, b))),
  ),
  listing('lists pinned notes before all others', (items) => items.toSorted((a, b) => Number(!a.pin) - Number(!b.pin))),
  inNotes('leaves out the last note of a page', list, (notes) => ({
    async list(scope, options) {
      const page = await notes.list(scope, options);
      return page.next ? { ...page, items: page.items.slice(0, -1) } : page;
    },
  })),
  inNotes('lists all notes as pinned', list, (notes) => ({
    list: (scope, options) => notes.list(scope && { customerId: scope.customerId }, options),
  })),
  inNotes('counts the pages of notes from the newest', list, (notes) => ({
    async list(scope, options = {}) {
      const [inner, from] = options.cursor?.split('~') ?? [];
      const { cursor: _cursor, ...rest } = options;
      const page = await notes.list(scope, { ...rest, ...(inner !== undefined && { cursor: inner }) });
      const begin = Number(from ?? 0);
      const end = begin + page.items.length;
      const items = from === undefined ? page.items : (await everyNote(notes, scope)).slice(begin, end);
      return { items, ...(page.next && { next: `${page.next}~${end}` }) };
    },
  })),
  inNotes('begins the list of notes anew with a cursor that it does not know', list, (notes) => ({
    list: (scope, options) =>
      notes.list(scope, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields?.some(({ field }) => field === 'cursor')) throw caught;
        return notes.list(scope);
      }),
  })),
  inNotes('has no list of notes about nobody', list, (notes) => ({
    async list(scope, options) {
      const page = await notes.list(scope, options);
      if (!page.items.length && !options?.cursor) throw new BackendError('not-found', 'Nobody');
      return page;
    },
  })),
  inNotes('lists notes to whoever asks', list, (notes) => ({
    list: (scope, options) =>
      notes.list(scope, options).catch((caught: unknown) => {
        if (isBackendError(caught) && caught.code === 'denied') return { items: [] };
        throw caught;
      }),
  })),

  // One note, and what it said before.
  inNotes('rejects a look for a note that is not there', get, (notes) => ({
    async get(id, options) {
      const note = await notes.get(id, options);
      if (!note) throw new BackendError('not-found', 'No such note');
      return note;
    },
  })),
  inNotes('shows a note to its author alone', get, (notes, _seed, backend) => ({
    async get(id, options) {
      const [note, { agent }] = await Promise.all([notes.get(id, options), backend.session()]);
      return note?.authorId === agent.id ? note : undefined;
    },
  })),
  inNotes('tells who may not look that a note is not there', get, (notes) => ({
    get: (id, options) =>
      notes.get(id, options).catch((caught: unknown) => {
        if (isBackendError(caught) && caught.code === 'denied') return undefined;
        throw caught;
      }),
  })),
  telling('tells what a note said before from the beginning', (versions) => versions.toReversed()),
  telling('remembers only what a note said last', (versions) => versions.slice(0, 1)),
  telling('remembers the last ten texts of a note', (versions) => versions.slice(0, 10)),
  telling('remembers a text once', (versions) =>
    versions.filter(({ text }, at) => versions.findIndex((each) => each.text === text) === at),
  ),
  telling('tells as the beginning of a text when it was over', (versions) =>
    versions.map((version) => ({ ...version, fromAt: version.untilAt })),
  ),
  inNotes('tells with what a note said before what it says now', history, (notes, seed) => ({
    async history(id, options) {
      const [before, note] = await Promise.all([notes.history(id, options), notes.get(id)]);
      return note ? [{ text: note.text, fromAt: seed.now, untilAt: seed.now }, ...before] : before;
    },
  })),
  inNotes('tells what a note said before to its author alone', history, (notes, _seed, backend) => ({
    async history(id, options) {
      const [before, note, { agent }] = await Promise.all([notes.history(id, options), notes.get(id), backend.session()]);
      return note?.authorId === agent.id ? before : [];
    },
  })),

  // Writing.
  writing('trims a note', (draft) => ({ ...draft, text: draft.text.trim() })),
  writing('writes the line breaks of a note in its own way', (draft) => ({
    ...draft,
    text: draft.text.replaceAll('\r\n', '\n'),
  })),
  writing('escapes the markup in a note', (draft) => ({ ...draft, text: draft.text.replaceAll('<', '&lt;') })),
  writing('puts the accents of a note together', (draft) => ({ ...draft, text: draft.text.normalize('NFC') })),
  writing('cuts a long note', (draft) => ({ ...draft, text: draft.text.slice(0, 10_000) })),
  writing('forgets in which conversation a note was written', ({ interactionId: _interactionId, ...draft }) => draft),
  accepting('takes a blank note', 'required'),
  accepting('takes a note of any length', 'too-long'),
  accepting('takes a note with half a sign', 'not-text'),
  accepting('writes about nobody', 'not-found'),
  inNotes('counts the signs of a note', add, (notes, { settings: { noteLimit = 10_000 }, agent, now }) => ({
    async add(draft, options) {
      const signs = [...(typeof draft?.text === 'string' ? draft.text : '')].length;
      if (signs > noteLimit || signs === draft?.text?.length) return notes.add(draft, options);
      return notes.add(draft, options).catch(() => {
        return { ...draft, id: 'unchecked', authorId: agent.id, createdAt: now, revision: 1 };
      });
    },
  })),
  inNotes('names only the first that is wrong with a note', add, (notes) => ({
    add: (draft, options) =>
      notes.add(draft, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  inNotes('takes the author of a note from the draft', add, (notes) => ({
    async add(draft, options) {
      const { authorId } = (draft ?? {}) as Partial<Note>;
      return { ...(await notes.add(draft, options)), ...(authorId && { authorId }) };
    },
  })),
  inNotes('writes only in conversations that are there', add, (notes, _seed, backend) => ({
    async add(draft, options) {
      const { interactionId } = draft ?? {};
      if (typeof interactionId === 'string' && !(await backend.interactions.get(interactionId)))
        throw new BackendError('not-found', 'No such conversation');
      return notes.add(draft, options);
    },
  })),
  inNotes('writes a note again when the key is sent again', add, (notes) => ({
    add: (draft, { key: _key, ...options } = {}) => notes.add(draft, options),
  })),
  inNotes('takes the same note twice for one that was sent again', add, (notes) => ({
    add: (draft, options = {}) =>
      notes.add(draft, options.key || !draft?.text ? options : { ...options, key: draft.text.slice(0, 900) }),
  })),
  {
    name: 'takes a colleague’s key for the agent’s own',
    caughtIn: add,
    sabotage() {
      const done = new Map<string, Promise<Note>>();
      return (backend) => ({
        ...backend,
        notes: {
          ...backend.notes,
          add(draft, options = {}) {
            const { key } = options;
            const before = key === undefined ? undefined : done.get(key);
            const adding = before ?? backend.notes.add(draft, options);
            if (key !== undefined) done.set(key, adding);
            return adding;
          },
        },
      });
    },
  },
  inNotes('keeps a note at the client that wrote it', add, (notes) => {
    const own = new Set<string>();
    return {
      async add(draft, options) {
        const note = await notes.add(draft, options);
        own.add(note.id);
        return note;
      },
      get: async (id, options) => (own.has(id) ? notes.get(id, options) : undefined),
    };
  }),
  inNotes('calls the author of a note as the agent is called now', add, (notes, _seed, backend) => ({
    async get(id, options) {
      const [note, { agent }] = await Promise.all([notes.get(id, options), backend.session()]);
      return note && note.authorId === agent.id ? { ...note, authorName: agent.name } : note;
    },
  })),
  ...(['customerId', 'key'] as const).map((what): Saboteur => ({
    name: `tells of a note without the ${what === 'key' ? 'key' : 'customer'}`,
    caughtIn: add,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, {
          ...listeners,
          change: (told) => listeners.change(told.kind === 'note' ? { ...told, [what]: undefined } : told),
        }),
    }),
  })),
];
