import type { CallbackPatch } from '../../backend/backend.js';
import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { changeRules, move } from './callback-change-rules.js';
import {
  agree,
  agreedIn,
  answered,
  attend,
  bea,
  clockAt,
  dialling,
  diallingAt,
  listed,
  minute,
  ringing,
  ringsAt,
  sameAgreement,
  until,
} from './campaign-cast.js';
import type { Section } from './case.js';
import { turn, watching } from './watching.js';

export const without = permissions.filter((each) => each !== 'callbacks.manage');

export const callbackChange: Section = {
  name: 'callbacks.change',
  needs: ['callbacks.change', 'callbacks.schedule', 'callbacks.get'],
  cases: [
    {
      name: 'agrees on another time, by whoever changes it and from now on, and leaves the rest',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { backend, now, tick } = desk;
        const first = await agree(desk, 60, { comment: 'Wants two.' });
        await tick(minute);
        const answer = await move(desk, first, 90);
        const { agreedAt, changedAt, ...rest } = answer;
        const { agreedAt: before, changedAt: _changedAt, ...kept } = first;
        same(rest, { ...kept, ...clockAt(now, 90), revision: 2 }, 'what is agreed now');
        ensure(Date.parse(agreedAt) > Date.parse(before) && agreedAt === changedAt, `it is agreed at ${agreedAt}`);
        same(await agreedIn(backend), answer, 'what is got');
      },
    },
    {
      name: 'changes what is named alone: the comment, and for whom it is',
      seed: dialling(),
      async run(desk) {
        const { id, dueAt, wallTime } = await agree(desk, 60, { comment: 'first' });
        const change = (patch: CallbackPatch) => desk.backend.callbacks.change(id, patch);
        const time = { dueAt, wallTime, state: 'planned' } as const;
        sameAgreement(await change({ revision: 1, comment: 'second' }), { ...time, comment: 'second', for: 'me' }, 'the comment');
        sameAgreement(await change({ revision: 2, for: 'all' }), { ...time, comment: 'second', agentId: undefined }, 'for all');
        sameAgreement(await change({ revision: 3, for: 'me' }), { ...time, comment: 'second', agentId: 'agent1' }, 'for me');
        sameAgreement(await change({ revision: 4, comment: ' \n' }), { ...time, comment: undefined, for: 'me' }, 'none');
      },
    },
    {
      name: 'says the wall time and the instant in another zone',
      needs: ['tick'],
      seed: diallingAt('2026-03-10T12:00:00.000Z', { horizonDays: 300 }),
      async run(desk) {
        const { id } = await agree({ ...desk, now: '2026-03-10T12:00:00.000Z' });
        const oslo = { wallTime: '2026-10-25T02:30', timeZone: 'Europe/Oslo' };
        const first = await desk.backend.callbacks.change(id, { revision: 1, ...oslo });
        same(Date.parse(first.dueAt), Date.parse('2026-10-25T00:30Z'), 'the first of both');
        const next = await desk.backend.callbacks.change(id, { revision: 2, ...oslo, dueAt: '2026-10-25T01:30:00Z' });
        same([next.wallTime, Date.parse(next.dueAt)], [oslo.wallTime, Date.parse('2026-10-25T01:30Z')], 'the second');
      },
    },
    {
      name: 'changes nothing where nothing is new, and is told to nobody',
      needs: ['watch', 'tick'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const first = await agree(desk, 60, { comment: 'first' });
        const last = await agree(desk, 90, { interactionId: 'talk2' });
        await desk.tick(minute);
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        for (const more of [{}, { comment: 'first' }, { for: 'me' }, { comment: 'first', for: 'me', dueAt: first.dueAt }])
          same(await move(desk, first, 60, more), first, `the answer to ${inShort(more)}`);
        same(await backend.callbacks.change(first.id, { revision: 1 }), first, 'the answer to nothing');
        await move(desk, last, 120);
        await watcher.until(last.id);
        await turn();
        same([await agreedIn(backend), watcher.of(first.id)], [first, []], 'what is kept, and told');
        watcher.stop();
      },
    },
    {
      name: 'plans again what is queued, and what rings: it rings no more before the new time',
      needs: ['tick', 'callbacks.attend'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const offer = await ringing(desk);
        const next = await move(desk, offer, 90);
        same([next.state, next.takenBy, next.offerEndsAt], ['planned', undefined, undefined], 'what it is then');
        same(await ringsAt(backend), undefined, 'what rings');
        await until(desk, next.dueAt);
        await attend(backend, 'busy');
        const queued = await agreedIn(backend);
        same(queued.state, 'queued', 'the state at the new time');
        same((await move(desk, queued, 120)).state, 'planned', 'the state when it is moved again');
      },
    },
    {
      name: 'plans again what was missed',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete', 'callbacks.list'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id } = await answered(desk);
        const missed = await backend.callbacks.complete(id, false);
        same(missed.state, 'missed', 'the state before');
        const next = await move(desk, missed, 120);
        same([next.id, next.state, next.missed, next.takenBy], [id, 'planned', undefined, undefined], 'what it is then');
        same(await listed(backend, 'planned'), [id], 'what is planned');
      },
    },
    {
      name: 'needs no permission for one’s own and what one agreed on oneself, and callbacks.manage for others’',
      needs: ['permissions', 'second'],
      seed: dialling({}, { permissions: without }),
      async run(desk) {
        const { backend, now, second } = desk;
        const [other, manager] = [await second(bea), await second({ ...bea, permissions })];
        const mine = await agree(desk);
        const forAll = await agree(desk, 90, { interactionId: 'talk2', for: 'all' });
        for (const each of [mine, forAll]) {
          await refused(move({ backend: other, now }, each, 120), 'denied', `a colleague’s change of one for ${each.for}`);
          await refused(other.callbacks.change(each.id, { revision: 9, for: 'nobody' as 'me' }), 'denied', 'whatever is wrong');
          same((await move(desk, each, 150)).revision, 2, 'the revision when it is one’s own');
        }
        const theirs = await manager.callbacks.change(mine.id, { revision: 2, comment: 'x' });
        same(
          [theirs.agentId, theirs.agreedBy, theirs.agreedByName],
          ['agent1', 'agent2', 'Bea Agent'],
          'whose it is, and by whom',
        );
        same((await manager.callbacks.change(mine.id, { revision: 3, for: 'me' })).agentId, 'agent2', 'whose it is for me');
        await refused(backend.callbacks.change(mine.id, { revision: 4, comment: 'y' }), 'denied', 'what is another’s now');
      },
    },
    {
      name: 'happens once with a key, is told with it, and leaves no trace when it is aborted before',
      needs: ['keys', 'watch'],
      seed: dialling(),
      async run(desk) {
        const { backend, now } = desk;
        const { id } = await agree(desk);
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.change(id, { revision: 1, comment: 'x' }, { signal }), signal, 'changing');
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        const given = { revision: 1, wallTime: clockAt(now, 90).wallTime, timeZone: 'UTC', comment: 'y' };
        const first = await backend.callbacks.change(id, given, { key: 'change-1' });
        same([first.revision, first.comment], [2, 'y'], 'what is changed');
        await backend.callbacks.change(id, { revision: 2, comment: 'z' });
        same(await backend.callbacks.change(id, given, { key: 'change-1' }), first, 'the answer to the same');
        await refused(backend.callbacks.change(id, { revision: 3 }, { key: 'change-1' }), 'invalid', 'another payload', 'key');
        await turn();
        const keys = watcher.of(id).map(({ key }) => key);
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(keys, ['change-1', undefined], 'the keys that are told');
        watcher.stop();
      },
    },
    ...changeRules,
  ],
};
