import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OutgoingMessage } from '../../../src/adapters/local/message-office.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { memoryStore } from '../../../src/adapters/memory.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import { type Desk, gateway, messageHouse, person } from '../../support/message-house.js';

const second = 1000;
const hour = 3600 * second;
const never = () => new Promise<void>(() => undefined);

/** A customer, and a way to write to them. */
async function written(desk: Desk) {
  const { id: customerId } = await desk.customers.add(person);
  const to = { customerId, field: 'mobile' };
  const draft = { channel: 'sms', origin: 'card', customerId, to, text: 'Hei' } as const;
  return { customerId, draft, send: (key?: string) => desk.messages.send(draft, key === undefined ? {} : { key }) };
}

describe('a message that was sent', () => {
  it('is queued at once, handed over whole, and sent', async () => {
    const { handed, deliver } = gateway();
    const { desk, pass } = messageHouse(deliver);
    const ada = desk('ada');
    const { send } = await written(ada);
    const message = await send();
    assert.equal(message.state, 'queued');
    await pass(0);
    assert.deepEqual(handed, [{ id: message.id, channel: 'sms', address: '+4792233445', sender: 'House', text: 'Hei' }]);
    const sent = await ada.messages.get(message.id);
    assert.deepEqual([sent?.state, sent?.sentAt, sent?.revision], ['sent', '2026-03-10T12:00:00.000Z', 2]);
  });

  it('is handed over once, however many desks there are, and however often it is sent with its key', async () => {
    const { ids, deliver } = gateway();
    const { desk, pass } = messageHouse(deliver);
    const desks = ['ada', 'bea', 'cid'].map((id) => desk(id));
    for (const each of desks) await each.messages.channels();
    const { send } = await written(desks[0]!);
    const [first, ...others] = await Promise.all([send('k'), send('k'), send('k')]);
    await pass(24 * hour);
    assert.deepEqual([others.map(({ id }) => id), ids()], [[first.id, first.id], [first.id]]);
    assert.equal((await send('k')).state, 'sent');
  });

  it('is tried again after 2 s, 10 s, 60 s, 5 min, then every 15 min, and failed after a day', async () => {
    const times: number[] = [];
    const { desk, pass, clock } = messageHouse(async () => {
      times.push(clock.now());
      throw new Error('no network');
    });
    const ada = desk('ada');
    const { send } = await written(ada);
    const { id } = await send();
    await pass(23 * hour);
    assert.equal((await ada.messages.get(id))?.state, 'queued');
    const gaps = times.slice(1).map((at, index) => (at - times[index]!) / second);
    assert.deepEqual([gaps.slice(0, 6), new Set(gaps.slice(6))], [[2, 10, 60, 300, 900, 900], new Set([900])]);
    await pass(hour);
    const { state, failure, failedAt } = (await ada.messages.get(id))!;
    assert.deepEqual([state, failure, failedAt], ['failed', 'expired', '2026-03-11T12:00:00.000Z']);
    const tries = times.length;
    await pass(24 * hour);
    assert.deepEqual([times.length, clock.waiting], [tries, 0]);
  });

  it('is not handed over any more when somebody refuses meanwhile, where that blocks', async () => {
    for (const [how, messageOptedOut, state] of [
      ['customer', 'block', 'failed'],
      ['address', 'block', 'failed'],
      ['customer', 'warn', 'sent'],
    ] as const) {
      let works = false;
      const tried: string[] = [];
      const { desk, pass } = messageHouse(async ({ id }) => {
        tried.push(id);
        if (!works) throw new Error('no network');
      });
      const ada = desk('ada', { settings: { messageOptedOut } });
      const { customerId, send } = await written(ada);
      const { id } = await send();
      await pass(second);
      const before = tried.length;
      works = true;
      const whose = how === 'customer' ? { customerId } : { address: person.fields.mobile };
      await ada.saveConsent({ channel: 'sms', consent: 'refused', ...whose });
      await pass(hour);
      const message = await ada.messages.get(id);
      assert.deepEqual([before, message?.state, message?.failure], [1, state, state === 'failed' ? 'blocked' : undefined], how);
      assert.equal(tried.length - before, state === 'failed' ? 0 : 1);
    }
  });

  it('waits as long as the service wants', async () => {
    const times: number[] = [];
    const { desk, pass, clock } = messageHouse(async () => {
      times.push(clock.now());
      if (times.length < 2) throw new BackendError('rate-limited', 'slowly', { retryAfter: 90 });
    });
    const { send } = await written(desk('ada'));
    await send();
    await pass(hour);
    assert.deepEqual(
      times.map((at) => at - times[0]!),
      [0, 90 * second],
    );
  });

  for (const [code, reason, failure] of [
    ['invalid', 'address', 'address'],
    ['denied', 'blocked', 'blocked'],
    ['invalid', 'whatever', 'refused'],
    ['denied', undefined, 'refused'],
  ] as const)
    it(`fails for good when it is refused: ${code}, ${reason}`, async () => {
      const fields = reason === undefined ? [] : [{ field: 'address', reason }];
      const { ids, deliver } = gateway(async () => {
        throw new BackendError(code, 'no', { fields });
      });
      const { desk, pass } = messageHouse(deliver);
      const ada = desk('ada');
      const { send } = await written(ada);
      const { id } = await send();
      await pass(24 * hour);
      const message = await ada.messages.get(id);
      assert.deepEqual([message?.state, message?.failure, message?.revision, ids()], ['failed', failure, 2, [id]]);
    });

  it('keeps no other one waiting when it hangs, and is tried again when its time is over', async () => {
    const hanging = new Set<string>();
    const { ids, deliver } = gateway(async ({ id, text }, signal) => {
      if (text !== 'Hei' || hanging.has(id)) return;
      hanging.add(id);
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    const { desk, pass } = messageHouse(deliver);
    const ada = desk('ada');
    const { send, draft } = await written(ada);
    for (let each = 0; each < 12; each += 1) await send(); // more than are handed over at a time
    const other = await ada.messages.send({ ...draft, text: 'Other' });
    await pass(0);
    assert.equal(ids().length, 8);
    await pass(25 * second);
    assert.ok(ids().includes(other.id));
    await pass(60 * second);
    const states = (await ada.messages.list({ channel: 'sms' })).items.map(({ state }) => state);
    assert.deepEqual(
      states,
      Array.from({ length: 13 }, () => 'sent'),
    );
  });

  it('is taken over by another desk when the first one died in the middle, with the same id', async () => {
    const { data, desk, clock, pass } = messageHouse(never);
    const [dead, after] = [gateway(never), gateway()];
    let alive = true;
    const store = memoryStore(data);
    const mortal: Store = { ...store, commit: async (...given) => (alive ? store.commit(...given) : (never() as never)) };
    const office = (deliver: ReturnType<typeof gateway>['deliver']) => ({
      messages: { channels: [{ channel: 'sms' }] as const, deliver },
    });
    const ada = desk('ada', office(dead.deliver), mortal);
    const bea = desk('bea', office(after.deliver));
    await bea.messages.channels();
    const { send } = await written(ada);
    const { id } = await send();
    await pass(0);
    alive = false;
    assert.deepEqual([dead.ids(), after.ids()], [[id], []]);
    await pass(29 * second);
    assert.deepEqual(after.ids(), []);
    await pass(2 * second);
    assert.deepEqual([after.ids(), (await bea.messages.get(id))?.state], [[id], 'sent']);
    assert.equal(clock.now(), Date.parse('2026-03-10T12:00:31.000Z'));
  });

  it('is delivered by the next page that is opened', async () => {
    const { data, desk, pass } = messageHouse(never);
    const ada = desk('ada');
    const { send } = await written(ada);
    const { id } = await send();
    await ada.close();
    const { ids, deliver } = gateway();
    await desk('bea', { messages: { channels: [{ channel: 'sms' }], deliver } }).session();
    for (let turns = 0; turns < 200 && !data.rows.get('deliveries'); turns += 1) await pass(0);
    await new Promise((resolve) => setTimeout(resolve, 100)); // the service is fetched
    await pass(31 * second);
    assert.deepEqual(ids(), [id]);
  });

  it('stays sent when the one that took it over hears otherwise, and the late answer changes nothing', async () => {
    let late: (() => void) | undefined;
    const slow = gateway(() => new Promise((resolve) => (late = resolve)));
    const { data, desk, pass, clock } = messageHouse(slow.deliver);
    const ada = desk('ada', { wait: never }); // its own timers do not run
    const other = gateway();
    const bea = desk('bea', { messages: { channels: [{ channel: 'sms' }], deliver: other.deliver } });
    await bea.messages.channels();
    const { send } = await written(ada);
    const { id } = await send();
    await pass(40 * second);
    assert.deepEqual([slow.ids(), other.ids()], [[id], [id]]);
    const before = await bea.messages.get(id);
    late?.();
    await pass(0);
    assert.deepEqual([await bea.messages.get(id), data.rows.get('deliveries')?.size], [before, 0]);
    assert.equal(clock.waiting, 0);
  });

  it('never rejects, and is not lost, when the store fails under it', async () => {
    const { ids, deliver } = gateway();
    const { data, desk, pass } = messageHouse(deliver);
    const store = memoryStore(data);
    let broken = false;
    const fails = () => Promise.reject(new BackendError('unavailable', 'full'));
    const flaky: Store = {
      ...store,
      commit: (...given) => (broken ? fails() : store.commit(...given)),
      find: (...given) => (broken ? fails() : store.find(...given)),
    };
    const ada = desk('ada', {}, flaky);
    const { send } = await written(ada);
    const { id } = await send();
    broken = true;
    await pass(hour);
    broken = false;
    await pass(31 * second);
    assert.deepEqual([new Set(ids()), (await ada.messages.get(id))?.state], [new Set([id]), 'sent']);
  });

  it('is not handed over by a page that slept after it had taken it', async () => {
    const [sleeper, other] = [gateway(), gateway()];
    const { data, desk, pass, clock } = messageHouse(other.deliver);
    const store = memoryStore(data);
    let slept: (() => void) | undefined;
    const sleepy: Store = {
      ...store,
      commit: async (...given) => {
        const changes = await store.commit(...given);
        // It sleeps right after its claim is kept.
        if (changes.some(({ collection, revision }) => collection === 'deliveries' && revision === 2))
          await new Promise<void>((resolve) => (slept = resolve));
        return changes;
      },
    };
    const bea = desk('bea');
    await bea.messages.channels();
    const ada = desk('ada', { messages: { channels: [{ channel: 'sms' }], deliver: sleeper.deliver }, wait: never }, sleepy);
    const { send } = await written(ada);
    const { id } = await send();
    await pass(31 * second);
    slept?.();
    await pass(0);
    assert.deepEqual([sleeper.ids(), other.ids(), (await bea.messages.get(id))?.state], [[], [id], 'sent']);
    assert.equal(clock.waiting, 0);
  });

  it('is not tried any more after the close', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { ids, deliver } = gateway((_, signal) => (signals.push(signal), never()));
    const { desk, pass, clock } = messageHouse(deliver);
    const ada = desk('ada');
    const { send } = await written(ada);
    await send();
    await pass(0);
    await ada.close();
    await pass(48 * hour);
    assert.deepEqual([ids().length, signals[0]?.aborted, clock.waiting], [1, true, 0]);
  });

  it('is not delivered when its customer is removed, or erased, before', async () => {
    for (const gone of ['remove', 'erase'] as const) {
      const tries = gateway(async () => {
        throw new Error('not now');
      });
      const { data, desk, pass } = messageHouse(tries.deliver);
      const ada = desk('ada');
      const { send, customerId } = await written(ada);
      await send();
      await pass(0);
      await (gone === 'remove' ? ada.customers.remove(customerId, 1) : ada.customers.erase(customerId));
      await pass(24 * hour);
      assert.deepEqual([tries.ids().length, data.rows.get('messages')?.size, data.rows.get('deliveries')?.size], [1, 0, 0]);
    }
  });

  it('leaves nothing behind when its customer is removed while it is handed over', async () => {
    let answer: (() => void) | undefined;
    const { desk, pass, data } = messageHouse(() => new Promise((resolve) => (answer = resolve)));
    const ada = desk('ada');
    const { send, customerId } = await written(ada);
    const { id } = await send();
    await pass(0);
    await ada.customers.remove(customerId, 1);
    answer?.();
    await pass(hour);
    assert.deepEqual([await ada.messages.get(id), data.rows.get('deliveries')?.size], [undefined, 0]);
  });
});

describe('a report', () => {
  const states = ['sent', 'failed', 'delivered'] as const;
  for (const first of states)
    for (const then of states)
      it(`comes before the answer, and another one: ${first}, ${then}`, async () => {
        let answer: (() => void) | undefined;
        const { ids, deliver } = gateway(() => new Promise((resolve) => (answer = resolve)));
        const { desk, pass, data } = messageHouse(deliver);
        const ada = desk('ada');
        const { send } = await written(ada);
        const { id } = await send();
        await pass(0);
        await ada.reportDelivery(id, { state: first, failure: 'blocked' });
        await ada.reportDelivery(id, { state: then, at: '2026-03-10T11:00:00Z' });
        answer?.();
        await pass(24 * hour);
        const message = (await ada.messages.get(id))!;
        const furthest = states.findLast((state) => state === first || state === then);
        const said = new Set([first, then, 'sent']);
        // What arrived never failed; when it was sent is known at the end, whatever came first.
        if (first === 'delivered') said.delete('failed');
        assert.deepEqual([message.state, message.revision, ids().length], [furthest, 1 + said.size, 1]);
        assert.equal(message.failure, furthest !== 'failed' ? undefined : first === 'failed' ? 'blocked' : 'refused');
        assert.ok(message.sentAt);
        assert.equal(data.rows.get('deliveries')?.size, 0);
      });

  it('must be one, of a message that is there', async () => {
    const { desk } = messageHouse(never);
    const ada = desk('ada');
    const { send } = await written(ada);
    const { id } = await send();
    const wrong = { state: 'queued', failure: 'x', at: 'yesterday' } as never;
    await assert.rejects(ada.reportDelivery(id, wrong), (caught: BackendError) => {
      assert.deepEqual(
        caught.fields?.map(({ field }) => field),
        ['state', 'failure', 'at'],
      );
      return true;
    });
    for (const report of [undefined, null, 1, {}] as never[])
      await assert.rejects(ada.reportDelivery(id, report), { code: 'invalid' });
    for (const unknown of ['x', '', undefined, 1] as never[])
      await assert.rejects(ada.reportDelivery(unknown, { state: 'sent' }), { code: 'not-found' });
    assert.equal((await ada.messages.get(id))?.revision, 1);
  });
});

it('hands over every message with one id, to a gateway that has each once, whatever fails', async () => {
  const faults = ['none', 'refuses', 'fails', 'hangs', 'loses the answer', 'dies', 'answers late'] as const;
  let injected = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...faults), { minLength: 4, maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (plan, many) => {
        const has = new Map<string, number>();
        const rest = [...plan];
        const refused = new Set<string>();
        const deaths = { left: 0 };
        const deliver = async ({ id }: OutgoingMessage) => {
          const fault = rest.shift() ?? 'none';
          if (fault !== 'none') injected += 1;
          if (fault === 'refuses' && !has.has(id)) {
            refused.add(id);
            throw new BackendError('invalid', 'no', { fields: [{ field: 'address', reason: 'address' }] });
          }
          if (fault === 'fails') throw new Error('no network');
          if (fault === 'hangs') return never();
          has.set(id, (has.get(id) ?? 0) + 1);
          if (fault === 'loses the answer') throw new BackendError('timeout', 'no answer');
          if (fault === 'dies') deaths.left += 1;
          if (fault === 'dies' || fault === 'answers late') return never();
        };
        const { desk, pass, data } = messageHouse(deliver);
        let ada = desk('ada');
        const { send } = await written(ada);
        const ids: string[] = [];
        for (let each = 0; each < many; each += 1) ids.push((await send(`k${each}`)).id);
        for (let minutes = 0; minutes < 120; minutes += 1) {
          await pass(60 * second);
          if (!deaths.left) continue;
          deaths.left -= 1;
          await ada.close();
          ada = desk('ada');
          await ada.messages.channels();
        }
        const kept = (await ada.messages.list({ channel: 'sms' })).items;
        assert.deepEqual(kept.map(({ id }) => id).sort(), ids.sort());
        for (const { id, state, failure } of kept) {
          assert.equal(state, refused.has(id) ? 'failed' : 'sent', `${id} ${plan.join()}`);
          assert.equal(failure, refused.has(id) ? 'address' : undefined);
          assert.equal(has.has(id), !refused.has(id));
        }
        assert.ok([...has.keys()].every((id) => ids.includes(id)));
        assert.equal(data.rows.get('deliveries')?.size, 0);
        await ada.close();
      },
    ),
    { numRuns: 80 },
  );
  assert.ok(injected >= 200, `${injected} faults`);
});
