import type { AddressReader } from '../../domain/address.js';
import { type Customer, type CustomerDraft, displayName, fieldValue } from '../../domain/customer.js';
import { customerId } from '../../domain/customer-id.js';
import { customerIndex } from '../../domain/customer-index.js';
import type { FieldDefinition } from '../../domain/field.js';
import type { KeptCustomer } from './concealment.js';
import type { LocalContext } from './context.js';
import type { IndexEntries, Operation } from './store.js';

/**
 * The entries of a customer, for stores that compare by UTF-16 code units and for those that compare by code points alike: what lies beyond the
 * basic plane (emoji, rare ideographs) is made to stand behind everything in it.
 */
function customerEntries(customer: Customer, fields: readonly FieldDefinition[], reader: AddressReader): IndexEntries {
  const index = customerIndex(customer, fields, reader);
  return { ...index, name: index['name']!.map((name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '\uffff$&')) };
}

/** A record of the draft, which is in order: with a new id, the name, the times, and no blank values. */
export function newCustomer(
  { options, now }: LocalContext,
  draft: CustomerDraft,
  fields: readonly FieldDefinition[],
): KeptCustomer {
  const filled = fields.map(({ name }) => [name, fieldValue(draft, name)] as const).filter(([, value]) => value !== undefined);
  const at = now();
  return {
    id: options.random ? customerId(options.random) : options.newId(),
    type: draft.type,
    fields: Object.fromEntries(filled) as Record<string, string>,
    ...(draft.shared?.length ? { shared: [...new Set(draft.shared)] } : {}),
    ...(draft.automatic && { automatic: true as const }),
    name: displayName(draft, fields),
    createdAt: at,
    changedAt: at,
  };
}

/** Keeps the customer, with the entries by which it is found. */
export function keeping(
  value: KeptCustomer,
  ifRevision: number | 'absent',
  fields: readonly FieldDefinition[],
  reader: AddressReader,
): Operation {
  const index = customerEntries({ ...value, revision: 1 }, fields, reader);
  return { put: 'customers', key: value.id, value, index, ifRevision, customerId: value.id };
}

/** How many customers there are is kept beside them: counting them all takes a store longer than reading a page. */
export const counted = (by: number): Operation => ({ add: 'counters', key: 'customers', by: { all: by } });
