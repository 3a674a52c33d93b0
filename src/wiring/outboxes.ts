import type { Clock } from './clock.js';
import type { Dispatch } from './dispatch.js';
import type { DraftStore } from './draft-store.js';
import type { Outbox } from './outbox.js';

/** Whose outbox. */
export interface OutboxOwner {
  readonly tenantId: string;
  readonly agentId: string;
}

const made = new WeakMap<DraftStore, Map<string, Promise<Dispatch>>>();
const curious = new WeakMap<DraftStore, Set<{ readonly tell: () => void }>>();

/** This page's one outbox of an agent over a store; loaded, and what an earlier page left in it sent, from the first call on. */
export async function outboxFor(store: DraftStore, owner: OutboxOwner): Promise<Outbox> {
  return (await dispatchFor(store, owner)).outbox;
}

/** As `outboxFor`, with those who send. The clock is that of the first call. */
export function dispatchFor(store: DraftStore, { tenantId, agentId }: OutboxOwner, clock?: Clock): Promise<Dispatch> {
  let dispatches = made.get(store);
  if (!dispatches) made.set(store, (dispatches = new Map<string, Promise<Dispatch>>()));
  const owner = JSON.stringify([tenantId, agentId]);
  const known = dispatches.get(owner);
  if (known) return known;
  const dispatch = import('./dispatch.js').then((module) => new module.Dispatch({ store, tenantId, agentId, clock }));
  dispatches.set(owner, dispatch);
  dispatch.catch(() => dispatches.delete(owner));
  for (const each of [...(curious.get(store) ?? [])]) each.tell();
  return dispatch;
}

/** Whether this page has an outbox over a store, of whomever. */
export const isOpened = (store: DraftStore): boolean => !!made.get(store)?.size;

/** Tells when another outbox is opened over a store. The returned function ends it. */
export function whenOpened(store: DraftStore, listener: () => void): () => void {
  const each = { tell: listener };
  const told = curious.get(store) ?? new Set();
  curious.set(store, told.add(each));
  return () => void told.delete(each);
}
