import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Interaction } from '../../src/domain/interaction.js';
import { customerAddress, generation, interactionProblems } from '../../src/domain/interaction.js';
import { hostile, huge, runs } from './hostile.js';

const call: Interaction = {
  id: 'i1',
  channel: 'call',
  direction: 'inbound',
  state: 'offered',
  from: '+4790012345',
  to: '+4722334400',
  startedAt: '2026-03-01T10:00:00Z',
};

describe('asking for the customer’s address', () => {
  it('is the caller of an inbound call', () => assert.equal(customerAddress(call), '+4790012345'));
  it('is the called of an outbound one', () => assert.equal(customerAddress({ ...call, direction: 'outbound' }), '+4722334400'));
  it('is what the host says, if it does', () => {
    assert.equal(customerAddress({ ...call, lookup: 'a@example.org' }), 'a@example.org');
    assert.equal(customerAddress({ ...call, lookup: '' }), '');
  });
  it('is none when nobody said', () => assert.equal(customerAddress({ ...call, from: undefined }), undefined));
});

describe('asking for the generation', () => {
  const other = (change: Partial<Interaction>) => generation({ ...call, ...change }) !== generation(call);
  it('is a new one with another id or another address', () => {
    assert.ok(other({ id: 'i2' }));
    assert.ok(other({ from: '+4790012346' }));
    assert.ok(other({ lookup: '+4790012346' }));
    assert.ok(other({ direction: 'outbound' }));
  });
  it('is the same for another object, state, time or message of the same', () => {
    assert.ok(!other({}));
    assert.ok(
      !other({
        state: 'active',
        answeredAt: '2026-03-01T10:00:05Z',
        lastInboundAt: '2026-03-01T10:00:09Z',
        customerId: 'C1',
        to: '+4722334401',
      }),
    );
    assert.ok(!other({ lookup: '+4790012345' }));
  });
  it('cannot be forged by an id that looks like another with an address', () => {
    assert.notEqual(generation({ ...call, id: 'a","b' }), generation({ ...call, id: 'a', from: 'b' }));
    assert.notEqual(generation({ ...call, from: undefined }), generation({ ...call, from: '' }));
  });
});

describe('checking an interaction', () => {
  const check = (value: unknown) => interactionProblems(value).map(({ field, reason }) => `${field}: ${reason}`);
  it('takes a good one', () => {
    assert.deepEqual(check(call), []);
    assert.deepEqual(
      check({
        ...call,
        endedBy: 'hang-up',
        endedAt: '2026-03-01T11:00:00+01:00',
        customerId: '',
        from: undefined,
        campaign: { id: 1 },
      }),
      [],
    );
  });
  it('wants an id, a channel, a direction, a state and a start', () => {
    const all = ['id: required', 'channel: required', 'direction: required', 'state: required', 'startedAt: required'];
    for (const wrong of [undefined, null, 1, 'x', [], {}]) assert.deepEqual(check(wrong), all);
  });
  it('says what is wrong', () => {
    assert.deepEqual(
      check({
        ...call,
        channel: 'fax',
        direction: 'up',
        state: 'on',
        startedAt: 'now',
        endedBy: 'death',
        from: 7,
        id: 'x'.repeat(1001),
      }),
      [
        'id: too-long',
        'channel: not-a-choice',
        'direction: not-a-choice',
        'state: not-a-choice',
        'startedAt: not-a-date',
        'from: not-text',
        'endedBy: not-a-choice',
      ],
    );
    assert.deepEqual(check({ ...call, endedAt: '2026-03-01T10:00:00' }), ['endedAt: not-a-date']);
    assert.deepEqual(check({ ...call, channel: 'toString' }), ['channel: not-a-choice']);
  });
  it('survives anything', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => check(anything).length > 0),
      runs,
    );
    for (const text of [...hostile, ...huge])
      assert.doesNotThrow(() => check({ ...call, id: text, from: text, startedAt: text }));
  });
});
