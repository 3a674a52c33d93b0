import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import '../../src/elements/agent-desk/define.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import { Consumed, deskContext, type Guard } from '../../src/wiring/context.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { aCall } from '../support/backends.js';
import { turn } from '../support/until.js';

/** An element with something to say against closing, as ours: it registers with each desk object that it is given. */
class InsideGuard extends LitElement {
  declare guard?: Guard;
  #stop?: () => void;
  readonly desk = new Consumed(this, deskContext, (desk) => {
    this.#stop?.();
    this.#stop = this.guard && desk?.guard(this.guard);
  });
}
defineElement('inside-guard', InsideGuard);

/** Questions that are answered when the agent does. */
function asking() {
  const asked: { readonly id?: string; answer(...reasons: string[]): void }[] = [];
  const guard: Guard = (id) => new Promise((resolve) => asked.push({ id, answer: (...reasons) => resolve(reasons) }));
  return { asked, guard };
}

const aDesk = async (...guards: Guard[]): Promise<{ desk: AgentDesk; inside: InsideGuard[]; refused: string[] }> => {
  const refused: string[] = [];
  const desk = document.createElement('agent-desk');
  desk.interaction = aCall();
  desk.addEventListener('close-refused', ({ interactionId, reasons }) => refused.push(`${interactionId}: ${reasons.join()}`));
  const inside = guards.map((guard) => Object.assign(document.createElement('inside-guard'), { guard }));
  desk.append(...inside);
  (await fixture(html`<div></div>`)).append(desk);
  await desk.updateComplete;
  await import('../../src/elements/agent-desk/closing.js');
  return { desk, inside, refused };
};

describe('asking to close while the agent is being asked', () => {
  it('asks once, and gives both the same answer', async () => {
    const { asked, guard } = asking();
    const { desk, refused } = await aDesk(guard);
    const answers = [desk.requestClose(), desk.requestClose('i1')];
    await turn();
    answers.push(desk.requestClose());
    await turn();
    expect(asked.map(({ id }) => id)).to.eql(['i1']);
    asked[0]!.answer('Save first');
    expect(await Promise.all(answers)).to.eql([false, false, false]);
    expect(refused).to.eql(['i1: Save first']);
  });

  it('asks again when it was answered', async () => {
    const { asked, guard } = asking();
    const { desk } = await aDesk(guard);
    for (const [i, reasons] of [['Save first'], []].entries()) {
      const answer = desk.requestClose();
      await turn();
      asked[i]!.answer(...reasons);
      expect(await answer).to.equal(!reasons.length);
    }
    expect(asked).to.have.length(2);
  });

  it('asks of another interaction by itself', async () => {
    const { asked, guard } = asking();
    const { desk } = await aDesk(guard);
    const answers = [desk.requestClose('i1'), desk.requestClose('i2')];
    await turn();
    expect(asked.map(({ id }) => id)).to.eql(['i1', 'i2']);
    asked[1]!.answer();
    expect(await answers[1]).to.equal(true);
    asked[0]!.answer('No');
    expect(await answers[0]).to.equal(false);
  });

  it('waits no more for an element that has left, and does not count what it said', async () => {
    const [slow, quick] = [asking(), asking()];
    const { desk, inside, refused } = await aDesk(slow.guard, quick.guard);
    const first = desk.requestClose('i1');
    await turn();
    quick.asked[0]!.answer();
    inside[0]!.remove();
    expect(await first).to.equal(true);
    desk.prepend(inside[0]!);
    const second = desk.requestClose('i2');
    await turn();
    slow.asked[1]!.answer('Save first');
    await turn();
    inside[0]!.remove();
    quick.asked[1]!.answer();
    expect(await second).to.equal(true);
    expect(refused).to.eql([]);
  });

  it('goes on with an element that moves, and with a desk that answers other wishes, without asking twice', async () => {
    const { asked, guard } = asking();
    const { desk, inside } = await aDesk(guard);
    const answer = desk.requestClose();
    await turn();
    desk.append(inside[0]!);
    desk.answers = 'call';
    await desk.updateComplete;
    await turn();
    expect(asked).to.have.length(1);
    asked[0]!.answer('Save first');
    expect(await answer).to.equal(false);
  });

  it('asks also who came meanwhile', async () => {
    const [first, late] = [asking(), asking()];
    const { desk } = await aDesk(first.guard);
    const answer = desk.requestClose();
    await turn();
    desk.append(Object.assign(document.createElement('inside-guard'), { guard: late.guard }));
    first.asked[0]!.answer();
    await turn();
    late.asked[0]!.answer('Register first');
    expect(await answer).to.equal(false);
  });

  it('agrees when the whole desk has left', async () => {
    const { guard } = asking();
    const { desk } = await aDesk(guard);
    const answer = desk.requestClose();
    await turn();
    desk.remove();
    expect(await answer).to.equal(true);
  });
});

describe('leaving the page', () => {
  /** Whether the browser would ask. */
  const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const holding = async () => {
    const { desk, inside } = await aDesk(() => []);
    desk.setAttribute('guard-unload', '');
    await desk.updateComplete;
    return { desk, hold: () => inside[0]!.desk.value!.hold() };
  };
  let [listening, before] = [0, { addEventListener, removeEventListener }];

  beforeEach(() => {
    before = { addEventListener: globalThis.addEventListener, removeEventListener: globalThis.removeEventListener };
    const listeners = new Set<unknown>();
    const counted = (name: 'addEventListener' | 'removeEventListener') =>
      function (this: unknown, ...given: Parameters<typeof addEventListener>) {
        if (given[0] === 'beforeunload') listeners[name === 'addEventListener' ? 'add' : 'delete'](given[1]);
        listening = listeners.size;
        before[name].apply(window, given);
      };
    Object.assign(window, { addEventListener: counted('addEventListener'), removeEventListener: counted('removeEventListener') });
    listening = 0;
  });
  afterEach(() => Object.assign(window, before));

  it('asks only while something is not saved, and listens only then', async () => {
    const { hold } = await holding();
    expect([asks(), listening]).to.eql([false, 0]);
    const [one, two] = [hold(), hold()];
    expect([asks(), listening]).to.eql([true, 1]);
    one();
    one();
    expect([asks(), listening]).to.eql([true, 1]);
    two();
    expect([asks(), listening]).to.eql([false, 0]);
  });

  it('never asks without the attribute, and follows it', async () => {
    const { desk, hold } = await holding();
    desk.removeAttribute('guard-unload');
    await desk.updateComplete;
    hold();
    expect([asks(), listening]).to.eql([false, 0]);
    desk.guardUnload = true;
    await desk.updateComplete;
    expect(asks()).to.equal(true);
    desk.guardUnload = false;
    await desk.updateComplete;
    expect([asks(), listening]).to.eql([false, 0]);
  });

  it('does not ask for a desk that is away', async () => {
    const { desk, hold } = await holding();
    hold();
    const parent = desk.parentElement!;
    desk.remove();
    expect([asks(), listening]).to.eql([false, 0]);
    parent.append(desk);
    expect(asks()).to.equal(true);
  });

  it('keeps asking when the desk answers other wishes', async () => {
    const { desk, hold } = await holding();
    const letGo = hold();
    desk.answers = 'call';
    await desk.updateComplete;
    expect(asks()).to.equal(true);
    letGo();
    expect(asks()).to.equal(false);
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'inside-guard': InsideGuard;
  }
}
