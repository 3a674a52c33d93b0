import type { CustomerDraft } from '../src/domain/customer.js';

/** The number of the n-th sample customer: Norwegian mobiles, each once. */
export const numberOf = (n: number): string => `+47${90_000_000 + n}`;

/** Made-up people, as many as wanted. */
export function* people(count: number): Generator<{ draft: CustomerDraft }> {
  for (let n = 0; n < count; n += 1) {
    yield {
      draft: {
        type: 'person',
        fields: {
          givenName: `Given${n % 997}`,
          familyName: `Family${n}`,
          mobile: numberOf(n),
          phone: `+4722${100_000 + (n % 900_000)}`,
          email: `person${n}@example.com`,
          organization: `Company ${n % 5000}`,
          department: 'Customer care',
          address: `Street ${n}`,
          postcode: String(1000 + (n % 9000)),
          city: 'Oslo',
          country: 'Norway',
        },
      },
    };
  }
}
