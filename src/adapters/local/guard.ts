import { fingerprint } from './fingerprint.js';
import type { Operation, Store } from './store.js';

/**
 * Stands between giving something to a customer and taking the customer away: whoever does either asks for this before reading anything else, and puts it into the batch. Of two
 * at the same time the slower one is refused by the store and reads again. The row is one of many customers', outlives them, and names none.
 */
export async function guardOf(store: Store, customerId: string, signal?: AbortSignal): Promise<Operation> {
  const key = fingerprint(customerId).slice(-2);
  const row = await store.get('guards', key, { signal });
  return { put: 'guards', key, value: true, ifRevision: row?.revision ?? 'absent' };
}
