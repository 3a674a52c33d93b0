import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  essentialEvents,
  hostOf,
  journeySessions,
  journeySteps,
  type PageVisit,
  sessionPause,
  signOfLife,
  whereabouts,
} from '../../src/domain/journey.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import { after, at, event } from './journeys.js';

const pathOf = ({ url }: PageVisit) => new URL(url).pathname.slice(1);
const dwellOf = ({ dwell: { seconds, atLeast } }: PageVisit) => `${atLeast ? '≥' : ''}${seconds}`;
/** Sessions in words: pages with how long each was looked at. */
const told = (events: readonly RecordedJourneyEvent[]) =>
  journeySessions(events).map(({ visits }) => visits.map((visit) => `${pathOf(visit)} ${dwellOf(visit)}`).join(', '));
const minutes = 60;

describe('the sessions of a journey', () => {
  it('are none without events', () => assert.deepEqual(told([]), []));

  it('have each page for as long as until the next, and the last for nobody knows how long', () => {
    assert.deepEqual(told([event(0, 'a'), event(30, 'b'), event(90, 'c')]), ['a 30, b 60, c ≥0']);
  });

  it('end with twenty minutes of silence, and the latest comes first', () => {
    const pause = sessionPause / 1000;
    assert.deepEqual(told([event(0, 'a'), event(pause - 1, 'b'), event(2 * pause - 1, 'c')]), ['c ≥0', `a ${pause - 1}, b ≥0`]);
  });

  it('go on as long as something happens', () => {
    const beats = [15, 19, 36].map((minute) => event(minute * minutes, 'a', { type: 'dwell', seconds: 60, viewId: '1' }));
    assert.deepEqual(told([event(0, 'a', { viewId: '1' }), ...beats, event(55 * minutes, 'b')]), ['a ≥60, b ≥0']);
  });

  it('are apart for each browser', () => {
    const other = { visitorId: 'phone' };
    assert.deepEqual(told([event(0, 'a'), event(10, 'x', other), event(20, 'b'), event(30, 'y', other)]), [
      'x 20, y ≥0',
      'a 20, b ≥0',
    ]);
  });

  it('do not depend on order, nor on what comes twice', () => {
    const random = fc.array(
      fc.record({ seconds: fc.nat(9000), path: fc.constantFrom('a', 'b', 'c'), view: fc.option(fc.nat(5)), dwell: fc.nat(60) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(random, fc.infiniteStream(fc.nat()), (given, chance) => {
        const events = given.map(({ seconds, path, view, dwell }) =>
          event(seconds, path, {
            ...(view !== null && { viewId: `${path}${view}` }),
            ...(dwell % 2 === 1 && { type: 'dwell', seconds: dwell }),
          }),
        );
        const shuffled = [...events, ...events.slice(0, 5)]
          .map((each) => [chance.next().value, each] as const)
          .sort(([a], [b]) => a - b);
        assert.deepEqual(journeySessions(shuffled.map(([, each]) => each)), journeySessions(events));
      }),
    );
  });

  it('have every page once, in order, each session apart from the next', () => {
    const pages = fc.array(fc.record({ seconds: fc.nat(90_000), visitorId: fc.constantFrom('v', 'w') }), { maxLength: 60 });
    fc.assert(
      fc.property(pages, (given) => {
        const events = given.map(({ seconds, visitorId }, n) => event(seconds, `p${n}`, { visitorId }));
        const sessions = journeySessions(events);
        assert.equal(sessions.flatMap(({ visits }) => visits).length, events.length);
        for (const { visits, startedAt, seenAt } of sessions) {
          assert.equal(startedAt, visits[0]!.enteredAt);
          assert.equal(seenAt, visits.at(-1)!.enteredAt);
          visits.slice(1).forEach((visit, n) => {
            const gap = Date.parse(visit.enteredAt) - Date.parse(visits[n]!.enteredAt);
            assert.ok(gap >= 0 && gap < sessionPause);
            assert.deepEqual(visits[n]!.dwell, { seconds: gap / 1000, atLeast: false });
          });
        }
        for (const visitorId of ['v', 'w']) {
          const theirs = sessions.filter((session) => session.visitorId === visitorId).reverse();
          theirs
            .slice(1)
            .forEach((session, n) => assert.ok(Date.parse(session.startedAt) - Date.parse(theirs[n]!.seenAt) >= sessionPause));
        }
      }),
    );
  });

  it('have what was opened in one moment in the order in which it is counted', () => {
    const counted = ['c', 'a', 'b'].map((path, order) => event(0, path, { id: path, order }));
    assert.deepEqual(told([...counted, event(30, 'd')]), ['c 0, a 0, b 30, d ≥0']);
  });

  it('of two browsers that begin in one moment come in the same order, whoever is told of first', () => {
    const [one, other] = [event(0, 'a', { id: '1', visitorId: 'a' }), event(0, 'b', { id: '1', visitorId: 'b' })];
    assert.deepEqual(told([one, other]), ['a ≥0', 'b ≥0']);
    assert.deepEqual(told([other, one]), ['a ≥0', 'b ≥0']);
  });

  it('pass over what has no time', () => assert.deepEqual(told([event(0, 'a'), event(0, 'b', { at: 'soon' })]), ['a ≥0']));

  it('read times of every zone', () => {
    assert.deepEqual(told([event(0, 'a', { at: '2026-03-10T10:00:00+01:00' }), event(30, 'b')]), ['a 30, b ≥0']);
  });

  it('know when the visitor logged in, from where they came, and by which campaign', () => {
    const [session] = journeySessions([
      event(0, 'a', { referrer: 'https://search.example/', campaign: { source: 'letter' } }),
      event(10, 'b', { referrer: 'https://shop.example/a' }),
      event(20, 'b', { type: 'login' }),
      event(40, 'b', { type: 'logout' }),
      event(60, 'c'),
    ]);
    const { loginAt, referrer, campaign, visits } = session!;
    assert.deepEqual([loginAt, referrer, campaign], [after(20), 'https://search.example/', { source: 'letter' }]);
    assert.equal(visits.length, 3);
  });

  it('know of a login also by a clock that ran backwards', () => {
    const view = { viewId: '1' };
    const [session] = journeySessions([
      event(60, 'a', { ...view, order: 0 }),
      event(40, 'a', { ...view, order: 1, type: 'login' }),
    ]);
    assert.deepEqual([session!.startedAt, session!.loginAt], [after(60), after(40)]);
  });

  it('have no login of another session', () => {
    const sessions = journeySessions([event(0, 'a'), event(5000, 'b'), event(5010, 'b', { type: 'login' })]);
    assert.deepEqual(
      sessions.map(({ loginAt }) => loginAt),
      [after(5010), undefined],
    );
  });
});

describe('how long a page was looked at', () => {
  const view = { viewId: '1' };
  const beat = (seconds: number, dwell: number, more: Partial<RecordedJourneyEvent> = {}) =>
    event(seconds, 'a', { ...view, type: 'dwell', seconds: dwell, ...more });

  it('is what the page says when it is left', () => {
    assert.deepEqual(told([event(0, 'a', view), beat(15, 15), beat(40, 22, { left: true }), event(300, 'b')]), ['a 22, b ≥0']);
  });

  it('is at least what the page said last when it never said that it was left', () => {
    assert.deepEqual(told([event(0, 'a', view), beat(15, 15), event(300, 'b')]), ['a ≥15, b ≥0']);
  });

  it('is told even where the opening was lost', () => {
    const [session] = journeySessions([beat(40, 30, { title: 'A' }), event(60, 'b')]);
    assert.deepEqual([session!.visits[0]!.enteredAt, session!.visits[0]!.title], [after(10), 'A']);
  });

  it('is until the next page in the same tab, not in another', () => {
    const events = [event(0, 'a', { tabId: '1' }), event(5, 'x', { tabId: '2' }), event(60, 'b', { tabId: '1' })];
    assert.deepEqual(told(events), ['a 60, x ≥0, b ≥0']);
  });

  it('of the last page is at least until something happened on it', () => {
    assert.deepEqual(told([event(0, 'a'), event(50, 'a', { type: 'search', term: 'boots' })]), ['a ≥50']);
  });

  it('counts what a page tells in the order in which it tells it, however its clock runs', () => {
    const events = [
      event(100, 'a', { ...view, order: 0 }),
      event(40, 'a', { ...view, order: 1, type: 'form-start', form: 'order' }),
      event(20, 'a', { ...view, order: 2, type: 'form-submit', form: 'order' }),
    ];
    const [visit] = journeySessions(events)[0]!.visits;
    assert.deepEqual(
      visit!.marks.map(({ type }) => type),
      ['form-start', 'form-submit'],
    );
    assert.ok(visit!.dwell.seconds >= 0);
  });
});

describe('what happened on a page', () => {
  it('stands with the page, and twice when it happened twice', () => {
    const [session] = journeySessions([
      event(0, 'find'),
      event(1, 'find', { type: 'search', term: 'boots', results: 3 }),
      event(2, 'find', { type: 'search', term: 'shoes', results: 0 }),
      event(9, 'cart', { type: 'cart', items: 2, amount: 99.5, currency: 'EUR' }),
    ]);
    assert.deepEqual(
      session!.visits.map((visit) => [pathOf(visit), visit.marks.map(({ term, items }) => term ?? items)]),
      [
        ['find', ['boots', 'shoes']],
        ['cart', [2]],
      ],
    );
  });

  it('makes an error page of one that says so, or on which an error is told', () => {
    const [session] = journeySessions([
      event(0, 'a', { status: 404 }),
      event(1, 'b', { status: 200 }),
      event(2, 'c'),
      event(3, 'c', { type: 'error', status: 500 }),
      event(4, 'd', { status: 200 }),
      event(5, 'd', { type: 'error' }),
      event(6, 'd', { type: 'error', status: 503 }),
    ]);
    assert.deepEqual(
      session!.visits.map(({ status }) => status),
      [404, undefined, 500, 503],
    );
  });

  it('belongs to the view that it names, where one page is open twice', () => {
    const [one, two] = [{ viewId: '1' }, { viewId: '2' }];
    const [session] = journeySessions([
      event(0, 'a', one),
      event(1, 'a', two),
      event(2, 'a', { ...one, type: 'search', term: 'first' }),
    ]);
    assert.deepEqual(
      session!.visits.map(({ marks }) => marks.length),
      [1, 0],
    );
  });
});

describe('where a customer is', () => {
  const now = at(100);
  const last = (...events: readonly RecordedJourneyEvent[]) => journeySessions(events)[0]!.visits.at(-1)!;
  const beat = (seconds: number, more = {}) => event(seconds, 'a', { viewId: '1', type: 'dwell', seconds: 1, ...more });

  it('is here while there are signs of life', () =>
    assert.equal(whereabouts(last(event(0, 'a', { viewId: '1' }), beat(90)), now), 'here'));
  it('is here when the page was opened just now', () => assert.equal(whereabouts(last(event(90, 'a')), now), 'here'));
  it('is gone when the page that tells is silent', () => {
    assert.equal(whereabouts(last(event(0, 'a', { viewId: '1' }), beat(100 - signOfLife / 1000)), now), 'gone');
  });
  it('is gone when the page was left', () => assert.equal(whereabouts(last(beat(99, { left: true })), now), 'gone'));
  it('is perhaps here where a page never tells', () => assert.equal(whereabouts(last(event(0, 'a')), now), 'perhaps'));
  it('is gone after twenty minutes in any case', () => assert.equal(whereabouts(last(event(0, 'a')), at(1200)), 'gone'));
  it('is not on a page after which another was opened', () => {
    const [session] = journeySessions([event(80, 'a'), event(90, 'b')]);
    assert.deepEqual(
      session!.visits.map((visit) => whereabouts(visit, now)),
      ['gone', 'here'],
    );
  });
});

describe('loops', () => {
  const steps = (way: string) => {
    const { visits } = journeySessions([...way].map((page, n) => event(n, page)))[0]!;
    return journeySteps(visits)
      .map((step) => `${step.visits.slice(0, step.pages).map(pathOf).join('')}${step.rounds > 1 ? `×${step.rounds}` : ''}`)
      .join(' ');
  };
  for (const [way, expected] of [
    ['abc', 'a b c'],
    ['aab', 'a×2 b'],
    ['aba', 'a b a'],
    ['abab', 'ab×2'],
    ['ababa', 'ab×2 a'],
    ['cababd', 'c ab×2 d'],
    ['abcabcabc', 'abc×3'],
    ['aaaa', 'a×4'],
    ['abababab', 'ab×4'],
    ['abcdeabcde', 'a b c d e a b c d e'],
  ] as const)
    it(`${way} is ${expected}`, () => assert.equal(steps(way), expected));

  it('are the same visits, all of them, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 60 }), (way) => {
        const { visits } = journeySessions(way.map((page, n) => event(n, page)))[0]!;
        const found = journeySteps(visits);
        assert.deepEqual(
          found.flatMap((step) => step.visits),
          visits,
        );
        for (const step of found) assert.equal(step.visits.length, step.pages * step.rounds);
      }),
    );
  });
});

describe('the site of a page', () => {
  const site = (url: string) => {
    try {
      return new URL(url).host;
    } catch {
      return '';
    }
  };
  it('is what the browser says', () => {
    const odd =
      'https://shop.example/|https://SHOP.example/|https://shop.example|http://shop.example:80/|http://shop.example:8080/a|https://a.xn--/|https://xn--80ak6aa92e.com/|https://bücher.example/|https://0x7f.1/|https://127.0.0.1/|https://1.2.3/|https://shop.example./|https://a..b/|https://me:pw@shop.example/|https://shop_1.example/|https://-a.example/|https://shop.example\\a/|https://localhost/|ftp://shop.example/|data:text/html,x|/a|';
    for (const url of odd.split('|')) assert.equal(hostOf(url), site(url), url);
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => assert.equal(hostOf(url), site(url))),
    );
    const hosts = fc.stringMatching(/^[a-z0-9.-]{1,20}$/);
    fc.assert(
      fc.property(hosts, (host) => assert.equal(hostOf(`https://${host}/`), site(`https://${host}/`))),
      { numRuns: 2000 },
    );
  });
});

describe('the events that say something', () => {
  it('tell of the same journey, and are few however long a page is open', () => {
    const given = fc.array(
      fc.record({
        seconds: fc.nat(4000),
        view: fc.nat(3),
        dwell: fc.nat(900),
        left: fc.boolean(),
        type: fc.constantFrom('page', 'dwell', 'search'),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(given, (all) => {
        const events = all.map(({ seconds, view, dwell, left, type }) =>
          event(seconds, `p${view}`, {
            viewId: `${view}`,
            type: type as 'page',
            ...(type === 'dwell' && { seconds: dwell, ...(left && { left }) }),
          }),
        );
        const essential = essentialEvents(events);
        assert.deepEqual(journeySessions(essential), journeySessions(events));
        assert.deepEqual(essentialEvents(essential), essential);
        assert.ok(essential.filter(({ type }) => type === 'dwell').length <= 16);
      }),
    );
  });

  it('are found by clocks of several zones', () => {
    const view = { viewId: '1', type: 'dwell' } as const;
    const events = [
      event(0, 'a', { ...view, at: '2026-03-10T05:30:00-03:30', seconds: 5 }),
      event(20, 'a', { ...view, at: '2026-03-10T10:00:20+01:00', seconds: 20 }),
      event(40, 'a', { ...view, seconds: 20 }),
    ];
    assert.deepEqual(journeySessions(essentialEvents(events)), journeySessions(events));
  });
});
