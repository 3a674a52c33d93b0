import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  asHistoryItem,
  belongs,
  compareHistory,
  filterChoices,
  fitsFilter,
  type HistoryItem,
  isRunning,
  isUnanswered,
  talkSeconds,
  timeOf,
} from '../../src/domain/history.js';
import { historyScope } from '../../src/domain/history-scope.js';
import type { Interaction, InteractionSummary } from '../../src/domain/interaction.js';

const start = '2026-03-02T09:00:00Z';
const item = (more: Partial<InteractionSummary> = {}): HistoryItem =>
  asHistoryItem({
    id: 'i1',
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    from: '+4790012345',
    startedAt: start,
    revision: 1,
    ...more,
  });

describe('times of a history', () => {
  for (const [text, time] of [
    [start, Date.parse(start)],
    ['2026-03-02T09:00:00+01:00', Date.parse('2026-03-02T08:00:00Z')],
    ['2026-03-02', NaN],
    ['2026-03-02T09:00:00', NaN],
    ['2026-13-45T99:00:00Z', NaN],
    ['0000-01-01T00:00:00+14:00', NaN],
    ['9999-12-31T23:59:59Z', NaN],
    ['+275760-09-13T00:00:00Z', NaN],
    ['yesterday', NaN],
    ['', NaN],
    [undefined, NaN],
    [7, NaN],
  ] as const)
    it(`reads ${JSON.stringify(text)} as ${time}`, () => assert.equal(timeOf(text), time));
});

describe('the order of a history', () => {
  it('is newest first, without a time last, and then by id', () => {
    const sorted = [
      item({ id: 'none', startedAt: 'soon' }),
      item({ id: 'a' }),
      item({ id: 'b' }),
      item({ id: 'new', startedAt: '2026-03-03T09:00:00+02:00' }),
      item({ id: 'nothing', startedAt: undefined as unknown as string }),
    ].sort(compareHistory);
    assert.deepEqual(
      sorted.map(({ id }) => id),
      ['new', 'b', 'a', 'nothing', 'none'],
    );
  });

  it('is one order, whatever comes', () => {
    const any = fc
      .record({ id: fc.string(), startedAt: fc.oneof(fc.constantFrom(start, 'x', ''), fc.string()) })
      .map((given) => item(given));
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        assert.equal(Math.sign(compareHistory(a, b)), -Math.sign(compareHistory(b, a)) + 0);
        assert.equal(compareHistory(a, a), 0);
        if (compareHistory(a, b) <= 0 && compareHistory(b, c) <= 0) assert.ok(compareHistory(a, c) <= 0);
      }),
    );
  });

  it('takes a revision that is none for the oldest', () => {
    for (const revision of [NaN, undefined, 'x', Infinity]) assert.equal(item({ revision: revision as number }).revision, 0);
  });
});

describe('how long people talked', () => {
  for (const [name, more, seconds] of [
    ['a call from its answer', { answeredAt: '2026-03-02T09:00:20Z', endedAt: '2026-03-02T09:04:20Z' }, 240],
    ['a chat from its beginning', { channel: 'chat', endedAt: '2026-03-02T09:04:20Z' }, 260],
    ['a chat from its answer', { channel: 'chat', answeredAt: '2026-03-02T09:04:00Z', endedAt: '2026-03-02T09:04:20Z' }, 20],
    ['a transferred call without an answer', { endedBy: 'transfer', endedAt: '2026-03-02T09:01:00Z' }, 60],
    ['a call nobody answered', { endedAt: '2026-03-02T09:01:00Z' }, undefined],
    ['a call that goes on', { state: 'active', answeredAt: start }, undefined],
    ['an e-mail', { channel: 'email', endedAt: '2026-03-02T09:04:20Z' }, undefined],
    ['an SMS', { channel: 'sms', answeredAt: start, endedAt: '2026-03-02T09:04:20Z' }, undefined],
    ['one that ended before', { answeredAt: start, endedAt: '2026-03-02T08:00:00Z' }, undefined],
    ['one that took a year', { answeredAt: start, endedAt: '2027-03-02T09:00:00Z' }, undefined],
    ['one with an absurd end', { answeredAt: start, endedAt: 'never' }, undefined],
    ['one with an absurd answer', { answeredAt: '?', endedAt: '2026-03-02T09:04:20Z' }, undefined],
  ] as const)
    it(`of ${name}: ${seconds}`, () => assert.equal(talkSeconds(item(more as Partial<Interaction>)), seconds));

  for (const [name, more, is] of [
    ['ended without an answer', { endedAt: start }, true],
    ['closed without an end', {}, true],
    ['answered', { answeredAt: start, endedAt: start }, false],
    ['transferred', { endedAt: start, endedBy: 'transfer' }, false],
    ['ringing', { state: 'offered' }, false],
    ['a chat', { channel: 'chat', endedAt: start }, false],
  ] as const)
    it(`is unanswered when ${name}: ${is}`, () => assert.equal(isUnanswered(item(more as Partial<Interaction>)), is));
});

describe('what runs', () => {
  const at = Date.parse('2026-03-02T10:00:00Z');
  for (const [name, more, is] of [
    ['an active call', { state: 'active' }, true],
    ['a ringing one', { state: 'offered' }, true],
    ['the work after one', { state: 'wrap-up' }, false],
    ['an active one with an end', { state: 'active', endedAt: start }, false],
    ['a call of last week', { state: 'active', startedAt: '2026-02-22T10:00:00Z' }, false],
    ['an e-mail of last week', { state: 'active', channel: 'email', startedAt: '2026-02-22T10:00:00Z' }, true],
    ['a call without a time', { state: 'active', startedAt: '' }, false],
  ] as const)
    it(`is ${name}: ${is}`, () => assert.equal(isRunning(item(more as Partial<Interaction>), at), is));
});

describe('filters', () => {
  const mail = item({ channel: 'email', direction: 'outbound', agentId: 'me' });
  for (const [filter, is] of [
    [{}, true],
    [{ channel: 'email' }, true],
    [{ channel: 'call' }, false],
    [{ direction: 'outbound', mine: true }, true],
    [{ channel: 'email', direction: 'inbound' }, false],
  ] as const)
    it(`${JSON.stringify(filter)} lets an own outbound e-mail through: ${is}`, () =>
      assert.equal(fitsFilter(mail, filter, 'me'), is));

  it('count nobody’s as mine for nobody', () => assert.equal(fitsFilter(item(), { mine: true }, 'me'), false));

  it('offer what occurs, and what is chosen already', () => {
    const fax = item({ channel: 'fax' as 'call', direction: 'sideways' as 'inbound' });
    assert.deepEqual(filterChoices([mail, item(), fax], {}), {
      channels: ['call', 'email'],
      directions: ['inbound', 'outbound'],
    });
    assert.deepEqual(filterChoices([mail], { channel: 'sms' }), { channels: ['sms', 'email'], directions: ['outbound'] });
  });
});

describe('whether an interaction belongs to a history', () => {
  const ours = item({ customerId: 'c1' });
  const theirs = item({ customerId: 'c2' });
  const nobodys = item();
  const other = item({ from: '+4799999999' });
  for (const [name, now, before, customerId, answer] of [
    ['assigned to the customer', ours, undefined, 'c1', 'here'],
    ['assigned to another one', theirs, undefined, 'c1', 'elsewhere'],
    ['given to another one', theirs, ours, 'c1', 'elsewhere'],
    ['taken from the customer', nobodys, ours, 'c1', 'unclear'],
    ['still nobody’s', nobodys, nobodys, 'c1', 'here'],
    ['nobody’s, with another address by now', other, nobodys, 'c1', 'unclear'],
    ['nobody’s and new', nobodys, undefined, 'c1', 'unclear'],
    ['another’s as before, as the backend listed it', theirs, theirs, 'c1', 'here'],
    ['of an address, as before', theirs, ours, undefined, 'here'],
    ['of an address, new', ours, undefined, undefined, 'unclear'],
    ['of an address that was corrected', other, ours, undefined, 'unclear'],
  ] as const)
    it(`${name}: ${answer}`, () => assert.equal(belongs(now, before, customerId), answer));
});

describe('whose history it is', () => {
  const call = item();
  for (const [name, customerId, interaction, scope] of [
    ['the customer’s, where there is one', 'c1', call, { customerId: 'c1' }],
    ['the caller’s', undefined, call, { address: { raw: '+4790012345' }, text: '+4790012345' }],
    [
      'that of whom was called',
      '',
      item({ direction: 'outbound', to: 'a@b.no' }),
      { address: { raw: 'a@b.no' }, text: 'a@b.no' },
    ],
    [
      'that of a concealed number',
      undefined,
      item({ from: '•••••• 45' }),
      { address: { interactionId: 'i1' }, text: '•••••• 45' },
    ],
    ['nobody’s without a conversation', undefined, undefined, 'nobody'],
    ['nobody’s without an address', undefined, item({ from: undefined }), 'nobody'],
    ['withheld', undefined, item({ from: '' }), 'withheld'],
    ['withheld, in words', undefined, item({ from: 'Anonymous' }), 'withheld'],
    ['withheld, from an untyped host', undefined, item({ from: null as unknown as string }), 'withheld'],
    [
      'a number’s, from an untyped host',
      undefined,
      item({ from: 22334455 as unknown as string }),
      { address: { raw: '22334455' }, text: '22334455' },
    ],
  ] as const)
    it(`is ${name}`, () => assert.deepEqual(historyScope(customerId, interaction), scope));
});
