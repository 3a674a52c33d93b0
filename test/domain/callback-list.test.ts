import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Callback, CallbackState } from '../../src/domain/callback.js';
import {
  callbackLists,
  callbackRows,
  isListed,
  isOverdue,
  nextPlanned,
  reservedSeconds,
} from '../../src/domain/callback-list.js';
import { callback } from './campaigns.js';

const dueAt = '2026-03-25T16:00:00.000Z';
const before = { agentId: 'anna', now: '2026-03-25T15:48:00.000Z' };
const after = { agentId: 'anna', now: '2026-03-25T16:05:00.000Z' };
const reservedUntilAt = '2026-03-25T16:20:00.000Z';

describe('looking at the lists', () => {
  for (const [what, rest, viewer, expected] of [
    ['planned for me', {}, before, 'planned all'],
    ['planned for Bo', { agentId: 'bo' }, before, 'all'],
    ['planned for all', { for: 'all' }, before, 'all'],
    ['due for me and not queued yet', {}, after, 'queue all'],
    ['due at this very moment', {}, { ...after, now: dueAt }, 'queue all'],
    ['reserved for me', { state: 'queued', reservedUntilAt }, after, 'queue all'],
    ['queued for me, reservation over', { state: 'queued' }, after, 'queue all'],
    ['reserved for Bo', { state: 'queued', reservedUntilAt, agentId: 'bo' }, after, 'all'],
    ['queued for all', { state: 'queued', for: 'all' }, after, 'all'],
    ['offered to me', { state: 'offered', takenBy: 'anna' }, after, 'queue all'],
    ['for all, offered to me', { state: 'offered', takenBy: 'anna', for: 'all' }, after, 'queue all'],
    ['mine, offered to Bo', { state: 'offered', takenBy: 'bo' }, after, 'all'],
    ['Bo’s, dialled by me', { state: 'dialled', takenBy: 'anna', agentId: 'bo' }, after, 'queue all'],
    ['mine, missed', { state: 'missed', missed: 'campaign-ended' }, after, 'queue all'],
    ['mine, missed by Bo', { state: 'missed', missed: 'not-answered', takenBy: 'bo' }, after, 'all'],
    ['done', { state: 'done', takenBy: 'anna' }, after, ''],
    ['cancelled', { state: 'cancelled' }, after, ''],
  ] as const satisfies readonly (readonly [string, Partial<Callback>, typeof before, string])[])
    it(`has what is ${what} in ${expected || 'none'}`, () => {
      const lists = (['planned', 'queue', 'all'] as const).filter((name) => isListed(callback(rest), name, viewer));
      assert.equal(lists.join(' '), expected);
    });

  it('has mine in one of my two lists, while something is to become of it', () => {
    const states: readonly CallbackState[] = ['planned', 'queued', 'offered', 'dialled', 'done', 'missed', 'cancelled'];
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom('me' as const, 'all' as const),
        fc.constantFrom('anna', 'bo'),
        fc.constantFrom('anna', 'bo', undefined),
        fc.constantFrom(before, after),
        (state, whom, agentId, taker, viewer) => {
          const taken = taker && (state === 'offered' || state === 'dialled') ? { takenBy: taker } : {};
          const one = callback({ state, for: whom, ...(whom === 'me' && { agentId }), ...taken });
          const [planned, queue, all] = (['planned', 'queue', 'all'] as const).map((name) => isListed(one, name, viewer));
          assert.ok(!(planned && queue));
          assert.equal(all, !['done', 'cancelled'].includes(state));
          if (planned || queue) assert.ok(all);
        },
      ),
    );
  });

  it('shows planned ones by permission, and everybody’s by another', () => {
    assert.deepEqual(callbackLists([]), ['queue']);
    assert.deepEqual(callbackLists(['callbacks.view']), ['planned', 'queue']);
    assert.deepEqual(callbackLists(['callbacks.manage', 'callbacks.view']), ['planned', 'queue', 'all']);
  });

  it('sorts what is overdue first, then by time, what is missed last', () => {
    const at = (id: string, minute: string, rest: Partial<Callback> = {}) =>
      callback({ id, dueAt: `2026-03-25T16:${minute}:00Z`, ...rest });
    const rows = callbackRows(
      [
        at('missed', '00', { state: 'missed' }),
        at('soon', '30'),
        at('reserved', '01', { state: 'queued', reservedUntilAt }),
        at('overdue', '03', { state: 'queued', agentId: 'bo' }),
        at('b', '02', { state: 'queued', for: 'all' }),
        at('a', '02', { state: 'queued', for: 'all' }),
        at('done', '00', { state: 'done' }),
      ],
      'all',
      after,
    );
    assert.deepEqual(
      rows.map((row) => row.callback.id),
      ['a', 'b', 'overdue', 'reserved', 'soon', 'missed'],
    );
    assert.deepEqual(
      rows.map(({ minutesUntilDue, reservedSeconds }) => [minutesUntilDue, reservedSeconds]),
      [
        [-3, undefined],
        [-3, undefined],
        [-2, undefined],
        [-4, 900],
        [25, undefined],
        [-5, undefined],
      ],
    );
  });

  it('says which comes next, and in how many minutes', () => {
    const mine = [
      callback({ id: 'later', dueAt: '2026-03-25T17:00:00Z' }),
      callback(),
      callback({ id: 'bo', agentId: 'bo', dueAt: '2026-03-25T15:50:00Z' }),
    ];
    const next = nextPlanned(mine, before);
    assert.deepEqual([next?.callback.id, next?.minutesUntilDue], ['cb-1', 12]);
    assert.equal(nextPlanned(mine.slice(1), after), undefined);
  });
});

describe('being overdue', () => {
  for (const [what, rest, viewer, overdue] of [
    ['planned', {}, before, false],
    ['due', {}, after, true],
    ['queued', { state: 'queued' }, after, true],
    ['reserved', { state: 'queued', reservedUntilAt }, after, false],
    ['reserved until now', { state: 'queued', reservedUntilAt: after.now }, after, true],
    ['offered', { state: 'offered', takenBy: 'bo' }, after, false],
    ['dialled', { state: 'dialled', takenBy: 'bo' }, after, false],
    ['missed', { state: 'missed' }, after, false],
    ['cancelled', { state: 'cancelled' }, after, false],
  ] as const satisfies readonly (readonly [string, Partial<Callback>, typeof before, boolean])[])
    it(`${overdue ? 'is' : 'is not'} when ${what}`, () => assert.equal(isOverdue(callback(rest), viewer.now), overdue));

  it('counts a reservation down in seconds, to nothing', () => {
    const reserved = callback({ state: 'queued', reservedUntilAt });
    assert.equal(reservedSeconds(reserved, '2026-03-25T16:19:58.500Z'), 2);
    assert.equal(reservedSeconds(reserved, reservedUntilAt), undefined);
    assert.equal(reservedSeconds({ ...reserved, state: 'offered' }, after.now), undefined);
  });
});
