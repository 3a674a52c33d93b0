import type { CallbackPatch } from '../../backend/backend.js';
import type { AddressRef } from '../../domain/address.js';
import type { AttemptReport } from '../../domain/attempt.js';
import type { CallbackDraft } from '../../domain/callback.js';
import type { CallbackFor } from '../../domain/campaign.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import { invalid, refuse } from './context.js';

/** What the agents of a dialer say of a call-back, apart from where it was said. */
type Agreement = Omit<CallbackDraft, 'interactionId' | 'campaignId'>;

/** What is no text becomes one that the domain refuses. */
const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

function readNumber(given: unknown): AddressRef | undefined {
  const { raw, interactionId, customerId, field } = isRecord(given) ? given : {};
  if (typeof raw === 'string') return { raw };
  if (typeof interactionId === 'string') return { interactionId };
  return typeof customerId === 'string' && typeof field === 'string' ? { customerId, field } : undefined;
}

/** What is agreed, as it is handed in, without what the port does not name. What has not the right type becomes something that `checkCallback` refuses, where it can tell; else `problems` says it. */
function readAgreement(given: Readonly<Record<string, unknown>>, problems: FieldProblem[]): Agreement {
  const { customerId, number, for: whom, wallTime, timeZone, dueAt, comment } = given;
  const ref = number === undefined ? undefined : readNumber(number);
  if (customerId !== undefined && typeof customerId !== 'string') problems.push({ field: 'customerId', reason: 'not-text' });
  if (number !== undefined && !ref) problems.push({ field: 'number', reason: 'not-a-reference' });
  return {
    ...(typeof customerId === 'string' && customerId !== '' && { customerId }),
    ...(ref && { number: ref }),
    for: whom as CallbackFor,
    wallTime: text(wallTime, wallTime === undefined ? '' : 'no text'),
    timeZone: text(timeZone, ''),
    ...(dueAt !== undefined && { dueAt: text(dueAt, 'no text') }),
    ...(comment !== undefined && { comment: text(comment, '\0') }),
  };
}

/** Throws `invalid` for what has not the shape of a draft. */
export function readCallbackDraft(given: unknown): CallbackDraft {
  const { interactionId, campaignId, ...rest } = isRecord(given) ? given : {};
  const problems: FieldProblem[] = [];
  if (typeof interactionId !== 'string') problems.push({ field: 'interactionId', reason: 'required' });
  const agreement = readAgreement(rest, problems);
  refuse(problems);
  return { interactionId: interactionId as string, campaignId: text(campaignId, ''), ...agreement };
}

/** What is said of an attempt with the registration; throws `invalid` for what is no such thing. */
export function readAttemptReport(given: unknown): AttemptReport {
  const { outcome, callback } = isRecord(given) ? given : {};
  if (outcome === 'unanswered') return { outcome };
  if (!isRecord(given)) throw invalid('attempt', 'not-an-object');
  if (outcome !== 'call-back') throw invalid('attempt.outcome', 'not-a-choice');
  if (!isRecord(callback)) throw invalid('attempt.callback', 'not-an-object');
  const problems: FieldProblem[] = [];
  const agreement = readAgreement(callback, problems);
  refuse(problems.map(({ field, reason }) => ({ field: `attempt.${field}`, reason })));
  return { outcome, callback: agreement };
}

/** What is touched of a call-back. Throws `invalid` with field `revision` for what is no patch: it stands on nothing. */
export function readCallbackPatch(given: unknown): CallbackPatch {
  const { revision, wallTime, timeZone, dueAt, for: whom, comment } = isRecord(given) ? given : {};
  if (!Number.isSafeInteger(revision)) throw invalid('revision', 'not-a-revision');
  return {
    revision: revision as number,
    ...(wallTime !== undefined && { wallTime: text(wallTime, 'no text') }),
    ...(timeZone !== undefined && { timeZone: text(timeZone, '') }),
    ...(dueAt !== undefined && { dueAt: text(dueAt, 'no text') }),
    ...(whom !== undefined && { for: whom as CallbackFor }),
    ...(comment !== undefined && { comment: text(comment, '\0') }),
  };
}

/** Throws `invalid` for what is no list of texts, or no state. */
export function readAttendance(given: unknown): { readonly queues: readonly string[]; readonly state: 'free' | 'busy' } {
  const { queues, state } = isRecord(given) ? given : {};
  const problems: FieldProblem[] = [];
  const texts = Array.isArray(queues) && queues.every((queue) => typeof queue === 'string');
  if (!texts) problems.push({ field: 'queues', reason: Array.isArray(queues) ? 'not-text' : 'not-a-list' });
  if (state !== 'free' && state !== 'busy') problems.push({ field: 'state', reason: 'not-a-choice' });
  refuse(problems);
  return { queues: [...new Set(queues as readonly string[])], state: state as 'free' | 'busy' };
}

/** Throws `invalid` for what is neither true nor false. */
export function readFlag(field: string, given: unknown): boolean {
  if (typeof given !== 'boolean') throw invalid(field, 'not-a-flag');
  return given;
}
