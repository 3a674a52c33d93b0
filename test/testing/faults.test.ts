import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Backend, Change } from '../../src/backend/backend.js';
import { isBackendError } from '../../src/backend/backend-error.js';
import { chance, faults, rawErrors, wrongShapes, type RawError, type WrongShape } from '../../src/testing/index.js';

/** Answers each id with itself, at once, and counts. */
function echo() {
  const asked: string[] = [];
  const watchers = new Set<(change: Change) => void>();
  const backend = {
    session: async () => ({
      tenantId: 't',
      agent: { id: 'a', name: 'A' },
      permissions: [],
      settings: {},
      now: '2026-03-10T12:00:00Z',
    }),
    watch(_scope, { change, state }) {
      watchers.add(change);
      state?.('live');
      return () => void watchers.delete(change);
    },
    interactions: {
      list: async () => ({ items: [] }),
      async get(id) {
        asked.push(id);
        return { id, channel: 'call', direction: 'inbound', state: 'active', startedAt: '2026-03-10T12:00:00Z', revision: 1 };
      },
    },
  } satisfies Backend;
  return { backend: backend as Backend, asked, tell: (change: Change) => watchers.forEach((each) => each(change)) };
}

/** Asks for some ids at once, and says in which order they were answered. */
function ask(backend: Backend, ...ids: readonly string[]) {
  const order: string[] = [];
  const all = ids.map(async (id) => {
    const found = await backend.interactions?.get?.(id);
    order.push(found?.id ?? 'nothing');
  });
  return { order, all: Promise.all(all) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const change: Change = { kind: 'interaction', id: 'x', revision: 1 };

describe('faults', () => {
  it('without a plan change nothing, and keep what is not there away', async () => {
    const { backend } = faults(echo().backend);
    assert.equal((await backend.interactions?.get?.('x'))?.id, 'x');
    assert.equal(backend.customers, undefined);
    assert.equal(backend.interactions?.record, undefined);
    assert.equal({ ...backend }.interactions, backend.interactions);
  });

  describe('that hold', () => {
    it('give no answer before it is released, the oldest first', async () => {
      const faulty = faults(echo().backend);
      faulty.hold();
      const { order } = ask(faulty.backend, 'a', 'b', 'c');
      await turn();
      assert.deepEqual([order, faulty.held], [[], 3]);
      await faulty.release();
      assert.deepEqual(order, ['a']);
      await faulty.release(2);
      assert.deepEqual([order, faulty.held], [['a', 'b', 'c'], 0]);
    });

    it('hold only the methods that are named', async () => {
      const faulty = faults(echo().backend);
      faulty.hold('interactions.list');
      assert.ok(await faulty.backend.interactions?.get?.('x'));
    });

    it('release all in the order that is asked for, and hold no more', async () => {
      for (const [order, expected] of [
        ['reversed', ['c', 'b', 'a']],
        [
          [1, 2, 0],
          ['b', 'c', 'a'],
        ],
        [[2], ['c', 'a', 'b']],
      ] as const) {
        const faulty = faults(echo().backend);
        faulty.hold();
        const asked = ask(faulty.backend, 'a', 'b', 'c');
        await turn();
        await faulty.releaseAll(order);
        assert.deepEqual(asked.order, expected);
        assert.ok(await faulty.backend.interactions?.get?.('d'));
      }
    });

    it('let an abort through', async () => {
      const faulty = faults(echo().backend);
      faulty.hold();
      const controller = new AbortController();
      const promise = faulty.backend.interactions?.get?.('x', { signal: controller.signal });
      controller.abort();
      await assert.rejects(async () => promise, { name: 'AbortError' });
      assert.deepEqual(
        faulty.calls.map(({ method, state }) => [method, state]),
        [['interactions.get', 'aborted']],
      );
    });
  });

  it('give answers in another order, as listed or by seed', async () => {
    const listed = faults(echo().backend, { 'interactions.get': { outOfOrder: [2, 0, 1] } });
    const asked = ask(listed.backend, 'a', 'b', 'c');
    await asked.all;
    assert.deepEqual(asked.order, ['c', 'a', 'b']);
    const orders = await Promise.all(
      [7, 7].map(async (seed) => {
        const { order, all } = ask(
          faults(echo().backend, { '*': { outOfOrder: 6 } }, { random: chance(seed) }).backend,
          ...'abcdef',
        );
        await all;
        return order.join('');
      }),
    );
    assert.equal(orders[0], orders[1]);
    assert.notEqual(orders[0], 'abcdef');
  });

  it('answer late, by the timers that they are given', async () => {
    const waits: number[] = [];
    const timers = { set: (run: () => void, wait: number) => (waits.push(wait), run()), clear: () => {} };
    const { backend } = faults(
      echo().backend,
      { interactions: { late: [100, 200] }, 'interactions.list': { late: 7 } },
      { timers },
    );
    await backend.interactions?.get?.('x');
    await backend.interactions?.list({ customerId: 'x' });
    assert.ok(waits[0] !== undefined && waits[0] >= 100 && waits[0] < 200);
    assert.equal(waits[1], 7);
  });

  it('never answer, unless the caller gives up', async () => {
    const { backend, calls } = faults(echo().backend, { '*': { never: true } });
    const controller = new AbortController();
    const promise = backend.session({ signal: controller.signal });
    await turn();
    assert.equal(calls[0]?.state, 'waiting');
    controller.abort();
    await assert.rejects(promise, { name: 'AbortError' });
  });

  it('fail with the code that is asked for, until they are set to something else', async () => {
    const faulty = faults(echo().backend, { '*': { failing: 'offline' } });
    await assert.rejects(faulty.backend.session(), (caught) => isBackendError(caught) && caught.code === 'offline');
    faulty.set({});
    assert.ok(await faulty.backend.session());
  });

  it('fail as often as the probability says, the same for the same seed', async () => {
    const run = async () => {
      const { backend, calls } = faults(
        echo().backend,
        { '*': { failing: 'timeout', probability: 0.3 } },
        { random: chance(42) },
      );
      for (let i = 0; i < 200; i++) await backend.session().catch(() => {});
      return calls.map(({ state }) => state === 'failed');
    };
    const [one, other] = [await run(), await run()];
    const share = one.filter(Boolean).length / one.length;
    assert.deepEqual(one, other);
    assert.ok(share > 0.2 && share < 0.4, String(share));
  });

  it('answer every wrong shape', async () => {
    for (const shape of Object.keys(wrongShapes) as WrongShape[]) {
      const { backend } = faults(echo().backend, { '*': { wrongShape: shape } });
      assert.deepEqual(await backend.session(), wrongShapes[shape]());
    }
    assert.notEqual((await faults(echo().backend, { '*': { wrongShape: 'any' } }).backend.session())?.tenantId, 't');
  });

  it('raise every raw error, at once or later', async () => {
    for (const error of Object.keys(rawErrors) as RawError[]) {
      const { backend } = faults(echo().backend, { '*': { rawError: error } });
      const call = () => backend.session();
      if (error === 'throw') assert.throws(call, TypeError);
      else await assert.rejects(call, (caught) => !isBackendError(caught));
    }
  });

  it('ignore the signal: the answer comes all the same', async () => {
    const { backend } = faults(echo().backend, { '*': { ignoreSignal: true } });
    assert.ok(await backend.session({ signal: AbortSignal.abort() }));
  });

  it('ask twice', async () => {
    const { backend, asked } = echo();
    assert.ok(await faults(backend, { '*': { twice: true } }).backend.interactions?.get?.('x'));
    assert.deepEqual(asked, ['x', 'x']);
  });

  describe('of watching', () => {
    const told = (plan: Parameters<typeof faults>[1]) => {
      const { backend, tell } = echo();
      const faulty = faults(backend, plan);
      const changes: unknown[] = [];
      const states: string[] = [];
      const stop = faulty.backend.watch?.({}, { change: (each) => changes.push(each), state: (each) => states.push(each) });
      return { faulty, tell, changes, states, stop };
    };

    it('tell twice, nonsense, nothing, or that they are reconnecting', () => {
      const expected = [
        [{ twice: true }, [change, change], ['live']],
        [{ wrongShape: 'null' }, [null], ['live']],
        [{ never: true }, [], ['live']],
        [{ failing: 'offline' }, [], ['reconnecting']],
      ] as const;
      for (const [fault, changes, states] of expected) {
        const watcher = told({ watch: fault });
        watcher.tell(change);
        assert.deepEqual([watcher.changes, watcher.states], [changes, states]);
      }
    });

    it('hold changes until they are released', async () => {
      const { faulty, tell, changes } = told({});
      faulty.hold('watch');
      tell(change);
      assert.deepEqual(changes, []);
      await faulty.releaseAll();
      await turn();
      assert.deepEqual(changes, [change]);
    });

    it('tell what never happened, and other states, until they are stopped', () => {
      const { faulty, changes, states, stop } = told({});
      faulty.tell({ kind: 'reset' });
      faulty.tellState('paused');
      stop?.();
      faulty.tell({ kind: 'reset' });
      assert.deepEqual([changes, states], [[{ kind: 'reset' }], ['live', 'paused']]);
    });
  });
});
