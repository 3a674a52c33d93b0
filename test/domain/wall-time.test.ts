import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  compareZones,
  isBeyond,
  isPast,
  isWallTime,
  meantBy,
  readWallTime,
  restated,
  shows,
  zonedAt,
} from '../../src/domain/wall-time.js';
import { isTimeZone } from '../../src/domain/zone.js';
import { rounds } from '../support/chance.js';
import { anyText, hostile, huge } from './hostile.js';

const zones = [
  'Europe/Oslo',
  'Europe/Dublin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Antarctica/Troll',
  'Etc/GMT+12',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const minute = fc.integer({ min: Date.parse('1901-01-01') / 60_000, max: Date.parse('2100-01-01') / 60_000 });
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
const utc = (at: string) => `${at}:00.000Z`;

describe('reading a wall time', () => {
  for (const [wallTime, timeZone, at] of [
    ['2026-03-25T15:00', 'Europe/Oslo', '2026-03-25T14:00'],
    ['2026-07-01T15:00', 'Europe/Oslo', '2026-07-01T13:00'],
    ['2026-03-29T01:59', 'Europe/Oslo', '2026-03-29T00:59'],
    ['2026-03-29T03:00', 'Europe/Oslo', '2026-03-29T01:00'],
    ['2026-10-25T01:59', 'Europe/Oslo', '2026-10-24T23:59'],
    ['2026-10-25T03:00', 'Europe/Oslo', '2026-10-25T02:00'],
    // Leap days.
    ['2028-02-29T09:00', 'Europe/Oslo', '2028-02-29T08:00'],
    ['2000-02-29T00:30', 'Europe/Oslo', '2000-02-28T23:30'],
    ['2028-02-28T23:30', 'America/New_York', '2028-02-29T04:30'],
    // Brazil had summer time until 2019, from midnight on.
    ['2018-11-03T23:59', 'America/Sao_Paulo', '2018-11-04T02:59'],
    ['2018-11-04T01:00', 'America/Sao_Paulo', '2018-11-04T03:00'],
    ['2019-11-03T00:30', 'America/Sao_Paulo', '2019-11-03T03:30'],
    ['2026-12-25T12:00', 'America/Sao_Paulo', '2026-12-25T15:00'],
    // Samoa went over the date line.
    ['2011-12-29T23:59', 'Pacific/Apia', '2011-12-30T09:59'],
    ['2011-12-31T00:00', 'Pacific/Apia', '2011-12-30T10:00'],
    ['2026-01-15T12:00', 'Pacific/Apia', '2026-01-14T23:00'],
    ['2026-01-15T12:00', 'Australia/Lord_Howe', '2026-01-15T01:00'],
    ['2026-07-15T12:00', 'Australia/Lord_Howe', '2026-07-15T01:30'],
    ['2026-01-15T12:00', 'Asia/Kathmandu', '2026-01-15T06:15'],
    ['2026-01-15T12:00', 'Pacific/Kiritimati', '2026-01-14T22:00'],
    ['1900-01-01T00:00', 'UTC', '1900-01-01T00:00'],
    ['9998-12-31T23:59', 'UTC', '9998-12-31T23:59'],
  ] as const)
    it(`is ${at} UTC for ${wallTime} in ${timeZone}`, () =>
      assert.deepEqual(readWallTime(wallTime, timeZone), { kind: 'once', time: { wallTime, timeZone, at: utc(at) } }));

  describe('that the clocks skip', () => {
    for (const [wallTime, timeZone, earlier, later] of [
      ['2026-03-29T02:00', 'Europe/Oslo', '2026-03-29T01:00', '2026-03-29T03:00'],
      ['2026-03-29T02:30', 'Europe/Oslo', '2026-03-29T01:30', '2026-03-29T03:30'],
      ['2026-03-29T02:59', 'Europe/Oslo', '2026-03-29T01:59', '2026-03-29T03:59'],
      ['2026-03-08T02:30', 'America/New_York', '2026-03-08T01:30', '2026-03-08T03:30'],
      ['2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-03T23:00', '2018-11-04T01:00'],
      ['2018-11-04T00:30', 'America/Sao_Paulo', '2018-11-03T23:30', '2018-11-04T01:30'],
      ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T01:45', '2026-10-04T02:45'],
      ['2011-12-30T00:00', 'Pacific/Apia', '2011-12-29T00:00', '2011-12-31T00:00'],
      ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-29T12:00', '2011-12-31T12:00'],
      ['2011-12-30T23:59', 'Pacific/Apia', '2011-12-29T23:59', '2011-12-31T23:59'],
    ] as const)
      it(`is as much later or earlier: ${wallTime} in ${timeZone} is ${later}`, () => {
        const reading = readWallTime(wallTime, timeZone);
        assert.ok(reading?.kind === 'skipped');
        assert.deepEqual([reading.earlier.wallTime, reading.later.wallTime], [earlier, later]);
        assert.equal(meantBy(reading), reading.later);
        assert.ok(shows(reading.earlier) && shows(reading.later));
      });
  });

  describe('that the clocks show twice', () => {
    for (const [wallTime, timeZone, earlier, later] of [
      ['2026-10-25T02:00', 'Europe/Oslo', '2026-10-25T00:00', '2026-10-25T01:00'],
      ['2026-10-25T02:59', 'Europe/Oslo', '2026-10-25T00:59', '2026-10-25T01:59'],
      ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30', '2026-11-01T06:30'],
      ['2018-02-17T23:30', 'America/Sao_Paulo', '2018-02-18T01:30', '2018-02-18T02:30'],
      ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45', '2026-04-04T15:15'],
      ['2021-04-04T03:30', 'Pacific/Apia', '2021-04-03T13:30', '2021-04-03T14:30'],
    ] as const)
      it(`is either: ${wallTime} in ${timeZone}`, () => {
        const reading = readWallTime(wallTime, timeZone);
        const time = (at: string) => ({ wallTime, timeZone, at: utc(at) });
        assert.deepEqual(reading, { kind: 'twice', earlier: time(earlier), later: time(later) });
        assert.equal(meantBy(reading), reading.earlier);
      });
  });

  it('gives nothing for what is no time or no zone', () => {
    for (const text of [...hostile, ...huge, '2026-02-29T10:00', '2026-03-01T24:00', '2026-03-01T10:00:00', '2026-03-01 10:00'])
      assert.equal(readWallTime(text, 'Europe/Oslo'), undefined, text.slice(0, 40));
    for (const text of [...hostile, ...huge, '+01:00', 'Europe/Nowhere'])
      assert.equal(readWallTime('2026-03-01T10:00', text), undefined, text.slice(0, 40));
    for (const text of ['0000-01-01T00:00', '1899-12-31T23:59', '9999-01-01T00:00']) assert.ok(!isWallTime(text));
    for (const value of [undefined, null, 7, {}, ['2026-03-01T10:00']]) assert.ok(!isWallTime(value) && !isTimeZone(value));
  });

  it('reads any text, or not', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, name) => {
        assert.equal(readWallTime(text, name), undefined);
        assert.equal(shows({ wallTime: text, timeZone: name, at: text }), false);
      }),
    );
  });
});

describe('going from an instant to the wall and back', () => {
  it('comes back to the same instant, unless the clocks show it twice: then it is one of the two', () => {
    const seen = { once: 0, twice: 0 };
    fc.assert(
      fc.property(minute, zone, (at, timeZone) => {
        const there = zonedAt(iso(at * 60_000), timeZone);
        const back = readWallTime(there.wallTime, timeZone);
        assert.ok(back && back.kind !== 'skipped');
        seen[back.kind]++;
        if (back.kind === 'once') assert.deepEqual(back.time, there);
        else assert.ok([back.earlier.at, back.later.at].includes(there.at));
      }),
      { numRuns: rounds(5000) },
    );
    assert.ok(seen.once > seen.twice);
  });

  it('does so minute by minute through the nights on which clocks are changed', () => {
    for (const [timeZone, from, skipped, twice] of [
      ['Europe/Oslo', '2026-03-28T22:00Z', 60, 0],
      ['Europe/Oslo', '2026-10-24T22:00Z', 0, 60],
      ['America/Sao_Paulo', '2018-11-03T22:00Z', 60, 0],
      ['America/Sao_Paulo', '2018-02-17T22:00Z', 0, 60],
      ['Australia/Lord_Howe', '2026-10-03T12:00Z', 30, 0],
      ['Australia/Lord_Howe', '2026-04-04T12:00Z', 0, 30],
      ['Pacific/Apia', '2011-12-30T06:00Z', 24 * 60, 0],
      ['Antarctica/Troll', '2026-03-28T22:00Z', 120, 0],
    ] as const) {
      const walls = new Map<string, number>();
      for (let i = 0; i < 600; i++) {
        const { wallTime, at } = zonedAt(iso(Date.parse(from) + i * 60_000), timeZone);
        walls.set(wallTime, (walls.get(wallTime) ?? 0) + 1);
        const back = readWallTime(wallTime, timeZone);
        assert.ok(back && back.kind !== 'skipped');
        assert.ok((back.kind === 'once' ? [back.time] : [back.earlier, back.later]).some((time) => time.at === at));
        assert.equal(back.kind === 'twice', readWallTime(wallTime, timeZone)?.kind === 'twice');
      }
      assert.equal([...walls.values()].filter((times) => times === 2).length, twice, `${timeZone} twice`);
      const all = [...walls.keys()].sort();
      const wholeSpan = (Date.parse(`${all.at(-1)!}Z`) - Date.parse(`${all[0]!}Z`)) / 60_000 + 1;
      assert.equal(wholeSpan - all.length, skipped, `${timeZone} skipped`);
    }
  });

  it('gives every wall time an instant at which the clocks show what is said', () => {
    fc.assert(
      fc.property(minute, zone, (wall, timeZone) => {
        const wallTime = iso(wall * 60_000).slice(0, 16);
        const reading = readWallTime(wallTime, timeZone);
        assert.ok(reading);
        const times = reading.kind === 'once' ? [reading.time] : [reading.earlier, reading.later];
        for (const time of times) {
          assert.ok(shows(time));
          assert.equal(time.wallTime === wallTime, reading.kind !== 'skipped');
        }
        if (reading.kind === 'skipped') assert.ok(reading.earlier.wallTime < wallTime && wallTime < reading.later.wallTime);
        if (times.length === 2) assert.ok(times[0]!.at < times[1]!.at);
      }),
      { numRuns: rounds(3000) },
    );
  });

  it('leaves the seconds away', () => {
    assert.deepEqual(zonedAt('2026-03-25T14:00:59.999Z', 'Europe/Oslo'), {
      wallTime: '2026-03-25T15:00',
      timeZone: 'Europe/Oslo',
      at: '2026-03-25T14:00:00.000Z',
    });
    assert.equal(zonedAt('1969-12-31T23:59:59.999Z', 'UTC').wallTime, '1969-12-31T23:59');
  });

  it('throws for a zone that is none', () => assert.throws(() => zonedAt('2026-03-25T14:00Z', 'Nowhere'), RangeError));
});

describe('keeping to the clocks when a state changes them', () => {
  it('moves the instant: agreed in 2018 for a Brazilian summer that had no summer time any more', () => {
    const agreed = { wallTime: '2019-12-02T10:00', timeZone: 'America/Sao_Paulo', at: '2019-12-02T12:00:00.000Z' };
    assert.deepEqual(restated(agreed), { ...agreed, at: '2019-12-02T13:00:00.000Z' });
  });
  it('takes what is meant where that time is skipped now', () => {
    const time = restated({ wallTime: '2026-03-29T02:30', timeZone: 'Europe/Oslo', at: '2026-03-29T01:00:00.000Z' });
    assert.deepEqual([time.wallTime, time.at], ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z']);
  });
  it('leaves alone what still holds, also the second of two, and what it cannot read', () => {
    for (const time of [
      { wallTime: '2026-10-25T02:30', timeZone: 'Europe/Oslo', at: '2026-10-25T01:30:00.000Z' },
      { wallTime: 'soon', timeZone: 'Europe/Oslo', at: '2026-10-25T01:30:00.000Z' },
    ])
      assert.equal(restated(time), time);
  });
});

describe('comparing two clocks', () => {
  for (const [at, mine, theirs, walls, minutesAhead, daysAhead] of [
    ['2026-03-25T14:00Z', 'Europe/Oslo', 'America/New_York', ['2026-03-25T15:00', '2026-03-25T10:00'], -300, 0],
    ['2026-01-14T14:00Z', 'Europe/Oslo', 'America/New_York', ['2026-01-14T15:00', '2026-01-14T09:00'], -360, 0],
    ['2026-01-14T14:00Z', 'Europe/Oslo', 'Pacific/Apia', ['2026-01-14T15:00', '2026-01-15T03:00'], 720, 1],
    ['2026-01-14T23:30Z', 'Europe/Oslo', 'America/Sao_Paulo', ['2026-01-15T00:30', '2026-01-14T20:30'], -240, -1],
    ['2026-01-14T14:00Z', 'Europe/Oslo', 'Europe/Stockholm', ['2026-01-14T15:00', '2026-01-14T15:00'], 0, 0],
    ['2026-01-14T14:00Z', 'UTC', 'Asia/Kathmandu', ['2026-01-14T14:00', '2026-01-14T19:45'], 345, 0],
  ] as const)
    it(`is ${walls.join(' and ')} in ${mine} and ${theirs}`, () => {
      const found = compareZones(at, mine, theirs);
      assert.deepEqual([found.mine.wallTime, found.theirs.wallTime], walls);
      assert.deepEqual([found.minutesAhead, found.daysAhead], [minutesAhead, daysAhead]);
    });
});

describe('asking whether a time is over or too far', () => {
  it('is over when it is now', () => {
    assert.ok(isPast('2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'));
    assert.ok(isPast('2026-03-01T11:00:00+01:00', '2026-03-01T10:00:01Z'));
    assert.ok(!isPast('2026-03-01T10:00:01Z', '2026-03-01T10:00:00Z'));
  });
  it('is too far when its day is beyond the last one, by the clocks there', () => {
    const oslo = (at: string) => ({ ...zonedAt(at, 'Europe/Oslo') });
    assert.ok(!isBeyond(oslo('2026-03-31T21:59Z'), '2026-03-01T23:30Z', 29));
    assert.ok(isBeyond(oslo('2026-03-31T22:00Z'), '2026-03-01T23:30Z', 29));
    assert.ok(!isBeyond(zonedAt('2026-04-01T03:59Z', 'America/New_York'), '2026-03-01T23:30Z', 30));
  });
});
