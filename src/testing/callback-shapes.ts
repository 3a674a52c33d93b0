/** What answers about campaigns, attempts and call-backs look like. */
import type { Callback } from '../domain/callback.js';
import type { Campaign } from '../domain/campaign.js';
import type { Attempt } from '../domain/attempt.js';
import { isOpen } from '../domain/callback.js';
import { shows } from '../domain/wall-time.js';
import { count, filled, flag, list, object, oneOf, pattern, plain, type Shape, text, time, wrong } from './shape.js';

const whom = oneOf('me', 'all');
const way = oneOf('warn', 'refuse');
const clock = pattern(/^\d\d:\d\d$/, 'HH:MM');
const wallTime = pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a wall time, YYYY-MM-DDTHH:MM');

export const attempt = object(
  { campaignId: filled, number: count(1), of: count(1) },
  { reason: oneOf('list', 'callback', 'silent-call'), callbackId: filled, timeZone: filled },
);

const checks = ['beyond-horizon', 'outside-period', 'campaign-ended', 'campaign-disabled', 'absent', 'clash'];
const period = object({ weekdays: list(count(1)), from: clock, until: clock, timeZone: filled });
export const campaign = object(
  {
    id: filled,
    name: filled,
    mode: oneOf('preview', 'progressive', 'power', 'predictive'),
    queue: filled,
    attempts: count(1),
    reservationMinutes: count(0),
    mark: flag,
    callBackFor: list(whom),
    horizonDays: count(1),
    status: oneOf('open', 'disabled', 'ended'),
  },
  {
    periods: list(period),
    offerSeconds: count(1),
    commentRequired: flag,
    clashMinutes: count(0),
    checks: object({}, Object.fromEntries(checks.map((check) => [check, way]))),
  },
);

const refs = [object({ raw: text }), object({ interactionId: filled }), object({ customerId: filled, field: filled })] as const;
const number: Shape = (value, path) => {
  const given = plain(value, path);
  refs['raw' in given ? 0 : 'interactionId' in given ? 1 : 2](value, path);
};

const looksLikeCallback = object(
  {
    id: filled,
    campaignId: filled,
    interactionId: filled,
    for: whom,
    wallTime,
    timeZone: filled,
    dueAt: time,
    agreedAt: time,
    agreedBy: filled,
    state: oneOf('planned', 'queued', 'offered', 'dialled', 'done', 'missed', 'cancelled'),
    changedAt: time,
    revision: count(1),
  },
  {
    customerId: filled,
    number,
    comment: filled,
    agentId: filled,
    agreedByName: text,
    reservedUntilAt: time,
    takenBy: filled,
    takenAt: time,
    offerEndsAt: time,
    missed: oneOf('not-answered', 'campaign-ended', 'unfinished'),
    reason: filled,
  },
);

/** The shape, and that what goes with a state is there then and at no other time; the clocks of the zone show its wall time when it is due. */
export const callback: Shape = (value, path) => {
  looksLikeCallback(value, path);
  const held = value as Callback;
  const { state } = held;
  const goes = (name: keyof Callback, must: boolean, may = must) => {
    const there = held[name] !== undefined;
    if (there ? !may : must) wrong(`${path}.${name}`, held[name], `what goes with ${state} for ${held.for}`);
  };
  goes('agentId', held.for === 'me');
  goes('missed', state === 'missed');
  goes('reason', state === 'cancelled');
  goes('offerEndsAt', state === 'offered');
  goes('reservedUntilAt', false, state === 'queued' || state === 'offered');
  for (const name of ['takenBy', 'takenAt'] as const)
    goes(name, state === 'offered' || state === 'dialled', !['planned', 'queued', 'cancelled'].includes(state));
  if (!shows({ wallTime: held.wallTime, timeZone: held.timeZone, at: held.dueAt }))
    wrong(`${path}.dueAt`, held.dueAt, `when the clocks of ${held.timeZone} show ${held.wallTime}`);
};

const mark = object(
  { interactionId: filled, campaignId: filled, markedAt: time, markedBy: filled, revision: count(1) },
  { customerId: filled, markedByName: text },
);

const looksLikeState = object(
  { interactionId: text, actions: object({ mark: flag, callBackFor: list(whom) }), others: list(callback), now: time },
  { attempt, campaign, mark, callback },
);

/** The shape, and that all of it is about the one conversation; the others are open, and others. */
export const attemptState: Shape = (value, path) => {
  looksLikeState(value, path);
  const state = value as {
    readonly interactionId: string;
    readonly attempt?: Attempt;
    readonly campaign?: Campaign;
    readonly actions: { readonly mark: boolean; readonly callBackFor: readonly string[] };
    readonly mark?: { readonly interactionId: string };
    readonly callback?: Callback;
    readonly others: readonly Callback[];
  };
  for (const name of ['mark', 'callback'] as const) {
    const found = state[name]?.interactionId;
    if (found !== undefined && found !== state.interactionId) wrong(`${path}.${name}.interactionId`, found, state.interactionId);
  }
  if (state.campaign && state.campaign.id !== state.attempt?.campaignId)
    wrong(`${path}.campaign.id`, state.campaign.id, 'the campaign of the attempt');
  const nothing = !state.actions.mark && state.actions.callBackFor.length === 0;
  if (!state.campaign && !nothing) wrong(`${path}.actions`, state.actions, 'nothing, without a campaign');
  for (const [index, other] of state.others.entries())
    if (!isOpen(other) || other.id === state.callback?.id) wrong(`${path}.others[${index}]`, other, 'another one that is open');
};

const looksLikeAttending = object({ holdsUntilAt: time, now: time }, { offer: callback, nextAt: time });

/** The shape, and that what rings rings now, and what comes by itself is still to come. */
export const attending: Shape = (value, path) => {
  looksLikeAttending(value, path);
  const { offer, nextAt, now } = value as { readonly offer?: Callback; readonly nextAt?: string; readonly now: string };
  if (offer && offer.state !== 'offered') wrong(`${path}.offer.state`, offer.state, 'offered');
  if (nextAt !== undefined && Date.parse(nextAt) <= Date.parse(now)) wrong(`${path}.nextAt`, nextAt, `later than ${now}`);
};
