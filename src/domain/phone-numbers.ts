import parsePhoneNumber, { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { PhoneNumber } from 'libphonenumber-js/min';
import type { PhoneReading, Phones } from './phone.js';

/** Decimal digits of any script as ASCII. Unicode gives each script its ten in a row, so counting back to the start of the row tells the value. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--;
    return String((code - start) % 10);
  });
}

/** Words for an extension that libphonenumber does not know, in the languages of the seed documents. */
const extensionWords = /\s*\b(?:wewn?|w|ankn(?:ytning)?|toestel|tst|poste|intern|internt?nr|linje)\b[.:]?\s*(\d{1,7})$/i;

/** Plain text: ASCII digits and width, ordinary spaces, no invisible characters, no `tel:`, and of its parameters only the extension. */
function plain(raw: string): string {
  let text = asciiDigits(raw.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)))
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:tel|callto): ?/i, '');
  const [number = '', ...parameters] = text.split(/;(?=[a-z-]+(?:=|$|;))/i);
  const parameter = (name: string) =>
    parameters.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = parameter('phone-context');
  const extension = parameter('ext');
  text =
    (context?.startsWith('+') && !number.startsWith('+') ? context + number.replace(/^0/, '') : number) +
    (extension ? ` ext. ${extension}` : '');
  return text.replace(extensionWords, ' ext. $1').replace(/^([[(])\s*\+/, '+$1');
}

/** The spellings of one number that are tried, the most literal first: as it stands, and with another country's way of dialling abroad. */
function* spellings(text: string): Generator<string> {
  yield text;
  const dialled = /^\(?\+*\s*(?:00|011)[\s-]*(?=[1-9(+])\+?|^\+{2,}/.exec(text);
  if (dialled) yield `+${text.slice(dialled[0].length)}`;
}

function parse(text: string, region: string): PhoneNumber | undefined {
  const number = parsePhoneNumber(text, { ...(isSupportedCountry(region) && { defaultCountry: region }), extract: false });
  if (!number || number.isValid() || text.startsWith('00')) return number;
  const { countryCallingCode: code, nationalNumber, ext } = number;
  // Digits that people write and the numbering plan has not (any more): a trunk zero after a country code, or where there is none, as in
  // Poland until 2009; and Mexico's 1 after 52, at home 01, 044 or 045, until 2019. Italy's zero is part of its numbers: they are valid with it.
  const shorter = (code === '52' ? /^(?:01|04[45]|0|1)(\d{10})$/ : /^0(\d+)$/).exec(nationalNumber)?.[1];
  const today = shorter && parsePhoneNumber(`+${code}${shorter}`);
  if (!today || !today.isValid()) return number;
  if (ext) today.setExt(ext);
  return today;
}

function read(text: string, region: string): PhoneNumber | undefined {
  // A country code without its plus, as many telephone systems deliver it: only when it is certainly not a number at home. German ones may be so long
  // that both are valid; twelve digits with the own code in front, and no trunk zero, are then taken for what a telephone system says.
  const abroad = /^\(?[1-9]/.test(text) ? parse(`+${text}`, region) : undefined;
  const certain = abroad?.isValid() ? abroad : undefined;
  if (
    certain &&
    certain.number.length > 12 &&
    isSupportedCountry(region) &&
    certain.countryCallingCode === getCountryCallingCode(region)
  )
    return certain;
  let possible: PhoneNumber | undefined;
  for (const spelling of spellings(text)) {
    const number = parse(spelling, region);
    // national numbers with 00 are services of carriers (Japan, Korea, Indonesia): here it was meant as the way abroad
    if (number?.nationalNumber.startsWith('00')) continue;
    if (number?.isValid()) return number;
    if (number?.isPossible()) possible ??= number;
  }
  return certain ?? possible;
}

/**
 * What equal numbers share. Three countries changed how mobile numbers are written, and both ways are still delivered:
 * Brazil put a 9 before eight digits (from 2012), Argentina takes a 9 after 54 from abroad only, Mexico took a 1 after 52 (until 2019; `parse` drops it).
 */
function keyOf(e164: string): string {
  const brazil = /^\+55(\d\d)([6-9]\d{7})$/.exec(e164);
  if (brazil) return `+55${brazil[1]}9${brazil[2]}`;
  return e164.replace(/^\+549(?=\d{10}$)/, '+54');
}

/**
 * Reads phone numbers as they are typed, delivered and copied, with the metadata of libphonenumber-js/min. Load it with `import()` when the first number has to be
 * read: it is larger than everything else of a card. The whole text must be one number; parts of it are never searched for one.
 */
export const phoneNumbers: Phones = {
  read(raw: string, region: string): PhoneReading | undefined {
    if (raw.length > 250) return undefined;
    const home = region.toUpperCase();
    const number = read(plain(raw), home);
    if (!number || (number.ext?.length ?? 0) > 7) return undefined; // more than an extension: another number
    const atHome = isSupportedCountry(home) && number.countryCallingCode === getCountryCallingCode(home);
    const extension = number.ext;
    return {
      e164: number.number,
      key: keyOf(number.number),
      ...(extension && { extension }),
      ...(number.country && { region: number.country }),
      display: number.format(atHome ? 'NATIONAL' : 'INTERNATIONAL', { formatExtension: (formatted) => formatted }),
      ...(!number.isValid() && { unassigned: true }),
    };
  },
};
