import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isBackendError } from '../../src/backend/backend-error.js';
import {
  asAbsences,
  asAttending,
  asAttemptState,
  asCallback,
  asCampaign,
  asCampaigns,
} from '../../src/backend/callback-answers.js';
import { callback, campaign } from '../domain/campaigns.js';

const now = '2026-03-10T12:00:00.000Z';
const attempt = { campaignId: 'winter', number: 1, of: 3 };
const mark = { interactionId: 'call-1', campaignId: 'winter', markedAt: now, markedBy: 'anna', revision: 1 };
const state = {
  interactionId: 'call-1',
  attempt,
  campaign: campaign({ checks: {} }),
  actions: { mark: true, callBackFor: ['me', 'all'] },
  mark,
  callback: callback(),
  others: [callback({ id: 'cb-2' })],
  now,
};
const attending = { holdsUntilAt: now, offer: callback({ state: 'offered', takenBy: 'anna', takenAt: now }), nextAt: now, now };
const nonsense: readonly unknown[] = [undefined, null, true, 0, '', '<b>', [], {}, () => {}, new Date(), [null]];

const table: Record<string, { read(value: unknown): unknown; right: unknown; wrong: readonly unknown[] }> = {
  'a call-back': {
    read: asCallback,
    right: callback({ number: { raw: '22 33 44 55' }, reservedUntilAt: now, missed: 'not-answered' }),
    wrong: [
      { ...callback(), dueAt: 'soon' },
      { ...callback(), state: 'lost' },
      { ...callback(), id: 7 },
    ],
  },
  'the state of an attempt': {
    read: asAttemptState,
    right: state,
    wrong: [
      { ...state, now: 'noon' },
      { ...state, interactionId: 7 },
      { ...state, callback: {} },
      { ...state, mark: {} },
    ],
  },
  'an attendance': {
    read: asAttending,
    right: attending,
    wrong: [
      { ...attending, now: '' },
      { ...attending, offer: {} },
    ],
  },
};

for (const [what, { read, right, wrong }] of Object.entries(table))
  describe(`reading ${what}`, () => {
    it('takes one as it is', () => assert.deepEqual(read(right), right));
    it('takes nothing else', () => {
      for (const value of [...nonsense, ...wrong])
        assert.throws(
          () => read(value),
          (caught: unknown) => isBackendError(caught) && caught.code === 'failed',
          JSON.stringify(value),
        );
    });
    it('leaves out what nobody knows', () => assert.deepEqual(read({ ...(right as object), surprise: '<b>' }), right));
  });

describe('reading what may be missing', () => {
  it('offers nothing by rules that nobody knows', () => {
    const { actions, campaign: rules } = asAttemptState({ ...state, campaign: { id: 'winter', name: 'Winter', queue: 'sales' } });
    assert.equal(rules, undefined);
    assert.deepEqual(actions, { mark: false, callBackFor: [] });
    assert.deepEqual(asAttemptState({ ...state, attempt: { number: 1 } }).actions, { mark: false, callBackFor: [] });
    assert.deepEqual(asAttemptState({ ...state, actions: null }).actions, { mark: false, callBackFor: [] });
    assert.deepEqual(asAttemptState({ ...state, actions: { mark: 'yes', callBackFor: ['you', 'all'] } }).actions, {
      mark: false,
      callBackFor: ['all'],
    });
  });
  it('leaves out campaigns without readable rules, and periods that are none', () => {
    assert.deepEqual(asCampaigns([campaign({ checks: {} }), null, { ...campaign(), mode: 'loud' }]), [campaign({ checks: {} })]);
    assert.deepEqual(
      asCampaign({ ...campaign(), periods: [{ weekdays: 'all' }, ...campaign().periods!] })?.periods,
      campaign().periods,
    );
    assert.deepEqual(asCampaign({ ...campaign(), checks: { clash: 'refuse', absent: 'shout' } })?.checks, { clash: 'refuse' });
  });
  it('shows a call-back of an unknown zone by the clocks of UTC', () => {
    const { timeZone, wallTime, dueAt } = asCallback({ ...callback(), timeZone: 'Mars/Olympus', wallTime: 7 });
    assert.deepEqual([timeZone, wallTime, dueAt], ['UTC', '2026-03-25T16:00', callback().dueAt]);
  });
  it('takes what is readable of absences', () => {
    const away = { fromAt: now, untilAt: '2026-03-11T12:00:00.000Z' };
    assert.deepEqual(asAbsences([away, null, { fromAt: now }, { ...away, surprise: 1 }]), [away, away]);
    for (const value of nonsense) assert.deepEqual(asAbsences(value), []);
  });
});
