import { fingerprint } from './fingerprint.js';
import type { Operation, Store } from './store.js';

/** A row that is put beside what it guards. */
export type Guard = Extract<Operation, { put: string }>;

const guardKey = (id: string) => fingerprint(id).slice(-2);

/**
 * Stands between giving something to a customer and taking the customer away: whoever does either asks for this before reading anything else, and puts it into the batch. Of two
 * at the same time the slower one is refused by the store and reads again. The row is one of many customers', outlives them, and names none.
 */
export async function guardOf(store: Store, customerId: string, signal?: AbortSignal): Promise<Guard> {
  const key = guardKey(customerId);
  const row = await store.get('guards', key, { signal });
  return { put: 'guards', key, value: true, ifRevision: row?.revision ?? 'absent' };
}

/** The guards of several, each row once: two of them may share one. */
export async function guardsOf(store: Store, ids: Iterable<string>, signal?: AbortSignal): Promise<readonly Guard[]> {
  const first = new Map([...ids].map((id) => [guardKey(id), id]));
  return Promise.all([...first.values()].map((id) => guardOf(store, id, signal)));
}

/** Whose guard stands before what is said of a conversation: the customer's, or of nobody's its own. */
export const holderOf = (interaction: { readonly id: string; readonly customerId?: string }): string =>
  interaction.customerId ?? interaction.id;

/** A batch with guards beside it, each row once: it can be put only once at the revision that was read. */
export function besides(batch: readonly Operation[], guards: readonly Guard[]): readonly Operation[] {
  const put = new Set(batch.map((operation) => ('put' in operation && operation.put === 'guards' ? operation.key : undefined)));
  const first = new Map([...guards].reverse().map((guard) => [guard.key, guard]));
  return [...batch, ...[...first.values()].filter(({ key }) => !put.has(key))];
}
