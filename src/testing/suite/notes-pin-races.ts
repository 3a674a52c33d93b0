import { isBackendError } from '../../backend/backend-error.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';
import { about, allBut, inMinutes, pinnedOf, withSettings, write, writeAll } from './note-cast.js';
import { turn, watching } from './watching.js';

export const notesPinRaces: Section = {
  name: 'notes.pin, several at once',
  needs: ['notes.pin', 'notes.add', 'notes.list'],
  cases: [
    {
      name: 'gives the last free place to exactly one of two agents, whichever is the faster',
      needs: ['second', 'settings'],
      seed: withSettings({ notePins: 1 }),
      async run(desk) {
        const { backend, id } = desk;
        const other = await desk.second(bea);
        const [one, two] = await writeAll(desk, 'one', 'two');
        for (let index = 0; index < 12; index += 1) {
          const later = async () => {
            // Each one a little later than the one before, so that they meet at every step.
            for (let step = 0; step < index; step += 1) await Promise.resolve();
            return other.notes.pin(two!.id, {});
          };
          const outcomes = await Promise.allSettled([backend.notes.pin(one!.id, {}), later()]);
          const won = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []));
          const lost: unknown[] = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
          same([won.length, lost.length], [1, 1], 'how many win and lose');
          const [problem] = lost;
          const reasons = isBackendError(problem) ? problem.fields?.map(({ reason }) => reason) : undefined;
          same(reasons, ['too-many'], `why the other does not: ${inShort(problem)}`);
          same(await pinnedOf(backend, id(0)), won, 'the pinned ones');
          await backend.notes.pin(won[0]!, undefined);
        }
      },
    },
    {
      name: 'gives as many places as there are to many',
      needs: ['second', 'settings'],
      seed: withSettings({ notePins: 3 }),
      async run(desk) {
        const notes = await writeAll(desk, ...Array.from({ length: 9 }, (_, at) => `Note ${at}`));
        const clients = [desk.backend, await desk.second(bea), await desk.second()];
        const outcomes = await Promise.allSettled(notes.map(({ id }, at) => clients[at % 3]!.notes.pin(id, {})));
        same(outcomes.filter(({ status }) => status === 'fulfilled').length, 3, 'how many win');
        same((await pinnedOf(desk.backend, desk.id(0))).length, 3, 'how many are pinned');
      },
    },
    {
      name: 'happens once with a key, refuses the key for another pin, and is told with it',
      needs: ['keys', 'watch', 'notes.get'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const { id, customerId } = await write(desk);
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        const pinned = await backend.notes.pin(id, {}, { key: 'pin-1' });
        const unpinned = await backend.notes.pin(id, undefined, { key: 'pin-2' });
        same(await backend.notes.pin(id, {}, { key: 'pin-1' }), pinned, 'the answer to the same');
        same(await backend.notes.get(id), unpinned, 'the note');
        const another = { untilAt: await inMinutes(backend, 60) };
        for (const pin of [another, undefined])
          await refusedFor(backend.notes.pin(id, pin, { key: 'pin-1' }), inShort(pin), 'key reused');
        await watcher.until(id);
        await turn();
        const told = [2, 3].map((revision) => ({ kind: 'note', id, customerId, revision, key: `pin-${revision - 1}` }));
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(watcher.changes, told, 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'needs notes.add and nothing else, and leaves no trace when it is aborted before',
      needs: ['permissions', 'second', 'notes.get'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const reader = await desk.second({ permissions: allBut('notes.add') });
        for (const each of [note.id, 'nobody'])
          for (const pin of [{}, undefined]) await refused(reader.notes.pin(each, pin), 'denied', each);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.pin(note.id, {}, { signal }), signal, 'pin');
        await turn();
        same(await desk.backend.notes.get(note.id), note, 'the note');
        const writer = await desk.second({ ...bea, permissions: ['notes.add'] });
        ensure((await writer.notes.pin(note.id, {})).pin, 'it is pinned');
      },
    },
  ],
};
