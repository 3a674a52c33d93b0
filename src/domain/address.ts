import type { Customer } from './customer.js';
import { fieldValue } from './customer.js';
import { decoded, emailKey } from './email.js';
import type { FieldDefinition } from './field.js';
import { holdsAddresses, separateAddresses } from './field.js';
import { withoutBidi, words } from './fold.js';
import type { PhoneReading, Phones } from './phone.js';

/**
 * Points at an address without having to know it, so that a concealed one can be looked up, called and written to.
 * `{ customerId, field }` the value of a customer's field, `{ interactionId }` the customer's side of an interaction, `{ raw }` as typed.
 */
export type AddressRef =
  { readonly customerId: string; readonly field: string } | { readonly interactionId: string } | { readonly raw: string };

/** An address as it was read: what came in, and what it is searched for by. */
export type AddressReading =
  | {
      readonly kind: 'phone';
      readonly raw: string;
      /** As searched: `+` and digits. */
      readonly e164: string;
      /** For people: national at home, international else. */
      readonly display: string;
      /** What is compared, where it differs from `e164`. */
      readonly key?: string;
      readonly extension?: string;
    }
  /** As searched: trimmed, lower case. */
  | { readonly kind: 'email'; readonly raw: string; readonly email: string }
  /** The caller hides the number: not an unknown one. */
  | { readonly kind: 'withheld'; readonly raw: string }
  /** One of the house's own numbers. */
  | { readonly kind: 'own'; readonly raw: string; readonly e164: string }
  /** A colleague's extension. */
  | { readonly kind: 'internal'; readonly raw: string; readonly digits: string }
  /** Neither a number nor an e-mail: a sender's name, too few digits, nothing that can be searched exactly. */
  | { readonly kind: 'unreadable'; readonly raw: string };

/** With what numbers are read: the reader and the home region, ISO 3166. */
export interface AddressReader {
  readonly phones: Phones;
  readonly region: string;
}

/** How the house's own lines are known. Taken from the settings of the same names. */
export interface AddressOptions extends AddressReader {
  /** As typed or E.164, or ranges of numbers of one length: `+4722334400..+4722334499`. */
  readonly ownNumbers?: readonly string[];
  /** A bare number of at most this many digits that is no valid number of the region is an extension. 0, or unset: there are none. */
  readonly extensionDigits?: number;
}

/**
 * How telephone systems and operators say that there is no number, folded, in English and the languages of the seed documents (nb sv nl fr pl). Beside
 * the words that only go along (`number`, `caller`) at least one of these must be there, and nothing else.
 */
const hidden =
  'anonymous|restricted|private|privat|unknown|unavailable|withheld|blocked|hidden|undisclosed|(?:not|number) available|no (?:caller )?id|no number|out of area' +
  '|skjult|hemmelig|ukjent|anonym|utilgjengelig|ikke tilgjengelig|sperret' +
  '|dold|dolt|hemlig|hemligt|okand|okant|skyddat|otillganglig|otillgangligt|ej tillganglig|sparrat' +
  '|anoniem|verborgen|prive|privenummer|onbekend|afgeschermd|niet beschikbaar|geblokkeerd|geheim' +
  '|anonyme|masque|inconnu|cache|indisponible|non disponible' +
  '|anonim|anonimowy|ukryty|zastrzezony|prywatny|nieznany|niedostepny|zablokowany|brak numeru';
const besides = 'caller|id|name|number|nummer|numret|numero|numer|appel|appelant|call|beller|anrop';
const withheld = new RegExp(`^(?:(?:${besides}) )*(?:${hidden})(?: (?:${hidden}|${besides}))*$`);

/** `anonymous` typed on the keys of a telephone: some gateways send it as the number. */
const anonymousInDigits = /^(?:\+|00|011)?266696687$/;

/**
 * What an address is, and what it is searched for by. It never guesses: what is not certainly a number or an e-mail address is `unreadable`, and a caller without a number
 * is `withheld` (the empty text too). Reads `tel:`, `sip:`, `sips:` and `mailto:`, and names around an address (`"Ada" <sip:+47…@host>`).
 */
export function readAddress(raw: string, options: AddressOptions): AddressReading {
  if (raw.length > 1000) return { kind: 'unreadable', raw };
  const { text, sip } = bare(raw);
  if (isWithheld(text)) return { kind: 'withheld', raw };
  const email = sip ? undefined : emailKey(text);
  if (email)
    return /\.invalid$/.test(email) && isWithheld(email.split('@')[0] ?? '')
      ? { kind: 'withheld', raw }
      : { kind: 'email', raw, email };
  const phone = options.phones.read(text, options.region);
  if (/^\d+$/.test(text) && text.length <= (options.extensionDigits ?? 0) && (!phone || phone.unassigned)) {
    return { kind: 'internal', raw, digits: text };
  }
  if (!phone) return { kind: 'unreadable', raw };
  const { e164, display, key, extension } = phone;
  if (options.ownNumbers?.some((own) => isOwn(own, phone, options))) return { kind: 'own', raw, e164 };
  return { kind: 'phone', raw, e164, display, ...(key !== e164 && { key }), ...(extension !== undefined && { extension }) };
}

/** The address without schemes, names around it and invisible characters. Of a SIP address its user part. */
function bare(raw: string): { text: string; sip: boolean } {
  const cleaned = withoutBidi(raw).replaceAll('\0', '').trim();
  const text = /^[^<>]*<([^<>]*)>[^<>]*$/.exec(cleaned)?.[1]?.trim() ?? cleaned;
  const sip = /^sips?:([^@;?]*)/i.exec(text);
  if (sip) return { text: decoded(sip[1] ?? '').trim(), sip: true };
  return { text: text.replace(/^(?:tel|callto):\s*/i, ''), sip: false };
}

function isWithheld(text: string): boolean {
  return text === '' || anonymousInDigits.test(text) || (text.length <= 60 && withheld.test(words(text).join(' ')));
}

function isOwn(own: string, { key, e164 }: PhoneReading, { phones, region }: AddressReader): boolean {
  const ends = own.split('..');
  const [first, last] = ends.map((end) => phones.read(end, region));
  if (!first || ends.length > 2) return false;
  if (ends.length === 1) return first.key === key;
  return (
    last !== undefined &&
    first.e164.length === e164.length &&
    last.e164.length === e164.length &&
    first.e164 <= e164 &&
    e164 <= last.e164
  );
}

/** What two equal addresses have in common, for stores to compare: `phone:+47…` or `email:…`; undefined for what is not searched. */
export function addressKey(reading: AddressReading): string | undefined {
  if (reading.kind === 'phone') return phoneKey(reading.key ?? reading.e164);
  return reading.kind === 'email' ? `email:${reading.email}` : undefined;
}

function phoneKey(key: string): string {
  return `phone:${key}`;
}

/** Whether customers can be searched by this address. */
export function isSearchable(reading: AddressReading): boolean {
  return reading.kind === 'phone' || reading.kind === 'email';
}

/** One address of a customer, as it is compared. */
export interface FieldAddress {
  /** As of `addressKey`. */
  readonly key: string;
  readonly extension?: string;
}

/** The readable numbers and e-mail addresses in a customer's field with such a use; a field may hold several. */
export function fieldAddresses(
  customer: Pick<Customer, 'type' | 'fields'>,
  { name, use }: FieldDefinition,
  { phones, region }: AddressReader,
): FieldAddress[] {
  const found: FieldAddress[] = [];
  for (const part of holdsAddresses({ use }) ? separateAddresses(use, fieldValue(customer, name) ?? '') : []) {
    if (use === 'email') {
      const email = emailKey(part);
      if (email) found.push({ key: `email:${email}` });
    } else {
      const { text } = bare(part);
      const phone = phones.read(text, region);
      if (phone) found.push({ key: phoneKey(phone.key), ...(phone.extension !== undefined && { extension: phone.extension }) });
    }
  }
  return found;
}
