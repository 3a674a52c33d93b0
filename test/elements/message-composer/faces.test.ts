import { expect } from '@open-wc/testing';
import { staySilent } from '../../support/card.js';
import {
  aConversation,
  atOnce,
  before,
  bench,
  by,
  calm,
  click,
  en,
  houseWith,
  kept,
  mia,
  minute,
  press,
  root,
  seat,
  send,
  squeeze,
  text,
  until,
  withMessages,
  words,
  write,
} from './bench.js';

describe('the faces of the composer', () => {
  staySilent();

  it('are nothing without the service, without sending, without permission, and without a way of writing', async () => {
    const house = await houseWith();
    const none = { messages: { channels: [], deliver: async () => {} } };
    const seats = [
      seat({ house, change: ({ messages: _, ...rest }) => rest }),
      seat({ house, change: (backend) => ({ ...backend, messages: { channels: backend.messages!.channels } }) }),
      seat({ house, options: { permissions: ['customers.view'] } }),
      seat({ house, options: none }),
    ];
    await until(() => seats.slice(2).every((at) => at.composer.reading.office));
    for (const at of seats) {
      await calm(at);
      expect(squeeze(root(at).textContent!)).to.equal('');
      for (const wish of ['message', 'sms', 'email', 'link-send']) expect(at.composer.desk!.answers.has(wish)).to.equal(false);
    }
  });

  it('are grey while nothing is answered', async () => {
    const at = seat({ house: await houseWith(), plan: { 'messages.channels': { never: true } } });
    await until(() => by(at, '[aria-busy=true]'));
    expect(by(at, '#message-text')).to.equal(null);
  });

  for (const method of ['session', 'messages.channels', 'customers.get'])
    it(`say that ${method} failed, and try again`, async () => {
      const at = seat({ house: await houseWith(), plan: { [method]: { failing: 'unavailable' } } });
      await until(() => by(at, '#retry'));
      expect(words(at, '.notice')).to.contain(en['message-not-possible']).and.to.contain(en['error-unavailable']);
      at.faulty.set({});
      await click(at, '#retry');
      await until(() => by(at, '#message-text'));
      expect(words(at, 'h2')).to.equal('Birk Dahl');
    });

  for (const wrongShape of ['null', 'object', 'text', 'cyclic', 'half a page'] as const)
    it(`stay faces when everything answers ${wrongShape}`, async () => {
      for (const method of ['messages.channels', 'messages.templates', 'messages.consent', 'messages.list', 'customers.get']) {
        const at = seat({ house: await houseWith(), plan: { [method]: { wrongShape } } });
        await until(() => by(at, '#retry, .none, #message-text'));
        await calm(at);
        at.desk.remove();
      }
    });

  it('say that the customer is gone, and that a message needs one', async () => {
    const house = await houseWith();
    const nobody = seat({ house, whom: '' });
    await until(() => by(nobody, '.none'));
    const gone = seat({ house });
    gone.desk.customerId = 'nobody-has-this';
    await until(() => by(gone, '.none'));
    expect([words(nobody, '.none'), words(gone, '.none')]).to.deep.equal([
      en['message-needs-customer'],
      en['message-customer-gone'],
    ]);
  });

  it('show nothing of the last customer, not for a moment, in whatever order answers come', async () => {
    const house = await houseWith();
    await house.write({ whom: 'bo', text: 'Written to Birk' });
    const at = await bench({ house, options: atOnce });
    await until(() => before(at).length === 1);
    await write(at, 'For Birk');
    at.faulty.hold();
    at.desk.customerId = house.ids.eve;
    await at.desk.updateComplete;
    await at.composer.updateComplete;
    expect(root(at).textContent).to.not.contain('Birk').and.to.not.contain('911 22 333').and.to.not.contain('91 12 23 33');
    at.desk.customerId = house.ids.bo;
    await calm(at);
    at.desk.customerId = house.ids.kim;
    await calm(at);
    await at.faulty.releaseAll('reversed');
    await until(() => words(at, 'h2') === 'Kim Krog' && text(at) === '');
    await calm(at);
    expect(root(at).textContent).to.not.contain('Birk').and.to.not.contain('911 22 333').and.to.not.contain('91 12 23 33');
    await write(at, 'For Kim');
    by(at, '[data-field=to]')!.click();
    await send(at);
    await until(() => before(at).length === 1);
    expect([
      (await kept(at, 'kim')).map((each) => each.text),
      (await kept(at)).length,
      (await kept(at, 'eve')).length,
    ]).to.deep.equal([['For Kim'], 1, 0]);
  });
});

describe('messages of before', () => {
  staySilent();

  it('say how far they are, and follow what is told', async () => {
    const house = await houseWith();
    const [older] = await house.write(
      { whom: 'bo', text: 'Older', ago: 10 * minute },
      { whom: 'bo', text: 'Newer', ago: minute },
    );
    const at = await bench({ house });
    await until(() => before(at).length === 2 && before(at).every((each) => each.includes(en['message-sent'])));
    expect(before(at).map((each) => each.includes('Newer'))).to.deep.equal([true, false]);
    expect(before(at)[0]).to.contain('91 12 23 33').and.to.contain('Tom Vik');
    await house.as(mia).reportDelivery(older!.id, { state: 'delivered' });
    await until(() => before(at)[1]!.includes(en['message-delivered']));
  });

  it('that failed are counted, and can be edited and sent again', async () => {
    const house = await houseWith();
    const [message] = await house.write({ whom: 'bo', text: 'Did not arrive', ago: minute });
    const at = await bench({ house, options: atOnce });
    await until(() => before(at).length === 1);
    expect(at.composer.count).to.equal(undefined);
    await house.as(mia).reportDelivery(message!.id, { state: 'failed', failure: 'unreachable' });
    await until(() => before(at)[0]!.includes(en['message-failed-unreachable']));
    await until(() => at.heard.includes('count 1'));
    await press(at, en['message-resend']);
    await until(() => text(at) === 'Did not arrive');
    await write(at, 'Second try');
    await send(at);
    await until(() => before(at).length === 2);
    expect((await kept(at)).map((each) => each.text)).to.have.members(['Second try', 'Did not arrive']);
  });

  it('that failed do not replace what is typed', async () => {
    const house = await houseWith();
    const [message] = await house.write({ whom: 'bo', text: 'Did not arrive', ago: minute });
    await house.as(mia).reportDelivery(message!.id, { state: 'failed', failure: 'address' });
    const at = await bench({ house });
    await write(at, 'My words');
    const again = by<HTMLButtonElement>(at, '[part=messages] li button')!;
    expect([again.disabled, text(at)]).to.deep.equal([true, 'My words']);
  });

  it('are five, and more when they are wanted, without going away meanwhile', async () => {
    const house = await houseWith();
    await house.write(...Array.from({ length: 7 }, (_, i) => ({ whom: 'bo' as const, text: `Message ${i}`, ago: i * minute })));
    const at = await bench({ house });
    await until(() => before(at).length === 5);
    at.faulty.hold('messages.list');
    await click(at, '#more-messages');
    expect(before(at).length).to.equal(5);
    await at.faulty.releaseAll();
    await until(() => before(at).length === 7);
    expect(by(at, '#more-messages')).to.equal(null);
  });

  it('that cannot be read keep nobody from writing', async () => {
    const at = await bench({ options: atOnce, plan: { 'messages.list': { failing: 'unavailable' } } });
    await until(() => root(at).textContent!.includes(en['messages-not-loaded']));
    await write(at, 'All the same');
    await send(at);
    await until(async () => (await kept(at)).length === 1);
    at.faulty.set({});
    await press(at, en.retry);
    await until(() => before(at).length === 1);
  });

  it('are of this customer alone, whatever is answered', async () => {
    const leak = withMessages(({ list }) => ({
      list: (_scope, given) => list({ customerId: other }, given),
    }));
    const house = await houseWith();
    const other = house.ids.ada;
    await house.write({ whom: 'ada', text: 'For Ada' });
    const at = await bench({ house, change: leak, interaction: aConversation() });
    await calm(at);
    expect(before(at)).to.deep.equal([]);
  });
});
