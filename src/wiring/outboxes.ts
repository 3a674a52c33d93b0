import type { DraftStore } from './draft-store.js';
import type { Outbox } from './outbox.js';

/** Whose outbox. */
export interface OutboxOwner {
  readonly tenantId: string;
  readonly agentId: string;
}

const made = new WeakMap<DraftStore, Map<string, Promise<Outbox>>>();

/** This page's one outbox of an agent over a store; loaded, and what an earlier page left in it sent, from the first call on. */
export function outboxFor(store: DraftStore, { tenantId, agentId }: OutboxOwner): Promise<Outbox> {
  let outboxes = made.get(store);
  if (!outboxes) made.set(store, (outboxes = new Map<string, Promise<Outbox>>()));
  const owner = JSON.stringify([tenantId, agentId]);
  const known = outboxes.get(owner);
  if (known) return known;
  const outbox = import('./outbox.js').then((module) => new module.Outbox({ store, tenantId, agentId }));
  outboxes.set(owner, outbox);
  outbox.catch(() => outboxes.delete(owner));
  return outbox;
}
