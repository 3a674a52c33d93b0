import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { customerId } from '../../src/domain/customer-id.js';
import { runs } from './hostile.js';

describe('making a customer id', () => {
  it('takes ten capitals and digits that nobody mistakes, a letter first, from whatever chance gives', () => {
    const chance = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.constant(1));
    fc.assert(
      fc.property(fc.array(chance, { minLength: 10, maxLength: 10 }), (chances) => {
        assert.match(
          customerId(() => chances.pop() ?? 0),
          /^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{9}$/,
        );
      }),
      runs,
    );
  });

  it('gives the same id for the same chance, and the ends of the alphabet at its ends', () => {
    assert.equal(
      customerId(() => 0),
      'A000000000',
    );
    assert.equal(
      customerId(() => 0.999_999),
      'ZZZZZZZZZZ',
    );
  });
});
