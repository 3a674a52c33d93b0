import { expect } from '@open-wc/testing';
import { BackendError } from '../../../src/backend/backend-error.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { press as key, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  another,
  asked,
  atOnce,
  bars,
  before,
  bench,
  box,
  by,
  calm,
  choose,
  click,
  deed,
  en,
  houseWith,
  kept,
  locked,
  press,
  root,
  said,
  seat,
  send,
  text,
  turn,
  underway,
  until,
  withMessages,
  words,
  write,
} from './bench.js';

const seconds = (count: number) => en['message-sending-in']({ seconds: count }, { number: String } as never);

describe('sending a message', () => {
  staySilent();
  const time = stopTime();

  it('leaves five seconds for undoing, then sends, tells it, and the box is free', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'The parts are here.');
    await send(at);
    await until(() => by(at, '#undo-message'));
    expect([locked(at), words(at, '.row-deeds .number'), root(at).activeElement?.id]).to.deep.equal([
      true,
      seconds(5),
      'undo-message',
    ]);
    expect([said(at), by(at, '.row-deeds')!.closest('[role=status]')]).to.deep.equal([seconds(5), null]);
    await time.pass(2000);
    await calm(at);
    expect([words(at, '.row-deeds .number'), asked(at, 'send').length]).to.deep.equal([seconds(3), 0]);
    await time.pass(3000);
    await until(() => before(at).length === 1);
    const [message] = await kept(at);
    expect([message!.text, message!.to, message!.customerId, message!.interactionId]).to.deep.equal([
      'The parts are here.',
      { customerId: at.house.ids.bo, field: 'mobile' },
      at.house.ids.bo,
      'call-1',
    ]);
    await until(() => at.heard.includes(`sent sms ${at.house.ids.bo} call-1`));
    await until(() => !locked(at) && root(at).activeElement === box(at));
    expect([text(at), underway(at), said(at)]).to.deep.equal(['', [], en['message-accepted']({ address: message!.address })]);
    await until(() => at.house.delivered.length === 1);
    expect(at.heard.filter((each) => each.startsWith('sent'))).to.have.length(1);
    await until(async () => !(await at.drafts.list('draft/')).length);
  });

  it('that is undone sends nothing and gives the text back', async () => {
    const at = await bench();
    await write(at, 'Too early');
    await send(at);
    await click(at, '#undo-message');
    await until(() => !locked(at));
    expect([text(at), said(at), root(at).activeElement === box(at)]).to.deep.equal(['Too early', en['message-undone'], true]);
    await time.pass(60_000);
    await calm(at);
    expect([asked(at, 'send').length, (await kept(at)).length]).to.deep.equal([0, 0]);
    await write(at, 'Better');
    await send(at);
    await until(() => locked(at));
    await time.pass(5000);
    await until(() => before(at).length === 1);
    expect((await kept(at)).map((each) => each.text)).to.deep.equal(['Better']);
  });

  it('of a conversation waits until the backend knows that', async () => {
    const at = seat({ house: await houseWith(atOnce), interaction: aConversation() });
    at.faulty.hold('interactions.record');
    await until(() => box(at) && at.faulty.held === 1);
    await write(at, 'Before it is known');
    await send(at);
    await until(() => underway(at).length === 1);
    await calm(at);
    expect(asked(at, 'send')).to.have.length(0);
    await at.faulty.releaseAll();
    await until(() => before(at).length === 1 && !underway(at).length);
    expect((await kept(at)).map((each) => [each.text, each.interactionId])).to.deep.equal([['Before it is known', 'call-1']]);
  });

  it('is done once, however often it is asked for', async () => {
    const at = await bench();
    await write(at, 'Once');
    const button = by(at, '#send-message')!;
    button.click();
    button.click();
    key(box(at)!, 'Enter', { ctrlKey: true });
    key(box(at)!, 'Enter', { metaKey: true });
    await until(() => by(at, '#undo-message'));
    key(by(at, '#undo-message')!, 'Enter', { ctrlKey: true });
    await time.pass(5000);
    await until(() => before(at).length === 1);
    await time.pass(60_000);
    await calm(at);
    expect([(await kept(at)).length, asked(at, 'send').length, at.house.delivered.length]).to.deep.equal([1, 1, 1]);
  });

  it('can be done by Ctrl and Enter, and not while a letter is being composed', async () => {
    const at = await bench({ options: atOnce });
    await write(at, 'Keys');
    key(box(at)!, 'Enter', { ctrlKey: true, isComposing: true });
    key(box(at)!, 'Enter');
    await calm(at);
    expect(asked(at, 'send').length).to.equal(0);
    key(box(at)!, 'Enter', { ctrlKey: true });
    await until(() => before(at).length === 1);
  });

  it('says what is missing, leads there, and sends nothing', async () => {
    const at = await bench({ whom: 'ada' });
    await send(at);
    expect(said(at)).to.equal(`${en['message-not-sent']} ${en['message-to-missing']}`);
    expect(root(at).activeElement?.matches('[data-field=to]')).to.equal(true);
    await choose(at, '998 87 701');
    await send(at);
    expect([said(at), root(at).activeElement === box(at)]).to.deep.equal([
      `${en['message-not-sent']} ${en['message-empty']}`,
      true,
    ]);
    await choose(at, en['channel-email']);
    await write(at, 'Text');
    await send(at);
    expect([root(at).activeElement?.id, by(at, '#message-subject')!.getAttribute('aria-invalid')]).to.deep.equal([
      'message-subject',
      'true',
    ]);
    await time.pass(60_000);
    expect([asked(at, 'send').length, await at.drafts.list('outbox/')]).to.deep.equal([0, []]);
  });

  it('has one effect when the answer is lost', async () => {
    let times = 0;
    const change = withMessages(({ send: real }) => ({
      send: async (...given) => {
        const message = await real(...given);
        times += 1;
        if (times === 1) throw new BackendError('timeout', 'the answer was lost');
        return message;
      },
    }));
    const at = await bench({ options: atOnce, change });
    await write(at, 'Once');
    await send(at);
    await until(() => times === 1 && underway(at)[0]?.includes(en['sent-by-itself']));
    await time.pass(120_000);
    await until(() => underway(at).length === 0);
    await until(() => at.heard.some((each) => each.startsWith('sent')));
    expect([times, (await kept(at)).length, at.house.delivered.length, before(at).length]).to.deep.equal([2, 1, 1, 1]);
  });

  it('of what was taken back after a lost answer is the same message', async () => {
    let losing = true;
    const change = withMessages(({ send: real }) => ({
      send: async (...given) => {
        const message = await real(...given);
        if (losing) throw new TypeError('the answer is lost');
        return message;
      },
    }));
    const at = await bench({ options: atOnce, change });
    await write(at, 'Once');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['message-not-sent']));
    losing = false;
    await click(at, '[data-topic^="again "]');
    await until(() => text(at) === 'Once' && !locked(at));
    await send(at);
    await until(() => underway(at).length === 0 && at.heard.some((each) => each.startsWith('sent')));
    expect((await kept(at)).map((each) => each.text)).to.deep.equal(['Once']);
  });

  it('is not told over another customer', async () => {
    const at = await bench();
    await write(at, 'For Birk');
    await send(at);
    await until(() => locked(at));
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek' && text(at) === '');
    await time.pass(5000);
    await until(() => at.heard.includes(`sent sms ${at.house.ids.bo} undefined`));
    await calm(at);
    expect([said(at), before(at), underway(at), text(at)]).to.deep.equal(['', [], [], '']);
    expect((await kept(at)).map((each) => each.text)).to.deep.equal(['For Birk']);
  });

  it('gives what was refused back with the reason', async () => {
    const at = await bench({ options: atOnce, plan: { 'messages.send': { failing: 'denied' } } });
    await write(at, 'Refused');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['message-denied']));
    expect(underway(at)[0]).to.contain(en['message-not-sent']).and.to.contain('Refused').and.to.not.contain(en['sent-by-itself']);
    await write(at, 'Something else');
    expect([deed(at, 'again')!.disabled, underway(at)[0]!.includes(en['message-box-taken'])]).to.deep.equal([true, true]);
    await write(at, '');
    await click(at, '[data-topic^="again "]');
    await until(() => text(at) === 'Refused' && !locked(at));
    expect([underway(at), root(at).activeElement === box(at)]).to.deep.equal([[], true]);
  });

  it('can be discarded, and then it is nowhere', async () => {
    const at = await bench({ options: atOnce, plan: { 'messages.send': { failing: 'denied' } } });
    await write(at, 'Refused');
    await send(at);
    await click(at, '[data-topic^="discard "]');
    await until(() => underway(at).length === 0);
    at.faulty.set({});
    await time.pass(600_000);
    await turn();
    const left = [...(await at.drafts.list('draft/')), ...(await at.drafts.list('outbox/'))];
    expect([text(at), left, (await kept(at)).length]).to.deep.equal(['', [], 0]);
  });

  it('waits for the network as a row of its own, and is sent once', async () => {
    const drafts = memoryDrafts();
    const at = await bench({ options: atOnce, drafts: another(drafts), plan: { 'messages.send': { failing: 'offline' } } });
    await write(at, 'Offline words');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['sent-by-itself']));
    expect([underway(at)[0]!.includes(en['error-offline']), text(at), bars(at).includes('Offline words')]).to.deep.equal([
      true,
      '',
      false,
    ]);
    at.faulty.set({});
    await press(at, en.retry);
    await until(() => before(at).length === 1 && underway(at).length === 0);
    await time.pass(600_000);
    await calm(at);
    expect([(await kept(at)).length, asked(at, 'send').length]).to.deep.equal([1, 2]);
  });
});
