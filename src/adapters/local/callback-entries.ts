import type { AttemptMark } from '../../domain/attempt.js';
import { type Callback, isOpen } from '../../domain/callback.js';
import { ownerOf } from '../../domain/callback-list.js';
import { instant } from './interaction-entries.js';
import type { IndexEntries, Operation, Row } from './store.js';

/** A call-back as the store keeps one: the revision is the row's. */
export type KeptCallback = Omit<Callback, 'revision'>;

/** A mark as the store keeps one, in `attempts` by interaction id. */
export type KeptMark = Omit<AttemptMark, 'revision'>;

export const revealedCallback = ({ value, revision }: Row<KeptCallback>): Callback => ({ ...value, revision });
export const revealedMark = ({ value, revision }: Row<KeptMark>): AttemptMark => ({ ...value, revision });

/** Whose data a call-back is: the customer's, and of whom the number is. */
export function customersOf({ customerId, number }: Pick<Callback, 'customerId' | 'number'>): readonly string[] {
  const named = [customerId, number && 'customerId' in number ? number.customerId : undefined];
  return [...new Set(named.filter((id) => id !== undefined))];
}

/**
 * The entries under which call-backs are found: for the router `due` and `campaign` (planned ones) and `active` (those on their way), so that it never reads what is over or far ahead; for the lists `all`, `planned` and `queue`; open ones of an `agent`,
 * and of a customer (`open`); and everything of an `interaction` and of a `customer`.
 */
function callbackEntries(callback: KeptCallback): IndexEntries {
  const { state, dueAt, campaignId, agentId, interactionId, agreedAt, customerId } = callback;
  const at = instant(dueAt);
  const planned = state === 'planned';
  const open = isOpen(callback);
  const listed = open || state === 'missed';
  const owner = listed ? ownerOf(callback) : undefined;
  const of = (entry: string, ...when: readonly unknown[]) => (when.every(Boolean) ? [entry] : []);
  return {
    due: of(at, planned),
    campaign: of(campaignId, planned),
    active: of(at, open && !planned),
    all: of(at, listed),
    planned: of(`${owner}\0${at}`, owner !== undefined, planned),
    queue: of(`${owner}\0${at}`, owner !== undefined, !planned),
    agent: of(`${agentId}\0${at}`, open, callback.for === 'me'),
    open: of(customerId ?? '', open, customerId !== undefined),
    interaction: [`${interactionId}\0${instant(agreedAt)}`],
    customer: customersOf(callback),
  };
}

/** What keeps a call-back; told to everybody where `moved` says that it changed hands. */
export function keepingCallback(value: KeptCallback, ifRevision: number | 'absent', moved = false): Operation {
  const { id: key, customerId } = value;
  const whose = customerId !== undefined && !moved && { customerId };
  return { put: 'callbacks', key, value, index: callbackEntries(value), ifRevision, ...whose };
}

export function keepingMark(value: KeptMark, ifRevision: number | 'absent', moved = false): Operation {
  const { interactionId: key, customerId } = value;
  const index = { customer: customerId === undefined ? [] : [customerId] };
  return { put: 'attempts', key, value, index, ifRevision, ...(customerId !== undefined && !moved && { customerId }) };
}

/** The call-back of a conversation that belongs to another customer now, or to nobody. */
export function reassignedCallback({ value, revision }: Row<KeptCallback>, customerId: string | undefined): Operation {
  const { customerId: former, ...rest } = value;
  return keepingCallback({ ...rest, ...(customerId !== undefined && { customerId }) }, revision, former !== undefined);
}

export function reassignedMark({ value, revision }: Row<KeptMark>, customerId: string | undefined): Operation {
  const { customerId: former, ...rest } = value;
  return keepingMark({ ...rest, ...(customerId !== undefined && { customerId }) }, revision, former !== undefined);
}
