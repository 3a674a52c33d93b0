import { expect } from '@open-wc/testing';
import { BackendError } from '../../../src/backend/backend-error.js';
import { attendance } from '../../../src/wiring/attendance.js';
import { aCallback, dialerHouse, mia, ola, winter } from '../../support/callbacks.js';
import { squeeze, staySilent, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  asked,
  bars,
  bench,
  type Bench,
  type BenchOptions,
  by,
  calm,
  current,
  deed,
  en,
  openTab,
  press,
  root,
  rowsOf,
  said,
  tabs,
} from './bench.js';

const there = { queues: ['Dialer'], state: 'free' } as const;
const alert = (at: Bench): string => squeeze(by(at, '.sr[role=alert]')?.textContent ?? '');

describe('a call-back that rings', () => {
  staySilent();
  const time = stopTime();
  const due = () => aCallback(-2, { comment: 'Decide on the larger plan', agreedBy: ola.id, agreedByName: ola.name });
  /** Mia is free, and one is due. */
  const ringing = async (more: BenchOptions = {}): Promise<Bench> => {
    const at = await bench({ callbacks: [due()], ...more });
    at.desk.availability = there;
    await until(() => current(at));
    await calm(at);
    return at;
  };

  it('is not answered by a click that was meant for what stood there a moment ago', async () => {
    const at = await ringing();
    const click = () => deed(at, 'answer')!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
    click();
    await calm(at);
    expect(asked(at, 'answer')).to.have.length(0);
    await time.pass(600);
    click();
    await until(() => asked(at, 'answer').length === 1);
  });

  it('stands above all lists, with the comment, who wrote it, and the seconds left', async () => {
    const at = await ringing();
    for (const part of [
      en['call-back-rings'],
      'Decide on the larger plan',
      'Agreed by Ola Nordmann',
      '30 s left',
      en['answer-consequence'],
    ])
      expect(current(at)).to.contain(part);
    const top = by(at, '[part=current]')!.getBoundingClientRect().top;
    expect(top).to.be.lessThan(by(at, '[part=tabs]')!.getBoundingClientRect().top);
    await openTab(at, 'queue');
    expect(rowsOf(at)).to.deep.equal([]);
    await time.pass(5000);
    await calm(at);
    expect(current(at)).to.contain('25 s left');
  });

  it('is said once, politely, and takes no focus', async () => {
    const callback = aCallback(60);
    const at = await bench({ callbacks: [due(), callback] });
    deed(at, `reschedule ${callback.id}`)!.focus();
    at.desk.availability = there;
    await until(() => current(at));
    const text = alert(at);
    expect(text).to.contain('A call-back rings. Winter campaign. 30 seconds');
    await time.pass(3000);
    await calm(at);
    expect(alert(at)).to.equal(text);
    expect(root(at).activeElement).to.equal(deed(at, `reschedule ${callback.id}`));
  });

  it('is dialled when the agent answers, and done when the customer does', async () => {
    const at = await ringing();
    const { id } = at.house.callbacks[0]!;
    await press(at, 'answer');
    await until(() => deed(at, 'customer-answered'));
    expect(at.house.get(id).state).to.equal('dialled');
    expect(current(at)).to.contain(en['call-back-dialled']).and.to.contain('Decide on the larger plan');
    await press(at, 'customer-answered');
    await until(() => at.house.get(id).state === 'done');
    await until(() => current(at) === '');
    expect(said(at)).to.equal(en['call-back-done']);
  });

  it('leads to a new time when nobody answers', async () => {
    const at = await ringing();
    const { id } = at.house.callbacks[0]!;
    await press(at, 'answer');
    await press(at, 'nobody-answered');
    await until(() => at.house.get(id).state === 'missed');
    await until(() => root(at).activeElement === deed(at, `reschedule ${id}`), 'the next thing to do has the focus');
    expect(tabs(at)[1]).to.equal('My queue 1');
    expect(rowsOf(at)[0]).to.contain(en['missed-not-answered']);
  });

  it('goes to the next free agent when it is let ring', async () => {
    const at = await ringing();
    await press(at, 'let-ring');
    await until(() => said(at) === en['let-it-ring']);
    await calm(at);
    expect(current(at)).to.equal('');
    expect(at.house.callbacks[0]!.state).to.equal('queued');
  });

  it('is gone when its time is over', async () => {
    const at = await ringing();
    await time.pass(31_000);
    await calm(at);
    expect(current(at)).to.equal('');
    expect(at.house.callbacks[0]!.state).to.equal('queued');
  });

  it('can be answered again after a failure, under the same key', async () => {
    const at = await ringing({ plan: { 'callbacks.answer': { failing: 'offline' } } });
    await press(at, 'answer');
    await until(() => by(at, '.current .problem'));
    expect(squeeze(by(at, '.current .problem')!.textContent!)).to.contain(en['error-offline']);
    at.faulty.set({});
    await press(at, 'answer');
    await until(() => deed(at, 'customer-answered'));
    const keys = asked(at, 'answer').map(({ given }) => (given[3] as { key: string }).key);
    expect([keys.length, new Set(keys).size]).to.deep.equal([2, 1]);
  });

  it('never waits: what fails is not sent later', async () => {
    const at = await ringing({ plan: { 'callbacks.answer': { failing: 'offline' } } });
    await press(at, 'answer');
    await until(() => by(at, '.current .problem'));
    at.faulty.set({});
    await time.pass(20_000);
    await calm(at);
    expect(asked(at, 'answer')).to.have.length(1);
  });

  it('says that it is over when the answer came late', async () => {
    const at = await ringing({
      change: (backend) => ({
        ...backend,
        callbacks: {
          ...backend.callbacks!,
          answer: async (id) => {
            throw new BackendError('conflict', 'Over', { current: { ...aCallback(-2), id, state: 'queued' } });
          },
        },
      }),
    });
    await press(at, 'answer');
    await until(() => bars(at).includes(en['offer-over']));
    expect(current(at)).to.equal('');
    expect(alert(at)).to.contain(en['offer-over']);
  });

  it('takes one effect of a double click', async () => {
    const at = await ringing();
    at.faulty.hold('callbacks.answer', 'callbacks.list');
    deed(at, 'answer')!.click();
    deed(at, 'answer')!.click();
    await calm(at);
    expect(deed(at, 'let-ring')!.disabled).to.equal(true);
    await at.faulty.releaseAll();
    await until(() => deed(at, 'customer-answered'));
    expect(asked(at, 'answer')).to.have.length(1);
  });

  it('leaves alone what is being typed', async () => {
    const callback = aCallback(60);
    const at = await bench({ callbacks: [due(), callback] });
    await press(at, `reschedule ${callback.id}`);
    const box = by<HTMLTextAreaElement>(at, '#comment')!;
    box.focus();
    box.value = 'Half';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    at.desk.availability = there;
    await until(() => current(at));
    await press(at, 'answer');
    await press(at, 'nobody-answered');
    await calm(at);
    expect([by(at, '#comment') === box, box.value, by(at, '#tab-planned')!.getAttribute('aria-selected')]).to.deep.equal([
      true,
      'Half',
      'true',
    ]);
  });

  it('is seen by a list anywhere on the same backend', async () => {
    const house = dialerHouse([due()], { campaigns: [winter] });
    const at = await bench({ house, agent: { ...mia, permissions: [] } });
    attendance(at.faulty.backend).be({}, there);
    await until(() => current(at));
    expect(asked(at, 'attend').length).to.be.greaterThan(0);
  });
});
