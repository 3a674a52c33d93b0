import { expect, fixture, html } from '@open-wc/testing';
import type { Attending, Backend, WatchListeners } from '../../src/backend/backend.js';
import '../../src/elements/agent-desk/attending.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import '../../src/elements/agent-desk/define.js';
import { rawErrors, wrongShapes } from '../../src/testing/index.js';
import { Attendance, attendance } from '../../src/wiring/attendance.js';
import { aBackend } from '../support/backends.js';
import { aCallback } from '../support/callbacks.js';
import { FakeClock } from '../support/fake-clock.js';
import { listening } from '../support/listening.js';
import { noise } from '../support/noise.js';
import { stopTime } from '../support/page-clock.js';
import { turn } from '../support/until.js';

const free = { queues: ['Dialer'], state: 'free' } as const;
const busy = { queues: ['Dialer'], state: 'busy' } as const;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

type Answer = (given: string) => unknown;

/** A backend that writes down what it is told: `free Dialer`, `off`. */
function dialer(now: () => number, answer: Answer = () => undefined) {
  const said: string[] = [];
  const watchers = new Set<WatchListeners>();
  const backend: Backend = aBackend({
    watch: (_, listeners) => {
      watchers.add(listeners);
      return () => void watchers.delete(listeners);
    },
    callbacks: {
      get: async (interactionId) => ({ interactionId, actions: { mark: false, callBackFor: [] }, others: [], now: iso(now()) }),
      attend: async ({ queues, state }) => {
        const word = queues.length ? `${state} ${queues.join()}` : 'off';
        said.push(word);
        const attending: Attending = { holdsUntilAt: iso(now() + 60_000), now: iso(now()) };
        return ((await answer(word)) as Attending | undefined) ?? attending;
      },
    },
  });
  return { backend, said, watchers };
}

describe('attendance', () => {
  let clock: FakeClock;
  let sounds: ReturnType<typeof noise>;
  let page: ReturnType<typeof listening>;
  const set = (answer?: Answer) => {
    const made = dialer(clock.now, answer);
    return { ...made, at: new Attendance(made.backend, clock) };
  };

  beforeEach(() => {
    clock = new FakeClock();
    sounds = noise();
    page = listening();
  });
  afterEach(() => {
    sounds.stop();
    page.stop();
    expect(sounds.heard).to.deep.equal([]);
  });

  it('is said at once, again every 20 seconds, and when it changes', async () => {
    const { at, said } = set();
    const desk = {};
    at.be(desk, free);
    await turn();
    expect(said).to.deep.equal(['free Dialer']);
    await clock.pass(19_000);
    expect(said).to.have.length(1);
    await clock.pass(1000);
    expect(said).to.have.length(2);
    at.be(desk, busy);
    at.be(desk, { ...busy, queues: [...busy.queues] });
    await turn();
    expect(said.slice(2)).to.deep.equal(['busy Dialer']);
    await clock.pass(60_000);
    expect(said).to.have.length(6);
  });

  it('says once that nobody is there any more, and nothing of who never was', async () => {
    for (const none of [undefined, { queues: [], state: 'free' } as const]) {
      const { at, said } = set();
      const desk = {};
      at.be(desk, none);
      await clock.pass(60_000);
      expect(said).to.deep.equal([]);
      at.be(desk, free);
      await turn();
      at.be(desk, none);
      await clock.pass(120_000);
      expect(said).to.deep.equal(['free Dialer', 'off']);
      expect([clock.waiting, page.types]).to.deep.equal([0, []]);
    }
  });

  it('is asked again when something changes by itself', async () => {
    const { at, said } = set(() => ({
      holdsUntilAt: iso(clock.now() + 60_000),
      now: iso(clock.now()),
      nextAt: iso(clock.now() + 5000),
    }));
    at.be({}, free);
    await turn();
    await clock.pass(4999);
    expect(said).to.have.length(1);
    await clock.pass(1);
    expect(said).to.have.length(2);
  });

  it('is not asked without a pause, however near the next change is', async () => {
    const { at, said } = set(() => ({
      holdsUntilAt: iso(clock.now() + 60_000),
      now: iso(clock.now()),
      nextAt: iso(clock.now() - 5000),
    }));
    at.be({}, free);
    await turn();
    await clock.pass(1000);
    expect(said.length).to.be.lessThan(6);
  });

  it('tells what rings, until its time is over', async () => {
    const offer = aCallback(-1, {
      state: 'offered',
      takenBy: 'a1',
      takenAt: iso(clock.now()),
      offerEndsAt: iso(clock.now() + 30_000),
    });
    const { at } = set((word) => word !== 'off' && { holdsUntilAt: iso(clock.now() + 60_000), now: iso(clock.now()), offer });
    let told = 0;
    at.subscribe(() => (told += 1));
    const desk = {};
    at.be(desk, free);
    await turn();
    expect([at.offer?.id, told]).to.deep.equal([offer.id, 1]);
    at.be(desk, undefined);
    await turn();
    expect([at.offer, told]).to.deep.equal([undefined, 2]);
    at.be(desk, free);
    await turn();
    await clock.pass(30_000);
    expect(at.offer).to.equal(undefined);
  });

  it('follows the backend’s clock', async () => {
    const day = 86_400_000;
    const { at } = set(() => ({ holdsUntilAt: iso(clock.now() + day), now: iso(clock.now() + day) }));
    at.be({}, free);
    await turn();
    expect([at.time.known, at.time.now - clock.now()]).to.deep.equal([true, day]);
    await clock.pass(1234);
    expect(at.time.now - clock.now()).to.equal(day);
  });

  it('tries again after a failure, sooner first, and says nothing of it', async () => {
    const failures = [...Object.values(rawErrors), ...Object.values(wrongShapes)];
    for (const failure of failures.slice(0, 6)) {
      let broken = true;
      const { at, said } = set(() => {
        return broken ? Promise.reject(failure() as Error) : undefined;
      });
      const desk = {};
      at.be(desk, free);
      await turn();
      await clock.pass(1000);
      expect(said).to.have.length(2);
      await clock.pass(60_000);
      const sofar = said.length;
      expect(sofar).to.be.within(6, 14);
      broken = false;
      await clock.pass(20_000);
      expect(said.length).to.be.greaterThan(sofar);
      at.be(desk, undefined);
      await turn();
    }
  });

  it('waits for no answer for ever', async () => {
    const { at, said } = set(() => new Promise(() => undefined));
    const desk = {};
    at.be(desk, free);
    await turn();
    await clock.pass(11_000);
    expect(said).to.have.length(2);
    at.be(desk, busy);
    await turn();
    expect(said.at(-1)).to.equal('busy Dialer');
  });

  it('takes the last word of several desks, and logs off with the last of them', async () => {
    const { at, said } = set();
    const [first, second] = [{}, {}];
    at.be(first, free);
    await turn();
    at.be(second, busy);
    await turn();
    at.be(second, undefined);
    await turn();
    at.be(first, undefined);
    await turn();
    expect(said).to.deep.equal(['free Dialer', 'busy Dialer', 'free Dialer', 'off']);
  });

  it('is not said by who leaves and comes within a turn', async () => {
    const { at, said } = set();
    const desk = {};
    at.be(desk, free);
    await turn();
    at.be(desk, undefined);
    at.be(desk, free);
    await turn();
    expect(said).to.deep.equal(['free Dialer']);
  });

  it('is said again for another agent, who has nothing of the first one’s', async () => {
    const offer = aCallback(-1, { state: 'offered', takenBy: 'a1', offerEndsAt: iso(clock.now() + 30_000) });
    let answers = 0;
    const { at, said, watchers } = set(() => {
      answers += 1;
      return answers === 1 && { holdsUntilAt: iso(clock.now() + 60_000), now: iso(clock.now()), offer };
    });
    at.be({}, free);
    await turn();
    for (const each of [...watchers]) each.change({ kind: 'session', id: 'session', revision: 2 });
    expect(at.offer).to.equal(undefined);
    await turn();
    expect(said).to.deep.equal(['free Dialer', 'free Dialer']);
  });

  it('ends with the page and begins again with it', async () => {
    const { at, said } = set();
    at.be({}, free);
    await turn();
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(said).to.deep.equal(['free Dialer', 'off']);
    await clock.pass(60_000);
    expect(said).to.have.length(2);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await turn();
    expect(said.at(-1)).to.equal('free Dialer');
  });

  it('is nothing where the backend does not want it', async () => {
    const at = new Attendance(aBackend(), clock);
    at.be({}, free);
    await turn();
    expect([clock.waiting, page.types, at.offer]).to.deep.equal([0, [], undefined]);
  });
});

describe('a desk that is available', () => {
  const time = stopTime();
  const settle = async () => {
    for (let i = 0; i < 10; i += 1) await turn();
  };

  it('says so as long as it stands in the page, also after a move', async () => {
    const { backend, said } = dialer(() => Date.now());
    const desk = await fixture<AgentDesk>(html`<agent-desk .backend=${backend} .availability=${free}></agent-desk>`);
    await settle();
    expect(said).to.deep.equal(['free Dialer']);
    const { parentElement } = desk;
    parentElement!.append(desk);
    await settle();
    expect(said).to.deep.equal(['free Dialer']);
    desk.availability = busy;
    await settle();
    desk.remove();
    await settle();
    expect(said).to.deep.equal(['free Dialer', 'busy Dialer', 'off']);
    parentElement!.append(desk);
    await settle();
    expect(said.at(-1)).to.equal('busy Dialer');
    await time.pass(20_000);
    expect(said).to.have.length(5);
    desk.remove();
  });

  it('moves to another backend, and says nothing without a word', async () => {
    const [first, second] = [dialer(() => Date.now()), dialer(() => Date.now())];
    const desk = await fixture<AgentDesk>(html`<agent-desk .backend=${first.backend}></agent-desk>`);
    await settle();
    expect(first.said).to.deep.equal([]);
    desk.availability = free;
    await settle();
    desk.backend = second.backend;
    await settle();
    expect([first.said, second.said]).to.deep.equal([['free Dialer', 'off'], ['free Dialer']]);
    desk.availability = undefined;
    await settle();
    expect(second.said.at(-1)).to.equal('off');
    expect(attendance(second.backend).offer).to.equal(undefined);
  });
});
