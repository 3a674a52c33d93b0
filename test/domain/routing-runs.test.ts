import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Callback } from '../../src/domain/callback.js';
import { type Campaign, checkOf } from '../../src/domain/campaign.js';
import { isCallingTime } from '../../src/domain/calling-period.js';
import { nextRoutingAt, route } from '../../src/domain/routing.js';
import type { Routed, Routing, RoutingEffect, RoutingEvent } from '../../src/domain/routing-event.js';
import { rounds } from '../support/chance.js';
import { callback, campaign } from './campaigns.js';

const agents = ['anna', 'bo', 'cy', 'dee'];
const queues = ['sales', 'support'];
const campaigns: readonly Campaign[] = [
  campaign({ id: 'winter', queue: 'sales', periods: [] }),
  campaign({ id: 'spring', queue: 'support', reservationMinutes: 0, offerSeconds: 5, periods: [] }),
  campaign({ id: 'strict', queue: 'sales', reservationMinutes: 5, checks: { 'outside-period': 'refuse' } }),
  campaign({ id: 'kept', queue: 'support', reservationMinutes: 90, checks: { 'campaign-ended': 'warn' }, periods: [] }),
];
const start = Date.parse('2026-03-25T14:00:00Z');
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
const minutes = 60_000;

/** What happens next: somebody does something with some call-back, so much later by a clock that is sometimes wrong. */
interface Step {
  readonly what: number;
  readonly agent: string;
  readonly other: string;
  readonly pick: number;
  readonly wait: number;
  readonly yes: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.integer({ min: 0, max: 99 }),
  agent: fc.constantFrom(...agents),
  other: fc.constantFrom(...agents),
  pick: fc.nat(1000),
  // Seconds, minutes, hours, an alarm that came in time (-1), and clocks a day off.
  wait: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 * minutes }) },
    { weight: 4, arbitrary: fc.constant(-1) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 20 * 60 * minutes }) },
    { weight: 1, arbitrary: fc.integer({ min: -24 * 60 * minutes, max: -2 }) },
  ),
  yes: fc.boolean(),
});

function eventOf({ what, agent, other, pick, wait, yes }: Step, routing: Routing, id: string): RoutingEvent {
  const { callbacks, now } = routing;
  const at = wait === -1 ? (nextRoutingAt(routing) ?? now) : iso(Date.parse(now) + wait);
  const any = callbacks[pick % Math.max(callbacks.length, 1)];
  const callbackId = any?.id ?? 'nothing';
  const due = iso(Date.parse(now) + (pick % 90) * minutes);
  const which = campaigns[pick % campaigns.length]!;
  const taken = callbacks.filter(({ state }) => state === 'offered' || state === 'dialled');
  const one = taken[pick % Math.max(taken.length, 1)];
  // Mostly those who may, sometimes anybody: two at once, and messages that come late.
  const offeredAt = one?.takenAt ?? now;
  const [who, whose] = one && other !== agent ? [one.takenBy!, one.id] : [agent, one?.id ?? callbackId];
  if (what < 12)
    return {
      kind: 'plan',
      at,
      callback: callback({
        id: yes || !any ? id : any.id,
        campaignId: which.id,
        for: pick % 3 ? 'me' : 'all',
        agentId: pick % 3 ? agent : undefined,
        dueAt: due,
        agreedAt: id,
      }),
    };
  if (what < 20) return { kind: 'time', at };
  if (what < 45)
    return {
      kind: 'attend',
      at,
      agentId: agent,
      queues: [queues, queues.slice(1), queues.slice(0, 1), queues, []][pick % 5]!,
      state: pick % 3 ? 'free' : 'busy',
    };
  if (what < 50) return { kind: 'leave', at, agentId: agent };
  if (what < 62) return { kind: 'answer', at, agentId: who, callbackId: whose, offeredAt };
  if (what < 68) return { kind: 'let-ring', at, agentId: who, callbackId: whose, offeredAt };
  if (what < 78) return { kind: 'complete', at, agentId: who, callbackId: whose, answered: yes };
  if (what < 81) return { kind: 'cancel', at, agentId: agent, callbackId, reason: 'because' };
  if (what < 88)
    return {
      kind: 'reschedule',
      at,
      agentId: agent,
      callbackId,
      time: { wallTime: 'x', timeZone: 'UTC', at: due },
      ...(yes && { for: pick % 2 ? ('me' as const) : ('all' as const) }),
    };
  if (what < 94) return { kind: 'take-over', at, agentId: agent, callbackId, from: yes ? any?.agentId : other };
  const status = (['open', 'disabled', 'ended', 'open'] as const)[pick % 4]!;
  return { kind: 'campaign', at, campaign: { ...(campaigns[(pick >> 2) % campaigns.length] ?? which), status } };
}

const queueOf = ({ campaignId }: Callback, { campaigns: all }: Routing) => all.find(({ id }) => id === campaignId)!.queue;

/** Looks over the router's shoulder: keeps its own account of what was to be done, and of what must hold. */
class Witness {
  readonly known = new Set<string>();
  readonly ringing = new Map<string, string>(); // call-back → agent
  readonly dialled = new Set<string>();
  deed: RoutingEvent['kind'] = 'time';
  readonly seen = { offer: 0, dial: 0, reserved: 0, letRing: 0, loggedOff: 0, next: 0, missed: 0 };

  look(before: Routing, event: RoutingEvent, { routing, effects, refused }: Routed): void {
    const { now } = routing;
    const rulesOf = ({ campaignId }: Callback) => routing.campaigns.find(({ id }) => id === campaignId)!;
    const on = (agentId: string | undefined, one: Callback) =>
      routing.agents.some((agent) => agent.agentId === agentId && agent.queues.includes(rulesOf(one).queue));

    assert.ok(now >= before.now, 'time goes on');
    if (event.kind === 'plan') this.known.add(event.callback.id);
    if (refused) assert.ok(!effects.some(({ kind }) => kind === 'dial'), 'what is refused has no effect');

    this.deed = event.kind;
    for (const effect of effects) this.follow(effect, before, routing);

    // None is lost: every one that was ever agreed is there once, in one state, and its record fits it.
    assert.ok(routing.callbacks.every(({ id }) => this.known.has(id)));
    assert.equal(new Set(routing.callbacks).size, this.known.size);
    assert.equal(routing.callbacks.length, this.known.size);
    for (const one of routing.callbacks) {
      const { state, dueAt, takenBy, reservedUntilAt, offerEndsAt, missed, id } = one;
      const rules = rulesOf(one);
      assert.equal(state === 'planned' && dueAt <= now, false, 'what is due is not planned any more');
      assert.equal(this.ringing.get(id), state === 'offered' ? takenBy : undefined, 'an offer is told, and its end');
      assert.equal(missed !== undefined, state === 'missed');
      assert.equal(offerEndsAt !== undefined, state === 'offered');
      if (state === 'offered') {
        assert.ok(offerEndsAt! > now && on(takenBy, one), 'it rings at who is there, while it rings');
        assert.equal(rules.status === 'disabled', false);
      }
      if (rules.status === 'ended' && checkOf(rules, 'campaign-ended') === 'refuse')
        assert.ok(['dialled', 'done', 'missed', 'cancelled'].includes(state), 'nothing waits for a campaign that is over');
      if (reservedUntilAt !== undefined) {
        this.seen.reserved++;
        assert.ok(state === 'queued' || state === 'offered');
        assert.ok(one.for === 'me' && one.agentId, 'what is for all is never reserved');
        assert.ok(on(one.agentId, one), 'logging off ends a reservation');
        if (state === 'queued') assert.ok(reservedUntilAt > now, 'a reservation ends');
        const longest = Date.parse(now) + rules.reservationMinutes * minutes;
        assert.ok(Date.parse(reservedUntilAt) <= longest, 'no longer than the campaign says');
      }
      // Nothing waits beside somebody who could take it.
      const busy = new Set(this.ringing.values());
      const able = routing.agents.filter(
        (agent) =>
          agent.state === 'free' &&
          !busy.has(agent.agentId) &&
          on(agent.agentId, one) &&
          !(agent.passedUntilAt && agent.passedUntilAt > now),
      );
      if (state !== 'queued' || rules.status === 'disabled') continue;
      const idle = able.some(({ agentId }) => reservedUntilAt === undefined || agentId === one.agentId);
      assert.ok(!idle || (rules.id === 'strict' && !isCallingTime(rules.periods, now)), 'who is free gets it');
    }
    const taken = [...this.ringing.values()];
    assert.equal(new Set(taken).size, taken.length, 'one offer an agent');

    // Not answered by the agent: no attempt is used, it is not reserved, and it does not go to the same agent.
    for (const rung of effects) {
      if (rung.kind !== 'log' || rung.what !== 'let-ring') continue;
      this.seen.letRing++;
      const same = effects.filter((effect) => effect.callbackId === rung.callbackId);
      assert.ok(!same.some(({ kind }) => kind === 'dial'));
      const to = same.find(({ kind }) => kind === 'offer');
      if (to?.kind !== 'offer') continue;
      this.seen.next++;
      assert.notEqual(to.agentId, rung.agentId, 'the next agent, not the same');
    }
  }

  follow(effect: RoutingEffect, before: Routing, after: Routing): void {
    const { callbackId } = effect;
    const one = after.callbacks.find(({ id }) => id === callbackId)!;
    // By what was agreed until then: it may have been moved at that very minute.
    const due = before.callbacks.find(({ id }) => id === callbackId)?.dueAt ?? one.dueAt;
    if (effect.kind === 'queue') assert.ok(due <= after.now || one.dueAt <= after.now, 'none is queued early');
    if (effect.kind === 'log' && effect.what === 'rescheduled') this.dialled.delete(callbackId);
    if (effect.kind === 'log' && one.state === 'missed') this.seen.missed++;
    if (effect.kind === 'withdraw') {
      assert.equal(this.ringing.get(callbackId), effect.agentId);
      this.ringing.delete(callbackId);
      const was = before.callbacks.find(({ id }) => id === callbackId);
      const here = after.agents.some(({ agentId, queues: on }) => agentId === effect.agentId && on.includes(queueOf(one, after)));
      const over = was?.offerEndsAt === undefined || was.offerEndsAt <= after.now;
      const paused = after.campaigns.some(({ id, status }) => id === one.campaignId && status !== 'open');
      const said = ['let-ring', 'cancel', 'reschedule'].includes(this.deed);
      const again = one.takenBy === effect.agentId && one.takenAt === was?.takenAt;
      assert.ok(!again || this.deed === 'reschedule', 'what is withdrawn does not ring on');
      assert.ok(!here || over || paused || said, 'an offer is not withdrawn without a reason');
      const kept = after.campaigns.some((each) => each.id === one.campaignId && each.id === 'kept' && each.status === 'ended');
      assert.ok(!here || over || said || !kept, 'a campaign that keeps its call-backs lets them ring');
    }
    if (effect.kind === 'offer') {
      this.seen.offer++;
      assert.ok(one.dueAt <= after.now, 'none is offered early');
      assert.ok(!this.ringing.has(callbackId), 'none is offered to two');
      assert.ok(!this.dialled.has(callbackId), 'none is offered after it was dialled');
      assert.equal(after.agents.find(({ agentId }) => agentId === effect.agentId)?.state, 'free');
      if (one.for === 'me' && effect.agentId !== one.agentId) {
        if (!after.agents.some(({ agentId }) => agentId === one.agentId)) this.seen.loggedOff++;
        assert.equal(one.reservedUntilAt, undefined, 'what is reserved goes to its agent alone');
      }
      this.ringing.set(callbackId, effect.agentId);
    }
    if (effect.kind === 'dial') {
      this.seen.dial++;
      assert.ok(one.dueAt <= after.now, 'nobody is called early');
      assert.ok(!this.dialled.has(callbackId), 'nobody is called twice for one agreement');
      assert.equal(this.ringing.get(callbackId), effect.agentId, 'only who it rang at dials');
      assert.equal(before.callbacks.find(({ id }) => id === callbackId)?.state, 'offered');
      this.ringing.delete(callbackId);
      this.dialled.add(callbackId);
    }
  }
}

/** Everybody is there and answers, until nothing is left: what never ends now was lost. */
function drained(routing: Routing, witness: Witness): Routing {
  let now = routing;
  const send = (event: RoutingEvent) => {
    const routed = route(now, event);
    witness.look(now, event, routed);
    now = routed.routing;
  };
  for (const each of campaigns) send({ kind: 'campaign', at: now.now, campaign: each });
  for (let i = 0; i < 400; i++) {
    for (const agentId of agents)
      if (!now.callbacks.some(({ state, takenBy }) => state === 'offered' && takenBy === agentId))
        send({ kind: 'attend', at: now.now, agentId, queues, state: 'free' });
    for (const { id, takenBy, takenAt, state } of now.callbacks) {
      if (state === 'offered') send({ kind: 'answer', at: now.now, agentId: takenBy!, callbackId: id, offeredAt: takenAt! });
      if (state === 'dialled') send({ kind: 'complete', at: now.now, agentId: takenBy!, callbackId: id, answered: true });
    }
    const next = nextRoutingAt(now);
    if (next === undefined && now.callbacks.every(({ state }) => state !== 'offered' && state !== 'dialled')) return now;
    if (next !== undefined) send({ kind: 'time', at: next });
  }
  return now;
}

describe('routing whatever happens', () => {
  it('loses no call-back, delivers none twice and none early', () => {
    const totals = { offer: 0, dial: 0, reserved: 0, letRing: 0, loggedOff: 0, next: 0, missed: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 70, size: 'max' }), (steps) => {
        const witness = new Witness();
        let routing: Routing = { now: iso(start), agents: [], callbacks: [], campaigns };
        for (const [i, each] of steps.entries()) {
          const event = eventOf(each, routing, `cb-${i}`);
          const routed = route(routing, event);
          witness.look(routing, event, routed);
          if (each.pick % 11 === 0) assert.deepEqual(route(routing, event), routed, 'the same again gives the same');
          routing = routed.routing;
          // A message that comes twice does nothing more to anybody's telephone.
          if (each.pick % 7 === 0 && event.kind !== 'reschedule' && event.kind !== 'time') {
            const again = route(routing, { ...event, at: routing.now });
            witness.look(routing, event, again);
            assert.deepEqual(
              again.effects.filter(({ kind }) => kind === 'dial'),
              [],
            );
            routing = again.routing;
          }
        }
        const states = new Set(drained(routing, witness).callbacks.map(({ state }) => state));
        for (const state of states) assert.ok(['done', 'missed', 'cancelled'].includes(state), `${state} for ever`);
        for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += witness.seen[name];
      }),
      { numRuns: rounds(300) },
    );
    // The runs have seen what they are about.
    for (const [name, times] of Object.entries(totals)) assert.ok(times > 100, `${name}: only ${times}`);
  });
});
