export type SmsEncoding = 'gsm-7' | 'ucs-2';

/** How a text travels as SMS (3GPP TS 23.038, 23.040). */
export interface SmsSize {
  readonly encoding: SmsEncoding;
  /** Septets (gsm-7) or UTF-16 units (ucs-2) the text takes, without what is left empty at a border of segments. */
  readonly units: number;
  /** 0 for the empty text. */
  readonly segments: number;
  /** Units that are left in the last segment before another one is needed (160/153 gsm-7, 70/67 ucs-2); of the empty text 160. */
  readonly left: number;
}

/** A character, as people see one, that makes the whole text travel as UCS-2. */
export interface CostlyCharacter {
  readonly character: string;
  /** How often the text has it. */
  readonly count: number;
  /** What can be written instead without loss of meaning: a plain sign for a typographic one; empty for what nobody sees. */
  readonly instead?: string;
  /** The nearest letters in GSM-7 (ą → a): another spelling, only as an explicit choice. */
  readonly letter?: string;
}

/** A character that GSM-7 has neither in its basic table nor in its extension (TS 23.038, 6.2.1), without national tables; ESC is no text. */
const beyond = /[^\n\f\r -_a-~¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€]/;

/** Such characters in a row, with the one before them: it may be what their accents stand on. Only here a text needs to be taken apart. */
const costly = new RegExp(`${beyond.source.replace('^', '')}?${beyond.source}+`, 'g');

/** Two septets each: ESC and another one. */
const extension = '\f^{}\\[~]|€';

/** How a text travels as SMS, and how much of it is left. A pair of units (an extension character, a surrogate pair) is never parted by a border of segments. */
export function smsSize(text: string): SmsSize {
  const encoding = beyond.test(text) ? 'ucs-2' : 'gsm-7';
  const [single, each] = encoding === 'gsm-7' ? [160, 153] : [70, 67];
  let units = 0;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const cost = encoding === 'ucs-2' ? character.length : extension.includes(character) ? 2 : 1;
    units += cost;
    used += cost;
    if (used > each) {
      segments += 1;
      used = cost;
    }
  }
  if (units <= single) return { encoding, units, segments: Math.min(units, 1), left: single - units };
  return { encoding, units, segments, left: each - used };
}

/** The characters that cost, in the order of their first appearance; none where the text is GSM-7 anyway. */
export function costlyCharacters(text: string): readonly CostlyCharacter[] {
  const counts = new Map<string, number>();
  for (const [run] of text.matchAll(costly))
    for (const character of characters(run)) if (beyond.test(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  const unseen = invisibleIn(text);
  return Array.from(counts, ([character, count]) => {
    const instead = signOf(character, unseen);
    if (instead !== undefined) return { character, count, instead };
    const letter = letterOf(character);
    return letter === undefined ? { character, count } : { character, count, letter };
  });
}

/**
 * The text with plain signs for typographic ones; letters stay as they are. Never more segments than before: where plain signs would need another one (a text of many `…`), the longer
 * ones are not written.
 */
export function withPlainSigns(text: string): string {
  const unseen = invisibleIn(text);
  return rewritten(text, (character) => signOf(character, unseen));
}

/** The text with plain signs, and with the nearest letters that GSM-7 has: another spelling, only where the agent chose so. What has no such letter (emoji, Cyrillic) stays. Never more segments than before. */
export function withPlainLetters(text: string): string {
  const unseen = invisibleIn(text);
  return rewritten(text, (character) => signOf(character, unseen) ?? letterOf(character));
}

function rewritten(text: string, plain: (character: string) => string | undefined): string {
  // What is invisible goes first: it may stand between a letter and its accent.
  const seen = text.replace(invisibleIn(text), '');
  const written = (longest: number) =>
    seen.replace(costly, (run) =>
      characters(run)
        .map((character) => {
          const instead = plain(character);
          return instead === undefined || instead.length > character.length * longest ? character : instead;
        })
        .join(''),
    );
  const whole = written(Infinity);
  return smsSize(whole).segments > smsSize(text).segments ? written(1) : whole;
}

let segmenter: Intl.Segmenter | undefined;

/** Where every unit is a character of its own: Latin, Greek and Cyrillic letters, common signs. Most texts need no more. */
const simple = /^[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac]*$/;

/** The characters of a run, as people see them. In pieces: Intl.Segmenter takes time by the square of the length. */
function characters(run: string): readonly string[] {
  if (simple.test(run)) return run.split('');
  segmenter ??= new Intl.Segmenter('en');
  const found: string[] = [];
  let room = 64;
  for (let from = 0; from < run.length;) {
    let to = from + room;
    if (/[\ud800-\udbff]/.test(run.charAt(to - 1))) to += 1;
    const piece = Array.from(segmenter.segment(run.slice(from, to)), ({ segment }) => segment);
    // The last one may go on behind the piece.
    if (to < run.length) piece.pop();
    for (const character of piece) {
      found.push(character);
      from += character.length;
    }
    room = piece.length ? 64 : 2 * room;
  }
  return found;
}

/**
 * Plain signs and what they are written for. Not here is what would say something else: 1½ would become 11/2, 5² 52, and ÷ is a minus to Norwegians.
 */
const signs = new Map(
  Object.entries({
    '"': '“”„‟«»″〝〞〟',
    "'": '‘’‚‛‹›′`´',
    '-': '\u2010\u2011‒–—―−⁃•‣◦▪■●○·\uf0b7',
    '...': '…⋯',
    '..': '‥',
    ' ': '\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    '\n': '\v\u0085\u2028\u2029',
    '/': '⁄∕',
    '*': '∗',
    '~': '∼˜',
    '|': '¦',
    x: '×',
    '+/-': '±',
    '<=': '≤',
    '>=': '≥',
    '->': '→',
    '<-': '←',
    '=>': '⇒',
    '(c)': '©',
    '(R)': '®',
    '(TM)': '™',
    '(SM)': '℠',
    'No.': '№',
    ff: 'ﬀ',
    fi: 'ﬁ',
    fl: 'ﬂ',
    ffi: 'ﬃ',
    ffl: 'ﬄ',
    st: 'ﬅﬆ',
    ij: 'ĳ',
    IJ: 'Ĳ',
  }).flatMap(([plain, written]) => Array.from(written, (sign) => [sign, plain] as const)),
);

/** What nobody sees, and what office programs and phones copy along. The bytes of C1 are not of it: they may have been letters once. */
const invisible = /[\u00ad\u200b\u2060-\u2064\ufeff]|(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/gu;
const invisibleOrDirection = new RegExp(`${invisible.source}|\\p{Bidi_Control}`, 'gu');
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Marks of direction say something only where a text has letters that run from right to left. */
const invisibleIn = (text: string): RegExp => (rightToLeft.test(text) ? invisible : invisibleOrDirection);

/** What belongs to a character and is invisible as well: joiners, and the wish to be shown as an emoji. */
const joined = /[\p{Join_Control}\p{Variation_Selector}\u034f]/gu;

function signOf(character: string, unseen: RegExp): string | undefined {
  // An accent of its own (as a Mac writes the names of files) and the sign of ohm are the letters é and Ω.
  const sign = character.replace(joined, '').replace(unseen, '').normalize('NFC');
  return signs.get(sign) ?? (beyond.test(sign) ? undefined : sign);
}

/** Letters that Unicode does not take apart, or that have a nearer one than their base. */
const letters: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ŋ: 'ng',
  Ŋ: 'Ng',
  ẞ: 'ß',
  ʼ: "'",
  ʻ: "'",
};

/** The letter without its accents, but for those that GSM-7 has: ế is é, ê is e (no è: that is another accent, not a plainer one). */
function letterOf(character: string): string | undefined {
  if (!/^\p{L}/u.test(character)) return undefined;
  let plain = '';
  for (const part of character.normalize('NFKD')) {
    if (!/[\p{M}\p{Join_Control}]/u.test(part)) plain += letters[part] ?? part;
    else {
      const accented = (plain.slice(-1) + part).normalize('NFC');
      if (accented.length === 1 && !beyond.test(accented)) plain = plain.slice(0, -1) + accented;
    }
  }
  return beyond.test(plain) ? undefined : plain;
}
