import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { en, staySilent, until } from '../../support/card.js';
import {
  aDialerCall,
  asked,
  attempt,
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
  tuesday,
  winter,
  write,
} from '../../support/dialer.js';

describe('what is offered', () => {
  staySilent();

  it('is nothing for a conversation that is no dialer call', async () => {
    const at = seat({ interaction: aDialerCall({ attempt: undefined }) });
    await calm(at);
    expect(at.dialer.shadowRoot!.textContent!.trim()).to.equal('');
    expect(asked(at, 'callbacks.get')).to.have.length(0);
  });

  it('is nothing at a backend without call-backs', async () => {
    const { callbacks: _callbacks, ...backend } = dialerHouse();
    const at = seat({ backend });
    await calm(at);
    expect(at.dialer.shadowRoot!.textContent!.trim()).to.equal('');
  });

  it('is both outcomes of an answered call, and neither is chosen', async () => {
    const at = await sit();
    expect(texts(at, '.outcome')).to.deep.equal([en['mark-unanswered'], en['call-back']]);
    expect(part(at, 'input:checked, #agree')).to.equal(null);
    expect(texts(at, '.head')[0]).to.contain('Winter offer').and.to.contain('Attempt 1 of 3');
  });

  it('is no mark where nobody answered: that is unanswered already', async () => {
    const at = await sit({ interaction: aDialerCall({ answeredAt: undefined }) });
    expect(texts(at, '.outcome')).to.deep.equal([en['call-back']]);
  });

  it('begins with the answer, while the form is open', async () => {
    const at = await sit({ interaction: aDialerCall({ answeredAt: undefined }) });
    at.desk.interaction = aDialerCall();
    await until(() => part(at, '#unanswered'), 'it can be marked');
  });

  it('is what the campaign and the settings have', async () => {
    const me = await sit({ options: { campaigns: [{ ...winter, mark: false, callBackFor: ['all'] }] } });
    expect(texts(me, '.outcome')).to.deep.equal([en['call-back']]);
    const none = seat({ options: { settings: { dialerActions: false } } });
    await until(() => asked(none, 'callbacks.get').some(({ state }) => state === 'answered'));
    await calm(none);
    expect(part(none, '.outcome')).to.equal(null);
  });

  it('says that it could not be read, and reads it again', async () => {
    const at = seat({ plan: { 'callbacks.get': { failing: 'unavailable' } } });
    await until(() => part(at, '[role=alert]'));
    expect(texts(at, '[role=alert]')[0]).to.contain(en['attempt-not-loaded']);
    at.faulty.set({});
    part(at, 'button')!.click();
    await until(() => part(at, '#call-back'));
  });
});

describe('marking as unanswered', () => {
  staySilent();

  it('says before what it leads to', async () => {
    const at = await sit();
    await press(at, '#unanswered');
    expect(consequences(at)).to.deep.equal(['2 of 3 attempts left.']);
  });

  for (const [what, more, campaign, expected] of [
    ['the last attempt', { number: 3 }, {}, 'That was the last of 3 attempts: this customer is not called again.'],
    ['a call after a silent one', { reason: 'silent-call' }, {}, en['after-silent-call']],
    ['an ended campaign', {}, { status: 'ended' }, en['not-called-campaign-ended']],
  ] as const)
    it(`says that nobody calls again after ${what}`, async () => {
      const at = await sit({
        interaction: aDialerCall({ attempt: { ...attempt, ...more } }),
        options: { campaigns: [{ ...winter, ...campaign }] },
      });
      await press(at, '#unanswered');
      expect(consequences(at)).to.deep.equal([expected]);
    });

  it('is acknowledged, told to the host, and leaves no draft', async () => {
    const at = await sit();
    await press(at, '#unanswered');
    await press(at, '#agree');
    await stands(at);
    expect(standing(at)).to.contain(en['marked-unanswered']);
    expect((await kept(at)).mark?.markedBy).to.equal('mia');
    expect(at.heard).to.deep.equal(['marked call-1']);
    expect(await draftsOf(at)).to.deep.equal([]);
    expect(part(at, '#agree')).to.equal(null);
  });

  it('can be taken back', async () => {
    const at = await sit();
    await press(at, '#unanswered');
    await press(at, '#agree');
    await press(at, '#take-back');
    await until(() => part(at, '#unanswered'));
    expect((await kept(at)).mark).to.equal(undefined);
    expect(at.heard).to.deep.equal(['marked call-1', 'not marked call-1']);
  });

  it('and calling back exclude each other, and neither loses what was filled in', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await write(at, '#comment', 'Wants two');
    await press(at, '#unanswered');
    expect(part<HTMLInputElement>(at, '#call-back')!.checked).to.equal(false);
    expect(part(at, '#comment')).to.equal(null);
    await press(at, '#call-back');
    expect(part<HTMLInputElement>(at, '#unanswered')!.checked).to.equal(false);
    expect(part<HTMLTextAreaElement>(at, '#comment')!.value).to.equal('Wants two');
  });
});

describe('agreeing on a call-back', () => {
  staySilent();

  it('has me and no time preselected', async () => {
    const at = await sit();
    await press(at, '#call-back');
    expect(part<HTMLInputElement>(at, '[name=for]:checked')!.value).to.equal('me');
    expect([part<HTMLInputElement>(at, '#day')!.value, part<HTMLInputElement>(at, '#time')!.value]).to.deep.equal(['', '']);
    expect(at.dialer.shadowRoot!.activeElement!.id).to.equal('day');
  });

  it('is done with one click on a preset, and said before', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    expect(consequences(at)[0]).to.match(/^Reserved for you for 20 minutes from today 5:00\sPM, then any agent/);
    await press(at, '#agree');
    await stands(at);
    const { callback } = await kept(at);
    expect([callback!.dueAt, callback!.agentId, callback!.timeZone]).to.deep.equal(['2026-03-10T17:00:00.000Z', 'mia', 'UTC']);
    expect(at.heard).to.deep.equal(['agreed call-1: 2026-03-10T17:00:00.000Z']);
    expect(standing(at)).to.contain(en['call-back-agreed']);
  });

  it('takes a time as people say it', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await write(at, '#day', 'wed 15');
    expect(part<HTMLInputElement>(at, '#day')!.value).to.equal('3/11/2026');
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('15:00');
  });

  it('keeps what is no time as it was typed, and says so', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await write(at, '#day', 'soonish');
    expect(part<HTMLInputElement>(at, '#day')!.value).to.equal('soonish');
    expect(problems(at)).to.have.length(1);
    await press(at, '#agree');
    expect(problems(at)).to.deep.equal(['This is no day. Try “Wed 15”.']);
    expect(part<HTMLInputElement>(at, '#day')!.getAttribute('aria-invalid')).to.equal('true');
    expect(asked(at, 'callbacks.schedule')).to.have.length(0);
  });

  it('leaves what is being typed alone, whatever is drawn anew meanwhile', async () => {
    const at = await sit();
    await press(at, '#call-back');
    part(at, '#day')!.focus();
    await sendKeys({ type: 'tomo' });
    at.dialer.requestUpdate();
    await calm(at);
    expect(problems(at)).to.deep.equal([]);
    await sendKeys({ type: 'rrow 15' });
    await sendKeys({ press: 'Tab' });
    expect(part<HTMLInputElement>(at, '#day')!.value).to.equal('3/11/2026');
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('15:00');
  });

  it('refuses a time that is over, by the clock of the backend', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await write(at, '#day', '2026-03-10 11:59');
    expect(problems(at)).to.deep.equal([en['time-past']]);
    expect(consequences(at)).to.deep.equal([]);
  });

  it('warns of a clash and agrees all the same', async () => {
    const backend = dialerHouse();
    await backend.interactions.record(aDialerCall({ id: 'call-0' }));
    await backend.callbacks.schedule({
      campaignId: 'winter',
      interactionId: 'call-0',
      for: 'me',
      wallTime: '2026-03-10T17:05',
      timeZone: 'UTC',
    });
    const at = await sit({ backend });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    expect(texts(at, '.warning')[0]).to.match(/You have agreed on another call-back at/);
    await press(at, '#agree');
    await stands(at);
  });

  it('shows both clocks where they differ', async () => {
    const at = await sit({ interaction: aDialerCall({ attempt: { ...attempt, timeZone: 'Pacific/Apia' } }) });
    await press(at, '#call-back');
    await write(at, '#day', 'friday 9');
    expect(consequences(at)[0]).to.match(/in Apia is .* on your clock\.$/);
    await press(at, '#agree');
    await stands(at);
    expect((await kept(at)).callback!.dueAt).to.equal('2026-03-12T20:00:00.000Z');
  });

  it('keeps the instant when another zone is chosen', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    const zone = part<HTMLSelectElement>(at, '#zone')!;
    zone.value = 'Europe/Oslo';
    zone.dispatchEvent(new Event('change'));
    await at.dialer.updateComplete;
    expect(part<HTMLInputElement>(at, '#time')!.value).to.equal('18:00');
  });

  it('says what the clocks do to a night, and lets the agent say which of two is meant', async () => {
    const at = await sit({
      interaction: aDialerCall({ attempt: { ...attempt, timeZone: 'Europe/Oslo' } }),
      options: { now: () => Date.parse('2026-10-20T12:00:00Z') },
    });
    await press(at, '#call-back');
    await write(at, '#day', '2026-10-25 2:30');
    expect(consequences(at)[0]).to.match(/^The clocks show 2:30\sAM twice that night: the first is meant/);
    [...at.dialer.shadowRoot!.querySelectorAll<HTMLInputElement>('[name=twice]')][1]!.click();
    await at.dialer.updateComplete;
    expect(consequences(at)[0]).to.match(/the second is meant/);
    await press(at, '#agree');
    await stands(at);
    expect((await kept(at)).callback!.dueAt).to.equal('2026-10-25T01:30:00.000Z');
  });

  it('says when a time is skipped', async () => {
    const at = await sit({ interaction: aDialerCall({ attempt: { ...attempt, timeZone: 'Europe/Oslo' } }) });
    await press(at, '#call-back');
    await write(at, '#day', '2026-03-29 2:30');
    expect(consequences(at)[0]).to.match(/^The clocks skip 2:30\sAM that night: 3:30\sAM is meant\.$/);
  });

  it('asks for a comment, and needs it only where the campaign says so', async () => {
    const asking = await sit();
    await press(asking, '#call-back');
    await press(asking, '#preset-today-at-five');
    expect(texts(asking, '#comment-asked')).to.deep.equal([en['comment-asked']]);
    await press(asking, '#agree');
    await stands(asking);
    const needing = await sit({ options: { campaigns: [{ ...winter, commentRequired: true }] } });
    await press(needing, '#call-back');
    await press(needing, '#preset-today-at-five');
    await press(needing, '#agree');
    expect(problems(needing)).to.deep.equal([en['comment-required-call']]);
    expect(needing.dialer.shadowRoot!.activeElement!.id).to.equal('comment');
  });

  it('calls another number of the customer’s, or one that is typed', async () => {
    const backend = dialerHouse();
    const customer = await backend.customers.add({
      type: 'person',
      fields: { givenName: 'Kari', mobile: '99887701', phone: '22334455' },
    });
    const at = await sit({ backend, interaction: aDialerCall({ customerId: customer.id }) });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    const number = part<HTMLSelectElement>(at, '#number')!;
    expect([...number.options].map(({ value }) => value)).to.deep.equal(['', 'mobile', 'phone', 'other']);
    number.value = 'phone';
    number.dispatchEvent(new Event('change'));
    await at.dialer.updateComplete;
    await press(at, '#agree');
    await stands(at);
    expect((await kept(at)).callback!.number).to.deep.equal({ customerId: customer.id, field: 'phone' });
    await press(at, '#change');
    part<HTMLSelectElement>(at, '#number')!.value = 'other';
    part(at, '#number')!.dispatchEvent(new Event('change'));
    await write(at, '#number-typed', '22 10 20 30');
    await press(at, '#agree');
    await until(() => at.heard.length === 2);
    expect((await kept(at)).callback!.number).to.deep.equal({ raw: '22 10 20 30' });
  });

  it('is changed under its own id', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await press(at, '#agree');
    await stands(at);
    const { id } = (await kept(at)).callback!;
    await press(at, '#change');
    await press(at, '#preset-tomorrow-same-time');
    await press(at, '#agree');
    await until(() => at.heard.length === 2);
    const { callback } = await kept(at);
    expect([callback!.id, callback!.dueAt]).to.deep.equal([id, '2026-03-11T12:00:00.000Z']);
    await until(() => !part(at, '#agree'));
  });

  it('is cancelled with a reason', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await press(at, '#agree');
    await press(at, '#cancel');
    await press(at, '#cancel-now');
    expect(problems(at)).to.have.length(1);
    await write(at, '#reason', 'Bought it in the shop');
    await press(at, '#cancel-now');
    await until(() => at.heard.includes('cancelled'));
    expect((await kept(at)).callback).to.include({ state: 'cancelled', reason: 'Bought it in the shop' });
    await until(() => part(at, '#call-back'));
    await press(at, '#call-back');
    await press(at, '#preset-tomorrow-same-time');
    await press(at, '#agree');
    await until(() => part(at, '#change'), 'another one can be changed');
    expect(part(at, '#reason')).to.equal(null);
  });

  it('does not forget a typed number when it is sent from the list of numbers', async () => {
    const at = await sit();
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    const number = part<HTMLSelectElement>(at, '#number')!;
    number.value = 'other';
    number.dispatchEvent(new Event('change'));
    await write(at, '#number-typed', '22 10 20 30');
    number.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true }),
    );
    await stands(at);
    expect((await kept(at)).callback!.number).to.deep.equal({ raw: '22 10 20 30' });
  });

  it('is done by keyboard alone', async () => {
    const at = await sit();
    part(at, '#call-back')!.focus();
    await sendKeys({ press: ' ' });
    await until(() => at.dialer.shadowRoot!.activeElement?.id === 'day');
    await sendKeys({ type: 'wed 15' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await stands(at);
    expect((await kept(at)).callback!.dueAt).to.equal('2026-03-11T15:00:00.000Z');
  });

  it('goes by the clock of the backend, however wrong that of the desk is', async () => {
    const at = await sit({ options: { now: () => tuesday + 86_400_000 } });
    await press(at, '#call-back');
    await press(at, '#preset-today-at-five');
    await press(at, '#agree');
    await stands(at);
    expect((await kept(at)).callback!.dueAt).to.equal('2026-03-11T17:00:00.000Z');
  });
});
