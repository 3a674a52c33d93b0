import { type Attempt, attemptProblems, type AttemptMark, type DialerActions } from '../domain/attempt.js';
import type { Callback, CallbackState, MissedReason } from '../domain/callback.js';
import { type CallingPeriod, periodProblems } from '../domain/calling-period.js';
import type { AddressRef } from '../domain/address.js';
import { type Campaign, campaignProblems, type CallbackFor, type DialMode } from '../domain/campaign.js';
import { isWallTime, zonedAt } from '../domain/wall-time.js';
import { isTimeZone } from '../domain/zone.js';
import { isCount, isShape, isText, isTime, oneOf, shapes, textsOf, timesOf } from './answer-parts.js';
import { list, object, type Shape, text, wrong } from './answers.js';
import type { Attending, AttemptState } from './backend.js';

// The edge of `answers.ts` for call-backs and attempts; by itself, since a page without them has no use for it.

/** Use for items of `campaigns.list`, and where an answer names a campaign. One whose rules cannot be read is none: nothing is offered by rules that nobody knows. */
export function asCampaign(value: unknown): Campaign | undefined {
  if (!isShape(value) || ![value['id'], value['name'], value['queue']].every(isText)) return undefined;
  const checks = Object.entries(isShape(value['checks']) ? value['checks'] : {}).filter(
    ([, way]) => way === 'warn' || way === 'refuse',
  );
  const campaign: Campaign = {
    ...textsOf(value, 'id', 'name', 'queue'),
    mode: value['mode'] as DialMode,
    status: oneOf(value['status'], 'disabled', 'ended') ?? 'open',
    attempts: value['attempts'] as number,
    horizonDays: value['horizonDays'] as number,
    reservationMinutes: value['reservationMinutes'] as number,
    ...(isCount(value['offerSeconds']) && { offerSeconds: value['offerSeconds'] }),
    ...(isCount(value['clashMinutes']) && { clashMinutes: value['clashMinutes'] }),
    mark: value['mark'] === true,
    callBackFor: callBackFor(value['callBackFor']),
    ...(value['commentRequired'] === true && { commentRequired: true }),
    periods: shapes(value['periods']).filter(isPeriod),
    checks: Object.fromEntries(checks),
  } as Campaign;
  return campaignProblems(campaign).every(({ field }) => field === 'checks') ? campaign : undefined;
}

const isPeriod = (value: Shape): value is Shape & CallingPeriod => {
  const { weekdays, from, until, timeZone } = value;
  const shaped = Array.isArray(weekdays) && isText(from) && isText(until) && isText(timeZone);
  return shaped && periodProblems(value as unknown as CallingPeriod).length === 0;
};

const callBackFor = (value: unknown): readonly CallbackFor[] =>
  (['me', 'all'] as const).filter((whom) => Array.isArray(value) && value.includes(whom));

const states: readonly CallbackState[] = ['planned', 'queued', 'offered', 'dialled', 'done', 'missed', 'cancelled'];

/** Use for whatever is a call-back. Without a time that can be read it is none. A wall time that cannot be read is what the clocks show at its instant. */
export function asCallback(value: unknown): Callback {
  const given = object(value, 'call-back');
  const state = oneOf(given['state'], ...states);
  const { dueAt } = given;
  if (!state || !isTime(dueAt)) throw wrong('call-back');
  const timeZone = isTimeZone(given['timeZone']) ? given['timeZone'] : 'UTC';
  const wallTime = isWallTime(given['wallTime']) ? given['wallTime'] : zonedAt(dueAt, timeZone).wallTime;
  const number = asNumber(given['number']);
  const missed = oneOf<MissedReason>(given['missed'], 'not-answered', 'campaign-ended', 'unfinished');
  return {
    id: text(given['id'], 'call-back'),
    campaignId: text(given['campaignId'], 'call-back'),
    interactionId: isText(given['interactionId']) ? given['interactionId'] : '',
    ...textsOf(given, 'customerId', 'agentId', 'agreedByName', 'comment', 'reason', 'takenBy'),
    ...(number && { number }),
    for: given['for'] === 'all' ? 'all' : 'me',
    wallTime,
    timeZone,
    dueAt,
    agreedAt: isTime(given['agreedAt']) ? given['agreedAt'] : dueAt,
    agreedBy: isText(given['agreedBy']) ? given['agreedBy'] : '',
    state,
    ...timesOf(given, 'reservedUntilAt', 'takenAt', 'offerEndsAt'),
    ...(missed && { missed }),
    changedAt: isTime(given['changedAt']) ? given['changedAt'] : dueAt,
    revision: isCount(given['revision']) ? given['revision'] : 0,
  };
}

function asNumber(value: unknown): AddressRef | undefined {
  if (!isShape(value)) return undefined;
  const { raw, interactionId, customerId, field } = value;
  if (isText(raw)) return { raw };
  if (isText(interactionId)) return { interactionId };
  return isText(customerId) && isText(field) ? { customerId, field } : undefined;
}

/** Use for what `callbacks.get` and `mark` answer. What cannot be done by rules that nobody knows is not offered. */
export function asAttemptState(value: unknown): AttemptState {
  const given = object(value, 'state of an attempt');
  if (!isTime(given['now'])) throw wrong('state of an attempt');
  const campaign = asCampaign(given['campaign']);
  const attempt = given['attempt'] !== undefined && attemptProblems(given['attempt']).length === 0;
  return {
    interactionId: text(given['interactionId'], 'state of an attempt'),
    ...(attempt && { attempt: given['attempt'] as Attempt }),
    ...(campaign && { campaign }),
    actions: campaign && attempt ? asActions(given['actions']) : { mark: false, callBackFor: [] },
    ...(isShape(given['mark']) && { mark: asMark(given['mark']) }),
    ...(isShape(given['callback']) && { callback: asCallback(given['callback']) }),
    others: shapes(given['others']).map(asCallback),
    now: given['now'],
  };
}

const asActions = (value: unknown): DialerActions =>
  isShape(value)
    ? { mark: value['mark'] === true, callBackFor: callBackFor(value['callBackFor']) }
    : { mark: false, callBackFor: [] };

function asMark(given: Shape): AttemptMark {
  if (!isTime(given['markedAt'])) throw wrong('mark of an attempt');
  return {
    interactionId: text(given['interactionId'], 'mark of an attempt'),
    campaignId: isText(given['campaignId']) ? given['campaignId'] : '',
    ...textsOf(given, 'customerId', 'markedByName'),
    markedAt: given['markedAt'],
    markedBy: isText(given['markedBy']) ? given['markedBy'] : '',
    revision: isCount(given['revision']) ? given['revision'] : 0,
  };
}

/** Use for the `absences` of a session. What is no span of time is left out. */
export const asAbsences = (value: unknown): readonly { readonly fromAt: string; readonly untilAt: string }[] =>
  shapes(value).flatMap(({ fromAt, untilAt }) => (isTime(fromAt) && isTime(untilAt) ? { fromAt, untilAt } : []));

/** Use for what `attend` answers. */
export function asAttending(value: unknown): Attending {
  const { holdsUntilAt, offer, nextAt, now } = object(value, 'attendance');
  if (!isTime(holdsUntilAt) || !isTime(now)) throw wrong('attendance');
  return { holdsUntilAt, ...(isShape(offer) && { offer: asCallback(offer) }), ...(isTime(nextAt) && { nextAt }), now };
}

/** Use for what `campaigns.list` answers. */
export const asCampaigns = (value: unknown): readonly Campaign[] =>
  list(value, 'list of campaigns').flatMap((one) => asCampaign(one) ?? []);
