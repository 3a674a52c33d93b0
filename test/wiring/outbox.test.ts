import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { BackendError, isBackendError, type BackendErrorCode } from '../../src/backend/backend-error.js';
import { chance } from '../../src/testing/chance.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import type { Intent, Sender } from '../../src/wiring/intent.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { Outbox, type OutboxOptions } from '../../src/wiring/outbox.js';
import { outboxFor } from '../../src/wiring/outboxes.js';
import { rounds, seed } from '../support/chance.js';
import { FakeClock } from '../support/fake-clock.js';
import { fakeLocks } from '../support/locks.js';
import { type Change, Shelves } from '../support/shelf.js';
import { Tab } from '../support/tab.js';
import { turn } from '../support/until.js';

const minute = 60_000;
let clock: FakeClock;
let store: DraftStore;
const opened: Outbox[] = [];

const outboxOn = (over: DraftStore = store, more: Partial<OutboxOptions> = {}): Outbox => {
  const outbox = new Outbox({ store: over, tenantId: 't', agentId: 'a', clock, locks: null, random: () => 1, ...more });
  opened.push(outbox);
  return outbox;
};

/** Asked by an outbox; the test answers. */
interface Asked {
  readonly payload: unknown;
  readonly key: string;
  readonly signal: AbortSignal;
  answer(result?: unknown): Promise<void>;
  fail(code: BackendErrorCode, details?: ConstructorParameters<typeof BackendError>[2]): Promise<void>;
}
function backend(outbox: Outbox, kind = 'notes.add', more: Partial<Sender> = {}): Asked[] {
  const asked: Asked[] = [];
  const send: Sender['send'] = (payload, { key, signal }) =>
    new Promise((resolve, reject) =>
      asked.push({
        payload,
        key,
        signal,
        answer: (result) => (resolve(result), turn()),
        fail: (code, details) => (reject(new BackendError(code, code, details)), turn()),
      }),
    );
  outbox.sender(kind, { send, ...more });
  return asked;
}
const note = (payload: unknown = 'Hello', about = 'customer/ada') => ({ kind: 'notes.add', payload, about });
const stateOf = (outbox: Outbox, { id }: { readonly id: string }) => outbox.intents.find((intent) => intent.id === id)?.state;
const states = (outbox: Outbox) => outbox.intents.map(({ state }) => state);
const at = (milliseconds: number) => new Date(clock.now() + milliseconds).toISOString();
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (caught) {
    return isBackendError(caught) ? caught.code : String(caught);
  }
  return 'nothing';
}

beforeEach(() => {
  clock = new FakeClock();
  store = memoryDrafts();
});
afterEach(() => {
  for (const outbox of opened.splice(0)) outbox.close();
});

describe('putting in', () => {
  it('is queued when it is kept, sending while it is asked, sent on acknowledgement', async () => {
    const outbox = outboxOn();
    const seen: string[] = [];
    outbox.subscribe((intents) => intents[0] && seen.at(-1) !== intents[0].state && seen.push(intents[0].state));
    const asked = backend(outbox);
    const made = await outbox.enqueue(note());
    expect((await store.list('outbox/')).map(({ value }) => (value as Intent).id)).to.eql([made.id]);
    await turn();
    expect([asked[0]?.payload, asked[0]?.key]).to.eql(['Hello', made.id]);
    const settled = outbox.settled(made.id);
    await asked[0]!.answer({ id: 'n1' });
    expect(seen).to.eql(['queued', 'sending', 'sent']);
    expect((await settled)?.result).to.eql({ id: 'n1' });
  });

  it('rejects when it could not be kept, and sends nothing', async () => {
    const broken: DraftStore = { ...store, put: async () => Promise.reject(new BackendError('offline', 'no storage')) };
    const outbox = outboxOn(broken);
    const asked = backend(outbox);
    expect(await codeOf(outbox.enqueue(note()))).to.equal('offline');
    expect(await codeOf(outboxOn().enqueue(note(() => 'Hello')))).to.equal('invalid');
    await clock.pass(minute);
    expect([outbox.intents, asked]).to.eql([[], []]);
  });

  it('is one intent when the same id is put in twice', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    const [one, two] = await Promise.all([outbox.enqueue({ ...note(), id: 'k' }), outbox.enqueue({ ...note(), id: 'k' })]);
    expect([one.id, two.id, outbox.intents.length]).to.eql(['k', 'k', 1]);
    await turn();
    expect(asked).to.have.length(1);
  });

  it('waits until somebody knows how to send it', async () => {
    const outbox = outboxOn();
    const made = await outbox.enqueue(note());
    await clock.pass(minute);
    expect(stateOf(outbox, made)).to.equal('queued');
    const asked = backend(outbox);
    await turn();
    expect(asked).to.have.length(1);
  });

  it('keeps agents apart', async () => {
    await outboxOn().enqueue(note());
    const other = outboxOn(store, { agentId: 'b' });
    const asked = backend(other);
    await clock.pass(minute);
    expect([other.intents, asked]).to.eql([[], []]);
  });

  it('is one outbox a page for an agent', async () => {
    const [one, two, other] = await Promise.all(['a', 'a', 'b'].map((agentId) => outboxFor(store, { tenantId: 't', agentId })));
    opened.push(one!, other!);
    expect([one === two, one === other]).to.eql([true, false]);
  });
});

describe('the order', () => {
  it('is that of arrival for a record, and free between records', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    for (const [payload, about] of Object.entries({ one: 'a', two: 'a', three: 'b' })) await outbox.enqueue(note(payload, about));
    await turn();
    expect(asked.map(({ payload }) => payload)).to.eql(['one', 'three']);
    await asked[0]!.answer();
    expect(asked.map(({ payload }) => payload)).to.eql(['one', 'three', 'two']);
  });

  it('holds however slow the store is', async () => {
    let first = true;
    const slow: DraftStore = {
      ...store,
      put: async (draft, condition) => {
        if (first) {
          first = false;
          await new Promise<void>((resolve) => clock.set(resolve, 1000));
        }
        return store.put(draft, condition);
      },
    };
    const outbox = outboxOn(slow);
    const asked = backend(outbox);
    void outbox.enqueue(note('1'));
    void outbox.enqueue(note('2'));
    await clock.pass(2000);
    expect(asked.map(({ payload }) => payload)).to.eql(['1']);
  });

  it('gives a later one the revision that the earlier one returned, and keeps that payload for its key', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox, 'notes.add', { rebase: (payload, earlier) => ({ ...(payload as object), revision: earlier }) });
    for (const text of ['1', '2', '3']) await outbox.enqueue(note({ text, revision: 4 }));
    await turn();
    await asked[0]!.answer(5);
    expect(asked[1]!.payload).to.eql({ text: '2', revision: 5 });
    await asked[1]!.fail('timeout');
    await clock.pass(1000);
    expect([asked[2]!.payload, asked[2]!.key]).to.eql([asked[1]!.payload, asked[1]!.key]);
    await asked[2]!.answer(6);
    expect(asked[3]!.payload).to.eql({ text: '3', revision: 6 });
    await asked[3]!.answer(7);
    await clock.pass(1);
    await outbox.enqueue(note({ text: 'knew it', revision: 9 }));
    await turn();
    expect(asked[4]!.payload).to.eql({ text: 'knew it', revision: 9 });
  });

  it('parks what cannot be given a revision', async () => {
    const outbox = outboxOn();
    const rebase = () => {
      throw new TypeError('oops');
    };
    const asked = backend(outbox, 'notes.add', { rebase });
    for (const text of ['1', '2']) await outbox.enqueue(note(text));
    await turn();
    await asked[0]!.answer(5);
    expect(outbox.intents.map(({ state, error }) => error?.code ?? state)).to.eql(['sent', 'failed']);
  });
});

describe('failing for now', () => {
  for (const code of ['offline', 'timeout', 'rate-limited', 'unavailable'] as const)
    it(`tries again with the same key after ${code}, each time later`, async () => {
      const outbox = outboxOn();
      const asked = backend(outbox);
      const made = await outbox.enqueue(note());
      await turn();
      for (const [i, wait] of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].entries()) {
        await asked[i]!.fail(code);
        expect(stateOf(outbox, made)).to.equal('queued');
        await clock.pass(wait - 1);
        expect(asked).to.have.length(i + 1);
        await clock.pass(1);
        expect(asked).to.have.length(i + 2);
      }
      expect(new Set(asked.map(({ key }) => key)).size).to.equal(1);
    });

  it('waits as long as the backend says', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    await turn();
    await asked[0]!.fail('rate-limited', { retryAfter: 90 });
    await clock.pass(89_999);
    expect(asked).to.have.length(1);
    await clock.pass(1);
    expect(asked).to.have.length(2);
  });

  it('takes no answer for a timeout, and aborts', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    await clock.pass(30_000);
    expect([asked[0]!.signal.aborted, outbox.intents[0]?.error?.code]).to.eql([true, 'timeout']);
    await clock.pass(1000);
    expect(asked[1]!.key).to.equal(asked[0]!.key);
  });

  it('tries at once when the network is back', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    await turn();
    await asked[0]!.fail('offline');
    window.dispatchEvent(new Event('online'));
    await turn();
    expect(asked).to.have.length(2);
  });

  it('waits for the log-in, with everything else, until it is told', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    const made = await outbox.enqueue(note());
    await turn();
    await asked[0]!.fail('unauthenticated');
    await outbox.enqueue(note('other', 'customer/bo'));
    await clock.pass(60 * minute);
    expect([asked.length, stateOf(outbox, made), outbox.intents[0]?.error?.code]).to.eql([1, 'queued', 'unauthenticated']);
    await outbox.resume();
    await turn();
    expect(asked.map(({ payload }) => payload)).to.eql(['Hello', 'Hello', 'other']);
  });
});

describe('being refused', () => {
  for (const code of ['invalid', 'denied', 'not-found', 'unsupported', 'failed', 'conflict'] as const)
    it(`parks only that record after ${code}, until the agent decides`, async () => {
      const outbox = outboxOn();
      const asked = backend(outbox);
      const made = await outbox.enqueue(note());
      const next = await outbox.enqueue(note('next'));
      const other = await outbox.enqueue(note('other', 'customer/bo'));
      await turn();
      const fields = [{ field: 'text', reason: 'required' }] as never;
      await asked[0]!.fail(code, { fields, current: { revision: 8 } });
      await asked[1]!.answer();
      await clock.pass(24 * 60 * minute - 1);
      const state = code === 'conflict' ? 'conflict' : 'needs-attention';
      expect([made, next, other].map((each) => stateOf(outbox, each))).to.eql([state, 'queued', 'sent']);
      expect(outbox.intents[0]!.error).to.eql({ code, fields, current: { revision: 8 } });
      await outbox.retry(made.id);
      await turn();
      expect([asked[2]!.payload, asked[2]!.key]).to.eql(['Hello', made.id]);
      await asked[2]!.answer();
      expect(asked[3]!.payload).to.equal('next');
    });

  it('takes another payload under another key', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    const made = await outbox.enqueue(note());
    await turn();
    await asked[0]!.fail('invalid');
    await outbox.edit(made.id, 'Better');
    await turn();
    expect(asked[1]!.payload).to.equal('Better');
    expect(asked[1]!.key).not.to.equal(made.key);
    await asked[1]!.fail('timeout');
    expect(await codeOf(outbox.edit(made.id, 'Best'))).to.equal('conflict');
  });

  it('can be discarded, and lets the next one go', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    const made = await outbox.enqueue(note());
    await outbox.enqueue(note('next'));
    await turn();
    expect(await codeOf(outbox.discard(made.id))).to.equal('conflict');
    await asked[0]!.fail('denied');
    await outbox.discard(made.id);
    await turn();
    expect([outbox.intents.length, asked[1]?.payload]).to.eql([1, 'next']);
    expect(await codeOf(outbox.retry(made.id))).to.equal('not-found');
    expect(await outbox.settled(made.id)).to.equal(undefined);
  });
});

describe('undo by delay', () => {
  it('sends nothing before its time, and nothing at all when it is discarded', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    const notBefore = at(5000);
    const one = await outbox.enqueue({ ...note(), notBefore });
    const two = await outbox.enqueue({ ...note('2', 'b'), notBefore });
    await clock.pass(4999);
    expect(asked).to.eql([]);
    await outbox.discard(one.id);
    await clock.pass(1);
    expect([asked.map(({ payload }) => payload), stateOf(outbox, two)]).to.eql([['2'], 'sending']);
  });

  it('goes out although somebody looks at the very moment', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    clock.set(() => void outbox.enqueue(note('2', 'b')), 5000);
    await outbox.enqueue({ ...note('1'), notBefore: at(5000) });
    await clock.pass(5000);
    await clock.pass(minute);
    expect([...new Set(asked.map(({ payload }) => payload))].sort()).to.eql(['1', '2']);
  });

  it('is not done when the page dies before, and waits for the agent', async () => {
    const tab = new Tab(store, clock, () => 0.5);
    const made = await outboxOn(tab.store, { clock: tab.clock }).enqueue({ ...note(), notBefore: at(5000) });
    tab.kill();
    const outbox = outboxOn();
    const asked = backend(outbox);
    await clock.pass(60 * minute);
    expect([asked, stateOf(outbox, made), outbox.intents[0]?.error?.code]).to.eql([[], 'needs-attention', 'not-sent']);
    await outbox.retry(made.id);
    await turn();
    expect(asked).to.have.length(1);
  });
});

describe('crashing', () => {
  it('sends what was under way again with the same key', async () => {
    const tab = new Tab(store, clock, () => 0.5);
    const dying = outboxOn(tab.store, { clock: tab.clock });
    const first = backend(dying);
    await dying.enqueue(note());
    await turn();
    tab.kill();
    const outbox = outboxOn();
    const asked = backend(outbox);
    await clock.pass(15_000);
    expect([asked[0]?.key, asked[0]?.payload]).to.eql([first[0]!.key, 'Hello']);
  });

  it('does not send again after a month, when the backend may have forgotten the key', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    await turn();
    outbox.close();
    await clock.pass(29 * 24 * 60 * minute);
    const next = outboxOn();
    const again = backend(next);
    await clock.pass(minute);
    expect([asked.length, again.length, next.intents[0]?.error?.code]).to.eql([1, 0, 'timeout']);
  });

  it('keeps an acknowledgement until the store takes it', async () => {
    let fails = false;
    const put: DraftStore['put'] = async (draft, condition) => {
      if (fails) throw new BackendError('unavailable', 'full');
      return store.put(draft, condition);
    };
    const outbox = outboxOn({ ...store, put });
    const asked = backend(outbox);
    const made = await outbox.enqueue(note());
    await turn();
    fails = true;
    await asked[0]!.answer();
    expect(stateOf(outbox, made)).to.equal('sending');
    await clock.pass(5000);
    fails = false;
    await clock.pass(5000);
    expect([stateOf(outbox, made), asked.length]).to.eql(['sent', 1]);
  });

  it('keeps that it was sent when the answer is no plain data', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    await turn();
    await asked[0]!.answer(() => 'a function');
    expect([states(outbox), outbox.intents[0]!.result]).to.eql([['sent'], undefined]);
  });
});

describe('remembering', () => {
  it('forgets what was sent after a day, unless the next one needs it', async () => {
    const outbox = outboxOn();
    const asked = backend(outbox);
    await outbox.enqueue(note());
    const next = await outbox.enqueue(note('next'));
    await turn();
    await asked[0]!.answer();
    await asked[1]!.fail('denied');
    await clock.pass(25 * 60 * minute);
    expect(states(outbox)).to.eql(['sent', 'needs-attention']);
    await outbox.discard(next.id);
    await clock.pass(minute);
    expect([outbox.intents, (await store.list('outbox/')).length]).to.eql([[], 0]);
  });
});

describe('closing', () => {
  it('leaves no timer, and what is kept', async () => {
    const outbox = outboxOn();
    backend(outbox);
    const made = await outbox.enqueue(note());
    const settled = outbox.settled(made.id);
    await turn();
    outbox.close();
    expect(await codeOf(settled)).to.equal('unavailable');
    await turn();
    expect([clock.waiting, (await store.list('outbox/')).length]).to.eql([0, 1]);
  });
});

describe('two tabs', () => {
  for (const how of ['web locks', 'a lease'] as const)
    it(`are one sender, by ${how}, and take over from each other`, async () => {
      const named = { ...store, name: 'n' };
      const locks = fakeLocks();
      const tabs = [new Tab(named, clock, () => 0.5), new Tab(named, clock, () => 0.5)];
      const boxes = tabs.map((tab) =>
        outboxOn(how === 'a lease' ? tab.store : { ...tab.store, name: 'n' }, {
          clock: tab.clock,
          locks: how === 'a lease' ? null : locks.of(tab),
        }),
      );
      const asked = boxes.map((outbox) => backend(outbox));
      const made = await boxes[0]!.enqueue(note());
      await clock.pass(29_000);
      const first = asked[0]!.length ? 0 : 1;
      const then = 1 - first;
      expect([asked[first]!.length, asked[then]!.length]).to.eql([1, 0]);
      expect(boxes.map((outbox) => stateOf(outbox, made))).to.eql(['sending', 'sending']);
      tabs[first]!.kill();
      locks.kill(tabs[first]!);
      await clock.pass(15_000);
      expect(asked.map(({ length }) => length)).to.eql([1, 1]);
      await asked[then]![0]!.answer();
      expect(stateOf(boxes[then]!, made)).to.equal('sent');
    });
});

describe('any order of deeds, faults and deaths', () => {
  const deed = fc.record({
    do: fc.constantFrom('put', 'put', 'put', 'held', 'kill', 'retry', 'edit', 'discard', 'resume', 'wait'),
    tab: fc.nat(1),
    about: fc.constantFrom('a', 'b'),
    which: fc.nat(20),
    after: fc.constantFrom(0, 1, 40, 700, 5000, 20_000, 45_000),
  });

  for (const how of ['web locks', 'a lease'] as const)
    it(`does everything once and in order, or says why not (${how})`, async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { maxLength: 16 }), fc.nat(), async (deeds, draw) => {
          clock = new FakeClock();
          const random = chance(draw);
          const shared = { ...memoryDrafts(), name: 'n' };
          const shelves = new Shelves(clock, random);
          const locks = fakeLocks();
          const page = () => {
            const tab = new Tab(shared, clock, random);
            const over = how === 'a lease' ? tab.store : { ...tab.store, name: 'n' };
            const outbox = new Outbox({
              store: over,
              tenantId: 't',
              agentId: 'a',
              clock: tab.clock,
              random,
              locks: how === 'a lease' ? null : locks.of(tab),
            });
            outbox.sender<Change, number>('shelf.change', {
              send: (change, options) => shelves.send(tab, change, options),
              rebase: (change, revision) => ({ ...change, revision: Math.max(change.revision, revision as number) }),
            });
            tab.faults = 0.15;
            return { tab, outbox };
          };
          const pages = [page(), page()];
          shelves.faults = 0.5;
          const accepted = new Map<string, Intent>();
          const discarded = new Set<string>();
          const quietly = (promise: Promise<unknown>) => void promise.catch(() => undefined);
          for (const { do: what, tab: n, about, which, after } of deeds) {
            const { tab, outbox } = pages[n]!;
            const chosen = outbox.intents[which % Math.max(1, outbox.intents.length)];
            const payload: Change = { shelf: about, name: String((count += 1)), revision: shelves.revision(about) };
            if (what === 'put' || what === 'held') {
              const wish = { kind: 'shelf.change', payload, about, ...(what === 'held' && { notBefore: at(5000) }) };
              quietly(outbox.enqueue(wish).then((intent) => accepted.set(intent.id, intent)));
            } else if (what === 'kill') {
              tab.kill();
              locks.kill(tab);
              pages[n] = page();
            } else if (what === 'resume') quietly(outbox.resume());
            else if (what === 'retry' && chosen) quietly(outbox.retry(chosen.id));
            else if (what === 'edit' && chosen) quietly(outbox.edit(chosen.id, { ...payload, shelf: chosen.about }));
            else if (what === 'discard' && chosen) {
              discarded.add(chosen.id); // it may have been, whatever the store answers
              quietly(outbox.discard(chosen.id));
            }
            await clock.pass(after);
          }
          shelves.faults = 0;
          for (const { tab } of pages) tab.faults = 0;
          await clock.pass(3 * minute);
          for (const { outbox } of pages) await outbox.resume();
          await clock.pass(5 * minute);

          const rows = (await shared.list('outbox/')).map(({ value }) => value as Intent<Change>);
          expect(shelves.crowded, 'two senders').to.equal(0);
          for (const id of accepted.keys())
            if (!discarded.has(id))
              expect(
                rows.map((row) => row.id),
                'lost',
              ).to.include(id);
          const told = (intents: readonly Intent[]) => intents.map(({ id, state }) => `${id} ${state}`).sort();
          for (const { outbox } of pages) expect(told(outbox.intents)).to.eql(told(rows));
          rows.sort((one, two) => one.order - two.order || (one.id < two.id ? -1 : 1));
          const parked = new Set<string>();
          for (const { key, state, about, error } of rows) {
            const times = shelves.done.filter((each) => each.key === key).length;
            if (state === 'sent') expect(times, 'sent').to.equal(1);
            else if (state === 'queued') expect(parked.has(about), 'queued for nothing').to.equal(true);
            else
              expect([state, times, error?.code], 'parked').to.eql([
                state === 'conflict' ? state : 'needs-attention',
                0,
                error!.code,
              ]);
            if (state !== 'sent') parked.add(about);
          }
          expect(new Set(shelves.done.map(({ key }) => key)).size, 'done twice').to.equal(shelves.done.length);
          const payloads = new Map<string, Set<string>>();
          for (const { key, payload } of shelves.calls) payloads.set(key, (payloads.get(key) ?? new Set()).add(payload));
          for (const each of payloads.values()) expect(each.size, 'one payload a key').to.equal(1);
          for (const subject of ['a', 'b']) {
            const sent = rows.filter(({ about, state }) => about === subject && state === 'sent').map(({ key }) => key);
            const done = shelves.done.map(({ key }) => key).filter((key) => sent.includes(key));
            expect(done, 'in order').to.eql(sent);
          }
          for (const { outbox } of pages) outbox.close();
        }),
        { numRuns: rounds(200), seed },
      );
    });
});
