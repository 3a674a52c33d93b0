/** One place of a mask: a digit, a letter, the currency, or a character (with its marks) that stands for itself. */
export type MaskPlace = 'digit' | 'letter' | 'currency' | { readonly literal: string };

const meanings: Readonly<Record<string, MaskPlace>> = { '#': 'digit', a: 'letter', $: 'currency' };

/** The places of a mask, in their order: what `matchesMask` goes by, and an input that fills it. */
export function maskPlaces(mask: string): MaskPlace[] {
  return [...mask.normalize('NFC').matchAll(/\\([#a$\\])|[#a$]|\p{L}\p{M}*|[^]/gu)].map(
    ([all, escaped]) => (escaped === undefined ? meanings[all] : undefined) ?? { literal: escaped ?? all },
  );
}

function pattern(place: MaskPlace, currency: string | undefined): string {
  if (place === 'digit') return '[0-9]';
  if (place === 'letter') return String.raw`\p{L}\p{M}*`;
  if (place === 'currency') return currency === undefined ? '[A-Z]{3}' : literal(currency);
  return literal(place.literal);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/**
 * Whether a value fills an input mask from end to end: `#` a digit, `a` a letter of any script, `$` the currency's code (`currency`, ISO 4217; any three
 * capitals when it is not told); `\#`, `\a`, `\$` and `\\` are the second character as itself, and everything else is itself. For example `##-###`, `aaa ######`, `### $`.
 */
export function matchesMask(mask: string, value: string, currency?: string): boolean {
  return new RegExp(
    `^${maskPlaces(mask)
      .map((place) => pattern(place, currency))
      .join('')}$`,
    'u',
  ).test(value.normalize('NFC'));
}

/** A value that fills the mask, to be shown beside its input: `12-345` for `##-###`, `ABC 123456` for `aaa ######`. */
export function maskExample(mask: string, currency = 'EUR'): string {
  let digits = 0;
  let letters = 0;
  return maskPlaces(mask)
    .map((place) => {
      if (place === 'digit') return String(++digits % 10);
      if (place === 'letter') return String.fromCharCode(65 + (letters++ % 26));
      return place === 'currency' ? currency : place.literal;
    })
    .join('');
}

/** Whether a mask can be used: there is something to fill in. */
export function isMask(mask: string): boolean {
  return mask.length <= 200 && maskPlaces(mask).some((place) => place === 'digit' || place === 'letter');
}
