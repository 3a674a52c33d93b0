import type { AddressReader, AddressReading } from './address.js';
import { addressKey, fieldAddresses } from './address.js';
import type { Customer } from './customer.js';
import { type ExternalId, externalIds } from './external-id.js';
import type { FieldDefinition } from './field.js';

/** Why a customer is in the list: a field holds the address, or the external id (of duplicates only), or an agent said so before. */
export type MatchReason =
  | {
      readonly by: 'phone' | 'email';
      /** The field that holds it. */
      readonly field: string;
      /** The field's number is known to be shared. */
      readonly shared?: boolean;
      readonly extension?: string;
    }
  | {
      readonly by: 'external-id';
      /** The field that holds it, in both. */
      readonly field: string;
      readonly shared?: undefined;
      readonly extension?: undefined;
    }
  | {
      readonly by: 'choice';
      /** When and by whom *This is the customer* was said of this address. */
      readonly chosenAt: string;
      readonly agentName?: string;
    };

/** One candidate and the reasons for it, strongest first. */
export interface Match {
  readonly customer: Customer;
  readonly why: readonly MatchReason[];
}

/**
 * What a look-up came to.
 * - `one`: exactly one customer has the address and it is not shared.
 * - `many`: several have it, or one has it but the number is shared: somebody has to choose.
 * - `none`: the address is readable and nobody has it.
 * - `withheld`, `own`, `internal`, `unreadable`: nothing was searched, and why.
 * A search that failed is a rejected promise, never an outcome.
 */
export type FindOutcome = 'one' | 'many' | 'none' | 'withheld' | 'own' | 'internal' | 'unreadable';

/** The answer of `customers.find`. */
export interface FindResult {
  readonly outcome: FindOutcome;
  readonly address: AddressReading;
  /** The number belongs to several, or is marked as shared: organizations stand first and nothing is selected by itself. */
  readonly shared: boolean;
  /** Best first; empty unless the outcome is `one` or `many`. */
  readonly matches: readonly Match[];
}

/** *This is the customer*, said of an address before. */
export interface Choice {
  readonly customerId: string;
  /** ISO 8601 with zone. */
  readonly chosenAt: string;
  readonly agentName?: string;
}

/** No result has more matches. */
export const matchLimit = 200;

/**
 * Why a customer has the address: one reason a field that holds exactly it, with the extension that stands behind it there. `customer` carries its values, not
 * bullets.
 */
export function matchReasons(
  customer: Customer,
  fields: readonly FieldDefinition[],
  reading: AddressReading,
  reader: AddressReader,
): MatchReason[] {
  const key = addressKey(reading);
  if (key === undefined) return [];
  const by = reading.kind === 'email' ? 'email' : 'phone';
  const called = reading.kind === 'phone' ? reading.extension : undefined;
  const reasons: MatchReason[] = [];
  for (const field of fields) {
    const held = fieldAddresses(customer, field, reader).filter((address) => address.key === key);
    const best = held.find((address) => address.extension === called) ?? held[0];
    if (!best) continue;
    const { extension } = best;
    const shared = customer.shared?.includes(field.name);
    reasons.push({ by, field: field.name, ...(shared && { shared }), ...(extension !== undefined && { extension }) });
  }
  return reasons;
}

/** What matches of a readable address come to: `one` only when there is exactly one and the address is not shared. */
export function outcomeOf(matches: readonly Match[], shared: boolean): 'one' | 'many' | 'none' {
  if (matches.length === 0) return 'none';
  return matches.length === 1 && !shared ? 'one' : 'many';
}

/** Best first: chosen before for this address, then organizations when it is shared, then the most recently changed, then by id. */
export function rankMatches(candidates: readonly Match[], { shared }: { readonly shared: boolean }): Match[] {
  const chosen = (match: Match) => Number(match.why.some((reason) => reason.by === 'choice'));
  const organization = (match: Match) => Number(shared && match.customer.type === 'organization');
  const changed = (match: Match) => Date.parse(match.customer.changedAt) || 0;
  return [...candidates].sort(
    (a, b) =>
      chosen(b) - chosen(a) ||
      organization(b) - organization(a) ||
      changed(b) - changed(a) ||
      (a.customer.id < b.customer.id ? -1 : Number(a.customer.id > b.customer.id)),
  );
}

/**
 * The answer of a look-up, from the customers that a store found under the address. Each is read again, so one that has not
 * got it (any more) is left out. The choice changes the order, never the outcome. Shared is an address that several have, that one of them calls shared,
 * or that stands before another extension than was called: then it is a switchboard, and anybody behind it may be calling.
 */
export function findResult(
  reading: AddressReading,
  customers: readonly Customer[],
  fields: readonly FieldDefinition[],
  reader: AddressReader,
  choice?: Choice,
): FindResult {
  if (reading.kind !== 'phone' && reading.kind !== 'email')
    return { outcome: reading.kind, address: reading, shared: false, matches: [] };
  const found: Match[] = [];
  for (const customer of customers) {
    const why = matchReasons(customer, fields, reading, reader);
    if (why.length === 0) continue;
    if (choice?.customerId === customer.id) why.unshift(choiceReason(choice));
    found.push({ customer, why });
  }
  const shared = found.length > 1 || found.some((match) => match.why.some((reason) => isShared(reason, reading)));
  return {
    outcome: outcomeOf(found, shared),
    address: reading,
    shared,
    matches: rankMatches(found, { shared }).slice(0, matchLimit),
  };
}

/** No form is shown more duplicates. */
export const duplicateLimit = 10;

/**
 * Customers that have some of these external ids or addresses, best first: those who have the most of the ids (nobody else should have any), then the most of the addresses, then the most
 * recently changed, then by id; at most ten, each with every reason once. That they have the name in common, too, is for the eye.
 */
export function duplicatesOf(
  readings: readonly AddressReading[],
  customers: readonly Customer[],
  fields: readonly FieldDefinition[],
  reader: AddressReader,
  ids: readonly ExternalId[] = [],
): Match[] {
  const matches = customers.map((customer) => {
    const same = externalIds(customer, fields).filter((its) => ids.some(({ field, id }) => field === its.field && id === its.id));
    const known = same.map(({ field }): MatchReason => ({ by: 'external-id', field }));
    const whys = readings.map((reading) => matchReasons(customer, fields, reading, reader)).filter((why) => why.length > 0);
    const reasons = new Map([...known, ...whys.flat()].map((reason) => [JSON.stringify(reason), reason]));
    return { customer, why: [...reasons.values()], weight: known.length * (readings.length + 1) + whys.length };
  });
  const most = [...new Set(matches.map(({ weight }) => weight))].filter(Boolean).sort((a, b) => b - a);
  return most
    .flatMap((each) =>
      rankMatches(
        matches.filter(({ weight }) => weight === each),
        { shared: false },
      ),
    )
    .slice(0, duplicateLimit)
    .map(({ customer, why }) => ({ customer, why }));
}

function choiceReason({ chosenAt, agentName }: Choice): MatchReason {
  return { by: 'choice', chosenAt, ...(agentName !== undefined && { agentName }) };
}

function isShared(reason: MatchReason, reading: AddressReading): boolean {
  if (reason.by !== 'phone' && reason.by !== 'email') return false;
  const called = reading.kind === 'phone' ? reading.extension : undefined;
  return reason.shared === true || (reason.extension !== undefined && reason.extension !== called);
}
