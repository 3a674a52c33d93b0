import type { NoteVersion } from '../../domain/note.js';
import { aborted, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { about, allBut, write } from './note-cast.js';

const said = (versions: readonly NoteVersion[]) => versions.map(({ text }) => text);

export const notesHistory: Section = {
  name: 'notes.history',
  needs: ['notes.history', 'notes.add', 'notes.change'],
  cases: [
    {
      name: 'is empty for a note that was never changed, and for what is no note',
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        for (const each of [id, ...hostileIds])
          same(await desk.backend.notes.history(each), [], `the history of ${inShort(each)}`);
      },
    },
    {
      name: 'tells what the note said before, newest first, and not what it says now',
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id } = await write(desk, ' One\r\n👩‍👩‍👧‍👦 ');
        await notes.change(id, { revision: 1, text: '<b>Two</b>' });
        await notes.change(id, { revision: 2, text: 'Three' });
        same(said(await notes.history(id)), ['<b>Two</b>', ' One\r\n👩‍👩‍👧‍👦 '], 'what it said');
      },
    },
    {
      name: 'tells from when to when the note said that',
      needs: ['tick'],
      seed: about,
      async run(desk) {
        const { notes, session } = desk.backend;
        const { id, createdAt } = await write(desk, 'Text 0');
        const times = [Date.parse(createdAt)];
        for (const revision of [1, 2, 3]) {
          await desk.tick(revision * 1000);
          times.push(Date.parse((await session()).now));
          await notes.change(id, { revision, text: `Text ${revision}` });
        }
        const expected = [2, 1, 0].map((at) => [`Text ${at}`, times[at], times[at + 1]]);
        const found = (await notes.history(id)).map(({ text, fromAt, untilAt }) => [
          text,
          Date.parse(fromAt),
          Date.parse(untilAt),
        ]);
        same(found, expected, 'the history');
      },
    },
    {
      name: 'has nothing of what changed no text, and of what was refused',
      needs: ['notes.pin', 'second'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id, text } = await write(desk);
        await notes.pin(id, {});
        await notes.pin(id, undefined);
        await notes.change(id, { revision: 3, text });
        await refused(notes.change(id, { revision: 1, text: 'x' }), 'conflict', 'an older revision');
        await refused(notes.change(id, { revision: 3, text: ' ' }), 'invalid', 'a blank text');
        const other = await desk.second(bea);
        await refused(other.notes.change(id, { revision: 3, text: 'x' }), 'denied', 'a colleague’s');
        same(await notes.history(id), [], 'the history');
      },
    },
    {
      name: 'has a text again that was said again',
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id } = await write(desk, 'a');
        for (const [at, text] of ['b', 'a', 'b'].entries()) await notes.change(id, { revision: at + 1, text });
        same(said(await notes.history(id)), ['a', 'b', 'a'], 'what it said');
      },
    },
    {
      name: 'is of this note alone, and the same for colleagues',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const made = [await write(desk, 'a1'), await write(desk, 'b1')];
        for (const { id, text } of made) await desk.backend.notes.change(id, { revision: 1, text: `${text}!` });
        const other = await desk.second(bea);
        for (const { id, text } of made)
          for (const each of [desk.backend, other]) same(said(await each.notes.history(id)), [text], `the history of ${text}`);
      },
    },
    {
      name: 'has the last hundred',
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id } = await write(desk, 'Text 0');
        for (let revision = 1; revision <= 103; revision += 1) await notes.change(id, { revision, text: `Text ${revision}` });
        const expected = Array.from({ length: 100 }, (_, at) => `Text ${102 - at}`);
        same(said(await notes.history(id)), expected, 'what it said');
      },
    },
    {
      name: 'is denied without customers.view, and can be aborted',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const each of [id, 'nobody']) await refused(other.notes.history(each), 'denied', `the history of ${each}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.history(id, { signal }), signal, 'history');
      },
    },
  ],
};
