import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Consent,
  type ConsentFacts,
  type ConsentRules,
  messageObjections,
  type ObjectionPolicy,
  quietUntil,
  strictest,
  wayOf,
} from '../../src/domain/message-consent.js';
import { hostile } from './hostile.js';

const hours = (messageQuietFrom: string, messageQuietUntil: string) => ({ messageQuietFrom, messageQuietUntil });
const night = hours('21:00', '08:00');
const rules: ConsentRules = {
  messageOptedOut: 'block',
  messageWithoutConsent: 'warn',
  ...night,
  messageQuietHours: 'warn',
};
const oslo = 'Europe/Oslo';

describe('quiet hours', () => {
  const table: readonly (readonly [
    what: string,
    ReturnType<typeof hours>,
    now: string,
    zone: string,
    until: string | undefined,
  ])[] = [
    ['at noon', night, '2026-03-10T12:00:00Z', oslo, undefined],
    ['in the evening', night, '2026-03-10T22:00:00Z', oslo, '2026-03-11T07:00'],
    ['in the morning', night, '2026-03-10T06:00:00Z', oslo, '2026-03-10T07:00'],
    ['a moment before they begin', night, '2026-03-10T19:59:59.999Z', oslo, undefined],
    ['as they begin', night, '2026-03-10T20:00:00Z', oslo, '2026-03-11T07:00'],
    ['a moment before they end', night, '2026-03-10T06:59:59.999Z', oslo, '2026-03-10T07:00'],
    ['as they end', night, '2026-03-10T07:00:00Z', oslo, undefined],
    ['an instant with another offset', night, '2026-03-11T01:30:00+05:30', oslo, '2026-03-11T07:00'],
    ['by the clocks of New York', night, '2026-03-10T12:00:00Z', 'America/New_York', undefined],
    ['earlier in New York', night, '2026-03-10T11:00:00Z', 'America/New_York', '2026-03-10T12:00'],
    ['where it is tomorrow already', night, '2026-03-10T12:00:00Z', 'Pacific/Auckland', '2026-03-10T19:00'],
    ['where clocks are a quarter off', night, '2026-03-10T02:00:00Z', 'Asia/Kathmandu', '2026-03-10T02:15'],
    ['at the end of a month and a year', night, '2026-12-31T23:30:00Z', oslo, '2027-01-01T07:00'],
    ['on a day in a leap year', night, '2028-02-28T22:00:00Z', oslo, '2028-02-29T07:00'],
    ['of one day, inside', hours('12:00', '13:00'), '2026-03-10T11:30:00Z', oslo, '2026-03-10T12:00'],
    ['of one day, before', hours('12:00', '13:00'), '2026-03-10T10:59:00Z', oslo, undefined],
    ['of one day, after', hours('12:00', '13:00'), '2026-03-10T12:00:00Z', oslo, undefined],
    ['from midnight', hours('00:00', '06:00'), '2026-03-09T23:00:00Z', oslo, '2026-03-10T05:00'],
    ['until midnight', hours('22:00', '00:00'), '2026-03-10T22:30:00Z', oslo, '2026-03-10T23:00'],
    ['until midnight, after it', hours('22:00', '00:00'), '2026-03-10T23:00:00Z', oslo, undefined],
    ['all day but for a minute', hours('12:01', '12:00'), '2026-03-10T10:59:00Z', oslo, '2026-03-10T11:00'],
    ['in that minute', hours('12:01', '12:00'), '2026-03-10T11:00:00Z', oslo, undefined],
    ['in a night with an hour less', night, '2026-03-28T22:00:00Z', oslo, '2026-03-29T06:00'],
    ['in a night with an hour more', night, '2026-10-24T22:00:00Z', oslo, '2026-10-25T07:00'],
    ['until a time that is skipped: as much later', hours('22:00', '02:30'), '2026-03-29T01:10:00Z', oslo, '2026-03-29T01:30'],
    ['after that', hours('22:00', '02:30'), '2026-03-29T01:30:00Z', oslo, undefined],
    ['from a time that is skipped: as much later', hours('02:30', '06:00'), '2026-03-29T01:10:00Z', oslo, undefined],
    ['from then', hours('02:30', '06:00'), '2026-03-29T01:30:00Z', oslo, '2026-03-29T04:00'],
    ['until a time that comes twice: the first', hours('22:00', '02:30'), '2026-10-25T00:10:00Z', oslo, '2026-10-25T00:30'],
    ['after the first', hours('22:00', '02:30'), '2026-10-25T01:10:00Z', oslo, undefined],
    ['from a time that comes twice: the first', hours('02:30', '06:00'), '2026-10-25T01:10:00Z', oslo, '2026-10-25T05:00'],
    ['that are none', hours('', ''), '2026-03-10T22:00:00Z', oslo, undefined],
    ['that begin as they end', hours('08:00', '08:00'), '2026-03-10T07:00:00Z', oslo, undefined],
    ['without an end', hours('21:00', ''), '2026-03-10T22:00:00Z', oslo, undefined],
    ['at no time of day', hours('24:00', '8:00'), '2026-03-10T22:00:00Z', oslo, undefined],
    ['in no zone', night, '2026-03-10T22:00:00Z', 'Oslo', undefined],
  ];
  for (const [what, quiet, now, zone, until] of table)
    it(`${what} are ${until ? `over at ${until}` : 'not'}`, () =>
      assert.equal(quietUntil(quiet, now, zone), until && `${until}:00.000Z`));

  it('are never said of what is no time and no zone', () => {
    for (const text of hostile) {
      assert.equal(quietUntil(hours(text, '08:00'), '2026-03-10T22:00:00Z', oslo), undefined);
      assert.equal(quietUntil(night, '2026-03-10T22:00:00Z', text), undefined);
    }
  });

  const two = (value: number) => String(value).padStart(2, '0');
  const timeOfDay = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
  const zone = fc.constantFrom(oslo, 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
  // A year with all its changes of the clocks, and more often around two of them.
  const instant = fc
    .oneof(
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: Date.UTC(2026, 2, 28, 12), max: Date.UTC(2026, 2, 30) }),
      fc.integer({ min: Date.UTC(2026, 9, 24, 12), max: Date.UTC(2026, 9, 26) }),
    )
    .map((milliseconds) => new Date(milliseconds).toISOString());

  it('are over later than now, and until then all the time, and less than a day and an hour away', () => {
    fc.assert(
      fc.property(
        timeOfDay,
        timeOfDay,
        instant,
        zone,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (from, until, now, timeZone, part) => {
          const end = quietUntil(hours(from, until), now, timeZone);
          if (end === undefined) return;
          const left = Date.parse(end) - Date.parse(now);
          assert.ok(left > 0 && left <= 25 * 3_600_000);
          const between = new Date(Date.parse(now) + Math.floor(left * part)).toISOString();
          assert.equal(quietUntil(hours(from, until), between, timeZone), end);
        },
      ),
    );
  });

  it('are on days without a change of the clocks exactly when the clocks say so', () => {
    const inUtc = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }).map((at) => new Date(at).toISOString());
    fc.assert(
      fc.property(timeOfDay, timeOfDay, inUtc, (from, until, now) => {
        const time = now.slice(11, 16);
        const quiet = from < until ? time >= from && time < until : from > until && (time >= from || time < until);
        assert.equal(quietUntil(hours(from, until), now, 'UTC') !== undefined, quiet);
      }),
    );
  });
});

describe('what stands against a message', () => {
  const day = '2026-03-10T12:00:00.000Z';
  const late = '2026-03-10T22:00:00.000Z';
  const facts = (consent: Consent, more: Partial<ConsentFacts> = {}): ConsentFacts => ({
    channel: 'sms',
    consent,
    now: day,
    timeZone: oslo,
    ...more,
  });
  const said = (of: ConsentFacts, more: Partial<ConsentRules> = {}) =>
    messageObjections(of, { ...rules, ...more })
      .map(({ kind, policy }) => `${kind} ${policy}`)
      .join(', ');
  const table: readonly (readonly [string, ConsentFacts, Partial<ConsentRules>, string])[] = [
    ['consent', facts('given'), {}, ''],
    ['a refusal', facts('refused'), {}, 'opted-out block'],
    ['a refusal that is warned of', facts('refused'), { messageOptedOut: 'warn' }, 'opted-out warn'],
    ['a refusal that counts for nothing', facts('refused'), { messageOptedOut: 'allow' }, ''],
    ['a refusal where nobody needs consent', facts('refused'), { messageWithoutConsent: 'block' }, 'opted-out block'],
    ['who was never asked', facts('unknown'), {}, 'no-consent warn'],
    ['who was never asked, where that is needed', facts('unknown'), { messageWithoutConsent: 'block' }, 'no-consent block'],
    ['who was never asked, where nobody is', facts('unknown'), { messageWithoutConsent: 'allow' }, ''],
    ['the night', facts('given', { now: late }), {}, 'quiet-hours warn'],
    ['the night, in an e-mail', facts('given', { now: late, channel: 'email' }), {}, ''],
    ['the night, where that counts for nothing', facts('given', { now: late }), { messageQuietHours: 'allow' }, ''],
    ['a refusal at night', facts('refused', { now: late }), {}, 'opted-out block, quiet-hours warn'],
    [
      'what blocks before what warns',
      facts('unknown', { now: late }),
      { messageQuietHours: 'block' },
      'quiet-hours block, no-consent warn',
    ],
    ['two that block', facts('refused', { now: late }), { messageQuietHours: 'block' }, 'opted-out block, quiet-hours block'],
  ];
  for (const [what, of, more, expected] of table)
    it(`${expected || 'is nothing'}: ${what}`, () => assert.equal(said(of, more), expected));

  it('says since when, where that is known, and until when by whose clocks', () => {
    assert.deepEqual(messageObjections(facts('refused', { now: late, sinceAt: day }), rules), [
      { kind: 'opted-out', policy: 'block', sinceAt: day },
      { kind: 'quiet-hours', policy: 'warn', untilAt: '2026-03-11T07:00:00.000Z', timeZone: oslo },
    ]);
    assert.deepEqual(messageObjections(facts('refused'), rules), [{ kind: 'opted-out', policy: 'block' }]);
  });

  it('is of the house’s policy alone: as many as are not allowed', () => {
    const policy = fc.constantFrom<ObjectionPolicy>('allow', 'warn', 'block');
    fc.assert(
      fc.property(
        policy,
        policy,
        policy,
        fc.constantFrom<Consent>('given', 'refused', 'unknown'),
        (out, without, quiet, consent) => {
          const found = messageObjections(facts(consent, { now: late }), {
            ...rules,
            messageOptedOut: out,
            messageWithoutConsent: without,
            messageQuietHours: quiet,
          });
          const expected = [consent === 'refused' ? out : consent === 'unknown' ? without : 'allow', quiet].filter(
            (each) => each !== 'allow',
          );
          assert.deepEqual(found.map((each) => each.policy).sort(), [...expected].sort());
          assert.ok(
            found.every((each, at) => each.policy === 'block' || found.slice(at).every((later) => later.policy === 'warn')),
          );
        },
      ),
    );
  });

  const [warns, blocks] = [{ kind: 'no-consent', policy: 'warn' } as const, { kind: 'opted-out', policy: 'block' } as const];
  for (const [objections, overrides, way] of [
    [[], false, 'open'],
    [[], true, 'open'],
    [[warns], false, 'reason'],
    [[warns], true, 'reason'],
    [[blocks], false, 'closed'],
    [[blocks], true, 'reason'],
    [[warns, blocks], false, 'closed'],
    [[blocks, warns], true, 'reason'],
  ] as const)
    it(`leaves the way ${way} with ${JSON.stringify(objections.map(({ policy }) => policy))}, ${overrides ? 'overriding' : 'obeying'}`, () =>
      assert.equal(wayOf(objections, overrides), way));

  it('is counted by the strictest of what is known', () => {
    const [given, refused, unknown] = [
      { consent: 'given', at: day },
      { consent: 'refused', at: late },
      { consent: 'unknown' },
    ] as const;
    assert.deepEqual(strictest([]), { consent: 'unknown' });
    assert.deepEqual(strictest([unknown, given]), given);
    for (const all of [
      [given, refused, unknown],
      [refused, given],
      [unknown, refused],
    ])
      assert.deepEqual(strictest(all), refused);
  });
});
