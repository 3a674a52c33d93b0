import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LinkSendRequestedEvent } from '../../../src/wiring/link-send-requested.js';
import { staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  before,
  bench,
  type Bench,
  type BenchOptions,
  box,
  by,
  calm,
  choose,
  click,
  en,
  type House,
  houseWith,
  kept,
  locked,
  mia,
  minute,
  root,
  seat,
  send,
  text,
  underway,
  until,
  words,
  write,
} from './bench.js';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const sample = async (): Promise<House> => {
  const house = await houseWith();
  const [failed] = await house.write(
    { text: `${word} did not arrive`, ago: 20 * minute },
    { channel: 'email', subject: word, text: `Longer. ${'words '.repeat(90)}`, ago: 2 * minute },
  );
  await house.as(mia).reportDelivery(failed!.id, { state: 'failed', failure: 'unreachable' });
  return house;
};
const standard = async (more: BenchOptions): Promise<Bench> => {
  const at = await bench({ house: await sample(), whom: 'ada', options: { role: 'manager' }, ...more });
  await until(() => before(at).length === 2);
  return at;
};

/** Everything that the composer can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  waiting: async (more) => {
    const at = seat({ house: await houseWith(), plan: { 'messages.channels': { never: true } }, ...more });
    await until(() => by(at, '[aria-busy]'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ house: await houseWith(), plan: { 'messages.channels': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry'));
    return at;
  },
  'without anybody': async (more) => {
    const at = seat({ house: await houseWith(), whom: '', ...more });
    await until(() => by(at, '.none'));
    return at;
  },
  empty: standard,
  'an e-mail with all that is wrong': async (more) => {
    const at = await standard(more);
    await choose(at, en['channel-email']);
    await write(at, 'Dear {{name}}');
    await send(at);
    await choose(at, en['message-other-e-mail']);
    return at;
  },
  'with costly characters': async (more) => {
    const at = await standard(more);
    await write(at, `Zażółć “gęślą” ${word}… {{${word}}}`);
    return at;
  },
  'with templates': async (more) => {
    const at = await standard(more);
    await write(at, '/');
    await until(() => by(at, '[role=option]'));
    return at;
  },
  'with a reason': async (more) => {
    const house = await houseWith();
    await house.as(mia).saveConsent({ channel: 'sms', consent: 'refused', customerId: house.ids.bo });
    const at = await bench({ house, options: { role: 'manager' }, ...more });
    await until(() => by(at, '#message-reason'));
    await write(at, 'Words');
    await send(at);
    return at;
  },
  blocked: async (more) => {
    const house = await houseWith();
    await house.as(mia).saveConsent({ channel: 'sms', consent: 'refused', customerId: house.ids.bo });
    const at = await bench({ house, ...more });
    await until(() => by(at, '#message-standing'));
    return at;
  },
  'to be undone': async (more) => {
    const at = await bench(more);
    await write(at, 'Words');
    await send(at);
    await until(() => by(at, '#undo-message'));
    return at;
  },
  'with a link that waits': async (more) => {
    const at = await faces['to be undone']!(more);
    at.desk.dispatchEvent(new LinkSendRequestedEvent(at.house.ids.bo, `https://shop.example/${word}`, 'Offer'));
    await until(() => root(at).textContent!.includes(en['message-link-waits']));
    return at;
  },
  'not sent yet': async (more) => {
    const options = { settings: { messageUndoSeconds: 0 } };
    const at = await bench({ options, plan: { 'messages.send': { failing: 'offline' } }, ...more });
    await write(at, `${word} ${word}`);
    await send(at);
    await until(() => underway(at)[0]?.includes(en['sent-by-itself']));
    await write(at, 'More words');
    return at;
  },
};

describe('the composer for assistive technology', () => {
  staySilent();
  const time = stopTime();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, show] of Object.entries(faces))
      it(`has nothing to fault ${name}, ${scheme}`, async () => {
        const { composer, desk } = await show({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(composer).to.be.accessible();
      });

  it('is enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    for (const show of Object.values(faces)) {
      const at = await show({});
      const what = 'button:not(.link), textarea, input:not([type=radio]), .chip span, .option, [role=option]';
      const small = [...root(at).querySelectorAll(what)].filter((each) => {
        if (!each.checkVisibility()) return false;
        const { width, height } = each.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
    }
  });

  for (const width of [280, 700])
    for (const dir of ['ltr', 'rtl'] as const)
      for (const [name, show] of Object.entries(faces))
        it(`has room in ${width} pixels ${name}, ${dir}`, async () => {
          const at = await show({ width, dir });
          const { left, right } = at.composer.getBoundingClientRect();
          const out = [...root(at).querySelectorAll('*')].filter((each) => {
            if (each.closest('.sr, svg, style') || !each.checkVisibility()) return false;
            const area = each.getBoundingClientRect();
            return area.width > 0 && (area.left < left - 1 || area.right > right + 1);
          });
          expect(out.map((each) => `${each.localName}.${each.className}`)).to.deep.equal([]);
        });

  it('can be worked with by keyboard alone', async () => {
    const at = await bench({ whom: 'ada' });
    by(at, '[data-field=to]')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await calm(at);
    box(at)!.focus();
    await sendKeys({ type: '/call' });
    await until(() => by(at, '[role=option]'));
    await sendKeys({ press: 'Enter' });
    await until(() => text(at)?.startsWith('Hei Ada'));
    await sendKeys({ type: ' Hilsen oss' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await until(() => root(at).activeElement?.id === 'undo-message');
    await sendKeys({ press: 'Enter' });
    await until(() => root(at).activeElement === box(at)).catch(() => undefined);
    const shown = {
      focus: root(at).activeElement?.id,
      closed: locked(at),
      deeds: words(at, '.row-deeds'),
      page: document.hasFocus(),
    };
    expect(shown).to.deep.equal({ focus: 'message-text', closed: false, deeds: en['message-send-sms'], page: true });
    await sendKeys({ press: 'Escape' });
    expect([root(at).activeElement, text(at)?.endsWith('Hilsen oss')]).to.deep.equal([null, true]);
    await click(at, '#send-message');
    await until(() => by(at, '#undo-message'));
    await time.pass(5000);
    await until(() => before(at).length === 1);
    expect((await kept(at, 'ada')).length).to.equal(1);
  });
});
