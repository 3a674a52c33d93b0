import type { AddressReader } from './address.js';
import { fieldAddresses } from './address.js';
import type { Customer } from './customer.js';
import { fieldValue, nameKey } from './customer.js';
import type { FieldDefinition } from './field.js';
import { separateAddresses } from './field.js';
import { externalIdKey, externalIds } from './external-id.js';
import { words } from './fold.js';

/** A word is found by its first units; nobody types more of one, and stores limit the size of their keys. */
const wordLimit = 64;
/** A customer is found by its first words, name and id among them: one pasted page of text must not make every search slow. */
const tokenLimit = 200;

/** The words of a text to search for, as long as tokens are. Each must be the beginning of a token. */
export function searchWords(text: string): string[] {
  return [...new Set(words(text.slice(0, 1000)).map((word) => word.slice(0, wordLimit)))];
}

/**
 * The entries under which every store keeps a customer, so that all find the same. `address`: `phone:+47…`, `email:…` of the fields with such a use, also
 * confidential ones; `external`: `crmNumber:a-1234`, the external ids, also confidential ones; `name`: the `nameKey`; `changed`: the instant of the last change in UTC; `token`: the words of name, id and what is
 * visible to everybody, and the digits of those numbers; `id`. `customer` carries its values, not bullets.
 */
export function customerIndex(
  customer: Customer,
  fields: readonly FieldDefinition[],
  reader: AddressReader,
): Record<string, readonly string[]> {
  return {
    id: [customer.id],
    name: [nameKey(customer.name)],
    changed: [inUtc(customer.changedAt)],
    address: [...new Set(fields.flatMap((field) => fieldAddresses(customer, field, reader).map((address) => address.key)))],
    external: externalIds(customer, fields).map(externalIdKey),
    token: tokens(customer, fields, reader),
  };
}

/** Of one zone and length, so that the order of the texts is the order of the instants. */
function inUtc(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : new Date(time).toISOString();
}

function tokens(customer: Customer, fields: readonly FieldDefinition[], { phones, region }: AddressReader): string[] {
  const found = new Set(searchable([customer.name, customer.id]));
  for (const field of fields) {
    const value = visibleText(customer, field);
    if (value === undefined) continue;
    for (const word of searchable([value])) found.add(word);
    if (field.use !== 'phone' && field.use !== 'default-phone') continue;
    for (const part of separateAddresses(field.use, value)) {
      const phone = phones.read(part, region);
      for (const spelling of [part, phone?.display ?? '', phone?.e164 ?? '']) {
        const digits = spelling.replace(/\D/g, '');
        if (digits) found.add(digits.slice(0, wordLimit));
      }
    }
  }
  return [...found].slice(0, tokenLimit);
}

function searchable(texts: readonly string[]): string[] {
  return texts.flatMap((text) => words(text.slice(0, tokenLimit * wordLimit)).map((word) => word.slice(0, wordLimit)));
}

/** What an agent reads in a field: of a choice its label. Nothing when the field is hidden or confidential, or has no value. */
export function visibleText(customer: Customer, field: FieldDefinition): string | undefined {
  if (!field.visible || field.confidential) return undefined;
  const value = fieldValue(customer, field.name);
  return field.choices?.find((choice) => choice.id === value)?.label ?? value;
}
