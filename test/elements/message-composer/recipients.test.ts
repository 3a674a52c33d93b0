import { expect } from '@open-wc/testing';
import { staySilent } from '../../support/card.js';
import {
  aConversation,
  atOnce,
  before,
  bench,
  by,
  choose,
  chosen,
  en,
  fields,
  houseWith,
  kept,
  options,
  problems,
  root,
  send,
  text,
  tom,
  underway,
  until,
  words,
  write,
} from './bench.js';

const group = en['message-to'];

describe('to whom a message goes', () => {
  staySilent();

  it('is chosen by the agent where there are several numbers', async () => {
    const at = await bench({ whom: 'ada', options: atOnce });
    expect(options(at, group)).to.have.length(2);
    expect([chosen(at, group), options(at, group).every((each) => !each.includes('@'))]).to.deep.equal([[], true]);
    await write(at, 'Hello');
    await send(at);
    expect([problems(at), (await kept(at, 'ada')).length]).to.deep.equal([[en['message-to-missing']], 0]);
    await choose(at, '22 33 44 55');
    expect(problems(at)).to.deep.equal([]);
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at, 'ada'))[0]!.to).to.deep.equal({ customerId: at.house.ids.ada, field: 'phone' });
  });

  it('is the default number unless another one is chosen', async () => {
    const withDefault = fields.map((each) => (each.name === 'mobile' ? { ...each, use: 'default-phone' as const } : each));
    const at = await bench({ house: await houseWith({ fields: withDefault }), whom: 'ada' });
    await until(() => chosen(at, group)[0]?.includes('998 87 701'));
    await choose(at, '22 33 44 55');
    expect(chosen(at, group).map((each) => each.includes('22 33 44 55'))).to.deep.equal([true]);
  });

  it('is the only number there is', async () => {
    const at = await bench();
    expect([options(at, group), words(at, '.to')]).to.deep.equal([[], words(at, '.to')]);
    expect(words(at, '.to')).to.contain('911 22 333');
  });

  it('is the e-mail address of the field, with a subject of its own', async () => {
    const at = await bench({ whom: 'ada', options: atOnce });
    await choose(at, en['channel-email']);
    expect(words(at, '.to')).to.contain('ada@fjord.example');
    await write(at, 'Subject line', '#message-subject');
    await write(at, 'Line one\n\nLine two');
    await send(at);
    await until(() => before(at).length === 1);
    const [{ channel, subject, text: sent, to }] = (await kept(at, 'ada')) as [never] & Awaited<ReturnType<typeof kept>>;
    expect([channel, subject, sent, to]).to.deep.equal([
      'email',
      'Subject line',
      'Line one\n\nLine two',
      { customerId: at.house.ids.ada, field: 'email' },
    ]);
  });

  it('shows which number is a landline, in an SMS only', async () => {
    const at = await bench({ whom: 'ada' });
    await until(() => options(at, group).some((each) => each.includes(en['message-landline'])));
    expect(options(at, group).map((each) => each.includes(en['message-landline']))).to.deep.equal(
      options(at, group).map((each) => each.includes('22 33 44 55')),
    );
  });

  it('can be a number that the agent may not see', async () => {
    const at = await bench({ whom: 'kim', options: atOnce });
    const hidden = options(at, group).find((each) => each.includes('Secret number'))!;
    expect([hidden.includes('•'), hidden.includes('933'), hidden.includes(en['message-landline'])]).to.deep.equal([
      true,
      false,
      false,
    ]);
    await choose(at, 'Secret number');
    await write(at, 'Psst');
    await send(at);
    await until(() => before(at).length === 1 && at.house.delivered.length === 1);
    expect([at.house.delivered[0]!.address, root(at).textContent!.includes('933')]).to.deep.equal(['+4793322444', false]);
  });

  it('is whoever is on the line where nobody is known', async () => {
    const house = await houseWith();
    const interaction = aConversation({ from: '+4794433222' });
    await house.as(tom).interactions.record(interaction);
    const at = await bench({ house, whom: '', interaction, options: atOnce });
    expect([words(at, 'h2'), words(at, '.to')]).to.deep.equal([
      en['message-on-the-line'],
      `${group} ${en['message-this-conversation']} 94 43 32 22`,
    ]);
    await write(at, 'Who are you?');
    await send(at);
    await until(() => before(at).length === 1 && house.delivered.length === 1);
    expect(house.delivered[0]!.address).to.equal('+4794433222');
  });

  it('can be the conversation’s number beside those of the customer, and none of them is chosen', async () => {
    const house = await houseWith();
    const at = await bench({ house, interaction: aConversation({ from: '+4794433222', customerId: house.ids.bo }) });
    expect([options(at, group).length, chosen(at, group)]).to.deep.equal([2, []]);
    expect(options(at, group).at(-1)).to.contain(en['message-this-conversation']);
  });

  it('is never the number of whoever else is on the line', async () => {
    const at = await bench({ interaction: aConversation({ from: '+4794433222' }) });
    expect(options(at, group).join()).not.to.contain(en['message-this-conversation']);
  });

  it('says that there is no address, and offers none', async () => {
    const at = await bench({ whom: 'eve' });
    await choose(at, en['channel-sms']);
    expect(problems(at)).to.deep.equal([en['message-no-number']]);
    await write(at, 'Hello');
    await send(at);
    expect((await kept(at, 'eve')).length).to.equal(0);
  });

  it('is typed only by those who may', async () => {
    const may = await bench({ options: { ...atOnce, role: 'manager' } });
    const free = en['message-other-number'];
    expect(options(may, group).at(-1)).to.equal(free);
    await choose(may, free);
    await until(() => root(may).activeElement?.id === 'message-to');
    await write(may, '+47 944 33 222', '#message-to');
    await write(may, 'Hello');
    await send(may);
    await until(() => before(may).length === 1 && may.house.delivered.length === 1);
    expect(may.house.delivered[0]!.address).to.equal('+4794433222');
    const not = await bench();
    expect([options(not, group), by(not, '#message-to')]).to.deep.equal([[], null]);
  });

  it('that is no address comes back with the reason', async () => {
    const at = await bench({ options: { ...atOnce, role: 'manager' } });
    await choose(at, en['message-other-number']);
    await write(at, 'pizza', '#message-to');
    await write(at, 'Hello');
    await send(at);
    await until(() => underway(at)[0]?.includes(en['message-not-a-phone-number']));
    expect((await kept(at)).length).to.equal(0);
  });
});

describe('another way of writing', () => {
  staySilent();

  it('keeps the text, says what becomes of the subject, and has it again on the way back', async () => {
    const at = await bench({ whom: 'ada', options: atOnce });
    await choose(at, en['channel-email']);
    await write(at, 'Subject line', '#message-subject');
    await write(at, 'The text');
    await choose(at, en['channel-sms']);
    expect([text(at), by(at, '#message-subject'), root(at).textContent!.includes(en['message-subject-left'])]).to.deep.equal([
      'The text',
      null,
      true,
    ]);
    await choose(at, en['channel-email']);
    expect([text(at), by<HTMLInputElement>(at, '#message-subject')!.value]).to.deep.equal(['The text', 'Subject line']);
    await choose(at, en['channel-sms']);
    await choose(at, '998 87 701');
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at, 'ada'))[0]!.subject).to.equal(undefined);
  });

  it('is not offered where there is one only', async () => {
    const deliver = async () => {};
    const at = await bench({ options: { messages: { channels: [{ channel: 'email' }], deliver } }, whom: 'ada' });
    expect([options(at, en['message-by']), by(at, '#message-subject') !== null]).to.deep.equal([[], true]);
  });
});
