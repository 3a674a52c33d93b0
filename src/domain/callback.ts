import type { AddressRef } from './address.js';
import { isCallingTime } from './calling-period.js';
import { type Campaign, type CampaignCheck, type CallbackFor, checkOf, type DialerRules } from './campaign.js';
import type { FieldProblem } from './field.js';
import {
  isBeyond,
  isPast,
  isWallTime,
  meantBy,
  readWallTime,
  shows,
  type WallReading,
  zonedAt,
  type ZonedTime,
} from './wall-time.js';
import { isTimeZone } from './zone.js';

/**
 * `planned` until it is due → `queued` among the dialer's calls → `offered` to an agent → `dialled` when the agent answered → `done`; or `missed`, when nobody was reached; or
 * `cancelled` by somebody. Planned anew it begins again.
 */
export type CallbackState = 'planned' | 'queued' | 'offered' | 'dialled' | 'done' | 'missed' | 'cancelled';

/** Why nobody was reached: the customer did not answer, the campaign ended before, or the agent was never heard of again after dialling. */
export type MissedReason = 'not-answered' | 'campaign-ended' | 'unfinished';

/** What an agent agrees on with a customer, before it is kept. */
export interface CallbackDraft {
  readonly campaignId: string;
  /** The conversation in which it is agreed. */
  readonly interactionId: string;
  readonly customerId?: string;
  /** The number of the last call unless told. */
  readonly number?: AddressRef;
  readonly for: CallbackFor;
  /** By the clocks of the zone, `YYYY-MM-DDTHH:MM`. */
  readonly wallTime: string;
  /** IANA: the customer's, as a rule. */
  readonly timeZone: string;
  /** Which instant is meant, where the clocks show the wall time twice: the first unless told. ISO 8601. */
  readonly dueAt?: string;
  readonly comment?: string;
}

/** An agreed call at a time, in a dialer campaign. Times are ISO 8601 with zone. */
export interface Callback extends CallbackDraft {
  readonly id: string;
  /** When it is due: not before. */
  readonly dueAt: string;
  /** Whose it is; nobody's where it is for all agents. */
  readonly agentId?: string;
  /** When this time was agreed on, and by whom. */
  readonly agreedAt: string;
  readonly agreedBy: string;
  readonly agreedByName?: string;
  readonly state: CallbackState;
  /** While it is queued: until when it waits for its agent alone. */
  readonly reservedUntilAt?: string;
  /** Who it is offered to, or who has dialled, and since when. */
  readonly takenBy?: string;
  readonly takenAt?: string;
  /** While it is offered: until when it rings at the agent. */
  readonly offerEndsAt?: string;
  /** Why nobody was reached, where it is missed. */
  readonly missed?: MissedReason;
  /** Why it was cancelled, in somebody's words. */
  readonly reason?: string;
  readonly changedAt: string;
  readonly revision: number;
}

/** What stands around a call-back that is to be agreed. */
export interface CallbackSituation {
  readonly campaign: Campaign;
  readonly rules: Pick<DialerRules, 'comment' | 'commentLimit'>;
  /** By the backend's clock: that of the desk may be wrong. */
  readonly now: string;
  /** Who agrees on it. */
  readonly agentId: string;
  /** When this agent will not be there. */
  readonly absences?: readonly { readonly fromAt: string; readonly untilAt: string }[];
  /** What else is agreed, for anybody. */
  readonly others?: readonly Callback[];
  /** Of the call-back that is changed: it does not clash with itself. */
  readonly callbackId?: string;
}

/** What stands against a call-back, and what the agent should know before. */
export interface CallbackVerdict {
  readonly problems: readonly FieldProblem[];
  readonly warnings: readonly FieldProblem[];
}

/** What the draft's clocks show, read. Undefined where it is no time or no zone. */
export const draftReading = ({ wallTime, timeZone }: CallbackDraft): WallReading | undefined => readWallTime(wallTime, timeZone);

/** The time that a draft agrees on, as it is kept. Undefined when it says none, or says another wall time than its instant. */
export function agreedTime(draft: CallbackDraft): ZonedTime | undefined {
  const reading = draftReading(draft);
  if (!reading || draft.dueAt === undefined) return reading && meantBy(reading);
  const { wallTime, timeZone, dueAt: at } = draft;
  return shows({ wallTime, timeZone, at }) ? zonedAt(at, timeZone) : undefined;
}

/** Whether an agent will be away at an instant. */
export const isAbsent = (at: string, absences: CallbackSituation['absences'] = []): boolean =>
  absences.some(({ fromAt, untilAt }) => isPast(fromAt, at) && !isPast(untilAt, at));

const open: readonly CallbackState[] = ['planned', 'queued', 'offered', 'dialled'];

/** Whether something is still to become of it. */
export const isOpen = ({ state }: Pick<Callback, 'state'>): boolean => open.includes(state);

/** The agent's open call-backs that are too near to a time. */
function clashes(at: string, { campaign, agentId, others = [], callbackId }: CallbackSituation): readonly Callback[] {
  const near = (campaign.clashMinutes ?? 10) * 60_000;
  return others.filter(
    (other) =>
      other.id !== callbackId &&
      other.for === 'me' &&
      other.agentId === agentId &&
      isOpen(other) &&
      Math.abs(Date.parse(other.dueAt) - Date.parse(at)) < near,
  );
}

/**
 * What stands against agreeing on a call-back, and of what the agent is warned, by field. Always refused: `campaignId` `not-allowed` (of another campaign), `for` `not-a-choice`, `not-allowed`; `number`
 * `required`; `wallTime` `required`, `not-a-time`, `past`; `timeZone` `not-a-zone`; `dueAt` `not-that-time` (the clocks show something else then); `comment` `required`, `too-long`,
 * `not-text`. As the campaign says: `wallTime` `beyond-horizon`, `outside-period`, `absent`, `clash`; `campaignId` `campaign-ended`, `campaign-disabled`. Only
 * warned of: `comment` `asked` (there is none, and whoever gets the call will miss it).
 */
export function checkCallback(draft: CallbackDraft, situation: CallbackSituation): CallbackVerdict {
  const { campaign, now, rules } = situation;
  const problems: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  const refuse = (field: keyof CallbackDraft, wrong: boolean, reason: string) => void (wrong && problems.push({ field, reason }));
  const check = (field: keyof CallbackDraft, wrong: boolean, reason: CampaignCheck) =>
    void (wrong && (checkOf(campaign, reason) === 'refuse' ? problems : warnings).push({ field, reason }));

  refuse('campaignId', draft.campaignId !== campaign.id, 'not-allowed');
  check('campaignId', campaign.status === 'ended', 'campaign-ended');
  check('campaignId', campaign.status === 'disabled', 'campaign-disabled');
  const whom = draft.for === 'me' || draft.for === 'all';
  refuse('for', !whom, 'not-a-choice');
  refuse('for', whom && !campaign.callBackFor.includes(draft.for), 'not-allowed');
  refuse('number', draft.number !== undefined && 'raw' in draft.number && !draft.number.raw.trim(), 'required');
  refuse('wallTime', !draft.wallTime, 'required');
  refuse('wallTime', Boolean(draft.wallTime) && !isWallTime(draft.wallTime), 'not-a-time');
  refuse('timeZone', !isTimeZone(draft.timeZone), 'not-a-zone');
  const time = agreedTime(draft);
  refuse('dueAt', !time && draftReading(draft) !== undefined, 'not-that-time');
  if (time && isPast(time.at, now)) refuse('wallTime', true, 'past');
  else if (time) {
    check('wallTime', isBeyond(time, now, campaign.horizonDays), 'beyond-horizon');
    check('wallTime', !isCallingTime(campaign.periods, time.at), 'outside-period');
    check('wallTime', draft.for === 'me' && isAbsent(time.at, situation.absences), 'absent');
    check('wallTime', draft.for === 'me' && clashes(time.at, situation).length > 0, 'clash');
  }
  const comment = draft.comment ?? '';
  if (rules.comment) {
    const none = comment.trim() === '';
    refuse('comment', comment.length > rules.commentLimit, 'too-long');
    refuse('comment', /[\0\p{Cs}]/u.test(comment), 'not-text');
    refuse('comment', none && campaign.commentRequired === true, 'required');
    if (none && !campaign.commentRequired) warnings.push({ field: 'comment', reason: 'asked' });
  }
  return { problems, warnings };
}

/** What stands against agreeing on a call-back; empty when it can be kept. See {@link checkCallback}. */
export const callbackProblems = (draft: CallbackDraft, situation: CallbackSituation): readonly FieldProblem[] =>
  checkCallback(draft, situation).problems;

/** What stands against cancelling with such a reason: `reason` `required`, `too-long` (1,000 UTF-16 units), `not-text`. */
export function cancelProblems(reason: string): readonly FieldProblem[] {
  const why = !reason.trim() ? 'required' : reason.length > 1000 ? 'too-long' : /[\0\p{Cs}]/u.test(reason) ? 'not-text' : '';
  return why ? [{ field: 'reason', reason: why }] : [];
}

/** An agreement as it is kept: planned, at one instant. Undefined when the draft says no time; what else is wrong with it, {@link callbackProblems} says before. */
export function agreed(
  draft: CallbackDraft,
  by: { readonly id: string; readonly now: string; readonly agentId: string; readonly agentName?: string },
): Callback | undefined {
  const time = agreedTime(draft);
  if (!time) return undefined;
  const { comment, ...rest } = draft;
  return {
    ...rest,
    ...(comment?.trim() && { comment }),
    wallTime: time.wallTime,
    dueAt: time.at,
    id: by.id,
    ...(draft.for === 'me' && { agentId: by.agentId }),
    agreedAt: by.now,
    agreedBy: by.agentId,
    ...(by.agentName !== undefined && { agreedByName: by.agentName }),
    state: 'planned',
    changedAt: by.now,
    revision: 1,
  };
}
