import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decoded, emailKey } from '../../src/domain/email.js';
import { anyText, hostile, huge, runs } from './hostile.js';

describe('reading an e-mail address', () => {
  const read: readonly [string, string][] = [
    ['Ada@Example.ORG', 'ada@example.org'],
    ['  ada@example.org\u00a0', 'ada@example.org'],
    ['mailto:ada@example.org', 'ada@example.org'],
    ['MAILTO:ada%2Btest@example.org?subject=Hi', 'ada+test@example.org'],
    ['"Lovelace, Ada" <Ada@example.org>', 'ada@example.org'],
    ['Ada <mailto:ada@example.org>', 'ada@example.org'],
    ['<ada@example.org>', 'ada@example.org'],
    ['\u202aada@example.org\u202c', 'ada@example.org'],
    ["o'brien+x_y-z.1@mail.example.co.uk", "o'brien+x_y-z.1@mail.example.co.uk"],
    ['søren@blåbær.no', 'søren@blåbær.no'],
    ['SOREN@BLA\u030aBÆR.NO', 'soren@blåbær.no'],
    ['info@xn--blbr-roah.no', 'info@xn--blbr-roah.no'],
    ['用户@例子.公司', '用户@例子.公司'],
    ['a@b.co', 'a@b.co'],
  ];
  for (const [raw, key] of read) it(`finds ${key} in ${JSON.stringify(raw)}`, () => assert.equal(emailKey(raw), key));

  const refused = [
    '',
    '@',
    'ada',
    'ada@',
    '@example.org',
    'ada@example',
    'ada@.org',
    'ada@example.',
    'ada@example..org',
    'ada @example.org',
    'ada@exa mple.org',
    'a@b@c.org',
    'ada@example.org\r\nBcc: eve@example.org',
    'ada\0@example.org',
    'ada@-example.org',
    'ada@example-.org',
    'ada@10.0.0.1',
    'ada@10.0.0.127',
    'ada@example.org, bob@example.org',
    'a,b@example.org',
    '\ud800@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b.'.repeat(130)}org`,
    'javascript:alert(1)@x.y',
  ];
  for (const raw of refused)
    it(`finds none in ${JSON.stringify(raw.slice(0, 40))}`, () => assert.equal(emailKey(raw), undefined));

  describe('a second time', () => {
    it('gives the same', () => {
      fc.assert(
        fc.property(fc.oneof(fc.emailAddress(), anyText), (raw) => {
          const key = emailKey(raw);
          if (key !== undefined) assert.equal(emailKey(key), key);
        }),
        runs,
      );
    });
  });

  it('reads what is written in capitals the same, and two different ones never the same', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: '-1' }), fc.emailAddress({ size: '-1' }), (one, other) => {
        const plain = /^[\w.+-]+@[\w.-]+$/;
        fc.pre(plain.test(one) && plain.test(other));
        assert.equal(emailKey(one.toUpperCase()), emailKey(one));
        if (emailKey(one) && one.toLowerCase() !== other.toLowerCase()) assert.notEqual(emailKey(one), emailKey(other));
      }),
      runs,
    );
  });

  it('survives hostile texts, quickly', () => {
    const before = performance.now();
    for (const text of [...hostile, ...huge, `a@${'b-'.repeat(400)}`, `<${'<'.repeat(900)}`])
      assert.doesNotThrow(() => emailKey(text));
    assert.ok(performance.now() - before < 5000);
  });
});

describe('resolving percent signs', () => {
  it('leaves a text alone in which they mean nothing', () => {
    assert.equal(decoded('a%2Bb'), 'a+b');
    assert.equal(decoded('100 %'), '100 %');
  });
});
