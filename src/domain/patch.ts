import type { AddressReader } from './address.js';
import { readAddress } from './address.js';
import { type Customer, type CustomerDraft, fieldValue, isConcealed } from './customer.js';
import {
  canBeShared,
  type FieldDefinition,
  type FieldProblem,
  holdsAddresses,
  isEditable,
  isRecord,
  separateAddresses,
  type ValueRules,
  writtenProblem,
} from './field.js';

/** A change of a customer: only what was touched. */
export interface CustomerPatch {
  /** The one that was read. */
  readonly revision: number;
  /** Field name → new text; empty (or blank) clears. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of all fields whose number is shared, when that was touched. */
  readonly shared?: readonly string[];
}

/** A field that two people changed, each in another way. Empty texts are fields without a value. */
export interface Clash {
  readonly field: string;
  /** As both had read it. */
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/** What a patch was made on, the patch, and the record as somebody else has left it meanwhile. */
export interface RebaseOptions {
  readonly base: Customer;
  readonly mine: CustomerPatch;
  readonly theirs: Customer;
  /** With these two, numbers that read the same are the same, however they are spaced. */
  readonly fields?: readonly FieldDefinition[];
  readonly reader?: AddressReader;
}

/** A patch that can be written on what others have left, and what somebody has to decide first. */
export interface Rebased {
  /** On `theirs.revision`: what nobody else has touched. Perhaps nothing. */
  readonly patch: CustomerPatch;
  /** In the order of the patch. */
  readonly clashes: readonly Clash[];
}

const textOf = (customer: CustomerDraft, name: string) => fieldValue(customer, name) ?? '';
const filled = (text: unknown) => (typeof text === 'string' && text.trim() !== '' ? text : '');
const without = (names: readonly string[], others: readonly string[]) => names.filter((name) => !others.includes(name));

/**
 * The customer with the named values in place of its own; the others stay as they are, also those this agent does not see. What is blank is gone, and
 * with it that it was shared; so is, with the first change, that it was made automatically. Name, times and revision are the backend's to renew. The same object when nothing changes.
 */
export function patched<T extends CustomerDraft>(customer: T, patch: Pick<CustomerPatch, 'fields' | 'shared'>): T {
  const given = Object.entries(patch.fields).filter(([, text]) => text !== undefined);
  const named = given.map(([name, text]) => [name, filled(text)] as const);
  const touched = named.filter(([name, text]) => textOf(customer, name) !== text);
  const values = new Map([...Object.entries(customer.fields), ...touched]);
  const fields = Object.fromEntries([...values].filter(([, text]) => filled(text) !== '')) as Record<string, string>;
  const { shared: before = [], automatic: _looked, ...rest } = customer;
  const shared = [...new Set(patch.shared ?? before)].filter((name) => Object.hasOwn(fields, name));
  const sameShared = without(shared, before).length === 0 && without(before, shared).length === 0;
  if (!touched.length && (sameShared || patch.shared === undefined)) return customer;
  return { ...rest, fields, ...(shared.length > 0 && { shared }) } as unknown as T;
}

/** Names of the fields that have not the same text in both; those of the first stand first. */
export function changedFields(one: CustomerDraft, other: CustomerDraft): string[] {
  const names = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  return [...names].filter((name) => textOf(one, name) !== textOf(other, name));
}

/**
 * Brings a patch onto what others have left, field by field: what nobody else has touched goes along without asking, what both made the same (or numbers that
 * read the same) is left as it is there, and only what both changed differently is a clash. A value that is concealed may have been changed behind its bullets:
 * when it was touched here it is a clash, so that nobody's value is lost unseen. That numbers are shared is merged name by name and never clashes.
 */
export function rebase({ base, mine, theirs, fields = [], reader }: RebaseOptions): Rebased {
  const patch: [name: string, text: string][] = [];
  const clashes: Clash[] = [];
  for (const [name, given] of Object.entries(mine.fields)) {
    const [was, text, is] = [textOf(base, name), filled(given), textOf(theirs, name)];
    const hidden = isConcealed(theirs, name) && theirs.revision !== base.revision;
    if (text === was || (!hidden && text === is)) continue;
    const definition = fields.find((field) => field.name === name);
    if (was === is && !hidden) patch.push([name, text]);
    else if (readsTheSame(text, is, definition, reader)) continue;
    // Theirs is what was read, only spaced in another way: mine is the newer one.
    else if (!hidden && readsTheSame(was, is, definition, reader)) patch.push([name, text]);
    else clashes.push({ field: name, base: was, mine: text, theirs: is });
  }
  const shared = mine.shared && rebasedShares(base.shared ?? [], mine.shared, theirs.shared ?? []);
  const untouched = Object.fromEntries(patch) as Record<string, string>;
  return { patch: { revision: theirs.revision, fields: untouched, ...(shared && { shared }) }, clashes };
}

/** What was added here is added there, what was taken away here is taken away there; undefined when that changes nothing. */
function rebasedShares(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] | undefined {
  const [added, removed] = [without(mine, base), without(base, mine)];
  const rebased = [...new Set([...without(theirs, removed), ...added])];
  return rebased.length === theirs.length && without(rebased, theirs).length === 0 ? undefined : rebased;
}

function readsTheSame(
  one: string,
  other: string,
  field: FieldDefinition | undefined,
  reader: AddressReader | undefined,
): boolean {
  if (!reader || !field || !holdsAddresses(field) || field.use === 'email' || one === '' || other === '') return false;
  const read = (text: string) => separateAddresses(field.use, text).map((part) => readAddress(part, reader));
  const [these, those] = [read(one), read(other)];
  return (
    these.length === those.length &&
    these.every((reading, index) => {
      const its = those[index];
      if (reading.kind !== 'phone' || its?.kind !== 'phone') return false;
      return reading.e164 === its.e164 && reading.extension === its.extension;
    })
  );
}

/**
 * What is wrong with an agent's patch of this customer, in the order of the form and then of its other keys: `not-editable`, `concealed`, `required` (also of fields that are not named,
 * and would be empty), and what `valueProblem` says of the named ones; `not-a-revision` (field `revision`), `not-an-object` (field `fields`), `not-a-field` (field `shared`). What is not
 * touched is not checked. `customer` carries its values, not bullets. Safe to call with anything that claims to be a patch.
 */
export function patchProblems(
  customer: CustomerDraft,
  patch: CustomerPatch,
  fields: readonly FieldDefinition[],
  rules: ValueRules = {},
): FieldProblem[] {
  const claimed: unknown = patch;
  const { revision, fields: named, shared } = isRecord(claimed) ? claimed : {};
  const problems: FieldProblem[] = [];
  if (!Number.isSafeInteger(revision)) problems.push({ field: 'revision', reason: 'not-a-revision' });
  if (!isRecord(named)) return [...problems, { field: 'fields', reason: 'not-an-object' }];
  const known = new Set<string>();
  for (const field of fields) {
    known.add(field.name);
    const given = Object.hasOwn(named, field.name) ? named[field.name] : undefined;
    const untouched = given === undefined;
    if (untouched && textOf(customer, field.name) !== '') continue;
    const reason = !untouched && !isEditable(field) ? 'not-editable' : writtenProblem(field, untouched ? '' : given, rules);
    if (reason) problems.push({ field: field.name, reason });
  }
  for (const name of Object.keys(named)) if (!known.has(name)) problems.push({ field: name, reason: 'unknown-field' });
  if (!canBeShared(shared, fields)) problems.push({ field: 'shared', reason: 'not-a-field' });
  return problems;
}
