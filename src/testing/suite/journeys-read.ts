import type { JourneyScope } from '../../backend/backend.js';
import { journeySessions } from '../../domain/journey.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import {
  asKari,
  claim,
  everyEvent,
  everySession,
  idsOf,
  login,
  newestFirst,
  page,
  pathsOf,
  tell,
  visiting,
  visitingWith,
} from './journey-cast.js';
import { allBut } from './note-cast.js';

/** So many pages in the first browser, some of them in one minute, told in an order of their own. */
async function wander(desk: Desk, count: number): Promise<void> {
  await claim(desk);
  const events = Array.from({ length: count }, (_, at) => page(desk, 100 + Math.floor(((at * 7) % count) / 3), `p${at}`));
  await tell(desk, ...events);
}

const scopeOf = ({ id }: Pick<Desk, 'id'>): JourneyScope => ({ customerId: id(0) });

export const journeysRead: Section = {
  name: 'journeys.events',
  needs: ['journeys.events', 'journeys.record', 'journeys.addAlias'],
  cases: [
    {
      name: 'stands newest first, of one instant by id and then by visitor',
      seed: visiting,
      async run(desk) {
        await wander(desk, 30);
        await claim(desk, 'browser-2');
        await tell(desk, page(desk, 100, 'p0', { visitorId: 'browser-2' }), page(desk, 100, 'a b'), page(desk, 100, 'a'));
        const { events } = await everyEvent(desk.backend, scopeOf(desk));
        same(events, newestFirst(events), 'the list');
        same(events.length, 33, 'how many there are');
      },
    },
    {
      name: 'gives every event exactly once in pages of any size, in the same order, 50 at most unless told',
      seed: visiting,
      async run(desk) {
        await wander(desk, 57);
        const whole = idsOf((await everyEvent(desk.backend, scopeOf(desk), 200)).events);
        same([whole.length, new Set(whole).size], [57, 57], 'how many there are');
        for (const limit of [1, 5, 56, 57, undefined])
          same(idsOf((await everyEvent(desk.backend, scopeOf(desk), limit)).events), whole, `pages of ${limit}`);
        const first = await desk.backend.journeys.events(scopeOf(desk));
        same([first.items.length, typeof first.next], [50, 'string'], 'the first page');
      },
    },
    {
      name: 'gives exactly what was there at the first page, whatever is recorded meanwhile',
      needs: ['second', 'journeys.since'],
      seed: visiting,
      async run(desk) {
        await wander(desk, 20);
        const whole = await pathsOf(desk);
        const other = await desk.second(bea);
        let late = 0;
        const seen = await everyEvent(desk.backend, scopeOf(desk), 3, async () => {
          late += 1;
          // Before, among and behind what is still to be read.
          await tell({ ...desk, backend: other }, ...[50, 104, 500].map((minutes) => page(desk, minutes, `late${late}`)));
        });
        same(idsOf(seen.events), whole, 'what is read');
        const news = await desk.backend.journeys.since({ customerId: desk.id(0), after: seen.after }, { limit: 200 });
        same(news.events.length, late * 3, 'how much came since');
        const all = [...idsOf(seen.events), ...idsOf(news.events)].sort();
        same(all, [...(await pathsOf(desk))].sort(), 'both together');
      },
    },
    {
      name: 'gives only what happened from then on',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        await tell(desk, ...[5, 10, 11, 20].map((minutes) => page(desk, minutes, 'p')));
        const from = async (at: string) => idsOf((await everyEvent(desk.backend, { ...scopeOf(desk), from: at }, 1)).events);
        same(await from(desk.ago(0, 10)), ['p-5', 'p-10'], 'from then on');
        same(await from(desk.ago(0, 1)), [], 'from later on');
        same((await from('2020-01-01T00:00:00+05:00')).length, 4, 'from long ago');
        for (const none of ['yesterday', '2026-03-10', '', 7, null] as string[])
          await refusedFor(desk.backend.journeys.events({ ...scopeOf(desk), from: none }), inShort(none), 'from not-a-date');
      },
    },
    {
      name: 'gives nothing that is older than is kept',
      needs: ['tick', 'settings', 'journeys.since', 'journeys.sessions'],
      seed: visitingWith({ journeyDays: 2 }),
      async run(desk) {
        const { journeys } = desk.backend;
        const { after } = await journeys.events(scopeOf(desk));
        await claim(desk);
        await tell(desk, page(desk, 60, 'old'), page(desk, 60, 'far', { at: desk.ago(1) }));
        await desk.tick(24 * 3_600_000 + 1);
        same(await pathsOf(desk), ['old-60'], 'a day later');
        await desk.tick(23 * 3_600_000);
        same(await pathsOf(desk), [], 'two days later');
        same((await journeys.since({ customerId: desk.id(0), after })).events, [], 'what came since');
        same((await journeys.sessions(scopeOf(desk))).items, [], 'the sessions');
        await desk.backend.journeys.record([page(desk, -2880, 'new')]);
        same(await pathsOf(desk), ['new--2880'], 'with what is new');
      },
    },
    {
      name: 'is an empty page without next of nobody, and of whom nothing is known',
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        await wander(desk, 3);
        const none = [...hostileIds, desk.id(1), desk.id(0).slice(0, -1), `${desk.id(0)}\0`].map((customerId) => ({
          customerId,
        }));
        for (const scope of [...none, undefined, null, {}, { customerId: 7 }] as JourneyScope[]) {
          const { items, next } = await journeys.events(scope);
          same([items, next], [[], undefined], `the events of ${inShort(scope)}`);
        }
      },
    },
    {
      name: 'is refused with invalid for a limit or cursor that cannot be, or that is another list’s',
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const scope = scopeOf(desk);
        await wander(desk, 5);
        for (const limit of [0, -1, 201, 1.5, Number.NaN])
          await refused(journeys.events(scope, { limit }), 'invalid', `the limit ${limit}`, 'limit');
        const { next, after } = await journeys.events(scope, { limit: 2 });
        ensure(next, 'there is a second page');
        const cursors: readonly (readonly [JourneyScope, string])[] = [
          [scope, 'forged'],
          [scope, ''],
          [scope, '\uD800'],
          [scope, after],
          [{ customerId: desk.id(1) }, next],
          [{ ...scope, from: desk.ago(1) }, next],
        ];
        for (const [other, cursor] of cursors)
          await refused(journeys.events(other, { cursor }), 'invalid', `the cursor ${inShort(cursor)}`, 'cursor');
      },
    },
    {
      name: 'is denied without customers.view, and can be aborted',
      needs: ['permissions', 'second'],
      seed: visiting,
      async run(desk) {
        await wander(desk, 2);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const customerId of [desk.id(0), 'nobody'])
          await refused(other.journeys.events({ customerId }), 'denied', `the events of ${customerId}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.journeys.events(scopeOf(desk), { signal }), signal, 'events');
      },
    },
  ],
};

/** So many visits, an hour apart. */
async function visits(desk: Desk, count: number): Promise<void> {
  await claim(desk);
  await tell(desk, ...Array.from({ length: count }, (_, at) => page(desk, 60 * (count - at), 'p')));
}

export const journeysSessions: Section = {
  name: 'journeys.sessions',
  needs: ['journeys.sessions', 'journeys.events', 'journeys.record', 'journeys.addAlias'],
  cases: [
    {
      name: 'are those that the events tell of, with what happened on each page, newest first',
      seed: visiting,
      async run(desk) {
        await tell(desk, page(desk, 200, 'boots'), page(desk, 199, 'find', { type: 'search', term: 'warm' }));
        await tell(desk, page(desk, 30, 'cart'), login(desk, 29, asKari), page(desk, 20, 'kiosk', { visitorId: 'browser-2' }));
        await tell(desk, login(desk, 19, asKari, { visitorId: 'browser-2' }));
        const { events } = await everyEvent(desk.backend, scopeOf(desk));
        const sessions = await everySession(desk.backend, scopeOf(desk));
        same(sessions, journeySessions(events), 'the sessions');
        const told = sessions.map(({ visits, loginAt }) => [visits.length, loginAt !== undefined]);
        same(
          told,
          [
            [2, true],
            [2, true],
            [2, false],
          ],
          'their visits, and whether somebody logged in',
        );
      },
    },
    {
      name: 'come exactly once in pages of any size, in the same order, and as they were at the first page',
      seed: visiting,
      async run(desk) {
        await visits(desk, 23);
        const scope = scopeOf(desk);
        const whole = await everySession(desk.backend, scope, 200);
        same(whole.length, 23, 'how many there are');
        for (const limit of [1, 5, 22, 23, 24]) same(await everySession(desk.backend, scope, limit), whole, `pages of ${limit}`);
        const seen = await everySession(desk.backend, scope, 4, async (at) =>
          // A new session, and one that goes on longer.
          tell(desk, page(desk, 30, `new${at}`), page(desk, 60 * 5 - 1, `more${at}`)),
        );
        same(seen, whole, 'what is read while others come');
      },
    },
    {
      name: 'are whole where they were not over at the time that is asked from',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        await tell(desk, ...[200, 190, 30, 20, 10].map((minutes) => page(desk, minutes, 'p')));
        const from = async (minutes: number) =>
          (await everySession(desk.backend, { ...scopeOf(desk), from: desk.ago(0, minutes) })).map(({ visits }) => visits.length);
        same(await from(15), [3], 'of the last fifteen minutes');
        same(await from(190), [3, 2], 'of more');
        same(await from(189), [3], 'of less');
        same(await from(5), [], 'of the last five minutes');
        const none = { ...scopeOf(desk), from: 'yesterday' };
        await refusedFor(desk.backend.journeys.sessions(none), 'from yesterday', 'from not-a-date');
      },
    },
    {
      name: 'are none of nobody, and refused where the events are',
      needs: ['permissions', 'second'],
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        await visits(desk, 5);
        for (const customerId of [...hostileIds, desk.id(1)])
          same(await journeys.sessions({ customerId }), { items: [] }, `the sessions of ${inShort(customerId)}`);
        for (const limit of [0, 201, 1.5])
          await refused(journeys.sessions(scopeOf(desk), { limit }), 'invalid', `${limit}`, 'limit');
        const { next } = await journeys.sessions(scopeOf(desk), { limit: 2 });
        const ofEvents = (await journeys.events(scopeOf(desk), { limit: 2 })).next;
        for (const [customerId, cursor] of [
          [desk.id(1), next],
          [desk.id(0), ofEvents],
          [desk.id(0), 'forged'],
        ] as const)
          await refused(journeys.sessions({ customerId: customerId! }, { cursor: cursor! }), 'invalid', 'the cursor', 'cursor');
        const other = await desk.second({ permissions: allBut('customers.view') });
        await refused(other.journeys.sessions(scopeOf(desk)), 'denied', 'the sessions');
        const signal = AbortSignal.abort();
        await aborted(journeys.sessions(scopeOf(desk), { signal }), signal, 'sessions');
      },
    },
  ],
};
