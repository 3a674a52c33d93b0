import type { Speech } from '../wiring/words.js';

/**
 * The texts that a first paint may need; those of the parts that load later stand in en-later. A text with something in it is a function of what is in it and of the language's own rules.
 */
export default {
  retry: 'Try again',
  refresh: 'Refresh',
  back: 'Back',
  close: 'Close',
  more: 'More',
  'show-less': 'Show less',
  'show-all': ({ count }: { count: number }, { number }: Speech) => `Show all ${number(count)} fields`,
  'backend-not-opened': 'The customer data could not be opened.',

  searching: 'Searching…',
  'still-searching': 'Still searching…',
  'still-searching-hint': 'The answer takes long. You can search by hand meanwhile.',
  'search-failed': 'The search failed',
  'search-failed-hint': 'Whether the customer is known cannot be said. You can search by hand meanwhile.',
  'customer-not-loaded': 'The customer could not be shown',
  'customer-gone': 'This customer is not there any more.',
  'no-customer-open': 'No customer is open. The card opens by itself with the next interaction.',

  'chosen-before': 'chosen before',
  'chosen-before-by': ({ agent }: { agent: string }) => `chosen before by ${agent}`,
  'field-matched': ({ field }: { field: string }) => `${field} matches`,
  'extension-is': ({ extension }: { extension: string }) => `extension ${extension}`,
  person: 'Person',
  organization: 'Organization',
  unnamed: 'Without a name',
  'id-is': ({ id }: { id: string }) => `ID ${id}`,
  details: 'Details',
  'no-details': 'No further details.',
  shared: 'shared',
  concealed: 'hidden',
  'concealed-why': 'You are not allowed to see this value. You can still use it.',

  call: 'Call',
  'copy-field': ({ field }: { field: string }) => `Copy ${field}`,
  'call-field': ({ field }: { field: string }) => `Call ${field}`,
  'sms-field': ({ field }: { field: string }) => `SMS to ${field}`,
  'email-field': ({ field }: { field: string }) => `E-mail to ${field}`,

  'field-givenName': 'Given name',
  'field-familyName': 'Family name',
  'field-mobile': 'Mobile',
  'field-phone': 'Phone',
  'field-email': 'E-mail',
  'field-organization': 'Organization',
  'field-department': 'Department',
  'field-address': 'Address',
  'field-postcode': 'Postcode',
  'field-city': 'City',
  'field-country': 'Country',
};
