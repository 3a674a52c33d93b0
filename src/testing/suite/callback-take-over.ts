import { permissions } from '../../backend/permissions.js';
import { aborted, inShort, refused, same } from '../assert.js';
import {
  agree,
  agreedIn,
  answered,
  attend,
  bea,
  cem,
  dialling,
  listed,
  ringing,
  ringsAt,
  sameAgreement,
  until,
} from './campaign-cast.js';
import { without } from './callback-change.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { turn, watching } from './watching.js';

export const callbackTakeOver: Section = {
  name: 'callbacks.takeOver',
  needs: ['callbacks.takeOver', 'callbacks.schedule', 'callbacks.get', 'second'],
  cases: [
    {
      name: 'makes a planned one this agent’s, and leaves the rest',
      needs: ['callbacks.list'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { changedAt: _before, ...first } = await agree(desk, 60, { comment: 'x' });
        const answer = await other.callbacks.takeOver(first.id, 'agent1');
        const { changedAt: _changedAt, ...rest } = answer;
        same(rest, { ...first, agentId: 'agent2', revision: 2 }, 'what is kept');
        same(await agreedIn(backend), answer, 'what is got');
        same([await listed(backend, 'planned'), await listed(other, 'planned')], [[], [first.id]], 'whose list it is in');
      },
    },
    {
      name: 'makes what is for all agents this agent’s alone',
      seed: dialling(),
      async run(desk) {
        const { id } = await agree(desk, 60, { for: 'all' });
        const answer = await (await desk.second(bea)).callbacks.takeOver(id, undefined);
        sameAgreement(answer, { for: 'me', agentId: 'agent2', agreedBy: 'agent1', state: 'planned' }, 'whose it is');
      },
    },
    {
      name: 'is a conflict where it is somebody else’s than was read, with the call-back as it is now',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const first = await agree(desk);
        const other = await second(bea);
        for (const from of [undefined, 'agent3', '']) {
          const { current } = await refused(other.callbacks.takeOver(first.id, from), 'conflict', `from ${inShort(from)}`);
          same(current, first, 'what is shown as current');
        }
        same(await agreedIn(backend), first, 'what is kept');
      },
    },
    {
      name: 'gives it to exactly one of two at the same time',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const { id } = await agree(desk);
        const both = [await second(bea), await second(cem)].map((each) => each.callbacks.takeOver(id, 'agent1'));
        const settled = await Promise.allSettled(both);
        same(settled.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'what became of both');
        const won = settled.find((each) => each.status === 'fulfilled');
        same(await agreedIn(backend), won?.value, 'what is kept');
      },
    },
    {
      name: 'of what is this agent’s already changes nothing, and is told to nobody',
      needs: ['watch'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const first = await agree(desk);
        const last = await agree(desk, 90, { interactionId: 'talk2', for: 'all' });
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        same(await backend.callbacks.takeOver(first.id, 'agent1'), first, 'the answer');
        await backend.callbacks.takeOver(last.id, undefined);
        await watcher.until(last.id);
        await turn();
        same(watcher.of(first.id), [], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'of what is due lets it ring at whoever took it',
      needs: ['tick', 'callbacks.attend'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const [other, third] = [await second(bea), await second(cem)];
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        await attend(backend, 'busy');
        await attend(other, 'busy');
        const answer = await other.callbacks.takeOver(id, 'agent1');
        same([answer.state, answer.agentId], ['queued', 'agent2'], 'what it is then');
        same([await ringsAt(third), await ringsAt(backend), await ringsAt(other)], [undefined, undefined, id], 'where it rings');
      },
    },
    {
      name: 'of what is due is refused to an agent who is not on its queue',
      needs: ['tick', 'callbacks.attend'],
      seed: dialling(),
      async run(desk) {
        const other = await desk.second(bea);
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        await attend(desk.backend, 'busy');
        await refusedFor(other.callbacks.takeOver(id, 'agent1'), 'taking over logged off', 'queue off-queue');
        await attend(other, 'busy', ['support']);
        await refusedFor(other.callbacks.takeOver(id, 'agent1'), 'taking over on another queue', 'queue off-queue');
        same((await agreedIn(desk.backend)).agentId, 'agent1', 'whose it is');
      },
    },
    {
      name: 'is a conflict where it rings, is being called, is missed or done, with it as it is now',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const other = await desk.second(bea);
        const attempt = async (what: string) => {
          const now = await agreedIn(backend);
          same((await refused(other.callbacks.takeOver(now.id, 'agent1'), 'conflict', what)).current, now, 'what is current');
        };
        const { id, takenAt } = await ringing(desk);
        await attend(other, 'busy');
        await attempt('one that rings');
        await backend.callbacks.answer(id, takenAt!, true);
        await attempt('one that is being called');
        await backend.callbacks.complete(id, false);
        await attempt('one that was missed');
      },
    },
    {
      name: 'of what is done is a conflict',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete'],
      seed: dialling(),
      async run(desk) {
        const { id } = await answered(desk);
        const done = await desk.backend.callbacks.complete(id, true);
        const taking = (await desk.second(bea)).callbacks.takeOver(id, 'agent1');
        same((await refused(taking, 'conflict', 'taking over')).current, done, 'what is current');
      },
    },
    {
      name: 'needs callbacks.manage, and tells nobody else what is there',
      needs: ['permissions'],
      seed: dialling(),
      async run(desk) {
        const first = await agree(desk);
        const other = await desk.second({ ...bea, permissions: without });
        for (const id of [first.id, 'nobody']) await refused(other.callbacks.takeOver(id, 'agent1'), 'denied', id);
        same(await agreedIn(desk.backend), first, 'what is kept');
        const manager = await desk.second({ ...bea, permissions: permissions.filter((each) => each === 'callbacks.manage') });
        same((await manager.callbacks.takeOver(first.id, 'agent1')).agentId, 'agent2', 'whose it is then');
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const id of hostileIds) await refused(backend.callbacks.takeOver(id, undefined), 'not-found', inShort(id));
      },
    },
    {
      name: 'happens once with a key, and leaves no trace when it is aborted before',
      needs: ['keys'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const first = await agree(desk);
        const [other, third] = [await second(bea), await second(cem)];
        const signal = AbortSignal.abort();
        await aborted(other.callbacks.takeOver(first.id, 'agent1', { signal }), signal, 'taking over');
        await turn();
        same(await agreedIn(backend), first, 'what is kept');
        const answer = await other.callbacks.takeOver(first.id, 'agent1', { key: 'take-1' });
        const next = await third.callbacks.takeOver(first.id, 'agent2', { key: 'take-1' });
        same(await other.callbacks.takeOver(first.id, 'agent1', { key: 'take-1' }), answer, 'the answer to the same');
        await refused(other.callbacks.takeOver(first.id, 'agent3', { key: 'take-1' }), 'invalid', 'another payload', 'key');
        same(await agreedIn(backend), next, 'what is kept in the end');
      },
    },
  ],
};
