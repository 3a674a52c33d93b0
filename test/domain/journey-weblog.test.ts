// Two real web servers' logs, and random journeys, against a calculation of the same rules that shares nothing with ours. The fixtures are what tools/weblog.mjs
// says of the logs: numbers, and nothing of anybody. wiki.txt is a whole log, of a wiki and its mailing lists in five days of March 2004 (format `common`: no
// browsers, no referrers; a robot made nearly half of it). blog.txt is the beginning of a blog's of May 2015 (format `combined`; its seconds were drawn by lot by
// those who published it, so lines stand out of order and several at the same second).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { essentialEvents, journeySessions, type JourneySession, journeySteps, type PageVisit } from '../../src/domain/journey.js';
import { filterJourney, type JourneyFilter, journeyFrames } from '../../src/domain/journey-filter.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import { rounds } from '../support/chance.js';
import { after, at, event } from './journeys.js';
import { naiveSessions, naiveSteps } from './naive-journey.js';

const viewLine = /^(\d+) (-?\d+) (\d+)(?: (\d{3}))?(?: ([se]))?$/;
const referrers = { s: 'https://site.example/', e: 'https://elsewhere.example/' };

/** The events of a log. Their ids are in no order: only `order` says which of two of the same second came first. */
function eventsOf(name: string): RecordedJourneyEvent[] {
  const lines = readFileSync(new URL(`weblogs/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line, order) => {
    const [, visitor, seconds, page, status = '200', from] = viewLine.exec(line)!;
    return event(Number(seconds), `https://site.example/${page}`, {
      id: `${(order * 7919) % 10_007}`,
      visitorId: `v${visitor}`,
      order,
      status: Number(status),
      ...((from === 's' || from === 'e') && { referrer: referrers[from] }),
    });
  });
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What a person can look up in the fixture. */
function totals(sessions: readonly JourneySession[]) {
  const visits = sessions.flatMap((session) => session.visits);
  const known = visits.filter(({ dwell }) => !dwell.atLeast).map(({ dwell }) => dwell.seconds);
  const loops = sessions.flatMap((session) => journeySteps(session.visits)).filter((step) => step.rounds > 1);
  return {
    visitors: new Set(sessions.map(({ visitorId }) => visitorId)).size,
    sessions: sessions.length,
    ofOnePage: sessions.filter((session) => session.visits.length === 1).length,
    mostPages: Math.max(...sessions.map((session) => session.visits.length)),
    visits: visits.length,
    known: known.length,
    medianDwell: median(known),
    longestDwell: Math.max(...known),
    errors: visits.filter(({ status }) => status !== undefined).length,
    fromElsewhere: sessions.filter(({ referrer }) => referrer !== undefined).length,
    loops: loops.length,
    pagesInLoops: loops.reduce((sum, { visits }) => sum + visits.length, 0),
  };
}

/** What is seen of a journey, as the filter says it. */
function naiveFilter(sessions: readonly JourneySession[], { frame, type, site }: JourneyFilter, now: number): JourneySession[] {
  const hours = { day: 24, week: 24 * 7, month: 24 * 30, all: Infinity }[frame];
  const happened = (visit: PageVisit) => [
    ...visit.marks.map((mark) => mark.type),
    ...(visit.status === undefined ? [] : ['error' as const]),
  ];
  const isAskedFor = (visit: PageVisit) =>
    (!type || (type === 'page' ? happened(visit).length === 0 : happened(visit).includes(type))) &&
    (!site || new URL(visit.url).host === site);
  const goesOn = sessions.filter(({ seenAt }) => now - Date.parse(seenAt) <= hours * 3_600_000);
  return goesOn
    .map((session) => ({ ...session, visits: session.visits.filter(isAskedFor) }))
    .filter(({ visits }) => visits.length);
}

/** In an order that chance says. */
const shuffled = <T>(all: readonly T[], chance: Iterator<number>): T[] =>
  all
    .map((each) => [chance.next().value as number, each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
const chances = fc.infiniteStream(fc.nat());

describe('the log of a web server', () => {
  // By hand, but for the loops: sort -k1,1n -k2,2n -s wiki.txt, and look where the visitor changes or 1200 seconds lie between two lines.
  const expected = {
    wiki: {
      ...{ visitors: 156, sessions: 206, ofOnePage: 147, mostPages: 244, visits: 932 },
      ...{ known: 726, medianDwell: 80, longestDwell: 958, errors: 126, fromElsewhere: 0, loops: 10, pagesInLoops: 25 },
    },
    blog: {
      ...{ visitors: 56, sessions: 63, ofOnePage: 49, mostPages: 21, visits: 108 },
      ...{ known: 45, medianDwell: 5, longestDwell: 39, errors: 1, fromElsewhere: 26, loops: 3, pagesInLoops: 7 },
    },
  };
  for (const name of ['wiki', 'blog'] as const) {
    const events = eventsOf(name);
    const reckoned = naiveSessions(events);

    it(`is so many visits and sessions: ${name}`, () => assert.deepEqual(totals(journeySessions(events)), expected[name]));

    it(`becomes the same journeys as by another calculation: ${name}`, () => {
      assert.deepEqual(journeySessions(events), reckoned);
      for (const visitor of new Set(events.map(({ visitorId }) => visitorId)))
        assert.deepEqual(
          journeySessions(events.filter(({ visitorId }) => visitorId === visitor)),
          reckoned.filter(({ visitorId }) => visitorId === visitor),
        );
    });

    it(`becomes the same journeys in whatever order it comes, and twice: ${name}`, () => {
      const half = Math.floor(events.length / 2);
      assert.deepEqual(journeySessions([...events.slice(half), ...events.slice(0, half)]), reckoned);
      assert.deepEqual(journeySessions([...events].reverse()), reckoned);
      fc.assert(
        fc.property(chances, fc.nat(events.length), (chance, again) => {
          assert.deepEqual(journeySessions(shuffled([...events, ...events.slice(again)], chance)), reckoned);
        }),
        { numRuns: rounds(20) },
      );
    });

    it(`has the same loops as by another calculation: ${name}`, () => {
      for (const { visits } of reckoned) assert.deepEqual(journeySteps(visits), naiveSteps(visits));
    });

    it(`shows the same of it for every question: ${name}`, () => {
      const now = Math.max(...reckoned.map(({ seenAt }) => Date.parse(seenAt)));
      for (const frame of journeyFrames)
        for (const type of [undefined, 'page', 'error', 'search'] as const)
          for (const site of [undefined, 'site.example', 'other.example']) {
            const filter: JourneyFilter = { frame, ...(type && { type }), ...(site && { site }) };
            for (const hours of [0, 6, 24, 100])
              assert.deepEqual(
                filterJourney(reckoned, filter, now + hours * 3_600_000),
                naiveFilter(reckoned, filter, now + hours * 3_600_000),
              );
          }
    });
  }
});

describe('tools/weblog.mjs', () => {
  const line = (address: string, at: string, request: string, status: number, rest = '"-" "Firefox"') =>
    `${address} - - [10/Mar/2026:${at}] "${request}" ${status} 512 ${rest}`;
  const numbersOf = (lines: readonly string[], ...site: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'sidedesk-weblog-'));
    try {
      writeFileSync(join(folder, 'access.log'), lines.join('\n'));
      const tool = fileURLToPath(new URL('../../tools/weblog.mjs', import.meta.url));
      return execFileSync(process.execPath, [tool, join(folder, 'access.log'), ...site], { encoding: 'utf8' })
        .trimEnd()
        .split('\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('counts what is a page, and says nothing of anybody', () => {
    const lines = [
      line('192.0.2.1', '09:00:10 +0100', 'GET /shop?who=kari HTTP/1.1', 200, '"https://search.example/?q=boots" "Firefox"'),
      line('192.0.2.1', '09:00:10 +0100', 'GET /shop.css HTTP/1.1', 200),
      line('192.0.2.1', '09:00:11 +0100', 'GET /favicon.ico HTTP/1.1', 200),
      line('192.0.2.2', '08:00:40 +0000', 'GET / HTTP/1.1', 200, '"http://www.shop.example/shop" "Safari"'),
      line('192.0.2.2', '08:00:05 +0000', 'GET /shop/ HTTP/1.0', 304, '"https://myshop.example/" "Safari"'),
      line('192.0.2.1', '09:01:10 +0100', 'POST /shop HTTP/1.1', 200),
      line('192.0.2.1', '09:01:10 +0100', 'HEAD /shop HTTP/1.1', 200),
      line('192.0.2.1', '09:01:10 +0100', 'GET /cart HTTP/1.1', 302),
      line('192.0.2.1', '09:01:11 +0100', 'GET /cart/index.html HTTP/1.1', 500),
      line('192.0.2.1', '09:02:11 +0100', 'GET /shop HTTP/1.1', 200, '"-" "Chrome"'),
      line('192.0.2.9', '09:03:00 +0100', 'GET /robots.txt HTTP/1.1', 200, '"-" "Robot"'),
      line('192.0.2.9', '09:03:01 +0100', 'GET /news?format=rss20 HTTP/1.1', 200, '"-" "Robot"'),
      line('192.0.2.9', '09:03:02 +0100', 'GET /news?utm_medium=feed HTTP/1.1', 200, '"-" "Robot"'),
      '',
      '192.0.2.9 is not a line of a log',
    ];
    assert.deepEqual(numbersOf(lines, 'shop.example'), [
      '0 0 0 e',
      '1 30 1 s',
      '1 -5 2 304 e',
      '0 61 3 500',
      '2 121 0',
      '3 172 4',
    ]);
  });

  it('reads a log without browsers and referrers', () => {
    const lines = [
      'kari.example - - [31/Dec/2003:23:59:59 -0800] "GET / HTTP/1.0" 200 3169',
      'kari.example - ola [01/Jan/2004:00:00:01 -0800] "GET /late HTTP/1.0" 404 -',
    ];
    assert.deepEqual(numbersOf(lines), ['0 0 0', '0 2 1 404']);
  });
});

describe('any journey', () => {
  const types = ['page', 'dwell', 'search', 'cart', 'error', 'login'] as const;
  const pause = 1200;
  const told = fc.record({
    // Near together, at the border of a session, and at the same time as others.
    seconds: fc.oneof(
      fc.nat(9000),
      fc.nat(90_000).map((part) => part / 1000),
      fc.constantFrom(0, 1, 600, pause - 0.001, pause, 2 * pause),
    ),
    visitor: fc.constantFrom('v', 'v', 'w'),
    type: fc.nat(),
    view: fc.option(fc.nat(3), { freq: 3 }),
    page: fc.constantFrom('a', 'b', 'https://help.example/a'),
    tab: fc.constantFrom(undefined, '1', '2'),
    order: fc.nat(5),
    dwell: fc.oneof(
      fc.nat(60),
      fc.nat(3_000_000).map((part) => part / 1000),
    ),
    left: fc.boolean(),
    status: fc.option(fc.constantFrom(200, 302, 400, 404, 500), { freq: 2 }),
    from: fc.option(fc.constantFrom('https://shop.example/a', 'https://search.example/', 'https://help.example/'), { freq: 2 }),
    campaign: fc.option(fc.constantFrom('letter', 'spring'), { freq: 2 }),
    title: fc.option(fc.constantFrom('A', 'B'), { freq: 2 }),
    zone: fc.constantFrom('Z' as const, '+01:00' as const, '-03:30' as const),
  });
  const zones = { Z: 0, '+01:00': 60, '-03:30': -210 };
  /** The same instant, by a clock of that zone. */
  const inZone = (seconds: number, zone: keyof typeof zones) =>
    zone === 'Z' ? after(seconds) : after(seconds + 60 * zones[zone]).replace('Z', zone);

  /**
   * Events of two browsers in several tabs, some of which name their view and some do not. Those of a view are of one page and one tab, and are told in the order
   * of the list: where it is `counted` they say so, and their clock may run as it likes; else only the clock says it. Ids and views of two browsers may be called the same.
   */
  const journeys = fc
    .tuple(fc.array(told, { maxLength: 40 }), fc.subarray([...types], { minLength: 1 }), fc.boolean())
    .map(([all, kinds, counted]) =>
      all.map(({ seconds, visitor, view, page, tab, zone, ...more }, n) => {
        const type = kinds[more.type % kinds.length]!;
        const place = view === null ? { tab, page } : { tab: [undefined, '1', '2'][view % 3], page: view % 2 ? 'a' : 'b' };
        return event(seconds, place.page, {
          id: `${all.slice(0, n).filter((earlier) => earlier.visitor === visitor).length}`,
          visitorId: visitor,
          type,
          at: inZone(seconds, zone),
          ...(view !== null && { viewId: `view${view}` }),
          ...(place.tab && { tabId: place.tab }),
          ...(counted && { order: view === null ? more.order : n }),
          ...(type === 'search' && { term: 'boots', results: n }),
          ...(type === 'cart' && { items: n, amount: n / 4, currency: 'NOK' }),
          ...(type === 'dwell' && { seconds: more.dwell, ...(more.left && { left: true }) }),
          ...(type !== 'dwell' && more.status !== null && { status: more.status }),
          ...(more.from !== null && { referrer: more.from }),
          ...(more.campaign !== null && { campaign: { source: more.campaign } }),
          ...(more.title !== null && { title: more.title }),
        });
      }),
    );

  it('is the same as by another calculation, in whatever order it comes, and twice', () => {
    fc.assert(
      fc.property(journeys, chances, fc.nat(40), (events, chance, again) => {
        const reckoned = naiveSessions(events);
        assert.deepEqual(journeySessions(events), reckoned);
        assert.deepEqual(journeySessions(shuffled([...events, ...events.slice(again)], chance)), reckoned);
      }),
      { numRuns: rounds(500) },
    );
  });

  it('is told as well by what is essential of it', () => {
    fc.assert(
      fc.property(journeys, (events) => {
        assert.deepEqual(journeySessions(essentialEvents(events)), naiveSessions(events));
      }),
      { numRuns: rounds(200) },
    );
  });

  it('is seen the same for every question', () => {
    const filters = fc.record(
      {
        frame: fc.constantFrom(...journeyFrames),
        type: fc.constantFrom('page', 'search', 'cart', 'error', 'login'),
        site: fc.constantFrom('shop.example', 'help.example'),
      },
      { requiredKeys: ['frame'] },
    );
    fc.assert(
      fc.property(journeys, filters, fc.nat(40 * 24), (events, filter, hours) => {
        const sessions = naiveSessions(events);
        const now = at(hours * 3600);
        assert.deepEqual(
          filterJourney(sessions, filter as JourneyFilter, now),
          naiveFilter(sessions, filter as JourneyFilter, now),
        );
      }),
      { numRuns: rounds(300) },
    );
  });

  it('has the same loops as by another calculation', () => {
    const way = fc.oneof(
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }),
      // Loops for sure: a few pages, over and over, and what comes between.
      fc
        .array(
          fc.tuple(
            fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 5 }),
            fc.integer({ min: 1, max: 4 }),
          ),
          {
            maxLength: 6,
          },
        )
        .map((parts) => parts.flatMap(([pages, times]) => Array.from({ length: times }, () => pages).flat())),
    );
    fc.assert(
      fc.property(way, (pages) => {
        const visits = journeySessions(pages.map((page, n) => event(n, page)))[0]?.visits ?? [];
        assert.deepEqual(journeySteps(visits), naiveSteps(visits));
      }),
      { numRuns: rounds(300) },
    );
  });
});
