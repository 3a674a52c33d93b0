import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { journeySessions } from '../../src/domain/journey.js';
import { journeyPicture } from '../../src/domain/journey-picture.js';
import { at, event } from './journeys.js';

const room = { rows: 30, bars: 300 };
const visitsOf = (...way: readonly (readonly [seconds: number, page: string])[]) =>
  journeySessions(way.map(([seconds, page]) => event(seconds, page, { title: page.toUpperCase() })))[0]!.visits;
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
      [45, 10],
      [360, 60],
      [1100, 300],
    ] as const) {
      const { ticks } = draw(visitsOf([0, 'a'], [seconds, 'b']));
      assert.deepEqual([ticks[1]!.seconds, ticks.length <= 7], [step, true]);
    }
  });

  it('says what it has no room for', () => {
    const visits = visitsOf([0, 'a'], [1, 'b'], [2, 'c'], [3, 'c'], [4, 'd']);
    const { rows, rowsLeft, visitsLeft } = draw(visits, { rows: 2, bars: 4 });
    assert.deepEqual([rows.length, rowsLeft, visitsLeft], [2, 1, 2]);
  });

  it('stays within its frame, and shorter is never longer', () => {
    const way = fc.array(fc.tuple(fc.nat(1199), fc.constantFrom('a', 'b', 'c', 'd')), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(way, (gaps) => {
        let seconds = 0;
        const visits = visitsOf(...gaps.map(([gap, page]) => [(seconds += gap), page] as const));
        const { bars, links, ticks, rows } = draw(visits);
        assert.equal(bars.length, visits.length);
        for (const { start, length, row } of bars) {
          assert.ok(start >= 0 && length >= 0 && start + length <= 1 + 1e-9);
          assert.ok(row < rows.length);
        }
        const byTime = [...bars].sort((a, b) => a.visit.dwell.seconds - b.visit.dwell.seconds);
        byTime.slice(1).forEach((bar, n) => assert.ok(bar.length >= byTime[n]!.length - 1e-9));
        for (const { at } of [...links, ...ticks]) assert.ok(at >= 0 && at <= 1);
      }),
    );
  });
});
