import { aborted, inShort, refused, same } from '../assert.js';
import {
  agree,
  agreedIn,
  answered,
  bea,
  campaign,
  clockAt,
  dialled,
  dialling,
  minute,
  ringing,
  stateIn,
} from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { turn, watching } from './watching.js';

export const complete: Section = {
  name: 'callbacks.complete',
  needs: ['callbacks.complete', 'callbacks.answer', 'callbacks.attend', 'callbacks.schedule', 'callbacks.get', 'tick'],
  cases: [
    {
      name: 'says that the customer answered: it is done',
      seed: dialling(),
      async run(desk) {
        const { id, takenAt } = await answered(desk);
        const found = await desk.backend.callbacks.complete(id, true);
        same([found.state, found.takenBy, found.takenAt], ['done', 'agent1', takenAt], 'what it is');
        same(await agreedIn(desk.backend), found, 'what is got');
      },
    },
    {
      name: 'says that the customer did not answer: it is missed, and can be planned again',
      needs: ['callbacks.change'],
      seed: dialling(),
      async run(desk) {
        const { backend, now } = desk;
        const { id } = await answered(desk);
        const found = await backend.callbacks.complete(id, false);
        same([found.state, found.missed, found.takenBy], ['missed', 'not-answered', 'agent1'], 'what it is');
        const { wallTime } = clockAt(now, 120);
        const next = await backend.callbacks.change(id, { revision: found.revision, wallTime, timeZone: 'UTC' });
        same([next.state, next.missed], ['planned', undefined], 'what it is then');
      },
    },
    {
      name: 'changes nothing when the same is said again, and is told to nobody',
      needs: ['watch'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        for (const [interactionId, yes] of [
          ['talk', true],
          ['talk2', false],
        ] as const) {
          const { id } = await answered({ ...desk, now: (await backend.session()).now }, { interactionId });
          const first = await backend.callbacks.complete(id, yes);
          await turn();
          const watcher = watching(desk, backend, { kinds: ['callback'] });
          same(await backend.callbacks.complete(id, yes), first, 'the second answer');
          await turn();
          same([await agreedIn(backend, interactionId), watcher.of(id)], [first, []], 'what is kept, and told');
          watcher.stop();
        }
      },
    },
    {
      name: 'of another agent’s is a conflict, with the call-back as it is now',
      needs: ['second'],
      seed: dialling(),
      async run(desk) {
        const other = await desk.second(bea);
        const dialledBy = await answered(desk);
        for (const yes of [true, false]) {
          const { current } = await refused(other.callbacks.complete(dialledBy.id, yes), 'conflict', 'a colleague’s word');
          same(current, dialledBy, 'what is shown as current');
        }
        await desk.backend.callbacks.complete(dialledBy.id, true);
        await refused(other.callbacks.complete(dialledBy.id, true), 'conflict', 'a colleague’s word then');
      },
    },
    {
      name: 'of what is planned, or rings, is a conflict',
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const planned = await agree(desk, 90, { interactionId: 'talk2' });
        same((await refused(backend.callbacks.complete(planned.id, true), 'conflict', 'what is planned')).current, planned, 'it');
        const offer = await ringing(desk);
        same((await refused(backend.callbacks.complete(offer.id, true), 'conflict', 'what rings')).current, offer, 'it');
      },
    },
    {
      name: 'that is never said makes it missed after eight hours, and can still be said then',
      seed: dialling(),
      async run(desk) {
        const { backend, tick } = desk;
        const { id } = await answered(desk);
        await tick(8 * 60 * minute - 1000);
        same(await stateIn(backend), 'dialled', 'the state a second before');
        await tick(1000);
        const { state, missed } = await agreedIn(backend);
        same([state, missed], ['missed', 'unfinished'], 'what it is then');
        same((await backend.callbacks.complete(id, true)).state, 'done', 'what it is when it is said at last');
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const id of hostileIds) await refused(backend.callbacks.complete(id, true), 'not-found', inShort(id));
      },
    },
    {
      name: 'needs no permission, as attending and answering need none',
      needs: ['permissions'],
      seed: (times) => ({ campaigns: [campaign()], interactions: [dialled('talk', times)], permissions: [] }),
      async run(desk) {
        const { id } = await answered(desk);
        same((await desk.backend.callbacks.complete(id, true)).state, 'done', 'the state');
      },
    },
    {
      name: 'happens once with a key, is told with it, and leaves no trace when it is aborted before',
      needs: ['keys', 'watch'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id } = await answered(desk);
        await turn();
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.complete(id, true, { signal }), signal, 'completing');
        await turn();
        same(await stateIn(backend), 'dialled', 'the state');
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        const first = await backend.callbacks.complete(id, false, { key: 'complete-1' });
        same(await backend.callbacks.complete(id, false, { key: 'complete-1' }), first, 'the answer to the same');
        await refused(backend.callbacks.complete(id, true, { key: 'complete-1' }), 'invalid', 'another payload', 'key');
        await watcher.until(id);
        await turn();
        const told = watcher.of(id).map(({ key, revision }) => [key, revision]);
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(told, [['complete-1', first.revision]], 'what is told');
        watcher.stop();
      },
    },
  ],
};
