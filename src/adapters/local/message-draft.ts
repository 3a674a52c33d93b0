import type { MessageTarget } from '../../backend/backend.js';
import type { AddressRef } from '../../domain/address.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import { type DeliveryReport, messageChannels, type MessageDraft, messageFailures } from '../../domain/message.js';
import type { Consent } from '../../domain/message-consent.js';
import { isInstant } from '../../domain/time.js';
import { refuse } from './context.js';

const properties = [
  ...['channel', 'customerId', 'interactionId', 'origin', 'caseId', 'campaignId'],
  ...['subject', 'text', 'templateId', 'reason'],
];

/** Whether something is one of these words. */
export const isOneOf = <T extends string>(choices: readonly T[], given: unknown): given is T =>
  choices.some((choice) => choice === given);

const isText = (given: unknown): given is string => typeof given === 'string' && given !== '';

/** A reference as `resolve` reads it, without what belongs to another kind of them. */
function readReference(given: unknown): AddressRef | undefined {
  const { raw, interactionId, customerId, field } = isRecord(given) ? given : {};
  if (isText(raw)) return { raw };
  if (isText(interactionId)) return { interactionId };
  return isText(customerId) && isText(field) ? { customerId, field } : undefined;
}

/** The draft, as `messageProblems` is to find it, without what the port does not name. Empty is left out; what is no text becomes what the domain refuses as that. */
export function readMessageDraft(given: unknown): MessageDraft {
  const claimed = isRecord(given) ? given : {};
  const named: (readonly [string, string | null])[] = properties
    .map((name) => [name, claimed[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, typeof value === 'string' ? value : null]);
  const to = readReference(claimed['to']);
  return { ...Object.fromEntries(named), ...(to && { to }) } as unknown as MessageDraft;
}

/** Throws `invalid` with fields `channel` and `to` for what is no target. */
export function readTarget(given: unknown): MessageTarget {
  const { channel, to: ref, customerId } = isRecord(given) ? given : {};
  const to = readReference(ref);
  const wrong: FieldProblem[] = [];
  if (!isOneOf(messageChannels, channel)) wrong.push({ field: 'channel', reason: 'not-a-choice' });
  if (!to) wrong.push({ field: 'to', reason: 'not-a-reference' });
  refuse(wrong);
  return { channel, to, ...(isText(customerId) && { customerId }) } as MessageTarget;
}

const states = ['sent', 'delivered', 'failed'] as const;

/** Throws `invalid` with fields `state`, `failure` and `at` for what is no report. */
export function readReport(given: unknown, now: string): DeliveryReport & { readonly at: string } {
  const { state, failure, at = now } = isRecord(given) ? given : {};
  const wrong: FieldProblem[] = [];
  if (!isOneOf(states, state)) wrong.push({ field: 'state', reason: 'not-a-choice' });
  if (failure !== undefined && !isOneOf(messageFailures, failure)) wrong.push({ field: 'failure', reason: 'not-a-choice' });
  if (typeof at !== 'string' || !isInstant(at)) wrong.push({ field: 'at', reason: 'not-a-date' });
  refuse(wrong);
  return { state, at, ...(failure !== undefined && { failure }) } as DeliveryReport & { readonly at: string };
}

/** What somebody said about messages of a kind: a customer, or of an address whoever has it. */
export interface GivenConsent {
  readonly channel: MessageTarget['channel'];
  /** `unknown`: forgets what was said. */
  readonly consent: Consent;
  readonly customerId?: string;
  /** As typed. */
  readonly address?: string;
  /** ISO 8601; now unless told. */
  readonly at?: string;
}

const consents = ['given', 'refused', 'unknown'] as const;

/** Throws `invalid` with every field that is wrong; what the address is stays to be read. */
export function readConsent(given: unknown, now: string): GivenConsent & { readonly at: string } {
  const { channel, consent, customerId, address, at = now } = isRecord(given) ? given : {};
  const wrong: FieldProblem[] = [];
  const check = (field: string, reason: string | false) => reason && wrong.push({ field, reason });
  const of = [customerId, address].filter((each) => each !== undefined);
  check('channel', !isOneOf(messageChannels, channel) && 'not-a-choice');
  check('consent', !isOneOf(consents, consent) && 'not-a-choice');
  check('customerId', (!of.length && 'required') || (customerId !== undefined && !isText(customerId) && 'not-text'));
  check('address', (of.length > 1 && 'not-allowed') || (address !== undefined && !isText(address) && 'not-text'));
  check('at', !(typeof at === 'string' && isInstant(at)) && 'not-a-date');
  refuse(wrong);
  return { channel, consent, customerId, address, at } as GivenConsent & { readonly at: string };
}
