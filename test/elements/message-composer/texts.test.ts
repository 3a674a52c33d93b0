import { expect } from '@open-wc/testing';
import { press as key, staySilent } from '../../support/card.js';
import {
  all,
  aConversation,
  asked,
  atOnce,
  before,
  bench,
  type Bench,
  box,
  by,
  calm,
  choose,
  click,
  en,
  houseWith,
  kept,
  mia,
  press,
  problems,
  root,
  said,
  send,
  squeeze,
  text,
  until,
  words,
  write,
} from './bench.js';

const meter = (at: Bench) => words(at, '[data-encoding]');
const found = (at: Bench) => all(at, '[role=option]').map((each) => squeeze(each.querySelector('bdi')!.textContent!));
const marked = (at: Bench) => {
  const { value, selectionStart, selectionEnd } = box(at)!;
  return value.slice(selectionStart, selectionEnd);
};

describe('what an SMS costs', () => {
  staySilent();

  it('is said with every key', async () => {
    const at = await bench();
    await write(at, 'x'.repeat(160));
    expect(meter(at)).to.contain('1 SMS').and.to.contain('0 characters left').and.to.contain('0.50');
    await write(at, 'x'.repeat(161));
    expect(meter(at)).to.contain('2 SMS').and.to.contain('145 characters left').and.to.contain('1.00');
    await choose(at, en['channel-email']);
    expect(by(at, '[data-encoding]')).to.equal(null);
  });

  it('names what costs, and writes it plainly with one click', async () => {
    const at = await bench({ options: atOnce });
    await write(at, `It’s here – ${'x'.repeat(80)}`);
    expect([all(at, '.culprit').map((each) => each.textContent), meter(at).startsWith('2 SMS')]).to.deep.equal([
      ['’', '–'],
      true,
    ]);
    expect(words(at, '#plain-signs')).to.contain(en['message-saves']({ count: 1 }, { number: String } as never));
    await click(at, '#plain-signs');
    expect([text(at), said(at), root(at).activeElement === box(at), by(at, '.culprits')]).to.deep.equal([
      `It's here - ${'x'.repeat(80)}`,
      en['message-replaced'],
      true,
      null,
    ]);
  });

  it('changes letters only when that is chosen', async () => {
    const at = await bench();
    await write(at, 'Zażółć “gęślą”');
    await click(at, '#plain-signs');
    expect(text(at)).to.equal('Zażółć "gęślą"');
    await click(at, '#plain-letters');
    expect(text(at)).to.match(/^[\x20-\x7eòó]*$/);
  });

  it('has a limit, said at once', async () => {
    const at = await bench({ options: atOnce });
    await write(at, 'x'.repeat(1530));
    expect(problems(at)).to.deep.equal([]);
    await write(at, 'x'.repeat(1531));
    const words = en['message-too-many-segments']({ limit: 10 }, { number: String } as never);
    expect([problems(at), box(at)!.getAttribute('aria-invalid')]).to.deep.equal([[words], 'true']);
    await send(at);
    expect(asked(at, 'send').length).to.equal(0);
  });
});

describe('templates', () => {
  staySilent();

  it('are found by a slash and a word of them, and put in with Enter', async () => {
    const at = await bench({ options: atOnce });
    await write(at, 'First. /');
    expect(found(at)).to.deep.equal(['We call back', 'Invoice']);
    await write(at, 'First. /call');
    expect(found(at)).to.deep.equal(['We call back']);
    expect(box(at)!.getAttribute('aria-activedescendant')).to.equal('template-0');
    key(box(at)!, 'Enter');
    await calm(at);
    expect([text(at), found(at), root(at).activeElement === box(at)]).to.deep.equal([
      'First. Hello Birk, we will call you back today. Mia Lund',
      [],
      true,
    ]);
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at))[0]!.templateId).to.equal('t1');
  });

  it('are gone through with the arrows, and Esc closes the list and keeps the text', async () => {
    const at = await bench();
    await write(at, 'x /');
    key(box(at)!, 'ArrowDown');
    await calm(at);
    expect(by(at, '[aria-selected=true] bdi')!.textContent).to.equal('Invoice');
    key(box(at)!, 'Escape');
    await calm(at);
    expect([found(at), text(at), root(at).activeElement === box(at)]).to.deep.equal([[], 'x /', true]);
    await write(at, 'a/b');
    expect(found(at), 'no slash inside a word').to.deep.equal([]);
    await write(at, '/nothing');
    expect(root(at).textContent).to.contain(en['message-no-template']);
  });

  it('come by the button and a click, in the customer’s language', async () => {
    const at = await bench({ whom: 'ada' });
    await click(at, '#find-template');
    expect(found(at)).to.have.length(2);
    by(at, '#template-0')!.click();
    await calm(at);
    expect(text(at)).to.equal('Hei Ada, vi ringer deg tilbake i dag. Mia Lund');
  });

  it('that are looked for by the button and not wanted leave no slash behind', async () => {
    const at = await bench();
    await write(at, 'My words');
    await click(at, '#find-template');
    key(box(at)!, 'Escape');
    await calm(at);
    expect(text(at)).to.equal('My words');
  });

  it('have something else to say where a value is missing', async () => {
    const at = await bench({ whom: '', interaction: aConversation() });
    await write(at, '/callback');
    key(box(at)!, 'Enter');
    await calm(at);
    expect(text(at)).to.contain('Hello there,');
  });

  it('are not sent with something open, and the way there is a button', async () => {
    const at = await bench({ whom: 'eve', options: atOnce });
    await choose(at, en['channel-email']);
    await write(at, '/invoice');
    key(box(at)!, 'Enter');
    await calm(at);
    expect([by<HTMLInputElement>(at, '#message-subject')!.value, text(at), marked(at)]).to.deep.equal([
      'Your invoice, Eve Ek',
      'Invoice {{number}} was sent to eve@havn.example.',
      '{{number}}',
    ]);
    expect(all(at, 'mark').map((each) => each.textContent)).to.deep.equal(['{{number}}']);
    box(at)!.setSelectionRange(0, 0);
    await send(at);
    expect([problems(at), asked(at, 'send').length]).to.deep.equal([[en['message-open-variable']], 0]);
    await press(at, 'number');
    expect([marked(at), root(at).activeElement === box(at)]).to.deep.equal(['{{number}}', true]);
    box(at)!.setRangeText('4711');
    await write(at, box(at)!.value);
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at, 'eve'))[0]!.text).to.equal('Invoice 4711 was sent to eve@havn.example.');
  });

  it('take values as text, whatever they look like, and nothing that the agent may not see', async () => {
    const house = await houseWith({
      messages: {
        channels: [{ channel: 'sms' }],
        templates: [
          { id: 't', shortcode: 'x', name: '<img src=x onerror=alert(1)>', texts: [{ text: '{{givenName}}: {{secret|none}}' }] },
        ],
        deliver: async () => {},
      },
    });
    const customer = (await house.as(mia).customers.get(house.ids.kim))!;
    const evil = '{{familyName}}<script>';
    const fields = { givenName: evil };
    await house.as(mia).customers.change!(customer.id, { revision: customer.revision, fields } as never);
    const at = await bench({ house, whom: 'kim' });
    await write(at, '/x');
    expect(root(at).querySelector('img, script')).to.equal(null);
    key(box(at)!, 'Enter');
    await calm(at);
    expect(text(at)).to.equal('{ {familyName} }<script>: none');
    expect(by(at, '.open')).to.equal(null);
  });

  it('that nothing is left of are not told of', async () => {
    const at = await bench({ options: atOnce });
    await write(at, '/callback');
    key(box(at)!, 'Enter');
    await calm(at);
    await write(at, '');
    await write(at, 'My own words');
    await send(at);
    await until(() => before(at).length === 1);
    expect((await kept(at))[0]!.templateId).to.equal(undefined);
  });
});
