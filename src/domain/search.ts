import type { Customer } from './customer.js';
import { nameKey } from './customer.js';
import { searchWords, visibleText } from './customer-index.js';
import type { FieldDefinition } from './field.js';
import { words } from './fold.js';

/** The law of search, for stores without an index of their own: every word (`searchWords`) is the beginning of a token (`customerIndex`). No words find nothing. */
export function searchMatches(tokens: readonly string[], sought: readonly string[]): boolean {
  return sought.length > 0 && sought.every((word) => tokens.some((token) => token.startsWith(word)));
}

/**
 * What a search found, best first: an id finds only its customer; then names that begin with the text, names in which every word begins a word,
 * customers with the text as a whole field, all others; equal ones by name and id. Ranks what it is given and leaves none out, except for an id.
 */
export function rankSearch(customers: readonly Customer[], text: string, fields: readonly FieldDefinition[]): Customer[] {
  const id = text.trim().toUpperCase();
  const exact = customers.filter((customer) => customer.id.toUpperCase() === id);
  if (exact.length > 0) return exact;
  const key = nameKey(text);
  const sought = searchWords(text);
  const rank = (customer: Customer) => {
    if (nameKey(customer.name).startsWith(key)) return 0;
    if (searchMatches(words(customer.name), sought)) return 1;
    return fields.some((field) => nameKey(visibleText(customer, field) ?? '') === key) ? 2 : 3;
  };
  return customers
    .map((customer) => ({ customer, rank: rank(customer), name: nameKey(customer.name) }))
    .sort((a, b) => a.rank - b.rank || compare(a.name, b.name) || compare(a.customer.id, b.customer.id))
    .map(({ customer }) => customer);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
