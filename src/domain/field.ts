import { hasBullets } from './conceal.js';
import type { CustomerDraft } from './customer.js';
import { emailKey } from './email.js';
import { isMask, matchesMask } from './mask.js';
import type { Phones } from './phone.js';
import { isDay, isInstant } from './time.js';

/**
 * What a field holds.
 * - `text`: any characters.
 * - `number`: digits only, kept as text so that leading zeros stay.
 * - `date-time`: ISO 8601 with zone, or a plain day `YYYY-MM-DD`.
 * - `choice`: one of `choices`.
 * - `masked`: text after an input mask: `#` a digit, `a` a letter, `$` the currency mark, everything else itself.
 */
export type FieldType = 'text' | 'number' | 'date-time' | 'choice' | 'masked';

/** What a field's value can be used for, beyond being read. */
export type FieldUse = 'phone' | 'default-phone' | 'email' | 'external-id' | 'language' | 'time-zone';

/** An administrator's definition of one property of a customer. Use it to build views, forms and imports. */
export interface FieldDefinition {
  /** Immutable key, `[A-Za-z0-9_-]+`, unique; reports and exports use it. */
  readonly name: string;
  /** What people read; empty means: show the name. */
  readonly label?: string;
  readonly type: FieldType;
  /** Shown on the card when it has a value. `editable` needs it. */
  readonly visible?: boolean;
  /** Agents may change the value. `required` needs it. */
  readonly editable?: boolean;
  /** A card cannot be saved without a value. */
  readonly required?: boolean;
  /**
   * `phone`: can be called and is matched; `default-phone`: called without a pick list when filled; `email`: can be written to and is matched; `external-id`: the customer's number in
   * another system (a CRM, a membership), for a `text`, `number` or `masked` field: two customers never rightly have the same, so who has it is a duplicate. It is one value and no address:
   * nobody is looked up, called or written to by it, and it is never shared. `language` (BCP 47, for example `nb`): in which messages are written; `time-zone` (IANA): by whose clocks the quiet hours
   * are read. Values that are no language, or no zone, count for nothing.
   */
  readonly use?: FieldUse;
  /** The value is hidden (bullets) from agents without the permission `customers.reveal`; it can still be called and written to. */
  readonly confidential?: boolean;
  /** The name of a person, or of an organization, is put together from these fields in their order. */
  readonly partOfName?: readonly CustomerKind[];
  /** Stands in the first lines under the name (for example the role), not in the list of fields. */
  readonly subtitle?: boolean;
  /** For `choice`: what can be chosen. */
  readonly choices?: readonly FieldChoice[];
  /** For `masked`: the mask, for example `##-###`. */
  readonly mask?: string;
}

/** One entry of a `choice` field. The id is stored, the label is shown. */
export interface FieldChoice {
  readonly id: string;
  readonly label: string;
}

/** A person or an organization; never changes for a customer. */
export type CustomerKind = 'person' | 'organization';

/** One field that is not as it should be: its name and a reason from the trade, for example `required` or `too-long`. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** How values are checked. What is not handed in is not checked. */
export interface ValueRules {
  /** Numbers are checked only when the reader is loaded. */
  readonly phones?: Phones;
  /** The home region, ISO 3166. */
  readonly region?: string;
  /** ISO 4217, for the `$` of masks. */
  readonly currency?: string;
  /** For imports: fields that agents may not edit are filled too, and numbers and e-mail addresses that cannot be read are let in, as they came. */
  readonly lenient?: boolean;
}

const fieldTypes: readonly string[] = ['text', 'number', 'date-time', 'choice', 'masked'] satisfies FieldType[];
const addressUses: readonly (FieldUse | undefined)[] = ['phone', 'default-phone', 'email'];
const fieldUses: readonly string[] = [
  'phone',
  'default-phone',
  'email',
  'external-id',
  'language',
  'time-zone',
] satisfies FieldUse[];
/** What tells one customer from all others is typed, not chosen, and is no day. */
const externalIdTypes: readonly string[] = ['text', 'number', 'masked'] satisfies FieldType[];

/** No value is longer, in UTF-16 units. */
export const valueLimit = 10_000;

const shown = { type: 'text', visible: true, editable: true } as const;

/** The fields of a house where no administrator has defined any. They have no labels: screens have words for these names in each language. */
export const defaultFields: readonly FieldDefinition[] = [
  { ...shown, name: 'givenName', partOfName: ['person'] },
  { ...shown, name: 'familyName', partOfName: ['person'] },
  { ...shown, name: 'mobile', use: 'phone' },
  { ...shown, name: 'phone', use: 'phone' },
  { ...shown, name: 'email', use: 'email' },
  { ...shown, name: 'organization', partOfName: ['organization'], subtitle: true },
  { ...shown, name: 'department' },
  { ...shown, name: 'address' },
  { ...shown, name: 'postcode' },
  { ...shown, name: 'city' },
  { ...shown, name: 'country' },
];

/** What people read for a field: its label, or its name when that is empty. Reports and exports use the name. */
export function fieldLabel(definition: FieldDefinition): string {
  return definition.label?.trim() || definition.name;
}

/**
 * What is wrong with a set of definitions, field by field: `not-a-name`, `not-unique`, `not-a-type`, `not-a-use` (also an external id that is a choice or a date), `needs-visible` (editable
 * without it), `needs-editable` (required without it), `second-default-phone`, `no-choices`, `choices-not-unique`, `not-a-mask`. Empty when all is well.
 */
export function fieldDefinitionProblems(definitions: readonly FieldDefinition[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  let defaultPhones = 0;
  for (const definition of definitions) {
    const { name, type, use, choices = [] } = definition;
    const wrong = (isWrong: boolean, reason: string) => isWrong && problems.push({ field: name, reason });
    wrong(!/^[A-Za-z0-9_-]{1,100}$/.test(name) || name === '__proto__', 'not-a-name');
    wrong(seen.has(name), 'not-unique');
    wrong(!fieldTypes.includes(type), 'not-a-type');
    wrong(
      (use !== undefined && !fieldUses.includes(use)) || (use === 'external-id' && !externalIdTypes.includes(type)),
      'not-a-use',
    );
    wrong(definition.editable === true && !definition.visible, 'needs-visible');
    wrong(definition.required === true && !definition.editable, 'needs-editable');
    wrong(use === 'default-phone' && ++defaultPhones > 1, 'second-default-phone');
    wrong(type === 'choice' && choices.length === 0, 'no-choices');
    wrong(type === 'choice' && new Set(choices.map((choice) => choice.id)).size < choices.length, 'choices-not-unique');
    wrong(type === 'masked' && !isMask(definition.mask ?? ''), 'not-a-mask');
    seen.add(name);
  }
  return problems;
}

/**
 * Why a field cannot have this value, or undefined when it can: `required` (blank), `not-text` (NUL or broken Unicode, which no database takes), `too-long`, `not-a-number`, `not-a-date`,
 * `not-a-choice`, `not-the-mask`, `not-a-phone-number`, `not-an-e-mail`. Of several numbers or addresses in one field each is checked.
 */
export function valueProblem(definition: FieldDefinition, value: string, rules: ValueRules = {}): string | undefined {
  if (value.trim() === '') return definition.required ? 'required' : undefined;
  if (value.length > valueLimit) return 'too-long';
  if (/[\0\p{Cs}]/u.test(value)) return 'not-text';
  return typeProblem(definition, value, rules) ?? (rules.lenient ? undefined : useProblem(definition, value, rules));
}

function typeProblem(definition: FieldDefinition, value: string, { currency }: ValueRules): string | undefined {
  switch (definition.type) {
    case 'number':
      return /^[0-9]+$/.test(value) ? undefined : 'not-a-number';
    case 'date-time':
      return isDay(value) || isInstant(value) ? undefined : 'not-a-date';
    case 'choice':
      return definition.choices?.some((choice) => choice.id === value) ? undefined : 'not-a-choice';
    case 'masked':
      return matchesMask(definition.mask ?? '', value, currency) ? undefined : 'not-the-mask';
    default:
      return undefined;
  }
}

function useProblem({ use }: FieldDefinition, value: string, { phones, region = '' }: ValueRules): string | undefined {
  if (!holdsAddresses({ use })) return undefined;
  const parts = separateAddresses(use, value);
  if (use === 'email') return parts.every((part) => emailKey(part)) ? undefined : 'not-an-e-mail';
  if (phones) return parts.every((part) => phones.read(part, region)) ? undefined : 'not-a-phone-number';
  return undefined;
}

/**
 * The addresses in one field's value, which may stand on lines of their own: e-mails between `;` or `,`, numbers between `;` or a comma before at least seven digits
 * (a comma before fewer dials an extension). An external id is one, whatever is in it.
 */
export function separateAddresses(use: FieldUse | undefined, value: string): string[] {
  const between = use === 'email' ? /[;,\n]/ : /;(?!\s*(?:ext|isub|postd|phone-context)=)|,(?=\s*[+(]?\d(?:[ ().-]*\d){6})|\n/i;
  const whole = value.slice(0, valueLimit);
  return (use === 'external-id' ? [whole] : whole.split(between)).map((part) => part.trim()).filter((part) => part !== '');
}

/** Whether a field holds phone numbers or e-mail addresses: what is matched, and can be called, written to and shared. An external id is none. */
export function holdsAddresses({ use }: Pick<FieldDefinition, 'use'>): boolean {
  return addressUses.includes(use);
}

/** Whether agents may change the value: `editable`, which counts only where the field is `visible`. Imports fill all fields. */
export function isEditable(definition: FieldDefinition): boolean {
  return definition.visible === true && definition.editable === true;
}

/**
 * Why an agent (with `lenient`: an import) cannot write this to a field: `not-text` (no string), `not-editable`, `concealed` (the bullets that stand for a value),
 * `required` only where it is editable, else what `valueProblem` says. Nothing can always be left out of a field that is not editable.
 */
export function writtenProblem(definition: FieldDefinition, value: unknown, rules: ValueRules): string | undefined {
  if (typeof value !== 'string') return 'not-text';
  if (rules.lenient) return valueProblem(definition, value, rules);
  if (!isEditable(definition)) return value.trim() === '' ? undefined : 'not-editable';
  if (definition.confidential && hasBullets(value)) return 'concealed';
  return valueProblem(definition, value, rules);
}

/** Whether this is a list of fields that hold addresses, or nothing. */
export function canBeShared(shared: unknown, fields: readonly FieldDefinition[]): boolean {
  const names = new Set<unknown>(fields.filter(holdsAddresses).map((field) => field.name));
  return shared === undefined || (Array.isArray(shared) && shared.every((name) => names.has(name)));
}

/**
 * What is wrong with a draft, in the order of the form and then of its other keys: what `writtenProblem` says of each field, and `unknown-field`,
 * `not-a-type` (field `type`), `not-a-field` (field `shared`), `not-a-flag` (field `automatic`), `not-an-object` (field `fields`). Safe to call with anything that claims to be a draft.
 */
export function draftProblems(draft: CustomerDraft, fields: readonly FieldDefinition[], rules: ValueRules = {}): FieldProblem[] {
  const claimed: unknown = draft;
  const { type, fields: values, shared, automatic } = isRecord(claimed) ? claimed : {};
  const problems: FieldProblem[] = [];
  if (type !== 'person' && type !== 'organization') problems.push({ field: 'type', reason: 'not-a-type' });
  if (!isRecord(values)) return [...problems, { field: 'fields', reason: 'not-an-object' }];
  const known = new Set<string>();
  for (const definition of fields) {
    known.add(definition.name);
    const held = Object.hasOwn(values, definition.name) ? values[definition.name] : undefined;
    const reason = writtenProblem(definition, held === undefined ? '' : held, rules);
    if (reason) problems.push({ field: definition.name, reason });
  }
  for (const name of Object.keys(values)) if (!known.has(name)) problems.push({ field: name, reason: 'unknown-field' });
  if (!canBeShared(shared, fields)) problems.push({ field: 'shared', reason: 'not-a-field' });
  if (automatic !== undefined && automatic !== true) problems.push({ field: 'automatic', reason: 'not-a-flag' });
  return problems;
}

/** Whether something is an object with names, as opposed to a list or a value. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
