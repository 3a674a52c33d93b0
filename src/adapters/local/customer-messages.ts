import type { KeptMessage } from './message-entries.js';
import { everyRow } from './paging.js';
import type { Operation, Store } from './store.js';

/** How many messages go with a customer. */
export const countedMessages = (store: Store, customerId: string, signal?: AbortSignal): Promise<number> =>
  store.count('messages', 'holder', { is: customerId }, { signal });

/** The messages of a customer who is removed, or erased with these conversations, go: those that are still queued are never delivered. So does what the customer said about messages. */
export async function goneMessages(
  store: Store,
  customerId: string,
  interactionIds: Iterable<string>,
  signal?: AbortSignal,
): Promise<{ readonly batch: readonly Operation[]; readonly count: number }> {
  const found = (index: string, id: string) => everyRow<KeptMessage>(store, 'messages', index, { is: id }, signal);
  const [consents, ...lists] = await Promise.all([
    everyRow(store, 'message-consents', 'customer', { is: customerId }, signal),
    found('holder', customerId),
    ...[...interactionIds].map((id) => found('conversation', id)),
  ]);
  const rows = new Map(lists.flat().map((row) => [row.key, row]));
  return {
    batch: [
      ...[...rows.values()].flatMap(({ key, value, revision }) => [
        { delete: 'messages', key, ifRevision: revision, ...(value.customerId && { customerId: value.customerId }) },
        { delete: 'deliveries', key },
      ]),
      ...consents.map(({ key }) => ({ delete: 'message-consents', key })),
    ],
    count: rows.size,
  };
}
