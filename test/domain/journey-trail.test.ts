import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { journeySessions } from '../../src/domain/journey.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import { JourneyTrail } from '../../src/domain/journey-trail.js';
import { at, event } from './journeys.js';

const trailOf = (events: readonly RecordedJourneyEvent[], most = 10_000): JourneyTrail => {
  const trail = new JourneyTrail(most);
  trail.add(events);
  return trail;
};
const beat = (second: number, seconds: number, more: Partial<RecordedJourneyEvent> = {}) =>
  event(second, 'a', { type: 'dwell', viewId: 'v', order: second, seconds, ...more });
const phone = { visitorId: 'phone' };

/** What several browsers told within some hours, with views that say what they are and others that do not. */
const journeys = fc
  .array(
    fc.record({
      seconds: fc.nat(20_000),
      visitorId: fc.constantFrom('laptop', 'phone', 'kiosk'),
      path: fc.constantFrom('a', 'b', 'c'),
      view: fc.option(fc.nat(6)),
      type: fc.constantFrom('page', 'page', 'dwell', 'dwell', 'search', 'login'),
      dwell: fc.nat(300),
    }),
    { maxLength: 60 },
  )
  .map((given) =>
    given.map(({ seconds, visitorId, path, view, type, dwell }) =>
      event(seconds, path, {
        ...{ visitorId, type },
        ...(view !== null && { viewId: `${path}${view}`, order: seconds }),
        ...(type === 'dwell' && { seconds: dwell, ...(dwell % 7 === 0 && { left: true }) }),
      }),
    ),
  );
/** The same, some of it twice, in some order and in portions of some sizes. */
const inPortions = (events: readonly RecordedJourneyEvent[]) =>
  fc
    .shuffledSubarray([...events, ...events.slice(0, 9).map((each) => ({ ...each }))], {
      minLength: events.length + Math.min(9, events.length),
    })
    .chain((told) =>
      fc.infiniteStream(fc.integer({ min: 1, max: 12 })).map((sizes) => {
        const portions: RecordedJourneyEvent[][] = [];
        for (let from = 0; from < told.length;) {
          const size = sizes.next().value as number;
          portions.push(told.slice(from, (from += size)));
        }
        return portions;
      }),
    );

describe('a journey that grows', () => {
  it('has the sessions of all that came, in whatever order, portions and however often', () => {
    const cases = journeys.chain((events) => inPortions(events).map((portions) => ({ events, portions })));
    fc.assert(
      fc.property(cases, fc.boolean(), ({ events, portions }, looks) => {
        const trail = new JourneyTrail(10_000);
        for (const portion of portions) {
          trail.add(portion);
          if (looks) assert.ok(trail.sessions);
        }
        assert.deepEqual(trail.sessions, journeySessions(events));
        assert.equal(trail.isCut, false);
      }),
    );
  });

  it('answers each event once', () => {
    const cases = journeys.chain((events) => inPortions(events).map((portions) => ({ events, portions })));
    fc.assert(
      fc.property(cases, ({ events, portions }) => {
        const trail = new JourneyTrail(10_000);
        const ids = portions.flatMap((portion) => trail.add(portion).map(({ id }) => id));
        assert.deepEqual(ids.sort(), events.map(({ id }) => id).sort());
        assert.ok(events.every((each) => trail.has(each)));
      }),
    );
  });

  it('takes the same id in another browser for something else', () => {
    const one = event(0, 'a', { id: 'same' });
    const trail = trailOf([one]);
    assert.equal(trail.add([{ ...one, ...phone }]).length, 1);
    assert.equal(trail.sessions.length, 2);
  });

  it('leaves out what happened at no time', () => {
    const trail = trailOf([event(0, 'a'), event(0, 'b', { at: 'yesterday' })]);
    assert.deepEqual([trail.sessions.length, trail.events.length], [1, 1]);
  });

  it('orders instants, whatever zone they are told in', () => {
    const trail = trailOf([event(0, 'b', { at: '2026-03-10T10:00:30+01:00' }), event(0, 'a')]);
    assert.deepEqual(
      trail.sessions[0]!.visits.map(({ url }) => url.at(-1)),
      ['a', 'b'],
    );
  });

  const hour = 3600;
  it('leaves a session the same object when', async (t) => {
    const same = async (what: string, more: readonly RecordedJourneyEvent[], kept: readonly boolean[]) =>
      t.test(what, () => {
        const trail = trailOf([
          event(0, 'a', { viewId: 'early' }),
          event(2 * hour, 'a', { viewId: 'v', order: 0 }),
          beat(2 * hour + 30, 30, { viewId: 'v' }),
          event(3 * hour, 'x', phone),
        ]);
        const before = trail.sessions;
        trail.add(more);
        assert.deepEqual(
          before.map((session) => trail.sessions.includes(session)),
          kept,
        );
      });
    // The phone's; the later and the earlier one of the laptop.
    await same('nothing came', [], [true, true, true]);
    await same('another browser told something', [event(3 * hour + 5, 'y', phone)], [false, true, true]);
    await same('another session of the browser went on', [event(2 * hour + 60, 'b')], [true, false, true]);
    await same('a beat changes nothing', [beat(2 * hour + 20, 20, { viewId: 'v' })], [true, true, true]);
  });

  it('leaves a visit the same object when something is told of another one of its session', () => {
    const views = ['a', 'b', 'c'].map((path, n) => event(60 * n, path, { viewId: path, tabId: path }));
    const trail = trailOf(views);
    const [first, second, third] = trail.sessions[0]!.visits;
    trail.add([event(130, 'b', { type: 'search', term: 'boots', viewId: 'b', tabId: 'b', order: 1 })]);
    const [sameFirst, other, sameThird] = trail.sessions[0]!.visits;
    assert.ok(sameFirst === first && sameThird === third && other !== second);
    assert.equal(other!.marks[0]!.term, 'boots');
  });

  it('knows that a page was left when the next one is opened in its tab', () => {
    const trail = trailOf([event(0, 'a', { viewId: 'a', tabId: 'tab' }), event(10, 'x', { viewId: 'x', tabId: 'other' })]);
    const [page, other] = trail.sessions[0]!.visits;
    assert.equal(page!.left, false);
    trail.add([event(25, 'b', { viewId: 'b', tabId: 'tab' })]);
    const [left, same] = trail.sessions[0]!.visits;
    assert.deepEqual([left!.left, left!.dwell], [true, { seconds: 25, atLeast: false }]);
    assert.equal(same, other);
  });

  it('keeps at most so many and a tenth, the latest of all, and says that it did', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), journeys, fc.integer({ min: 1, max: 9 }), (most, events, size) => {
        const trail = new JourneyTrail(most);
        for (let from = 0; from < events.length; from += size) {
          trail.add(events.slice(from, from + size));
          assert.ok(trail.events.length <= most * 1.1, `${trail.events.length} of ${most}`);
        }
        if (trail.isCut) assert.ok(events.length > most);
        else return assert.deepEqual(trail.sessions, journeySessions(events));
        // Nothing that is left out is later than what is kept, but for what says nothing.
        const earliest = Math.min(...trail.events.map((each) => Date.parse(each.at)));
        const left = events.filter((each) => each.type !== 'dwell' && !trail.has(each));
        assert.ok(left.every((each) => Date.parse(each.at) <= earliest));
        assert.deepEqual(trail.sessions, journeySessions(trail.events));
      }),
    );
  });

  it('keeps no more either when all happened at one instant', () => {
    const trail = trailOf(
      Array.from({ length: 500 }, (_, n) => event(0, `p${n}`)),
      100,
    );
    assert.deepEqual([trail.events.length, trail.isCut], [100, true]);
  });

  it('takes in nothing that is earlier than what had no room', () => {
    const trail = trailOf(
      Array.from({ length: 20 }, (_, n) => event(100 + n, `p${n}`)),
      10,
    );
    assert.deepEqual(
      trail.add([event(50, 'late'), event(130, 'new')]).map(({ at: when }) => Date.parse(when)),
      [at(130)],
    );
  });

  it('is the same in fewer events before anything is left out', () => {
    const events = [
      event(0, 'a', { viewId: 'v', order: 0 }),
      ...Array.from({ length: 400 }, (_, n) => beat(15 * n + 15, 15 * n + 15)),
    ];
    const trail = trailOf(events, 200);
    assert.ok(trail.events.length <= 200);
    assert.equal(trail.isCut, false);
    assert.deepEqual(trail.sessions, journeySessions(events));
  });

  it('is the same in fewer events whatever comes, as long as nothing was left out', () => {
    fc.assert(
      fc.property(journeys, fc.integer({ min: 5, max: 50 }), (events, most) => {
        const trail = new JourneyTrail(most);
        for (const each of events) trail.add([each]);
        if (!trail.isCut) assert.deepEqual(trail.sessions, journeySessions(events));
      }),
    );
  });

  it('follows another: what is the same there stays the same object, and what is not there any more is gone', () => {
    const [early, late] = [event(0, 'a'), event(2 * hour, 'a')];
    const old = trailOf([early, late, event(0, 'x', phone)]);
    const same = old.sessions.find(({ id }) => id === early.id)!;
    const anew = trailOf([{ ...early }, { ...late }, event(2 * hour + 10, 'b')]);
    anew.follow(old);
    assert.equal(anew.sessions[1], same);
    assert.deepEqual(
      anew.sessions.map(({ visits }) => visits.length),
      [2, 1],
    );
  });
});
