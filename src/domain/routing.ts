import type { Callback } from './callback.js';
import { callingTime } from './calling-period.js';
import { checkOf } from './campaign.js';
import { Desk, isOver, later, unfinishedMinutes, untaken } from './routing-desk.js';
import type { Routed, Routing, RoutingEvent, RoutingRefusal } from './routing-event.js';

type Deed = Exclude<RoutingEvent, { readonly kind: 'time' | 'attend' | 'leave' | 'plan' | 'campaign' }>;

/** Works in what somebody did with a call-back; says why not. The same again is nothing. */
function work(desk: Desk, event: Deed): RoutingRefusal | undefined {
  const callback = desk.callbacks.get(event.callbackId);
  if (!callback) return 'not-found';
  const { state, takenBy } = callback;
  const { agentId } = event;
  const mine = takenBy === agentId;
  const closed = state === 'done' || state === 'cancelled';
  switch (event.kind) {
    case 'answer':
      if (state === 'dialled' || state === 'offered') {
        if (!mine) return 'taken';
        if (state === 'dialled') return undefined;
        if (callback.takenAt !== event.offeredAt) return 'offer-over';
        const agent = desk.agents.get(agentId);
        if (agent) desk.agents.set(agentId, { ...agent, state: 'busy', sinceAt: desk.now });
        desk.keep({ ...untaken(callback), state: 'dialled', takenBy: agentId, takenAt: desk.now }, 'dialled', agentId);
        desk.effects.push({ kind: 'dial', callbackId: callback.id, agentId });
        return undefined;
      }
      return closed || state === 'missed' ? 'closed' : 'offer-over';
    case 'let-ring':
      if (state === 'offered' && mine && callback.takenAt === event.offeredAt) desk.letRing(callback);
      return undefined;
    case 'complete': {
      const unfinished = state === 'missed' && callback.missed === 'unfinished';
      if (state === 'dialled' || unfinished) {
        if (!mine) return 'taken';
        if (!event.answered) desk.miss({ ...callback, state: 'dialled' }, 'not-answered');
        else desk.keep({ ...untaken(callback), takenBy, takenAt: callback.takenAt, state: 'done' }, 'done', agentId);
        return undefined;
      }
      if (closed || state === 'missed') return mine ? undefined : 'closed';
      return 'offer-over';
    }
    case 'cancel':
      if (state === 'cancelled') return undefined;
      if (state === 'dialled') return 'dialled';
      if (state === 'done') return 'closed';
      desk.withdraw(callback);
      desk.keep({ ...untaken(callback), state: 'cancelled', reason: event.reason }, 'cancelled', agentId);
      return undefined;
    case 'reschedule': {
      if (state === 'dialled') return 'dialled';
      if (closed) return 'closed';
      const whom = event.for ?? callback.for;
      const { agentId: owner, agreedByName: _name, comment: before, ...rest } = untaken(callback);
      const comment = event.comment ?? before;
      desk.withdraw(callback);
      desk.keep(
        {
          ...rest,
          ...(comment?.trim() && { comment }),
          ...(event.agentName !== undefined && { agreedByName: event.agentName }),
          ...(whom === 'me' && { agentId: event.for === 'me' ? agentId : (owner ?? agentId) }),
          for: whom,
          wallTime: event.time.wallTime,
          timeZone: event.time.timeZone,
          dueAt: event.time.at,
          agreedAt: desk.now,
          agreedBy: agentId,
          state: 'planned',
        },
        'rescheduled',
        agentId,
      );
      return undefined;
    }
    case 'take-over': {
      const owner = callback.for === 'me' ? callback.agentId : undefined;
      if (state === 'offered') return 'taken';
      if (state === 'dialled') return mine ? undefined : 'taken';
      if (closed || state === 'missed') return 'closed';
      if (owner === agentId) return undefined;
      if (owner !== event.from) return 'taken';
      const next: Callback = { ...untaken(callback), for: 'me', agentId };
      if (state === 'planned') desk.keep(next, 'taken-over', agentId);
      else if (!desk.attending(agentId, callback)) return 'off-queue';
      else desk.queue(next, 'taken-over', desk.reservation(next, desk.now), agentId);
      return undefined;
    }
  }
}

/**
 * Where agreed call-backs go: from what is known and what happened, what is known then and what is to be done. A call-back is queued when it is due; sent to its agent when free, reserved for so many minutes of the
 * campaign while busy, and given to the first free agent of the queue when the agent is logged off, lets it ring, or the time is over. Pure: the same again gives the same.
 */
export function route(before: Routing, event: RoutingEvent): Routed {
  const desk = new Desk(before, event.at);
  // By the state before: whoever was there when it was due, whatever happens at that very minute.
  desk.settle();
  const { now } = desk;
  let refused: RoutingRefusal | undefined;
  if (event.kind === 'attend') {
    const { agentId, queues, state } = event;
    const known = desk.agents.get(agentId);
    const sinceAt = known?.state === state ? known.sinceAt : now;
    desk.agents.set(agentId, { ...known, agentId, queues, state, sinceAt });
  } else if (event.kind === 'leave') desk.agents.delete(event.agentId);
  else if (event.kind === 'campaign') desk.campaigns.set(event.campaign.id, event.campaign);
  else if (event.kind === 'plan') {
    const { callback } = event;
    if (!desk.callbacks.has(callback.id)) desk.keep({ ...untaken(callback), state: 'planned' }, 'planned', callback.agreedBy);
  } else if (event.kind !== 'time') refused = work(desk, event);
  desk.settle();
  desk.offer();
  return { routing: desk.routing(), effects: desk.effects, ...(refused && { refused }) };
}

/** When something changes by itself next, for an alarm: not before now. Undefined when nothing will. */
export function nextRoutingAt({ now, agents, callbacks, campaigns }: Routing): string | undefined {
  const times: (string | undefined)[] = agents.map(({ passedUntilAt }) => passedUntilAt);
  for (const { state, dueAt, reservedUntilAt, offerEndsAt, takenAt } of callbacks) {
    if (state === 'planned') times.push(dueAt);
    if (state === 'queued') times.push(reservedUntilAt);
    if (state === 'offered') times.push(offerEndsAt);
    if (state === 'dialled' && takenAt) times.push(later(takenAt, unfinishedMinutes * 60_000));
  }
  const waits = new Set(callbacks.filter(({ state }) => state === 'queued').map(({ campaignId }) => campaignId));
  for (const campaign of campaigns)
    if (waits.has(campaign.id) && checkOf(campaign, 'outside-period') === 'refuse')
      times.push(callingTime(campaign.periods ?? [], now)?.fromAt);
  const ahead = times.filter((at) => at !== undefined && !isOver(at, now)) as string[];
  return ahead.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
