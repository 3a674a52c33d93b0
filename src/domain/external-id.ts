import { hasBullets } from './conceal.js';
import { type CustomerDraft, fieldValue } from './customer.js';
import { type FieldDefinition, valueLimit } from './field.js';
import { fold } from './fold.js';

/** A customer's number in another system, as it is compared: the field says which system, `id` is the whole value, trimmed and folded. */
export interface ExternalId {
  readonly field: string;
  readonly id: string;
}

/** Stores limit the size of their keys; who is found by so much of an id is compared again by the whole of it. */
const keyLimit = 256;

/** The external ids of a customer, or of a draft, in the order of the fields. The bullets of a concealed one stand for a value that nobody here knows, and are none. */
export function externalIds(customer: CustomerDraft, fields: readonly FieldDefinition[]): ExternalId[] {
  const found: ExternalId[] = [];
  for (const { name, use, confidential } of fields) {
    const value = (use === 'external-id' && fieldValue(customer, name)) || '';
    const id = value.length > valueLimit || (confidential && hasBullets(value)) ? '' : fold(value).trim();
    if (id) found.push({ field: name, id });
  }
  return found;
}

/** Under what stores keep an external id: those of another field are other ones. */
export function externalIdKey({ field, id }: ExternalId): string {
  return `${field}:${id.slice(0, keyLimit).replace(/[\ud800-\udbff]$/, '')}`;
}
