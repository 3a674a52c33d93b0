import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { beginningOf, textParts } from '../../src/domain/plain-text.js';

/** Where the links of a text lead. */
const links = (text: string) => textParts(text).flatMap(({ text, href }) => (href === undefined ? [] : [[text, href]]));

describe('links in a plain text', () => {
  const table: readonly (readonly [text: string, ...links: readonly (readonly [shown: string, href: string])[]])[] = [
    ['nothing to click'],
    ['see https://example.com/a?b=1#c for more', ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c']],
    ['see https://example.com.', ['https://example.com', 'https://example.com/']],
    [
      '(https://example.com/wiki/Lit_(library))',
      ['https://example.com/wiki/Lit_(library)', 'https://example.com/wiki/Lit_(library)'],
    ],
    ['»https://example.com/x«', ['https://example.com/x', 'https://example.com/x']],
    ['www.example.com/path, and on', ['www.example.com/path', 'https://www.example.com/path']],
    ['HTTP://EXAMPLE.COM', ['HTTP://EXAMPLE.COM', 'http://example.com/']],
    ['write to ada@example.com!', ['ada@example.com', 'mailto:ada@example.com']],
    ['mailto:ada@example.com', ['mailto:ada@example.com', 'mailto:ada@example.com']],
    ['call tel:+4722334455 now', ['tel:+4722334455', 'tel:+4722334455']],
    [
      'one https://a.example two https://b.example',
      ['https://a.example', 'https://a.example/'],
      ['https://b.example', 'https://b.example/'],
    ],
    // What must never be a link.
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:msgbox(1) file:///etc/passwd blob:https//x ftp://example.com'],
    ['https://bank.example@evil.example/login'],
    ['https://user:password@example.com'],
    ['https://'],
    ['http://localhost/'],
    ['https://[not-an-address'],
    ['mailto:ada@example.com?bcc=eve@example.com'],
    ['mailto:?body=x'],
    ['tel:1'],
    ['a@b'],
    ['x@-'],
    ['_https://example.com'],
  ];
  for (const [text, ...expected] of table)
    it(`${expected.length ? 'finds them in' : 'leaves'} ${JSON.stringify(text)}`, () => assert.deepEqual(links(text), expected));

  it('keeps the text as it was, and leads nowhere but to pages, mail and telephones', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('https://', 'www.', 'mailto:', 'tel:', 'javascript:', '@', '.example', '(', ')', ' ', '\n', '//', ':'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const parts = textParts(text);
        assert.equal(parts.map((part) => part.text).join(''), text);
        for (const { href } of parts) assert.match(href ?? 'https:', /^(?:https?|mailto|tel):/);
      }),
    );
  });

  it('ends soon on long texts that only nearly are links', () => {
    for (const text of [
      'a@'.repeat(50_000),
      'www.'.repeat(25_000),
      'https://'.repeat(12_000),
      `https://x.example/${'('.repeat(5000)}`,
      '.'.repeat(100_000),
      `${'a'.repeat(100_000)}@`,
    ])
      assert.equal(
        textParts(text)
          .map((part) => part.text)
          .join(''),
        text,
      );
  });
});

describe('the beginning of a text', () => {
  const table: readonly (readonly [text: string, limit: number, beginning: string])[] = [
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one word too many', 9, 'one word…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12, '👩‍👩‍👧‍👦…'],
    ['e\u0301e\u0301', 3, 'e\u0301…'],
    ['', 5, ''],
  ];
  for (const [text, limit, beginning] of table)
    it(`${JSON.stringify(text)} in ${limit} is ${JSON.stringify(beginning)}`, () =>
      assert.equal(beginningOf(text, limit), beginning));

  it('is no longer than was asked for, and never half a sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const beginning = beginningOf(text, limit);
        assert.ok(beginning.length <= Math.max(limit, text.length > limit ? limit : text.length));
        assert.doesNotMatch(beginning, /\p{Cs}/u);
      }),
    );
  });
});
