import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardNumbers } from '../../src/domain/card-number.js';

describe('card numbers in a text', () => {
  // Numbers that the card schemes publish for tests.
  const table: readonly (readonly [string, string | undefined])[] = [
    ['pays with 4111 1111 1111 1111 today', '4111 1111 1111 1111'],
    ['5555555555554444', '5555555555554444'],
    ['amex 3782-822463-10005.', '3782-822463-10005'],
    ['order 4111 1111 1111 1112', undefined],
    ['phone +47 22 33 44 55', undefined],
    ['1234567890123', undefined],
    ['account 1503.40.12345', undefined],
    ['', undefined],
  ];
  for (const [text, number] of table)
    it(`${number ? 'finds one in' : 'leaves'} ${JSON.stringify(text)}`, () =>
      assert.deepEqual(
        cardNumbers(text).map(({ from, to }) => text.slice(from, to)),
        number ? [number] : [],
      ));
  it('ends soon on a long run of digits', () => {
    assert.deepEqual(cardNumbers('4'.repeat(100_000)), []);
    assert.deepEqual(cardNumbers('4 '.repeat(50_000)), []);
  });
});
