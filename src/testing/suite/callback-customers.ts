import { ensure, refused, same } from '../assert.js';
import { agree, agreedIn, answered, attend, bea, campaign, dialled, dialling, listed, ringsAt, until } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { kari, kariPhone, ola, sharedPhone } from './cast.js';
import { turn, watching } from './watching.js';

/** Three conversations of the first customer, or of another. */
async function given(desk: Desk, index = 0, ...ids: readonly string[]): Promise<string> {
  const customerId = desk.id(index);
  for (const each of ids.length ? ids : ['talk', 'talk2', 'talk3'])
    await desk.backend.interactions.record(dialled(each, desk, { customerId }));
  return customerId;
}

export const callbackCustomers: Section = {
  name: 'customers, callbacks',
  needs: ['callbacks.schedule', 'callbacks.get', 'interactions.record'],
  cases: [
    {
      name: 'impact counts those from which something is still to become, and no others',
      needs: ['customers.impact', 'callbacks.cancel'],
      seed: dialling({}, { customers: [kari, ola] }),
      async run(desk) {
        const { backend, id } = desk;
        const count = async (index: number) => (await backend.customers.impact(id(index))).callbacks;
        same([await count(0), await count(1)], [0, 0], 'the counts before');
        const customerId = await given(desk, 0, 'talk', 'talk2');
        const theirs = await given(desk, 1, 'talk3');
        const first = await agree(desk, 60, { customerId });
        await agree(desk, 90, { customerId, interactionId: 'talk2', for: 'all' });
        await agree(desk, 120, { customerId: theirs, interactionId: 'talk3' });
        same([await count(0), await count(1)], [2, 1], 'the counts');
        await backend.callbacks.cancel(first.id, first.revision, 'a mistake');
        same([await count(0), await count(1)], [1, 1], 'the counts after one is cancelled');
      },
    },
    {
      name: 'impact counts one that is being called, and none that is done',
      needs: ['customers.impact', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete', 'tick'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend } = desk;
        const customerId = await given(desk);
        const { id } = await answered(desk, { customerId });
        same((await backend.customers.impact(customerId)).callbacks, 1, 'the count while it is called');
        await backend.callbacks.complete(id, true);
        same((await backend.customers.impact(customerId)).callbacks, 0, 'the count when it is done');
      },
    },
    {
      name: 'remove leaves them, nobody’s, with all that was agreed',
      needs: ['customers.remove', 'callbacks.list'],
      seed: dialling({}, { customers: [kari, ola] }),
      async run(desk) {
        const { backend } = desk;
        const customerId = await given(desk, 0, 'talk', 'talk2');
        const theirs = await given(desk, 1, 'talk3');
        const { customerId: _customerId, ...mine } = await agree(desk, 60, {
          customerId,
          number: { raw: kariPhone },
          comment: 'x',
        });
        const other = await agree(desk, 90, { customerId: theirs, interactionId: 'talk3' });
        await backend.customers.remove(customerId, 1);
        const { revision, changedAt: _changedAt, ...left } = await agreedIn(backend);
        const { revision: before, changedAt: _before, ...expected } = mine;
        same(left, expected, 'what is left of it');
        ensure(revision >= before, `its revision is ${revision}`);
        same(await agreedIn(backend, 'talk3'), other, 'another customer’s');
        same(await listed(backend, 'planned'), [mine.id, other.id], 'the list');
      },
    },
    {
      name: 'remove leaves them their number, also one that stood in a field of the customer',
      needs: ['customers.remove', 'callbacks.attend', 'callbacks.answer', 'dialled', 'tick'],
      seed: dialling({}, { customers: [kari, ola] }),
      async run(desk) {
        const { backend } = desk;
        const customerId = await given(desk, 1);
        await agree(desk, 60, { customerId, number: { customerId, field: 'phone' } });
        await backend.customers.remove(customerId, 1);
        const { dueAt } = await agreedIn(backend);
        await until(desk, dueAt);
        const { offer } = await attend(backend);
        await backend.callbacks.answer(offer!.id, offer!.takenAt!, true);
        same(desk.dialled(), [sharedPhone], 'what was called');
      },
    },
    {
      name: 'remove leaves a mark, and says whose it was no more',
      needs: ['customers.remove', 'callbacks.mark'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const customerId = await given(desk);
        await desk.backend.callbacks.mark('talk', true);
        await desk.backend.customers.remove(customerId, 1);
        const { mark } = await desk.backend.callbacks.get('talk');
        same([mark?.markedBy, mark?.customerId], ['agent1', undefined], 'who marked it, and whose it is');
      },
    },
    {
      name: 'remove is told as a change of each call-back',
      needs: ['customers.remove', 'watch'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const customerId = await given(desk);
        const { id } = await agree(desk, 60, { customerId });
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['callback'] });
        await desk.backend.customers.remove(customerId, 1);
        await watcher.until(id);
        watcher.stop();
      },
    },
    {
      name: 'erase deletes them and the marks, whatever became of them, and the receipt counts them',
      needs: ['customers.erase', 'callbacks.mark', 'callbacks.cancel', 'callbacks.list'],
      seed: (times) => ({
        campaigns: [campaign()],
        customers: [kari, ola],
        interactions: ['talk', 'talk2', 'talk3', 'talk4', 'theirs'].map((id) => dialled(id, times)),
      }),
      async run(desk) {
        const { backend } = desk;
        const customerId = await given(desk, 0, 'talk', 'talk2', 'talk3', 'talk4');
        const theirs = await given(desk, 1, 'theirs');
        const { id, revision } = await agree(desk, 60, { customerId, comment: 'Rosebud' });
        await backend.callbacks.cancel(id, revision, 'Rosebud');
        await agree(desk, 90, { customerId, interactionId: 'talk2', for: 'all' });
        await backend.callbacks.mark('talk3', true);
        const other = await agree(desk, 120, { customerId: theirs, interactionId: 'theirs' });
        const { counts } = await backend.customers.erase(customerId);
        same([counts['callback'], counts['attempt'], counts['interaction']], [2, 1, 4], 'what was deleted');
        for (const each of ['talk', 'talk2', 'talk3', 'talk4']) {
          const { attempt, mark, callback } = await backend.callbacks.get(each);
          same([attempt, mark, callback], [undefined, undefined, undefined], `what is left of ${each}`);
        }
        same([await listed(backend, 'all'), await agreedIn(backend, 'theirs')], [[other.id], other], 'what is left');
      },
    },
    {
      name: 'erase counts none where there are none',
      needs: ['customers.erase'],
      seed: dialling({}, { customers: [kari] }),
      async run({ backend, id }) {
        const { counts } = await backend.customers.erase(id(0));
        same([counts['callback'], counts['attempt']], [0, 0], 'what was deleted');
      },
    },
    {
      name: 'erase takes those of a customer who was removed before, and rings nowhere then',
      needs: ['customers.erase', 'customers.remove', 'callbacks.attend', 'callbacks.list', 'tick'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend } = desk;
        const customerId = await given(desk);
        const { dueAt } = await agree(desk, 60, { customerId });
        await backend.customers.remove(customerId, 1);
        same((await backend.customers.erase(customerId)).counts['callback'], 1, 'what was deleted');
        same(await listed(backend, 'all'), [], 'the list');
        await until(desk, dueAt);
        same(await ringsAt(backend), undefined, 'what rings');
      },
    },
    {
      name: 'erase leaves nothing in the answers that are kept with keys',
      needs: ['customers.erase', 'keys', 'callbacks.mark', 'callbacks.cancel'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend, now } = desk;
        const customerId = await given(desk);
        const { wallTime, campaignId, timeZone, interactionId } = await agree({ backend, now }, 60, { customerId, comment: 'x' });
        const draft = { campaignId, interactionId, timeZone, wallTime, customerId, for: 'me', comment: 'Rosebud' } as const;
        const { id, revision } = await backend.callbacks.schedule(draft, { key: 'schedule-1' });
        await backend.callbacks.cancel(id, revision, 'Rosebud', { key: 'cancel-1' });
        await backend.callbacks.mark('talk2', true, { key: 'mark-1' });
        await backend.customers.erase(customerId);
        await refused(backend.callbacks.schedule(draft, { key: 'schedule-1' }), 'not-found', 'the agreement that is sent again');
        await refused(backend.callbacks.cancel(id, revision, 'Rosebud', { key: 'cancel-1' }), 'not-found', 'the cancelling');
        await refused(backend.callbacks.mark('talk2', true, { key: 'mark-1' }), 'not-found', 'the mark that is sent again');
      },
    },
    {
      name: 'erase leaves nothing that is agreed on while it happens, whichever is the faster',
      needs: ['customers.erase', 'callbacks.list', 'second'],
      seed: (times) => ({
        campaigns: [campaign()],
        customers: Array.from({ length: 12 }, () => ola),
        interactions: Array.from({ length: 12 }, (_, index) => dialled(`talk${index}`, times)),
      }),
      async run(desk) {
        const { backend, now, second } = desk;
        const other = await second(bea);
        for (let index = 0; index < 12; index += 1) {
          const interactionId = `talk${index}`;
          const customerId = await given(desk, index, interactionId);
          const schedule = async () => {
            // Each one a little later than the one before, so that they meet at every step of the erasure.
            for (let step = 0; step < index * 4; step += 1) await Promise.resolve();
            return agree({ backend: other, now }, 60 + index, { interactionId, customerId, for: 'all' });
          };
          const [erasure] = await Promise.allSettled([backend.customers.erase(customerId), schedule()]);
          same(erasure.status, 'fulfilled', 'the erasure');
          same((await backend.callbacks.get(interactionId)).callback, undefined, `what is left of ${interactionId}`);
        }
        same(await listed(backend, 'all'), [], 'the list');
      },
    },
  ],
};
