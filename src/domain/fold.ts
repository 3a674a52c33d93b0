/** Letters that Unicode does not take apart, and what people type for them: as passports write them. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * What goes: accents and variation selectors (marks that belong to no script of their own), Arabic and Hebrew points and the tatweel, invisible format characters, and NUL
 * and lone surrogates, which databases refuse. The vowel signs of Indic scripts and the voicing marks of Japanese stay: without them it is another word.
 */
const marks = /[\p{Cf}\p{Cs}\0\u0640]|(?=\p{M})(?:(?![\u3099\u309a])\p{Script=Inherited}|\p{Script=Arabic}|\p{Script=Hebrew})/gu;

const gaps = /[^\p{L}\p{N}\p{M}]+/u;

/**
 * Text as it is compared and searched: without regard to case, accents, width and invisible characters. Folding twice is folding once.
 * The result is well-formed Unicode without NUL, so that every store can keep it.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(special, (letter) => letters[letter] ?? letter);
}

/** The different words of a text, folded, in their order: what stands between everything that is no letter or digit, in any script. */
export function words(text: string): string[] {
  return [...new Set(fold(text).split(gaps))].filter((word) => word !== '');
}

/** The text without the invisible direction marks and blanks of no width that office programs and phones copy along. */
export function withoutBidi(text: string): string {
  return text.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '');
}
