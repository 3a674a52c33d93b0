import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSpokenTime } from '../../src/domain/spoken-time.js';
import { isWallTime } from '../../src/domain/wall-time.js';

// A Tuesday, 14:02:30 in Oslo.
const now = '2026-03-10T13:02:30Z';
const oslo = 'Europe/Oslo';
const said = (text: string, locale = 'en', at = now, zone = oslo) => {
  const read = readSpokenTime(text, locale, at, zone);
  return read && [read.day, read.time].filter(Boolean).join(' ');
};

describe('saying when', () => {
  for (const [text, locale, expected] of [
    ['wed 15', 'en', '2026-03-11 15:00'],
    ['Wednesday 15:30', 'en', '2026-03-11 15:30'],
    ['we 9', 'en', '2026-03-11 09:00'],
    ['tue 15', 'en', '2026-03-10 15:00'],
    ['tue 14', 'en', '2026-03-17 14:00'],
    ['tue', 'en', '2026-03-17'],
    ['mon', 'en', '2026-03-16'],
    ['t 15', 'en', undefined],
    ['tomorrow', 'en', '2026-03-11'],
    ['tomorrow 9:30', 'en', '2026-03-11 09:30'],
    ['today 17', 'en', '2026-03-10 17:00'],
    ['17:00', 'en', '2026-03-10 17:00'],
    ['1730', 'en', '2026-03-10 17:30'],
    ['9', 'en', '2026-03-11 09:00'],
    ['3 pm', 'en', '2026-03-10 15:00'],
    ['wed 3 pm', 'en', '2026-03-11 15:00'],
    ['in 30 min', 'en', '2026-03-10 14:33'],
    ['+45 min', 'en', '2026-03-10 14:48'],
    ['+2 h', 'en', '2026-03-10 16:03'],
    ['in 2 h', 'en', '2026-03-10 16:03'],
    ['2 h', 'en', '2026-03-11 02:00'],
    ['12 hours', 'en', '2026-03-11 02:03'],
    ['3/25/2026 15:00', 'en', '2026-03-25 15:00'],
    ['2026-03-25', 'en', '2026-03-25'],
    ['2026-03-25 15', 'en', '2026-03-25 15:00'],
    ['wed 25', 'en', undefined],
    ['wed 15:60', 'en', undefined],
    ['soon', 'en', undefined],
    ['', 'en', undefined],
    ['ons 15', 'nb', '2026-03-11 15:00'],
    ['onsdag 15.30', 'nb', '2026-03-11 15:30'],
    ['i morgen 9', 'nb', '2026-03-11 09:00'],
    ['25.3. 15:00', 'nb', '2026-03-25 15:00'],
    ['25.3.2026 15', 'nb', '2026-03-25 15:00'],
    ['om 30 minutter', 'nb', '2026-03-10 14:33'],
    ['lørdag 10', 'nb', '2026-03-14 10:00'],
    ['mercredi 15 h', 'fr', '2026-03-11 15:00'],
    ['mer. 15h30', 'fr', '2026-03-11 15:30'],
    ['demain 9h', 'fr', '2026-03-11 09:00'],
    ['śr 15', 'pl', '2026-03-11 15:00'],
    ['jutro 8:15', 'pl', '2026-03-11 08:15'],
    ['woensdag 15:00', 'nl', '2026-03-11 15:00'],
    ['morgen 15', 'nl', '2026-03-11 15:00'],
    ['i övermorgon 10', 'sv', '2026-03-12 10:00'],
    ['wed 15', 'pl', '2026-03-11 15:00'],
  ] as const)
    it(`${locale}: “${text}” is ${expected ?? 'no time'}`, () => assert.equal(said(text, locale), expected));

  it('goes by the clocks of the zone', () => {
    assert.equal(said('today', 'en', '2026-03-10T23:30:00Z'), '2026-03-11');
    assert.equal(said('today', 'en', '2026-03-10T23:30:00Z', 'America/Sao_Paulo'), '2026-03-10');
    assert.equal(said('in 90 min', 'en', '2026-03-29T00:30:00Z'), '2026-03-29 04:00');
  });

  it('reads back nothing but times, whatever is typed', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{0,9} ?\d{0,4}[.: h]?\d{0,2}( [ap]m)?$/)),
        fc.constantFrom('en', 'nb', 'fr', 'pl', 'sv', 'nl', 'ar'),
        (text, locale) => {
          const read = readSpokenTime(text, locale, now, oslo);
          assert.ok(!read || isWallTime(`${read.day}T${read.time ?? '00:00'}`), JSON.stringify(read));
        },
      ),
    ));
});
