import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { journeySessions } from '../../src/domain/journey.js';
import { journeyPicture } from '../../src/domain/journey-picture.js';
import { at, event } from './journeys.js';

const room = { rows: 30, bars: 300 };
const visitsOf = (...way: readonly (readonly [seconds: number, page: string])[]) =>
  journeySessions(way.map(([seconds, page]) => event(seconds, page, { title: page.toUpperCase() })))[0]!.visits;
const path = ({ url }: { readonly url: string }) => new URL(url).pathname.slice(1);
const draw = (visits: ReturnType<typeof visitsOf>, more = room, now = 0) => journeyPicture(visits, at(now), () => now > 0, more);

describe('the picture of a session', () => {
  it('has a row a page, in the order in which they were found, and a bar a visit', () => {
    const { rows, bars, links } = draw(visitsOf([0, 'a'], [30, 'b'], [60, 'a'], [120, 'c']));
    assert.deepEqual(
      rows.map(({ title, visits }) => `${title} ${visits}`),
      ['A 2', 'B 1', 'C 1'],
    );
    assert.deepEqual(
      bars.map(({ row, start, length }) => [row, start, length]),
      [
        [0, 0, 0.25],
        [1, 0.25, 0.25],
        [0, 0.5, 0.5],
        [2, 1, 0],
      ],
    );
    assert.deepEqual(links, [
      { from: 0, to: 1, at: 0.25 },
      { from: 1, to: 0, at: 0.5 },
      { from: 0, to: 2, at: 1 },
    ]);
  });

  it('goes on until now while somebody is there', () => {
    const { bars, seconds } = draw(visitsOf([0, 'a'], [30, 'b']), room, 60);
    assert.deepEqual([seconds, bars[1]!.start, bars[1]!.length], [60, 0.5, 0.5]);
  });

  it('of one page of which nothing is known is no wider than a second', () => {
    const { seconds, bars } = draw(visitsOf([0, 'a']));
    assert.deepEqual([seconds, bars[0]!.length], [1, 0]);
  });

  it('has lines at round times, not more than seven', () => {
    for (const [seconds, step] of [
      [6, 1],
      [7, 2],
      [45, 10],
      [360, 60],
      [1100, 300],
    ] as const) {
      const { ticks } = draw(visitsOf([0, 'a'], [seconds, 'b']));
      assert.deepEqual([ticks[1]!.seconds, ticks.length <= 7], [step, true]);
    }
  });

  it('leads from page to page in a tab, never from one tab to another', () => {
    const [session] = journeySessions([
      event(0, 'a', { tabId: '1' }),
      event(10, 'x', { tabId: '2' }),
      event(20, 'b', { tabId: '1' }),
      event(25, 'n'),
      event(30, 'y', { tabId: '2' }),
      event(35, 'm'),
      event(40, 'a', { tabId: '1' }),
    ]);
    const { rows, links } = draw(session!.visits);
    assert.deepEqual(
      links.map(({ from, to, at }) => `${path(rows[from]!)}→${path(rows[to]!)} ${at * 40}`),
      ['a→b 20', 'x→y 30', 'n→m 35', 'b→a 40'],
    );
  });

  it('leads past what there is no room for', () => {
    const { rows, links } = draw(visitsOf([0, 'a'], [10, 'b'], [20, 'c'], [30, 'a']), { rows: 2, bars: 9 });
    assert.deepEqual(
      links.map(({ from, to }) => `${path(rows[from]!)}→${path(rows[to]!)}`),
      ['a→c', 'c→a'],
    );
  });

  it('has room for where somebody is, and for the latest', () => {
    const visits = visitsOf([0, 'a'], [1, 'b'], [2, 'c'], [3, 'd'], [4, 'e']);
    const isOpen = ({ url }: { readonly url: string }) => path({ url }) === 'b';
    const { rows, bars } = journeyPicture(visits, at(60), isOpen, { rows: 3, bars: 9 });
    assert.deepEqual([rows.map(path), bars.length], [['b', 'd', 'e'], 3]);
  });

  it('says what it has no room for', () => {
    const visits = visitsOf([0, 'a'], [1, 'b'], [2, 'c'], [3, 'c'], [4, 'd']);
    const { rows, rowsLeft, visitsLeft } = draw(visits, { rows: 2, bars: 4 });
    assert.deepEqual([rows.map(({ title }) => title), rowsLeft, visitsLeft], [['C', 'D'], 2, 2]);
  });

  it('of nothing, or without room, has nothing in it', () => {
    const visits = visitsOf([0, 'a'], [30, 'b']);
    for (const [given, more, left] of [
      [[], room, [0, 0]],
      [visits, { rows: 0, bars: 300 }, [2, 2]],
      [visits, { rows: 30, bars: 0 }, [2, 2]],
    ] as const) {
      const { rows, bars, links, ticks, seconds, rowsLeft, visitsLeft } = draw(given, more);
      assert.deepEqual([rows, bars, links, [rowsLeft, visitsLeft]], [[], [], [], left]);
      assert.deepEqual([seconds, ticks], [1, [0, 1].map((at) => ({ at, seconds: at }))]);
    }
  });

  const minute = 60;
  const way = fc.array(
    fc.record({
      // Seconds and parts of them, minutes, and views of which nothing is known but their end.
      gap: fc.oneof(
        fc.nat(30_000).map((part) => part / 1000),
        fc.nat(19 * minute),
      ),
      page: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      tab: fc.constantFrom(undefined, '1', '2'),
      dwell: fc.option(fc.nat(40 * minute), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const rooms = fc.record({ rows: fc.integer({ min: 1, max: 8 }), bars: fc.integer({ min: 1, max: 80 }) });

  it('stays within its frame and its room, and leaves nothing out unsaid', () => {
    fc.assert(
      fc.property(way, rooms, fc.nat(3 * 3600), fc.boolean(), (steps, more, later, open) => {
        let seconds = 0;
        const events = steps.flatMap(({ gap, page, tab, dwell }, n) => {
          seconds += gap;
          const view = { viewId: `${n}`, ...(tab && { tabId: tab }) };
          const told = dwell === null ? [] : [event(seconds, page, { ...view, type: 'dwell', seconds: dwell })];
          return [event(seconds, page, { ...view, title: page }), ...told];
        });
        for (const { visits } of journeySessions(events)) {
          const now = at(seconds + later);
          const picture = journeyPicture(visits, now, (visit) => open && visit === visits.at(-1), more);
          const { rows, bars, links, ticks, rowsLeft, visitsLeft } = picture;
          const numbers = [
            ...bars.flatMap(({ start, length }) => [start, length]),
            ...[...links, ...ticks].map((each) => each.at),
          ];
          assert.deepEqual(
            numbers.filter((each) => !(each >= 0 && each <= 1)),
            [],
          );

          assert.ok(rows.length <= more.rows && bars.length <= more.bars);
          assert.equal(new Set(rows.map(({ url }) => url)).size, rows.length);
          assert.equal(rows.length + rowsLeft, new Set(visits.map(({ url }) => url)).size);
          assert.equal(bars.length + visitsLeft, visits.length);
          rows.forEach(({ url, visits }, row) => {
            assert.equal(bars.filter((bar) => bar.row === row).length, visits);
            assert.ok(bars.every((bar) => (bar.row === row) === (bar.visit.url === url)));
          });

          // In the order in which they were made, and to scale: as far apart, and as long, as they were.
          assert.deepEqual(
            bars.map(({ visit }) => visit),
            visits.filter((visit) => bars.some((bar) => bar.visit === visit)),
          );
          bars.forEach(({ visit, start, length }) => {
            const { seconds } = picture;
            const since = (Date.parse(visit.enteredAt) - Date.parse(bars[0]!.visit.enteredAt)) / 1000;
            assert.ok(Math.abs(start * seconds - since) < 1e-6 && start + length <= 1 + 1e-9);
            const until = open && visit === visits.at(-1) ? (now - Date.parse(visit.enteredAt)) / 1000 : 0;
            assert.ok(Math.abs(length * seconds - Math.max(visit.dwell.seconds, until)) < 1e-6);
          });
          assert.ok(picture.seconds === 1 || bars.some(({ start, length }) => start + length > 1 - 1e-9));

          assert.ok(ticks.length >= 2 && ticks.length <= 7);
          ticks.forEach((tick, n) => {
            assert.equal(tick.seconds, n * ticks[1]!.seconds);
            assert.ok(Math.abs(tick.at * picture.seconds - tick.seconds) < 1e-6);
          });

          // Of each tab one link fewer than bars, each to a bar from the one before it there.
          const tabs = [...new Set(bars.map(({ visit }) => visit.tabId))];
          const expected = tabs.flatMap((tabId) => {
            const theirs = bars.filter(({ visit }) => visit.tabId === tabId);
            return theirs.slice(1).map((bar, n) => ({ from: theirs[n]!.row, to: bar.row, at: bar.start }));
          });
          const inSomeOrder = (all: typeof links) => all.map((link) => JSON.stringify(link)).sort();
          assert.deepEqual(inSomeOrder(links), inSomeOrder(expected));
          assert.ok(links.every((link, n) => n === 0 || link.at >= links[n - 1]!.at));
        }
      }),
    );
  });
});
