import { type Attempt, attemptProblems } from './attempt.js';
import type { FieldProblem } from './field.js';
import { isInstant } from './time.js';

/** How the two sides talk. */
export type Channel = 'call' | 'sms' | 'email' | 'chat';

export type Direction = 'inbound' | 'outbound';

/** `offered` (ringing, waiting) → `active` → `wrap-up` (work after it) → `closed`. */
export type InteractionState = 'offered' | 'active' | 'wrap-up' | 'closed';

/** How an interaction ended, where it did. */
export type EndedBy = 'hang-up' | 'transfer' | 'un-assign';

/** One call, SMS, e-mail or chat, as the host application knows it. Times are ISO 8601 with zone. */
export interface Interaction {
  /** Stable for as long as this one conversation lasts: a new id is a new conversation. */
  readonly id: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly state: InteractionState;
  /** Who called or wrote: for inbound the customer's number or e-mail as the line delivered it. */
  readonly from?: string;
  /** Who was called or written to: for outbound the customer's. */
  readonly to?: string;
  /** Set by a host that knows better than `from` and `to` which address to look up. */
  readonly lookup?: string;
  /** The queue it came through, in words. */
  readonly queue?: string;
  /** The id of the campaign that it belongs to; of a dialer call that of its attempt unless told. */
  readonly campaignId?: string;
  /** Of a dialer call: which attempt it is, and why it was made. */
  readonly attempt?: Attempt;
  /** The customer it was assigned to by *This is the customer*, or by the host. */
  readonly customerId?: string;
  /** The agent who handles it. */
  readonly agentId?: string;
  readonly startedAt: string;
  readonly answeredAt?: string;
  /** The last message from the customer, on digital channels: each new one makes the card read again. */
  readonly lastInboundAt?: string;
  readonly endedAt?: string;
  readonly endedBy?: EndedBy;
}

/** What a list of earlier interactions shows: who, when, by what way, and an excerpt; never all details. */
export interface InteractionSummary extends Interaction {
  readonly agentName?: string;
  readonly excerpt?: string;
  /** What was registered of it: ids of topics, where there is a registration. */
  readonly topicIds?: readonly string[];
  readonly revision: number;
}

/** The customer's side of an interaction, as the line delivered it: what is looked up. Undefined when the host did not tell; empty when there is no number. */
export function customerAddress(interaction: Interaction): string | undefined {
  return interaction.lookup ?? (interaction.direction === 'inbound' ? interaction.from : interaction.to);
}

/**
 * Says whether two interaction objects are about the same: another text with another id or another look-up address, the same for a new object of the same.
 * Answers to questions of an earlier generation are thrown away.
 */
export function generation(interaction: Interaction): string {
  return JSON.stringify([interaction.id, customerAddress(interaction)]);
}

const required: Readonly<Record<string, readonly string[]>> = {
  channel: ['call', 'sms', 'email', 'chat'] satisfies Channel[],
  direction: ['inbound', 'outbound'] satisfies Direction[],
  state: ['offered', 'active', 'wrap-up', 'closed'] satisfies InteractionState[],
};
const endings: readonly unknown[] = ['hang-up', 'transfer', 'un-assign'] satisfies EndedBy[];
const texts = ['from', 'to', 'lookup', 'queue', 'campaignId', 'customerId', 'agentId'];
const times = ['answeredAt', 'lastInboundAt', 'endedAt'];

/**
 * What is wrong with something that claims to be an interaction: `required`, `not-text`, `too-long` (1,000 UTF-16 units), `not-a-choice`, `not-a-date` (ISO 8601 with zone).
 * Unknown properties are no problem. Safe to call with anything.
 */
export function interactionProblems(value: unknown): FieldProblem[] {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const problems: FieldProblem[] = [];
  const check = (field: string, needed: boolean, reason: (text: string) => string | undefined) => {
    const held = given[field];
    if (held === undefined || held === '') return void (needed && problems.push({ field, reason: 'required' }));
    const wrong = typeof held !== 'string' ? 'not-text' : held.length > 1000 ? 'too-long' : reason(held);
    if (wrong) problems.push({ field, reason: wrong });
  };
  check('id', true, () => undefined);
  for (const [field, choices] of Object.entries(required))
    check(field, true, (text) => (choices.includes(text) ? undefined : 'not-a-choice'));
  for (const { field, reason } of attemptProblems(given['attempt']))
    problems.push({ field: field ? `attempt.${field}` : 'attempt', reason });
  const time = (text: string) => (isInstant(text) ? undefined : 'not-a-date');
  check('startedAt', true, time);
  for (const field of times) check(field, false, time);
  for (const field of texts) check(field, false, () => undefined);
  check('endedBy', false, (text) => (endings.includes(text) ? undefined : 'not-a-choice'));
  return problems;
}
