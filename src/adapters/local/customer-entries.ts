import type { AddressReader } from '../../domain/address.js';
import type { Customer } from '../../domain/customer.js';
import { customerIndex } from '../../domain/customer-index.js';
import type { FieldDefinition } from '../../domain/field.js';
import type { IndexEntries } from './store.js';

/**
 * The entries of a customer, for stores that compare by UTF-16 code units and for those that compare by code points alike: what lies beyond the
 * basic plane (emoji, rare ideographs) is made to stand behind everything in it.
 */
export function customerEntries(customer: Customer, fields: readonly FieldDefinition[], reader: AddressReader): IndexEntries {
  const index = customerIndex(customer, fields, reader);
  return { ...index, name: index['name']!.map((name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '\uffff$&')) };
}
