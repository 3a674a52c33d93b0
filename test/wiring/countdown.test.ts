import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { Clock } from '../../src/wiring/clock.js';
import { Countdown } from '../../src/wiring/countdown.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { FakeClock } from '../support/fake-clock.js';

/** The agent's clocks: one that nobody sets, and stands still while the computer sleeps; one that goes on, and can be set. */
let time = new FakeClock();
let set = 0;
const clock: Clock = {
  steady: () => time.now(),
  now: () => time.now() + set,
  set: (run, milliseconds) => time.set(run, milliseconds),
  clear: (timer) => time.clear(timer),
};

/** Shows the seconds that are left. */
class CountdownView extends LitElement {
  readonly told: string[] = [];
  renders = 0;
  readonly countdown = new Countdown(this, {
    marks: [30, 10],
    onMark: (seconds) => this.told.push(String(seconds)),
    onOver: () => this.told.push('over'),
    onJump: () => this.told.push('jump'),
    clock,
  });
  override render(): TemplateResult {
    this.renders += 1;
    const { left } = this.countdown;
    return html`${left === undefined ? 'none' : Math.ceil(left / 1000)}`;
  }
  get shown(): string {
    return this.renderRoot.textContent ?? '';
  }
}
defineElement('countdown-view', CountdownView);

const minute = 60_000;
/** Timers and the steady clock stand still, and the other goes on. */
const sleep = (milliseconds: number) => void (set += milliseconds);
/** The backend's clock has nothing to do with the agent's. */
const backend = (seconds: number) => new Date(Date.parse('2031-05-05T05:00:00Z') + 1000 * seconds).toISOString();

async function counting(seconds: number, at = 0): Promise<CountdownView> {
  const element = await fixture<CountdownView>(html`<countdown-view></countdown-view>`);
  element.countdown.set(backend(at + seconds), backend(at));
  await element.updateComplete;
  return element;
}
const pass = async (element: CountdownView, seconds: number) => {
  await time.pass(1000 * seconds);
  await element.updateComplete;
};

describe('counting down', () => {
  beforeEach(() => {
    time = new FakeClock();
    set = 0;
  });

  for (const days of [-1, 0, 1, 4000])
    it(`goes by the backend's clock with the agent's ${days} days ahead`, async () => {
      set = days * 24 * 60 * minute;
      const element = await counting(90);
      expect(element.countdown.left).to.equal(90_000);
      await pass(element, 20);
      expect([element.countdown.left, element.shown]).to.eql([70_000, '70']);
    });

  it('is nothing without a limit, and when it is ended', async () => {
    const element = await fixture<CountdownView>(html`<countdown-view></countdown-view>`);
    expect([element.countdown.left, element.shown]).to.eql([undefined, 'none']);
    element.countdown.set(undefined, backend(0));
    expect([element.countdown.left, time.waiting]).to.eql([undefined, 0]);
    element.countdown.set(backend(60), backend(0));
    expect(time.waiting).to.equal(1);
    element.countdown.set(undefined, '');
    expect([element.countdown.left, time.waiting]).to.eql([undefined, 0]);
    await pass(element, 120);
    expect(element.told).to.eql([]);
  });

  it('renders once a second, at the full seconds that are left', async () => {
    const element = await fixture<CountdownView>(html`<countdown-view></countdown-view>`);
    element.countdown.set(new Date(Date.parse(backend(60)) + 250).toISOString(), backend(0));
    const before = element.renders;
    await time.pass(249);
    expect(element.renders).to.equal(before);
    await time.pass(1);
    await element.updateComplete;
    expect([element.renders, element.shown]).to.eql([before + 1, '60']);
    await pass(element, 10);
    expect([element.renders, element.shown]).to.eql([before + 11, '50']);
  });

  it('tells each mark once, and the end', async () => {
    const element = await counting(61);
    await pass(element, 30);
    expect(element.told).to.eql([]);
    await pass(element, 1);
    expect(element.told).to.eql(['30']);
    await pass(element, 19);
    expect(element.told).to.eql(['30']);
    await pass(element, 10);
    expect(element.told).to.eql(['30', '10']);
    await pass(element, 1);
    expect([element.told, element.countdown.left]).to.eql([['30', '10', 'over'], 0]);
  });

  it('tells no mark twice when the same end is read again, and all again with another end', async () => {
    const element = await counting(40);
    await pass(element, 15);
    element.countdown.set(backend(40), backend(15));
    await pass(element, 5);
    expect(element.told).to.eql(['30']);
    element.countdown.set(backend(100), backend(20));
    await pass(element, 75);
    expect(element.told).to.eql(['30', '30', '10']);
  });

  it('tells only the least of the marks that are passed at once', async () => {
    const element = await counting(8);
    await pass(element, 2);
    expect(element.told).to.eql(['10']);
  });

  it('tells nothing of an end that was over when it was read', async () => {
    const element = await counting(-100);
    expect([element.countdown.left, time.waiting]).to.eql([0, 0]);
    await pass(element, 100);
    expect(element.told).to.eql([]);
  });

  it('tells the end again every ten seconds, until it is known to be it', async () => {
    const element = await counting(5);
    await pass(element, 5);
    expect(element.told.filter((fact) => fact === 'over')).to.have.length(1);
    await pass(element, 20);
    expect(element.told.filter((fact) => fact === 'over')).to.have.length(3);
    element.countdown.set(backend(5), backend(25));
    await pass(element, 60);
    expect(element.told.filter((fact) => fact === 'over')).to.have.length(3);
    expect(time.waiting).to.equal(0);
  });

  it('goes on when the backend says that it came too early', async () => {
    const element = await counting(5);
    await pass(element, 5);
    element.countdown.set(backend(5), backend(4));
    expect(element.countdown.left).to.equal(1000);
    await pass(element, 1);
    expect(element.told).to.eql(['10', 'over', 'over']);
  });

  describe('on a computer that sleeps, or whose clock is set', () => {
    it('counts the time that was slept where its steady clock stood still, and tells it once', async () => {
      const element = await counting(90);
      await pass(element, 10);
      sleep(30_000);
      expect(element.countdown.left).to.equal(50_000);
      await pass(element, 1);
      expect(element.told).to.eql(['jump']);
      await pass(element, 5);
      expect([element.told, element.countdown.left]).to.eql([['jump'], 44_000]);
    });

    it('goes on by the steady clock when the other was set back', async () => {
      const element = await counting(90);
      set = -60 * minute;
      await pass(element, 3);
      expect([element.told, element.countdown.left]).to.eql([['jump'], 87_000]);
    });

    it('is told at once that it may be over when it was set ahead, and is right again when it was read', async () => {
      const element = await counting(90);
      set = 60 * minute;
      await pass(element, 1);
      expect([element.told, element.countdown.left]).to.eql([['jump'], 0]);
      element.countdown.set(backend(90), backend(1));
      expect(element.countdown.left).to.equal(89_000);
      await pass(element, 10);
      expect([element.told, element.countdown.left]).to.eql([['jump'], 79_000]);
    });

    it('does not turn in circles when it slept past the end', async () => {
      const element = await counting(5);
      sleep(minute);
      await pass(element, 9);
      expect(element.told.filter((fact) => fact === 'jump')).to.have.length(1);
      expect(element.told.filter((fact) => fact === 'over').length).to.be.at.most(1);
      await pass(element, 10);
      expect(element.told.filter((fact) => fact === 'over').length).to.be.at.least(1);
    });

    it('is told nothing of clocks that drift a little', async () => {
      const element = await counting(90);
      set = 1500;
      await pass(element, 5);
      expect(element.told).to.eql([]);
    });

    it('works where there is no steady clock', async () => {
      const { now, set: start, clear } = clock;
      const element = await fixture<CountdownView>(html`<countdown-view></countdown-view>`);
      const told: string[] = [];
      const countdown = new Countdown(element, {
        marks: [],
        onMark: () => undefined,
        onOver: () => told.push('over'),
        onJump: () => told.push('jump'),
        clock: { now, set: start, clear },
      });
      countdown.set(backend(10), backend(0));
      await time.pass(5000);
      expect(countdown.left).to.equal(5000);
      await time.pass(5000);
      expect(told).to.eql(['over']);
    });
  });

  it('ends with the element, and leaves no timers', async () => {
    const element = await counting(90);
    const parent = element.parentElement!;
    element.remove();
    expect([time.waiting, element.countdown.left]).to.eql([0, undefined]);
    parent.append(element);
    await pass(element, 90);
    expect([element.told, element.shown]).to.eql([[], 'none']);
    element.countdown.set(backend(60), backend(0));
    expect(element.countdown.left).to.equal(60_000);
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    elsewhere.append(element);
    expect(time.waiting).to.equal(0);
  });
});
