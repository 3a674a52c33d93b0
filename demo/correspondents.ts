import type { CustomerDraft } from 'sidedesk';
import { now } from './clock.js';
import type { Customers } from './customers.js';

const person = (givenName: string, fields: Readonly<Record<string, string>>): CustomerDraft => ({
  type: 'person',
  fields: { givenName, familyName: 'Sample', ...fields },
});

const refusing = '+47 400 00 101';
/** The people to try messages with: each has something to show. */
const correspondents: readonly CustomerDraft[] = [
  // Wants no SMS.
  person('Vera', { mobile: refusing, email: 'vera@sample.example.com', language: 'nb', customerNumber: 'SA-0101' }),
  // Several numbers, one of them hidden and one a landline: nobody knows which.
  person('Wim', {
    mobile: '+31 6 1234 0001',
    phone: '+31 20 123 0002',
    privatePhone: '+31 6 2345 0003',
    email: 'wim@sample.example.com',
    language: 'nl',
  }),
  // Several, and one that goes without saying.
  person('Ylva', { mobile: '+46 70 174 06 05', preferredPhone: '+46 70 174 06 07', language: 'sv' }),
  // Cannot be reached.
  person('Yannick', { mobile: '+47 401 00 100', email: 'yannick@sample.example.com', language: 'fr' }),
  person('Zuzanna', {
    mobile: '+48 512 000 001',
    email: 'zuzanna@sample.example.com',
    language: 'pl',
    customerNumber: 'SA-0105',
  }),
];

/** Adds them, with what they said about messages. */
export async function addCorrespondents({ embedded }: Customers): Promise<void> {
  await embedded.load(correspondents.map((draft) => ({ draft })));
  const { matches } = await embedded.customers.find({ raw: refusing });
  const at = new Date(now() - 12 * 86_400_000).toISOString();
  for (const { customer } of matches)
    await embedded.saveConsent({ channel: 'sms', consent: 'refused', customerId: customer.id, at });
}
