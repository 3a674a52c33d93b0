import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { blankForm, draftOf, formOf, reportOf } from '../../src/domain/attempt-form.js';
import { agreedTime } from '../../src/domain/callback.js';
import { type ChosenTime, chosenFrom, chosenInstant, chosenReading, inZone, wallTimeOf } from '../../src/domain/chosen-time.js';
import { zonedAt } from '../../src/domain/wall-time.js';
import { callback } from './campaigns.js';

const oslo = 'Europe/Oslo';
const zones = [oslo, 'America/Sao_Paulo', 'Pacific/Apia', 'UTC', 'Asia/Kathmandu'];
const instants = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 16)}:00.000Z`);

describe('a time while it is being chosen', () => {
  for (const [what, chosen, wallTime, instant] of [
    ['nothing', {}, '', undefined],
    ['a day alone', { day: '2026-03-25' }, '2026-03-25T', undefined],
    ['a time alone', { time: '15:00' }, 'T15:00', undefined],
    ['both', { day: '2026-03-25', time: '15:00' }, '2026-03-25T15:00', '2026-03-25T14:00:00.000Z'],
    ['what is no day', { typed: 'soonish', time: '15:00' }, 'soonish', undefined],
    ['a day that does not exist', { day: '2026-02-30', time: '15:00' }, '2026-02-30T15:00', undefined],
    ['what the clocks skip', { day: '2026-03-29', time: '02:30' }, '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['what they show twice', { day: '2026-10-25', time: '02:30' }, '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    [
      'the second of two',
      { day: '2026-10-25', time: '02:30', dueAt: '2026-10-25T01:30:00.000Z' },
      '2026-10-25T02:30',
      '2026-10-25T01:30:00.000Z',
    ],
    [
      'an instant that is neither of two',
      { day: '2026-10-25', time: '02:30', dueAt: '2026-10-25T05:30:00.000Z' },
      '2026-10-25T02:30',
      '2026-10-25T00:30:00.000Z',
    ],
  ] as const)
    it(`of ${what} is ${instant ?? 'none yet'}`, () => {
      const time: ChosenTime = { ...chosen, timeZone: oslo };
      assert.equal(wallTimeOf(time), wallTime);
      assert.equal(chosenInstant(time)?.at, instant);
    });

  it('keeps its instant in another zone, and its clocks where there is none', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.constantFrom(...zones), (at, one, other) => {
        const moved = inZone(chosenFrom(zonedAt(at, one)), other);
        assert.equal(chosenInstant(moved)?.at, at);
        assert.equal(moved.timeZone, other);
      }),
    );
    assert.deepEqual(inZone({ day: '2026-03-25', timeZone: oslo }, 'UTC'), { day: '2026-03-25', timeZone: 'UTC' });
  });

  it('of an instant shows that instant, of two the right one', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, zone) =>
        assert.equal(chosenInstant(chosenFrom(zonedAt(at, zone)))?.at, at),
      ),
    );
    const second = chosenFrom(zonedAt('2026-10-25T01:30:00.000Z', oslo));
    assert.equal(chosenReading(second)?.kind, 'twice');
    assert.equal(chosenInstant(second)?.at, '2026-10-25T01:30:00.000Z');
  });
});

describe('what is said of an attempt', () => {
  const about = { campaignId: 'winter', interactionId: 'call-1' };

  it('is nothing in a blank form, for me where the campaign has it', () => {
    const form = blankForm({ mark: true, callBackFor: ['me', 'all'] }, oslo);
    assert.equal(reportOf(form, about), undefined);
    assert.equal(form.for, 'me');
    assert.equal(blankForm({ mark: true, callBackFor: ['all'] }, oslo).for, 'all');
  });

  it('is one of two, never both', () => {
    const form = {
      ...blankForm({ mark: true, callBackFor: ['me'] }, oslo),
      when: { day: '2026-03-25', time: '15:00', timeZone: oslo },
    };
    assert.deepEqual(reportOf({ ...form, outcome: 'unanswered' }, about), { outcome: 'unanswered' });
    assert.deepEqual(reportOf({ ...form, outcome: 'call-back', comment: ' ' }, about), {
      outcome: 'call-back',
      callback: { for: 'me', wallTime: '2026-03-25T15:00', timeZone: oslo },
    });
  });

  it('of what is agreed on agrees on the same again', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, timeZone) => {
        const { wallTime } = zonedAt(at, timeZone);
        const before = callback({ dueAt: at, wallTime, timeZone });
        const draft = draftOf(formOf(before), about);
        assert.equal(agreedTime(draft)?.at, at);
        assert.deepEqual([draft.for, draft.comment, draft.number], [before.for, before.comment, before.number]);
      }),
    );
  });
});
