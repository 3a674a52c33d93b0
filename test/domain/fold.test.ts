import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fold, withoutBidi, words } from '../../src/domain/fold.js';
import { anyText, hostile, huge, runs } from './hostile.js';

describe('folding a text', () => {
  const folded: readonly [string, string][] = [
    ['Åse Ødegård', 'ase odegard'],
    ['Łódź', 'lodz'],
    ['Đorđević', 'dordevic'],
    ['STRAẞE Straße', 'strasse strasse'],
    ['Æsøy œuvre', 'aesoy oeuvre'],
    ['Þórður', 'thordur'],
    ['İstanbul ISPARTA ısı', 'istanbul isparta isi'],
    ['Crème Brûlée', 'creme brulee'],
    ['Cre\u0300me', 'creme'],
    ['ﬁne Ⅳ ① ½', 'fine iv 1 1⁄2'],
    ['Ｆｕｌｌ　Ｗｉｄｔｈ', 'full width'],
    ['ΟΔΥΣΣΕΎΣ Οδυσσεύς', 'οδυσσευσ οδυσσευσ'],
    ['Йод Ёлка', 'иод елка'],
    ['مُحَمَّد أحمد', 'محمد احمد'],
    ['שָׁלוֹם', 'שלום'],
    ['हिन्दी', 'हिन्दी'],
    ['サポート', 'サホ\u309aート'],
    ['ﾊﾟｰﾄ', 'ハ\u309aート'],
    ['so\u00adft hy\u200bphen', 'soft hyphen'],
    ['a\0b', 'ab'],
    ['\ud800x\udc00', 'x'],
    ['😀', '😀'],
    ['', ''],
  ];
  for (const [text, expected] of folded)
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(text)}`, () => assert.equal(fold(text), expected));

  it('tells words apart that only differ in vowel signs that matter', () => {
    assert.notEqual(fold('कि'), fold('की'));
    assert.notEqual(fold('ぱ'), fold('は'));
  });

  describe('a second time', () => {
    it('changes nothing', () => {
      fc.assert(
        fc.property(anyText, (text) => fold(fold(text)) === fold(text)),
        runs,
      );
    });
  });

  it('leaves well-formed text without NUL', () => {
    fc.assert(
      fc.property(anyText, (text) => !/[\0\p{Cs}]/u.test(fold(text))),
      runs,
    );
  });

  it('is indifferent to the case and the composition of what is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => fold(text.normalize('NFD')) === fold(text) && fold(text.normalize('NFC')) === fold(text),
      ),
      runs,
    );
  });

  it('takes huge text in its stride', () => {
    for (const text of huge) assert.ok(fold(text).length <= text.length);
  });
});

describe('taking the words of a text', () => {
  const split: readonly [string, readonly string[]][] = [
    ["Anne-Marie O'Brien", ['anne', 'marie', 'o', 'brien']],
    ['Anna anna ANNA', ['anna']],
    ['90 01 23 45', ['90', '01', '23', '45']],
    ['ada@example.org', ['ada', 'example', 'org']],
    ['王 小明', ['王', '小明']],
    ['محمد، علي', ['محمد', 'علي']],
    ['नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
    ['สวัสดี', ['สวัสดี']],
    ['  --  ', []],
    ['', []],
  ];
  for (const [text, expected] of split)
    it(`finds ${JSON.stringify(expected)} in ${JSON.stringify(text)}`, () => assert.deepEqual(words(text), expected));

  it('gives each word once, and none that is empty or would be split again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = words(text);
        assert.equal(new Set(found).size, found.length);
        for (const word of found) assert.deepEqual(words(word), [word]);
      }),
      runs,
    );
  });

  it('survives hostile texts', () => {
    for (const text of [...hostile, ...huge]) assert.ok(Array.isArray(words(text)));
  });
});

describe('taking direction marks out of a text', () => {
  it('leaves what is visible, and the joiners of an emoji', () => {
    assert.equal(withoutBidi('\u202a+47 900\u202c\u200e\u2066x\u2069\ufeff'), '+47 900x');
    assert.equal(withoutBidi('👩‍👧'), '👩‍👧');
  });
});
