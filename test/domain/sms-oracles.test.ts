// Our count of segments beside two independent ones. Where they differ, the reason is in a closed list, and the list is recounted: what the other says
// must be what its way of counting makes of the text. 10,000 texts: TORTURE=10 node --import tsx --import ./test/support/seeded.ts --test test/domain/sms-oracles.test.ts
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import splitter from 'split-sms';
import { smsSize } from '../../src/domain/sms.js';
import { rounds } from '../support/chance.js';

const gsm = [
  [...'abcdefghijklmnopqrstuvwxyz 0123456789.,ABCÆØÅæøåäöüéèàùñß@£$¥§¿¡¤ΔΦΓΛΩΠΨΣΘΞ_'],
  [...'^{}\\[~]|€\f'],
  ['\n', '\r\n', '\r'],
];
const others = [
  Array.from({ length: 0x60 }, (_, at) => String.fromCharCode(0xa0 + at)), // Latin-1
  [...'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'],
  [...'αβγδεζηθικλμνξοπρστυφχψωάΑΒ'],
  [...'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
  ['😀', '👍🏽', '👩‍👩‍👧‍👦', '🏳️‍🌈', '❤️', '1️⃣', '🇳🇴', '🇸🇪', '🇵🇱'],
  [...'“”„‘’–—…•', '\u00a0', '\u200b', '\u1680'],
  ['e\u0301', 'a\u0328\u0301', 'กำ', 'नि', '각'],
  ['\ud83d', '\ude00', '\x1b', '\0', '\t', '`'],
];
const borders = [70, 67 * 2, 67 * 3, 67 * 4, 67 * 10, 160, 153 * 2, 153 * 3, 153 * 4];

/** A text of some of the alphabets, about so many units long. */
const texts = fc
  .record({
    letters: fc.oneof(fc.subarray(gsm, { minLength: 1 }), fc.subarray([...gsm, ...others], { minLength: 1, maxLength: 5 })),
    length: fc.oneof(
      fc.nat(700),
      fc.tuple(fc.constantFrom(...borders), fc.integer({ min: -6, max: 4 })).map(([border, more]) => border + more),
    ),
    drawn: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 150, size: 'max' }),
  })
  .map(({ letters, length, drawn }) => {
    let text = '';
    for (let at = 0; text.length < length; at++) {
      const chance = drawn[at % drawn.length]! + at;
      const alphabet = letters[chance % letters.length]!;
      text += alphabet[Math.floor(chance / letters.length) % alphabet.length]!;
    }
    const cut = text.slice(0, length);
    // Half an emoji at the end only where halves were asked for.
    return letters.includes(others.at(-1)!) ? cut : cut.replace(/[\ud800-\udbff]$/, '');
  });

interface Count {
  readonly encoding: string;
  readonly units: number;
  readonly segments: number;
  readonly left?: number;
}

function bySplitSms(text: string): Count {
  const { characterSet, parts, bytes, remainingInPart } = splitter.split(text, { summary: true });
  const [encoding, each] = characterSet === 'GSM' ? ['gsm-7', 1] : ['ucs-2', 2];
  return { encoding, units: bytes / each, segments: parts.length, left: remainingInPart };
}

/** With "smart encoding" off, as it is when nothing is said: the text is counted as it was written. */
function byCalculator(text: string): Count & { readonly graphemes: readonly string[] } {
  const { encodingName, messageSize, segmentsCount, graphemes } = new SegmentedMessage(text);
  const [encoding, bits] = encodingName === 'GSM-7' ? ['gsm-7', 7] : ['ucs-2', 16];
  return { encoding, units: messageSize / bits, segments: segmentsCount, graphemes };
}

/** UCS-2 in segments, where nothing of a piece is parted. */
function packed(pieces: readonly number[]): Count {
  const units = pieces.reduce((sum, piece) => sum + piece, 0);
  let [segments, used] = [1, 0];
  for (const piece of pieces) [segments, used] = used + piece > 67 ? [segments + 1, piece] : [segments, used + piece];
  return { encoding: 'ucs-2', units, ...(units > 70 ? { segments, left: 67 - used } : { segments: 1, left: 70 - units }) };
}

const equal = (one: Count, other: Count) =>
  one.encoding === other.encoding &&
  one.units === other.units &&
  one.segments === other.segments &&
  (one.left === undefined || other.left === undefined || one.left === other.left);

/** Why another count may differ: the reason, and whether it explains this one. */
const ways = {
  'split-sms: no text is one segment': (text: string) =>
    text === '' && equal(bySplitSms(text), { encoding: 'gsm-7', units: 0, segments: 1, left: 160 }),
  'split-sms: the first half of an emoji takes whatever follows for the second, nothing too': (text: string) =>
    /[\ud800-\udbff](?![\udc00-\udfff])/.test(text) &&
    equal(
      bySplitSms(text),
      packed(Array.from(text.matchAll(/[\ud800-\udbff][^]?|[^]/g), ([piece]) => (/^[\ud800-\udbff]/.test(piece) ? 2 : 1))),
    ),
  'sms-segments-calculator: no text is one segment': (text: string) =>
    text === '' && equal(byCalculator(text), { encoding: 'gsm-7', units: 0, segments: 1 }),
  'sms-segments-calculator: what people see as one character is kept in one segment': (text: string) => {
    const theirs = byCalculator(text);
    return (
      theirs.graphemes.join('') === text &&
      theirs.graphemes.some((grapheme) => [...grapheme].length > 1) &&
      equal(theirs, packed(theirs.graphemes.map(({ length }) => length)))
    );
  },
} satisfies Record<string, (text: string) => boolean>;

type Reason = keyof typeof ways;

/** One text at least for each reason. */
const known: Readonly<Record<Reason, string>> = {
  'split-sms: no text is one segment': '',
  'split-sms: the first half of an emoji takes whatever follows for the second, nothing too': '\ud83d',
  'sms-segments-calculator: no text is one segment': '',
  'sms-segments-calculator: what people see as one character is kept in one segment': `${'x'.repeat(60)}👩‍👩‍👧‍👦${'x'.repeat(60)}`,
};

/** The reason why this oracle differs from us; nothing where it does not. */
function difference(oracle: 'split-sms' | 'sms-segments-calculator', text: string): Reason | undefined {
  const ours = smsSize(text);
  const theirs = oracle === 'split-sms' ? bySplitSms(text) : byCalculator(text);
  if (equal(ours, theirs)) return undefined;
  const reason = (Object.keys(ways) as Reason[]).find((name) => name.startsWith(oracle) && ways[name](text));
  // Ours is what is packed by whole code points, where it is not nothing.
  if (text) assert.ok(equal(ours, packed(Array.from(text, ({ length }) => length))), `we say ${JSON.stringify(ours)}`);
  assert.ok(reason, `${oracle} says ${JSON.stringify(theirs)}, we say ${JSON.stringify(ours)}`);
  return reason;
}

describe('the size of an SMS, as others count it', () => {
  for (const oracle of ['split-sms', 'sms-segments-calculator'] as const)
    it(`is that of ${oracle}, but for what is known`, () => {
      fc.assert(
        fc.property(texts, (text) => void difference(oracle, text)),
        { numRuns: rounds(1000) },
      );
    });

  it('is theirs for every character alone', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const text = String.fromCharCode(code);
      const half = code >= 0xd800 && code <= 0xdbff;
      assert.equal(difference('split-sms', text) !== undefined, half, `U+${code.toString(16)}`);
      assert.equal(difference('sms-segments-calculator', text), undefined, `U+${code.toString(16)}`);
    }
  });

  for (const [reason, text] of Object.entries(known))
    it(`differs where it says so: ${reason}`, () =>
      assert.equal(difference(reason.startsWith('split-sms') ? 'split-sms' : 'sms-segments-calculator', text), reason));
});
