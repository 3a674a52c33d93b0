import type { NoteScope } from '../../backend/backend.js';
import { compareNotes } from '../../domain/note.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { about, allBut, everyNote, idsOf, textsOf, withSettings, write, writeAll } from './note-cast.js';

const many = (count: number) => Array.from({ length: count }, (_, index) => `Note ${index}`);

export const notesList: Section = {
  name: 'notes.list',
  needs: ['notes.list', 'notes.add'],
  cases: [
    {
      name: 'stands newest first',
      needs: ['tick'],
      seed: about,
      async run(desk) {
        for (const text of ['oldest', 'older', 'newest']) {
          await write(desk, text);
          await desk.tick(1000);
        }
        const notes = await everyNote(desk.backend, { customerId: desk.id(0) });
        same(textsOf(notes), ['newest', 'older', 'oldest'], 'the list');
      },
    },
    {
      name: 'stands by id among those of one instant',
      seed: about,
      async run(desk) {
        const made = await writeAll(desk, ...many(30));
        const notes = await everyNote(desk.backend, { customerId: desk.id(0) });
        same(idsOf(notes), idsOf(made.toSorted(compareNotes)), 'the list');
      },
    },
    {
      name: 'gives every note exactly once in pages of any size, in the same order',
      needs: ['tick'],
      seed: about,
      async run(desk) {
        for (let index = 0; index < 23; index += 1) {
          await write(desk, `Note ${index}`);
          if (index % 4 === 0) await desk.tick(1000);
        }
        const scope = { customerId: desk.id(0) };
        const whole = idsOf(await everyNote(desk.backend, scope, 200));
        same([whole.length, new Set(whole).size], [23, 23], 'how many there are');
        for (const limit of [1, 5, 22, 23, 24])
          same(idsOf(await everyNote(desk.backend, scope, limit)), whole, `the list in pages of ${limit}`);
      },
    },
    {
      name: 'gives 50 at most unless told, and goes on from there',
      seed: about,
      async run(desk) {
        await writeAll(desk, ...many(57));
        const scope = { customerId: desk.id(0) };
        const first = await desk.backend.notes.list(scope);
        same([first.items.length, typeof first.next], [50, 'string'], 'the first page');
        const second = await desk.backend.notes.list(scope, { cursor: first.next! });
        same([second.items.length, second.next], [7, undefined], 'the second page');
      },
    },
    {
      name: 'ends without an empty page that promises more',
      seed: about,
      async run(desk) {
        await writeAll(desk, ...many(6));
        const scope = { customerId: desk.id(0) };
        const { items, next } = await desk.backend.notes.list(scope, { limit: 6 });
        same(items.length, 6, 'the number of items');
        if (next !== undefined)
          same((await desk.backend.notes.list(scope, { limit: 6, cursor: next })).next, undefined, 'what follows the last page');
      },
    },
    {
      name: 'moves no note to another page while others are written',
      needs: ['tick', 'second'],
      seed: about,
      async run(desk) {
        const made = await writeAll(desk, ...many(20));
        const other = await desk.second(bea);
        const seen = await everyNote(desk.backend, { customerId: desk.id(0) }, 3, async (page) => {
          if (page % 2) await desk.tick(1000);
          await write({ ...desk, backend: other }, `Meanwhile ${page}`);
        });
        const before = new Set(idsOf(made));
        const known = idsOf(seen).filter((id) => before.has(id));
        same(known, idsOf(made.toSorted(compareNotes)), 'those that were there before');
      },
    },
    {
      name: 'goes on behind a note that was deleted meanwhile',
      needs: ['notes.remove'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        await writeAll(desk, ...many(7));
        const scope = { customerId: desk.id(0) };
        const whole = idsOf(await everyNote(desk.backend, scope));
        const { items, next } = await notes.list(scope, { limit: 3 });
        for (const { id, revision } of items) await notes.remove(id, revision);
        same(idsOf((await notes.list(scope, { cursor: next! })).items), whole.slice(3), 'what follows');
      },
    },
    {
      name: 'shows pinned ones too where their time puts them',
      needs: ['tick', 'notes.pin'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const oldest = await write(desk, 'oldest');
        await desk.tick(1000);
        await write(desk, 'newest');
        const pinned = await backend.notes.pin(oldest.id, {});
        const notes = await everyNote(backend, { customerId: id(0) });
        same(textsOf(notes), ['newest', 'oldest'], 'the list');
        same(notes[1], pinned, 'the pinned one');
      },
    },
    {
      name: 'of the pinned has these alone, newest first, in pages of any size',
      needs: ['tick', 'notes.pin', 'settings'],
      seed: withSettings({ notePins: 7 }),
      async run(desk) {
        const { backend, id } = desk;
        for (let index = 0; index < 14; index += 1) {
          const note = await write(desk, `Note ${index}`);
          if (index % 2) await backend.notes.pin(note.id, {});
          if (index % 4 === 0) await desk.tick(1000);
        }
        const scope = { customerId: id(0), pinned: true } as const;
        const expected = (await everyNote(backend, { customerId: id(0) })).filter(({ pin }) => pin);
        same(expected.length, 7, 'how many are pinned');
        for (const limit of [1, 3, 6, 7, 8]) same(await everyNote(backend, scope, limit), expected, `pages of ${limit}`);
      },
    },
    {
      name: 'is of one customer, and of nobody else',
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const mine = await write(desk);
        const theirs = await write(desk, 'Theirs', { customerId: id(1) });
        same(idsOf(await everyNote(backend, { customerId: id(0) })), [mine.id], 'the list of the one');
        same(idsOf(await everyNote(backend, { customerId: id(1) })), [theirs.id], 'the list of the other');
      },
    },
    {
      name: 'is an empty page without next about nobody, and about whom nothing was written',
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        await write(desk);
        const none = [...hostileIds, id(1), id(0).slice(0, -1), `${id(0)}\0`].map((customerId) => ({ customerId }));
        for (const scope of [...none, undefined, null, {}, { customerId: 7 }, { pinned: true }] as NoteScope[])
          same(await backend.notes.list(scope), { items: [] }, `the list of ${inShort(scope)}`);
        const scope = { customerId: id(0), pinned: true } as const;
        same(await backend.notes.list(scope), { items: [] }, 'the list of the pinned');
      },
    },
    {
      name: 'is refused with invalid for a limit or cursor that cannot be, or that is another list’s',
      needs: ['notes.pin'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const scope = { customerId: id(0) };
        for (const note of await writeAll(desk, 'a', 'b')) await backend.notes.pin(note.id, {});
        for (const limit of [0, -1, 201, 1.5, Number.NaN])
          await refused(backend.notes.list(scope, { limit }), 'invalid', `the limit ${limit}`, 'limit');
        const { next } = await backend.notes.list(scope, { limit: 1 });
        const pins = await backend.notes.list({ ...scope, pinned: true }, { limit: 1 });
        ensure(next && pins.next, 'there is a second page');
        const cursors: readonly (readonly [NoteScope, string])[] = [
          [scope, 'forged'],
          [scope, ''],
          [scope, '\uD800'],
          [{ customerId: id(1) }, next],
          [{ ...scope, pinned: true }, next],
          [scope, pins.next],
        ];
        for (const [other, cursor] of cursors)
          await refused(backend.notes.list(other, { cursor }), 'invalid', `the cursor ${inShort(cursor)}`, 'cursor');
      },
    },
    {
      name: 'is denied without customers.view, and can be aborted',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        await write(desk);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const customerId of [desk.id(0), 'nobody'])
          await refused(other.notes.list({ customerId }), 'denied', `the list of ${customerId}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.list({ customerId: desk.id(0) }, { signal }), signal, 'list');
      },
    },
  ],
};

export const notesGet: Section = {
  name: 'notes.get',
  needs: ['notes.get', 'notes.add'],
  cases: [
    {
      name: 'gives the note as it was written, to colleagues too',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const other = await desk.second(bea);
        for (const each of [desk.backend, other]) same(await each.notes.get(note.id), note, 'the note');
      },
    },
    {
      name: 'is undefined for what is no note',
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        for (const each of [...hostileIds, desk.id(0), id.slice(0, -1), `${id}\0`])
          same(await desk.backend.notes.get(each), undefined, `the note ${inShort(each)}`);
      },
    },
    {
      name: 'is denied without customers.view, whether or not it is there, and can be aborted',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const each of [id, 'nobody']) await refused(other.notes.get(each), 'denied', `the note ${each}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.get(id, { signal }), signal, 'get');
      },
    },
  ],
};
