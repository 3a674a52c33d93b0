import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { timePresets } from '../../src/domain/time-preset.js';
import { isPast, shows } from '../../src/domain/wall-time.js';
import { nextWorkingDay, weekdayOf, weekendOf } from '../../src/domain/working-day.js';
import { rounds } from '../support/chance.js';

const walls = (now: string, timeZone: string, locale: string) =>
  Object.fromEntries(timePresets(now, timeZone, locale).map(({ name, time }) => [name, time.wallTime]));

describe('agreeing with one click', () => {
  for (const [what, now, timeZone, locale, expected] of [
    // A Wednesday.
    ['a morning', '2026-03-25T08:10:00Z', 'Europe/Oslo', 'nb', ['25T09:40', '25T17:00', '26T09:10', '26T09:00']],
    ['a second after the minute', '2026-03-25T08:10:01Z', 'Europe/Oslo', 'nb', ['25T09:41', '25T17:00', '26T09:10', '26T09:00']],
    ['five o’clock sharp', '2026-03-25T16:00:00Z', 'Europe/Oslo', 'nb', ['25T17:30', undefined, '26T17:00', '26T09:00']],
    ['before midnight', '2026-03-25T22:45:00Z', 'Europe/Oslo', 'nb', ['26T00:15', undefined, '26T23:45', '26T09:00']],
    ['a Friday', '2026-03-20T08:10:00Z', 'Europe/Oslo', 'nb', ['20T09:40', '20T17:00', '21T09:10', '23T09:00']],
    ['a Thursday in Cairo', '2026-03-19T08:10:00Z', 'Africa/Cairo', 'ar-EG', ['19T10:40', '19T17:00', '20T10:10', '22T09:00']],
    [
      'their day, not ours',
      '2026-03-25T23:30:00Z',
      'Pacific/Auckland',
      'en-NZ',
      ['26T13:00', '26T17:00', '27T12:30', '27T09:00'],
    ],
    // The clocks skip 02:00 to 03:00 on the 29th.
    ['a night with a gap ahead', '2026-03-28T01:30:00Z', 'Europe/Oslo', 'nb', ['28T03:00', '28T17:00', '29T03:30', '30T09:00']],
    ['the gap itself', '2026-03-29T00:45:00Z', 'Europe/Oslo', 'nb', ['29T03:15', '29T17:00', '30T01:45', '30T09:00']],
  ] as const)
    it(`has what there is, at ${what}`, () => {
      const [soon, today, tomorrow, working] = expected.map((text) => text && `2026-03-${text}`);
      assert.deepEqual(walls(now, timeZone, locale), {
        'in-half-an-hour': soon,
        ...(today && { 'today-at-five': today }),
        'tomorrow-same-time': tomorrow,
        'next-working-day': working,
      });
    });

  it('is thirty real minutes, in the hour that comes twice too', () => {
    const [soon] = timePresets('2026-10-25T00:45:00Z', 'Europe/Oslo', 'nb');
    assert.deepEqual(soon?.time, { wallTime: '2026-10-25T02:15', timeZone: 'Europe/Oslo', at: '2026-10-25T01:15:00.000Z' });
  });

  it('goes over the day that Samoa skipped, and over leap days', () => {
    assert.equal(walls('2011-12-29T20:00:00Z', 'Pacific/Apia', 'en-WS')['tomorrow-same-time'], '2011-12-31T10:00');
    assert.equal(walls('2028-02-28T09:00:00Z', 'Europe/Oslo', 'nb')['tomorrow-same-time'], '2028-02-29T10:00');
    assert.equal(walls('2026-02-28T09:00:00Z', 'Europe/Oslo', 'nb')['tomorrow-same-time'], '2026-03-01T10:00');
  });

  it('is always ahead, and a time that the clocks show', () => {
    const second = fc.integer({ min: Date.parse('2000-01-01') / 1000, max: Date.parse('2060-01-01') / 1000 });
    const zone = fc.constantFrom('Europe/Oslo', 'America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(second, zone, fc.constantFrom('nb', 'ar-EG', 'en-IN'), (at, timeZone, locale) => {
        const now = new Date(at * 1000).toISOString();
        const presets = timePresets(now, timeZone, locale);
        assert.ok(presets.length >= 3);
        for (const { time } of presets) assert.ok(!isPast(time.at, now) && shows(time));
      }),
      { numRuns: rounds(500) },
    );
  });
});

describe('asking when people work', () => {
  for (const [locale, free] of [
    ['nb', [6, 7]],
    ['en-US', [6, 7]],
    ['ar-EG', [5, 6]],
    ['fa-IR', [5]],
    ['en-IN', [7]],
    ['ps-AF', [4, 5]],
  ] as const)
    it(`is not on ${free.join(' and ')} in ${locale}`, () => assert.deepEqual(weekendOf(locale), free));

  it('knows the same where the engine knows nothing of weeks', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const regions = letters.flatMap((first) => letters.map((second) => `und-${first}${second}`));
    const known = (name: string) => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(name.slice(4));
    const names = ['nb', 'ar', 'fa', 'hi', ...regions.filter((name) => known(name) && !/-(BU|RH|YD)$/.test(name))]; // states of the past
    const before = names.map(weekendOf);
    const { prototype } = Intl.Locale as unknown as { prototype: object };
    const kept = (['weekInfo', 'getWeekInfo'] as const).map(
      (name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const,
    );
    for (const [name] of kept) Object.defineProperty(prototype, name, { value: undefined, configurable: true });
    try {
      assert.deepEqual(names.map(weekendOf), before);
    } finally {
      for (const [name, was] of kept)
        if (was) Object.defineProperty(prototype, name, was);
        else Reflect.deleteProperty(prototype, name);
    }
  });

  it('counts the days of the week from Monday', () => {
    assert.deepEqual(['2026-03-23', '2026-03-29', '2028-02-29'].map(weekdayOf), [1, 7, 2]);
  });

  it('goes over the weekend, and stops at the end of time', () => {
    assert.equal(nextWorkingDay('2026-03-20', 'nb'), '2026-03-23');
    assert.equal(nextWorkingDay('2026-03-21', 'nb'), '2026-03-23');
    assert.equal(nextWorkingDay('2026-03-20', 'en-IN'), '2026-03-21');
    assert.equal(nextWorkingDay('9999-12-31', 'nb'), '9999-12-31');
  });
});
