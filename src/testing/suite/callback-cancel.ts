import { permissions } from '../../backend/permissions.js';
import { aborted, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, answered, attend, bea, dialling, listed, ringing, ringsAt, until } from './campaign-cast.js';
import { without } from './callback-change.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { turn, watching } from './watching.js';

export const callbackCancel: Section = {
  name: 'callbacks.cancel',
  needs: ['callbacks.cancel', 'callbacks.schedule', 'callbacks.get'],
  cases: [
    {
      name: 'keeps that nobody is called, and the reason as it is written',
      needs: ['callbacks.list'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { changedAt: _before, ...first } = await agree(desk, 60, { comment: 'x' });
        const answer = await backend.callbacks.cancel(first.id, 1, '  She calls\nus. ');
        const { changedAt: _changedAt, ...rest } = answer;
        same(rest, { ...first, state: 'cancelled', reason: '  She calls\nus. ', revision: 2 }, 'what is kept');
        same(await agreedIn(backend), answer, 'what is got');
        for (const name of ['planned', 'queue', 'all'] as const) same(await listed(backend, name), [], `the list ${name}`);
      },
    },
    {
      name: 'lets nothing ring when it was due',
      needs: ['tick', 'callbacks.attend'],
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await desk.backend.callbacks.cancel(id, 1, 'a mistake');
        await until(desk, dueAt);
        same(await ringsAt(desk.backend), undefined, 'what rings');
      },
    },
    {
      name: 'withdraws what rings, and takes out of the queue what waits',
      needs: ['tick', 'callbacks.attend'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const offer = await ringing(desk);
        same((await backend.callbacks.cancel(offer.id, offer.revision, 'a mistake')).state, 'cancelled', 'what rang');
        same(await ringsAt(backend), undefined, 'what rings then');
        const { dueAt } = await agree(desk, 90, { interactionId: 'talk2' });
        await until(desk, dueAt);
        await attend(backend, 'busy');
        const { id, revision, state } = await agreedIn(backend, 'talk2');
        same(state, 'queued', 'the state of what waits');
        await backend.callbacks.cancel(id, revision, 'a mistake');
        same(await ringsAt(backend), undefined, 'what rings in the end');
      },
    },
    {
      name: 'cancels what was missed',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete'],
      seed: dialling(),
      async run(desk) {
        const { id } = await answered(desk);
        const { revision } = await desk.backend.callbacks.complete(id, false);
        const { state, missed } = await desk.backend.callbacks.cancel(id, revision, 'moved away');
        same([state, missed], ['cancelled', undefined], 'what it is then');
      },
    },
    {
      name: 'refuses a reason that is blank, too long or no text',
      seed: dialling(),
      async run(desk) {
        const first = await agree(desk);
        const cancel = (reason: unknown) => desk.backend.callbacks.cancel(first.id, 1, reason as string);
        for (const blank of ['', ' \n\t ']) await refusedFor(cancel(blank), inShort(blank), 'reason required');
        await refusedFor(cancel('x'.repeat(1001)), 'one sign too many', 'reason too-long');
        for (const odd of ['a\0b', 'a\uD83D']) await refusedFor(cancel(odd), inShort(odd), 'reason not-text');
        for (const odd of [undefined, null, 7, {}]) await refused(cancel(odd), 'invalid', inShort(odd), 'reason');
        same(await agreedIn(desk.backend), first, 'what is kept');
        same((await cancel('x'.repeat(1000))).reason?.length, 1000, 'the length of the longest');
      },
    },
    {
      name: 'is a conflict on another revision, whatever else is wrong, with the call-back as it is now',
      seed: dialling(),
      async run(desk) {
        const first = await agree(desk);
        const now = await agree(desk, 90);
        for (const reason of ['a mistake', '']) {
          const { current } = await refused(desk.backend.callbacks.cancel(first.id, 1, reason), 'conflict', inShort(reason));
          same(current, now, 'what is shown as current');
        }
        same(await agreedIn(desk.backend), now, 'what is kept');
      },
    },
    {
      name: 'is a conflict where the customer is being called, and where it is done',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete'],
      seed: dialling(),
      async run(desk) {
        const { cancel, complete } = desk.backend.callbacks;
        const dialled = await answered(desk);
        const during = await refused(cancel(dialled.id, dialled.revision, 'x'), 'conflict', 'while the customer is called');
        same(during.current, dialled, 'what is shown as current');
        const done = await complete(dialled.id, true);
        same((await refused(cancel(done.id, done.revision, 'x'), 'conflict', 'when it is done')).current, done, 'and then');
      },
    },
    {
      name: 'needs no permission for one’s own and what one agreed on oneself, and callbacks.manage for others’',
      needs: ['permissions', 'second'],
      seed: dialling({}, { permissions: without }),
      async run(desk) {
        const { backend, second } = desk;
        const [other, manager] = [await second(bea), await second({ ...bea, permissions })];
        const mine = await agree(desk);
        const forAll = await agree(desk, 90, { interactionId: 'talk2', for: 'all' });
        const third = await agree(desk, 120, { interactionId: 'talk3' });
        for (const [id, revision, reason] of [
          [mine.id, 1, 'x'],
          [forAll.id, 1, 'x'],
          [mine.id, 7, ''],
        ] as const)
          await refused(other.callbacks.cancel(id, revision, reason), 'denied', 'a colleague’s');
        for (const { id } of [mine, forAll]) same((await backend.callbacks.cancel(id, 1, 'x')).state, 'cancelled', 'one’s own');
        same((await manager.callbacks.cancel(third.id, 1, 'x')).state, 'cancelled', 'the manager’s');
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const id of hostileIds) await refused(backend.callbacks.cancel(id, 1, 'x'), 'not-found', inShort(id));
      },
    },
    {
      name: 'happens once with a key, is told with it, and leaves no trace when it is aborted before',
      needs: ['keys', 'watch'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const first = await agree(desk);
        const { id } = first;
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.cancel(id, 1, 'x', { signal }), signal, 'cancelling');
        await turn();
        same(await agreedIn(backend), first, 'what is kept');
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        const answer = await backend.callbacks.cancel(id, 1, 'x', { key: 'cancel-1' });
        same(await backend.callbacks.cancel(id, 1, 'x', { key: 'cancel-1' }), answer, 'the answer to the same');
        await refused(backend.callbacks.cancel(id, 1, 'y', { key: 'cancel-1' }), 'invalid', 'another reason', 'key');
        await watcher.until(id);
        await turn();
        const told = watcher.of(id).map(({ key, revision }) => [key, revision]);
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(told, [['cancel-1', 2]], 'what is told');
        watcher.stop();
      },
    },
  ],
};
