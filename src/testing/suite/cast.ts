/**
 * Who and what the cases are played with. All numbers are of ranges set apart for fiction where a country has one, all
 * addresses are of example.org: nobody real is called by a test.
 */
import type { CustomerDraft } from '../../domain/customer.js';
import type { FieldDefinition } from '../../domain/field.js';
import type { Interaction } from '../../domain/interaction.js';

/** Fields of every use, type and flag. */
export const fields: readonly FieldDefinition[] = [
  { name: 'givenName', label: 'Given name', type: 'text', visible: true, editable: true, partOfName: ['person'] },
  {
    name: 'familyName',
    label: 'Family name',
    type: 'text',
    visible: true,
    editable: true,

    partOfName: ['person'],
  },
  { name: 'mobile', label: 'Mobile', type: 'text', visible: true, editable: true, use: 'default-phone' },
  { name: 'phone', label: 'Phone', type: 'text', visible: true, editable: true, use: 'phone' },
  { name: 'email', label: 'E-mail', type: 'text', visible: true, editable: true, use: 'email' },
  { name: 'organization', label: 'Organization', type: 'text', visible: true, editable: true, partOfName: ['organization'] },
  { name: 'department', label: 'Department', type: 'text', visible: true, editable: true, subtitle: true },
  { name: 'address', type: 'text', visible: true, editable: true },
  { name: 'city', label: 'City', type: 'text', visible: true },
  { name: 'segment', label: 'Segment', type: 'choice', visible: true, choices: [{ id: 'a', label: 'Loyal' }] },
  { name: 'customer-number', label: 'Customer number', type: 'number', visible: true },
  { name: 'since', label: 'Customer since', type: 'date-time', visible: true },
  { name: 'plate', label: 'Number plate', type: 'masked', mask: 'aa #####', visible: true },
  { name: 'internal', label: 'Remark', type: 'text' },
  { name: 'secretPhone', label: 'Unlisted number', type: 'text', visible: true, use: 'phone', confidential: true },
  { name: 'secretEmail', label: 'Private e-mail', type: 'text', visible: true, use: 'email', confidential: true },
  { name: 'secretWord', label: 'Password', type: 'text', visible: true, confidential: true },
  { name: 'membership', label: 'Membership', type: 'text', visible: true, editable: true, use: 'external-id' },
  {
    name: 'crm',
    label: 'Number in the CRM',
    type: 'text',
    visible: true,
    editable: true,
    use: 'external-id',
    confidential: true,
  },
];

/** The fields of a form in which everything can go wrong: one of each type and flag. */
export const formFields: readonly FieldDefinition[] = [
  { name: 'givenName', type: 'text', visible: true, editable: true, partOfName: ['person'] },
  { name: 'familyName', type: 'text', visible: true, editable: true, required: true, partOfName: ['person'] },
  { name: 'mobile', type: 'text', visible: true, editable: true, use: 'phone' },
  { name: 'email', type: 'text', visible: true, editable: true, use: 'email' },
  { name: 'address', type: 'text', visible: true, editable: true },
  { name: 'points', type: 'number', visible: true, editable: true },
  {
    name: 'tier',
    type: 'choice',
    visible: true,
    editable: true,
    choices: [
      { id: 'g', label: 'Gold' },
      { id: 's', label: 'Silver' },
    ],
  },
  { name: 'plate', type: 'masked', mask: 'aa #####', visible: true, editable: true },
  { name: 'born', type: 'date-time', visible: true, editable: true },
  { name: 'city', type: 'text', visible: true },
  { name: 'internal', type: 'text', editable: true },
  { name: 'secretWord', type: 'text', visible: true, editable: true, confidential: true },
  { name: 'secretPhone', type: 'text', visible: true, editable: true, use: 'phone', confidential: true },
  { name: 'membership', type: 'text', visible: true, editable: true, use: 'external-id' },
];

/** A person: the first word is the given name, the rest the family name. */
export function person(name: string, values: Readonly<Record<string, string>> = {}, shared?: readonly string[]): CustomerDraft {
  const [givenName = '', ...rest] = name.split(' ');
  return { type: 'person', fields: { givenName, familyName: rest.join(' '), ...values }, ...(shared ? { shared } : {}) };
}

export function organization(
  name: string,
  values: Readonly<Record<string, string>> = {},
  shared?: readonly string[],
): CustomerDraft {
  return { type: 'organization', fields: { organization: name, ...values }, ...(shared ? { shared } : {}) };
}

/** This many people with names that sort in the order in which they are made. */
export function crowd(size: number, values: Readonly<Record<string, string>> = {}): readonly CustomerDraft[] {
  return Array.from({ length: size }, (_, index) => person(`Crowd Member${String(index).padStart(4, '0')}`, values));
}

/** An inbound call that has ended, unless told otherwise. */
export function call(id: string, startedAt: string, more: Partial<Interaction> = {}): Interaction {
  return { id, channel: 'call', direction: 'inbound', state: 'closed', startedAt, ...more };
}

export const kari = person('Kari Nordmann', { mobile: '+47 922 33 445', email: 'kari.nordmann@example.org', city: 'Bergen' });
/** Kari as an agent can type her: the city is filled by imports only. */
export const newKari = person('Kari Nordmann', { mobile: '+47 922 33 445', email: 'kari.nordmann@example.org' });
export const ola = person('Ola Hansen', { phone: '+47 22 34 56 78', email: 'ola@example.org', city: 'Oslo' });
export const acme = organization('Acme', { phone: '+47 22 34 56 78', email: 'post@example.org', city: 'Oslo' });

export const kariPhone = '+4792233445';
export const sharedPhone = '+4722345678';
/** A readable number that nobody has. */
export const strangerPhone = '+4792000011';
