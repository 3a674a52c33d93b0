import { isBackendError } from '../../backend/backend-error.js';
import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { about, allBut, everyNote, idsOf, keptAs, pinnedOf, withSettings, write, writeAll } from './note-cast.js';
import { forLater, turn, watching } from './watching.js';

export const notesRemove: Section = {
  name: 'notes.remove',
  needs: ['notes.remove', 'notes.add', 'notes.get', 'notes.list'],
  cases: [
    {
      name: 'takes the note out of get, both lists and history, at once, for a colleague too',
      needs: ['second', 'notes.pin', 'notes.change', 'notes.history'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const other = await desk.second(bea);
        const [gone, left] = await writeAll(desk, 'Rosebud', 'left');
        await backend.notes.change(gone!.id, { revision: 1, text: 'Rosebuds' });
        const { revision } = await backend.notes.pin(gone!.id, {});
        await backend.notes.remove(gone!.id, revision);
        for (const each of [backend, other]) {
          same(await each.notes.get(gone!.id), undefined, 'the note');
          same(await each.notes.history(gone!.id), [], 'what it said before');
          same(await pinnedOf(each, desk.id(0)), [], 'the pinned ones');
          same(await everyNote(each, { customerId: desk.id(0) }), [left!], 'the list');
        }
      },
    },
    {
      name: 'removes nothing on another revision: conflict, with the note as it is now',
      needs: ['notes.pin'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const now = await desk.backend.notes.pin(id, {});
        for (const revision of [1, 3, 0]) {
          const { current } = await refused(desk.backend.notes.remove(id, revision), 'conflict', `the revision ${revision}`);
          same(current, now, 'what the conflict shows as current');
        }
        await keptAs(desk.backend, now);
      },
    },
    {
      name: 'of a colleague’s is denied, for who may do everything too, and whatever the revision',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const manager = await desk.second({ ...bea, permissions });
        for (const revision of [1, 9])
          await refused(manager.notes.remove(note.id, revision), 'denied', `the revision ${revision}`);
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'is unsupported where the settings do not want it, and leaves the rest as it is',
      needs: ['settings', 'notes.change'],
      seed: withSettings({ noteRemove: false }),
      async run(desk) {
        const note = await write(desk);
        for (const revision of [1, 9])
          await refused(desk.backend.notes.remove(note.id, revision), 'unsupported', `the revision ${revision}`);
        await keptAs(desk.backend, note);
        await keptAs(desk.backend, await desk.backend.notes.change(note.id, { revision: 1, text: 'x' }));
      },
    },
    {
      name: 'rejects with not-found what is not there, or not any more, and leaves nothing to change or to pin',
      needs: ['notes.change', 'notes.pin'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const { id } = await write(desk);
        await notes.remove(id, 1);
        for (const each of [id, desk.id(0), ...hostileIds])
          await refused(notes.remove(each, 1), 'not-found', `the note ${inShort(each)}`);
        await refused(notes.change(id, { revision: 1, text: 'x' }), 'not-found', 'the change');
        for (const pin of [{}, undefined]) await refused(notes.pin(id, pin), 'not-found', 'the pin');
      },
    },
    {
      name: 'refuses what is no revision',
      seed: about,
      async run(desk) {
        const note = await write(desk);
        for (const revision of [undefined, null, '1', 1.5, Number.NaN, {}])
          await refused(desk.backend.notes.remove(note.id, revision as number), 'invalid', inShort(revision), 'revision');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'leaves nothing in the answers that are kept with keys, colleagues’ too',
      needs: ['keys', 'second', 'notes.change', 'notes.pin'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const other = await desk.second(bea);
        const draft = { customerId: desk.id(0), text: 'Rosebud' };
        const patch = { revision: 1, text: 'Rosebuds' };
        const { id } = await notes.add(draft, { key: 'add-1' });
        await notes.change(id, patch, { key: 'change-1' });
        await notes.change(id, { revision: 2, text: 'Rosebuds' }, { key: 'same-1' });
        const { revision } = await other.notes.pin(id, {}, { key: 'pin-1' });
        await notes.remove(id, revision, { key: 'remove-1' });
        await refused(notes.add(draft, { key: 'add-1' }), 'not-found', 'the note that is sent again');
        await refused(notes.change(id, patch, { key: 'change-1' }), 'not-found', 'the change that is sent again');
        const same1 = { revision: 2, text: 'Rosebuds' };
        await refused(notes.change(id, same1, { key: 'same-1' }), 'not-found', 'the change of nothing that is sent again');
        await refused(other.notes.pin(id, {}, { key: 'pin-1' }), 'not-found', 'the pin that is sent again');
        await notes.remove(id, revision, { key: 'remove-1' });
        same(await everyNote(desk.backend, { customerId: desk.id(0) }), [], 'the list');
      },
    },
    {
      name: 'leaves the answers about other notes',
      needs: ['keys'],
      seed: about,
      async run(desk) {
        const { notes } = desk.backend;
        const draft = { customerId: desk.id(0), text: 'x' };
        const left = await notes.add(draft, { key: 'add-1' });
        const { id } = await notes.add(draft, { key: 'add-2' });
        await notes.remove(id, 1);
        same(await notes.add(draft, { key: 'add-1' }), left, 'the answer to the same');
      },
    },
    {
      name: 'gives the place of a pinned note free',
      needs: ['notes.pin', 'settings'],
      seed: withSettings({ notePins: 1 }),
      async run(desk) {
        const { notes } = desk.backend;
        const [one, two] = await writeAll(desk, 'one', 'two');
        const { revision } = await notes.pin(one!.id, {});
        await notes.remove(one!.id, revision);
        await notes.pin(two!.id, {});
        same(await pinnedOf(desk.backend, desk.id(0)), [two!.id], 'the pinned ones');
      },
    },
    {
      name: 'lets one of a change and a removal win that are made at the same time',
      needs: ['notes.change', 'notes.history', 'second'],
      seed: about,
      async run(desk) {
        const other = await desk.second();
        for (let index = 0; index < 8; index += 1) {
          const { id } = await write(desk);
          const later = async () => {
            for (let step = 0; step < index; step += 1) await Promise.resolve();
            return other.notes.change(id, { revision: 1, text: 'x' });
          };
          const [removal, change] = await Promise.allSettled([desk.backend.notes.remove(id, 1), later()]);
          ensure((removal.status === 'fulfilled') !== (change.status === 'fulfilled'), 'exactly one of them wins');
          const loser: unknown = removal.status === 'rejected' ? removal.reason : (change as PromiseRejectedResult).reason;
          ensure(isBackendError(loser) && ['conflict', 'not-found'].includes(loser.code), `who loses is told ${inShort(loser)}`);
          const kept = removal.status === 'rejected' ? 1 : 0;
          same((await desk.backend.notes.history(id)).length, kept, 'how much it said before');
          same(await desk.backend.notes.get(id), change.status === 'fulfilled' ? change.value : undefined, 'the note');
        }
      },
    },
    {
      name: 'happens once with a key, and refuses the key for another note',
      needs: ['keys'],
      seed: about,
      async run(desk) {
        const [one, two] = await writeAll(desk, 'one', 'two');
        for (let count = 0; count < 2; count += 1) await desk.backend.notes.remove(one!.id, 1, { key: 'remove-1' });
        await refusedFor(desk.backend.notes.remove(two!.id, 1, { key: 'remove-1' }), 'the key for another', 'key reused');
        same(idsOf(await everyNote(desk.backend, { customerId: desk.id(0) })), [two!.id], 'the list');
      },
    },
    {
      name: 'is told to those who watch, after it is done, with the customer and the key',
      needs: ['watch', 'keys'],
      seed: about,
      async run(desk) {
        const { backend } = desk;
        const { id, customerId } = await write(desk);
        await turn();
        const reads: Promise<unknown>[] = [];
        const look = () => reads.push(forLater(backend.notes.get(id)));
        const watcher = watching(desk, backend, { kinds: ['note'], customerId }, look);
        await backend.notes.remove(id, 1, { key: 'remove-1' });
        await watcher.until(id);
        await turn();
        const told = watcher.of(id).map((each) => [each.kind, each.customerId, each.key]);
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(told, [['note', customerId, 'remove-1']], 'what is told');
        same(await reads[0], undefined, 'what is read then');
        watcher.stop();
      },
    },
    {
      name: 'needs notes.remove and nothing else, and leaves no trace when it is aborted before',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        const reader = await desk.second({ permissions: allBut('notes.remove') });
        for (const each of [note.id, 'nobody']) await refused(reader.notes.remove(each, 9), 'denied', each);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.remove(note.id, 1, { signal }), signal, 'remove');
        await turn();
        await keptAs(desk.backend, note);
        const remover = await desk.second({ permissions: ['notes.remove'] });
        await remover.notes.remove(note.id, 1);
        same(await desk.backend.notes.get(note.id), undefined, 'the note');
      },
    },
  ],
};
