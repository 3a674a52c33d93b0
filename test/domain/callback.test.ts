import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  agreed,
  agreedTime,
  type CallbackDraft,
  callbackProblems,
  type CallbackSituation,
  cancelProblems,
  checkCallback,
} from '../../src/domain/callback.js';
import type { Campaign } from '../../src/domain/campaign.js';
import { callbackConsequences, markConsequences, topicConsequences } from '../../src/domain/consequence.js';
import { callback, campaign, draft } from './campaigns.js';
import { anyText, hostile } from './hostile.js';

const now = '2026-03-25T10:00:00.000Z';
const rules = { comment: true, commentLimit: 100 };
const situation = (rest: Partial<CallbackSituation> = {}): CallbackSituation => ({
  campaign: campaign(),
  rules,
  now,
  agentId: 'anna',
  ...rest,
});
const said = (problems: readonly { field: string; reason: string }[]) =>
  problems.map(({ field, reason }) => `${field} ${reason}`).join(', ');

describe('agreeing on a time', () => {
  for (const [what, rest, time] of [
    ['a plain one', {}, ['2026-03-25T17:00', '2026-03-25T16:00']],
    ['one that the clocks skip: as much later', { wallTime: '2026-03-29T02:30' }, ['2026-03-29T03:30', '2026-03-29T01:30']],
    ['one that comes twice: the first', { wallTime: '2026-10-25T02:30' }, ['2026-10-25T02:30', '2026-10-25T00:30']],
    [
      'the second of two',
      { wallTime: '2026-10-25T02:30', dueAt: '2026-10-25T02:30:00+01:00' },
      ['2026-10-25T02:30', '2026-10-25T01:30'],
    ],
    [
      'a day that was skipped',
      { wallTime: '2011-12-30T10:00', timeZone: 'Pacific/Apia' },
      ['2011-12-31T10:00', '2011-12-30T20:00'],
    ],
    ['one that its instant does not show', { dueAt: '2026-03-25T15:00Z' }, undefined],
    ['a skipped one with an instant', { wallTime: '2026-03-29T02:30', dueAt: '2026-03-29T01:30Z' }, undefined],
    ['none', { wallTime: '' }, undefined],
    ['no zone', { timeZone: 'Oslo' }, undefined],
  ] as const satisfies readonly (readonly [string, Partial<CallbackDraft>, readonly string[] | undefined])[])
    it(`takes ${what}`, () => {
      const found = agreedTime(draft(rest));
      assert.deepEqual(found && [found.wallTime, found.at.slice(0, 16)], time);
    });

  it('is kept as planned, with who and when', () => {
    const by = { id: 'cb-1', now, agentId: 'anna', agentName: 'Anna' };
    assert.deepEqual(agreed(draft(), by), {
      ...draft(),
      id: 'cb-1',
      dueAt: '2026-03-25T16:00:00.000Z',
      agentId: 'anna',
      agreedAt: now,
      agreedBy: 'anna',
      agreedByName: 'Anna',
      state: 'planned',
      changedAt: now,
      revision: 1,
    });
    const forAll = agreed(draft({ for: 'all', comment: ' ' }), by);
    assert.ok(forAll && !('agentId' in forAll) && !('comment' in forAll));
    assert.equal(agreed(draft({ wallTime: 'soon' }), by), undefined);
  });
});

describe('checking a call-back', () => {
  const away = [{ fromAt: '2026-03-25T15:30Z', untilAt: '2026-03-25T18:00Z' }];
  type Row = readonly [
    what: string,
    draft: Partial<CallbackDraft>,
    situation: Partial<CallbackSituation>,
    problems: string,
    warnings?: string,
  ];
  const at = (wallTime: string) => ({ wallTime });
  const says = (rest: Partial<Campaign>) => ({ campaign: campaign(rest) });
  const rows: readonly Row[] = [
    ['one that is well', {}, {}, ''],
    ['a minute ago', at('2026-03-25T10:59'), {}, 'wallTime past'],
    ['now', at('2026-03-25T11:00'), {}, 'wallTime past'],
    ['yesterday, by a clock a day behind', at('2026-03-24T17:00'), {}, 'wallTime past'],
    ['the last day of the horizon', at('2026-04-24T20:59'), {}, ''],
    ['a day beyond', at('2026-04-25T10:00'), {}, 'wallTime beyond-horizon', 'wallTime outside-period'],
    [
      'a day beyond, where that is warned of',
      at('2026-04-27T17:00'),
      says({ checks: { 'beyond-horizon': 'warn' } }),
      '',
      'wallTime beyond-horizon',
    ],
    ['outside the periods', at('2026-03-26T10:00'), {}, '', 'wallTime outside-period'],
    [
      'outside the periods, where that is refused',
      at('2026-03-26T10:00'),
      says({ checks: { 'outside-period': 'refuse' } }),
      'wallTime outside-period',
    ],
    ['at the end of a period', at('2026-03-26T21:00'), {}, '', 'wallTime outside-period'],
    ['any time without periods', at('2026-03-26T03:00'), says({ periods: [] }), ''],
    ['an ended campaign', {}, says({ status: 'ended' }), 'campaignId campaign-ended'],
    [
      'an ended campaign that keeps call-backs',
      {},
      says({ status: 'ended', checks: { 'campaign-ended': 'warn' } }),
      '',
      'campaignId campaign-ended',
    ],
    ['a disabled campaign', {}, says({ status: 'disabled' }), '', 'campaignId campaign-disabled'],
    [
      'a disabled campaign that refuses',
      {},
      says({ status: 'disabled', checks: { 'campaign-disabled': 'refuse' } }),
      'campaignId campaign-disabled',
    ],
    ['another campaign', { campaignId: 'spring' }, {}, 'campaignId not-allowed'],
    ['for me, where it is for all alone', {}, says({ callBackFor: ['all'] }), 'for not-allowed'],
    ['for nobody', { for: 'you' as 'me' }, {}, 'for not-a-choice'],
    ['my absence', {}, { absences: away }, '', 'wallTime absent'],
    ['my absence, for all', { for: 'all' }, { absences: away }, ''],
    ['the end of my absence', at('2026-03-25T19:00'), { absences: away }, ''],
    ['a clash', at('2026-03-25T17:09'), { others: [callback()] }, '', 'wallTime clash'],
    ['near but not too near', at('2026-03-25T17:10'), { others: [callback()] }, ''],
    ['a clash with myself', {}, { others: [callback()], callbackId: 'cb-1' }, ''],
    [
      'a clash with others',
      {},
      { others: [callback({ agentId: 'bo' }), callback({ for: 'all' }), callback({ state: 'cancelled' })] },
      '',
    ],
    [
      'a clash that is refused',
      {},
      { others: [callback()], campaign: campaign({ checks: { clash: 'refuse' } }) },
      'wallTime clash',
    ],
    ['no time', at(''), {}, 'wallTime required'],
    ['no time at all', at('soon'), {}, 'wallTime not-a-time'],
    ['a day that is none', at('2026-02-29T10:00'), {}, 'wallTime not-a-time'],
    ['no zone', { timeZone: '' }, {}, 'timeZone not-a-zone'],
    ['neither', { wallTime: '', timeZone: 'x' }, {}, 'wallTime required, timeZone not-a-zone'],
    ['another instant', { dueAt: '2026-03-25T17:00Z' }, {}, 'dueAt not-that-time'],
    ['an empty number', { number: { raw: ' ' } }, {}, 'number required'],
    ['a number', { number: { raw: '+4722334455' } }, {}, ''],
    ['a concealed number', { number: { customerId: 'kari', field: 'mobile' } }, {}, ''],
    ['no comment', { comment: ' ' }, {}, '', 'comment asked'],
    ['no comment where it is required', { comment: '' }, says({ commentRequired: true }), 'comment required'],
    [
      'no comment where there is none',
      { comment: '' },
      { ...says({ commentRequired: true }), rules: { ...rules, comment: false } },
      '',
    ],
    ['a long comment', { comment: 'x'.repeat(101) }, {}, 'comment too-long'],
    ['a broken comment', { comment: 'x\ud800' }, {}, 'comment not-text'],
  ];
  for (const [what, rest, around, problems, warnings = ''] of rows)
    it(`says ${[problems, warnings && `(${warnings})`].filter(Boolean).join(' ') || 'nothing'} of ${what}`, () => {
      const verdict = checkCallback(draft(rest), situation(around));
      assert.equal(said(verdict.problems), problems);
      assert.equal(said(verdict.warnings), warnings);
      assert.deepEqual(callbackProblems(draft(rest), situation(around)), verdict.problems);
    });

  it('survives any text, and lets through only what can be kept', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.option(anyText, { nil: undefined }), (wallTime, timeZone, comment, dueAt) => {
        for (const rest of [{ wallTime }, { timeZone }, { comment }, { dueAt }, { wallTime, timeZone, comment, dueAt }]) {
          const given = draft(rest as Partial<CallbackDraft>);
          const { problems } = checkCallback(given, situation());
          assert.ok(problems.length > 0 || agreed(given, { id: 'x', now, agentId: 'anna' }));
        }
      }),
    );
    for (const text of hostile) checkCallback(draft({ wallTime: text, timeZone: text, dueAt: text, comment: text }), situation());
  });
});

describe('cancelling a call-back', () => {
  for (const [reason, problem] of [
    ['The customer called us.', ''],
    [' ', 'reason required'],
    ['x'.repeat(1001), 'reason too-long'],
    ['x\0', 'reason not-text'],
  ] as const)
    it(`says ${problem || 'nothing'} of ${JSON.stringify(reason.slice(0, 30))}`, () =>
      assert.equal(said(cancelProblems(reason)), problem));
});

describe('saying what will happen', () => {
  const oslo = { timeZone: 'Europe/Oslo' };
  const keys = (
    rest: Partial<CallbackDraft>,
    of: Partial<Campaign> = {},
    agent: Parameters<typeof callbackConsequences>[2] = oslo,
  ) => callbackConsequences(draft(rest), campaign(of), agent).map(({ key }) => key);
  const away = { ...oslo, absences: [{ fromAt: '2026-03-25T00:00Z', untilAt: '2026-03-26T00:00Z' }] };

  for (const [what, rest, of, agent, expected] of [
    ['for me', {}, {}, oslo, ['reserved', 'comment-shown']],
    ['for me, without a reservation', {}, { reservationMinutes: 0 }, oslo, ['first-free', 'comment-shown']],
    ['for me, but away', {}, {}, away, ['away-then', 'comment-shown']],
    ['for all', { for: 'all' }, {}, away, ['first-free', 'comment-shown']],
    ['without a comment', { comment: '' }, {}, oslo, ['reserved']],
    ['far away', { timeZone: 'America/New_York' }, {}, oslo, ['zones', 'reserved', 'comment-shown']],
    ['elsewhere at the same time', { timeZone: 'Europe/Stockholm' }, {}, oslo, ['reserved', 'comment-shown']],
    ['a skipped time', { wallTime: '2026-03-29T02:30' }, {}, oslo, ['skipped', 'reserved', 'comment-shown']],
    ['a time that comes twice', { wallTime: '2026-10-25T02:30' }, {}, oslo, ['twice', 'reserved', 'comment-shown']],
    ['a disabled campaign', {}, { status: 'disabled' }, oslo, ['reserved', 'campaign-disabled', 'comment-shown']],
    ['no time yet', { wallTime: '' }, {}, oslo, []],
    ['an instant of another time', { dueAt: '2026-03-25T15:00Z' }, {}, oslo, []],
  ] as const satisfies readonly (readonly [
    string,
    Partial<CallbackDraft>,
    Partial<Campaign>,
    typeof away | typeof oslo,
    readonly string[],
  ])[])
    it(`is ${expected.join(', ') || 'nothing'} ${what}`, () => assert.deepEqual(keys(rest, of, agent), expected));

  it('says from when and for how long it is reserved', () => {
    const [reserved] = callbackConsequences(draft(), campaign(), oslo);
    const from = { wallTime: '2026-03-25T17:00', timeZone: 'Europe/Oslo', at: '2026-03-25T16:00:00.000Z' };
    assert.deepEqual(reserved, { key: 'reserved', minutes: 20, from });
  });

  it('says both times of a night on which the clocks are changed', () => {
    const [skipped] = callbackConsequences(draft({ wallTime: '2026-03-29T02:30' }), campaign(), oslo);
    assert.ok(skipped?.key === 'skipped');
    assert.deepEqual(
      [skipped.asked.wallTime, skipped.meant.wallTime, skipped.instead.wallTime].map((text) => text.slice(11)),
      ['02:30', '03:30', '01:30'],
    );
    const second = { wallTime: '2026-10-25T02:30', dueAt: '2026-10-25T01:30:00Z' };
    const [first, last] = [{ wallTime: second.wallTime }, second].map(
      (rest) => callbackConsequences(draft(rest), campaign(), oslo)[0],
    );
    assert.ok(first?.key === 'twice' && last?.key === 'twice');
    assert.deepEqual([first.first, last.first], [true, false]);
    assert.deepEqual([first.meant, first.other], [last.other, last.meant]);
  });

  it('says what a mark leaves', () => {
    const attempt = { campaignId: 'winter', number: 1, of: 3 };
    const next = { fromAt: '2026-03-25T15:00:00.000Z', untilAt: '2026-03-25T20:00:00.000Z', timeZone: 'Europe/Oslo' };
    const left = { key: 'attempts-left', left: 2, of: 3 };
    assert.deepEqual(markConsequences(attempt, campaign(), now), [left, { key: 'next-period', time: next, now: false }]);
    assert.deepEqual(markConsequences(attempt, campaign(), '2026-03-25T15:00:00Z'), [
      left,
      { key: 'next-period', time: next, now: true },
    ]);
    assert.deepEqual(markConsequences(attempt, campaign({ status: 'disabled', periods: [] }), now), [
      left,
      { key: 'campaign-disabled' },
    ]);
    assert.deepEqual(markConsequences({ ...attempt, number: 3 }, campaign(), now), [{ key: 'no-attempts', of: 3 }]);
    assert.deepEqual(markConsequences({ ...attempt, reason: 'silent-call' }, campaign(), now), [{ key: 'silent-call' }]);
    assert.deepEqual(markConsequences(attempt, campaign({ status: 'ended' }), now), [{ key: 'campaign-ended' }]);
  });

  it('says when a topic is for the statistics only', () => {
    const topics = [
      { id: 'machine', label: 'Voicemail', outcome: 'answering-machine' as const },
      { id: 'sold', label: 'Sold' },
    ];
    const catalogue = { revision: 1, categories: [{ id: 'c', label: 'C', choice: 'many' as const, topics }] };
    assert.deepEqual(topicConsequences(catalogue, ['machine'], false), [{ key: 'statistics-only', topicIds: ['machine'] }]);
    assert.deepEqual(topicConsequences(catalogue, ['machine'], true), []);
    assert.deepEqual(topicConsequences(catalogue, ['sold'], false), []);
  });
});
