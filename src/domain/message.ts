import type { AddressRef } from './address.js';
import { isRecord, type FieldProblem } from './field.js';
import { openVariables } from './message-template.js';
import { smsSize } from './sms.js';

/** By what ways a house writes to customers. */
export const messageChannels = ['sms', 'email'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** From where a message was written: only one from a case belongs to it, and to its campaign. */
export const messageOrigins = ['card', 'group', 'case', 'interaction'] as const;
export type MessageOrigin = (typeof messageOrigins)[number];

/** What an agent writes to a customer. */
export interface MessageDraft {
  readonly channel: MessageChannel;
  /** To which of the addresses; also to one that is concealed. */
  readonly to: AddressRef;
  /** Whom it is for; needed from a card or a group. */
  readonly customerId?: string;
  /** The conversation in which it is written; needed from one. */
  readonly interactionId?: string;
  readonly origin: MessageOrigin;
  /** From a case only. */
  readonly caseId?: string;
  readonly campaignId?: string;
  /** Of an e-mail: one line. */
  readonly subject?: string;
  /** Plain text, as it was written, with its line breaks and nothing left open. */
  readonly text: string;
  /** Of what it was made. */
  readonly templateId?: string;
  /** Why it is sent although something stands against it. */
  readonly reason?: string;
}

/**
 * How far a message is. `queued`: kept, and not yet with the service that delivers it. `sent`: that has it. `delivered`: it arrived, as that service says. `failed`: it did not, and nobody tries
 * any more.
 */
export type MessageState = 'queued' | 'sent' | 'delivered' | 'failed';

/** Why a message failed: no such address; blocked by the customer or the network; the text was not taken; not delivered in time; refused for another reason; nobody could be reached. */
export const messageFailures = ['address', 'blocked', 'content', 'expired', 'refused', 'unreachable'] as const;
export type MessageFailure = (typeof messageFailures)[number];

/** A message as a backend keeps one. Times are ISO 8601. */
export interface Message extends MessageDraft {
  readonly id: string;
  /** The address for people; bullets where it is concealed. */
  readonly address: string;
  readonly agentId: string;
  /** As the agent was called then. */
  readonly agentName?: string;
  readonly state: MessageState;
  readonly failure?: MessageFailure;
  readonly createdAt: string;
  readonly sentAt?: string;
  readonly deliveredAt?: string;
  readonly failedAt?: string;
  readonly revision: number;
}

/** What the service that delivers messages says of one. */
export interface DeliveryReport {
  readonly state: Exclude<MessageState, 'queued'>;
  /** Of a failed one; `refused` unless told. */
  readonly failure?: MessageFailure;
  /** ISO 8601; now unless told. */
  readonly at?: string;
}

/**
 * A message after a report; the same object where it changes nothing. Reports come in any order and end in the same: nothing is less far than it was, what arrived never failed, and of several
 * that say the same the first counts. One that comes late adds only when that was.
 */
export function reported<M extends Pick<Message, 'state' | 'failure' | 'sentAt' | 'deliveredAt' | 'failedAt'>>(
  message: M,
  { state, failure = 'refused', at }: DeliveryReport & { readonly at: string },
): M {
  const time = times[state];
  const known = message.state === state || message[time] !== undefined;
  if (known || (state === 'failed' && message.state === 'delivered')) return message;
  const next = { ...message, [time]: at };
  if (ranks[state] < ranks[message.state]) return next;
  const { failure: _, failedAt: __, ...rest } = next;
  return state === 'failed' ? { ...next, state, failure } : { ...(rest as M), state };
}
const ranks: Readonly<Record<MessageState, number>> = { queued: 0, sent: 1, failed: 2, delivered: 3 };
const times = { sent: 'sentAt', failed: 'failedAt', delivered: 'deliveredAt' } as const;

/** Segments of an SMS at most, where its channel says nothing else. */
export const usualSegmentLimit = 10;

/** What is allowed of a message; the settings and the channel know. */
export interface MessageRules {
  /** An SMS has no more segments. */
  readonly segmentLimit: number;
  /** An e-mail is not longer, in UTF-16 units. */
  readonly messageLimit: number;
}

/** No subject is longer: a line of an e-mail may have so many characters (RFC 5322, 2.1.1), and it names itself. */
export const subjectLimit = 900;
/** A reason, in UTF-16 units. */
export const reasonLimit = 1000;

/** NUL and half signs: not every store keeps them. */
const unkept = /[\0\p{Cs}]/u;
/** What ends a line somewhere, and everything else that is no writing: a header of an e-mail must not begin inside the subject. */
const control = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Why a subject is none: `required`, `not-text` (also with half a sign), `not-a-line` (line breaks and other control characters), `open-variable`, `too-long`. */
export function subjectProblem(subject: unknown): string | undefined {
  if (subject !== undefined && typeof subject !== 'string') return 'not-text';
  if (!subject?.trim()) return 'required';
  if (control.test(subject)) return 'not-a-line';
  if (openVariables(subject).length) return 'open-variable';
  return subject.length > subjectLimit ? 'too-long' : undefined;
}

/** Why a text is none for a message: `required` (blank), `not-text` (also with NUL or half a sign), `open-variable`, `too-long` (an e-mail), `too-many-segments` (an SMS). */
export function messageTextProblem(text: unknown, channel: unknown, rules: MessageRules): string | undefined {
  if (text !== undefined && typeof text !== 'string') return 'not-text';
  if (!text?.trim()) return 'required';
  // Before anything is counted in it: such a text may be of any length.
  if (text.length > Math.max(rules.messageLimit, 200 * rules.segmentLimit))
    return channel === 'sms' ? 'too-many-segments' : 'too-long';
  if (unkept.test(text)) return 'not-text';
  if (openVariables(text).length) return 'open-variable';
  if (channel === 'sms') return smsSize(text).segments > rules.segmentLimit ? 'too-many-segments' : undefined;
  return text.length > rules.messageLimit ? 'too-long' : undefined;
}

/**
 * What is wrong with something that claims to be the draft of a message, one problem a field, in the order of the draft: `channel` and `origin` `not-a-choice`; `to` `not-a-reference` (also what would be
 * two at once), `another-customer` (the address is not that of whom it is for); `customerId`, `interactionId` and `caseId` `required` where the origin is theirs, `caseId` and `campaignId` `not-allowed` elsewhere, ids `not-text` or `too-long` (1,000); `subject` and `text`
 * as above, `subject` `not-allowed` in an SMS; `reason` `not-text` or `too-long`. Safe to call with anything.
 */
export function messageProblems(value: unknown, rules: MessageRules): FieldProblem[] {
  const given = isRecord(value) ? value : {};
  const { channel, to, origin, subject } = given;
  const problems: FieldProblem[] = [];
  const check = (field: string, why: string | false | undefined) => why && problems.push({ field, reason: why });
  const checkId = (field: string, allowed: boolean, needed: boolean) =>
    check(field, !allowed && isGiven(given[field]) ? 'not-allowed' : idProblem(given[field], allowed && needed));
  const isFrom = (...origins: readonly MessageOrigin[]) => origins.some((each) => each === origin);
  check('channel', !messageChannels.some((each) => each === channel) && 'not-a-choice');
  check('to', isReference(to) ? isAnothers(to, given['customerId']) && 'another-customer' : 'not-a-reference');
  checkId('customerId', true, isFrom('card', 'group'));
  checkId('interactionId', true, isFrom('interaction'));
  check('origin', !isFrom(...messageOrigins) && 'not-a-choice');
  checkId('caseId', isFrom('case'), true);
  checkId('campaignId', isFrom('case'), false);
  if (channel === 'email') check('subject', subjectProblem(subject));
  if (channel === 'sms') check('subject', isGiven(subject) && 'not-allowed');
  check('text', messageTextProblem(given['text'], channel, rules));
  checkId('templateId', true, false);
  check('reason', reasonProblem(given['reason']));
  return problems;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== '';

/** One of the three, and nothing of another: whoever may write to a field must not send an address of their own along. */
function isReference(to: unknown): boolean {
  if (!isRecord(to)) return false;
  const named = (['raw', 'interactionId', 'customerId', 'field'] as const).filter((name) => to[name] !== undefined);
  const isText = named.every((name) => typeof to[name] === 'string' && to[name] !== '');
  return isText && ['raw', 'interactionId', 'customerId field'].includes(named.join(' '));
}

/** Whose consent is asked, and under whose name it stands, must be whom it reaches. */
const isAnothers = (to: unknown, customerId: unknown): boolean =>
  isRecord(to) &&
  isGiven(to['customerId']) &&
  isGiven(customerId) &&
  !idProblem(customerId, false) &&
  to['customerId'] !== customerId;

function idProblem(id: unknown, needed: boolean): string | undefined {
  if (!isGiven(id)) return needed ? 'required' : undefined;
  if (typeof id !== 'string' || unkept.test(id)) return 'not-text';
  return id.length > 1000 ? 'too-long' : undefined;
}

function reasonProblem(reason: unknown): string | undefined {
  if (!isGiven(reason)) return undefined;
  if (typeof reason !== 'string' || unkept.test(reason)) return 'not-text';
  return reason.length > reasonLimit ? 'too-long' : undefined;
}
