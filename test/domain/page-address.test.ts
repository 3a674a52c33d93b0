import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineOf, pageAddress, type PageAddressRules, withoutPersonal } from '../../src/domain/page-address.js';
import { hostile } from './hostile.js';

const rules: PageAddressRules = { shownParameters: ['q', 'page'], hiddenPaths: ['/account', '/Mine/'] };
const shown = (url: string, given = rules) => {
  const read = pageAddress(url, given);
  return read && `${read.site} ${read.path}${read.query}`;
};
const x = '••••••';

describe('the address of a page', () => {
  const table: readonly (readonly [what: string, url: string, shown: string | undefined])[] = [
    ['is site and path', 'https://shop.example/boots/hiking', 'shop.example /boots/hiking'],
    ['has the port of the site', 'http://shop.example:8080/', 'shop.example:8080 /'],
    ['is decoded', 'https://shop.example/st%C3%B8vler', 'shop.example /støvler'],
    ['cannot be decoded', 'https://shop.example/%E0%A4%A', 'shop.example /%E0%A4%A'],
    [
      'keeps what may be seen of the query',
      'https://shop.example/find?q=red+boots&sid=abc&page=2',
      'shop.example /find?q=red boots&page=2',
    ],
    ['keeps no fragment', 'https://shop.example/find#access_token=abc', 'shop.example /find'],
    ['keeps neither user nor password', 'https://kari:secret@shop.example/', 'shop.example /'],
    ['has bullets for an e-mail address', 'https://shop.example/user/kari@example.org/orders', `shop.example /user/${x}/orders`],
    ['also an encoded one', 'https://shop.example/user/kari%40example.org', `shop.example /user/${x}`],
    ['and in a parameter', 'https://shop.example/find?q=kari%40example.org', `shop.example /find?q=${x}`],
    ['has bullets for a token', 'https://shop.example/reset/9f86d081884c7d65', `shop.example /reset/${x}`],
    ['a mixed one', 'https://shop.example/r/aB3_dE6-gH9jK2mN5pQ8', `shop.example /r/${x}`],
    ['a signed one', 'https://shop.example/t/eyJhbGciOi1.eyJzdWIiOiIx.SflKxwRJSM4', `shop.example /t/${x}`],
    ['a UUID', 'https://shop.example/o/123e4567-e89b-12d3-a456-426614174000', `shop.example /o/${x}`],
    ['has bullets for a long number', 'https://shop.example/o/01019012345', `shop.example /o/${x}`],
    ['not for a day', 'https://shop.example/2026-03-10/news', 'shop.example /2026-03-10/news'],
    [
      'nor for the words of a title',
      'https://shop.example/how-to-choose-the-best-boots-2026',
      'shop.example /how-to-choose-the-best-boots-2026',
    ],
    ['nor for a short number', 'https://shop.example/item/1234567', 'shop.example /item/1234567'],
    ['shows the beginning of what is hidden', 'https://shop.example/account/reset/abc', `shop.example /account/${x}`],
    ['in whatever capitals', 'https://shop.example/ACCOUNT/x', `shop.example /ACCOUNT/${x}`],
    ['hides whole segments only', 'https://shop.example/accounts', 'shop.example /accounts'],
    ['and the page itself has nothing to hide', 'https://shop.example/mine', 'shop.example /mine'],
    ['has nothing that makes it read as another', 'https://shop.example/%E2%80%AEgpj.exe', 'shop.example /gpj.exe'],
    ['has the name that the network has', 'https://аpple.example/', 'xn--pple-43d.example /'],
    ['has bullets also behind a sign that is broken', 'https://shop.example/kari%40example.org%E0', `shop.example /${x}`],
    ['hides also behind an encoded slash', 'https://shop.example/account%2Freset%2Fabc', `shop.example /account/${x}`],
    ['is none of a script', 'javascript:alert(1)', undefined],
    ['is none of data', 'data:text/html,x', undefined],
    ['is none of a file', 'file:///etc/passwd', undefined],
    ['is none of an app', 'chrome-extension://abc/x', undefined],
    ['is none without a site', '/boots', undefined],
    ['is none when it goes on for ever', `https://shop.example/${'a'.repeat(9000)}`, undefined],
  ];
  for (const [what, url, expected] of table) it(`${what}: ${url.slice(0, 60)}`, () => assert.equal(shown(url), expected));

  it('says whether it leads where the customer was', () => {
    const whole = (url: string) => pageAddress(url, rules)!.whole;
    assert.deepEqual(
      ['https://a.example/b?sid=1', 'https://a.example/b/kari@example.org', 'https://a.example/account/x'].map(whole),
      [true, false, false],
    );
  });

  it('is the same when what was kept is read again', () => {
    const segments = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.emailAddress(), fc.uuid(), fc.constantFrom('account', 'boots', '12345678')),
    );
    fc.assert(
      fc.property(segments, fc.webQueryParameters(), (path, query) => {
        const read = pageAddress(`https://a.example/${path.map(encodeURIComponent).join('/')}?q=${query}`, rules);
        if (read) assert.deepEqual(pageAddress(read.url, rules), read);
      }),
    );
  });

  it('keeps no e-mail address, wherever it stands', () => {
    const kept = fc.constantFrom('/user/%/x', '/?q=%', '/?email=%', '/#%', '/account/%', '/?a=1&q=x%20%');
    fc.assert(
      fc.property(fc.emailAddress(), kept, (email, form) => {
        const read = pageAddress(`https://a.example${form.replace('%', encodeURIComponent(email))}`, rules)!;
        assert.ok(!JSON.stringify(Object.values(read).map(String).map(decodeURIComponent)).includes(email));
      }),
    );
  });

  it('is read out of anything', () => {
    for (const value of hostile) pageAddress(value, rules);
  });
});

describe('a text of a web site', () => {
  for (const [given, expected] of [
    ['Order of kari@example.org', `Order of ${x}`],
    ['call me 922 33 445', `call me ${x}`],
    ['+47 92 23 34 45', x],
    ['boots size 42, 2 pairs', 'boots size 42, 2 pairs'],
    ['iphone 15 256 gb', 'iphone 15 256 gb'],
    ['News of 2026-03-10', 'News of 2026-03-10'],
    ['see eyJhbGciOi1.eyJzdWIiOiIx.SflKxwRJSM4 (twice: eyJhbGciOi1.eyJzdWIiOiIx.SflKxwRJSM4)', `see ${x} (twice: ${x})`],
    [`of ${'kari.'.repeat(200)}@example.org`, `of ${x}`],
    ['one@example.org,two@example.org three@', `${x} ${x}`],
  ] as const)
    it(`is shown as ${expected}`, () => assert.equal(withoutPersonal(given), expected));

  it('is read at once, however long its words are', () => {
    const words = ['x', 'a1', '-', '1', '@', 'a.', 'aaaaaaaaaa.', 'x/', '%40'].map((part) => part.repeat(7900 / part.length));
    const begun = performance.now();
    for (let again = 0; again < 100; again += 1)
      for (const text of words) {
        withoutPersonal(text);
        pageAddress(`https://shop.example/${text}`, rules);
      }
    // A second or two. From every sign on read to the end, they would take minutes.
    assert.ok(performance.now() - begun < 20_000);
  });

  it('is one line, without what cannot be seen', () => {
    assert.equal(lineOf(' a\n\tb\u202Ec\0 ', 10), 'a bc');
    assert.equal(lineOf('ab😀', 3), 'ab');
  });
});
