import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { NotePatch } from '../../backend/backend.js';
import type { Note } from '../../domain/note.js';
import type { Offered } from '../suite/case.js';
import { inNotes, replacing, type Saboteur } from './saboteur.js';

const [change, remove, customers] = ['notes.change', 'notes.remove', 'customers, notes'];

const isPatch = (patch: NotePatch) => typeof patch === 'object' && patch !== null && typeof patch.revision === 'number';
const isCode = (caught: unknown, ...codes: readonly string[]): caught is BackendError =>
  isBackendError(caught) && codes.includes(caught.code);

/** Each of a conflict’s errors, without what is there now. */
const curt = (caught: unknown): never => {
  throw isCode(caught, 'conflict') ? new BackendError('conflict', 'Somebody was faster') : caught;
};

/** Changes a note although this code stands against it. */
const changing = (name: string, code: string) =>
  inNotes(name, change, (notes, seed) => ({
    change: (id, patch, options) =>
      notes.change(id, patch, options).catch(async (caught: unknown) => {
        const note = isCode(caught, code) ? await notes.get(id) : undefined;
        if (!note || !patch.text?.trim()) throw caught;
        return { ...note, text: patch.text, editedAt: seed.now, revision: note.revision + 1 };
      }),
  }));

/** Says that a note is deleted although this code stands against it. */
const removing = (name: string, code: string) =>
  inNotes(name, remove, (notes) => ({
    remove: (id, revision, options) =>
      notes.remove(id, revision, options).catch((caught: unknown) => {
        if (!isCode(caught, code)) throw caught;
      }),
  }));

/** Answers of one service kept by key, whatever became of what they are about. */
const remembering = (name: string, caughtIn: string): Saboteur => ({
  name,
  caughtIn,
  sabotage() {
    const answers = new Map<string, Note>();
    return (backend) =>
      replacing(backend, 'notes', {
        async add(draft, options = {}) {
          const note = answers.get(options.key ?? '') ?? (await backend.notes.add(draft, options));
          if (options.key) answers.set(options.key, note);
          return note;
        },
      });
  },
});

/** A backend whose notes stay where they should go. */
const keeping = (name: string, caughtIn: string, method: 'get' | 'list' | 'history'): Saboteur => ({
  name,
  caughtIn,
  sabotage() {
    const known = new Map<string, Note>();
    return (backend) => {
      const { notes } = backend;
      const kept = async (adding: Promise<Note>) => {
        const note = await adding;
        known.set(note.id, note);
        return note;
      };
      const methods: Partial<Offered['notes']> = {
        add: (...given) => kept(notes.add(...given)),
        get: async (id, options) => (await notes.get(id, options)) ?? known.get(id),
        async list(scope, options) {
          const page = await notes.list(scope, options);
          const left = page.items.length || scope?.pinned ? [] : [...known.values()];
          return { ...page, items: [...page.items, ...left.filter((note) => note.customerId === scope?.customerId)] };
        },
        async history(id, options) {
          const [versions, note] = [await notes.history(id, options), known.get(id)];
          const { text, createdAt } = note ?? { text: '', createdAt: '' };
          return versions.length || !note || (await notes.get(id)) ? versions : [{ text, fromAt: createdAt, untilAt: createdAt }];
        },
      };
      return replacing(backend, 'notes', { add: methods.add!, [method]: methods[method] });
    };
  },
});

/** Hears of notes only while this says so. */
const hearing = (name: string, caughtIn: string, deeds: readonly ('remove' | 'erase')[]): Saboteur => ({
  name,
  caughtIn,
  sabotage() {
    let deaf = false;
    return (backend) => {
      const during = async <T>(deed: () => Promise<T>): Promise<T> => {
        deaf = true;
        return deed().finally(() => (deaf = false));
      };
      const methods = Object.fromEntries(
        deeds.map((name) => [
          name,
          (...given: never[]) => during(() => (backend.customers[name] as (...given: never[]) => Promise<never>)(...given)),
        ]),
      );
      return {
        ...replacing(backend, 'customers', methods),
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change: (told) => {
              if (!deaf || told.kind !== 'note') listeners.change(told);
            },
          }),
      };
    };
  },
});

/** What can happen to notes that are changed, deleted, or go with their customer. */
export const noteChanges: readonly Saboteur[] = [
  // Changing.
  inNotes('lets the last change of a note win', change, (notes) => ({
    async change(id, patch, options) {
      const revision = (await notes.get(id).catch(() => undefined))?.revision;
      return notes.change(id, isPatch(patch) && revision ? { ...patch, revision } : patch, options);
    },
  })),
  inNotes('keeps for itself what stands against a change of a note', change, (notes) => ({
    change: (id, patch, options) => notes.change(id, patch, options).catch(curt),
  })),
  inNotes('looks at the text before it looks at the revision', change, (notes) => ({
    async change(id, patch, options) {
      if (isPatch(patch) && !String(patch.text ?? '').trim())
        throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'text', reason: 'required' }] });
      return notes.change(id, patch, options);
    },
  })),
  inNotes('counts a change to the same text', change, (notes, seed) => ({
    async change(id, patch, options) {
      const note = await notes.change(id, patch, options);
      return note.revision === patch.revision ? { ...note, revision: note.revision + 1, editedAt: seed.now } : note;
    },
  })),
  inNotes('takes a text with other space around it for the same', change, (notes) => ({
    async change(id, patch, options) {
      const note = isPatch(patch) ? await notes.get(id).catch(() => undefined) : undefined;
      if (note?.revision === patch?.revision && note?.text.trim() === patch?.text) return note!;
      return notes.change(id, patch, options);
    },
  })),
  inNotes('forgets that a note was changed', change, (notes) => ({
    async change(id, patch, options) {
      const { editedAt: _editedAt, ...note } = await notes.change(id, patch, options);
      return note;
    },
  })),
  inNotes('says when a note was changed first', change, (notes) => {
    const first = new Map<string, string>();
    return {
      async change(id, patch, options) {
        const note = await notes.change(id, patch, options);
        const editedAt = first.get(id) ?? note.editedAt;
        if (editedAt) first.set(id, editedAt);
        return { ...note, ...(editedAt && { editedAt }) };
      },
    };
  }),
  inNotes('lists a changed note as new', change, (notes) => ({
    async list(scope, options) {
      const page = await notes.list(scope, options);
      const timeOf = ({ editedAt, createdAt }: Note) => Date.parse(editedAt ?? createdAt);
      return { ...page, items: page.items.toSorted((a, b) => timeOf(b) - timeOf(a)) };
    },
  })),
  inNotes('gives a note to another customer', change, (notes) => ({
    async change(id, patch, options) {
      const note = await notes.change(id, patch, options);
      return { ...note, ...((patch as Partial<Note>).customerId !== undefined && { customerId: (patch as Note).customerId }) };
    },
  })),
  inNotes('takes a patch without a revision for the newest', change, (notes) => ({
    async change(id, patch, options) {
      const revision = isPatch(patch) ? undefined : (await notes.get(id).catch(() => undefined))?.revision;
      return notes.change(
        id,
        revision ? { ...(patch as NotePatch | undefined), text: patch?.text ?? 'x', revision } : patch,
        options,
      );
    },
  })),
  inNotes('changes a note again when the key is sent again', change, (notes) => ({
    change: (id, patch, { key: _key, ...options } = {}) => notes.change(id, patch, options),
  })),
  inNotes('refuses its author a note from another place', change, (notes) => {
    const own = new Set<string>();
    return {
      async add(draft, options) {
        const note = await notes.add(draft, options);
        own.add(note.id);
        return note;
      },
      async change(id, patch, options) {
        const changed = await notes.change(id, patch, options);
        if (!own.has(id)) throw new BackendError('denied', 'Not from here');
        return changed;
      },
    };
  }),
  changing('lets managers change the notes of others', 'denied'),
  changing('changes notes where that is not wanted', 'unsupported'),
  inNotes('answers a colleague’s change of an older revision with a conflict', change, (notes) => ({
    change: (id, patch, options) =>
      notes.change(id, patch, options).catch(async (caught: unknown) => {
        const current = isCode(caught, 'denied') ? await notes.get(id).catch(() => undefined) : undefined;
        throw current && current.revision !== patch.revision ? new BackendError('conflict', 'Changed', { current }) : caught;
      }),
  })),

  // Deleting.
  inNotes('deletes a note whatever has become of it', remove, (notes) => ({
    async remove(id, revision, options) {
      const now = (await notes.get(id).catch(() => undefined))?.revision;
      return notes.remove(id, typeof revision === 'number' && now ? now : revision, options);
    },
  })),
  inNotes('keeps for itself what stands against deleting a note', remove, (notes) => ({
    remove: (id, revision, options) => notes.remove(id, revision, options).catch(curt),
  })),
  removing('deletes what is no note', 'not-found'),
  removing('lets managers delete the notes of others', 'denied'),
  removing('deletes notes where that is not wanted', 'unsupported'),
  keeping('shows a note that was deleted', remove, 'get'),
  keeping('lists a note that was deleted', customers, 'list'),
  keeping('remembers what a deleted note said', remove, 'history'),
  remembering('remembers what was answered about a note that was deleted', remove),
  inNotes('frees the key when it deletes a note', remove, (notes) => ({
    remove: (id, revision, { key: _key, ...options } = {}) => notes.remove(id, revision, options),
  })),
  {
    name: 'tells nobody of a note that was deleted',
    caughtIn: remove,
    sabotage: () => (backend) => {
      const gone = new Set<string>();
      return {
        ...replacing(backend, 'notes', {
          remove: (id, ...rest) => (gone.add(id), backend.notes.remove(id, ...rest)),
        }),
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change: (told) => {
              if (told.kind !== 'note' || !gone.has(told.id)) listeners.change(told);
            },
          }),
      };
    },
  },

  // With their customer.
  keeping('leaves the notes of who is removed', customers, 'get'),
  remembering('remembers what was answered about notes of who was erased', customers),
  hearing('tells nobody of the notes that go with who is removed', customers, ['remove']),
  hearing('tells nobody of the notes that go with who is erased', customers, ['erase']),
  {
    name: 'warns of no notes that go with who is removed',
    caughtIn: customers,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        impact: async (...given) => ({ ...(await backend.customers.impact(...given)), notes: 0 }),
      }),
  },
  {
    name: 'warns of a page of notes at most',
    caughtIn: customers,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        async impact(...given) {
          const impact = await backend.customers.impact(...given);
          return { ...impact, notes: Math.min(impact.notes ?? 0, 200) };
        },
      }),
  },
  {
    name: 'counts no notes in a receipt',
    caughtIn: customers,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        async erase(...given) {
          const receipt = await backend.customers.erase(...given);
          return { ...receipt, counts: { ...receipt.counts, note: 0 } };
        },
      }),
  },
];
