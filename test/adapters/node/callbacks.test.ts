import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EmbeddedBackend } from '../../../src/adapters/local/local.js';
import { keepingCallback } from '../../../src/adapters/local/callback-entries.js';
import { memoryStore } from '../../../src/adapters/memory.js';
import { callback, campaign } from '../../domain/campaigns.js';
import { agreement, counting, desks, dialerCall, minute } from '../../support/dialing.js';

const here = (desk: EmbeddedBackend, state: 'free' | 'busy' = 'free') => desk.callbacks.attend({ queues: ['sales'], state });
const stateOf = async (desk: EmbeddedBackend, id: string) => (await desk.callbacks.get(id)).callback?.state;
const fields = (expected: string) => (caught: unknown) => {
  const { code, fields: found = [] } = caught as { code: string; fields?: { field: string; reason: string }[] };
  assert.equal([code, ...found.map(({ field, reason }) => `${field} ${reason}`)].join(', '), expected);
  return true;
};

describe('a call-back', () => {
  it('goes from the agreement to the second conversation, past a colleague', async () => {
    const { desk, tick, dialled, now } = desks();
    const [ada, bea] = [desk('ada'), desk('bea')];
    await ada.interactions.record(dialerCall('talk'));
    const planned = await ada.callbacks.schedule({ ...agreement('talk'), comment: 'The price for two.' });
    assert.deepEqual([planned.state, planned.agentId, planned.revision], ['planned', 'ada', 1]);
    const { nextAt, offer } = await here(ada);
    assert.deepEqual([nextAt, offer], [planned.dueAt, undefined]);

    tick(59.5 * minute);
    await here(ada, 'busy');
    await here(bea);
    tick(0.5 * minute);
    assert.equal((await here(bea)).offer, undefined, 'it is reserved');
    const waiting = (await ada.callbacks.list('queue')).items;
    assert.deepEqual(
      waiting.map(({ state, reservedUntilAt }) => [state, reservedUntilAt]),
      [['queued', '2026-03-10T13:20:00.000Z']],
    );

    const rings = (await here(ada)).offer!;
    assert.deepEqual([rings.id, rings.comment, rings.takenBy], [planned.id, 'The price for two.', 'ada']);
    const taken = await ada.callbacks.answer(rings.id, rings.takenAt!, true);
    assert.deepEqual([taken.state, taken.takenAt, dialled], ['dialled', now(), ['+4792233445']]);

    // The dialer's own conversation: registering it says that the customer answered.
    await ada.interactions.record(
      dialerCall('again', { attempt: { campaignId: 'winter', number: 2, of: 3, reason: 'callback', callbackId: taken.id } }),
    );
    const next = await ada.callbacks.schedule(agreement('again', 120));
    assert.notEqual(next.id, taken.id);
    assert.equal(await stateOf(ada, 'talk'), 'done');
    assert.deepEqual((await ada.callbacks.get('again')).others, []);
  });

  it('goes to whoever is free when its agent was not heard of for a minute', async () => {
    const { desk, tick } = desks();
    const [ada, bea] = [desk('ada'), desk('bea')];
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 1));
    await here(ada, 'busy');
    tick(minute - 1);
    await here(bea);
    tick(1);
    assert.equal((await here(bea)).offer?.id, id, 'the lease is over in the very millisecond it is due');

    await bea.callbacks.answer(id, (await here(bea)).offer!.takenAt!, false);
    assert.equal((await here(bea)).offer, undefined, 'she let it ring');
    assert.equal((await here(ada)).offer?.id, id);
  });

  it('is reserved for an agent who says again that they are there, and is taken from one who logs off', async () => {
    const { desk, tick } = desks();
    const [ada, bea] = [desk('ada'), desk('bea')];
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 1));
    for (let i = 0; i < 30; i += 1) {
      await here(ada, 'busy');
      assert.equal((await here(bea)).offer, undefined, `after ${i * 20} s`);
      tick(20_000);
    }
    await ada.callbacks.attend({ queues: [], state: 'free' });
    assert.equal((await here(bea)).offer?.id, id);
  });

  it('is answered by one of two desks of one agent, and dialled once', async () => {
    const { desk, tick, dialled } = desks();
    const [one, two] = [desk('ada'), desk('ada')];
    await one.interactions.record(dialerCall('talk'));
    const { id } = await one.callbacks.schedule(agreement('talk', 1));
    tick(minute);
    const { takenAt } = (await here(one)).offer!;
    const answers = [one, two, one, two].map((each, i) =>
      each.callbacks.answer(id, takenAt!, true, i < 2 ? { key: 'the same' } : {}),
    );
    const states = (await Promise.all(answers)).map(({ state, revision }) => `${state} ${revision}`);
    assert.deepEqual(new Set(states).size, 1, states.join());
    assert.deepEqual(dialled, ['+4792233445']);
    await one.callbacks.answer(id, takenAt!, true, { key: 'the same' });
    assert.equal(dialled.length, 1);
  });

  it('is answered by exactly one of two agents at the same time', async () => {
    const { desk, tick, dialled } = desks();
    const [ada, bea] = [desk('ada'), desk('bea')];
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule({ ...agreement('talk', 1), for: 'all' });
    tick(minute);
    const offers = await Promise.all([here(ada), here(bea)]);
    const { takenAt, takenBy } = offers.find(({ offer }) => offer)!.offer!;
    const results = await Promise.allSettled([ada, bea].map((each) => each.callbacks.answer(id, takenAt!, true)));
    assert.deepEqual(
      results.map((result) => (result.status === 'fulfilled' ? result.value.takenBy : (result.reason as { code: string }).code)),
      takenBy === 'ada' ? ['ada', 'conflict'] : ['conflict', 'bea'],
    );
    assert.equal(dialled.length, 1);
  });

  it('is dialled although the telephone refuses, and rejects with that', async () => {
    const refusal = new Error('engaged');
    const { desk, tick } = desks({ dial: async () => Promise.reject(refusal) });
    const ada = desk('ada');
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 1));
    tick(minute);
    const { takenAt } = (await here(ada)).offer!;
    await assert.rejects(ada.callbacks.answer(id, takenAt!, true), (caught: Error) => caught.cause === refusal);
    assert.equal(await stateOf(ada, 'talk'), 'dialled');
    assert.equal((await ada.callbacks.complete(id, false)).missed, 'not-answered');
  });

  it('is not called by a backend that cannot: the host’s dialer does it', async () => {
    const { desk, tick } = desks();
    const ada = desk('ada', { dial: undefined });
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 1));
    tick(minute);
    assert.equal((await ada.callbacks.answer(id, (await here(ada)).offer!.takenAt!, true)).state, 'dialled');
  });

  it('rings at one who is free only once, although two colleagues let theirs ring at the same time', async () => {
    const { desk, tick, kept } = desks();
    const colleagues = [desk('bea'), desk('cy')];
    for (const [i, each] of colleagues.entries()) {
      await each.interactions.record(dialerCall(`talk${i}`));
      await each.callbacks.schedule(agreement(`talk${i}`, 1));
    }
    tick(minute);
    const offers = await Promise.all(colleagues.map((each) => here(each)));
    await here(desk('ada'));
    await Promise.all(offers.map(({ offer }, i) => colleagues[i]!.callbacks.answer(offer!.id, offer!.takenAt!, false)));
    assert.deepEqual(
      kept()
        .map(({ state, takenBy }) => `${state} ${takenBy}`)
        .sort(),
      ['offered ada', 'queued undefined'],
    );
  });

  it('is routed by fifty desks at once, without one that gives up', async () => {
    const { desk, tick, kept } = desks();
    const all = Array.from({ length: 50 }, (_, i) => desk(`agent${i}`));
    for (const [i, each] of all.entries()) {
      await each.interactions.record(dialerCall(`talk${i}`));
      await each.callbacks.schedule({ ...agreement(`talk${i}`, 1), for: 'all' });
    }
    tick(minute);
    const offers = await Promise.all(all.map((each) => here(each)));
    assert.equal(new Set(offers.map(({ offer }) => offer?.id)).size, 50);
    assert.equal(new Set(kept().map(({ takenBy }) => takenBy)).size, 50);
  });
});

describe('a step of the router', () => {
  /** So many call-backs that are planned for later, and as many that are over. */
  const crowded = async (many: number) => {
    const given = desks();
    const store = memoryStore(given.data);
    const old = (i: number, rest: object) =>
      callback({ id: `cb-${i}`, interactionId: `i-${i}`, agentId: `other-${i % 50}`, ...rest });
    const rows = Array.from({ length: many }, (_, i) => [
      old(i, { dueAt: new Date(Date.parse('2026-03-11T00:00:00Z') + i * minute).toISOString() }),
      old(many + i, { state: 'done', dueAt: '2026-03-09T00:00:00.000Z' }),
    ]).flat();
    await store.commit(rows.map(({ revision: _, ...value }) => keepingCallback(value, 'absent')));
    return given;
  };

  it('reads few rows of very many', async () => {
    const { data, desk, tick } = await crowded(10_000);
    const { store, read } = counting(data);
    const ada = desk('ada', {}, store);
    await ada.interactions.record(dialerCall('talk'));
    await ada.callbacks.schedule(agreement('talk', 1));
    tick(minute);
    for (const [what, deed] of Object.entries({
      attend: () => here(ada),
      get: () => ada.callbacks.get('talk'),
      list: () => ada.callbacks.list('planned', { limit: 10 }),
      mark: () => ada.callbacks.mark('talk', false),
    })) {
      Object.assign(read, { rows: 0, requests: 0 });
      await deed();
      assert.ok(read.rows < 15 && read.requests < 25, `${what}: ${read.rows} rows by ${read.requests} requests`);
    }
  });

  it('keeps nothing where nothing changed', async () => {
    const { data, desk } = desks();
    const { store, batches } = counting(data);
    const ada = desk('ada', {}, store);
    await ada.interactions.record(dialerCall('talk'));
    await ada.callbacks.schedule(agreement('talk', 30));
    await ada.callbacks.mark('talk', false);
    batches.length = 0;
    await ada.callbacks.get('talk');
    await ada.callbacks.list('all');
    await ada.callbacks.schedule(agreement('talk', 30));
    await ada.callbacks.mark('talk', false);
    await ada.callbacks.attend({ queues: [], state: 'busy' });
    assert.deepEqual(batches, []);
  });

  it('misses what is planned in a campaign that the integrator has ended, far ahead too', async () => {
    const { desk } = desks();
    const ada = desk('ada');
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 3000));
    const later = desk('ada', { campaigns: [campaign({ status: 'ended' })] });
    const { state, missed } = (await later.callbacks.get('talk')).callback!;
    assert.deepEqual([state, missed], ['missed', 'campaign-ended']);
    assert.deepEqual(
      (await later.callbacks.list('queue')).items.map((each) => each.id),
      [id],
    );
  });

  it('goes by a campaign that was saved, whoever has an older one in mind', async () => {
    const { desk, tick } = desks();
    const [ada, bea] = [desk('ada'), desk('bea')];
    await ada.interactions.record(dialerCall('talk'));
    const { id } = await ada.callbacks.schedule(agreement('talk', 1));
    await bea.saveCampaign(campaign({ periods: [], status: 'disabled' }));
    tick(minute);
    assert.equal((await here(ada)).offer, undefined);
    await bea.saveCampaign(campaign({ periods: [] }));
    assert.equal((await here(ada)).offer?.id, id);
    await bea.saveCampaign(campaign({ periods: [], status: 'ended' }));
    assert.equal(await stateOf(ada, 'talk'), 'missed');
  });
});

describe('a campaign that is handed in', () => {
  it('is refused when it is none', async () => {
    const { saveCampaign } = desks().desk('ada');
    const save = (given: unknown) => saveCampaign(given as Parameters<typeof saveCampaign>[0]);
    await assert.rejects(save(undefined), fields('invalid, campaign not-an-object'));
    const { attempts: _, ...less } = campaign();
    await assert.rejects(
      save({ ...less, callBackFor: 'me' }),
      fields('invalid, attempts not-a-number, callBackFor not-a-choice'),
    );
    await assert.rejects(
      save({ ...campaign(), checks: [], periods: {} }),
      fields(
        'invalid, checks not-a-choice, periods.0.weekdays not-a-choice, periods.0.from not-a-time, periods.0.until not-a-time, periods.0.timeZone not-a-zone',
      ),
    );
    const garbage = Object.fromEntries(Object.keys(campaign()).map((name) => [name, Symbol('none')]));
    await assert.rejects(save(garbage), (caught: { code?: string }) => caught.code === 'invalid');
  });

  it('is told, kept without what the port does not name, and stands by its name', async () => {
    const { desk } = desks({ campaigns: [campaign({ id: 'z', name: 'åre' }), campaign({ id: 'a', name: 'Zermatt' })] });
    const ada = desk('ada');
    const told: unknown[] = [];
    ada.watch({}, { change: (change) => told.push(change) });
    await ada.saveCampaign({ ...campaign({ id: 'm', name: 'Bergen' }), secret: 1 } as Parameters<typeof ada.saveCampaign>[0]);
    await ada.saveCampaign(campaign({ id: 'm', name: 'Bergen' }));
    assert.deepEqual(told, [{ kind: 'campaign', id: 'm', revision: 1 }]);
    assert.deepEqual(
      (await ada.campaigns.list()).map(({ name }) => name),
      ['åre', 'Bergen', 'Zermatt'],
    );
    assert.deepEqual(await ada.campaigns.get('m'), campaign({ id: 'm', name: 'Bergen' }));
    assert.equal(await ada.campaigns.get('none'), undefined);
  });
});
