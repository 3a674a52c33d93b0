import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DeliveryReport, type Message, messageFailures, reported } from '../../src/domain/message.js';

describe('what is reported of a delivery', () => {
  type Kept = Pick<Message, 'state' | 'failure' | 'sentAt' | 'deliveredAt' | 'failedAt'>;
  type Report = DeliveryReport & { readonly at: string };
  const at = (second: number) => `2026-03-10T12:00:${String(second).padStart(2, '0')}.000Z`;
  const told = (...reports: readonly Report[]) =>
    reports.reduce<Kept>((kept, report) => reported(kept, report), { state: 'queued' });
  const sent: Report = { state: 'sent', at: at(1) };
  const failed: Report = { state: 'failed', failure: 'expired', at: at(2) };
  const delivered: Report = { state: 'delivered', at: at(3) };

  it('is kept with when that was', () => {
    assert.deepEqual(told(sent), { state: 'sent', sentAt: at(1) });
    assert.deepEqual(told(sent, delivered), { state: 'delivered', sentAt: at(1), deliveredAt: at(3) });
    assert.deepEqual(told(sent, failed), { state: 'failed', failure: 'expired', sentAt: at(1), failedAt: at(2) });
  });

  it('is refused where nobody says why it failed', () => {
    assert.equal(told({ state: 'failed', at: at(2) }).failure, 'refused');
    for (const failure of messageFailures) assert.equal(told({ ...failed, failure }).failure, failure);
  });

  it('never failed when it arrived', () => {
    for (const reports of [
      [failed, delivered],
      [delivered, failed],
    ])
      assert.deepEqual(told(...reports), { state: 'delivered', deliveredAt: at(3) });
  });

  it('only adds when it was sent where that is heard late', () => {
    assert.deepEqual(told(delivered, sent), told(sent, delivered));
    assert.deepEqual(told(failed, sent), told(sent, failed));
  });

  it('is the same object where it says nothing new, and leaves the rest of a message alone', () => {
    const known = { ...told(sent, delivered), text: 'a' };
    for (const report of [sent, failed, delivered, { ...delivered, at: at(9) }]) assert.equal(reported(known, report), known);
    const message = { state: 'queued', text: 'a' } as const;
    assert.deepEqual({ ...reported(message, sent) }, { ...message, state: 'sent', sentAt: at(1) });
    assert.deepEqual(message, { state: 'queued', text: 'a' });
  });

  it('ends in the same, in whichever order it comes', () => {
    const anyReport = fc.record({
      state: fc.constantFrom('sent' as const, 'failed' as const, 'delivered' as const),
      failure: fc.constantFrom(...messageFailures),
      at: fc.nat(59).map(at),
    });
    const steps = fc.uniqueArray(anyReport, { selector: ({ state }) => state });
    const shuffled = <T>(all: fc.Arbitrary<T[]>) =>
      all.chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })));
    fc.assert(fc.property(shuffled(steps), ([reports, otherwise]) => assert.deepEqual(told(...reports), told(...otherwise))));
    // Of several that say the same the first counts: only the state is the same then.
    fc.assert(
      fc.property(shuffled(fc.array(anyReport)), ([reports, otherwise]) => {
        const [one, other] = [told(...reports), told(...otherwise)];
        assert.deepEqual(
          [one.state, !one.failure, !one.failedAt, !one.sentAt],
          [other.state, !other.failure, !other.failedAt, !other.sentAt],
        );
        assert.equal(one.failure !== undefined, one.state === 'failed');
      }),
    );
  });
});
