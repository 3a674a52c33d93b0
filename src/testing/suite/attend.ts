import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, attend, bea, dialling, listed, minute, ringsAt, stateIn, until } from './campaign-cast.js';
import type { Section } from './case.js';
import { turn, watching } from './watching.js';

const seconds = 1000;

export const attending: Section = {
  name: 'callbacks.attend',
  needs: ['callbacks.attend', 'callbacks.schedule', 'callbacks.get'],
  cases: [
    {
      name: 'holds for 60 seconds by the backend’s clock, and rings nothing where nothing is agreed',
      seed: dialling(),
      async run({ backend }) {
        for (const state of ['free', 'busy'] as const) {
          const { holdsUntilAt, now, offer } = await attend(backend, state);
          same([Date.parse(holdsUntilAt) - Date.parse(now), offer], [60 * seconds, undefined], `what is said to who is ${state}`);
        }
      },
    },
    {
      name: 'tells when to ask again: no later than something is due',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { dueAt } = await agree(desk);
        const { nextAt } = await attend(desk.backend);
        ensure(
          nextAt && Date.parse(nextAt) <= Date.parse(dueAt),
          `it is to be asked again at ${nextAt}, and it is due at ${dueAt}`,
        );
        await until(desk, dueAt);
        const { nextAt: then, offer } = await attend(desk.backend);
        ensure(then && Date.parse(then) <= Date.parse(offer?.offerEndsAt ?? ''), `and, while it rings, at ${then}`);
      },
    },
    {
      name: 'never offers before the due minute, whenever it is said',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk, 6);
        for (const left of [290, 200, 110, 61, 60, 59, 30, 1]) {
          await until(desk, dueAt, -left);
          same([await ringsAt(backend), await ringsAt(other)], [undefined, undefined], `what rings ${left} s before`);
          same(await stateIn(backend), 'planned', `the state ${left} s before`);
        }
        await until(desk, dueAt);
        same(await ringsAt(backend), id, 'what rings when it is due');
      },
    },
    {
      name: 'offers what is due to the agent who agreed on it, with the comment, who wrote it, and until when',
      needs: ['tick'],
      seed: dialling({ offerSeconds: 20 }),
      async run(desk) {
        const { backend } = desk;
        const { id, dueAt, agreedAt } = await agree(desk, 60, { comment: 'Wants two.' });
        await until(desk, dueAt);
        const { offer, now } = await attend(backend);
        same([offer?.id, offer?.state, offer?.takenBy, offer?.takenAt], [id, 'offered', 'agent1', now], 'what rings, and where');
        same([offer?.comment, offer?.agreedByName, offer?.agreedAt], ['Wants two.', 'Astrid Agent', agreedAt], 'what was said');
        same(Date.parse(offer?.offerEndsAt ?? '') - Date.parse(now), 20 * seconds, 'how long it rings');
        same(await agreedIn(backend), offer, 'what is got');
      },
    },
    {
      name: 'rings for half a minute unless the campaign says otherwise, and says so each time it is asked',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { dueAt } = await agree(desk);
        await until(desk, dueAt);
        const { offer, now } = await attend(desk.backend);
        same(Date.parse(offer?.offerEndsAt ?? '') - Date.parse(now), 30 * seconds, 'how long it rings');
        await desk.tick(20 * seconds);
        same((await attend(desk.backend)).offer, offer, 'what rings 20 s later');
      },
    },
    {
      name: 'finds what came due meanwhile, however long ago, when nobody was there',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, 5 * 3600);
        same([await stateIn(backend), (await agreedIn(backend)).reservedUntilAt], ['queued', undefined], 'the state');
        same(await ringsAt(await second(bea)), id, 'what rings at the first who comes');
      },
    },
    {
      name: 'on another queue rings nothing of this one, and on several rings of each',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        for (const queues of [['support'], ['Sales'], ['sales '], ['winter']])
          same((await attend(desk.backend, 'free', queues)).offer, undefined, `what rings on ${inShort(queues)}`);
        same((await attend(desk.backend, 'free', ['support', 'sales'])).offer?.id, id, 'what rings on both');
      },
    },
    {
      name: 'refuses what is no list of texts, and no state',
      seed: dialling(),
      async run({ backend }) {
        const { attend: say } = backend.callbacks;
        for (const queues of [undefined, null, 'sales', {}, [7], [null]])
          await refused(say({ queues, state: 'free' } as never), 'invalid', `the queues ${inShort(queues)}`, 'queues');
        for (const state of [undefined, null, 'away', '', 7])
          await refused(say({ queues: ['sales'], state } as never), 'invalid', `the state ${inShort(state)}`, 'state');
        for (const nonsense of [undefined, null, 7, 'free', []])
          await refused(say(nonsense as never), 'invalid', inShort(nonsense));
      },
    },
    {
      name: 'needs no permission',
      needs: ['permissions', 'tick'],
      seed: dialling({}, { permissions: [] }),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        same(await ringsAt(desk.backend), id, 'what rings');
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      needs: ['tick'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { dueAt } = await agree(desk);
        await until(desk, dueAt);
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.attend({ queues: ['sales'], state: 'free' }, { signal }), signal, 'attending');
        await turn();
        same(await stateIn(backend), 'queued', 'the state');
      },
    },
    {
      name: 'tells those who watch of what was queued and offered, once each change',
      needs: ['tick', 'watch', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk);
        await turn();
        const watcher = watching(desk, other, { kinds: ['callback'] });
        await until(desk, dueAt);
        const { offer } = await attend(backend);
        await watcher.until(id);
        for (let times = 0; times < 3; times += 1) await attend(backend);
        await turn();
        const told = watcher.of(id).map(({ revision }) => revision);
        const told1 = watcher.changes.some(({ kind }) => kind === 'reset') || told.at(-1) === offer?.revision;
        ensure(told1 && new Set(told).size === told.length, `the revisions ${inShort(told)} are told of ${offer?.revision}`);
        watcher.stop();
      },
    },
    {
      name: 'changes nothing of what is not due, and is told to nobody',
      needs: ['watch', 'callbacks.list', 'tick'],
      seed: dialling(),
      async run(desk) {
        const { backend, tick } = desk;
        const first = await agree(desk);
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        for (let times = 0; times < 5; times += 1) {
          await attend(backend, times % 2 ? 'busy' : 'free');
          await tick(minute);
        }
        const last = await agree(desk, 90, { interactionId: 'talk2' });
        await watcher.until(last.id);
        await turn();
        same([await agreedIn(backend), watcher.of(first.id)], [first, []], 'what is kept, and told');
        same(await listed(backend, 'planned'), [first.id, last.id], 'what is planned');
        watcher.stop();
      },
    },
  ],
};
