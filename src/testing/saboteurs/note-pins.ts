import { BackendError, isBackendError } from '../../backend/backend-error.js';
import { isPinned, type Note, type Pin } from '../../domain/note.js';
import type { Offered } from '../suite/case.js';
import { inInteractions, inNotes, type Saboteur } from './saboteur.js';

const [pin, races, interactions] = ['notes.pin', 'notes.pin, several at once', 'interactions'];

type Service = Offered['notes'];

const reasonsOf = (caught: unknown): readonly string[] =>
  isBackendError(caught) ? (caught.fields?.map(({ reason }) => reason) ?? []) : [];
const tooMany = () => new BackendError('invalid', 'Too many', { fields: [{ field: 'pin', reason: 'too-many' }] });

/** Answers something else than what became of it. */
const pinning = (name: string, another: (note: Note, before: Note | undefined, given: Pin | undefined) => Note) =>
  inNotes(name, pin, (notes) => ({
    async pin(id, given, options) {
      const before = await notes.get(id).catch(() => undefined);
      return another(await notes.pin(id, given, options), before, given);
    },
  }));

/** Pins something else than what was said. */
const meaning = (name: string, another: (given: Pin) => Pin) =>
  inNotes(name, pin, (notes) => ({
    pin: (id, given, options) => notes.pin(id, typeof given?.untilAt === 'string' ? another(given) : given, options),
  }));

/** Says yes where it should refuse for this reason. */
const accepting = (name: string, reason: string) =>
  inNotes(name, pin, (notes) => ({
    pin: (id, given, options) =>
      notes.pin(id, given, options).catch(async (caught: unknown) => {
        const reasons = reasonsOf(caught);
        const note = reasons.length && reasons.every((each) => each === reason) ? await notes.get(id) : undefined;
        if (!note) throw caught;
        return { ...note, revision: note.revision + 1, ...(given && { pin: given }) };
      }),
  }));

/** Refuses a pin more than it has to. */
const refusing = (name: string, full: (note: Note, notes: Service, most: number) => boolean | Promise<boolean>) =>
  inNotes(name, pin, (notes, { settings: { notePins = 3 } }) => ({
    async pin(id, given, options) {
      const note = given && (await notes.get(id).catch(() => undefined));
      if (note && (await full(note, notes, notePins))) throw tooMany();
      return notes.pin(id, given, options);
    },
  }));

/** Shows other topics than those that were registered. */
const about = (
  name: string,
  another: (topicIds: readonly string[] | undefined, id: string) => readonly string[] | undefined,
  methods: readonly ('list' | 'get' | 'record')[] = ['list', 'get', 'record'],
) =>
  inInteractions(name, interactions, (service) => {
    const changed = <T extends { readonly id: string; readonly topicIds?: readonly string[] }>({ topicIds, ...rest }: T) => {
      const other = another(topicIds, rest.id);
      return { ...rest, ...(other && { topicIds: other }) };
    };
    const all = {
      async list(...given: Parameters<typeof service.list>) {
        const page = await service.list(...given);
        return { ...page, items: page.items.map(changed) };
      },
      async get(...given: Parameters<typeof service.get>) {
        const found = await service.get(...given);
        return found && changed(found);
      },
      record: async (...given: Parameters<typeof service.record>) => changed(await service.record(...given)),
    };
    return Object.fromEntries(methods.map((method) => [method, all[method]]));
  });

/** What can happen to pins, and to what conversations are said to be about. */
export const notePins: readonly Saboteur[] = [
  // How a pin is kept.
  pinning('counts a pin as a change of the text', (note) => ({ ...note, editedAt: note.createdAt })),
  pinning('counts the same pin again', (note, before) =>
    before?.revision === note.revision ? { ...note, revision: note.revision + 1 } : note,
  ),
  pinning('never takes a pin away', (note, before, given) => ({ ...note, ...(!given && before?.pin && { pin: before.pin }) })),
  pinning('keeps the first pin of a note', (note, before) => (note.pin && before?.pin ? { ...note, pin: before.pin } : note)),
  pinning('forgets until when a note is pinned', (note) => (note.pin ? { ...note, pin: {} } : note)),
  pinning('makes who pins a note its author', (note) => ({ ...note, authorId: 'agent2' })),
  meaning('writes the time of a pin in its own way', (given) => {
    const at = Date.parse(given.untilAt ?? '');
    return Number.isNaN(at) ? given : { untilAt: new Date(at).toISOString() };
  }),
  meaning('pins until a day', (given) =>
    /^\d{4}-\d\d-\d\d$/.test(given.untilAt ?? '') ? { untilAt: `${given.untilAt}T00:00Z` } : given,
  ),
  inNotes('keeps with a pin whatever is handed in', pin, (notes) => ({
    async pin(id, given, options) {
      const note = await notes.pin(id, given, options);
      return note.pin && given ? { ...note, pin: { ...given } } : note;
    },
  })),
  inNotes('pins only one’s own', pin, (notes, _seed, backend) => ({
    async pin(id, given, options) {
      const [note, { agent }] = await Promise.all([notes.get(id).catch(() => undefined), backend.session()]);
      if (note && note.authorId !== agent.id) throw new BackendError('denied', 'Not yours');
      return notes.pin(id, given, options);
    },
  })),
  inNotes('loses the pin when the text is changed', pin, (notes) => ({
    async change(id, patch, options) {
      const { pin: _pin, ...note } = await notes.change(id, patch, options);
      return note;
    },
  })),
  inNotes('lets nobody unpin', pin, (notes) => ({
    async pin(id, given, options) {
      if (!given && (await notes.get(id).catch(() => undefined))) throw new BackendError('unsupported', 'For ever');
      return notes.pin(id, given, options);
    },
  })),
  inNotes('takes anything for a pin', pin, (notes) => ({
    pin: (id, given, options) => notes.pin(id, typeof given === 'object' || given === undefined ? given : {}, options),
  })),

  // Until when.
  {
    name: 'shows a pin whose time is over',
    caughtIn: pin,
    sabotage() {
      const pins = new Map<string, Pin>();
      return (backend) => {
        const { notes } = backend;
        const shown = (note: Note): Note => ({ ...note, ...(!note.pin && pins.has(note.id) && { pin: pins.get(note.id)! }) });
        return {
          ...backend,
          notes: {
            ...notes,
            async pin(id, given, options) {
              const note = await notes.pin(id, given, options);
              if (note.pin) pins.set(id, note.pin);
              else pins.delete(id);
              return note;
            },
            async get(id, options) {
              const note = await notes.get(id, options);
              return note && shown(note);
            },
          },
        };
      };
    },
  },
  {
    name: 'shows a pin whose time is over to who is told of a conflict',
    caughtIn: pin,
    sabotage() {
      const pins = new Map<string, Pin>();
      return (backend) => ({
        ...backend,
        notes: {
          ...backend.notes,
          async pin(id, given, options) {
            const note = await backend.notes.pin(id, given, options);
            if (note.pin) pins.set(id, note.pin);
            return note;
          },
          change: (id, patch, options) =>
            backend.notes.change(id, patch, options).catch((caught: unknown) => {
              const current = isBackendError(caught) ? (caught.current as Note | undefined) : undefined;
              if (!current || !pins.has(id)) throw caught;
              throw new BackendError('conflict', 'Changed', { current: { ...current, pin: pins.get(id)! } });
            }),
        },
      });
    },
  },
  accepting('pins until a time that is over', 'past'),

  // How many.
  accepting('pins as many notes as one likes', 'too-many'),
  accepting('pins until a time that is none', 'not-a-date'),
  refusing('counts a note that is pinned against itself', async (note, notes, most) => {
    const { items } = await notes.list({ customerId: note.customerId, pinned: true });
    return note.pin !== undefined && items.length >= most;
  }),
  {
    name: 'counts pins whose time is over',
    caughtIn: pin,
    sabotage({ settings: { notePins = 3 }, now }) {
      const pinned = new Map<string, Note>();
      return (backend) => ({
        ...backend,
        notes: {
          ...backend.notes,
          async pin(id, given, options) {
            const others = [...pinned.values()].filter((each) => each.id !== id && isPinned(each, now));
            const note = await backend.notes.pin(id, given, options);
            if (given && !pinned.has(id) && others.length >= notePins) throw tooMany();
            if (note.pin) pinned.set(id, note);
            else pinned.delete(id);
            return note;
          },
        },
      });
    },
  },
  {
    name: 'counts the pins of all customers',
    caughtIn: pin,
    sabotage({ settings: { notePins = 3 } }) {
      const pinned = new Set<string>();
      return (backend) => ({
        ...backend,
        notes: {
          ...backend.notes,
          async pin(id, given, options) {
            const note = await backend.notes.pin(id, given, options);
            if (given && !pinned.has(id) && pinned.size >= notePins) throw tooMany();
            if (note.pin) pinned.add(id);
            else pinned.delete(id);
            return note;
          },
        },
      });
    },
  },
  {
    name: 'gives the last free place for a pin to two at the same time',
    caughtIn: races,
    sabotage() {
      let running = 0;
      return (backend) => ({
        ...backend,
        notes: {
          ...backend.notes,
          async pin(id, given, options) {
            running += 1;
            const alone = running === 1;
            try {
              return await backend.notes.pin(id, given, options);
            } catch (caught) {
              if (alone || !reasonsOf(caught).includes('too-many')) throw caught;
              const note = (await backend.notes.get(id))!;
              return { ...note, pin: given ?? {}, revision: note.revision + 1 };
            } finally {
              running -= 1;
            }
          },
        },
      });
    },
  },
  inNotes('pins again when the key is sent again', races, (notes) => ({
    pin: (id, given, { key: _key, ...options } = {}) => notes.pin(id, given, options),
  })),

  // What conversations were about.
  about('says nowhere what was registered', () => undefined),
  about('lists conversations without what was registered', () => undefined, ['list']),
  about('answers a recorded conversation without what was registered', () => undefined, ['record']),
  about('takes what was not registered for nothing', (topicIds) => topicIds ?? []),
  about(
    'keeps what was registered of a conversation first',
    (() => {
      const first = new Map<string, readonly string[]>();
      return (topicIds: readonly string[] | undefined, id: string) => {
        if (topicIds && !first.has(id)) first.set(id, topicIds);
        return first.get(id);
      };
    })(),
  ),
  inInteractions('takes what a conversation is about from who records it', interactions, (service) => ({
    async record(interaction, options) {
      const kept = await service.record(interaction, options);
      const { topicIds } = interaction as { readonly topicIds?: readonly string[] };
      return topicIds ? { ...kept, topicIds } : kept;
    },
  })),
];
