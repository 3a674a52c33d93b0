import type { AddressReading } from './address.js';
import { hasBullets } from './conceal.js';
import { type Customer, type CustomerDraft, fieldValue, isConcealed } from './customer.js';
import { emailKey } from './email.js';
import {
  type CustomerKind,
  draftProblems,
  type FieldDefinition,
  type FieldProblem,
  isEditable,
  separateAddresses,
  type ValueRules,
} from './field.js';
import { type Clash, type CustomerPatch, patched, patchProblems, rebase, type RebaseOptions } from './patch.js';

/** What an agent has typed on a card and not saved yet: the touched fields over the record that was read, or over nothing for a customer that is yet to be. */
export interface CustomerEdit {
  readonly type: CustomerKind;
  /** The record as it was read last; none for a new customer. */
  readonly base?: Customer;
  /** Name → text of the touched fields alone; empty clears. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of all fields whose number is shared, when that was touched. */
  readonly shared?: readonly string[];
  /** Fields that somebody else changed too, in another way, and that the agent has not decided on. */
  readonly clashes?: readonly Clash[];
}

const own = (fields: CustomerEdit['fields'], name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);

const without = <T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** An edit in which nothing is touched yet. */
export const editOf = (base: Customer): CustomerEdit => ({ type: base.type, base, fields: {} });

/** What stands in a field's input: what was typed, else what is kept. Of a concealed value nothing: its bullets are no text to go on typing. */
export function editedValue({ base, fields }: CustomerEdit, name: string): string {
  return own(fields, name) ?? (base && !isConcealed(base, name) ? (fieldValue(base, name) ?? '') : '');
}

/** The edit after something was typed in a field. What is kept already (also its very bullets) is no longer touched; in a field that clashes it stays mine. */
export function typed(edit: CustomerEdit, name: string, text: string): CustomerEdit {
  const { base, clashes } = edit;
  const clash = clashes?.find(({ field }) => field === name);
  const kept = base ? (fieldValue(base, name) ?? '') : undefined;
  const fields = text === kept && !clash ? without(edit.fields, name) : { ...edit.fields, [name]: text };
  return {
    ...edit,
    fields,
    ...(clash && { clashes: clashes!.map((each) => (each === clash ? { ...each, mine: text } : each)) }),
  };
}

/** The edit without what was typed in a field. */
export const untyped = (edit: CustomerEdit, name: string): CustomerEdit =>
  cleared({ ...edit, fields: without(edit.fields, name) }, name);

/** The edit after it was said whether a field's number is used by several people. */
export function sharing(edit: CustomerEdit, name: string, yes: boolean): CustomerEdit {
  const before = edit.base?.shared ?? [];
  const now = (edit.shared ?? before).filter((each) => each !== name);
  const shared = yes ? [...now, name] : now;
  const same = shared.length === before.length && shared.every((each) => before.includes(each));
  const { shared: _, ...rest } = edit;
  return same ? rest : { ...rest, shared };
}

export const isShared = ({ base, shared }: CustomerEdit, name: string): boolean => (shared ?? base?.shared ?? []).includes(name);

/** Whether there is anything in it that is not kept: something to be written, or to be decided. */
export function isTouched({ base, fields, shared, clashes }: CustomerEdit): boolean {
  if (!base) return Object.values(fields).some((text) => text.trim() !== '');
  return Boolean(clashes?.length) || patched(base, { fields, shared }) !== base;
}

/** The customer as it would be: what is looked through for duplicates, and added. */
export function draftOf(edit: CustomerEdit): CustomerDraft {
  const { type, base, fields, shared = base?.shared } = edit;
  const names = [...new Set([...Object.keys(base?.fields ?? {}), ...Object.keys(fields)])];
  const values = names.map((name) => [name, editedValue(edit, name)] as const).filter(([, text]) => text.trim() !== '');
  const kept = Object.fromEntries(values) as Record<string, string>;
  const still = shared?.filter((name) => Object.hasOwn(kept, name));
  return { type, fields: kept, ...(still?.length && { shared: still }) };
}

/** What is to be written. Only for an edit of a record that was read. */
export const patchOf = ({ base, fields, shared }: CustomerEdit): CustomerPatch => ({
  revision: base?.revision ?? 0,
  fields,
  ...(shared && { shared }),
});

/** What is wrong with it, in the order of the form; what the backend would say too. */
export const editProblems = (edit: CustomerEdit, fields: readonly FieldDefinition[], rules: ValueRules = {}): FieldProblem[] =>
  edit.base ? patchProblems(edit.base, patchOf(edit), fields, rules) : draftProblems(draftOf(edit), fields, rules);

/**
 * The edit over the record as somebody else has left it meanwhile: what only they changed is theirs, what only I touched stays touched, and what both changed in another way
 * clashes until it is decided. No text that was typed goes lost.
 */
export function met(edit: CustomerEdit, theirs: Customer, options: Pick<RebaseOptions, 'fields' | 'reader'> = {}): CustomerEdit {
  const { type, base, clashes: before = [] } = edit;
  if (!base) return edit;
  // Of a field that clashes already nothing was agreed on: read by both as what nobody can have, it clashes on until both have the same.
  const disputed = Object.fromEntries(before.map(({ field }) => [field, '\0undecided']));
  const read = { ...base, fields: { ...base.fields, ...disputed } };
  const { patch, clashes: found } = rebase({ base: read, mine: patchOf(edit), theirs, ...options });
  const clashes = found.map((clash) => ({ ...clash, base: (before.find(({ field }) => field === clash.field) ?? clash).base }));
  const mine = Object.fromEntries(clashes.map((clash) => [clash.field, clash.mine]));
  return {
    type,
    base: theirs,
    fields: { ...patch.fields, ...mine },
    ...(patch.shared && { shared: patch.shared }),
    ...(clashes.length > 0 && { clashes }),
  };
}

/** The edit after the agent said whose text is right. Where nothing is to be decided (any more) it stays as it is. */
export function decided(edit: CustomerEdit, name: string, whose: 'mine' | 'theirs'): CustomerEdit {
  const clash = edit.clashes?.find(({ field }) => field === name);
  if (!clash) return edit;
  return whose === 'theirs' ? untyped(edit, name) : typed(cleared(edit, name), name, clash.mine);
}

function cleared(edit: CustomerEdit, name: string): CustomerEdit {
  const { clashes, ...rest } = edit;
  const left = clashes?.filter(({ field }) => field !== name) ?? [];
  return left.length ? { ...rest, clashes: left } : rest;
}

/**
 * The edit with an address put where it belongs: the first field for it that agents may fill and that is empty, the default number first; where all are taken, behind what
 * stands in the first. Never with what is concealed. Undefined when there is no field for it, or it stands there already.
 */
export function withAddress(
  edit: CustomerEdit,
  address: AddressReading,
  fields: readonly FieldDefinition[],
): { readonly edit: CustomerEdit; readonly field: string } | undefined {
  const [uses, text] =
    address.kind === 'phone'
      ? [['default-phone', 'phone'], address.extension ? `${address.e164} ext. ${address.extension}` : address.e164]
      : address.kind === 'email'
        ? [['email'], address.email]
        : [[], ''];
  const value = ({ name }: FieldDefinition) => editedValue(edit, name);
  const fitting = fields.filter((field) => uses.includes(field.use ?? ''));
  if (hasBullets(text) || fitting.some((field) => standsIn(value(field), field, address))) return undefined;
  const order = fitting
    .filter((field) => isEditable(field) && field.type === 'text' && !(edit.base && isConcealed(edit.base, field.name)))
    .sort((a, b) => Number(b.use === 'default-phone') - Number(a.use === 'default-phone'));
  const empty = order.find((field) => value(field).trim() === '');
  const field = empty ?? order[0];
  return field && { edit: typed(edit, field.name, empty ? text : `${value(field)}; ${text}`), field: field.name };
}

/** Whether a value has this address. Of a number what can be told without a reader: as it came, as E.164, or as dialled at home, however spaced. */
function standsIn(value: string, { use }: FieldDefinition, address: AddressReading): boolean {
  const parts = separateAddresses(use, value);
  if (address.kind === 'email') return parts.some((part) => emailKey(part) === address.email);
  if (address.kind !== 'phone') return false;
  const closed = (number: string) => number.toLowerCase().replace(/[\s()./\p{Pd}\p{Cf}]/gu, '');
  const extension = address.extension ? ` ext. ${address.extension}` : '';
  const written = [address.raw, address.e164 + extension, address.display + extension].map(closed);
  return parts.some((part) => written.includes(closed(part)));
}

/** Which fields a form of such a customer has: what is visible; of the name of the other type, and of what cannot be edited, only what has a value or was typed in. */
export function formFields(edit: CustomerEdit, fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  // What was typed in stays while it is empty: no input goes from under the fingers, and no clash where nobody can decide it.
  const filled = ({ name }: FieldDefinition) =>
    own(edit.fields, name) !== undefined || (edit.base !== undefined && fieldValue(edit.base, name) !== undefined);
  const others = ({ partOfName = [], subtitle, required }: FieldDefinition) =>
    partOfName.length > 0 && !partOfName.includes(edit.type) && !subtitle && !required;
  return fields.filter((field) => field.visible === true && (filled(field) || (isEditable(field) && !others(field))));
}
