/** One place of a mask: a digit, a letter, the currency, or a character that stands for itself. */
type Place = 'digit' | 'letter' | 'currency' | { readonly literal: string };

function places(mask: string): Place[] {
  const found: Place[] = [];
  const characters = [...mask];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const next = characters[at + 1] ?? '';
    if (character === '\\' && next !== '' && '#a$\\'.includes(next)) {
      found.push({ literal: next });
      at++;
    } else
      found.push(
        character === '#' ? 'digit' : character === 'a' ? 'letter' : character === '$' ? 'currency' : { literal: character },
      );
  }
  return found;
}

function pattern(place: Place, currency: string | undefined): string {
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
    `^${places(mask)
      .map((place) => pattern(place, currency))
      .join('')}$`,
    'u',
  ).test(value.normalize('NFC'));
}

/** A value that fills the mask, to be shown beside its input: `12-345` for `##-###`, `ABC 123456` for `aaa ######`. */
export function maskExample(mask: string, currency = 'EUR'): string {
  let digits = 0;
  let letters = 0;
  return places(mask)
    .map((place) => {
      if (place === 'digit') return String(++digits % 10);
      if (place === 'letter') return String.fromCharCode(65 + (letters++ % 26));
      return place === 'currency' ? currency : place.literal;
    })
    .join('');
}

/** Whether a mask can be used: there is something to fill in. */
export function isMask(mask: string): boolean {
  return mask.length <= 200 && places(mask).some((place) => place === 'digit' || place === 'letter');
}
