import { ensure, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { crowd } from './cast.js';
import { about, everyNote, write, writeAll } from './note-cast.js';
import { turn, watching } from './watching.js';

/** A note about the first customer that was changed and is pinned. */
async function worked(desk: Desk) {
  const { id } = await write(desk, 'Rosebud');
  await desk.backend.notes.change(id, { revision: 1, text: 'Rosebuds' });
  return desk.backend.notes.pin(id, {});
}

/** Writes about a customer a little later for each of them, so that it meets a removal at every step. */
async function writeLate(desk: Desk, backend: Desk['backend'], index: number): Promise<unknown> {
  for (let step = 0; step < index * 2; step += 1) await Promise.resolve();
  return backend.notes.add({ customerId: desk.id(index), text: 'Late' }, { key: `late-${index}` });
}

export const notesCustomers: Section = {
  name: 'customers, notes',
  needs: ['notes.add', 'notes.list', 'notes.get'],
  cases: [
    {
      name: 'impact counts them, of others none, and more than a page of them',
      needs: ['customers.impact'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const count = async (index: number) => (await backend.customers.impact(id(index))).notes;
        same([await count(0), await count(1)], [0, 0], 'the counts before');
        await writeAll(desk, ...Array.from({ length: 205 }, (_, at) => `Note ${at}`));
        await write(desk, 'Theirs', { customerId: id(1) });
        same([await count(0), await count(1)], [205, 1], 'the counts');
      },
    },
    {
      name: 'remove takes them along with what they said before, and leaves those of others',
      needs: ['customers.remove', 'notes.history', 'notes.change', 'notes.pin', 'second'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const other = await desk.second(bea);
        const note = await worked(desk);
        const theirs = await write(desk, 'Theirs', { customerId: id(1) });
        await backend.customers.remove(id(0), 1);
        for (const each of [backend, other]) {
          for (const pinned of [{}, { pinned: true }] as const)
            same(await each.notes.list({ customerId: id(0), ...pinned }), { items: [] }, 'the list');
          same([await each.notes.get(note.id), await each.notes.history(note.id)], [undefined, []], 'note and history');
          same(await everyNote(each, { customerId: id(1) }), [theirs], 'the list of the other');
        }
      },
    },
    {
      name: 'remove takes more of them than a page has',
      needs: ['customers.remove'],
      seed: about,
      async run(desk) {
        const notes = await writeAll(desk, ...Array.from({ length: 205 }, (_, at) => `Note ${at}`));
        await desk.backend.customers.remove(desk.id(0), 1);
        for (const at of [0, 100, 204]) same(await desk.backend.notes.get(notes[at]!.id), undefined, `note ${at}`);
      },
    },
    {
      name: 'remove is told as a change of each note',
      needs: ['customers.remove', 'watch'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const notes = await writeAll(desk, 'one', 'two');
        const theirs = await write(desk, 'Theirs', { customerId: id(1) });
        await turn();
        const watcher = watching(desk, backend, { kinds: ['note'] });
        await backend.customers.remove(id(0), 1);
        for (const note of notes) {
          await watcher.until(note.id);
          same(watcher.of(note.id)[0]?.customerId ?? id(0), id(0), 'whose note it was');
        }
        await turn();
        same(watcher.of(theirs.id), [], 'what is told of the other’s');
        watcher.stop();
      },
    },
    {
      name: 'remove leaves nobody to write about, and nothing to change, to pin or to delete',
      needs: ['customers.remove', 'notes.change', 'notes.pin', 'notes.remove'],
      seed: about,
      async run(desk) {
        const { notes, customers } = desk.backend;
        const { id } = await write(desk);
        await customers.remove(desk.id(0), 1);
        await refused(write(desk), 'not-found', 'a new note');
        await refused(notes.change(id, { revision: 1, text: 'x' }), 'not-found', 'the change');
        await refused(notes.pin(id, {}), 'not-found', 'the pin');
        await refused(notes.remove(id, 1), 'not-found', 'the removal');
      },
    },
    {
      name: 'remove leaves nothing that is written at the same time, whichever is the faster',
      needs: ['customers.remove', 'second'],
      seed: { customers: crowd(24) },
      async run(desk) {
        const { backend, ids } = desk;
        const other = await desk.second(bea);
        for (const [index, customerId] of ids.entries()) {
          const [removal, late] = await Promise.allSettled([
            backend.customers.remove(customerId, 1),
            writeLate(desk, other, index),
          ]);
          same(removal.status, 'fulfilled', 'the removal');
          same(await backend.notes.list({ customerId }), { items: [] }, `the list of customer ${index}`);
          if (late.status === 'fulfilled')
            same(await backend.notes.get((late.value as { id: string }).id), undefined, `the note of customer ${index}`);
        }
      },
    },
    {
      name: 'erase deletes them with what they said before, and the receipt counts them',
      needs: ['customers.erase', 'notes.history', 'notes.change', 'notes.pin'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const note = await worked(desk);
        await write(desk);
        const theirs = await write(desk, 'Theirs', { customerId: id(1) });
        const receipt = await backend.customers.erase(id(0));
        same(receipt.counts['note'], 2, 'how many were deleted');
        ensure(!JSON.stringify(receipt).includes('Rosebud'), 'the receipt says nothing of what was in them');
        same([await backend.notes.get(note.id), await backend.notes.history(note.id)], [undefined, []], 'note and history');
        for (const pinned of [{}, { pinned: true }] as const)
          same(await backend.notes.list({ customerId: id(0), ...pinned }), { items: [] }, 'the list');
        same(await everyNote(backend, { customerId: id(1) }), [theirs], 'the list of the other');
      },
    },
    {
      name: 'erase counts none where there are none, or none any more',
      needs: ['customers.erase', 'customers.remove'],
      seed: about,
      async run(desk) {
        const { customers } = desk.backend;
        await write(desk);
        await customers.remove(desk.id(0), 1);
        for (const index of [0, 1]) same((await customers.erase(desk.id(index))).counts['note'], 0, 'how many were deleted');
      },
    },
    {
      name: 'erase is told as a change of each note',
      needs: ['customers.erase', 'watch'],
      seed: about,
      async run(desk) {
        const note = await write(desk);
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['note'], customerId: desk.id(0) });
        await desk.backend.customers.erase(desk.id(0));
        await watcher.until(note.id);
        watcher.stop();
      },
    },
    {
      name: 'erase leaves nothing in the answers that are kept with keys, also of who was removed before',
      needs: ['customers.erase', 'customers.remove', 'keys', 'notes.change', 'notes.pin', 'second'],
      seed: about,
      async run(desk) {
        const { notes, customers } = desk.backend;
        const other = await desk.second(bea);
        for (const index of [0, 1]) {
          const draft = { customerId: desk.id(index), text: 'Rosebud' };
          const patch = { revision: 1, text: 'Rosebuds' };
          const { id } = await notes.add(draft, { key: `add-${index}` });
          await notes.change(id, patch, { key: `change-${index}` });
          await other.notes.pin(id, {}, { key: `pin-${index}` });
          if (index) await customers.remove(desk.id(index), 1);
          await customers.erase(desk.id(index));
          await refused(notes.add(draft, { key: `add-${index}` }), 'not-found', 'the note that is sent again');
          await refused(notes.change(id, patch, { key: `change-${index}` }), 'not-found', 'the change that is sent again');
          await refused(other.notes.pin(id, {}, { key: `pin-${index}` }), 'not-found', 'the pin that is sent again');
        }
      },
    },
    {
      name: 'erase leaves nothing that is written at the same time, whichever is the faster',
      needs: ['customers.erase', 'second', 'keys'],
      seed: { customers: crowd(24) },
      async run(desk) {
        const { backend, ids } = desk;
        const other = await desk.second(bea);
        for (const [index, customerId] of ids.entries()) {
          const [erasure] = await Promise.allSettled([backend.customers.erase(customerId), writeLate(desk, other, index)]);
          same(erasure.status, 'fulfilled', 'the erasure');
          same(await backend.notes.list({ customerId }), { items: [] }, `the list of customer ${index}`);
          await refused(writeLate(desk, other, index), 'not-found', `the note of customer ${index} that is sent again`);
        }
      },
    },
  ],
};
