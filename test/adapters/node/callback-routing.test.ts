import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EmbeddedBackend } from '../../../src/adapters/local/local.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { memoryStore } from '../../../src/adapters/memory.js';
import type { Callback } from '../../../src/domain/callback.js';
import { campaign } from '../../domain/campaigns.js';
import { rounds } from '../../support/chance.js';
import { agreement, desks, dialerCall, minute } from '../../support/dialing.js';

/** A store that answers after so many turns, whatever is drawn: so steps of several desks come between each other anywhere. */
function dawdling(store: Store, turns: () => number): Store {
  const after = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let left = turns(); left > 0; left -= 1) await Promise.resolve();
    const answer = await work();
    for (let left = turns(); left > 0; left -= 1) await Promise.resolve();
    return answer;
  };
  return {
    ...store,
    get: async <T>(...given: Parameters<Store['get']>) => after(() => store.get<T>(...given)),
    find: async <T>(...given: Parameters<Store['find']>) => after(() => store.find<T>(...given)),
    page: async <T>(...given: Parameters<Store['page']>) => after(() => store.page<T>(...given)),
    commit: async (...given) => after(() => store.commit(...given)),
  };
}

// What makes two call-backs wait, or two agents free, at the same time comes most.
const deeds = [
  ...['attend', 'attend', 'attend', 'attend', 'ring', 'ring', 'ring', 'answer', 'complete', 'busy', 'off'],
  ...['take', 'change', 'cancel', 'plan'],
] as const;

interface Step {
  /** What each desk does, at the same time. */
  readonly deeds: readonly (typeof deeds)[number][];
  readonly pick: number;
  readonly wait: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    deeds: fc.array(fc.constantFrom(...deeds), { minLength: 3, maxLength: 3 }),
    pick: fc.nat(1000),
    wait: fc.constantFrom(0, 0, 1000, 20_000, minute, 2 * minute),
  }),
  { minLength: 5, maxLength: 15 },
);

/** Does something with a call-back as this desk saw it last. */
function does(desk: EmbeddedBackend, deed: Step['deeds'][number], seen: Callback | undefined, now: string, call: string) {
  const { callbacks } = desk;
  const { id = 'none', takenAt = now, revision = 1 } = seen ?? {};
  const anew = agreement(call, Math.ceil((Date.parse(now) - Date.parse('2026-03-10T12:00:00Z')) / minute) + 2);
  switch (deed) {
    case 'attend':
    case 'busy':
      return callbacks.attend({ queues: ['sales'], state: deed === 'busy' ? deed : 'free' });
    case 'off':
      return callbacks.attend({ queues: [], state: 'free' });
    case 'answer':
      return callbacks.answer(id, takenAt, true);
    case 'ring':
      return callbacks.answer(id, takenAt, false);
    case 'complete':
      return callbacks.complete(id, seen?.dueAt.endsWith('1:00.000Z') ?? true);
    case 'take':
      return callbacks.takeOver(id, seen?.for === 'me' ? seen.agentId : undefined);
    case 'change':
      return callbacks.change(id, { revision, wallTime: anew.wallTime });
    case 'cancel':
      return callbacks.cancel(id, revision, 'Not wanted any more.');
    case 'plan':
      return callbacks.schedule({ ...anew, for: seen?.for === 'me' ? 'all' : 'me' });
  }
}

describe('three desks that route at once', () => {
  it('never offer two call-backs to one agent, nor call a customer for two answers, and never give up', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.infiniteStream(fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) })),
        async (played, turns) => {
          const given = desks({ campaigns: [campaign({ periods: [], reservationMinutes: 2, offerSeconds: 20 })] });
          const { data, desk, tick, now, kept, dialled } = given;
          const names = ['ada', 'bea', 'cy'];
          const slow = () => dawdling(memoryStore(data), () => Number(turns.next().value));
          const backends = names.map((name) => desk(name, {}, slow()));
          const calls = ['one', 'two', 'three', 'four'].slice(0, 2 + (played[0]!.pick % 3));
          for (const [i, call] of calls.entries()) {
            await backends[0]!.interactions.record(dialerCall(call));
            await backends[i % 3]!.callbacks.schedule({ ...agreement(call, 1), for: i % 2 ? 'all' : 'me' });
          }
          const answers = new Set<string>();
          const revisions = new Map<string, number>();
          // A store lets nobody’s watching fail: what is wrong is told afterwards.
          const faults: string[] = [];
          const must = (right: boolean, fault: string) => void (right || faults.push(fault));
          memoryStore(data).watch((changes) => {
            must(changes !== 'reset', 'something cannot be told');
            const ringing = kept().filter(({ state }) => state === 'offered');
            must(new Set(ringing.map(({ takenBy }) => takenBy)).size === ringing.length, 'an agent has two');
            for (const { id, state, takenBy, takenAt } of kept())
              if (state === 'dialled') answers.add(`${id} at ${takenAt} by ${takenBy}`);
            for (const [id, { revision }] of data.rows.get('callbacks') ?? []) {
              must(revision >= (revisions.get(id) ?? 0), 'a revision goes back');
              revisions.set(id, revision);
            }
          });
          for (const { deeds: all, pick, wait } of played) {
            tick(wait);
            const seen = [...(data.rows.get('callbacks') ?? [])].map(([, { value, revision }]) => {
              return { ...(value as Callback), revision };
            });
            const results = await Promise.allSettled(
              all.map((deed, i) => {
                const mine = seen.filter(({ takenBy, state }) => takenBy === names[i] && /offered|dialled/.test(state));
                const any = mine.length && deed !== 'take' ? mine : seen;
                return does(backends[i]!, deed, any[(pick + i) % any.length], now(), calls[pick % calls.length]!);
              }),
            );
            for (const result of results) {
              if (result.status === 'fulfilled') continue;
              const { code, message } = result.reason as { code?: string; message: string };
              assert.ok(code === 'conflict' || code === 'invalid', `${code}: ${message}`);
              assert.ok(!message.startsWith('Others keep'), message);
            }
          }
          assert.deepEqual(faults, []);
          assert.equal(dialled.length, answers.size, 'each answer called once');
        },
      ),
      { numRuns: rounds(50) },
    );
  });
});
