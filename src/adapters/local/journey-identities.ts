import { addressKey, type AddressOptions, readAddress } from '../../domain/address.js';
import type { JourneyAliasKind } from '../../domain/journey-alias.js';
import type { JourneyIdentity } from '../../domain/journey-event.js';
import { findResult } from '../../domain/match.js';
import { type KeptCustomer, revealed } from './concealment.js';
import type { LocalContext } from './context.js';
import type { KeptAlias } from './journey-browsers.js';

/** What is compared of the kinds that are compared as they are; logins without the space around them. */
export const identityKeyOf = {
  visitor: (value: string) => `visitor\0${value}`,
  login: (value: string) => `login\0${value.trim()}`,
} as const;

/** What two equal aliases have in common; addresses as `customers.find` compares them. Undefined for what is no address of its kind. */
export function identityKey(kind: JourneyAliasKind, value: string, reader: AddressOptions): string | undefined {
  if (kind === 'visitor' || kind === 'login') return identityKeyOf[kind](value);
  const reading = readAddress(value, reader);
  return reading.kind === kind ? addressKey(reading) : undefined;
}

/** Who logs in by this: the customer who has the alias, else of an address the one whom a look-up finds. Without exactly one: undefined. */
export async function customerKnownBy(
  context: LocalContext,
  { kind, value }: JourneyIdentity,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { store } = context;
  const reader = await context.reader();
  const key = identityKey(kind, value, reader);
  if (key === undefined) return undefined;
  const [alias] = await store.find<KeptAlias>('journey-aliases', 'identity', { is: key }, { signal, limit: 1 });
  if (alias) return alias.value.customerId;
  if (kind === 'login') return undefined;
  const [fields, rows] = await Promise.all([
    context.fields(),
    // Whether there are two or two thousand: it is not one.
    store.find<KeptCustomer>('customers', 'address', { is: key }, { signal, limit: 2 }),
  ]);
  const { outcome, matches } = findResult(readAddress(value, reader), rows.map(revealed), fields, reader);
  return outcome === 'one' ? matches[0]!.customer.id : undefined;
}
