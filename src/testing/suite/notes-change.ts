import { isBackendError } from '../../backend/backend-error.js';
import type { NotePatch } from '../../backend/backend.js';
import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { about, allBut, everyNote, idsOf, keptAs, textsOf, withSettings, write } from './note-cast.js';
import { turn, watching } from './watching.js';

const to = (text: string, revision = 1): NotePatch => ({ revision, text });

export const notesChange: Section = {
  name: 'notes.change',
  needs: ['notes.change', 'notes.add', 'notes.get', 'notes.list'],
  cases: [
    {
      name: 'keeps another text in the next revision, and who wrote it, when and where',
      seed: about,
      async run(desk) {
        const note = await write(desk, 'First', { interactionId: 'talk' });
        const text = '  Second\r\n<b>👩‍👩‍👧‍👦</b> שלום ';
        const changed = await desk.backend.notes.change(note.id, to(text));
        const { editedAt } = changed;
        same(changed, { ...note, text, revision: 2, editedAt }, 'the note');
        ensure(Date.parse(editedAt ?? '') >= Date.parse(note.createdAt), `it was changed at ${editedAt}`);
        await keptAs(desk.backend, changed);
      },
    },
    {
      name: 'says when it was changed last',
      needs: ['tick'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        for (const revision of [1, 2]) {
          await desk.tick(60_000);
          const { now } = await desk.backend.session();
          const { editedAt } = await desk.backend.notes.change(id, to(`Text ${revision}`, revision));
          same(Date.parse(editedAt ?? ''), Date.parse(now), 'when it was changed');
        }
      },
    },
    {
      name: 'leaves the note in its place',
      needs: ['tick'],
      seed: about,
      async run(desk) {
        const first = await write(desk, 'first');
        await desk.tick(1000);
        await write(desk, 'second');
        await desk.tick(1000);
        await desk.backend.notes.change(first.id, to('changed'));
        same(textsOf(await everyNote(desk.backend, { customerId: desk.id(0) })), ['second', 'changed'], 'the list');
      },
    },
    {
      name: 'changes nothing with the same text: no revision, no time, and nobody is told',
      needs: ['watch', 'tick'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const note = await write(desk, ' Same ');
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        await desk.tick(1000);
        same(await backend.notes.change(note.id, to(' Same ')), note, 'the answer');
        await keptAs(backend, note);
        const last = await write(desk);
        await watcher.until(last.id);
        await turn();
        same(watcher.of(note.id), [], 'what is told of it');
        watcher.stop();
        same((await backend.notes.change(note.id, to('Same'))).revision, 2, 'the revision of a text with less space');
      },
    },
    {
      name: 'is a conflict on another revision, whatever else is wrong with it, with the note as it is now',
      seed: about,
      async run(desk) {
        const { change } = desk.backend.notes;
        const { id } = await write(desk, 'First');
        const now = await change(id, to('Second'));
        for (const text of ['Third', 'Second', 'First', ' ', 'a\0', 7 as never])
          for (const revision of [1, 3, 0, -1]) {
            const { current } = await refused(change(id, to(text, revision)), 'conflict', `${inShort(text)} on ${revision}`);
            same(current, now, 'what the conflict shows as current');
          }
        await keptAs(desk.backend, now);
      },
    },
    {
      name: 'lets exactly one of two win that are made on the same revision at the same time',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const clients = [desk.backend, await desk.second()];
        const made = await Promise.allSettled(clients.map((each, at) => each.notes.change(id, to(`Text ${at}`))));
        const won = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
        const lost: unknown[] = made.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
        same([won.length, lost.length], [1, 1], 'how many win and lose');
        const [problem] = lost;
        ensure(isBackendError(problem) && problem.code === 'conflict', `who loses is told ${inShort(problem)}`);
        same(problem.current, won[0], 'what the conflict shows as current');
        await keptAs(desk.backend, won[0]!);
      },
    },
    {
      name: 'can be done by its author from another place',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const elsewhere = await desk.second();
        await keptAs(desk.backend, await elsewhere.notes.change(id, to('Elsewhere')));
      },
    },
    {
      name: 'of a colleague’s is denied, for who may do everything too, and whatever else is wrong',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const manager = await desk.second({ ...bea, permissions });
        for (const patch of [to('Mine'), to(note.text), to('Mine', 9), to(' ')])
          await refused(manager.notes.change(note.id, patch), 'denied', inShort(patch));
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'is unsupported where the settings do not want it, and leaves the rest as it is',
      needs: ['settings', 'notes.pin', 'notes.remove'],
      seed: withSettings({ noteEdit: false }),
      async run(desk) {
        const { notes } = desk.backend;
        const note = await write(desk);
        for (const patch of [to('x'), to(note.text), to('x', 9)])
          await refused(notes.change(note.id, patch), 'unsupported', inShort(patch));
        await keptAs(desk.backend, note);
        const { revision } = await notes.pin(note.id, {});
        await notes.remove(note.id, revision);
      },
    },
    {
      name: 'refuses a text as add does',
      needs: ['settings'],
      seed: withSettings({ noteLimit: 4 }),
      async run(desk) {
        const note = await write(desk, 'abcd');
        const change = (text: unknown) => desk.backend.notes.change(note.id, to(text as string));
        for (const blank of ['', ' \n\t ', undefined]) await refusedFor(change(blank), inShort(blank), 'text required');
        for (const odd of [null, 7, {}, ['a'], 'a\0b', 'a\uD83D']) await refusedFor(change(odd), inShort(odd), 'text not-text');
        await refusedFor(change('abcde'), 'one unit too many', 'text too-long');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'refuses what is no patch: it stands on no revision',
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const change = (patch: unknown) => desk.backend.notes.change(note.id, patch as NotePatch);
        for (const nonsense of [undefined, null, 7, 'x', [], {}, { text: 'x' }, { text: 'x', revision: '1' }, to('x', 1.5)])
          await refused(change(nonsense), 'invalid', inShort(nonsense), 'revision');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'takes nothing from a patch but the text',
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const forged = { authorId: 'agent2', createdAt: desk.ago(9), customerId: desk.id(1), pin: {}, interactionId: 'talk' };
        const changed = await desk.backend.notes.change(note.id, { ...to('x'), ...forged });
        same(changed, { ...note, text: 'x', revision: 2, editedAt: changed.editedAt }, 'the note');
        same(idsOf(await everyNote(desk.backend, { customerId: desk.id(1) })), [], 'the list of the other');
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: about,
      async run({ backend, id }) {
        for (const each of [...hostileIds, id(0)])
          await refused(backend.notes.change(each, to('x')), 'not-found', `the note ${inShort(each)}`);
      },
    },
    {
      name: 'happens once with a key, refuses the key for another text, and is told with it',
      needs: ['keys', 'watch'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const { id, customerId } = await write(desk);
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        const changed = await backend.notes.change(id, to('x'), { key: 'change-1' });
        const later = await backend.notes.change(id, to('y', 2));
        same(await backend.notes.change(id, to('x'), { key: 'change-1' }), changed, 'the answer to the same');
        await refusedFor(backend.notes.change(id, to('z'), { key: 'change-1' }), 'another text', 'key reused');
        await keptAs(backend, later);
        await watcher.until(id);
        await turn();
        const told = [
          { kind: 'note', id, customerId, revision: 2, key: 'change-1' },
          { kind: 'note', id, customerId, revision: 3 },
        ];
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(watcher.changes, told, 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'needs notes.edit and nothing else, and leaves no trace when it is aborted before',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const reader = await desk.second({ permissions: allBut('notes.edit') });
        for (const each of [note.id, 'nobody']) await refused(reader.notes.change(each, to('x', 9)), 'denied', each);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.change(note.id, to('x'), { signal }), signal, 'change');
        await turn();
        await keptAs(desk.backend, note);
        const editor = await desk.second({ permissions: ['notes.edit'] });
        same((await editor.notes.change(note.id, to('x'))).text, 'x', 'the text');
      },
    },
  ],
};
