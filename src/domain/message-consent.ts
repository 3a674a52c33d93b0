import type { MessageChannel } from './message.js';
import { addDays } from './day.js';
import { isPast, isWallTime, meantBy, readWallTime, zonedAt } from './wall-time.js';
import { isTimeZone } from './zone.js';

/** Whether somebody wants messages of a kind: `unknown` where nobody was ever asked. */
export type Consent = 'given' | 'refused' | 'unknown';

/** What a house does about something that stands against a message. */
export type ObjectionPolicy = 'allow' | 'warn' | 'block';

/** Something that stands against writing to somebody now. */
export interface MessageObjection {
  /** The customer, or whoever has the address, refused; nobody gave consent; it is the customer's night. */
  readonly kind: 'opted-out' | 'no-consent' | 'quiet-hours';
  readonly policy: Exclude<ObjectionPolicy, 'allow'>;
  /** Of a refusal: since when, where that is known. ISO 8601. */
  readonly sinceAt?: string;
  /** Of quiet hours: until when, ISO 8601, and by whose clocks (IANA). */
  readonly untilAt?: string;
  readonly timeZone?: string;
}

/** How a house handles consent and quiet hours; settings of the same names. */
export interface ConsentRules {
  readonly messageOptedOut: ObjectionPolicy;
  readonly messageWithoutConsent: ObjectionPolicy;
  /** When nobody is written to by SMS, by the customer's clocks, `HH:MM`; over midnight where it ends before it begins; both empty: never. */
  readonly messageQuietFrom: string;
  readonly messageQuietUntil: string;
  readonly messageQuietHours: ObjectionPolicy;
}

/** What is known of a customer, or of an address, when somebody writes. */
export interface ConsentFacts {
  readonly channel: MessageChannel;
  readonly consent: Consent;
  readonly sinceAt?: string;
  /** ISO 8601. */
  readonly now: string;
  /** The customer's, IANA. */
  readonly timeZone: string;
}

/** What stands against a message, what blocks it first. */
export function messageObjections(facts: ConsentFacts, rules: ConsentRules): readonly MessageObjection[] {
  const { channel, consent, sinceAt, now, timeZone } = facts;
  const found: MessageObjection[] = [];
  const add = (policy: ObjectionPolicy, objection: Omit<MessageObjection, 'policy'>) => {
    if (policy !== 'allow') found.push({ ...objection, policy });
  };
  if (consent === 'refused') add(rules.messageOptedOut, { kind: 'opted-out', ...(sinceAt !== undefined && { sinceAt }) });
  if (consent === 'unknown') add(rules.messageWithoutConsent, { kind: 'no-consent' });
  const untilAt = channel === 'sms' ? quietUntil(rules, now, timeZone) : undefined;
  if (untilAt !== undefined) add(rules.messageQuietHours, { kind: 'quiet-hours', untilAt, timeZone });
  return found.sort((a, b) => Number(b.policy === 'block') - Number(a.policy === 'block'));
}

/**
 * When the quiet hours that an instant is in are over, ISO 8601; undefined outside of them, and in a zone that is none. From and until when is read as of `meantBy` where the clocks skip a time or show it
 * twice, so that they are one span of time a day.
 */
export function quietUntil(
  { messageQuietFrom: from, messageQuietUntil: until }: Pick<ConsentRules, 'messageQuietFrom' | 'messageQuietUntil'>,
  now: string,
  timeZone: string,
): string | undefined {
  if (!isTimeOfDay(from) || !isTimeOfDay(until) || from === until || !isTimeZone(timeZone)) return undefined;
  const today = zonedAt(now, timeZone).wallTime.slice(0, 10);
  const at = (day: string, time: string) => {
    const reading = readWallTime(`${day}T${time}`, timeZone);
    return reading && meantBy(reading).at;
  };
  const isOvernight = until < from;
  for (const day of isOvernight ? [today, addDays(today, -1)] : [today]) {
    const [begin, end] = [at(day, from), at(isOvernight ? addDays(day, 1) : day, until)];
    if (begin !== undefined && end !== undefined && isPast(begin, now) && !isPast(end, now)) return end;
  }
  return undefined;
}

export const isTimeOfDay = (time: string): boolean => isWallTime(`2026-01-01T${time}`);

/** What is to be done: nothing stands against it; it needs a reason; this agent cannot send it. `overrides`: the agent may go past a block, with a reason. */
export function wayOf(objections: readonly MessageObjection[], overrides: boolean): 'open' | 'reason' | 'closed' {
  if (!objections.length) return 'open';
  return !overrides && objections.some(({ policy }) => policy === 'block') ? 'closed' : 'reason';
}

/** Of what is known of a customer and of the address together: whoever refused is not written to, wherever that was said. */
export function strictest(consents: readonly { readonly consent: Consent; readonly at?: string }[]): {
  readonly consent: Consent;
  readonly at?: string;
} {
  const first = (wanted: Consent) => consents.find(({ consent }) => consent === wanted);
  return first('refused') ?? first('given') ?? { consent: 'unknown' };
}
