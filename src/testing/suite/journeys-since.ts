import { aborted, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { asKari, asOla, claim, everyEvent, everyNews, idsOf, login, page, pathsOf, tell, visiting } from './journey-cast.js';
import { allBut } from './note-cast.js';

export const journeysSince: Section = {
  name: 'journeys.since',
  needs: ['journeys.since', 'journeys.events', 'journeys.record', 'journeys.addAlias'],
  cases: [
    {
      name: 'has nothing where nothing came, and what came in the order in which it did, whenever it happened',
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await claim(desk);
        await tell(desk, page(desk, 9, 'before'));
        const { after } = await backend.journeys.events({ customerId: id(0) });
        const none = await everyNews(backend, id(0), after);
        same([none.events, none.reset], [[], false], 'what came so far');
        for (const minutes of [5, 500, 1]) await tell(desk, page(desk, minutes, 'p'));
        for (const from of [after, none.after])
          same(idsOf((await everyNews(backend, id(0), from)).events), ['p-5', 'p-500', 'p-1'], 'what came');
      },
    },
    {
      name: 'gives the events as the list does',
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        const { after } = await backend.journeys.events({ customerId: id(0) });
        await claim(desk);
        await tell(desk, page(desk, 5, 'boots', { title: 'Boots', viewId: 'v', order: 0, referrer: 'https://search.example/' }));
        const { events } = await everyEvent(backend, { customerId: id(0) });
        same((await backend.journeys.since({ customerId: id(0), after })).events, events, 'what came');
      },
    },
    {
      name: 'loses nothing and gives nothing twice, in portions of any size, while more comes',
      needs: ['second'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        const other = await desk.second(bea);
        await claim(desk);
        const first = await everyEvent(backend, { customerId: id(0) });
        for (const limit of [1, 2, 7]) {
          const before = await pathsOf(desk);
          const { after } = await backend.journeys.events({ customerId: id(0) });
          const telling = Array.from({ length: 9 }, (_, at) =>
            (at % 2 ? other : backend).journeys.record([page(desk, 10 + at, `x${limit}`), page(desk, 900 - at, `y${limit}`)]),
          );
          const during = await everyNews(backend, id(0), after, limit);
          await Promise.all(telling);
          const rest = await everyNews(other, id(0), during.after, limit);
          const heard = [...idsOf(during.events), ...idsOf(rest.events)];
          same([heard.length, new Set(heard).size], [18, 18], `how much is heard in portions of ${limit}`);
          same([...before, ...heard].sort(), [...(await pathsOf(desk))].sort(), 'all that is known');
        }
        const all = idsOf((await everyNews(backend, id(0), first.after, 200)).events);
        same([...all].sort(), [...(await pathsOf(desk))].sort(), 'what is heard from the beginning');
      },
    },
    {
      name: 'gives what a browser did before, once it is known whose it is',
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await tell(desk, page(desk, 9, 'boots'), page(desk, 8, 'cart'));
        const { after } = await backend.journeys.events({ customerId: id(0) });
        await tell(desk, login(desk, 5, asKari));
        const news = await everyNews(backend, id(0), after);
        same([...idsOf(news.events)].sort(), ['boots-9', 'cart-8', 'login-5'], 'what came');
        same(news.reset, false, 'whether to read again');
        await tell(desk, page(desk, 7, 'kiosk', { visitorId: 'browser-2' }));
        await claim(desk, 'browser-2');
        same(idsOf((await everyNews(backend, id(0), news.after)).events), ['kiosk-7'], 'what came with the alias');
      },
    },
    {
      name: 'says that something was taken away, once, and goes on from there',
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await tell(desk, page(desk, 30, 'a'), login(desk, 10, asOla));
        const { after } = await backend.journeys.events({ customerId: id(1) });
        await tell(desk, login(desk, 20, asKari));
        await tell(desk, page(desk, 5, 'b'));
        const news = await backend.journeys.since({ customerId: id(1), after });
        same([news.events, news.reset], [[], true], 'what is said');
        await tell(desk, page(desk, 4, 'c'));
        const next = await backend.journeys.since({ customerId: id(1), after: news.after });
        same([idsOf(next.events), next.reset], [['c-4'], undefined], 'what is said then');
        same(await pathsOf(desk, 1), ['c-4', 'b-5', 'login-10'], 'what there is');
      },
    },
    {
      name: 'is of one customer, and goes on at another client',
      needs: ['second'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await claim(desk);
        await claim(desk, 'browser-2', 1);
        const { after } = await backend.journeys.events({ customerId: id(0) });
        await tell(desk, page(desk, 5, 'mine'), page(desk, 4, 'theirs', { visitorId: 'browser-2' }));
        const other = await desk.second(bea);
        same(idsOf((await everyNews(other, id(0), after)).events), ['mine-5'], 'what came');
      },
    },
    {
      name: 'is refused with invalid for what is no such token, or another customer’s',
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const [mine, theirs] = [desk.id(0), desk.id(1)];
        await claim(desk);
        await tell(desk, page(desk, 5, 'a'), page(desk, 4, 'b'));
        const { after } = await journeys.events({ customerId: theirs });
        const { next } = await journeys.events({ customerId: mine }, { limit: 1 });
        for (const token of [after, next, '', 'forged', '\uD800', undefined, 7, null] as string[])
          await refused(journeys.since({ customerId: mine, after: token }), 'invalid', `the token ${inShort(token)}`, 'after');
        for (const scope of [undefined, null, {}, { customerId: mine }] as { customerId: string; after: string }[])
          await refused(journeys.since(scope), 'invalid', inShort(scope), 'after');
        const own = await journeys.events({ customerId: mine });
        for (const limit of [0, 201, 1.5])
          await refused(journeys.since({ customerId: mine, after: own.after }, { limit }), 'invalid', `${limit}`, 'limit');
        for (const customerId of hostileIds) {
          const none = await journeys.events({ customerId });
          same((await journeys.since({ customerId, after: none.after })).events, [], `what came of ${inShort(customerId)}`);
        }
      },
    },
    {
      name: 'is denied without customers.view, and can be aborted',
      needs: ['permissions', 'second'],
      seed: visiting,
      async run(desk) {
        const customerId = desk.id(0);
        const { after } = await desk.backend.journeys.events({ customerId });
        const other = await desk.second({ permissions: allBut('customers.view') });
        await refused(other.journeys.since({ customerId, after }), 'denied', 'what came');
        const signal = AbortSignal.abort();
        await aborted(desk.backend.journeys.since({ customerId, after }, { signal }), signal, 'since');
      },
    },
  ],
};
