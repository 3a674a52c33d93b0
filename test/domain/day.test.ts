import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayAt,
  dayText,
  dayTimeText,
  firstDayOfWeek,
  monthGrid,
  readDay,
  readDayTime,
  weekOf,
} from '../../src/domain/day.js';
import { isDay, isInstant } from '../../src/domain/time.js';
import { anyText, hostile, huge, runs } from './hostile.js';

const today = '2026-03-01';
const ours = ['en', 'nb', 'sv', 'nl', 'fr', 'pl'];
const others =
  'en-US en-GB en-CA fr-CA de da fi hu lt lv bg mn cs es pt-BR tr el ru ar ar-EG he fa ur hi mr bn ne th my ja zh zh-TW ko vi eu dz ff-Adlm'.split(
    ' ',
  );
const locales = [...ours, ...others];

const someDay = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const locale = fc.constantFrom(...locales);

describe('reading a day', () => {
  const cases: readonly [text: string, locale: string, day: string | undefined][] = [
    // The order of the locale, and what people put between.
    ['5.3.2026', 'nb', '2026-03-05'],
    ['05.03.2026', 'nb', '2026-03-05'],
    ['5/3-2026', 'nb', '2026-03-05'],
    ['5/3 2026', 'nb', '2026-03-05'],
    ['5-3-2026', 'nl', '2026-03-05'],
    ['05/03/2026', 'fr', '2026-03-05'],
    ['05 03 2026', 'fr', '2026-03-05'],
    ['5. 3. 2026', 'pl', '2026-03-05'],
    ['3/5/2026', 'en-US', '2026-03-05'],
    ['3/5/2026', 'en-GB', '2026-05-03'],
    ['2026-03-05', 'sv', '2026-03-05'],
    ['2026/3/5', 'ja', '2026-03-05'],
    ['2026. 3. 5.', 'ko', '2026-03-05'],
    ['  5.3.2026  ', 'nb', '2026-03-05'],
    ['5.3.2026,', 'nb', '2026-03-05'],
    // ISO, and four digits that can only be the year, are the same everywhere.
    ...locales.map((name) => ['2026-03-05', name, '2026-03-05'] as const).map((row) => [...row] as [string, string, string]),
    ['2026.3.5', 'nb', '2026-03-05'],
    ['2026/03/05', 'en-US', '2026-03-05'],
    // Where the year comes first in numbers, a year that stands last follows the short form.
    ['5/3', 'sv', '2026-03-05'],
    ['5/3-26', 'sv', '2026-03-05'],
    ['5/3/2026', 'sv', '2026-03-05'],
    ['26-03-05', 'sv', '2026-03-05'],
    ['03/05/2026', 'ja', '2026-03-05'],
    // Two digits of a year.
    ['1.1.26', 'nb', '2026-01-01'],
    ['1.1.46', 'nb', '2046-01-01'],
    ['1.1.47', 'nb', '1947-01-01'],
    ['1.1.00', 'nb', '2000-01-01'],
    ['1/2/99', 'en-US', '1999-01-02'],
    // Without a year it is this one.
    ['5.3.', 'nb', '2026-03-05'],
    ['5.3', 'pl', '2026-03-05'],
    ['3/5', 'en-US', '2026-03-05'],
    ['3. 5.', 'hu', '2026-03-05'],
    ['29.2.', 'nb', undefined],
    // Names of months.
    ['5. mars 2026', 'nb', '2026-03-05'],
    ['5 mars 26', 'sv', '2026-03-05'],
    ['5MAI2026', 'nb', '2026-05-05'],
    ['5 des', 'nb', '2026-12-05'],
    ['March 5, 2026', 'en-US', '2026-03-05'],
    ['5th March ’26', 'en', '2026-03-05'],
    ['Mar. 5', 'en', '2026-03-05'],
    ['5 sept', 'en', '2026-09-05'],
    ['1er août 1980', 'fr', '1980-08-01'],
    ['1 AOUT 1980', 'fr', '1980-08-01'],
    ['5 jui 1980', 'fr', undefined],
    ['5 marca 2026', 'pl', '2026-03-05'],
    ['5 marzec', 'pl', '2026-03-05'],
    ['5 paź 2026', 'pl', '2026-10-05'],
    ['5 mrt 2026', 'nl', '2026-03-05'],
    ['5 de marzo de 2026', 'es', '2026-03-05'],
    ['5 marzo 2026', 'es', '2026-03-05'],
    ['2026 m. kovo 5 d.', 'lt', '2026-03-05'],
    ['2026年3月5日', 'ja', '2026-03-05'],
    ['12月31日', 'zh', '2026-12-31'],
    ['十二月31', 'zh', '2026-12-31'],
    ['2026년 3월 5일', 'ko', '2026-03-05'],
    ['5 במרץ 2026', 'he', '2026-03-05'],
    ['5 ma 2026', 'en', undefined],
    ['5 mars 2026', 'en', undefined],
    // Digits of other scripts, marks that office programs copy along.
    ['٥/٣/٢٠٢٦', 'ar-EG', '2026-03-05'],
    ['٥\u200f/٣\u200f/٢٠٢٦', 'ar', '2026-03-05'],
    ['۲۰۲۶/۳/۵', 'fa', '2026-03-05'],
    ['５／３／２０２６', 'en-GB', '2026-03-05'],
    ['٢٠٢٦-٠٣-٠٥', 'en', '2026-03-05'],
    // What is no day.
    ['', 'nb', undefined],
    ['5', 'nb', undefined],
    ['2026', 'nb', undefined],
    ['3/2026', 'nb', undefined],
    ['March 2026', 'en', undefined],
    ['31/12', 'en-US', undefined],
    ['31.4.2026', 'nb', undefined],
    ['29.2.2026', 'nb', undefined],
    ['0.3.2026', 'nb', undefined],
    ['5.3.126', 'nb', undefined],
    ['5.3.6', 'nb', undefined],
    ['5.3.12026', 'nb', undefined],
    ['5.2026.3', 'nb', undefined],
    ['5.3.2026.1', 'nb', undefined],
    ['-5.3.2026', 'nb', undefined],
    ['5+3+2026', 'nb', undefined],
    ['5....3.2026', 'nb', undefined],
    ['12:30', 'nb', undefined],
    ['5.3.2026 14:30', 'nb', undefined],
    ['yesterday', 'en', undefined],
    ['5.3.2026 or so', 'en', undefined],
  ];
  for (const [text, name, day] of cases)
    it(`takes ${JSON.stringify(text)} in ${name} as ${day ?? 'nothing'}`, () => assert.equal(readDay(text, name, today), day));

  it('survives hostile texts, and is done with long ones at once', () => {
    for (const text of [...hostile, ...huge])
      for (const name of ['nb', 'en-US', 'ja']) assert.equal(readDay(text, name, today), undefined);
  });

  it('gives a day or nothing, of any text', () => {
    fc.assert(
      fc.property(anyText, locale, (text, name) => {
        const read = readDay(text, name, today);
        assert.ok(read === undefined || isDay(read), read);
      }),
      runs,
    );
  });

  it('takes a year of two digits as the nearest one: 79 years back, 20 ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 9000 }), fc.integer({ min: -79, max: 20 }), (now, away) => {
        const year = String(now + away);
        assert.equal(readDay(`1.2.${year.slice(2)}`, 'nb', `${now}-06-01`), `${year}-02-01`);
      }),
      runs,
    );
  });
});

describe('writing a day', () => {
  for (const [name, text] of [
    ['en-US', '3/5/2026'],
    ['en-GB', '05/03/2026'],
    ['nb', '5.3.2026'],
    ['sv', '2026-03-05'],
    ['nl', '5-3-2026'],
    ['fr', '05/03/2026'],
    ['pl', '5.03.2026'],
    ['fa', '۲۰۲۶/۳/۵'],
    ['th', '5/3/2026'],
  ] as const)
    it(`is ${text} in ${name}`, () => assert.equal(dayText('2026-03-05', name), text));

  it('leaves alone what is no day', () => {
    for (const text of ['', '••••', '2026-02-30', '2026-03-05T10:00Z']) assert.equal(dayText(text, 'nb'), text);
  });

  it('is read back as the same day, in every locale and every year', () => {
    fc.assert(
      fc.property(someDay, locale, someDay, (day, name, now) => assert.equal(readDay(dayText(day, name), name, now), day)),
      { ...runs, numRuns: 3000 },
    );
  });

  it('is read back from words as well', () => {
    fc.assert(
      fc.property(someDay, locale, fc.constantFrom('long' as const, 'medium' as const), (some, name, dateStyle) => {
        const day = `2${some.slice(1)}`.replace('02-29', '02-28');
        const text = new Intl.DateTimeFormat(name, { dateStyle, timeZone: 'UTC', calendar: 'gregory' }).format(Date.parse(day));
        assert.equal(readDay(text, name, today), day, `${text} in ${name}`);
      }),
      { ...runs, numRuns: 3000 },
    );
  });
});

describe('reckoning with days', () => {
  for (const [day, days, result] of [
    ['2026-03-01', -1, '2026-02-28'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
    ['0050-12-31', 1, '0051-01-01'],
    ['9999-12-31', 1, '9999-12-31'],
    ['0000-01-01', -1, '0000-01-01'],
  ] as const)
    it(`is ${result} ${days} days from ${day}`, () => assert.equal(addDays(day, days), result));

  for (const [day, months, result] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', -12, '2023-02-28'],
    ['0099-12-31', 2, '0100-02-28'],
    ['9999-12-05', 1, '9999-12-31'],
    ['0000-01-05', -1, '0000-01-01'],
  ] as const)
    it(`is ${result} ${months} months from ${day}`, () => assert.equal(addMonths(day, months), result));

  it('goes as far back as it went ahead', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -3000, max: 3000 }), (day, days) => {
        const there = addDays(day, days);
        if (there !== '0000-01-01' && there !== '9999-12-31') assert.equal(addDays(there, -days), day);
      }),
      runs,
    );
  });

  it('keeps the date in another month, or takes its last day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -2000, max: 2000 }), (day, months) => {
        const there = addMonths(day, months);
        assert.ok(isDay(there));
        if (there === '0000-01-01' || there === '9999-12-31' || there.slice(8) === day.slice(8)) return;
        assert.ok(there.slice(8) < day.slice(8));
        assert.equal(addDays(there, 1).slice(8), '01');
      }),
      runs,
    );
  });
});

describe('a week and a month', () => {
  it('has the week that the day is in, from its first day', () => {
    assert.deepEqual(
      weekOf('2026-03-01', 1),
      '23 24 25 26 27 28'
        .split(' ')
        .map((date) => `2026-02-${date}`)
        .concat('2026-03-01'),
    );
    assert.deepEqual(weekOf('2026-03-01', 7)[0], '2026-03-01');
    assert.deepEqual(weekOf('2026-03-01', 6)[0], '2026-02-28');
  });

  for (const [month, firstDay, weeks, blanks] of [
    ['2026-03-17', 1, 6, 6],
    ['2026-03-17', 7, 5, 0],
    ['2026-02-28', 7, 4, 0],
    ['2026-02-28', 1, 5, 6],
    ['2024-02-29', 1, 5, 3],
  ] as const)
    it(`lays out the month of ${month} in ${weeks} weeks from day ${firstDay}`, () => {
      const grid = monthGrid(month, firstDay);
      assert.equal(grid.length, weeks);
      assert.equal(grid[0]!.findIndex(Boolean), blanks);
    });

  it('has every day of the month once, in its column', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 7 }), (day, firstDay) => {
        const grid = monthGrid(day, firstDay);
        const days = grid.flat().filter((cell) => cell !== undefined);
        assert.ok(days.includes(day));
        assert.deepEqual([...new Set(days)].sort(), days);
        assert.ok(days.every((cell) => cell.startsWith(day.slice(0, 8))));
        assert.equal(days.length, Number(addMonths(`${day.slice(0, 8)}31`, 0).slice(8)));
        for (const week of grid) {
          assert.equal(week.length, 7);
          for (const [column, cell] of week.entries())
            if (cell) assert.equal((new Date(`${cell}T00:00Z`).getUTCDay() || 7) % 7, (firstDay + column) % 7);
        }
      }),
      runs,
    );
  });

  for (const [name, firstDay] of [
    ['nb', 1],
    ['sv-SE', 1],
    ['en', 7],
    ['en-GB', 1],
    ['en-US', 7],
    ['he', 7],
    ['ar-EG', 6],
    ['fa', 6],
    ['dv-MV', 5],
  ] as const)
    it(`begins a week in ${name} on day ${firstDay}`, () => assert.equal(firstDayOfWeek(name), firstDay));

  it('knows the same where the engine knows nothing of weeks', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const regions = letters.flatMap((first) => letters.map((second) => `und-${first}${second}`));
    const known = (name: string) => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(name.slice(4));
    const names = [...locales, ...regions.filter((name) => known(name) && !/-(BU|RH|YD)$/.test(name))]; // states of the past
    const before = names.map(firstDayOfWeek);
    const { prototype } = Intl.Locale as unknown as { prototype: object };
    const kept = (['weekInfo', 'getWeekInfo'] as const).map(
      (name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const,
    );
    for (const [name] of kept) Object.defineProperty(prototype, name, { value: undefined, configurable: true });
    try {
      assert.deepEqual(names.map(firstDayOfWeek), before);
    } finally {
      for (const [name, was] of kept)
        if (was) Object.defineProperty(prototype, name, was);
        else Reflect.deleteProperty(prototype, name);
    }
  });
});

describe('asking which day it is', () => {
  for (const [instant, zone, day] of [
    ['2026-03-01T00:30:00Z', 'UTC', '2026-03-01'],
    ['2026-03-01T00:30:00Z', 'America/New_York', '2026-02-28'],
    ['2026-02-28T23:30:00Z', 'Europe/Oslo', '2026-03-01'],
    ['2026-02-28T12:00:00Z', 'Pacific/Auckland', '2026-03-01'],
  ] as const)
    it(`is ${day} at ${instant} in ${zone}`, () => assert.equal(dayAt(Date.parse(instant), zone), day));

  it('is the day of where the program runs without a zone', () => {
    const noon = new Date(2026, 2, 1, 12);
    assert.equal(dayAt(noon.getTime()), '2026-03-01');
    assert.equal(dayAt(new Date(2026, 2, 1, 0, 1).getTime()), '2026-03-01');
    assert.equal(dayAt(new Date(2026, 2, 1, 23, 59).getTime()), '2026-03-01');
  });
});

describe('reading a day with a time', () => {
  const cases: readonly [text: string, locale: string, result: string | undefined, zone?: string][] = [
    ['5.3.2026 14:30', 'nb', '2026-03-05T14:30:00+01:00'],
    ['5.3.2026 14.30', 'nb', '2026-03-05T14:30:00+01:00'],
    ['5.7.2026 9:05', 'nb', '2026-07-05T09:05:00+02:00'],
    ['5.3. 14.30', 'nb', '2026-03-05T14:30:00+01:00'],
    ['5/3 kl. 9.30', 'nb', '2026-03-05T09:30:00+01:00'],
    ['5. mars 14.30', 'nb', '2026-03-05T14:30:00+01:00'],
    ['5. mars 2026 kl. 14:30:15', 'nb', '2026-03-05T14:30:15+01:00'],
    ['2026-03-05 14:30', 'sv', '2026-03-05T14:30:00+01:00'],
    ['2026-03-05T14:30', 'en', '2026-03-05T14:30:00+01:00'],
    ['05/03/2026 14h30', 'fr', '2026-03-05T14:30:00+01:00'],
    ['05/03/2026 à 14 h', 'fr', '2026-03-05T14:00:00+01:00'],
    ['3/5/2026 2:30 PM', 'en-US', '2026-03-05T14:30:00+01:00'],
    ['3/5/2026, 2:30 p.m.', 'en-US', '2026-03-05T14:30:00+01:00'],
    ['3/5 12am', 'en-US', '2026-03-05T00:00:00+01:00'],
    ['3/5 12:00 pm', 'en-US', '2026-03-05T12:00:00+01:00'],
    ['Mar 5 at 2pm', 'en-US', '2026-03-05T14:00:00+01:00'],
    ['٥/٣/٢٠٢٦ ٢:٣٠ م', 'ar-EG', '2026-03-05T14:30:00+01:00'],
    ['2026/3/5 下午2:30', 'zh', '2026-03-05T14:30:00+01:00'],
    ['3/5/2026 2:30 PM', 'en-US', '2026-03-05T14:30:00-05:00', 'America/New_York'],
    ['5.3.2026 14:30', 'nb', '2026-03-05T14:30:00+13:00', 'Pacific/Auckland'],
    ['5.3.2026 14:30', 'nb', '2026-03-05T14:30:00+05:45', 'Asia/Kathmandu'],
    ['5.3.2026 14:30', 'nb', '2026-03-05T14:30:00-03:30', 'America/St_Johns'],
    ['5.3.2026 14:30', 'nb', '2026-03-05T14:30:00+00:00', 'UTC'],
    // What the clocks skip is later, what they show twice is the earlier.
    ['29.3.2026 02:30', 'nb', '2026-03-29T03:30:00+02:00'],
    ['29.3.2026 01:59', 'nb', '2026-03-29T01:59:00+01:00'],
    ['29.3.2026 03:00', 'nb', '2026-03-29T03:00:00+02:00'],
    ['25.10.2026 02:30', 'nb', '2026-10-25T02:30:00+02:00'],
    ['25.10.2026 03:00', 'nb', '2026-10-25T03:00:00+01:00'],
    ['3/8/2026 2:30 AM', 'en-US', '2026-03-08T03:30:00-04:00', 'America/New_York'],
    ['11/1/2026 1:30 AM', 'en-US', '2026-11-01T01:30:00-04:00', 'America/New_York'],
    ['30/12/2011 12:00', 'en-GB', '2011-12-31T12:00:00+14:00', 'Pacific/Apia'],
    // A day alone, an instant as it is.
    ['5.3.2026', 'nb', '2026-03-05'],
    ['5. mars', 'nb', '2026-03-05'],
    ['5 3 26', 'nb', '2026-03-05'],
    ['2026-03-05T14:30:00Z', 'nb', '2026-03-05T14:30:00Z'],
    // Neither.
    ['', 'nb', undefined],
    ['14:30', 'nb', undefined],
    ['5.3.2026 24:00', 'nb', undefined],
    ['5.3.2026 14:60', 'nb', undefined],
    ['5.3.2026 14:30:60', 'nb', undefined],
    ['5.3.2026 14:5', 'nb', undefined],
    ['5.3.2026 14', 'nb', undefined],
    ['3/5 14:30 pm', 'en-US', undefined],
    ['3/5 0:30 am', 'en-US', undefined],
    ['31.2.2026 14:30', 'nb', undefined],
    ['5.3.2026 14:30 soon', 'nb', undefined],
    ['5.3.2026 +14:30', 'nb', undefined],
  ];
  for (const [text, name, result, zone = 'Europe/Oslo'] of cases)
    it(`takes ${JSON.stringify(text)} in ${name}, ${zone}, as ${result ?? 'nothing'}`, () =>
      assert.equal(readDayTime(text, name, today, zone), result));

  it('says so of a zone that nobody knows', () => {
    assert.throws(() => readDayTime('5.3.2026 14:30', 'nb', today, 'Europe/Nowhere'), RangeError);
  });

  it('survives hostile texts', () => {
    for (const text of [...hostile, ...huge]) assert.equal(readDayTime(text, 'nb', today, 'Europe/Oslo'), undefined);
  });

  it('gives a day, an instant or nothing, of any text', () => {
    fc.assert(
      fc.property(anyText, locale, fc.boolean(), (text, name, dated) => {
        const read = readDayTime(dated ? `2026-03-05 ${text}` : text, name, today, 'Europe/Oslo');
        assert.ok(read === undefined || isDay(read) || isInstant(read), read);
      }),
      runs,
    );
  });

  it('reads back what is written of an instant; of an hour that comes twice, the first', () => {
    const zones = ['Europe/Oslo', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
    const seconds = fc.integer({ min: Date.parse('1900-01-01') / 1000, max: Date.parse('2100-01-01') / 1000 });
    fc.assert(
      fc.property(seconds, fc.boolean(), locale, fc.constantFrom(...zones), (second, round, name, zone) => {
        const at = (round ? second - (second % 60) : second) * 1000;
        const text = dayTimeText(new Date(at).toISOString(), name, zone);
        const read = readDayTime(text, name, today, zone);
        assert.ok(read && isInstant(read), `${text} in ${name}`);
        assert.equal(dayTimeText(read, name, zone), text);
        const early = at - Date.parse(read);
        assert.ok(early >= 0 && early <= 3_600_000, `${text} in ${name}, ${zone}: ${early} ms early`);
      }),
      { ...runs, numRuns: 2000 },
    );
  });
});

describe('writing a day with a time', () => {
  for (const [value, name, text] of [
    ['2026-03-05T13:30:00Z', 'nb', '5.3.2026 14:30'],
    ['2026-03-05T13:30:15Z', 'nb', '5.3.2026 14:30:15'],
    ['2026-03-05T13:30:00Z', 'fi', '5.3.2026 14.30'],
    ['2026-03-05T13:30:00Z', 'fr-CA', '2026-03-05 14:30'],
    ['2026-03-05T23:30:00Z', 'sv', '2026-03-06 00:30'],
    ['2026-03-05', 'nb', '5.3.2026'],
    ['soon', 'nb', 'soon'],
  ] as const)
    it(`is ${text} for ${value} in ${name}`, () => assert.equal(dayTimeText(value, name, 'Europe/Oslo'), text));

  it('has morning and afternoon where people speak so', () => {
    assert.equal(dayTimeText('2026-03-05T13:30:00Z', 'en-US', 'Europe/Oslo').replace(/\s/g, ' '), '3/5/2026 2:30 PM');
    assert.equal(dayTimeText('2026-03-05T23:05:00Z', 'en-US', 'Europe/Oslo').replace(/\s/g, ' '), '3/6/2026 12:05 AM');
  });
});
