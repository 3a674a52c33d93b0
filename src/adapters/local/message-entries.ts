import type { Message } from '../../domain/message.js';
import { newestFirst } from './enquiry-entries.js';
import type { IndexEntries, Operation } from './store.js';

/** A message as the store keeps one: the revision is the row's. */
export interface KeptMessage extends Omit<Message, 'revision'> {
  /** Where it goes: `+` and digits, or an e-mail address. `address` is the same for people, and as real. */
  readonly target: string;
  /** The address was confidential when it was written to: it stays so, whatever becomes of the field. */
  readonly confidential?: true;
}

/** A message that is still to be handed over: a row of `deliveries`, by message id; apart from the message, since an attempt changes nothing that is told. */
export interface KeptDelivery {
  /** When it is next looked at: then it is tried, or whoever tries it has died. */
  readonly dueAt: string;
  /** After this it is not tried any more. */
  readonly endsAt: string;
  readonly attempts: number;
  /** Who tries it now. */
  readonly claim?: string;
}

/** The lists that a message can stand in, and what of it names the list. */
export const messageLists = ['customerId', 'interactionId', 'caseId', 'channel'] as const;

/** Customers and conversations from whom the address is, too: what is erased with them. */
const named = (...ids: readonly (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))];
export const holdersOf = ({ customerId, to }: Pick<Message, 'customerId' | 'to'>): readonly string[] =>
  named(customerId, 'customerId' in to ? to.customerId : undefined);
export const conversationsOf = ({ interactionId, to }: Pick<Message, 'interactionId' | 'to'>): readonly string[] =>
  named(interactionId, 'interactionId' in to ? to.interactionId : undefined);

/** In each list newest first; `holder` and `conversation` are in no order. */
function messageEntries(message: KeptMessage): IndexEntries {
  const at = newestFirst(message.createdAt);
  const entries = messageLists.map((list) => [list, message[list] === undefined ? [] : [`${message[list]}\0${at}`]] as const);
  return { ...Object.fromEntries(entries), holder: holdersOf(message), conversation: conversationsOf(message) };
}

export function keepingMessage(value: KeptMessage, ifRevision: number | 'absent'): Operation {
  const { id, customerId } = value;
  return { put: 'messages', key: id, value, index: messageEntries(value), ifRevision, ...(customerId && { customerId }) };
}

export function keepingDelivery(id: string, value: KeptDelivery, ifRevision: number | 'absent'): Operation {
  return { put: 'deliveries', key: id, value, index: { due: [value.dueAt] }, ifRevision };
}
