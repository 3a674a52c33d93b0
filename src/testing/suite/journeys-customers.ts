import { ensure, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { crowd } from './cast.js';
import { asKari, asOla, claim, everyEvent, login, page, pathsOf, tell, visiting } from './journey-cast.js';
import { turn, watching } from './watching.js';

/** A journey of the first customer with two aliases, one of the second, and one of nobody. */
async function visited(desk: Desk): Promise<void> {
  await tell(desk, page(desk, 30, 'a'), login(desk, 29, asKari), page(desk, 28, 'b'));
  await tell(desk, login(desk, 29, asOla, { visitorId: 'browser-2' }), page(desk, 20, 'x', { visitorId: 'browser-3' }));
  await desk.backend.journeys.addAlias({ customerId: desk.id(0), kind: 'login', value: 'kari64' });
}

/** Throws unless nothing is told of the first customer, and all of the second. */
async function isGone(desk: Desk, backend: Desk['backend']): Promise<void> {
  const customerId = desk.id(0);
  const { items, next } = await backend.journeys.events({ customerId });
  same([items, next], [[], undefined], 'the events');
  same(await backend.journeys.sessions({ customerId }), { items: [] }, 'the sessions');
  same(await backend.journeys.aliases(customerId), [], 'the aliases');
  same(await pathsOf({ ...desk, backend }, 1), ['login-29'], 'the events of the other');
}

/** Tells something a little later for each customer, so that it meets a removal at every step. */
async function tellLate(desk: Desk, backend: Desk['backend'], index: number): Promise<unknown> {
  for (let step = 0; step < index * 2; step += 1) await Promise.resolve();
  const visitorId = `browser-${index}`;
  return index % 2
    ? backend.journeys.record([page(desk, 5, 'late', { visitorId })])
    : backend.journeys.addAlias({ customerId: desk.id(index), kind: 'visitor', value: `other-${index}` });
}

export const journeysCustomers: Section = {
  name: 'customers, journeys',
  needs: ['journeys.record', 'journeys.events', 'journeys.sessions', 'journeys.aliases', 'journeys.addAlias', 'journeys.since'],
  cases: [
    {
      name: 'impact counts events and aliases, of others none, and more than a page of them',
      needs: ['customers.impact'],
      seed: visiting,
      async run(desk) {
        const count = async (index: number) => {
          const { journeyEvents, journeyAliases } = await desk.backend.customers.impact(desk.id(index));
          return [journeyEvents, journeyAliases];
        };
        same(
          [await count(0), await count(1)],
          [
            [0, 0],
            [0, 0],
          ],
          'the counts before',
        );
        await visited(desk);
        await tell(desk, ...Array.from({ length: 205 }, (_, at) => page(desk, 10, `p${at}`)));
        same(
          [await count(0), await count(1)],
          [
            [208, 2],
            [1, 1],
          ],
          'the counts',
        );
      },
    },
    {
      name: 'remove takes all of it along, and leaves that of others',
      needs: ['customers.remove', 'second'],
      seed: visiting,
      async run(desk) {
        const other = await desk.second(bea);
        await visited(desk);
        await tell(desk, ...Array.from({ length: 205 }, (_, at) => page(desk, 10, `p${at}`)));
        const { after } = await desk.backend.journeys.events({ customerId: desk.id(0) });
        await desk.backend.customers.remove(desk.id(0), 1);
        for (const backend of [desk.backend, other]) await isGone(desk, backend);
        const news = await other.journeys.since({ customerId: desk.id(0), after });
        same([news.events, news.reset], [[], true], 'what is told since');
        await claim(desk, 'browser-3', 1);
        same(await pathsOf(desk, 1), ['x-20', 'login-29'], 'what was nobody’s');
        const draft = { customerId: desk.id(0), kind: 'login', value: 'kari64' } as const;
        await refused(desk.backend.journeys.addAlias(draft), 'not-found', 'an alias');
      },
    },
    {
      name: 'erase deletes all of it, and the receipt counts it',
      needs: ['customers.erase'],
      seed: visiting,
      async run(desk) {
        await visited(desk);
        const { counts } = await desk.backend.customers.erase(desk.id(0));
        same([counts['journeyEvent'], counts['journeyAlias']], [3, 2], 'how many were deleted');
        await isGone(desk, desk.backend);
      },
    },
    {
      name: 'erase counts none where there is none, or none any more',
      needs: ['customers.erase', 'customers.remove'],
      seed: { customers: crowd(2) },
      async run(desk) {
        const { customers } = desk.backend;
        await claim(desk);
        await tell(desk, page(desk, 5, 'a'));
        await customers.remove(desk.id(0), 1);
        for (const index of [0, 1]) {
          const { counts } = await customers.erase(desk.id(index));
          same([counts['journeyEvent'], counts['journeyAlias']], [0, 0], 'how many were deleted');
        }
      },
    },
    {
      name: 'erase and remove are told as a change of the journey',
      needs: ['customers.erase', 'customers.remove', 'watch'],
      seed: visiting,
      async run(desk) {
        await visited(desk);
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['journey'] });
        await desk.backend.customers.erase(desk.id(0));
        await watcher.until(desk.id(0));
        await desk.backend.customers.remove(desk.id(1), 1);
        await watcher.until(desk.id(1));
        watcher.stop();
      },
    },
    {
      name: 'erase leaves nothing to come back by: not by what is told late, by an alias, or by who comes next',
      needs: ['customers.erase', 'customers.remove'],
      seed: visiting,
      async run(desk) {
        const { journeys, customers } = desk.backend;
        await visited(desk);
        await customers.erase(desk.id(0));
        const late = await journeys.record([
          page(desk, 30, 'a'),
          page(desk, 25, 'late'),
          login(desk, 24, asKari, { id: 'again' }),
        ]);
        same([late.recorded, late.refused.map(({ index }) => index)], [0, [0, 1, 2]], 'what is told late');
        same(late.refused[0]?.problems, [{ field: 'visitorId', reason: 'gone' }], 'why it is refused');
        await journeys.record([login(desk, 23, { kind: 'login', value: 'kari64' }, { visitorId: 'browser-9' })]);
        await tell(desk, login(desk, 10, asOla), page(desk, 9, 'c'));
        same(await pathsOf(desk, 1), ['c-9', 'login-10', 'login-29'], 'what the other has');
        same((await journeys.record([page(desk, 26, 'later')])).recorded, 0, 'what is told still later');
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        same(events, [], 'what there is of who was erased');
      },
    },
    {
      name: 'erase leaves nothing in the answers that are kept with keys, also of who was removed before',
      needs: ['customers.erase', 'customers.remove', 'keys'],
      seed: { customers: crowd(2) },
      async run(desk) {
        const { journeys, customers } = desk.backend;
        for (const index of [0, 1]) {
          const draft = { customerId: desk.id(index), kind: 'login', value: `rosebud${index}` } as const;
          await journeys.addAlias(draft, { key: `add-${index}` });
          if (index) await customers.remove(desk.id(index), 1);
          await customers.erase(desk.id(index));
          await refused(journeys.addAlias(draft, { key: `add-${index}` }), 'not-found', 'the alias that is sent again');
        }
      },
    },
    {
      name: 'remove and erase leave nothing that comes at the same time, whichever is the faster',
      needs: ['customers.remove', 'customers.erase', 'second'],
      seed: { customers: crowd(24) },
      async run(desk) {
        const { backend, ids } = desk;
        const other = await desk.second(bea);
        for (const index of ids.keys()) await claim(desk, `browser-${index}`, index);
        for (const [index, customerId] of ids.entries()) {
          const going = index % 4 < 2 ? backend.customers.remove(customerId, 1) : backend.customers.erase(customerId);
          const [gone] = await Promise.allSettled([going, tellLate(desk, other, index)]);
          same(gone.status, 'fulfilled', 'the removal');
          const { items } = await backend.journeys.events({ customerId });
          same([items, await backend.journeys.aliases(customerId)], [[], []], `what is left of customer ${index}`);
          const late = await backend.journeys.record([page(desk, 5, 'late', { visitorId: `browser-${index}` })]);
          ensure(late.recorded === 0, `what is told late of customer ${index} is refused`);
        }
      },
    },
  ],
};
