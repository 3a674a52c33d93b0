import type { CustomerDraft } from './customer.js';
import { fieldValue } from './customer.js';
import type { FieldDefinition } from './field.js';

/** What the call button does: nothing to call, dial this field, or let the agent choose among these. */
export type DialPlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'dial'; readonly field: string }
  | { readonly kind: 'choose'; readonly fields: readonly string[] };

/**
 * Which number is called: the default one when it has a value, the only one, or one of a list. A default field without a value counts as
 * none. Concealed values count: they can be called though not read. (Systell contact card, "domyślny numer telefoniczny".)
 */
export function dialPlan(customer: CustomerDraft, fields: readonly FieldDefinition[]): DialPlan {
  const filled = fields.filter(
    ({ name, use }) => (use === 'phone' || use === 'default-phone') && fieldValue(customer, name) !== undefined,
  );
  const chosen = filled.find((field) => field.use === 'default-phone') ?? (filled.length === 1 ? filled[0] : undefined);
  if (chosen) return { kind: 'dial', field: chosen.name };
  return filled.length === 0 ? { kind: 'none' } : { kind: 'choose', fields: filled.map((field) => field.name) };
}
