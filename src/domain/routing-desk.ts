import type { Callback, MissedReason } from './callback.js';
import { type Campaign, isOverFor, mayCallBack } from './campaign.js';
import type { Attendance, Routing, RoutingEffect, RoutingFact } from './routing-event.js';

/** Who let a call-back ring gets no other for so long. */
const passSeconds = 60;
/** Nobody talks longer: what was dialled then and never completed is missed. */
export const unfinishedMinutes = 8 * 60;

const read = Date.parse;
/** The instant some milliseconds later. */
export const later = (at: string, milliseconds: number): string => new Date(read(at) + milliseconds).toISOString();
/** Whether a time is over; what never ends is over at once. */
export const isOver = (at: string | undefined, now: string): boolean => at === undefined || read(at) <= read(now);

/** The routing while an event is worked in: what is known, and what is to be done. */
export class Desk {
  readonly now: string;
  readonly agents: Map<string, Attendance>;
  readonly callbacks: Map<string, Callback>;
  readonly campaigns: Map<string, Campaign>;
  readonly effects: RoutingEffect[] = [];

  constructor({ now, agents, callbacks, campaigns }: Routing, at: string) {
    // A clock that goes back is wrong now or was before: nothing happens a second time.
    this.now = read(at) > read(now) ? at : now;
    this.agents = new Map(agents.map((agent) => [agent.agentId, agent]));
    this.callbacks = new Map(callbacks.map((callback) => [callback.id, callback]));
    this.campaigns = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  }

  routing(): Routing {
    const { now, agents, callbacks, campaigns } = this;
    return { now, agents: [...agents.values()], callbacks: [...callbacks.values()], campaigns: [...campaigns.values()] };
  }

  campaignOf = ({ campaignId }: Callback): Campaign | undefined => this.campaigns.get(campaignId);

  /** The agent, if logged on to this call-back's queue. */
  attending(agentId: string | undefined, callback: Callback): Attendance | undefined {
    const agent = agentId === undefined ? undefined : this.agents.get(agentId);
    return agent?.queues.includes(this.campaignOf(callback)?.queue ?? '') ? agent : undefined;
  }

  keep(callback: Callback, what: RoutingFact, agentId?: string): void {
    const { now } = this;
    this.callbacks.set(callback.id, { ...callback, changedAt: now });
    this.effects.push({ kind: 'log', callbackId: callback.id, what, at: now, ...(agentId !== undefined && { agentId }) });
  }

  /** Into the queue, for its agent alone until a time if there is one. */
  queue(callback: Callback, what: RoutingFact, reservedUntilAt?: string, agentId?: string): void {
    const next = { ...untaken(callback), state: 'queued', ...(reservedUntilAt !== undefined && { reservedUntilAt }) } as const;
    this.keep(next, what, agentId);
    this.effects.push({
      kind: 'queue',
      callbackId: next.id,
      queue: this.campaignOf(next)?.queue ?? '',
      ...(next.for === 'me' && next.agentId !== undefined && { agentId: next.agentId }),
      ...(reservedUntilAt !== undefined && { reservedUntilAt }),
    });
  }

  /** No longer at the agent who it was offered to, if it was. */
  withdraw({ id, state, takenBy }: Callback): void {
    if (state === 'offered' && takenBy !== undefined) this.effects.push({ kind: 'withdraw', callbackId: id, agentId: takenBy });
  }

  miss(callback: Callback, missed: MissedReason): void {
    const { takenBy, takenAt } = callback.state === 'dialled' ? callback : {};
    this.withdraw(callback);
    const whom = takenBy !== undefined && { takenBy, takenAt };
    this.keep({ ...untaken(callback), ...whom, state: 'missed', missed }, missed, takenBy);
  }

  /** Not answered by the agent: no attempt is used, it waits for nobody, and the agent is passed over for a while. */
  letRing(callback: Callback): void {
    const agent = this.agents.get(callback.takenBy ?? '');
    const { now } = this;
    if (agent) this.agents.set(agent.agentId, { ...agent, sinceAt: now, passedUntilAt: later(now, passSeconds * 1000) });
    this.withdraw(callback);
    this.queue(callback, 'let-ring', undefined, callback.takenBy);
  }

  /** From when on it waits for its agent no more: at once, unless the agent is on the queue. */
  reservation(callback: Callback, from: string): string | undefined {
    if (callback.for !== 'me' || !this.attending(callback.agentId, callback)) return undefined;
    const until = later(from, (this.campaignOf(callback)?.reservationMinutes ?? 0) * 60_000);
    return isOver(until, this.now) ? undefined : until;
  }

  /** What happens by itself by now, with the agents and campaigns as they are; offering apart. */
  settle(): void {
    const { now } = this;
    for (const callback of this.callbacks.values()) {
      const { state, dueAt, takenAt, reservedUntilAt } = callback;
      const campaign = this.campaignOf(callback);
      if (state === 'dialled' && isOver(later(takenAt ?? now, unfinishedMinutes * 60_000), now))
        this.miss(callback, 'unfinished');
      if (state !== 'planned' && state !== 'queued' && state !== 'offered') continue;
      if (campaign && isOverFor(campaign)) this.miss(callback, 'campaign-ended');
      else if (state === 'planned' && isOver(dueAt, now)) this.queue(callback, 'queued', this.reservation(callback, dueAt));
      else if (state === 'offered') this.settleOffer(callback, campaign);
      else if (state === 'queued' && reservedUntilAt !== undefined)
        if (isOver(reservedUntilAt, now) || !this.attending(callback.agentId, callback))
          this.queue(callback, 'reservation-ended');
    }
  }

  settleOffer(callback: Callback, campaign: Campaign | undefined): void {
    const here = this.attending(callback.takenBy, callback);
    if (here && isOver(callback.offerEndsAt, this.now)) return this.letRing(callback);
    if (here && campaign && campaign.status !== 'disabled') return;
    this.withdraw(callback);
    const { reservedUntilAt } = callback;
    this.queue(callback, 'withdrawn', here && !isOver(reservedUntilAt, this.now) ? reservedUntilAt : undefined, callback.takenBy);
  }

  /** Every call-back that waits to somebody who is free: first those that wait for one agent alone, then as they are due. */
  offer(): void {
    const { now } = this;
    const ringing = new Set(
      [...this.callbacks.values()].filter(({ state }) => state === 'offered').map(({ takenBy }) => takenBy),
    );
    const free = [...this.agents.values()]
      .filter(({ agentId, state, passedUntilAt }) => state === 'free' && !ringing.has(agentId) && isOver(passedUntilAt, now))
      .sort((a, b) => read(a.sinceAt) - read(b.sinceAt) || (a.agentId < b.agentId ? -1 : 1));
    const waiting = [...this.callbacks.values()].filter(({ state }) => state === 'queued');
    const reserved = ({ reservedUntilAt }: Callback) => Number(reservedUntilAt !== undefined);
    waiting.sort((a, b) => reserved(b) - reserved(a) || read(a.dueAt) - read(b.dueAt) || (a.id < b.id ? -1 : 1));
    for (const callback of waiting) {
      const campaign = this.campaignOf(callback);
      const able = free.filter(({ agentId }) => this.attending(agentId, callback));
      if (!campaign || able.length === 0 || !mayCallBack(campaign, now)) continue;
      const own = callback.for === 'me' ? able.find(({ agentId }) => agentId === callback.agentId) : undefined;
      const agent = own ?? (reserved(callback) ? undefined : able[0]);
      if (!agent) continue;
      free.splice(free.indexOf(agent), 1);
      const [callbackId, agentId, untilAt] = [callback.id, agent.agentId, later(now, (campaign.offerSeconds ?? 30) * 1000)];
      this.keep({ ...callback, state: 'offered', takenBy: agentId, takenAt: now, offerEndsAt: untilAt }, 'offered', agentId);
      this.effects.push({ kind: 'offer', callbackId, agentId, untilAt });
    }
  }
}

/** A call-back that nobody has, waits for or has missed. */
export function untaken(callback: Callback): Callback {
  const { takenBy: _by, takenAt: _at, offerEndsAt: _ends, reservedUntilAt: _until, missed: _missed, ...rest } = callback;
  return rest;
}
