import type { JourneyEvent } from '../../domain/journey-event.js';
import { aborted, ensure, inShort, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';
import {
  asKari,
  claim,
  everyEvent,
  everyNews,
  idsOf,
  login,
  page,
  pathsOf,
  tell,
  visiting,
  visitingWith,
} from './journey-cast.js';
import { turn, watching } from './watching.js';

export const journeysRecord: Section = {
  name: 'journeys.record',
  needs: ['journeys.record', 'journeys.events', 'journeys.addAlias'],
  cases: [
    {
      name: 'keeps what a visitor does, and says how much',
      seed: visiting,
      async run(desk) {
        const { journeys } = desk.backend;
        const receipt = await journeys.record([page(desk, 9, 'boots'), page(desk, 8, 'cart'), login(desk, 7, asKari)]);
        same(receipt, { recorded: 3, repeated: 0, refused: [] }, 'the receipt');
        same(await pathsOf(desk), ['login-7', 'cart-8', 'boots-9'], 'the events');
        same(await journeys.record([]), { recorded: 0, repeated: 0, refused: [] }, 'the receipt of nothing');
      },
    },
    {
      name: 'keeps every property that an event has, and nothing else',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const full: JourneyEvent = {
          ...page(desk, 5, 'boots', { title: 'Boots', viewId: 'view-1', tabId: 'tab-1', order: 4 }),
          ...{ referrer: 'https://search.example/', campaign: { source: 'news', medium: 'mail', name: 'Winter' } },
          ...{ status: 200, term: 'warm boots', results: 12, form: 'size', items: 2, amount: 199.5, currency: 'NOK' },
          ...{ seconds: 12.5, left: true },
        };
        await desk.backend.journeys.record([{ ...full, hair: 'red', customerId: desk.id(1) } as JourneyEvent]);
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        same(events, [{ ...full, receivedAt: desk.now }], 'what is kept');
        same(await pathsOf(desk, 1), [], 'what the other has');
      },
    },
    {
      name: 'takes events as CloudEvents, those of two sources as two',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const cloud = (source: string, time: string) => ({
          ...{ specversion: '1.0', id: '1', source, type: 'com.example.search', time, subject: 'browser-1' },
          data: { term: 'boots', results: 3 },
        });
        const receipt = await desk.backend.journeys.record([
          cloud('https://shop.example/find', desk.ago(0, 3)),
          cloud('https://help.example/find', desk.ago(0, 2)),
        ]);
        same(receipt.recorded, 2, 'how many are kept');
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        const told = events.map(({ type, url, term, results, at }) => ({ type, url, term, results, at }));
        const search = { type: 'search', term: 'boots', results: 3 };
        same(
          told,
          [
            { ...search, url: 'https://help.example/find', at: desk.ago(0, 2) },
            { ...search, url: 'https://shop.example/find', at: desk.ago(0, 3) },
          ],
          'the events',
        );
      },
    },
    {
      name: 'keeps once what is told twice: in one call, later, by somebody else, or in other words',
      needs: ['second'],
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const other = await desk.second(bea);
        const event = page(desk, 5, 'boots', { title: 'Boots' });
        const again = { ...event, title: 'Shoes', at: desk.ago(0, 4) };
        same(await desk.backend.journeys.record([event, again]), { recorded: 1, repeated: 1, refused: [] }, 'the first receipt');
        for (const each of [desk.backend, other])
          same(await each.journeys.record([again]), { recorded: 0, repeated: 1, refused: [] }, 'the receipt of the same');
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        same(
          events.map(({ id, title, at }) => [id, title, at]),
          [[event.id, 'Boots', event.at]],
          'what is kept',
        );
      },
    },
    {
      name: 'takes the same id of two visitors for two events',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        await claim(desk, 'browser-2');
        await tell(desk, page(desk, 5, 'boots'), page(desk, 5, 'boots', { visitorId: 'browser-2' }));
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        same(
          events.map(({ visitorId }) => visitorId),
          ['browser-1', 'browser-2'],
          'whose they are',
        );
      },
    },
    {
      name: 'refuses what is wrong by its place, and keeps the rest',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const wrong = [
          { ...page(desk, 5, 'a'), type: 'click' },
          { ...page(desk, 5, 'b'), url: 'javascript:alert(1)', visitorId: '' },
          { ...page(desk, 5, 'c'), id: 7 },
        ] as unknown as JourneyEvent[];
        const receipt = await desk.backend.journeys.record([page(desk, 9, 'first'), ...wrong, page(desk, 8, 'last')]);
        same([receipt.recorded, receipt.repeated], [2, 0], 'how many are kept');
        const named = receipt.refused.map(({ index, id, problems }) => [
          index,
          id,
          ...problems.map(({ field, reason }) => `${field} ${reason}`),
        ]);
        const expected = [
          [1, 'a-5', 'type not-a-choice'],
          [2, 'b-5', 'visitorId required', 'url not-a-page'],
          [3, undefined, 'id not-text'],
        ];
        same(named, expected, 'what is refused');
        same(await pathsOf(desk), ['last-8', 'first-9'], 'what is kept');
      },
    },
    {
      name: 'refuses what is none, whatever it is, and keeps the rest',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const none = [
          null,
          undefined,
          7,
          'text',
          [],
          {},
          { specversion: '1.0' },
          JSON.parse('{"__proto__": {"id": "x"}}') as unknown,
        ];
        const odd = [
          '__proto__',
          'constructor',
          '\u202egnp',
          '💥'.repeat(50),
          "Robert'); DROP TABLE",
          '<script>alert(1)</script>',
        ];
        const named = odd.map((id, at) => page(desk, 20 + at, 'odd', { id, title: id, term: id, viewId: id }));
        const receipt = await desk.backend.journeys.record([...none, ...named] as JourneyEvent[]);
        same([receipt.recorded, receipt.refused.length], [odd.length, none.length], 'how many are kept and refused');
        same(await pathsOf(desk), odd, 'what is kept');
      },
    },
    {
      name: 'refuses what is longer ago than is kept, and what is no list, or too long a one',
      needs: ['settings'],
      seed: visitingWith({ journeyDays: 7 }),
      async run(desk) {
        await claim(desk);
        const { journeys } = desk.backend;
        const old = page(desk, 0, 'old', { at: desk.ago(7, 1) });
        const receipt = await journeys.record([old, page(desk, 0, 'kept', { at: desk.ago(6, 1439) })]);
        const refused = [{ index: 0, id: 'old-0', problems: [{ field: 'at', reason: 'too-old' }] }];
        same(receipt, { recorded: 1, repeated: 0, refused }, 'the receipt');
        const many = (count: number) => Array.from({ length: count }, (_, at) => page(desk, 5, `p${at}`));
        await refusedFor(journeys.record(many(501)), '501 events', 'events too-many');
        for (const none of [undefined, null, {}, 'x', page(desk, 1, 'a')] as unknown as JourneyEvent[][])
          await refusedFor(journeys.record(none), inShort(none), 'events not-a-list');
        await refusedFor(journeys.record([], { sentAt: 'yesterday' }), 'sent yesterday', 'sentAt not-a-date');
        same((await pathsOf(desk)).length, 1, 'how many are kept');
        same((await journeys.record(many(500))).recorded, 500, 'how many of 500 are kept');
      },
    },
    {
      name: 'sets a clock right that is wrong, where it is told when it was sent',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const { journeys } = desk.backend;
        await journeys.record([page(desk, 70, 'slow')], { sentAt: desk.ago(0, 60) });
        await journeys.record([page(desk, -50, 'fast')], { sentAt: desk.ago(0, -60) });
        await journeys.record([page(desk, -50, 'ahead')]);
        await journeys.record([page(desk, 20, 'right')]);
        const { events } = await everyEvent(desk.backend, { customerId: desk.id(0) });
        same(
          events.map(({ id, at, receivedAt }) => [id, at, receivedAt]),
          [
            ['ahead--50', desk.now, desk.now],
            ['fast--50', desk.ago(0, 10), desk.now],
            ['slow-70', desk.ago(0, 10), desk.now],
            ['right-20', desk.ago(0, 20), desk.now],
          ],
          'when it was',
        );
      },
    },
    {
      name: 'takes what is told out of order, and stands by when it was',
      needs: ['tick'],
      seed: visiting,
      async run(desk) {
        await claim(desk);
        for (const minutes of [5, 9, 2, 7]) {
          await tell(desk, page(desk, minutes, 'p'));
          await desk.tick(1000);
        }
        same(await pathsOf(desk), ['p-2', 'p-5', 'p-7', 'p-9'], 'the events');
      },
    },
    {
      name: 'keeps all that two tabs tell at the same moment, each once',
      needs: ['second', 'journeys.since'],
      seed: visiting,
      async run(desk) {
        const other = await desk.second(bea);
        const { after } = await desk.backend.journeys.events({ customerId: desk.id(0) });
        const tabs = Array.from({ length: 8 }, (_, at) =>
          (at % 2 ? other : desk.backend).journeys.record([
            page(desk, 5, 'shared'),
            page(desk, 5, `tab${at}`),
            login(desk, 4, asKari, { id: `login${at % 3}` }),
          ]),
        );
        const receipts = await Promise.all(tabs);
        same(
          receipts.reduce((sum, { recorded }) => sum + recorded, 0),
          12,
          'how many are kept',
        );
        const paths = await pathsOf(desk);
        same([paths.length, new Set(paths).size], [12, 12], 'how many there are');
        const news = await everyNews(desk.backend, desk.id(0), after);
        same([...idsOf(news.events)].sort(), [...paths].sort(), 'what is told of them');
      },
    },
    {
      name: 'needs no permission',
      needs: ['second', 'permissions'],
      seed: visiting,
      async run(desk) {
        const site = await desk.second({ ...bea, permissions: [] });
        await site.journeys.record([login(desk, 5, asKari)]);
        same(await pathsOf(desk), ['login-5'], 'what is kept');
      },
    },
    {
      name: 'is told as a change of each customer concerned, and of nobody else',
      needs: ['watch'],
      seed: visiting,
      async run(desk) {
        const { backend, id } = desk;
        await claim(desk);
        await turn();
        const watcher = watching(desk, backend, { kinds: ['journey'] });
        await tell(desk, page(desk, 9, 'boots'));
        await watcher.until(id(0));
        const [change] = watcher.of(id(0));
        same([change?.kind, change?.customerId], ['journey', id(0)], 'what is told');
        const before = watcher.changes.length;
        await tell(desk, page(desk, 9, 'boots', { visitorId: 'browser-2' }));
        await backend.journeys.record([page(desk, 9, 'boots')]);
        await turn();
        same(watcher.changes.length, before, 'how much is told of the same, and of what is nobody’s');
        await tell(desk, login(desk, 8, { kind: 'phone', value: '22 34 56 78' }, { visitorId: 'browser-2' }));
        await watcher.until(id(1));
        const revisions = [...watcher.of(id(0)), ...watcher.of(id(1))].map(({ revision }) => revision);
        ensure(
          revisions.every((revision) => revision >= 1),
          `the revisions are ${inShort(revisions)}`,
        );
        watcher.stop();
      },
    },
    {
      name: 'leaves no trace when it was aborted before',
      seed: visiting,
      async run(desk) {
        await claim(desk);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.journeys.record([page(desk, 5, 'boots')], { signal }), signal, 'record');
        await turn();
        same(await pathsOf(desk), [], 'what is kept');
      },
    },
  ],
};
