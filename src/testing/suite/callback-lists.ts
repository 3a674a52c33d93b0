import { permissions } from '../../backend/permissions.js';
import { aborted, inShort, refused, same } from '../assert.js';
import {
  agree,
  agreedIn,
  answered,
  attend,
  bea,
  campaign,
  dialled,
  dialling,
  listed,
  minute,
  ringing,
  until,
} from './campaign-cast.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';

const lists = ['planned', 'queue', 'all'] as const;

export const callbackLists: Section = {
  name: 'callbacks.list',
  needs: ['callbacks.list', 'callbacks.schedule'],
  cases: [
    {
      name: 'is empty where nothing is agreed',
      seed: dialling(),
      async run({ backend }) {
        for (const name of lists) same((await backend.callbacks.list(name)).items, [], `the list ${name}`);
      },
    },
    {
      name: 'has what is agreed for me in planned, and everything in all, by when it is due',
      needs: ['second'],
      seed: (times) => ({
        campaigns: [campaign()],
        interactions: ['talk', 'talk2', 'talk3', 'talk4'].map((id) => dialled(id, times)),
      }),
      async run(desk) {
        const { backend, now, second } = desk;
        const other = await second(bea);
        const late = await agree(desk, 120);
        const early = await agree(desk, 60, { interactionId: 'talk2' });
        const forAll = await agree(desk, 90, { interactionId: 'talk3', for: 'all' });
        const theirs = await agree({ backend: other, now }, 100, { interactionId: 'talk4' });
        const found = async (by: typeof backend) => [
          await listed(by, 'planned'),
          await listed(by, 'queue'),
          await listed(by, 'all'),
        ];
        const all = [early.id, forAll.id, theirs.id, late.id];
        same(await found(backend), [[early.id, late.id], [], all], 'the lists');
        same(await found(other), [[theirs.id], [], all], 'a colleague’s lists');
        same((await backend.callbacks.list('planned')).items, [early, late], 'what the list shows');
      },
    },
    {
      name: 'has those of one minute by id',
      seed: (times) => ({
        campaigns: [campaign()],
        interactions: Array.from({ length: 13 }, (_, index) => dialled(`talk${index}`, times)),
      }),
      async run(desk) {
        const made: string[] = [];
        for (let index = 0; index < 13; index += 1)
          made.push((await agree(desk, 60, { interactionId: `talk${index}`, for: 'all' })).id);
        same(await listed(desk.backend, 'all'), made.sort(), 'the list');
      },
    },
    {
      name: 'comes exactly once in pages of any size, in its order',
      seed: (times) => ({
        campaigns: [campaign()],
        interactions: Array.from({ length: 13 }, (_, index) => dialled(`talk${index}`, times)),
      }),
      async run(desk) {
        const made: string[] = [];
        for (let index = 0; index < 13; index += 1) {
          const { id, dueAt } = await agree(desk, 60 + ((index * 5) % 4), { interactionId: `talk${index}` });
          made.push(`${dueAt} ${id}`);
        }
        const ordered = made.sort().map((each) => each.split(' ')[1]);
        for (const name of ['planned', 'all'] as const)
          for (const limit of [1, 4, 12, 13, 200])
            same(await listed(desk.backend, name, limit), ordered, `the list ${name} in pages of ${limit}`);
      },
    },
    {
      name: 'moves what is mine from planned to queue in the very minute it is due, whether anybody asked before or not',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, -1);
        same([await listed(backend, 'planned'), await listed(backend, 'queue')], [[id], []], 'the lists a second before');
        await until(desk, dueAt);
        same([await listed(backend, 'planned'), await listed(backend, 'queue')], [[], [id]], 'the lists when it is due');
        await desk.tick(120 * minute);
        same([await listed(backend, 'planned'), await listed(backend, 'queue')], [[], [id]], 'the lists two hours later');
      },
    },
    {
      name: 'has in queue what waits for me, rings at me, is being called by me and was missed by me, until it is done',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete', 'callbacks.change', 'callbacks.get'],
      seed: dialling(),
      async run(desk) {
        const { backend, now } = desk;
        const queue = async () => (await backend.callbacks.list('queue')).items.map(({ state }) => state);
        const { id, takenAt } = await ringing(desk);
        same(await queue(), ['offered'], 'what rings');
        await backend.callbacks.answer(id, takenAt!, true);
        same(await queue(), ['dialled'], 'what is being called');
        const { revision } = await backend.callbacks.complete(id, false);
        same(await queue(), ['missed'], 'what was missed');
        const wallTime = new Date(Date.parse(now) + 90 * minute).toISOString().slice(0, 16);
        const { dueAt } = await backend.callbacks.change(id, { revision, wallTime, timeZone: 'UTC' });
        same([await queue(), await listed(backend, 'planned')], [[], [id]], 'what is planned again');
        await until(desk, dueAt);
        await attend(backend, 'busy');
        same(await queue(), ['queued'], 'what waits');
      },
    },
    {
      name: 'has in queue what is for all agents only at whom it rings',
      needs: ['tick', 'callbacks.attend', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk, 60, { for: 'all' });
        await until(desk, dueAt);
        same([await listed(backend, 'queue'), await listed(other, 'queue')], [[], []], 'the queues while it waits');
        await attend(other);
        same([await listed(backend, 'queue'), await listed(other, 'queue')], [[], [id]], 'the queues while it rings');
      },
    },
    {
      name: 'has nothing that is done or cancelled',
      needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete', 'callbacks.cancel'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const other = await agree(desk, 90, { interactionId: 'talk2' });
        await backend.callbacks.cancel(other.id, other.revision, 'a mistake');
        await backend.callbacks.complete((await answered(desk)).id, true);
        for (const name of lists) same(await listed(backend, name), [], `the list ${name}`);
      },
    },
    {
      name: 'needs callbacks.view for planned, callbacks.manage for all, and nothing for the agent’s own queue',
      needs: ['permissions', 'second'],
      seed: dialling({}, { permissions: [] }),
      async run({ backend, second }) {
        same((await backend.callbacks.list('queue')).items, [], 'the queue');
        for (const name of ['planned', 'all'] as const) await refused(backend.callbacks.list(name), 'denied', `the list ${name}`);
        const viewer = await second({ permissions: ['callbacks.view'] });
        same((await viewer.callbacks.list('planned')).items, [], 'what is planned');
        await refused(viewer.callbacks.list('all'), 'denied', 'all, to who may view');
        const manager = await second({ permissions: permissions.filter((each) => each !== 'callbacks.view') });
        same((await manager.callbacks.list('all')).items, [], 'all of them');
        await refused(manager.callbacks.list('planned'), 'denied', 'what is planned, to who may manage');
      },
    },
    {
      name: 'refuses a name, a cursor and a limit that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const name of ['mine', '', '__proto__', 'constructor', undefined, 7])
          await refusedFor(backend.callbacks.list(name as 'all'), `the list ${inShort(name)}`, 'list not-a-choice');
        for (const cursor of ['nothing', '', 'eyJh'])
          await refused(backend.callbacks.list('all', { cursor }), 'invalid', `the cursor ${inShort(cursor)}`, 'cursor');
        for (const limit of [0, 201, 1.5, -1])
          await refused(backend.callbacks.list('all', { limit }), 'invalid', `the limit ${limit}`, 'limit');
      },
    },
    {
      name: 'refuses the cursor of another list',
      seed: dialling(),
      async run(desk) {
        for (const [index, interactionId] of ['talk', 'talk2', 'talk3'].entries())
          await agree(desk, 60 + index, { interactionId });
        const { next } = await desk.backend.callbacks.list('all', { limit: 1 });
        await refused(desk.backend.callbacks.list('planned', { cursor: next! }), 'invalid', 'the cursor', 'cursor');
      },
    },
    {
      name: 'is untouched by what a caller does to an answer, and can be aborted',
      needs: ['callbacks.get'],
      seed: dialling(),
      async run(desk) {
        const first = await agree(desk);
        const { items } = await desk.backend.callbacks.list('planned');
        try {
          (items[0] as { state: string }).state = 'done';
        } catch {
          // a frozen answer is as good
        }
        same(
          [(await desk.backend.callbacks.list('planned')).items, await agreedIn(desk.backend)],
          [[first], first],
          'what is kept',
        );
        const signal = AbortSignal.abort();
        await aborted(desk.backend.callbacks.list('all', { signal }), signal, 'the list');
      },
    },
  ],
};
