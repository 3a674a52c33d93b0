import { expect } from '@open-wc/testing';
import { staySilent } from '../../support/card.js';
import {
  asked,
  atOnce,
  bars,
  before,
  bench,
  by,
  calm,
  click,
  en,
  type House,
  houseWith,
  kept,
  mia,
  press,
  problems,
  root,
  send,
  text,
  underway,
  until,
  words,
  write,
} from './bench.js';

const refusing = async (policy: 'warn' | 'block' = 'block'): Promise<House> => {
  const house = await houseWith({ settings: { messageOptedOut: policy, messageUndoSeconds: 0 } });
  await house.as(mia).saveConsent({ channel: 'sms', consent: 'refused', customerId: house.ids.bo, at: '2026-01-05T12:00:00Z' });
  return house;
};
const sendButton = (at: Parameters<typeof by>[0]) => by<HTMLButtonElement>(at, '#send-message')!;

describe('whether the customer wants to be written to', () => {
  staySilent();

  it('is said before anything is typed, and what is blocked cannot be sent', async () => {
    const at = await bench({ house: await refusing() });
    await until(() => bars(at).includes(en['message-closed']));
    expect([sendButton(at).disabled, words(at, '#message-standing').includes('Jan'), by(at, '#message-reason')]).to.deep.equal([
      true,
      true,
      null,
    ]);
    await write(at, 'All the same');
    by(at, 'form')!.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await calm(at);
    expect([asked(at, 'send').length, text(at)]).to.deep.equal([0, 'All the same']);
  });

  it('can be passed with a reason where it is a warning', async () => {
    const at = await bench({ house: await refusing('warn') });
    await until(() => bars(at).includes(en['message-with-reason']));
    await write(at, 'All the same');
    await send(at);
    expect([problems(at), root(at).activeElement?.id, asked(at, 'send').length]).to.deep.equal([
      [en['message-reason-missing']],
      'message-reason',
      0,
    ]);
    await write(at, 'Asked for it on the phone', '#message-reason');
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at))[0]!.reason).to.equal('Asked for it on the phone');
  });

  it('can be passed where it is blocked by those who may', async () => {
    const at = await bench({ house: await refusing(), options: { role: 'manager' } });
    await until(() => by(at, '#message-reason'));
    await write(at, 'A matter of safety', '#message-reason');
    await write(at, 'Do not use the heater');
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at))[0]!.reason).to.equal('A matter of safety');
  });

  it('follows what is said meanwhile, and what was typed stays', async () => {
    const house = await houseWith();
    const at = await bench({ house });
    await write(at, 'Half a message');
    await house.as(mia).saveConsent({ channel: 'sms', consent: 'refused', customerId: house.ids.bo });
    at.faulty.tell({ kind: 'customer', id: house.ids.bo } as never);
    await until(() => sendButton(at).disabled);
    expect(text(at)).to.equal('Half a message');
  });

  it('is a matter of the hour, too', async () => {
    const night = { messageQuietFrom: '21:00', messageQuietUntil: '07:00', messageUndoSeconds: 0 };
    const house = await houseWith({ settings: night, now: () => Date.parse('2026-03-10T22:30:00Z') });
    const at = await bench({ house });
    await until(() => bars(at).includes('Quiet hours'));
    expect(bars(at)).to.contain('Oslo').and.to.contain(en['message-with-reason']);
    expect(by(at, '#message-reason')).to.not.equal(null);
  });

  it('that cannot be read is decided by the backend, and the text can be taken back', async () => {
    const at = await bench({ house: await refusing(), plan: { 'messages.consent': { failing: 'unavailable' } } });
    await until(() => bars(at).includes(en['message-consent-unknown']));
    expect(sendButton(at).disabled).to.equal(false);
    await write(at, 'Perhaps');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['message-not-sent']));
    expect(underway(at)[0]).to.contain(en['message-opted-out']);
    expect((await kept(at)).length).to.equal(0);
    at.faulty.set({});
    await click(at, '[data-topic^="again "]');
    await until(() => text(at) === 'Perhaps');
    await press(at, en.retry);
    await until(() => sendButton(at).disabled);
  });

  it('says nothing where nothing stands against it', async () => {
    const at = await bench({ options: atOnce });
    await until(() => at.composer.reading.standing.value);
    await calm(at);
    expect([bars(at), by(at, '#message-reason')]).to.deep.equal(['', null]);
  });
});
