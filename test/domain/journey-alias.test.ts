import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type JourneyClaim, journeySpans } from '../../src/domain/journey-alias.js';
import { after } from './journeys.js';

const claim = (customerId: string, seconds: number): JourneyClaim => ({ customerId, since: after(seconds) });
const spans = (...claims: readonly JourneyClaim[]) =>
  journeySpans(claims).map(({ customerId, from = '…', until = '…' }) => `${customerId} ${from} ${until}`);

describe('whose a browser was', () => {
  it('is nobody’s without a claim', () => assert.deepEqual(spans(), []));
  it('is one customer’s from the very beginning', () => assert.deepEqual(spans(claim('a', 10)), ['a … …']));
  it('is another’s from the time on when they were known', () => {
    assert.deepEqual(spans(claim('b', 20), claim('a', 10)), [`a … ${after(20)}`, `b ${after(20)} …`]);
  });
  it('stays one’s who is known again', () => assert.deepEqual(spans(claim('a', 10), claim('a', 20)), ['a … …']));
  it('is the first’s again', () => {
    assert.deepEqual(spans(claim('a', 10), claim('b', 20), claim('a', 30)), [
      `a … ${after(20)}`,
      `b ${after(20)} ${after(30)}`,
      `a ${after(30)} …`,
    ]);
  });

  it('is exactly one’s at every time, in whatever order it became known', () => {
    const claims = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(50)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(claims, fc.nat(60), (given, seconds) => {
        const made = given.map(([customerId, since]) => claim(customerId, since));
        const then = after(seconds);
        const owners = journeySpans(made).filter(({ from = '', until = '~' }) => from <= then && then < until);
        assert.equal(owners.length, 1);
        assert.deepEqual(journeySpans([...made].reverse()), journeySpans(made));
      }),
    );
  });
});
