import type { CustomerKind, FieldDefinition } from './field.js';
import { fold, withoutBidi } from './fold.js';

/** What is typed or imported about a customer before the system has made a record of it. */
export interface CustomerDraft {
  readonly type: CustomerKind;
  /** Field name → value as text. A field without a value is left out or empty. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of fields whose number or address is known to be used by several people (a switchboard, a family). */
  readonly shared?: readonly string[];
  /** Made by the screen from an interaction's data, and no agent has looked it over yet. The first change of the record takes it away. */
  readonly automatic?: true;
}

/** A person or an organization the agents talk to. */
export interface Customer extends CustomerDraft {
  /** Made by the system, letters and digits, never changes. */
  readonly id: string;
  /** Derived from the fields with `partOfName`; empty when none of them has a value. */
  readonly name: string;
  /** Names of fields whose value is hidden from this agent: their text here is bullets (of a number the last two digits), never the value. */
  readonly concealed?: readonly string[];
  /** ISO 8601 with zone. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** Grows by one with every change; a change names the revision it was made on. */
  readonly revision: number;
}

/** The value of a field, unchanged, or undefined when it has none: not there, blank, or not the customer's own (`__proto__`, `toString`). */
export function fieldValue(customer: CustomerDraft, name: string): string | undefined {
  const value: unknown = Object.hasOwn(customer.fields, name) ? customer.fields[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Whether the agent sees bullets in place of this field's value. */
export function isConcealed(customer: Customer, fieldName: string): boolean {
  return customer.concealed?.includes(fieldName) ?? false;
}

/**
 * What a customer is called: the values of the fields that are part of the name of its type, in their order. A person without any is called by the
 * organization; and who has no name at all by the first visible e-mail address, then number; else the empty text. Confidential values are never part of it.
 */
export function displayName(draft: CustomerDraft, fields: readonly FieldDefinition[]): string {
  const values = (wanted: (field: FieldDefinition) => boolean | undefined) =>
    fields
      .filter((field) => !field.confidential && wanted(field))
      .map((field) => fieldValue(draft, field.name))
      .filter((value) => value !== undefined);
  const joined = (type: CustomerKind) => values((field) => field.partOfName?.includes(type)).join(' ');
  const first = (...uses: string[]) => values(({ visible, use = '' }) => visible && uses.includes(use))[0];
  const name = joined(draft.type) || joined('organization') || first('email') || first('phone', 'default-phone') || '';
  return name.replace(/\s+/g, ' ').trim();
}

/** What lists of customers are ordered by: the folded name with single spaces, at most 256 UTF-16 units of it (stores limit the size of their keys). */
export function nameKey(name: string): string {
  return fold(name.slice(0, 1000)).replace(/\s+/g, ' ').trim().slice(0, 256);
}

/** One or two letters for a round picture: of the first and the last word, or of the only one; empty when the name is. */
export function initials(name: string): string {
  const parts = withoutBidi(name.slice(0, 1000))
    .split(/[\s\0]+/)
    .filter((part) => part !== '');
  const spoken = parts.map((part) => /[\p{L}\p{N}].*$/u.exec(part)?.[0]).filter((part) => part !== undefined);
  const chosen = spoken.length > 0 ? spoken : parts;
  const ends = chosen.length > 1 ? [chosen[0], chosen.at(-1)] : [chosen[0]];
  return ends
    .map((part) => firstGrapheme(part ?? ''))
    .join('')
    .toUpperCase();
}

function firstGrapheme(text: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, 32));
  return first?.segment ?? '';
}
