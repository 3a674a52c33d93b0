import { expect } from '@open-wc/testing';
import { BackendError } from '../../../src/backend/backend-error.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, everything, staySilent, until } from '../../support/card.js';
import {
  aDialerCall,
  asked,
  calm,
  consequences,
  dialerHouse,
  draftsOf,
  kept,
  part,
  press,
  problems,
  seat,
  sit,
  standing,
  stands,
  texts,
  winter,
  write,
} from '../../support/dialer.js';

const bars = (at: Parameters<typeof texts>[0]) => texts(at, '[part=bar]').join(' | ');

describe('a call-back that cannot be sent', () => {
  staySilent();

  it('waits, closed, and is sent once when the network is back', async () => {
    const at = await sit({ plan: { 'callbacks.schedule': { failing: 'offline' } } });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await press(at, '#agree');
    await until(() => bars(at).includes(en['not-agreed-yet']), 'it waits');
    expect(part<HTMLFieldSetElement>(at, 'fieldset')!.disabled).to.equal(true);
    at.faulty.set({});
    [...at.dialer.shadowRoot!.querySelectorAll('.bar button')]
      .find((each) => each.textContent!.includes(en.retry))!
      .dispatchEvent(new MouseEvent('click'));
    await stands(at);
    const { callback } = await kept(at);
    expect(callback!.revision).to.equal(1);
    expect(at.heard).to.deep.equal(['agreed call-1: 2026-03-10T17:00:00.000Z']);
  });

  it('that may have been done all the same is not done twice', async () => {
    const backend = dialerHouse();
    let asked = 0;
    const schedule: typeof backend.callbacks.schedule = async (draft, options) => {
      const kept = await backend.callbacks.schedule(draft, options);
      asked += 1;
      if (asked === 1) throw new BackendError('timeout', 'The answer was lost');
      return kept;
    };
    const at = await sit({ backend: { ...backend, callbacks: { ...backend.callbacks, schedule } } });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await press(at, '#agree');
    await until(() => bars(at).includes(en['not-agreed-yet']), 'it waits');
    part(at, '.bar button')!.click();
    await until(() => at.heard.length, 'it is told');
    expect([asked, at.heard.length]).to.deep.equal([2, 1]);
    expect((await at.backend.callbacks!.list!('all')).items).to.have.length(1);
  });

  it('is refused with what is wrong, and nothing that was typed is lost', async () => {
    const backend = dialerHouse();
    const at = await sit({ backend });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await write(at, '#comment', 'Wants the price for two');
    await backend.saveCampaign({ ...winter, callBackFor: ['all'] });
    await press(at, '#agree');
    await until(() => bars(at).includes(en['not-agreed']), 'it is refused');
    expect(part<HTMLTextAreaElement>(at, '#comment')!.value).to.equal('Wants the price for two');
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('17:00');
    expect(problems(at).join()).to.contain(en['call-back-not-allowed']);
  });

  it('was agreed on by a colleague meanwhile: that is shown', async () => {
    const backend = dialerHouse();
    const at = await sit({ backend });
    await backend.callbacks.schedule({
      campaignId: 'winter',
      interactionId: 'call-1',
      for: 'all',
      wallTime: '2026-03-10T18:00',
      timeZone: 'UTC',
    });
    await stands(at);
    expect(standing(at)).to.contain('for the first free agent');
  });
});

describe('what was typed', () => {
  staySilent();

  it('is there again after the page, and can be discarded', async () => {
    const drafts = memoryDrafts();
    const backend = dialerHouse();
    const before = await sit({ drafts, backend });
    await press(before, '#call-back');
    await write(before, '#day', 'wed 15');
    await write(before, '#comment', 'Half a sen');
    await until(() => texts(before, '.status').includes(en['draft-kept']), 'the draft is kept');
    before.desk.remove();
    const at = await sit({ drafts, backend });
    await until(() => part(at, '#comment'));
    expect(part<HTMLTextAreaElement>(at, '#comment')!.value).to.equal('Half a sen');
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('15:00');
    expect(bars(at)).to.contain(en['draft-restored']);
    await press(at, '.bar button');
    await until(() => !part(at, '#comment'));
    expect(await draftsOf(at)).to.deep.equal([]);
  });

  it('stays with its conversation', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await write(at, '#comment', 'Of the first call');
    at.desk.interaction = aDialerCall({ id: 'call-2' });
    await until(() => part(at, '#call-back') && !part<HTMLInputElement>(at, '#call-back')!.checked);
    expect(everything(at.dialer)).not.to.contain('Of the first call');
    at.desk.interaction = aDialerCall();
    await until(() => part(at, '#comment'));
    expect(part<HTMLTextAreaElement>(at, '#comment')!.value).to.equal('Of the first call');
  });

  it('is in the way of closing the conversation', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    expect(await at.desk.requestClose()).to.equal(false);
    expect(at.heard.at(-1)).to.equal(`refused: ${en['attempt-unsent']}`);
    await press(at, '#agree');
    await stands(at);
    expect(await at.desk.requestClose()).to.equal(true);
  });
});

describe('answers that come late', () => {
  staySilent();

  it('of another conversation are never shown', async () => {
    const at = seat({ plan: { callbacks: { ignoreSignal: true } } });
    at.faulty.hold('callbacks.get');
    await until(() => asked(at, 'callbacks.get').length);
    at.desk.interaction = aDialerCall({ id: 'call-2', attempt: { campaignId: 'winter', number: 2, of: 3 } });
    await until(() => asked(at, 'callbacks.get').some(({ given }) => given[0] === 'call-2'));
    await at.faulty.releaseAll('reversed');
    await until(() => part(at, '.head .soft'));
    await calm(at);
    expect(texts(at, '.head')[0]).to.contain('Attempt 2 of 3');
  });

  it('say nothing in an element that was taken out', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    at.dialer.remove();
    await calm(at);
    expect(consequences(at)).to.deep.equal([]);
    at.desk.append(at.dialer);
    await until(() => consequences(at).length, 'it is there again');
  });
});
