import type { EnquiryState } from '../../backend/backend.js';
import { permissions } from '../../backend/permissions.js';
import type { Settings } from '../../backend/settings.js';
import type { Interaction } from '../../domain/interaction.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Case, Desk, Section } from './case.js';
import { call } from './cast.js';
import { hostileIds, refusedFor, talking } from './catalogue-cast.js';
import { turn, watching } from './watching.js';

export const minute = 60_000;
const timed: Partial<Settings> = { wrapUpSeconds: 60, wrapUpExtension: 30, wrapUpExtensions: 2 };
/** `talk`, and a minute for the work after it, which can be extended twice by half a minute. */
export const timing = (settings: Partial<Settings> = {}) => talking({ settings: { ...timed, ...settings } });
/** `talk` ends: the desk says so. */
export const end = ({ backend, ago }: Desk, more: Partial<Interaction> = {}) =>
  backend.interactions.record(call('talk', ago(0, 5), { state: 'wrap-up', ...more }));
/** Milliseconds that are left. */
const left = ({ wrapUp, now }: EnquiryState) => wrapUp && Date.parse(wrapUp.endsAt) - Date.parse(now);

async function leaves(desk: Desk, milliseconds: number | undefined, what: string): Promise<void> {
  const found = left(await desk.backend.enquiries.get('talk'));
  if (milliseconds === undefined || found === undefined) return same(found, milliseconds, what);
  // Between the writing and the reading of a real clock goes a little time.
  ensure(found <= milliseconds && found > milliseconds - 5000, `${what} is ${found} ms instead of ${milliseconds} ms`);
}

export const wrapUp: Section = {
  name: 'enquiries.get, time',
  needs: ['settings', 'enquiries.get', 'interactions.record'],
  cases: [
    {
      name: 'runs from the end of the conversation on, not before, and for a closed one too',
      seed: timing(),
      async run(desk) {
        await leaves(desk, undefined, 'what is left while it runs');
        await end(desk);
        await leaves(desk, minute, 'what is left at the end');
        same((await desk.backend.enquiries.get('talk')).wrapUp?.onEnd, 'keep-open', 'what becomes of it');
        await end(desk, { state: 'closed' });
        await leaves(desk, minute, 'what is left of a closed one');
        same((await desk.backend.enquiries.get('talk')).wrapUp?.extensions, 0, 'the extensions of a closed one');
      },
    },
    {
      name: 'is none where there is no limit',
      seed: timing({ wrapUpSeconds: 0 }),
      async run(desk) {
        await end(desk);
        same((await desk.backend.enquiries.get('talk')).wrapUp, undefined, 'the time');
      },
    },
    ...[-1, 1].map((days): Case => ({
      name: `is counted by the backend’s clock, also when the desk’s is a day ${days < 0 ? 'ahead' : 'behind'}`,
      seed: timing(),
      async run(desk) {
        await end(desk, { endedAt: desk.ago(days), startedAt: desk.ago(days, 5) });
        await leaves(desk, minute, 'what is left');
      },
    })),
    {
      name: 'goes on while the state is said again, and when it is closed',
      needs: ['tick'],
      seed: timing(),
      async run(desk) {
        await end(desk);
        await desk.tick(20_000);
        await end(desk, { queue: 'Sales', endedAt: desk.ago(-1) });
        await leaves(desk, 40_000, 'what is left when more is known');
        await end(desk, { state: 'closed' });
        await leaves(desk, 40_000, 'what is left when it is closed');
        await desk.tick(50_000);
        ensure((left(await desk.backend.enquiries.get('talk')) ?? 0) <= 0, 'nothing is left at last');
      },
    },
    {
      name: 'begins anew when the conversation goes on after all, and ends again',
      needs: ['tick', 'enquiries.extend'],
      seed: timing(),
      async run(desk) {
        await end(desk);
        await desk.backend.enquiries.extend('talk');
        await desk.tick(50_000);
        await end(desk, { state: 'active' });
        await leaves(desk, undefined, 'what is left while it runs again');
        await desk.tick(10 * minute);
        await end(desk);
        await leaves(desk, minute, 'what is left at the second end');
        same((await desk.backend.enquiries.get('talk')).wrapUp?.extensions, 2, 'the extensions');
      },
    },
    {
      name: 'says what becomes of it at the end: what the settings say, and keep-open where registration is forced',
      seed: timing({ wrapUpEnd: 'incomplete', enquiryForced: ['Sales'] }),
      async run(desk) {
        await end(desk);
        same((await desk.backend.enquiries.get('talk')).wrapUp?.onEnd, 'incomplete', 'what becomes of it');
        await end(desk, { queue: 'Sales' });
        same((await desk.backend.enquiries.get('talk')).wrapUp?.onEnd, 'keep-open', 'what becomes of a forced one');
        await end(desk, { endedBy: 'transfer' });
        same((await desk.backend.enquiries.get('talk')).wrapUp?.onEnd, 'incomplete', 'what becomes of a transferred one');
      },
    },
  ],
};

export const extend: Section = {
  name: 'enquiries.extend',
  needs: ['settings', 'enquiries.extend', 'enquiries.get', 'interactions.record'],
  cases: [
    {
      name: 'gives more time, as often as the settings allow, and then none',
      seed: timing(),
      async run(desk) {
        const { backend } = desk;
        await end(desk);
        const before = (await backend.enquiries.get('talk')).wrapUp;
        same([before?.extensions, before?.extensionSeconds], [2, 30], 'what can be extended');
        for (const count of [1, 2]) {
          const { wrapUp } = await backend.enquiries.extend('talk');
          const more = Date.parse(wrapUp?.endsAt ?? '') - Date.parse(before?.endsAt ?? '');
          same([more, wrapUp?.extensions], [count * 30_000, 2 - count], 'how much more it is, and what is left');
          same((await backend.enquiries.get('talk')).wrapUp, wrapUp, 'what is got');
        }
        await refusedFor(backend.enquiries.extend('talk'), 'the third', 'extensions none-left');
        await leaves(desk, 2 * minute, 'what is left');
      },
    },
    {
      name: 'comes too late when the time is over',
      needs: ['tick'],
      seed: timing(),
      async run(desk) {
        await end(desk);
        await desk.tick(minute - 1);
        await desk.backend.enquiries.extend('talk');
        await desk.tick(30_001);
        await refusedFor(desk.backend.enquiries.extend('talk'), 'the time that is over', 'extensions over');
        same((await desk.backend.enquiries.get('talk')).wrapUp?.extensions, 0, 'what can still be extended');
      },
    },
    {
      name: 'is refused while nothing runs: before the end, and after the close',
      seed: timing(),
      async run(desk) {
        await refusedFor(desk.backend.enquiries.extend('talk'), 'a running conversation', 'extensions not-running');
        await end(desk, { state: 'closed' });
        await refusedFor(desk.backend.enquiries.extend('talk'), 'a closed conversation', 'extensions not-running');
      },
    },
    {
      name: 'is refused where there is no limit',
      seed: timing({ wrapUpSeconds: 0 }),
      async run(desk) {
        await end(desk);
        await refusedFor(desk.backend.enquiries.extend('talk'), 'no limit', 'extensions not-running');
      },
    },
    {
      name: 'gives the last one to one of two at the same time',
      needs: ['second'],
      seed: timing({ wrapUpExtensions: 1 }),
      async run(desk) {
        const other = await desk.second();
        await end(desk);
        const both = await Promise.allSettled([desk.backend.enquiries.extend('talk'), other.enquiries.extend('talk')]);
        same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'what became of the two');
        await leaves(desk, 90_000, 'what is left');
      },
    },
    {
      name: 'happens once with a key',
      needs: ['keys'],
      seed: timing(),
      async run(desk) {
        await end(desk);
        const first = await desk.backend.enquiries.extend('talk', { key: 'extend-1' });
        same(await desk.backend.enquiries.extend('talk', { key: 'extend-1' }), first, 'the second answer');
        await leaves(desk, 90_000, 'what is left');
      },
    },
    {
      name: 'is told to those who watch, as an enquiry of that conversation',
      needs: ['watch', 'second'],
      seed: timing(),
      async run(desk) {
        await end(desk);
        const watcher = watching(desk, await desk.second(), { kinds: ['enquiry'] });
        await desk.backend.enquiries.extend('talk');
        await watcher.until('talk');
        watcher.stop();
      },
    },
    {
      name: 'rejects with not-found what nobody recorded, and without enquiries.register is denied',
      needs: ['second', 'permissions'],
      seed: timing(),
      async run({ backend, second }) {
        for (const id of hostileIds) await refused(backend.enquiries.extend(id), 'not-found', inShort(id));
        const other = await second({ permissions: permissions.filter((each) => each !== 'enquiries.register') });
        for (const id of ['talk', 'nobody']) await refused(other.enquiries.extend(id), 'denied', id);
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: timing(),
      async run(desk) {
        await end(desk);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.enquiries.extend('talk', { signal }), signal, 'extending');
        await turn();
        await leaves(desk, minute, 'what is left');
      },
    },
  ],
};
