import type { AddressReader } from '../../src/domain/address.js';
import type { Customer } from '../../src/domain/customer.js';
import type { FieldDefinition } from '../../src/domain/field.js';
import { phoneNumbers } from '../../src/domain/phone-numbers.js';

export const norway: AddressReader = { phones: phoneNumbers, region: 'NO' };

/** The default fields with a confidential one, a hidden one, a choice, and a subtitle. */
export const fields: readonly FieldDefinition[] = [
  { name: 'givenName', type: 'text', visible: true, editable: true, partOfName: ['person'] },
  { name: 'familyName', type: 'text', visible: true, editable: true, partOfName: ['person'] },
  { name: 'mobile', type: 'text', visible: true, editable: true, use: 'phone' },
  { name: 'phone', type: 'text', visible: true, editable: true, use: 'phone' },
  { name: 'direct', type: 'text', visible: true, editable: true, use: 'default-phone' },
  { name: 'secretPhone', type: 'text', visible: true, editable: true, use: 'phone', confidential: true },
  { name: 'email', type: 'text', visible: true, editable: true, use: 'email' },
  { name: 'organization', type: 'text', visible: true, editable: true, partOfName: ['organization'] },
  { name: 'tier', type: 'choice', visible: true, editable: true, choices: [{ id: 'g', label: 'Gold card' }] },
  { name: 'insurance', type: 'text', visible: true, editable: true, confidential: true },
  { name: 'internalCode', type: 'text' },
  { name: 'membership', type: 'text', visible: true, editable: true, use: 'external-id' },
  { name: 'secretCrm', type: 'text', visible: true, editable: true, use: 'external-id', confidential: true },
];

/** A whole customer out of what a test is about. */
export function customer(values: Record<string, string>, rest: Partial<Customer> = {}): Customer {
  return {
    id: 'C000000001',
    type: 'person',
    name: [values.givenName, values.familyName].filter(Boolean).join(' '),
    fields: values,
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    ...rest,
  };
}
