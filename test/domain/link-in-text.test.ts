import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withLink } from '../../src/domain/link-in-text.js';
import { pageLink } from '../../src/domain/plain-text.js';

const link = 'https://shop.example/offer';
/** `|` is the cursor, before and after. */
const put = (text: string, what = link) => {
  const at = text.indexOf('|');
  const done = withLink(text.replace('|', ''), what, at < 0 ? text.length : at);
  return `${done.text.slice(0, done.behind)}|${done.text.slice(done.behind)}`;
};

describe('a link that is put into a text', () => {
  const table: readonly (readonly [where: string, before: string, after: string, link?: string])[] = [
    ['stands alone in an empty text', '|', `${link}|`],
    ['stands behind a word with a space', 'Look here:|', `Look here: ${link}|`],
    ['needs no space behind one', 'Look here: |', `Look here: ${link}|`],
    ['needs none on a line of its own', 'Hello\n|', `Hello\n${link}|`],
    ['stands before what is there', '|Hello', `${link}| Hello`],
    ['stands between two words', 'Hello |Ada', `Hello ${link}| Ada`],
    ['needs nothing between spaces', 'Hello\n|\nAda', `Hello\n${link}|\nAda`],
    ['is not part of what follows', 'Look here: |, and call us.', `Look here: ${link}| , and call us.`],
    ['breaks no word', 'Hel|lo Ada', `Hello ${link}| Ada`],
    ['breaks no word of another script', '你好|世界', `你好 ${link}| 世界`],
    ['breaks no sign of several', 'ok 👩‍👩‍|👧 ok', `ok 👩‍👩‍👧 ${link}| ok`],
    ['breaks no other link', 'see https://other.example/a|bc now', `see https://other.example/abc ${link}| now`],
    ['breaks no link to a house of its own', 'http://intra|net:8080/a, now', `http://intranet:8080/a, ${link}| now`],
    ['is not put in twice, in a house of its own', '(http://intranet/a) |x', '(http://intranet/a|) x', 'http://intranet/a'],
    [
      'is another than a longer one, in a house of its own',
      'http://intranet/ab|',
      'http://intranet/ab http://intranet/a|',
      'http://intranet/a',
    ],
    ['breaks no mail address', 'write to ada@|fjord.example!', `write to ada@fjord.example! ${link}|`],
    ['breaks no variable', 'Hello {{given|Name}}!', `Hello {{givenName}} ${link}| !`],
    ['is not put in twice', `See ${link} now|`, `See ${link}| now`],
    ['is not put in twice before a full stop', `See ${link}.|`, `See ${link}|.`],
    ['is not put in twice, written otherwise', 'See HTTPS://Shop.example/offer, now|', 'See HTTPS://Shop.example/offer|, now'],
    ['is not put in twice, without its scheme', 'www.shop.example|', 'www.shop.example|', 'https://www.shop.example'],
    [
      'is not put in twice, with a sign at its end',
      'https://shop.example/who? |x',
      'https://shop.example/who?| x',
      'https://shop.example/who?',
    ],
    ['is another than a longer one', `${link}s|`, `${link}s ${link}|`],
    ['is another than one with a parameter', `${link}?a=1|`, `${link}?a=1 ${link}|`],
    ['is another than one within a longer one', `https://x.example/?to=${link}|`, `https://x.example/?to=${link} ${link}|`],
  ];
  for (const [where, before, after, what] of table)
    it(where, () => {
      assert.equal(put(before, what), after);
    });

  it('takes nothing away, breaks nothing, and is found again', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(link, `${link}/more`, 'http://intranet/', 'word', ' ', '\n', '.', '{{', '}}', '👩‍👩‍👧', '@', 'https://'),
    );
    const links = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.constantFrom(link, 'http://intranet/', 'http://intranet/?a=(b)', `${link}?`, `${link}/it's.`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), links, fc.integer({ min: -2, max: 60 }), (pieces, given, at) => {
        const what = pageLink(given);
        fc.pre(what !== undefined);
        const text = pieces.join('');
        const done = withLink(text, what, at);
        if (!done.added) assert.equal(done.text, text);
        else {
          const from = done.behind - what.length;
          assert.equal(done.text.slice(from, done.behind), what);
          assert.match(done.text.charAt(from - 1), /^\s?$/);
          assert.match(done.text.charAt(done.behind), /^\s?$/);
          const [before, after] = [done.text.slice(0, from), done.text.slice(done.behind)];
          const kept = [
            before + after,
            before.slice(0, -1) + after,
            before + after.slice(1),
            before.slice(0, -1) + after.slice(1),
          ];
          assert.ok(kept.includes(text));
        }
        assert.deepEqual(withLink(done.text, what, 0), { ...done, added: false });
      }),
    );
  });

  it('is soon there in long texts', () => {
    for (const text of ['word '.repeat(200_000), 'w'.repeat(1_000_000), '{{x}} '.repeat(100_000)])
      assert.ok(withLink(text, link, text.length / 2).text.includes(link));
  });
});

describe('the address of a page', () => {
  const table: readonly (readonly [given: unknown, link: string | undefined])[] = [
    ['https://shop.example/offer?id=1#top', 'https://shop.example/offer?id=1#top'],
    ['http://shop.example', 'http://shop.example'],
    ['  HTTPS://Shop.example/Offer\n', 'https://shop.example/Offer'],
    ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['https://shop.example\\@evil.example/', 'https://shop.example/@evil.example/'],
    ['https://shop.example/\u202egnp.exe', 'https://shop.example/%E2%80%AEgnp.exe'],
    ['https://shop.example/\u0000\ud800', 'https://shop.example/%00%EF%BF%BD'],
    ['http://localhost:8080/shop', 'http://localhost:8080/shop'],
    ['javascript:alert(1)', undefined],
    ['JavaScript://shop.example/%0aalert(1)', undefined],
    [' javascript:alert("https://shop.example")', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['mailto:ada@fjord.example', undefined],
    ['tel:+4722334455', undefined],
    ['ftp://shop.example/', undefined],
    ['www.shop.example', undefined],
    ['//shop.example/', undefined],
    ['/offer', undefined],
    ['https://bank.example@evil.example/', undefined],
    ['https://user:password@shop.example/', undefined],
    ['https://shop.example/ and more words', undefined],
    ['https://shop.example/\nhttps://evil.example/', undefined],
    ['https://', undefined],
    ['https://[no-address', undefined],
    [`https://shop.example/${'x'.repeat(3000)}`, undefined],
    ['', undefined],
    [undefined, undefined],
    [null, undefined],
    [{ toString: () => 'https://shop.example/' }, undefined],
  ];
  for (const [given, expected] of table)
    it(`${JSON.stringify(given)?.slice(0, 60)} is ${expected === undefined ? 'none' : expected}`, () =>
      assert.equal(pageLink(given), expected));
});
