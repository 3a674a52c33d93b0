import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { conceal, hasBullets } from '../../src/domain/conceal.js';
import { anyText, huge, runs } from './hostile.js';

const phone = { use: 'phone' } as const;

describe('concealing a number', () => {
  const cases: readonly [string, string][] = [
    ['+47 900 12 345', '•••••• 45'],
    ['90012345', '•••••• 45'],
    ['tel:+4790012345;ext=99', '•••••• 45'],
    ['+4790012345 ext. 678', '•••••• 45'],
    ['+4790012345#99', '•••••• 45'],
    ['90012345; 90012399', '•••••• 45'],
    ['12345', '••••••'],
    ['abc', '••••••'],
    ['', '••••••'],
  ];
  for (const [value, expected] of cases)
    it(`makes ${expected} of ${value || 'nothing'}`, () => assert.equal(conceal(phone, value), expected));

  it('does the same for the default number', () => assert.equal(conceal({ use: 'default-phone' }, '90012345'), '•••••• 45'));

  it('shows two digits at most, of whatever stands there', () => {
    fc.assert(
      fc.property(anyText, (value) => /^•{6}(?: \d\d)?$/.test(conceal(phone, value))),
      runs,
    );
  });
});

describe('concealing anything else', () => {
  it('shows the same bullets for every value, so that not even its length is told', () => {
    fc.assert(
      fc.property(anyText, (value) => conceal({ use: 'email' }, value) === '••••••' && conceal({}, value) === '••••••'),
      runs,
    );
    for (const value of huge) assert.equal(conceal({}, value), '••••••');
  });
});

describe('knowing bullets', () => {
  it('knows what was concealed, and what somebody typed behind it', () => {
    for (const value of ['', 'x', '+47 900 12 345']) {
      assert.ok(hasBullets(conceal(phone, value)));
      assert.ok(hasBullets(`${conceal({}, value)} 99`));
    }
  });
  it('leaves everything else alone', () => {
    for (const text of ['', 'a', '•', '• one •• two', '...', '***']) assert.ok(!hasBullets(text), text);
  });
});
