import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Attempt, attemptProblems, dialerActions, markOutcome, unreachedTopics } from '../../src/domain/attempt.js';
import type { Campaign } from '../../src/domain/campaign.js';
import type { Catalogue } from '../../src/domain/catalogue.js';
import type { Interaction } from '../../src/domain/interaction.js';
import { campaign } from './campaigns.js';

const attempt = (rest: Partial<Attempt> = {}): Attempt => ({ campaignId: 'winter', number: 1, of: 3, ...rest });
const now = '2026-03-25T10:00:00Z';

describe('offering what can be said of an attempt', () => {
  type Call = Pick<Interaction, 'channel' | 'state' | 'answeredAt'>;
  const answered: Call = { channel: 'call', state: 'active', answeredAt: now };
  const rangOut: Call = { channel: 'call', state: 'wrap-up' };
  for (const [what, call, which, rules, expected] of [
    ['an answered call', answered, {}, {}, 'mark me all'],
    ['an answered call that is over', { ...answered, state: 'wrap-up' }, {}, {}, 'mark me all'],
    ['a call that rang out', rangOut, {}, {}, 'me all'],
    ['a call that is ringing', { ...rangOut, state: 'active' }, {}, {}, 'me all'],
    ['a call that is closed', { ...answered, state: 'closed' }, {}, {}, ''],
    ['a chat', { ...answered, channel: 'chat' }, {}, {}, ''],
    ['a campaign without marking', answered, { mark: false }, {}, 'me all'],
    ['a campaign with call-backs for all alone', answered, { callBackFor: ['all'] }, {}, 'mark all'],
    ['the order of the campaign', answered, { callBackFor: ['all', 'me'] }, {}, 'mark me all'],
    ['another campaign', answered, { id: 'spring' }, {}, ''],
    ['actions that are switched off', answered, {}, { actions: false }, ''],
    ['an ended campaign', answered, { status: 'ended' }, {}, 'mark me all'],
  ] as const satisfies readonly (readonly [string, Call, Partial<Campaign>, object, string])[])
    it(`is ${expected || 'nothing'} for ${what}`, () => {
      const { mark, callBackFor } = dialerActions(call, attempt(), campaign(which), { actions: true, ...rules });
      assert.equal([...(mark ? ['mark'] : []), ...callBackFor].join(' '), expected);
    });

  it('is nothing for a call that the dialer did not make, or whose campaign is not known', () => {
    const nothing = { mark: false, callBackFor: [] };
    assert.deepEqual(dialerActions(answered, undefined, campaign(), { actions: true }), nothing);
    assert.deepEqual(dialerActions(answered, attempt(), undefined, { actions: true }), nothing);
  });
});

describe('marking an attempt as unanswered', () => {
  const next = { fromAt: '2026-03-25T15:00:00.000Z', untilAt: '2026-03-25T20:00:00.000Z', timeZone: 'Europe/Oslo' };
  for (const [what, which, rest, outcome] of [
    ['the first', {}, {}, { left: 2, of: 3, again: true, next }],
    ['the second', { number: 2 }, {}, { left: 1, of: 3, again: true, next }],
    ['the last', { number: 3 }, {}, { left: 0, of: 3, again: false, whyNot: 'no-attempts' }],
    ['one more than there are', { number: 5 }, {}, { left: 0, of: 3, again: false, whyNot: 'no-attempts' }],
    ['one after a silent call', { reason: 'silent-call' }, {}, { left: 2, of: 3, again: false, whyNot: 'silent-call' }],
    ['one of an ended campaign', {}, { status: 'ended' }, { left: 2, of: 3, again: false, whyNot: 'campaign-ended' }],
    [
      'one of an ended campaign that keeps call-backs',
      {},
      { status: 'ended', checks: { 'campaign-ended': 'warn' } },
      { left: 2, of: 3, again: false, whyNot: 'campaign-ended' },
    ],
    ['one of a disabled campaign', {}, { status: 'disabled' }, { left: 2, of: 3, again: true, disabled: true, next }],
    ['one of a campaign without periods', {}, { periods: [] }, { left: 2, of: 3, again: true }],
  ] as const satisfies readonly (readonly [string, Partial<Attempt>, Partial<Campaign>, object])[])
    it(`says what is left of ${what}`, () => assert.deepEqual(markOutcome(attempt(which), campaign(rest), now), outcome));
});

describe('choosing a topic that says nobody was reached', () => {
  const topics = [
    { id: 'machine', label: 'Voicemail', outcome: 'answering-machine' as const },
    { id: 'silent', label: 'No answer', outcome: 'no-answer' as const },
    { id: 'sold', label: 'Voicemail sold', outcome: 'none' as const },
    { id: 'later', label: 'Unanswered' },
  ];
  const catalogue: Catalogue = { revision: 1, categories: [{ id: 'c', label: 'C', choice: 'many', topics }] };
  it('is told by the topic’s outcome, never by its label', () => {
    assert.deepEqual(unreachedTopics(catalogue, ['sold', 'later', 'silent', 'machine', 'unknown']), ['machine', 'silent']);
    assert.deepEqual(unreachedTopics(catalogue, ['sold', 'later']), []);
  });
});

describe('an attempt from a host', () => {
  it('is whole, or says what is wrong', () => {
    assert.deepEqual(attemptProblems(attempt({ reason: 'callback', callbackId: 'cb-1' })), []);
    const wrong = attemptProblems({ campaignId: '', number: 0, of: 0.5, reason: 'why' as 'list' });
    assert.deepEqual(
      wrong.map(({ field, reason }) => `${field} ${reason}`),
      ['campaignId required', 'number not-a-number', 'of not-a-number', 'reason not-a-choice'],
    );
  });
  it('takes anything, and says what is wrong with it', () => {
    const reasons = (value: unknown) => attemptProblems(value).map(({ field, reason }) => `${field} ${reason}`);
    assert.deepEqual(reasons(undefined), []);
    assert.deepEqual(reasons('winter'), [' not-an-object']);
    assert.deepEqual(reasons(null), [' not-an-object']);
    assert.deepEqual(reasons(attempt({ timeZone: 'Mars/Olympus' })), ['timeZone not-a-zone']);
    assert.deepEqual(reasons(attempt({ timeZone: 'Europe/Oslo' })), []);
    assert.deepEqual(reasons({ ...attempt(), callbackId: 7, campaignId: 'x'.repeat(1001) }), [
      'campaignId too-long',
      'callbackId not-text',
    ]);
    assert.deepEqual(reasons({ number: '1', of: Number.NaN }), ['campaignId required', 'number not-a-number', 'of not-a-number']);
  });
});
