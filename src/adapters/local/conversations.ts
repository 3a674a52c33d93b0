import { type LocalContext, notFound } from './context.js';
import { type Guard, guardOf, holderOf } from './guard.js';
import type { KeptInteraction } from './interaction-entries.js';

/** The conversation as it is, and what has the store refuse a write when it changes hands, or is erased, at the same time. Not recorded: `not-found`. */
export async function heldConversation(
  { store }: LocalContext,
  id: unknown,
  signal?: AbortSignal,
): Promise<{ readonly interaction: KeptInteraction; readonly guard: Guard }> {
  const read = async () =>
    typeof id === 'string' && id !== '' ? store.get<KeptInteraction>('interactions', id, { signal }) : undefined;
  for (let row = await read(); row;) {
    const guard = await guardOf(store, holderOf(row.value), signal);
    const again = await read();
    if (again && holderOf(again.value) === holderOf(row.value)) return { interaction: again.value, guard };
    row = again;
  }
  throw notFound('interaction');
}
