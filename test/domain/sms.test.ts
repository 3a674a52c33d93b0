import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { costlyCharacters, smsSize, withPlainLetters, withPlainSigns } from '../../src/domain/sms.js';

/** 3GPP TS 23.038, 6.2.1: the default alphabet, column by column; without ESC. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅå' +
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
  ' !"#¤%&\'()*+,-./' +
  '0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNO' +
  'PQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmno' +
  'pqrstuvwxyzäöñüà';
/** 6.2.1.1: its extension. */
const extension = '\f^{}\\[~]|€';

const family = '👩‍👩‍👧‍👦'; // eleven units
const thumb = '👍🏽';
const norway = '🇳🇴';

const costs = (text: string) => costlyCharacters(text).map(({ character }) => character);

const graphemes = (text: string) => Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
/** Signs of Arabic and Indic scripts that take the digit behind them with them: here, such a sign is a character of its own. */
const prepended = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\ud804-\ud807]/;

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...basic) },
  fc.constantFrom(...extension),
  fc.constantFrom(...'ąćęłńóśźżêôîûçœâëïĳþðđ', 'e\u0301', 'a\u030a', 'o\u0302', '\u0301'),
  fc.constantFrom(...'“”’‘–—…•™©«»ﬁ≤→\t', '\u00a0', '\u00ad', '\u200b', '\u200d', '\u200e', '\ufe0f', '\u2028', '\x1b', '\r\n'),
  fc.constantFrom(...'жЯαΏשלم漢', '\u200c', '½', '²'),
  fc.constantFrom(family, thumb, norway, '😀', '❤️', '1️⃣', '\ud83d', '\ude00'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
/** Texts of a few letters, and of some segments. */
const anyText = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }))
  .map(([pieces, times]) => pieces.join('').repeat(times));

describe('the size of an SMS', () => {
  it('knows every sign of GSM-7, and none beside them', () => {
    assert.equal(new Set(basic).size, 127);
    assert.deepEqual(smsSize(basic), { encoding: 'gsm-7', units: 127, segments: 1, left: 33 });
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      const { encoding, units } = smsSize(character);
      const expected = extension.includes(character) ? ['gsm-7', 2] : [basic.includes(character) ? 'gsm-7' : 'ucs-2', 1];
      assert.deepEqual([encoding, units], expected, `U+${code.toString(16)}`);
    }
  });

  for (const character of extension)
    it(`takes ${JSON.stringify(character)} for two septets, and for one unit of UCS-2`, () => {
      assert.deepEqual(smsSize(character), { encoding: 'gsm-7', units: 2, segments: 1, left: 158 });
      assert.deepEqual(smsSize(`${character}ą`), { encoding: 'ucs-2', units: 2, segments: 1, left: 68 });
    });

  const a = (times: number) => 'a'.repeat(times);
  const z = (times: number) => 'ż'.repeat(times);
  const table: readonly (readonly [name: string, text: string, ...size: (string | number)[]])[] = [
    ['nothing', '', 'gsm-7', 0, 0, 160],
    ['one letter', 'a', 'gsm-7', 1, 1, 159],
    ['a full segment', a(160), 'gsm-7', 160, 1, 0],
    ['one letter more', a(161), 'gsm-7', 161, 2, 145],
    ['two full segments', a(306), 'gsm-7', 306, 2, 0],
    ['one letter more than two', a(307), 'gsm-7', 307, 3, 152],
    ['ten segments', a(1530), 'gsm-7', 1530, 10, 0],
    ['a lone € at the end of a segment', `${a(158)}€`, 'gsm-7', 160, 1, 0],
    ['a € over that end', `${a(159)}€`, 'gsm-7', 161, 2, 145],
    ['a € over the 153rd septet of one segment', `${a(152)}€${a(6)}`, 'gsm-7', 160, 1, 0],
    ['a € over the 153rd septet of two', `${a(152)}€${a(7)}`, 'gsm-7', 161, 2, 144],
    ['a € over the border that just fits', `${a(152)}€${a(151)}`, 'gsm-7', 305, 2, 0],
    ['a € over the border that does not', `${a(152)}€${a(152)}`, 'gsm-7', 306, 3, 152],
    ['a € before the border', `${a(151)}€${a(153)}`, 'gsm-7', 306, 2, 0],
    ['a € over each border', '€'.repeat(153), 'gsm-7', 306, 3, 151],
    ['CR LF', 'a\r\nb', 'gsm-7', 4, 1, 156],
    ['CR LF over a border', `${a(152)}\r\n${a(10)}`, 'gsm-7', 164, 2, 142],
    ['one Polish letter', z(1), 'ucs-2', 1, 1, 69],
    ['a full segment of UCS-2', z(70), 'ucs-2', 70, 1, 0],
    ['one letter more in UCS-2', z(71), 'ucs-2', 71, 2, 63],
    ['two full segments of UCS-2', z(134), 'ucs-2', 134, 2, 0],
    ['one letter more than two in UCS-2', z(135), 'ucs-2', 135, 3, 66],
    ['an emoji at the end of a segment', `${a(68)}😀`, 'ucs-2', 70, 1, 0],
    ['an emoji over the 67th unit of one segment', `${a(66)}😀${a(2)}`, 'ucs-2', 70, 1, 0],
    ['an emoji over the 67th unit of two', `${a(66)}😀${a(3)}`, 'ucs-2', 71, 2, 62],
    ['an emoji over the border that does not fit', `${a(66)}😀${a(66)}`, 'ucs-2', 134, 3, 66],
    ['a family', family, 'ucs-2', 11, 1, 59],
    ['a family over a border: parted between its people', `${a(60)}${family}`, 'ucs-2', 71, 2, 62],
    ['extension characters beside an emoji', '€{}[]😀', 'ucs-2', 7, 1, 63],
    ['half an emoji', '\ud83d', 'ucs-2', 1, 1, 69],
    ['the halves of an emoji, changed', `${a(66)}\ude00\ud83d`, 'ucs-2', 68, 1, 2],
    ['ESC', '\x1b', 'ucs-2', 1, 1, 69],
  ];
  for (const [name, text, encoding, units, segments, left] of table)
    it(`of ${name} is ${units} ${encoding} in ${segments}, ${left} left`, () =>
      assert.deepEqual(smsSize(text), { encoding, units, segments, left }));

  const sentences: readonly (readonly [string, string, 'gsm-7' | 'ucs-2'])[] = [
    ['Norwegian', 'Hei! Vi ringer deg på tirsdag kl. 10.30, så snakkes vi. Æ, Ø og Å koster ikke noe ekstra.', 'gsm-7'],
    ['Swedish', 'Hej! Vi återkommer på måndag. Hälsningar från kundtjänst i Örebro och Älmhult, § 4.', 'gsm-7'],
    ['French with é è à ù', 'Votre dossier est arrivé à la préfecture, où il sera traité très vite.', 'gsm-7'],
    ['French with ê', 'Vous êtes client.', 'ucs-2'],
    ['French with ô', 'Bientôt.', 'ucs-2'],
    ['French with î', "S'il vous plaît.", 'ucs-2'],
    ['French with û', 'Bien sûr.', 'ucs-2'],
    ['French with ç', 'Un reçu.', 'ucs-2'],
    ['French with Ç', 'Ça va.', 'gsm-7'],
    ['French with œ', 'Le cœur.', 'ucs-2'],
    ['Dutch', 'Uw afspraak is op woensdag om tien uur.', 'gsm-7'],
    ['Dutch with ë', 'Uw financiële overzicht.', 'ucs-2'],
    ['Dutch with ï', 'Geïnteresseerd?', 'ucs-2'],
    ['Polish without its letters', 'Prosimy o kontakt.', 'gsm-7'],
    ...Array.from('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ', (letter) => [`Polish with ${letter}`, `x${letter}x`, 'ucs-2'] as const),
  ];
  for (const [name, text, encoding] of sentences)
    it(`${name} travels as ${encoding}`, () => assert.equal(smsSize(text).encoding, encoding));

  it('never shrinks when something is written behind', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, more) => {
        assert.ok(smsSize(text + more).segments >= smsSize(text).segments);
      }),
    );
  });

  it('says what is left: so many letters go in, and one more needs a segment', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(text !== '');
        const { encoding, units, segments, left } = smsSize(text);
        const [single, each] = encoding === 'gsm-7' ? [160, 153] : [70, 67];
        const empty = (segments === 1 ? single : each * segments) - units - left;
        assert.ok(empty >= 0 && empty < segments, `${empty} units empty at the borders of ${segments} segments`);
        assert.deepEqual(smsSize(text + 'a'.repeat(left)), { encoding, units: units + left, segments, left: 0 });
        assert.equal(smsSize(text + 'a'.repeat(left + 1)).segments, segments + 1);
      }),
    );
  });
});

describe('what makes an SMS cost more', () => {
  it('is nothing in a text of GSM-7', () => {
    assert.deepEqual(costlyCharacters(''), []);
    assert.deepEqual(costlyCharacters(basic + extension), []);
  });

  it('is named once, counted, in the order of the text, with what can be written instead', () => {
    assert.deepEqual(costlyCharacters('Zażółć „gęś”… e\u0301 ½ Ж ż żŻ'), [
      { character: 'ż', count: 3, letter: 'z' },
      { character: 'ó', count: 1, letter: 'o' },
      { character: 'ł', count: 1, letter: 'l' },
      { character: 'ć', count: 1, letter: 'c' },
      { character: '„', count: 1, instead: '"' },
      { character: 'ę', count: 1, letter: 'e' },
      { character: 'ś', count: 1, letter: 's' },
      { character: '”', count: 1, instead: '"' },
      { character: '…', count: 1, instead: '...' },
      { character: 'e\u0301', count: 1, instead: 'é' },
      { character: '½', count: 1 },
      { character: 'Ж', count: 1 },
      { character: 'Ż', count: 1, letter: 'Z' },
    ]);
  });

  it('is an emoji as people see it', () => {
    assert.deepEqual(costlyCharacters(`a${family}${family}${thumb} ${norway}1️⃣b`), [
      { character: family, count: 2 },
      { character: thumb, count: 1 },
      { character: norway, count: 1 },
      { character: '1️⃣', count: 1 },
    ]);
  });

  it('is also what nobody sees', () => {
    assert.deepEqual(costlyCharacters('a\u200bb\u00adc\u00a0d\u200e'), [
      { character: '\u200b', count: 1, instead: '' },
      { character: '\u00ad', count: 1, instead: '' },
      { character: '\u00a0', count: 1, instead: ' ' },
      { character: '\u200e', count: 1, instead: '' },
    ]);
  });

  it('is every such character, and no other', () => {
    const gsm = (character: string) => [...character].every((part) => basic.includes(part) || extension.includes(part));
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!prepended.test(text));
        const all = graphemes(text).filter((one) => !gsm(one));
        assert.deepEqual(costs(text), [...new Set(all)]);
        assert.equal(
          costlyCharacters(text).reduce((sum, { count }) => sum + count, 0),
          all.length,
        );
      }),
    );
  });

  it('can be written in GSM-7 where something is named for it', () => {
    for (let code = 0; code <= 0x1ffff; code++) {
      const character = String.fromCodePoint(code);
      for (const { instead, letter } of costlyCharacters(character)) {
        assert.ok(instead === undefined || letter === undefined, character);
        assert.equal(smsSize(instead ?? letter ?? '').encoding, 'gsm-7', character);
        if (letter !== undefined) assert.match(character, /\p{L}/u);
        // A letter is no sign, if it is not two in one (ﬁ) or the same letter in another place of Unicode (K for kelvin).
        if (instead !== undefined && /\p{L}/u.test(character)) assert.equal(instead, character.normalize('NFKC'));
      }
    }
  });
});

describe('plain signs', () => {
  const table: readonly (readonly [text: string, plain: string])[] = [
    ['“Hello” – it’s ‘me’…', `"Hello" - it's 'me'...`],
    ['«\u00a0Bonjour\u00a0»', '" Bonjour "'],
    ['„Dzień dobry”', '"Dzień dobry"'],
    ['10\u201112 — 5\u00a0°C, −3', '10-12 - 5 °C, -3'],
    ['• one\v\u2022\u2003two\tthree\u2028four', '- one\n- two three\nfour'],
    ['soft\u00adhyphen\u200b zero\u2060width\ufeff', 'softhyphen zerowidth'],
    ['\u202a+47\u00a022\u00a033\u202c', '+47 22 33'],
    ['\u05d0\u200e 12', '\u05d0\u200e 12'],
    ['a\u200d', 'a'],
    ['ﬁn, ﬂow, oﬃce, ĳs, Ĳsland', 'fin, flow, office, ijs, IJsland'],
    ['Sidedesk™️ © ® № 5', 'Sidedesk(TM) (c) (R) No. 5'],
    ['cafe\u0301 a\u030angstro\u0308m \u212b \u2126', 'café ångström Å Ω'],
    ['e\u200b\u0301', 'é'],
    ['3×4 ≤ 12 → ok', '3x4 <= 12 -> ok'],
    ['don`t', "don't"],
    // What would say something else, or has no plain sign.
    ['1½ 5² ÷10 °', '1½ 5² ÷10 °'],
    ['ąćęłńśźż êôîûçœ ëï', 'ąćęłńśźż êôîûçœ ëï'],
    [`${family}${thumb}❤️1️⃣${norway}`, `${family}${thumb}❤️1️⃣${norway}`],
    ['\u0641\u200c\u0642', '\u0641\u200c\u0642'],
    ['\ud83d', '\ud83d'],
    [basic + extension, basic + extension],
    ['', ''],
  ];
  for (const [text, plain] of table)
    it(`of ${JSON.stringify(text)} are ${JSON.stringify(plain)}`, () => assert.equal(withPlainSigns(text), plain));

  it('are not written where they would need another segment', () => {
    assert.equal(withPlainSigns('…'.repeat(53)), '...'.repeat(53));
    assert.equal(withPlainSigns('…'.repeat(60)), '…'.repeat(60));
    assert.equal(withPlainSigns(`${'x'.repeat(64)}“…”😀y`), `${'x'.repeat(64)}"…"😀y`);
    assert.equal(withPlainSigns(`${'x'.repeat(62)}“…”😀y`), `${'x'.repeat(62)}"..."😀y`);
  });

  it('keep the letters and digits, are the same when written again, and take no segment more', () => {
    /** Letters, digits and accents, apart: an accent may stand behind what is invisible. */
    const letters = (text: string) =>
      text
        .normalize('NFKD')
        .replace(/[^\p{L}\p{N}\p{M}]|\p{Variation_Selector}|\u034f/gu, '')
        .normalize('NFKD');
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = withPlainSigns(text);
        assert.equal(withPlainSigns(plain), plain);
        assert.ok(smsSize(plain).segments <= smsSize(text).segments);
        // These are written with letters.
        fc.pre(!/[©®℠№×]/.test(text));
        assert.equal(letters(plain), letters(text));
      }),
    );
  });
});

describe('plain letters', () => {
  const table: readonly (readonly [text: string, plain: string])[] = [
    ['Zażółć gęślą jaźń', 'Zazolc gesla jazn'],
    ['ZAŻÓŁĆ GĘŚLĄ JAŹŃ', 'ZAZOLC GESLA JAZN'],
    ['être hôtel île sûr français cœur Œuvre naïf âge', 'etre hotel ile sur francais coeur OEuvre naif age'],
    // What GSM-7 has stays; of two accents, the one that it has.
    ['é è à ù ì ò Ç É ñ ü ö ä å ø æ ß ê', 'é è à ù ì ò Ç É ñ ü ö ä å ø æ ß e'],
    ['ế ǘ ǻ ǿ Ḉ ẞ', 'é ü å ø Ç ß'],
    ['À È Ë Ê', 'A E E E'],
    ['coördinatie geïnteresseerd financiële', 'coördinatie geinteresseerd financiele'],
    ['Þór Ðð Đđ ŋ ığİŞ ș', 'Thor Dd Dd ng igIS s'],
    ['o\u0302 z\u0307', 'o z'],
    ['„Żółw” – ą…', '"Zolw" - a...'],
    ['Привет żółw 😀 漢 αβγ ½', 'Привет zolw 😀 漢 αβγ ½'],
    ['\ud800ł', '\ud800l'],
    ['Æøå', 'Æøå'],
  ];
  for (const [text, plain] of table)
    it(`of ${JSON.stringify(text)} are ${JSON.stringify(plain)}`, () => assert.equal(withPlainLetters(text), plain));

  it('are what the list of costly characters names', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!prepended.test(text));
        const named = costlyCharacters(text);
        // Without what is invisible, an accent may find its letter.
        fc.pre(named.every(({ instead }) => instead !== ''));
        const plain = new Map(named.map(({ character, instead, letter }) => [character, instead ?? letter]));
        const written = graphemes(text)
          .map((character) => plain.get(character) ?? character)
          .join('');
        fc.pre(smsSize(written).segments <= smsSize(text).segments);
        assert.equal(withPlainLetters(text), written);
      }),
    );
  });

  it('are the same when written again, and take no segment more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = withPlainLetters(text);
        assert.equal(withPlainLetters(plain), plain);
        assert.ok(smsSize(plain).segments <= smsSize(text).segments);
      }),
    );
  });
});

describe('a long text', () => {
  for (const [name, unit] of [
    ['of letters', 'a'],
    ['of extension characters', '€'],
    ['of Polish letters', 'ł'],
    ['of Cyrillic', 'Привет, '],
    ['of emoji', '😀'],
    ['of accents', '\u0301'],
    ['of joiners', '👩\u200d'],
    ['of half emoji', '\ud83d'],
    ['of dots', '…'],
  ] as const)
    it(`${name} is counted and rewritten soon`, () => {
      const text = unit.repeat(20_000 / unit.length);
      assert.ok(smsSize(text).segments > 100);
      assert.ok(costlyCharacters(text).length <= 6);
      assert.ok(withPlainSigns(text).length > 0);
      assert.ok(withPlainLetters(text).length > 0);
    });
});
