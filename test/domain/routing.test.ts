import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Callback } from '../../src/domain/callback.js';
import type { Campaign } from '../../src/domain/campaign.js';
import { nextRoutingAt, route } from '../../src/domain/routing.js';
import type { Routing, RoutingEffect, RoutingEvent } from '../../src/domain/routing-event.js';
import { callback, campaign } from './campaigns.js';

/** Times of 2026-03-25 in UTC; the call-back of the tests is due at 16:00 and reserved for 20 minutes. */
const at = (time: string) => new Date(`2026-03-25T${time}Z`).toISOString();

/** A router one can talk to, that remembers what was to be done last. */
class Room {
  routing: Routing;
  effects: readonly RoutingEffect[] = [];
  refused: string | undefined;

  constructor(rest: Partial<Callback> = {}, of: Partial<Campaign> = {}, others: readonly Callback[] = []) {
    this.routing = { now: at('10:00'), agents: [], callbacks: [callback(rest), ...others], campaigns: [campaign(of)] };
  }
  send(event: RoutingEvent): this {
    const { routing, effects, refused } = route(this.routing, event);
    Object.assign(this, { routing, effects, refused });
    return this;
  }
  there = (time: string, agentId: string, state: 'free' | 'busy' = 'free', queues: readonly string[] = ['sales']) =>
    this.send({ kind: 'attend', at: at(time), agentId, queues, state });
  leaves = (time: string, agentId: string) => this.send({ kind: 'leave', at: at(time), agentId });
  until = (time: string) => this.send({ kind: 'time', at: at(time) });
  does = (time: string, agentId: string, kind: 'answer' | 'let-ring', callbackId = 'cb-1') =>
    this.send({ kind, at: at(time), agentId, callbackId, offeredAt: this.one.takenAt ?? '' });
  completes = (time: string, agentId: string, answered: boolean) =>
    this.send({ kind: 'complete', at: at(time), agentId, callbackId: 'cb-1', answered });
  cancels = (time: string, reason = 'Called us.') =>
    this.send({ kind: 'cancel', at: at(time), agentId: 'chef', callbackId: 'cb-1', reason });
  takes = (time: string, agentId: string, from?: string) =>
    this.send({ kind: 'take-over', at: at(time), agentId, callbackId: 'cb-1', from });
  becomes = (time: string, rest: Partial<Campaign>) => this.send({ kind: 'campaign', at: at(time), campaign: campaign(rest) });
  again = (time: string, dueAt: string, rest: { for?: 'me' | 'all'; comment?: string } = {}) =>
    this.send({
      kind: 'reschedule',
      at: at(time),
      agentId: 'bo',
      agentName: 'Bo',
      callbackId: 'cb-1',
      time: { wallTime: 'x', timeZone: 'Europe/Oslo', at: at(dueAt) },
      ...rest,
    });
  /** What is to be done besides the history, in short. */
  get deeds(): string {
    return this.effects
      .flatMap((effect) => {
        if (effect.kind === 'log') return [];
        const ends = effect.kind === 'offer' ? effect.untilAt : effect.kind === 'queue' ? effect.reservedUntilAt : undefined;
        return [[effect.kind, 'agentId' in effect && effect.agentId, ends?.slice(11, 19)].filter(Boolean).join(' ')];
      })
      .join(', ');
  }
  get one(): Callback {
    return this.routing.callbacks[0]!;
  }
}
const room = (...rest: ConstructorParameters<typeof Room>) => new Room(...rest);

describe('a call-back that is due', () => {
  it('is planned until then, to the millisecond', () => {
    const anna = room().there('10:00', 'anna').until('15:59:59.999');
    assert.deepEqual([anna.one.state, anna.deeds], ['planned', '']);
    assert.equal(anna.until('16:00').deeds, 'queue anna 16:20:00, offer anna 16:00:30');
    assert.equal(anna.one.state, 'offered');
  });

  it('goes to its agent at once when free, whoever has been free longer', () => {
    const both = room().there('10:00', 'bo').there('11:00', 'anna').until('16:00');
    assert.equal(both.deeds, 'queue anna 16:20:00, offer anna 16:00:30');
  });

  describe('while its agent is busy', () => {
    const busy = () => room().there('10:00', 'bo').there('11:00', 'anna', 'busy').until('16:00');
    it('waits for the agent, though others are free', () => {
      assert.equal(busy().deeds, 'queue anna 16:20:00');
      assert.equal(busy().until('16:19:59').deeds, '');
    });
    it('goes to the agent when free again', () => assert.equal(busy().there('16:10', 'anna').deeds, 'offer anna 16:10:30'));
    it('goes to the first free agent when the minutes are over', () =>
      assert.equal(busy().until('16:20').deeds, 'queue anna, offer bo 16:20:30'));
    it('goes to the first free agent when its agent logs off', () =>
      assert.equal(busy().leaves('16:10', 'anna').deeds, 'queue anna, offer bo 16:10:30'));
    it('goes to the first free agent when its agent leaves this queue', () => {
      assert.equal(busy().there('16:10', 'anna', 'busy', ['support']).deeds, 'queue anna, offer bo 16:10:30');
      assert.equal(busy().there('16:10', 'anna', 'free', []).deeds, 'queue anna, offer bo 16:10:30');
    });
    it('is not reserved again when its agent comes back', () => {
      const alone = room().there('11:00', 'anna', 'busy').until('16:00').leaves('16:05', 'anna');
      assert.equal(alone.there('16:06', 'anna', 'busy').deeds, '');
      assert.equal(alone.there('16:07', 'bo').deeds, 'offer bo 16:07:30');
    });
  });

  it('goes to the first free agent at once when its agent is logged off, or on another queue', () => {
    assert.equal(room().there('10:00', 'bo').until('16:00').deeds, 'queue anna, offer bo 16:00:30');
    const elsewhere = room().there('10:00', 'bo').there('10:00', 'anna', 'free', ['support']);
    assert.equal(elsewhere.until('16:00').deeds, 'queue anna, offer bo 16:00:30');
  });

  it('goes to the first free agent, unreserved, when it is for all', () => {
    const all = room({ for: 'all' }).there('10:00', 'bo').there('09:00', 'anna', 'busy');
    assert.equal(all.until('16:00').deeds, 'queue, offer bo 16:00:30');
    assert.equal(room({ for: 'all' }).there('10:00', 'anna', 'busy').until('16:00').deeds, 'queue');
    // Nor when its record names whoever agreed on it.
    assert.equal(room({ for: 'all', agentId: 'anna' }).there('10:00', 'anna', 'busy').until('16:00').deeds, 'queue');
  });

  it('stays queued while nobody is free, and goes to the first who is', () => {
    const nobody = room().until('16:00');
    assert.equal(nobody.deeds, 'queue anna');
    assert.equal(nobody.there('22:00', 'bo', 'busy').deeds, '');
    assert.equal(nobody.there('22:01', 'cy', 'free', ['support']).deeds, '');
    assert.equal(nobody.there('22:02', 'bo').deeds, 'offer bo 22:02:30');
  });

  it('goes to who has been free the longest, also when they say so again and again', () => {
    const three = room({ for: 'all' }).there('10:00', 'bo', 'busy').there('10:10', 'cy').there('10:20', 'anna');
    three.there('10:30', 'bo').there('12:00', 'cy').there('13:00', 'cy');
    assert.equal(three.until('16:00').deeds, 'queue, offer cy 16:00:30');
  });

  it('is not reserved where the campaign reserves for no minutes', () =>
    assert.equal(room({}, { reservationMinutes: 0 }).there('10:00', 'anna', 'busy').until('16:00').deeds, 'queue anna'));

  it('is reserved from the due time, however late the router wakes', () => {
    assert.equal(room().there('10:00', 'anna', 'busy').until('16:15').deeds, 'queue anna 16:20:00');
    assert.equal(
      room().there('10:00', 'anna', 'busy').there('10:00', 'bo').until('16:20').deeds,
      'queue anna, offer bo 16:20:30',
    );
  });

  it('decides by who was there at the due time, also when something else happens then', () => {
    // Anna logs off at the due minute: it was reserved for her, and that is over.
    const anna = room().there('10:00', 'anna').there('10:00', 'bo');
    assert.equal(anna.leaves('16:00', 'anna').deeds, 'queue anna 16:20:00, queue anna, offer bo 16:00:30');
    // She logs on late: it was nobody's.
    const late = room().there('10:00', 'bo', 'busy').there('16:05', 'anna', 'busy');
    assert.equal(late.deeds, 'queue anna');
    // It is cancelled at the due minute: nobody is rung.
    const cancelled = room().there('10:00', 'anna').cancels('16:00');
    assert.deepEqual([cancelled.deeds, cancelled.one.state], ['queue anna 16:20:00', 'cancelled']);
  });

  it('gives each free agent one: those that are reserved before those that are not', () => {
    const older = callback({ id: 'cb-0', for: 'all', dueAt: at('15:00') });
    const two = room({}, {}, [older]).there('10:00', 'anna', 'busy').until('16:00').there('16:01', 'anna');
    assert.equal(two.deeds, 'offer anna 16:01:30');
    assert.deepEqual(
      two.routing.callbacks.map(({ id, state }) => `${id} ${state}`),
      ['cb-1 offered', 'cb-0 queued'],
    );
    assert.equal(two.there('16:01', 'bo').deeds, 'offer bo 16:01:30');
  });

  it('goes back to its own agent first, when both are free after the reservation', () => {
    const paused = room({}, { status: 'disabled' }).there('10:00', 'bo').there('11:00', 'anna').until('16:30');
    assert.equal(paused.deeds, 'queue anna');
    assert.equal(paused.becomes('16:31', {}).deeds, 'offer anna 16:31:30');
  });
});

describe('offering a call-back', () => {
  const offered = () => room().there('10:00', 'bo').there('11:00', 'anna').until('16:00');

  it('dials the customer when the agent answers, and only then', () => {
    const answered = offered().does('16:00:29', 'anna', 'answer');
    assert.equal(answered.deeds, 'dial anna');
    assert.deepEqual([answered.one.state, answered.one.takenBy], ['dialled', 'anna']);
    assert.equal(answered.routing.agents.find(({ agentId }) => agentId === 'anna')?.state, 'busy');
  });
  it('dials once, though the answer comes twice', () => {
    const twice = offered().does('16:00:10', 'anna', 'answer').does('16:00:11', 'anna', 'answer');
    assert.deepEqual([twice.deeds, twice.refused], ['', undefined]);
  });
  it('goes to the next free agent when it is not answered: nobody is dialled', () => {
    assert.equal(offered().does('16:00:05', 'anna', 'let-ring').deeds, 'withdraw anna, queue anna, offer bo 16:00:35');
    assert.equal(offered().until('16:00:30').deeds, 'withdraw anna, queue anna, offer bo 16:01:00');
  });
  it('comes too late then', () => {
    assert.equal(offered().does('16:00:30', 'anna', 'answer').refused, 'offer-over');
    assert.equal(offered().until('16:00:30').does('16:00:31', 'anna', 'answer').refused, 'taken');
    const alone = room().there('11:00', 'anna').until('16:00').does('16:00:30', 'anna', 'answer');
    assert.deepEqual([alone.refused, alone.one.state], ['offer-over', 'queued']);
  });
  it('rings again at an agent who is alone, after a minute', () => {
    const alone = room().there('11:00', 'anna').until('16:00').until('16:00:30');
    assert.equal(alone.deeds, 'withdraw anna, queue anna');
    assert.equal(nextRoutingAt(alone.routing), at('16:01:30'));
    assert.equal(alone.there('16:01', 'anna').until('16:01:29').deeds, '');
    assert.equal(alone.until('16:01:30').deeds, 'offer anna 16:02:00');
  });
  it('is not answered by an answer to the offer before', () => {
    const alone = room().there('11:00', 'anna').until('16:00').until('16:00:30').until('16:01:30');
    const late = { at: at('16:01:31'), agentId: 'anna', callbackId: 'cb-1', offeredAt: at('16:00') };
    assert.deepEqual([alone.send({ kind: 'answer', ...late }).refused, alone.deeds], ['offer-over', '']);
    assert.deepEqual([alone.send({ kind: 'let-ring', ...late }).deeds, alone.one.state], ['', 'offered']);
  });
  it('rings as long as the campaign says', () =>
    assert.equal(
      room({}, { offerSeconds: 45 }).there('11:00', 'anna').until('16:00').deeds,
      'queue anna 16:20:00, offer anna 16:00:45',
    ));
  it('is not disturbed when the agent’s telephone is busy ringing', () =>
    assert.equal(offered().there('16:00:05', 'anna', 'busy').deeds, ''));
  it('goes to the next free agent when the agent logs off, or off the queue', () => {
    assert.equal(offered().leaves('16:00:05', 'anna').deeds, 'withdraw anna, queue anna, offer bo 16:00:35');
    assert.equal(offered().there('16:00:05', 'anna', 'free', ['x']).deeds, 'withdraw anna, queue anna, offer bo 16:00:35');
  });
  it('is answered by nobody else', () => {
    const bo = offered().does('16:00:05', 'bo', 'answer');
    assert.deepEqual([bo.deeds, bo.refused, bo.one.takenBy], ['', 'taken', 'anna']);
    assert.equal(offered().does('16:00:05', 'bo', 'let-ring').one.takenBy, 'anna');
  });
  it('does not ring two at one agent', () => {
    const more = [callback({ id: 'cb-2' }), callback({ id: 'cb-3', for: 'all' })];
    assert.equal(
      room({}, {}, more)
        .there('11:00', 'anna')
        .until('16:00')
        .effects.filter(({ kind }) => kind === 'offer').length,
      1,
    );
  });
});

describe('calling the customer', () => {
  const dialled = () => room().there('11:00', 'anna').until('16:00').does('16:00:05', 'anna', 'answer');
  it('is done when the customer answers', () => {
    const done = dialled().completes('16:05', 'anna', true);
    assert.equal(done.one.state, 'done');
    assert.deepEqual([done.completes('16:06', 'anna', true).effects, done.refused], [[], undefined]);
  });
  it('is missed when not, and a new time can be agreed on', () => {
    const missed = dialled().completes('16:01', 'anna', false);
    assert.deepEqual([missed.one.state, missed.one.missed, missed.one.takenBy], ['missed', 'not-answered', 'anna']);
    const again = missed.there('16:02', 'anna').again('16:02', '18:00');
    assert.deepEqual([again.one.state, again.one.missed, again.one.takenBy], ['planned', undefined, undefined]);
    assert.equal(again.until('18:00').deeds, 'queue anna 18:20:00, offer anna 18:00:30');
  });
  it('is completed by who dialled, and nobody else', () => {
    assert.equal(dialled().completes('16:05', 'bo', true).refused, 'taken');
    assert.equal(room().completes('15:00', 'anna', true).refused, 'offer-over');
  });
  it('is not lost when the agent is never heard of again, and not done twice', () => {
    const lost = dialled().leaves('16:01', 'anna').there('16:02', 'bo').until('23:59');
    assert.equal(lost.one.state, 'dialled');
    lost.send({ kind: 'time', at: '2026-03-26T00:00:05.000Z' });
    assert.deepEqual([lost.one.state, lost.one.missed, lost.deeds], ['missed', 'unfinished', '']);
    lost.send({ kind: 'complete', at: '2026-03-26T00:01:00.000Z', agentId: 'anna', callbackId: 'cb-1', answered: true });
    assert.deepEqual([lost.one.state, lost.one.missed], ['done', undefined]);
  });
  it('is neither cancelled nor moved nor taken meanwhile', () => {
    assert.equal(dialled().cancels('16:01').refused, 'dialled');
    assert.equal(dialled().again('16:01', '18:00').refused, 'dialled');
    assert.equal(dialled().takes('16:01', 'bo', 'anna').refused, 'taken');
  });
});

describe('changing what is agreed', () => {
  it('is cancelled in every state before it is dialled, with its reason, once', () => {
    const planned = room().cancels('11:00');
    assert.deepEqual([planned.one.state, planned.one.reason], ['cancelled', 'Called us.']);
    assert.deepEqual(planned.cancels('11:01', 'Again.').effects, []);
    assert.equal(planned.one.reason, 'Called us.');
    const offered = room().there('10:00', 'anna').until('16:00').cancels('16:00:10');
    assert.deepEqual([offered.deeds, offered.one.state], ['withdraw anna', 'cancelled']);
    assert.equal(offered.does('16:00:11', 'anna', 'answer').refused, 'closed');
    assert.equal(offered.again('16:00:12', '18:00').refused, 'closed');
    assert.equal(offered.takes('16:00:12', 'bo', 'anna').refused, 'closed');
  });
  it('is planned anew with who agreed and when; whose it is stays, unless said', () => {
    const { one } = room().again('11:00', '18:00', { comment: 'Later.' });
    assert.deepEqual(
      [one.agentId, one.agreedBy, one.agreedByName, one.agreedAt, one.dueAt, one.comment],
      ['anna', 'bo', 'Bo', at('11:00'), at('18:00'), 'Later.'],
    );
    assert.equal(room().again('11:00', '18:00', { for: 'me' }).one.agentId, 'bo');
    assert.deepEqual([room().again('11:00', '18:00', { for: 'all' }).one].map((all) => [all.for, all.agentId])[0], [
      'all',
      undefined,
    ]);
  });
  it('is withdrawn from the agent when it is moved while it rings', () => {
    const moved = room().there('10:00', 'anna').until('16:00').again('16:00:10', '18:00');
    assert.deepEqual([moved.deeds, moved.one.state], ['withdraw anna', 'planned']);
  });
  it('comes at once when it is moved to a time that is over', () =>
    assert.equal(room().there('10:00', 'anna').again('11:00', '10:30').deeds, 'queue anna, offer anna 11:00:30'));
  it('is another’s once taken over', () => {
    const taken = room().there('10:00', 'anna').there('10:00', 'bo', 'busy').takes('11:00', 'bo', 'anna');
    assert.equal(taken.one.agentId, 'bo');
    assert.equal(taken.until('16:00').deeds, 'queue bo 16:20:00');
  });
  it('is one’s of two who take it at the same time', () => {
    const two = room({ for: 'all' }).takes('11:00', 'bo').takes('11:00', 'cy');
    assert.deepEqual([two.refused, two.one.agentId, two.one.for], ['taken', 'bo', 'me']);
    assert.deepEqual([two.takes('11:01', 'bo').refused, two.effects], [undefined, []]);
  });
  it('rings at once at who takes a queued one, or waits for the minutes of the campaign', () => {
    const queued = () => room().there('15:00', 'cy', 'busy').there('15:00', 'bo', 'busy').until('16:30');
    assert.equal(queued().there('16:40', 'dee', 'busy').takes('16:40', 'bo', 'anna').deeds, 'queue bo 17:00:00');
    assert.equal(queued().takes('16:40', 'bo', 'anna').takes('16:41', 'cy', 'anna').refused, 'taken');
    assert.equal(queued().takes('16:40', 'dee', 'anna').refused, 'off-queue');
    const strict = room({}, { checks: { 'outside-period': 'refuse' } })
      .there('15:00', 'bo')
      .until('20:30');
    assert.equal(strict.takes('20:30', 'bo', 'anna').deeds, 'queue bo 20:50:00');
  });
  it('is not known when it is not', () => assert.equal(room().does('11:00', 'anna', 'answer', 'cb-9').refused, 'not-found'));
  it('is planned once, though it comes twice', () => {
    const empty = room().send({
      kind: 'plan',
      at: at('11:00'),
      callback: callback({ id: 'cb-2', state: 'offered', takenBy: 'x' }),
    });
    assert.deepEqual([empty.routing.callbacks[1]?.state, empty.routing.callbacks[1]?.takenBy], ['planned', undefined]);
    const twice = empty.cancels('11:01').send({ kind: 'plan', at: at('11:02'), callback: callback() });
    assert.deepEqual([twice.effects, twice.one.state], [[], 'cancelled']);
  });
});

describe('a campaign that changes', () => {
  it('misses what is left when it ends, and says so', () => {
    const ended = room().there('10:00', 'anna').until('16:00').becomes('16:00:10', { status: 'ended' });
    assert.deepEqual(
      [ended.deeds, ended.one.state, ended.one.missed, ended.one.takenBy],
      ['withdraw anna', 'missed', 'campaign-ended', undefined],
    );
    assert.equal(room().becomes('11:00', { status: 'ended' }).one.state, 'missed');
  });
  it('lets a call go on that was dialled before', () => {
    const talking = room()
      .there('10:00', 'anna')
      .until('16:00')
      .does('16:00:05', 'anna', 'answer')
      .becomes('16:01', { status: 'ended' });
    assert.equal(talking.completes('16:05', 'anna', true).one.state, 'done');
  });
  it('keeps them where it says so', () => {
    const kept = room()
      .there('10:00', 'anna')
      .becomes('11:00', { status: 'ended', checks: { 'campaign-ended': 'warn' } });
    assert.equal(kept.until('16:00').deeds, 'queue anna 16:20:00, offer anna 16:00:30');
    assert.equal(kept.until('16:00:10').deeds, '');
    assert.equal(kept.does('16:00:11', 'anna', 'answer').deeds, 'dial anna');
  });
  it('rings nowhere while it is disabled, and goes on after', () => {
    const off = room().there('10:00', 'anna').until('16:00').becomes('16:00:10', { status: 'disabled' });
    assert.equal(off.deeds, 'withdraw anna, queue anna 16:20:00');
    assert.equal(off.until('16:15').deeds, '');
    assert.equal(off.becomes('16:16', {}).deeds, 'offer anna 16:16:30');
  });
  it('waits for its next period where it is strict about them', () => {
    const strict = room({}, { checks: { 'outside-period': 'refuse' } })
      .until('16:00')
      .there('20:00', 'bo');
    assert.deepEqual([strict.deeds, nextRoutingAt(strict.routing)], ['', '2026-03-26T15:00:00.000Z']);
    assert.equal(strict.send({ kind: 'time', at: '2026-03-26T15:00:00.000Z' }).deeds, 'offer bo 15:00:30');
  });
  it('has a call-back of an unknown campaign wait, and loses nothing', () => {
    const unknown = room({ campaignId: 'gone' }).there('10:00', 'anna').until('16:00');
    assert.deepEqual([unknown.one.state, unknown.deeds], ['queued', 'queue anna']);
  });
});

describe('a clock that is wrong', () => {
  it('does nothing a second time when it goes back', () => {
    const back = room().there('10:00', 'anna').until('16:00').send({ kind: 'time', at: '2026-03-24T16:00:00.000Z' });
    assert.deepEqual([back.effects, back.routing.now], [[], at('16:00')]);
  });
});

describe('asking when to look again', () => {
  it('is when something happens by itself', () => {
    const next = (of: Room) => nextRoutingAt(of.routing)?.slice(11, 19);
    const busy = room().there('10:00', 'anna', 'busy');
    assert.equal(next(busy), '16:00:00');
    assert.equal(next(busy.until('16:00')), '16:20:00');
    assert.equal(next(busy.there('16:05', 'anna')), '16:05:30');
    assert.equal(next(busy.does('16:05:01', 'anna', 'answer')), '00:05:01');
    assert.equal(next(busy.completes('16:06', 'anna', true)), undefined);
  });
});

describe('records that did not change', () => {
  it('are the very same', () => {
    const other = callback({ id: 'cb-2', dueAt: at('18:00') });
    const before = room({}, {}, [other]).there('10:00', 'anna');
    assert.equal(before.until('16:00').routing.callbacks[1], other);
  });
});
