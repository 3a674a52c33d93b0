import { expect } from '@open-wc/testing';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { press as key, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { FakeClock } from '../../support/fake-clock.js';
import { Tab } from '../../support/tab.js';
import {
  aConversation,
  all,
  another,
  asked,
  atOnce,
  bars,
  before,
  bench,
  box,
  by,
  calm,
  click,
  en,
  houseWith,
  kept,
  locked,
  minute,
  press,
  root,
  said,
  send,
  text,
  underway,
  until,
  words,
  write,
} from './bench.js';

describe('a message that is not sent', () => {
  staySilent();
  const time = stopTime();

  it('is a draft of its customer and conversation', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'For Birk, call 1');
    at.desk.interaction = aConversation({ id: 'call-2' });
    await until(() => text(at) === '');
    await write(at, 'For Birk, call 2');
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek');
    expect(text(at)).to.equal('');
    at.desk.customerId = at.house.ids.bo;
    await until(() => text(at) === 'For Birk, call 2');
    at.desk.interaction = aConversation();
    await until(() => text(at) === 'For Birk, call 1');
  });

  it('begun before it was known who is on the line is offered to whom it turned out to be', async () => {
    const at = await bench({ whom: '', interaction: aConversation() });
    await write(at, 'Half a message');
    at.desk.customerId = at.house.ids.bo;
    await until(() => bars(at).includes(en['message-begun']));
    expect(text(at)).to.equal('');
    expect(await at.desk.requestClose()).to.equal(false);
    await press(at, en['go-on']);
    await until(() => text(at) === 'Half a message' && !bars(at).includes(en['message-begun']));
    at.desk.customerId = '';
    await until(() => text(at) === '');
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek');
    await calm(at);
    expect([bars(at).includes(en['message-begun']), text(at)]).to.deep.equal([false, '']);
  });

  it('begun before it was known is not in the way of what stands there already, and can be discarded', async () => {
    const at = await bench({ whom: 'bo', interaction: aConversation() });
    await write(at, 'For Birk');
    at.desk.customerId = '';
    await until(() => text(at) === '');
    await write(at, 'For whoever it is');
    at.desk.customerId = at.house.ids.bo;
    await until(() => bars(at).includes(en['message-begun']));
    expect(text(at)).to.equal('For Birk');
    const bar = all(at, '[part=bar]').find((each) => each.textContent!.includes(en['message-begun']))!;
    bar.querySelector('button')!.click();
    await until(() => !bars(at).includes(en['message-begun']));
    expect(text(at)).to.equal('For Birk');
    at.desk.customerId = '';
    await until(() => words(at, 'h2') === en['message-on-the-line'] && text(at) === '');
  });

  it('lets nobody go on typing into another customer’s', async () => {
    const at = await bench();
    await write(at, 'For Birk');
    const old = box(at);
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek' && box(at) !== old);
    await calm(at);
    expect([root(at).activeElement, text(at)]).to.deep.equal([null, '']);
  });

  it('lets nobody go on typing into that of another conversation', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'In call 1');
    at.desk.interaction = aConversation({ id: 'call-2' });
    await until(() => text(at) === '');
    expect(root(at).activeElement).to.equal(null);
  });

  it('that waits for the network goes out by itself, once', async () => {
    const at = await bench({ options: atOnce, plan: { 'messages.send': { failing: 'offline' } } });
    await write(at, 'Offline words');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['sent-by-itself']));
    at.faulty.set({});
    await time.pass(5 * minute);
    await until(() => before(at).length === 1 && underway(at).length === 0);
    await until(() => said(at) !== '');
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek');
    expect([said(at), (await kept(at)).length]).to.deep.equal(['', 1]);
  });

  it('is there again on the next page, and can be discarded', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, drafts: another(drafts) });
    await write(first, 'Half a message');
    first.desk.remove();
    await until(async () => (await drafts.list('draft/')).length);
    const second = await bench({ house, drafts: another(drafts) });
    await until(() => text(second) === 'Half a message' && bars(second).includes(en['draft-restored']));
    by(second, '[part=composer] .bar button')!.click();
    await until(() => text(second) === '');
    await until(async () => !(await drafts.list('draft/')).length);
  });

  it('is kept when Esc leaves the box', async () => {
    const at = await bench();
    await write(at, 'Half a message');
    const escape = key(box(at)!, 'Escape');
    expect([escape.defaultPrevented, root(at).activeElement, text(at)]).to.deep.equal([true, null, 'Half a message']);
    await until(async () => (await at.drafts.list('draft/')).length);
  });

  it('of a page that died while it could be undone is not sent, and is offered again', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const page = new Tab(drafts, new FakeClock(new Date().toISOString()), () => 0.5);
    const first = await bench({ house, drafts: page.store });
    await write(first, 'In the balance');
    await send(first);
    await until(() => by(first, '#undo-message'));
    page.kill();
    first.desk.remove();
    const second = await bench({ house, drafts: another(drafts) });
    await time.pass(60 * minute);
    await until(() => underway(second)[0]?.includes(en['message-not-sent']));
    expect([asked(first, 'send').length, asked(second, 'send').length, (await kept(second)).length]).to.deep.equal([0, 0, 0]);
    await click(second, '[data-topic^="again "]');
    await until(() => text(second) === 'In the balance' && !locked(second));
    await send(second);
    await until(() => locked(second));
    await time.pass(5000);
    await until(() => before(second).length === 1);
    expect((await kept(second)).map((each) => each.text)).to.deep.equal(['In the balance']);
  });

  it('that waits for the network goes out from the next page, once', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const offline = { 'messages.send': { failing: 'offline' } } as const;
    const first = await bench({ house, drafts: another(drafts), options: atOnce, plan: offline });
    await write(first, 'Survives');
    await send(first);
    await until(() => underway(first)[0]?.includes(en['sent-by-itself']));
    first.desk.remove();
    const second = await bench({ house, drafts: another(drafts), options: atOnce });
    await until(() => underway(second).length === 1);
    await click(second, '[data-topic^="retry "]');
    await until(() => before(second).length === 1 && second.heard.some((each) => each.startsWith('sent')));
    expect([text(second), (await kept(second)).length, before(second)[0]!.includes('Survives')]).to.deep.equal(['', 1, true]);
  });

  it('of two windows is one: what one sends the other does not offer again', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const one = await bench({ house, drafts: another(drafts), options: atOnce });
    const two = await bench({ house, drafts: another(drafts), options: atOnce });
    await write(two, 'From two');
    key(box(two)!, 'Escape');
    await until(() => text(one) === 'From two');
    await write(one, 'From two, and one');
    key(box(one)!, 'Escape');
    await until(() => text(two) === 'From two, and one');
    await send(one);
    await until(() => before(one).length === 1 && before(two).length === 1);
    await until(() => text(one) === '' && text(two) === '');
    expect((await kept(one)).map((each) => each.text)).to.deep.equal(['From two, and one']);
  });
});

describe('closing the conversation', () => {
  staySilent();
  const time = stopTime();

  it('is refused while a text is not sent, and leads to it', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'Half a message');
    box(at)!.blur();
    expect(await at.desk.requestClose()).to.equal(false);
    expect([at.heard.at(-1), root(at).activeElement === box(at)]).to.deep.equal([`refused ${en['message-unsent']}`, true]);
    await write(at, '');
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('waits until nothing can be undone any more', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'On its way');
    await send(at);
    await until(() => by(at, '#undo-message'));
    let closed: boolean | undefined;
    void at.desk.requestClose().then((done) => (closed = done));
    await time.pass(4000);
    await calm(at);
    expect(closed).to.equal(undefined);
    await time.pass(1000);
    await until(() => closed !== undefined);
    expect([closed, (await kept(at)).length]).to.deep.equal([true, 1]);
  });

  it('is refused when the message is undone meanwhile', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'On second thoughts');
    await send(at);
    await until(() => by(at, '#undo-message'));
    const closing = at.desk.requestClose();
    await click(at, '#undo-message');
    await until(() => !locked(at));
    expect([await closing, (await kept(at)).length]).to.deep.equal([false, 0]);
  });

  it('is not kept by what the outbox has', async () => {
    const plan = { 'messages.send': { failing: 'offline' } } as const;
    const at = await bench({ interaction: aConversation(), options: atOnce, plan });
    await write(at, 'Offline');
    await send(at);
    await until(() => underway(at).length === 1);
    expect(await at.desk.requestClose()).to.equal(true);
  });
});
