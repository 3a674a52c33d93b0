import { expect, fixtureSync, html } from '@open-wc/testing';
import fc from 'fast-check';
import { chance } from '../../../src/testing/chance.js';
import { faults } from '../../../src/testing/index.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, everything, staySilent, textOf, until } from '../../support/card.js';
import { rounds, seed } from '../../support/chance.js';
import {
  aConversation,
  asked,
  bars,
  bench,
  calm,
  choose,
  chosen,
  comment,
  control,
  house,
  kept,
  register,
  registered,
  root,
  said,
  seat,
  topic,
  write,
} from '../../support/enquiry.js';
import { leftovers, nothingLeft, watched } from '../../support/leftovers.js';

describe('taking the registration out of the page', () => {
  staySilent();

  it('aborts what it asked', async () => {
    const at = seat({ plan: { 'enquiries.get': { never: true } } });
    await until(() => asked(at, 'enquiries.get').length);
    at.form.remove();
    expect(new Set(asked(at, 'enquiries.get').map(({ state }) => state))).to.deep.equal(new Set(['aborted']));
  });

  it('keeps nothing of the conversation', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    await write(at.form, 'Half a sen');
    at.form.remove();
    await calm(at);
    expect(everything(at.form)).not.to.match(/Positive|Half a sen/);
  });

  it('stops watching', async () => {
    const { backend, watching } = watched(house());
    const at = await bench({ backend });
    await until(() => watching().some((by) => /enquiry-registration/.test(by)));
    at.form.remove();
    await calm(at);
    expect(watching().filter((by) => /enquiry-registration/.test(by))).to.deep.equal([]);
  });

  it('says nothing that comes later', async () => {
    const at = seat({ plan: { enquiries: { ignoreSignal: true } } });
    at.faulty.hold('enquiries.get');
    await until(() => at.faulty.held);
    at.form.remove();
    await at.faulty.releaseAll();
    await calm(at);
    expect(textOf(at.form)).to.equal('');
  });

  it('leaves no timers, listeners, or whatever, in any state', async () => {
    const backend = house({ settings: { enquiryForced: ['*'], wrapUpSeconds: 60 } });
    const drafts = memoryDrafts();
    const round = async (id: string) => {
      const interaction = aConversation({ id, state: 'wrap-up' });
      const at = await bench({ backend, drafts, interaction });
      await until(() => control(at.form, 'extend'));
      await until(() => at.form.reading.known?.state.forced);
      await at.desk.requestClose();
      await choose(at.form, 'm1', 'p3');
      register(at.form);
      await registered(at);
      await until(() => said(at.form) === en.registered);
      topic(at.form, 'm2')!.focus();
      at.desk.remove();
      await calm(at);
    };
    await round('call-0');
    const left = await leftovers(async () => {
      for (let i = 1; i < 4; i += 1) await round(`call-${i}`);
    });
    const timers = left.timers.filter((timer) => !timer.includes('outbox')); // the one of the outbox stays with it
    expect({ ...left, timers }).to.deep.equal(nothingLeft);
  });
});

describe('putting the registration somewhere else', () => {
  staySilent();

  it('shows the form again, with what was typed', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    await write(at.form, 'Half a sen');
    const elsewhere = document.createElement('div');
    at.desk.append(elsewhere);
    elsewhere.append(at.form);
    await calm(at);
    await until(() => chosen(at.form).join() === 'm1' && comment(at.form).value === 'Half a sen');
    at.form.remove();
    await calm(at);
    elsewhere.append(at.form);
    await until(() => chosen(at.form).join() === 'm1' && comment(at.form).value === 'Half a sen');
  });

  it('at another desk shows nothing of the first', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    await write(at.form, 'Half a sen');
    await at.desk.requestClose();
    register(at.form);
    await until(() => root(at.form).querySelector('.problem'));
    control(at.form, 'clear')!.click();
    await until(() => control(at.form, 'undo'));
    const box = root(at.form).querySelector<HTMLInputElement>('#filter')!;
    box.value = 'Posi';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const other = document.createElement('agent-desk');
    const faulty = faults(house());
    faulty.hold('enquiries.get');
    Object.assign(other, { lang: 'en', backend: faulty.backend, drafts: memoryDrafts(), interaction: aConversation() });
    fixtureSync<HTMLElement>(html`<div></div>`).append(other);
    other.append(at.form);
    await until(() => faulty.held);
    await at.form.updateComplete;
    expect(everything(at.form)).not.to.match(/Positive|Half a sen|Choose a topic/);
    await faulty.releaseAll();
    await until(() => topic(at.form, 'm1'));
    await calm(at);
    expect([chosen(at.form), comment(at.form).value, root(at.form).querySelectorAll('.problem').length]).to.deep.equal([
      [],
      '',
      0,
    ]);
    expect([control(at.form, 'undo'), control(at.form, 'gaps')]).to.deep.equal([null, null]);
    expect(root(at.form).querySelector<HTMLInputElement>('#filter')!.value).to.equal('');
    await choose(at.form, 'm1', 'p3');
    expect(await other.requestClose()).to.equal(false);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('shows another registration of the same conversation by another backend', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    at.desk.backend = house();
    await until(() => topic(at.form, 'm1') && chosen(at.form).length === 0);
    expect(root(at.form).querySelector('.pill.good')).to.equal(null);
  });
});

describe('answers that come late', () => {
  staySilent();

  /** Three conversations; of the first and the second something is registered. */
  const three = async () => {
    const backend = house();
    for (const id of ['call-1', 'call-2', 'call-3']) await backend.interactions.record(aConversation({ id }));
    await backend.enquiries.register({ interactionId: 'call-1', topicIds: ['m1', 'p3'], comment: 'Of the first' });
    await backend.enquiries.register({ interactionId: 'call-2', topicIds: ['m2', 'p3'], comment: 'Of the second' });
    return backend;
  };
  const right: Readonly<Record<string, string>> = {
    'call-1': 'm1,p3 Of the first',
    'call-2': 'm2,p3 Of the second',
    'call-3': ' ',
  };
  const shown = (form: Element) => `${chosen(form).join()} ${comment(form).value}`;

  for (const ignoreSignal of [false, true])
    it(`in any order never show another conversation, ${ignoreSignal ? 'aborted or not' : 'where aborts are heeded'}`, async () => {
      const backend = await three();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 6 }),
          fc.nat(),
          async (turns, by) => {
            const at = seat({ backend });
            await until(() => topic(at.form, 'm1'));
            const faulty = faults(backend, { '*': { ignoreSignal } }, { random: chance(by) });
            at.desk.backend = faulty.backend;
            faulty.hold();
            for (const turn of turns) {
              at.desk.interaction = aConversation({ id: `call-${turn}` });
              await at.form.updateComplete;
            }
            const wrong: string[] = [];
            const looking = new MutationObserver(() => {
              const { known } = at.form.reading;
              if (known && topic(at.form, 'm1') && known.state.interactionId !== `call-${turns.at(-1)}`)
                wrong.push(shown(at.form));
            });
            looking.observe(root(at.form), { childList: true, subtree: true });
            await faulty.releaseAll('random');
            await until(
              () => topic(at.form, 'm1') && shown(at.form) === right[`call-${turns.at(-1)}`],
              `${turns.join()} of ${by}`,
            );
            await calm(at);
            looking.disconnect();
            expect([wrong, shown(at.form)]).to.deep.equal([[], right[`call-${turns.at(-1)}`]]);
            at.desk.remove();
          },
        ),
        { numRuns: rounds(15), seed },
      );
    });

  it('put each registration where it was made', async () => {
    const at = await bench();
    at.faulty.hold('enquiries.register');
    const made = { 'call-1': ['m1', 'p3'], 'call-2': ['m2', 'p3'], 'call-3': ['m3', 'p1'] };
    for (const [index, [id, topics]] of Object.entries(made).entries()) {
      at.desk.interaction = aConversation({ id });
      await until(() => at.form.reading.known?.state.interactionId === id && topic(at.form, 'm1')?.matches(':enabled'));
      expect(chosen(at.form)).to.deep.equal([]);
      await choose(at.form, ...topics);
      register(at.form);
      await until(() => at.faulty.held === index + 1);
    }
    await at.faulty.releaseAll('random');
    await until(() => at.heard.length === 3);
    for (const [id, topics] of Object.entries(made)) expect([...(await kept(at, id))!.topicIds].sort()).to.deep.equal(topics);
    await until(() => root(at.form).querySelector('.pill.good') && chosen(at.form).join() === 'm3,p1');
  });

  it('are put beside what is typed, which stays', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    await at.backend.enquiries!.register!({ interactionId: 'call-1', topicIds: ['m2', 'p1'], comment: 'Of somebody else' });
    await until(() => at.form.reading.known?.state.enquiry);
    await calm(at);
    expect(chosen(at.form)).to.deep.equal(['m1', 'p3']);
  });

  it('say that the newest could not be read, and leave the form as it is', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    at.faulty.set({ enquiries: { failing: 'offline' } });
    at.faulty.tell({ kind: 'enquiry', id: 'call-1', revision: 7 });
    await until(() => bars(at.form).includes(en['not-refreshed']));
    expect(chosen(at.form)).to.deep.equal(['m1']);
  });
});
