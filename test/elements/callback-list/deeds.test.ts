import { expect } from '@open-wc/testing';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { aCallback, type DialerHouse, dialerHouse, iso, mia, ola, winter } from '../../support/callbacks.js';
import { press as key, squeeze, staySilent, turn, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  asked,
  bars,
  bench,
  type Bench,
  by,
  calm,
  deed,
  en,
  openTab,
  press,
  root,
  rowsOf,
  said,
  seat,
  submit,
  write,
} from './bench.js';

const minute = 60_000;
/** Another time: tomorrow at three. */
const threeTomorrow = async (at: Bench): Promise<void> => {
  await write(at, '#day', 'tomorrow 15:00', 'change');
};
const typed = (at: Bench): string => by<HTMLTextAreaElement>(at, '#comment')!.value;

describe('agreeing on another time', () => {
  staySilent();
  const time = stopTime();

  it('is acknowledged, told to the host, and leaves no draft', async () => {
    const callback = aCallback(12, { comment: 'First' });
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    expect(root(at).activeElement?.closest('.editing')).to.not.equal(null);
    await threeTomorrow(at);
    await write(at, '#comment', 'Second');
    expect(squeeze(by(at, '.editing .consequence')!.textContent!)).to.contain('20 minutes');
    await submit(at);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
    await calm(at);
    const kept = at.house.get(callback.id);
    expect([kept.comment, kept.state, kept.for, kept.dueAt > callback.dueAt]).to.deep.equal(['Second', 'planned', 'me', true]);
    expect(said(at)).to.equal(en['call-back-agreed']);
    expect(by(at, '.editing')).to.equal(null);
    await until(() => root(at).activeElement === deed(at, `reschedule ${callback.id}`), 'the focus is back');
    expect(await at.drafts.list('draft/')).to.deep.equal([]);
    expect(asked(at, 'change').map(({ given }) => Object.keys(given[1] as object).sort())).to.deep.equal([
      ['comment', 'dueAt', 'revision', 'timeZone', 'wallTime'],
    ]);
  });

  it('can be for all agents', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    by(at, '[name=for][value=all]')!.click();
    await calm(at);
    expect(squeeze(by(at, '.editing .consequence')!.textContent!)).to.contain('The first free agent');
    await submit(at);
    await until(() => at.house.get(callback.id).for === 'all');
  });

  it('leaves another agent’s where it is, unless told', async () => {
    const callback = aCallback(12, { agentId: ola.id, agreedBy: ola.id, agreedByName: ola.name });
    const at = await bench({ callbacks: [callback] });
    await openTab(at, 'all');
    await press(at, `reschedule ${callback.id}`);
    expect(by<HTMLInputElement>(at, '[value=same]')!.checked).to.equal(true);
    expect(squeeze(by(at, '.choices')!.textContent!)).to.contain('Stays with Ola Nordmann');
    await threeTomorrow(at);
    await submit(at);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
    expect(at.house.get(callback.id).agentId).to.equal(ola.id);
  });

  it('says what is wrong and goes there', async () => {
    const callback = aCallback(-30, { state: 'missed', missed: 'not-answered', takenBy: mia.id });
    const at = await bench({ callbacks: [callback] });
    await openTab(at, 'queue');
    await press(at, `reschedule ${callback.id}`);
    expect(by(at, '.problem')).to.equal(null);
    await submit(at);
    expect(by(at, '#when-problem')!.textContent).to.equal(en['time-required']);
    await until(() => root(at).activeElement === by(at, '#day'));
    expect(asked(at, 'change')).to.deep.equal([]);
    await threeTomorrow(at);
    await submit(at);
    await until(() => at.house.get(callback.id).state === 'planned');
  });

  it('refuses what the campaign refuses', async () => {
    const callback = aCallback(12);
    const at = await bench({
      house: dialerHouse([callback], { campaigns: [{ ...winter, commentRequired: true, horizonDays: 1 }] }),
    });
    await press(at, `reschedule ${callback.id}`);
    await submit(at);
    expect(by(at, '#comment-problem')!.textContent).to.contain(en['comment-required-call']);
    const inTwoWeeks = iso(Date.parse(callback.dueAt) + 14 * 24 * 60 * minute).slice(0, 10);
    await write(at, '#day', inTwoWeeks, 'change');
    expect(by(at, '#when-problem')!.textContent).to.contain('one day ahead');
  });

  it('works where nobody knows the campaigns', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback], change: (backend) => ({ ...backend, campaigns: undefined }) });
    await press(at, `reschedule ${callback.id}`);
    await threeTomorrow(at);
    await submit(at);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
  });

  it('keeps what is typed, the focus and the caret while the lists change around it', async () => {
    const callbacks = [aCallback(10), aCallback(20), aCallback(30)];
    const at = await bench({ callbacks });
    await press(at, `reschedule ${callbacks[1]!.id}`);
    await write(at, '#comment', 'Half a sen');
    const box = by<HTMLTextAreaElement>(at, '#comment')!;
    box.setSelectionRange(4, 4);
    at.house.happen({ kind: 'cancel', callbackId: callbacks[0]!.id, agentId: ola.id, reason: 'x' } as never);
    at.house.put(aCallback(1));
    at.house.put({ ...callbacks[2]!, dueAt: iso(Date.parse(callbacks[0]!.dueAt) - 4 * minute) });
    await calm(at);
    expect(rowsOf(at)).to.have.length(3);
    expect(by(at, '#comment')).to.equal(box);
    expect([root(at).activeElement === box, box.value, box.selectionStart]).to.deep.equal([true, 'Half a sen', 4]);
  });

  it('says that somebody agreed on something else, and goes on from there', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    at.house.put({ ...at.house.get(callback.id), comment: 'Theirs' });
    await until(() => bars(at).includes('It was changed meanwhile'));
    expect(typed(at)).to.equal('Mine');
    await submit(at);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
    expect(at.house.get(callback.id).comment).to.equal('Mine');
  });

  it('says a conflict in words, loses nothing, and can be tried again', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    at.faulty.set({ 'callbacks.list': { failing: 'offline' } });
    at.house.put({ ...at.house.get(callback.id), comment: 'Theirs' });
    await submit(at);
    await until(() => bars(at).includes(en['error-conflict']));
    expect(typed(at)).to.equal('Mine');
    at.faulty.set({});
    at.house.tell({ kind: 'reset' });
    await until(() => bars(at).includes('It was changed meanwhile'));
    await submit(at);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
    expect(at.house.get(callback.id).comment).to.equal('Mine');
  });

  it('keeps the form when the call-back leaves the list', async () => {
    const callback = aCallback(2);
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    await time.pass(4 * minute);
    await until(() => bars(at).includes(en['call-back-moved']));
    expect(typed(at)).to.equal('Mine');
    at.house.happen({ kind: 'cancel', callbackId: callback.id, agentId: ola.id, reason: 'x' } as never);
    await until(() => bars(at).includes(en['call-back-gone']));
    expect(typed(at)).to.equal('Mine');
  });

  it('waits for the network, and goes out by itself, once', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback], plan: { 'callbacks.change': { failing: 'offline' } } });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    await submit(at);
    await until(() => bars(at).includes(en['sent-by-itself']));
    expect(by(at, '#comment')!.matches(':disabled')).to.equal(true);
    by(at, '#close')!.click();
    await calm(at);
    await until(() => bars(at).includes(en['not-done-yet']));
    at.faulty.set({ 'callbacks.change': { twice: true } });
    await time.pass(5000);
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
    await calm(at);
    expect([at.house.get(callback.id).comment, at.house.get(callback.id).revision, bars(at)]).to.deep.equal(['Mine', 2, '']);
  });

  it('keeps what was typed when it is closed, and when the page goes', async () => {
    const callback = aCallback(12);
    const drafts = memoryDrafts();
    const at = await bench({ callbacks: [callback], drafts });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    key(by(at, '#comment')!, 'Escape');
    await calm(at);
    expect(by(at, '.editing')).to.equal(null);
    await until(() => root(at).activeElement === deed(at, `reschedule ${callback.id}`));
    await press(at, `reschedule ${callback.id}`);
    expect(typed(at)).to.equal('Mine');
    at.desk.remove();
    await turn();
    const next = await bench({ house: at.house, drafts: { ...drafts } });
    await press(next, `reschedule ${callback.id}`);
    await until(() => bars(next).includes(en['draft-restored']));
    expect(typed(next)).to.equal('Mine');
  });

  it('is sent with the keyboard alone', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    deed(at, `reschedule ${callback.id}`)!.focus();
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    key(by(at, '#comment')!, 'Enter', { ctrlKey: true });
    await until(() => at.heard.includes(`scheduled ${callback.id}`));
  });

  it('is offered for one’s own, what one agreed on, and to managers', async () => {
    const callbacks = [
      aCallback(5, { agentId: ola.id, agreedBy: mia.id }),
      aCallback(6, { for: 'all', agentId: undefined, agreedBy: ola.id }),
    ];
    const at = await bench({ callbacks, agent: { ...ola, permissions: ['callbacks.view'] } });
    expect(deed(at, `reschedule ${callbacks[0]!.id}`)).to.not.equal(null);
    expect(deed(at, `take ${callbacks[0]!.id}`)).to.equal(null);
    const without = await bench({
      callbacks,
      agent: ola,
      change: ({ callbacks: all, ...rest }) => ({ ...rest, callbacks: { get: all!.get, list: all!.list! } }),
    });
    expect(root(without).querySelector('.row .row-deeds')).to.equal(null);
  });
});

describe('cancelling', () => {
  staySilent();
  stopTime();

  it('says what it leads to, needs a reason, and is told', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `cancel ${callback.id}`);
    expect(by(at, '#cancel-consequence')!.textContent).to.equal(en['cancel-consequence']);
    await until(() => root(at).activeElement === by(at, '#reason'));
    await submit(at);
    expect(by(at, '#reason-problem')!.textContent).to.contain(en['reason-required']);
    await write(at, '#reason', 'Called us');
    await submit(at);
    await until(() => at.heard.includes(`cancelled ${callback.id}`));
    await calm(at);
    expect(at.house.get(callback.id).reason).to.equal('Called us');
    expect(rowsOf(at)).to.deep.equal([]);
    expect(said(at)).to.equal(en['call-back-cancelled']);
    await until(() => root(at).activeElement === by(at, '#tab-planned'));
  });

  it('takes one effect of a double click', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `cancel ${callback.id}`);
    await write(at, '#reason', 'Called us');
    by(at, '#submit')!.click();
    by(at, '#submit')!.click();
    await until(() => at.heard.includes(`cancelled ${callback.id}`));
    await calm(at);
    expect(asked(at, 'cancel')).to.have.length(1);
  });

  it('and agreeing on another time have a draft each', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `cancel ${callback.id}`);
    await write(at, '#reason', 'Called us');
    by(at, '#close')!.click();
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    by(at, '#close')!.click();
    await press(at, `cancel ${callback.id}`);
    expect(by<HTMLInputElement>(at, '#reason')!.value).to.equal('Called us');
  });
});

describe('taking over', () => {
  staySilent();
  const time = stopTime();
  const olas = () => aCallback(12, { agentId: ola.id, agreedBy: ola.id, agreedByName: ola.name });
  const manager = async (house: DialerHouse, more: object = {}): Promise<Bench> => {
    const at = await bench({ house, ...more });
    await openTab(at, 'all');
    return at;
  };

  it('makes it mine', async () => {
    const callback = olas();
    const at = await manager(dialerHouse([callback]));
    await press(at, `take ${callback.id}`);
    await until(() => at.house.get(callback.id).agentId === mia.id);
    await until(() => said(at) === en['call-back-taken-over']);
    await calm(at);
    expect(deed(at, `take ${callback.id}`)).to.equal(null);
    expect(at.list.count).to.equal(1);
  });

  it('says who was quicker', async () => {
    const callback = olas();
    const house = dialerHouse([callback]);
    const at = await manager(house);
    at.faulty.set({ 'callbacks.list': { never: true } });
    house.put({ ...callback, agentId: 'eva' });
    await press(at, `take ${callback.id}`);
    await until(() => bars(at).includes(en['taken-by-other']));
    expect(house.get(callback.id).agentId).to.equal('eva');
    expect(asked(at, 'takeOver')).to.have.length(1);
  });

  it('says that one is not on its queue', async () => {
    const callback = aCallback(-5, { agentId: ola.id, state: 'queued' });
    const at = await manager(dialerHouse([callback]));
    await press(at, `take ${callback.id}`);
    await until(() => bars(at).includes(en['call-back-off-queue']));
  });

  it('waits for the network, and happens once', async () => {
    const callback = olas();
    const at = await manager(dialerHouse([callback]), { plan: { 'callbacks.takeOver': { failing: 'offline' } } });
    await press(at, `take ${callback.id}`);
    await until(() => bars(at).includes(en['not-done-yet']));
    expect(deed(at, `take ${callback.id}`)!.disabled).to.equal(true);
    at.faulty.set({});
    await time.pass(5000);
    await until(() => at.house.get(callback.id).agentId === mia.id);
    await calm(at);
    expect([bars(at), at.house.get(callback.id).revision]).to.deep.equal(['', 2]);
  });

  it('can be given up while it waits', async () => {
    const callback = olas();
    const at = await manager(dialerHouse([callback]), { plan: { 'callbacks.takeOver': { failing: 'offline' } } });
    await press(at, `take ${callback.id}`);
    await until(() => deed(at, `give-up ${callback.id}`));
    await press(at, `give-up ${callback.id}`);
    await until(() => bars(at) === '');
    expect(deed(at, `take ${callback.id}`)!.disabled).to.equal(false);
  });
});

describe('a list that goes and comes', () => {
  staySilent();
  stopTime();

  it('has neither form nor timer left, and reads anew', async () => {
    const callback = aCallback(12);
    const at = await bench({ callbacks: [callback] });
    await press(at, `reschedule ${callback.id}`);
    await write(at, '#comment', 'Mine');
    const { parentElement } = at.list;
    at.list.remove();
    await calm(at);
    const before = asked(at, 'list').length;
    at.house.tell({ kind: 'reset' });
    await calm(at);
    expect(asked(at, 'list')).to.have.length(before);
    parentElement!.append(at.list);
    await until(() => rowsOf(at).length);
    expect(by(at, '.editing')).to.equal(null);
    await press(at, `reschedule ${callback.id}`);
    await until(() => by(at, '#comment') && typed(at) === 'Mine');
  });

  it('moves to another desk with nothing of the first', async () => {
    const at = await bench({ callbacks: [aCallback(12, { comment: 'Of the first' })] });
    const other = seat({ callbacks: [aCallback(12, { comment: 'Of the second' })] });
    other.desk.append(at.list);
    expect(rowsOf(at).join()).to.not.contain('Of the second');
    await until(() => rowsOf(at)[0]?.includes('Of the second'));
    expect(rowsOf(at).join()).to.not.contain('Of the first');
  });
});
