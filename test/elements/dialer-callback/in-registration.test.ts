import { expect } from '@open-wc/testing';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import '../../../src/elements/enquiry-registration/define.js';
import '../../../src/elements/enquiry-registration/form.js';
import { en, staySilent, until } from '../../support/card.js';
import {
  aDialerCall,
  asked,
  dialerHouse,
  draftsOf,
  kept,
  part,
  press,
  problems,
  root,
  seat,
  type Seat,
  type SeatOptions,
  texts,
  winter,
} from '../../support/dialer.js';

const catalogue: Catalogue = {
  revision: 1,
  categories: [
    {
      id: 'result',
      label: 'Result',
      choice: 'one',
      required: true,
      when: { campaigns: ['winter'] },
      topics: [
        { id: 'sale', label: 'Sale' },
        { id: 'voicemail', label: 'Voicemail', outcome: 'answering-machine' },
      ],
    },
  ],
};

interface Registration extends Seat {
  readonly form: HTMLElement;
  inner<E extends HTMLElement = HTMLElement>(selector: string): E | null;
}

async function register(options: SeatOptions = {}): Promise<Registration> {
  const form = document.createElement('enquiry-registration');
  const at = seat({ ...options, options: { catalogue, ...options.options }, within: form });
  const inner = <E extends HTMLElement = HTMLElement>(selector: string) => root(form).querySelector<E>(selector);
  await until(() => inner('#register') && part(at, '#call-back'), 'both are there');
  await until(() => part(at, 'h3'), 'the one is part of the other');
  return { ...at, form, inner };
}
const click = async (at: Registration, selector: string) => {
  await until(() => at.inner(selector), `${selector} is there`);
  at.inner(selector)!.click();
  await at.dialer.updateComplete;
};
const type = (at: Registration, text: string) => {
  const area = at.inner<HTMLTextAreaElement>('#comment')!;
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

describe('in the registration', () => {
  staySilent();

  it('has no button and no comment of its own', async () => {
    const at = await register();
    await press(at, '#call-back');
    expect(part(at, '#agree')).to.equal(null);
    expect(part(at, '#comment')).to.equal(null);
    expect(at.inner('#comment-asked')!.textContent).to.contain(en['comment-asked']);
  });

  it('stays in view when both change in one frame', async () => {
    const at = await register();
    await press(at, '#call-back');
    const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await frames();
    const around = at.inner('slot')!.parentElement!;
    around.prepend(document.createElement('div'));
    part(at, 'fieldset')!.querySelector('.fields')!.remove();
    await frames();
    expect(at.dialer.getBoundingClientRect().height).to.be.above(20);
  });

  it('is registered with it in one write, with the one comment', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    type(at, 'Wants the price for two');
    await click(at, '#register');
    await until(() => at.heard.length === 2, 'both are told');
    expect([...at.heard].sort()).to.deep.equal(['agreed call-1: 2026-03-10T17:00:00.000Z', 'registered']);
    expect([asked(at, 'enquiries.register').length, asked(at, 'callbacks.schedule').length]).to.deep.equal([1, 0]);
    const { callback } = await kept(at);
    expect([callback!.comment, callback!.dueAt]).to.deep.equal(['Wants the price for two', '2026-03-10T17:00:00.000Z']);
    expect((await at.backend.enquiries!.get('call-1')).enquiry!.comment).to.equal('Wants the price for two');
    await until(() => texts(at, '.standing').length);
    expect(await draftsOf(at)).to.deep.equal([]);
  });

  it('marks with it', async () => {
    const at = await register();
    await click(at, '[data-topic=voicemail]');
    await press(at, '#unanswered');
    await click(at, '#register');
    await until(() => at.heard.length === 2);
    expect((await kept(at)).mark!.markedBy).to.equal('mia');
    expect(at.heard).to.include('marked call-1');
  });

  it('says that a topic is for the statistics only', async () => {
    const at = await register();
    await click(at, '[data-topic=voicemail]');
    await until(() => texts(at, '.bar').some((text) => text.includes('Voicemail is for the statistics only')));
    await press(at, '#unanswered');
    expect(texts(at, '.bar').join()).not.to.contain('Voicemail');
  });

  it('keeps from registering while something is wrong with it, and goes there', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await click(at, '#register');
    await until(() => problems(at).length);
    expect(problems(at)).to.deep.equal([en['time-required']]);
    expect(root(at.dialer).activeElement!.id).to.equal('day');
    expect(asked(at, 'enquiries.register')).to.have.length(0);
  });

  it('needs the comment where the campaign says so', async () => {
    const at = await register({ options: { campaigns: [{ ...winter, commentRequired: true }] } });
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await click(at, '#register');
    await until(() => at.inner('#comment-problem'));
    expect(at.inner('#comment-problem')!.textContent).to.contain(en['comment-required-call']);
    type(at, 'Price for two');
    await click(at, '#register');
    await until(() => at.heard.includes('registered'));
  });

  it('is registered without topics being typed anew, when only the attempt is said later', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await click(at, '#register');
    await until(() => at.heard.includes('registered'));
    expect(at.inner<HTMLButtonElement>('#register')!.disabled).to.equal(true);
    await press(at, '#unanswered');
    await until(() => !at.inner<HTMLButtonElement>('#register')!.disabled, 'it can be registered again');
    await click(at, '#register');
    await until(() => at.heard.includes('marked call-1'));
  });

  it('is done neither when the backend refuses one', async () => {
    const backend = dialerHouse({ catalogue });
    const at = await register({ backend });
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await backend.saveCampaign({ ...winter, callBackFor: ['all'] });
    at.faulty.set({ 'callbacks.get': { never: true } });
    await click(at, '#register');
    await until(() => problems(at).length, 'the reason is shown');
    expect(problems(at)).to.deep.equal([en['call-back-not-allowed']]);
    expect((await backend.enquiries.get('call-1')).enquiry).to.equal(undefined);
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('17:00');
  });

  it('is cleared with it, and comes back with it', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await click(at, '#clear');
    await until(() => !part<HTMLInputElement>(at, '#call-back')!.checked);
    await click(at, '#undo');
    await until(() => part<HTMLInputElement>(at, '#time')?.value === '17:00');
  });

  it('takes what was typed until Ctrl+Enter, without the box being left', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    const day = part<HTMLInputElement>(at, '#day')!;
    day.value = 'wed 15';
    day.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await at.dialer.updateComplete;
    day.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true }),
    );
    await until(() => at.heard.length === 2, 'both are told');
    expect((await kept(at)).callback!.dueAt).to.equal('2026-03-11T15:00:00.000Z');
  });

  it('registered while another conversation is on screen is not to be said again', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    at.faulty.hold('enquiries.register');
    await click(at, '#register');
    await until(() => asked(at, 'enquiries.register').length);
    at.desk.interaction = aDialerCall({ id: 'call-2' });
    await until(() => part<HTMLInputElement>(at, '#call-back') && !part<HTMLInputElement>(at, '#call-back')!.checked);
    await at.faulty.releaseAll();
    await until(() => at.heard.includes('registered'), 'the first is registered');
    at.desk.interaction = aDialerCall();
    await until(() => texts(at, '.standing').length && !part(at, '#day'), 'it stands, and the form is closed');
    expect((await draftsOf(at)).filter((key) => key.includes('dialer-callback'))).to.deep.equal([]);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('says why what was agreed on cannot be cancelled now', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await click(at, '#register');
    await press(at, '#cancel');
    const reason = part<HTMLInputElement>(at, '#reason')!;
    reason.value = 'Bought it';
    reason.dispatchEvent(new InputEvent('input', { bubbles: true }));
    at.faulty.set({ 'callbacks.cancel': { failing: 'offline' } });
    await press(at, '#cancel-now');
    await until(() => texts(at, '[part=bar]').join().includes(en['sent-by-itself']), 'it says that it waits');
  });

  it('stands between the conversation and its end, too', async () => {
    const at = await register();
    await click(at, '[data-topic=sale]');
    await click(at, '#register');
    await until(() => at.heard.includes('registered'));
    await press(at, '#call-back');
    expect(await at.desk.requestClose()).to.equal(false);
  });

  it('stands alone where nothing is registered', async () => {
    const at = seat({
      options: { catalogue, settings: { enquiryOutbound: false } },
      within: document.createElement('enquiry-registration'),
    });
    await until(() => part(at, 'h2'), 'it has a head of its own');
    await press(at, '#unanswered');
    expect(part(at, '#agree')!.getBoundingClientRect().height).to.be.greaterThan(0);
    await press(at, '#agree');
    await until(() => at.heard.includes('marked call-1'));
  });

  it('asks the campaign’s categories in its calls alone', async () => {
    const form = document.createElement('enquiry-registration');
    const at = seat({ options: { catalogue }, within: form, interaction: aDialerCall({ attempt: undefined }) });
    await until(() => root(form).querySelector('#register'));
    expect(root(form).querySelector('[data-topic]')).to.equal(null);
    at.desk.interaction = aDialerCall({ id: 'call-2' });
    await until(() => root(form).querySelector('[data-topic=sale]'));
  });
});
