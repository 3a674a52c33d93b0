import type { Pin } from '../../domain/note.js';
import { inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { about, inMinutes, keptAs, pinnedOf, withSettings, write, writeAll } from './note-cast.js';
import { turn, watching } from './watching.js';

export const notesPin: Section = {
  name: 'notes.pin',
  needs: ['notes.pin', 'notes.add', 'notes.get', 'notes.list'],
  cases: [
    {
      name: 'pins, and touches nothing else',
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const pinned = await desk.backend.notes.pin(note.id, {});
        same(pinned, { ...note, pin: {}, revision: 2 }, 'the note');
        await keptAs(desk.backend, pinned);
        same(await pinnedOf(desk.backend, desk.id(0)), [note.id], 'the pinned ones');
      },
    },
    {
      name: 'takes the pin away, and touches nothing else',
      seed: about,
      async run(desk) {
        const { pin } = desk.backend.notes;
        const note = await write(desk);
        await pin(note.id, { untilAt: await inMinutes(desk.backend, 60) });
        const unpinned = await pin(note.id, undefined);
        same(unpinned, { ...note, revision: 3 }, 'the note');
        await keptAs(desk.backend, unpinned);
        same(await pinnedOf(desk.backend, desk.id(0)), [], 'the pinned ones');
      },
    },
    {
      name: 'keeps until when as it was given, and nothing that the port does not name',
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const until = await inMinutes(desk.backend, 90);
        const later = new Date(Date.parse(until) + 19_860_000).toISOString(); // a minute later, five hours and a half ahead
        for (const untilAt of [until, `${later.slice(0, 16)}+05:30`, '9999-12-31T23:59Z']) {
          const note = await desk.backend.notes.pin(id, { untilAt, colour: 'red' } as Pin);
          same(note.pin, { untilAt }, 'the pin');
          await keptAs(desk.backend, note);
        }
      },
    },
    {
      name: 'is over by the clock: no answer has it then, and nobody is told',
      needs: ['tick', 'watch'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const note = await write(desk);
        await backend.notes.pin(note.id, { untilAt: await inMinutes(backend, 10) });
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        await desk.tick(10 * 60_000 - 1);
        same(await pinnedOf(backend, id(0)), [note.id], 'the pinned ones a moment before');
        await desk.tick(1);
        same(await pinnedOf(backend, id(0)), [], 'the pinned ones when it is over');
        await keptAs(backend, { ...note, revision: 2 });
        same(await backend.notes.pin(note.id, undefined), { ...note, revision: 2 }, 'what is answered to unpinning it');
        await turn();
        same(watcher.changes, [], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'is over in the answers to writes too',
      needs: ['tick', 'notes.change', 'keys'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id } = await write(desk);
        const pin = { untilAt: await inMinutes(desk.backend, 10) };
        same((await notes.pin(id, pin, { key: 'pin-1' })).pin, pin, 'the pin');
        await desk.tick(10 * 60_000);
        same((await notes.pin(id, pin, { key: 'pin-1' })).pin, undefined, 'the pin that is sent again');
        const { current } = await refused(notes.change(id, { revision: 1, text: 'x' }), 'conflict', 'an older revision');
        same((current as { pin?: Pin }).pin, undefined, 'the pin in a conflict');
        same((await notes.change(id, { revision: 2, text: 'x' })).pin, undefined, 'the pin when the text is changed');
      },
    },
    {
      name: 'pins as many as the settings allow, of each customer',
      needs: ['settings'],
      seed: withSettings({ notePins: 2 }),
      async run(desk) {
        const { backend, id } = desk;
        const { pin } = backend.notes;
        const [one, two, three] = (await writeAll(desk, 'one', 'two', 'three')).map((note) => note.id) as [
          string,
          string,
          string,
        ];
        const theirs = await write(desk, 'theirs', { customerId: id(1) });
        for (const each of [one, two]) await pin(each, {});
        await refusedFor(pin(three, {}), 'one more', 'pin too-many');
        same([...(await pinnedOf(backend, id(0)))].sort(), [one, two].sort(), 'the pinned ones');
        await pin(theirs.id, {});
        await pin(one, undefined);
        await pin(three, {});
        await refused(pin(one, {}), 'invalid', 'one more again', 'pin');
        same([...(await pinnedOf(backend, id(0)))].sort(), [two, three].sort(), 'the pinned ones in the end');
      },
    },
    {
      name: 'pins three where nobody set a number',
      seed: about,
      async run(desk) {
        const notes = await writeAll(desk, 'one', 'two', 'three', 'four');
        for (const { id } of notes.slice(0, 3)) await desk.backend.notes.pin(id, {});
        await refusedFor(desk.backend.notes.pin(notes[3]!.id, {}), 'the fourth', 'pin too-many');
      },
    },
    {
      name: 'pins nothing where none may be pinned',
      needs: ['settings'],
      seed: withSettings({ notePins: 0 }),
      async run(desk) {
        const note = await write(desk);
        await refusedFor(desk.backend.notes.pin(note.id, {}), 'the first', 'pin too-many');
        same(await desk.backend.notes.pin(note.id, undefined), note, 'what is answered to unpinning it');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'does not count those whose time is over',
      needs: ['tick', 'settings'],
      seed: withSettings({ notePins: 2 }),
      async run(desk) {
        const { backend, id } = desk;
        const [one, two, three, four] = await writeAll(desk, 'one', 'two', 'three', 'four');
        await backend.notes.pin(one!.id, { untilAt: await inMinutes(backend, 10) });
        await backend.notes.pin(two!.id, {});
        await refused(backend.notes.pin(three!.id, {}), 'invalid', 'one more', 'pin');
        await desk.tick(10 * 60_000);
        await backend.notes.pin(three!.id, {});
        same([...(await pinnedOf(backend, id(0)))].sort(), [two!.id, three!.id].sort(), 'the pinned ones');
        await refused(backend.notes.pin(four!.id, {}), 'invalid', 'one more again', 'pin');
        await refused(backend.notes.pin(one!.id, {}), 'invalid', 'the one that was over', 'pin');
      },
    },
    {
      name: 'lets the last pin of a note count, also where no other one is free',
      needs: ['settings'],
      seed: withSettings({ notePins: 1 }),
      async run(desk) {
        const { id } = await write(desk);
        const pins: readonly Pin[] = [
          {},
          { untilAt: await inMinutes(desk.backend, 60) },
          { untilAt: await inMinutes(desk.backend, 5) },
          {},
        ];
        for (const [at, pin] of pins.entries()) {
          const note = await desk.backend.notes.pin(id, pin);
          same([note.pin, note.revision], [pin, at + 2], 'the pin and the revision');
        }
      },
    },
    {
      name: 'changes nothing with the same again: no revision, and nobody is told',
      needs: ['watch'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const [plain, timed, none] = await writeAll(desk, 'plain', 'timed', 'none');
        const untilAt = await inMinutes(backend, 60);
        const before = [await backend.notes.pin(plain!.id, {}), await backend.notes.pin(timed!.id, { untilAt }), none!];
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        for (const note of before) same(await backend.notes.pin(note.id, note.pin), note, 'the answer to the same');
        const otherwise = { untilAt: untilAt.replace('Z', '+00:00') };
        same(await backend.notes.pin(timed!.id, otherwise), before[1], 'the answer to the same instant');
        const last = await write(desk);
        await watcher.until(last.id);
        await turn();
        for (const note of before) same(watcher.of(note.id), [], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'pins and unpins a colleague’s, which stays theirs',
      needs: ['second', 'notes.change'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const other = await desk.second(bea);
        const pinned = await other.notes.pin(note.id, {});
        same(pinned, { ...note, pin: {}, revision: 2 }, 'the note');
        await keptAs(desk.backend, pinned);
        const { current } = await refused(desk.backend.notes.change(note.id, { revision: 1, text: 'x' }), 'conflict', 'before');
        same(current, pinned, 'what the conflict shows as current');
        const changed = await desk.backend.notes.change(note.id, { revision: 2, text: 'x' });
        same([changed.pin, changed.authorId], [{}, 'agent1'], 'pin and author when the text is changed');
        same((await other.notes.pin(note.id, undefined)).authorId, 'agent1', 'the author when it is unpinned');
      },
    },
    {
      name: 'refuses a time that is none, or over',
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const pin = (untilAt: unknown) => desk.backend.notes.pin(note.id, { untilAt: untilAt as string });
        const odd = ['', 'soon', '2999-01-01', '2999-01-01T10:00', '2999-02-30T10:00Z', 7, null, {}, ' 2999-01-01T10:00Z'];
        for (const untilAt of odd) await refusedFor(pin(untilAt), inShort(untilAt), 'untilAt not-a-date');
        for (const untilAt of [desk.ago(1), desk.now, '0001-01-01T00:00:00Z'])
          await refusedFor(pin(untilAt), untilAt, 'untilAt past');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'names everything that is wrong, and refuses what is no pin',
      needs: ['settings'],
      seed: withSettings({ notePins: 0 }),
      async run(desk) {
        const note = await write(desk);
        const pin = (given: unknown) => desk.backend.notes.pin(note.id, given as Pin);
        await refusedFor(pin({ untilAt: desk.ago(1) }), 'both', 'pin too-many', 'untilAt past');
        for (const nonsense of [null, true, 7, 'x', []]) await refusedFor(pin(nonsense), inShort(nonsense), 'pin not-an-object');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: about,
      async run({ backend, id }) {
        for (const each of [...hostileIds, id(0)])
          for (const pin of [{}, undefined])
            await refused(backend.notes.pin(each, pin), 'not-found', `the note ${inShort(each)}`);
      },
    },
  ],
};
