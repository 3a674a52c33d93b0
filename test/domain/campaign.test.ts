import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CallingPeriod, callingTime, isCallingTime, periodProblems } from '../../src/domain/calling-period.js';
import {
  campaignProblems,
  checkOf,
  isOverFor,
  lacksNoAnswer,
  mayCallBack,
  situationOf,
  type Campaign,
} from '../../src/domain/campaign.js';
import { type Catalogue, shownCategories } from '../../src/domain/catalogue.js';
import { campaign } from './campaigns.js';

const evening: CallingPeriod = { weekdays: [1, 2, 3, 4, 5], from: '16:00', until: '21:00', timeZone: 'Europe/Oslo' };
const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'Europe/Oslo' };
const span = (periods: readonly CallingPeriod[], at: string) => {
  const turn = callingTime(periods, at);
  return turn && `${turn.fromAt.slice(0, 16)} ${turn.untilAt.slice(0, 16)}`;
};

describe('asking when customers are called', () => {
  for (const [what, periods, at, expected] of [
    ['before it begins', [evening], '2026-03-25T10:00Z', '2026-03-25T15:00 2026-03-25T20:00'],
    ['as it begins', [evening], '2026-03-25T15:00Z', '2026-03-25T15:00 2026-03-25T20:00'],
    ['just before its end', [evening], '2026-03-25T19:59:59Z', '2026-03-25T15:00 2026-03-25T20:00'],
    ['at its end', [evening], '2026-03-25T20:00Z', '2026-03-26T15:00 2026-03-26T20:00'],
    ['over the weekend, into summer time', [evening], '2026-03-27T20:00Z', '2026-03-30T14:00 2026-03-30T19:00'],
    [
      'in another zone, where it is yesterday',
      [{ ...evening, timeZone: 'America/New_York' }],
      '2026-03-26T00:30Z',
      '2026-03-25T20:00 2026-03-26T01:00',
    ],
    ['to midnight', [{ ...always, from: '22:00', until: '24:00' }], '2026-03-25T22:30Z', '2026-03-25T21:00 2026-03-25T23:00'],
    [
      'the sooner of two',
      [
        { ...evening, from: '18:00' },
        { ...evening, weekdays: [3], from: '09:00', until: '10:00' },
      ],
      '2026-03-25T07:00Z',
      '2026-03-25T08:00 2026-03-25T09:00',
    ],
    [
      'from a time that is skipped',
      [{ ...always, from: '02:30', until: '06:00' }],
      '2026-03-29T00:00Z',
      '2026-03-29T01:30 2026-03-29T04:00',
    ],
    [
      'to a time that comes twice: the first',
      [{ ...always, from: '01:00', until: '02:30' }],
      '2026-10-25T00:00Z',
      '2026-10-24T23:00 2026-10-25T00:30',
    ],
    [
      'only on Fridays, where a Friday is skipped',
      [{ weekdays: [5], from: '09:00', until: '10:00', timeZone: 'Pacific/Apia' }],
      '2011-12-29T20:00Z',
      '2012-01-05T19:00 2012-01-05T20:00',
    ],
    [
      'where midnight is skipped',
      [{ ...always, from: '00:00', until: '24:00', timeZone: 'America/Sao_Paulo' }],
      '2018-11-04T03:00Z',
      '2018-11-04T03:00 2018-11-05T02:00',
    ],
    ['never', [{ ...evening, weekdays: [] }], '2026-03-25T10:00Z', undefined],
    ['without periods', [], '2026-03-25T10:00Z', undefined],
  ] as const)
    it(`says the turn, ${what}`, () => assert.equal(span(periods, at), expected));

  it('is any time where there are no periods', () => {
    assert.ok(isCallingTime(undefined, '2026-03-25T03:00Z'));
    assert.ok(isCallingTime([], '2026-03-25T03:00Z'));
    assert.ok(!isCallingTime([evening], '2026-03-25T14:59Z'));
    assert.ok(isCallingTime([evening], '2026-03-25T15:00Z'));
    assert.ok(!isCallingTime([evening], '2026-03-28T16:00Z'));
  });

  it('is in a turn, or ahead of the next one', () => {
    const zone = fc.constantFrom('Europe/Oslo', 'America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe');
    const time = (least: number, most: number) =>
      fc
        .integer({ min: least, max: most })
        .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
    const period = fc.record({
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      from: time(0, 700),
      until: time(701, 1440),
      timeZone: zone,
    });
    const minute = fc.integer({ min: Date.parse('2010-01-01') / 60_000, max: Date.parse('2040-01-01') / 60_000 });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 3 }), minute, (periods, at) => {
        for (const each of periods) assert.deepEqual(periodProblems(each), []);
        const now = new Date(at * 60_000).toISOString();
        const turn = callingTime(periods, now);
        assert.ok(turn && turn.untilAt > now && turn.fromAt < turn.untilAt);
        assert.equal(isCallingTime(periods, now), turn.fromAt <= now);
        assert.ok(isCallingTime(periods, turn.fromAt));
      }),
    );
  });
});

describe('setting up a campaign', () => {
  it('has nothing against one that is whole', () => assert.deepEqual(campaignProblems(campaign()), []));
  for (const [wrong, ...expected] of [
    [{ id: '', name: ' ', queue: '' }, 'id required', 'name required', 'queue required'],
    [{ mode: 'loud' as Campaign['mode'] }, 'mode not-a-choice'],
    [{ status: 'gone' as Campaign['status'] }, 'status not-a-choice'],
    [{ attempts: 0 }, 'attempts not-a-number'],
    [{ attempts: 1.5, horizonDays: NaN }, 'attempts not-a-number', 'horizonDays not-a-number'],
    [
      { reservationMinutes: -1, offerSeconds: 0, clashMinutes: Infinity },
      'reservationMinutes not-a-number',
      'offerSeconds not-a-number',
      'clashMinutes not-a-number',
    ],
    [{ reservationMinutes: 0, offerSeconds: 1, clashMinutes: 0 }],
    [{ callBackFor: ['them' as 'me'] }, 'callBackFor not-a-choice'],
    [{ checks: { clash: 'shout' as 'warn' } }, 'checks not-a-choice'],
    [{ checks: { toString: 'warn' } as Campaign['checks'] }, 'checks not-a-choice'],
    [{ periods: [evening, { ...evening, weekdays: [0] }] }, 'periods.1.weekdays not-a-choice'],
    [{ periods: [{ ...evening, weekdays: [] }] }, 'periods.0.weekdays not-a-choice'],
    [{ periods: [{ ...evening, from: '4pm', until: '25:00' }] }, 'periods.0.from not-a-time', 'periods.0.until not-a-time'],
    [{ periods: [{ ...evening, from: '24:00', until: '24:00' }] }, 'periods.0.from not-a-time'],
    [{ periods: [{ ...evening, from: '21:00' }] }, 'periods.0.until not-a-span'],
    [{ periods: [{ ...evening, timeZone: '+01:00' }] }, 'periods.0.timeZone not-a-zone'],
  ] as const satisfies readonly (readonly [Partial<Campaign>, ...string[]])[])
    it(`says ${expected.join(', ') || 'nothing'} of ${JSON.stringify(wrong)}`, () =>
      assert.deepEqual(
        campaignProblems(campaign(wrong)).map(({ field, reason }) => `${field} ${reason}`),
        expected,
      ));
});

describe('asking what a campaign allows', () => {
  it('refuses what nobody would be called for, and warns of the rest, unless told', () => {
    assert.equal(checkOf(campaign(), 'beyond-horizon'), 'refuse');
    assert.equal(checkOf(campaign(), 'campaign-ended'), 'refuse');
    for (const check of ['outside-period', 'campaign-disabled', 'absent', 'clash'] as const)
      assert.equal(checkOf(campaign(), check), 'warn');
    assert.equal(checkOf(campaign({ checks: { clash: 'refuse' } }), 'clash'), 'refuse');
  });

  for (const [what, rest, may] of [
    ['open, outside its periods', {}, true],
    ['open, and strict about its periods', { checks: { 'outside-period': 'refuse' } }, false],
    ['disabled', { status: 'disabled' }, false],
    ['ended', { status: 'ended' }, false],
    ['ended, but kept', { status: 'ended', checks: { 'campaign-ended': 'warn' } }, true],
  ] as const)
    it(`${may ? 'calls' : 'does not call'} back at noon when ${what}`, () => {
      assert.equal(mayCallBack(campaign(rest), '2026-03-25T11:00Z'), may);
      assert.equal(isOverFor(campaign(rest)), what === 'ended');
    });
});

describe('reserving categories for a campaign', () => {
  const topics = [{ id: 'sold', label: 'Sold' }];
  const catalogue: Catalogue = {
    revision: 1,
    categories: [
      { id: 'result', label: 'Result', choice: 'one', topics, when: { channels: ['call'], campaigns: ['winter'] } },
      { id: 'product', label: 'Product', choice: 'one', topics: [{ id: 'soap', label: 'Soap' }] },
      { id: 'other', label: 'Other', choice: 'one', topics: [{ id: 'x', label: 'X' }], when: { campaigns: ['spring'] } },
    ],
  };
  const shown = (campaignId: string | undefined, categories = true) =>
    shownCategories(
      catalogue,
      situationOf(
        {
          channel: 'call',
          direction: 'outbound',
          ...(campaignId && { attempt: { campaignId, number: 1, of: 3 } }),
        },
        { categories },
      ),
      [],
    ).map(({ id }) => id);

  it('asks them in its calls alone', () => {
    assert.deepEqual(shown('winter'), ['result', 'product']);
    assert.deepEqual(shown('spring'), ['product', 'other']);
    assert.deepEqual(shown(undefined), ['product']);
  });
  it('asks none of them when they are switched off', () => {
    assert.deepEqual(shown('winter', false), ['product']);
    assert.deepEqual(shown('spring', false), ['product']);
  });

  describe('in preview mode with forced registration', () => {
    const preview = campaign({ mode: 'preview' });
    const silent = { id: 'silent', label: 'No answer', outcome: 'no-answer' as const };
    const having = (topic: object, when?: object) => ({
      ...catalogue,
      categories: [{ ...catalogue.categories[1]!, topics: [{ ...silent, ...topic }], ...(when && { when }) }],
    });
    it('needs a topic that says nobody answered, shown in its calls', () => {
      assert.ok(lacksNoAnswer(preview, catalogue, true));
      assert.ok(lacksNoAnswer(preview, having({ retired: true }), true));
      assert.ok(lacksNoAnswer(preview, having({}, { campaigns: ['spring'] }), true));
      assert.ok(!lacksNoAnswer(preview, having({}), true));
      assert.ok(!lacksNoAnswer(preview, having({}, { campaigns: ['winter'] }), true));
    });
    it('does not need it otherwise', () => {
      assert.ok(!lacksNoAnswer(preview, catalogue, false));
      assert.ok(!lacksNoAnswer(campaign(), catalogue, true));
    });
  });
});
