import { expect } from '@open-wc/testing';
import { MessageRequestedEvent } from '../../../src/wiring/requests.js';
import { button, staySilent } from '../../support/card.js';
import {
  atOnce,
  before,
  bench,
  type Bench,
  type BenchOptions,
  box,
  by,
  calm,
  chosen,
  en,
  houseWith,
  kept,
  type Name,
  root,
  send,
  text,
  until,
  words,
  write,
} from './bench.js';

const deliver = async () => {};
const group = en['message-to'];
const ask = (at: Bench, whom: Name, channel: 'sms' | 'email' = 'sms', field = 'mobile') =>
  at.desk
    .querySelector('customer-card, message-composer')!
    .dispatchEvent(new MessageRequestedEvent(at.house.ids[whom], channel, field));

describe('the wish to write', () => {
  staySilent();

  for (const [channels, wish] of [
    [['sms', 'email'], 'message'],
    [['sms'], 'sms'],
    [['email'], 'email'],
  ] as const)
    it(`is answered as ${wish} where ${channels.join(' and ')} is set up`, async () => {
      const messages = { channels: channels.map((channel) => ({ channel })), deliver };
      const at = await bench({ whom: 'ada', options: { messages } });
      await until(() => at.composer.desk!.answers.has(wish));
      expect([...at.composer.desk!.answers]).to.have.members([wish, 'link-send']);
      const { desk, composer } = at;
      composer.remove();
      await until(() => desk.isConnected && !composer.desk);
      desk.append(composer);
      await until(() => composer.desk?.answers.has(wish));
    });

  it('of a card opens it, with the address chosen', async () => {
    const at = await bench({ whom: 'ada' });
    const card = at.desk.appendChild(document.createElement('customer-card'));
    card.customerId = at.house.ids.ada;
    await until(() => card.shadowRoot?.querySelector(`[aria-label="${en['sms-field']({ field: 'Mobile' })}"]`));
    button(card, en['sms-field']({ field: 'Mobile' })).click();
    await until(() => chosen(at, group).length === 1);
    await until(() => root(at).activeElement === box(at));
    expect([chosen(at, group)[0]!.includes('998 87 701'), at.heard]).to.deep.equal([true, ['reveal']]);
  });

  it('keeps what is typed', async () => {
    const at = await bench({ whom: 'ada' });
    await write(at, 'Half a message');
    ask(at, 'ada', 'email', 'email');
    await until(() => by(at, '#message-subject'));
    await until(() => root(at).activeElement?.id === 'message-subject');
    expect([text(at), words(at, '.to').includes('ada@fjord.example')]).to.deep.equal(['Half a message', true]);
  });

  it('is not taken from a host that answers it', async () => {
    const at = await bench({ whom: 'ada' });
    at.desk.addEventListener('message-requested', (event) => event.preventDefault());
    ask(at, 'ada');
    await calm(at);
    expect([at.heard, chosen(at, group)]).to.deep.equal([[], []]);
  });

  it('is not answered for a way that is not set up', async () => {
    const at = await bench({ options: { messages: { channels: [{ channel: 'sms' }], deliver } } });
    ask(at, 'bo', 'email', 'email');
    await calm(at);
    expect(at.heard).to.deep.equal([]);
  });

  it('of another customer’s card shows that customer, and goes to that one', async () => {
    const at = await bench({ options: atOnce });
    await write(at, 'For Birk');
    ask(at, 'ada', 'sms', 'mobile');
    await until(() => words(at, 'h2') === 'Ada Berg' && text(at) === '');
    await until(() => chosen(at, group)[0]?.includes('998 87 701'));
    await until(() => root(at).activeElement === box(at));
    await write(at, 'For Ada');
    await send(at);
    await until(() => before(at).length === 1);
    expect([(await kept(at, 'ada')).map((each) => each.text), (await kept(at)).length]).to.deep.equal([['For Ada'], 0]);
    ask(at, 'bo');
    await until(() => words(at, 'h2') === 'Birk Dahl' && text(at) === 'For Birk');
  });

  it('is over when another customer is opened, and does not come back with the first one', async () => {
    const at = await bench();
    ask(at, 'ada');
    await until(() => words(at, 'h2') === 'Ada Berg');
    at.desk.customerId = at.house.ids.eve;
    await until(() => words(at, 'h2') === 'Eve Ek');
    at.desk.customerId = at.house.ids.bo;
    await until(() => words(at, 'h2') === 'Birk Dahl');
    await calm(at);
    expect(words(at, 'h2')).to.equal('Birk Dahl');
  });

  it('brings the tab to light in which the composer stands', async () => {
    const given: BenchOptions = { house: await houseWith() };
    const at = await bench(given);
    const card = document.createElement('customer-card');
    card.customerId = at.house.ids.bo;
    const other = Object.assign(document.createElement('div'), { textContent: 'Another tab' });
    other.setAttribute('label', 'Other');
    at.composer.label = 'Messages';
    at.composer.setAttribute('label', 'Messages');
    card.append(other, at.composer);
    at.desk.append(card);
    await until(() => box(at));
    const selected = () => card.shadowRoot!.querySelector('[role=tab][aria-selected=true]')?.textContent?.trim();
    await until(() => selected() !== undefined);
    expect([selected(), at.composer.checkVisibility()]).to.deep.equal(['Other', false]);
    ask(at, 'bo');
    await until(() => selected() === 'Messages');
    await until(() => root(at).activeElement === box(at));
  });
});
