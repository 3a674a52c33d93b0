import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isMask, maskExample, matchesMask } from '../../src/domain/mask.js';
import { anyText, hostile, huge, runs } from './hostile.js';

describe('filling a mask', () => {
  const cases: readonly [string, string, boolean][] = [
    ['##-###', '00-950', true],
    ['##-###', '00950', false],
    ['##-###', '0-950', false],
    ['##-###', '00-9501', false],
    ['##-###', ' 00-950', false],
    ['##-###', '٠٠-٩٥٠', false],
    ['aaa ######', 'ABC 123456', true],
    ['aaa ######', 'ŁÓÐ 123456', true],
    ['aaa ######', 'AB1 123456', false],
    ['aaa', 'नमस', true],
    ['a', 'e\u0301', true],
    ['e\u0301#', 'é7', true],
    ['é#', 'e\u03017', true],
    ['e\u0301#', 'e7', false],
    ['#\\a', '4a', true],
    ['#\\a', '4b', false],
    ['\\##', '#7', true],
    ['#\\x', '1\\x', true],
    ['#\\', '1\\', true],
    ['!#', '!7', true],
    ['a\\\\', 'X\\', true],
    ['#.#', '1.2', true],
    ['#.#', '1x2', false],
    ['[#]{2}', '[1]{2}', true],
    ['(#)', '(1)', true],
    ['#\n', '1\n', true],
    ['#', '1\n', false],
  ];
  for (const [mask, value, fits] of cases)
    it(`${fits ? 'takes' : 'refuses'} ${JSON.stringify(value)} for ${JSON.stringify(mask)}`, () =>
      assert.equal(matchesMask(mask, value), fits));

  it('takes the currency of the house for $', () => {
    assert.ok(matchesMask('### $', '100 NOK', 'NOK'));
    assert.ok(!matchesMask('### $', '100 EUR', 'NOK'));
    assert.ok(matchesMask('### $', '100 EUR'));
    assert.ok(!matchesMask('### $', '100 $'));
    assert.ok(matchesMask('### \\$', '100 $'));
  });

  it('survives hostile masks and values', () => {
    for (const text of hostile) for (const mask of hostile) assert.equal(typeof matchesMask(mask, text), 'boolean');
    for (const text of huge) assert.equal(matchesMask('##', text), false);
  });
});

describe('showing how a mask is filled', () => {
  it('makes an example', () => {
    assert.equal(maskExample('##-###'), '12-345');
    assert.equal(maskExample('aaa ######'), 'ABC 123456');
    assert.equal(maskExample('###\\# $', 'NOK'), '123# NOK');
  });

  it('makes one that fits, of every mask', () => {
    fc.assert(
      fc.property(anyText, (mask) => {
        fc.pre(mask === mask.normalize('NFC') && !/\p{M}/u.test(mask));
        assert.ok(matchesMask(mask, maskExample(mask, 'NOK'), 'NOK'));
      }),
      runs,
    );
  });
});

describe('asking whether a mask can be used', () => {
  for (const mask of ['#', 'a', '##-###', '#\\', '#\\a', '\\\\#']) it(`takes ${mask}`, () => assert.ok(isMask(mask)));
  for (const mask of ['', '--', '\\#', '\\a\\$', '$', '#'.repeat(201)])
    it(`refuses ${mask.slice(0, 9) || 'nothing'}`, () => assert.ok(!isMask(mask)));
});
