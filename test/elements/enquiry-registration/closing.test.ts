import { expect, fixtureSync, html } from '@open-wc/testing';
import type { Backend, WriteOptions } from '../../../src/backend/backend.js';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import { faults } from '../../../src/testing/index.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, press, squeeze, staySilent, turn, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  asked,
  bars,
  bench,
  type Bench,
  type BenchOptions,
  catalogue,
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

const forced = { settings: { enquiryForced: ['Support'] } };
const supervisor = { ...forced, permissions: ['customers.view', 'enquiries.register', 'enquiries.excuse'] } as const;
const agent = { ...forced, permissions: ['customers.view', 'enquiries.register'] } as const;
const otherCall = (more = {}) => aConversation({ id: 'call-2', ...more });

/** A form of which the backend has said that it is forced. */
const forcedBench = async (more: BenchOptions = {}): Promise<Bench> => {
  const at = await bench({ options: forced, ...more });
  await until(() => at.form.reading.known?.state.forced, 'it is forced');
  await at.form.updateComplete;
  return at;
};

const gaps = (form: Element) => root(form).querySelector<HTMLElement>('#gaps');
const gapsOf = (form: Element) => [...(gaps(form)?.querySelectorAll('li') ?? [])].map((gap) => squeeze(gap.textContent ?? ''));
const gap = (form: Element, words: string) =>
  [...gaps(form)!.querySelectorAll<HTMLButtonElement>('button.link')].find((each) => each.textContent!.includes(words))!;
const needs = (label: string) => en['choose-a-topic']({ category: label });
const focused = (form: Element) => root(form).activeElement as HTMLElement | null;
const refusals = ({ heard }: Bench) => heard.filter((fact) => fact.startsWith('refused'));
const reason = (form: Element) => root(form).querySelector<HTMLInputElement>('#reason');
const again = (form: Element) =>
  [...root(form).querySelectorAll<HTMLButtonElement>('.bar button')].find((each) =>
    each.textContent!.includes(en['edit-again']),
  )!;

/** What became of a promise so far. */
function following<T>(promise: Promise<T>): { value?: T } {
  const seen: { value?: T } = {};
  void promise.then((value) => (seen.value = value));
  return seen;
}

/** Many topics: categories begin folded. */
const long: Catalogue = {
  revision: 1,
  categories: [
    ...catalogue.categories,
    {
      id: 'reason',
      label: 'Reason',
      choice: 'one',
      required: true,
      topics: Array.from({ length: 70 }, (_, i) => ({ id: `r${i}`, label: `Reason ${i}` })),
    },
  ],
};

const unloading = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('closing a conversation that has to be registered', () => {
  staySilent();

  it('is refused, each gap by name, with the focus on the first', async () => {
    const at = await forcedBench();
    expect(await at.desk.requestClose()).to.equal(false);
    expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-missing']}`]);
    expect(gapsOf(at.form)).to.deep.equal([needs('Mood'), needs('Product')]);
    expect(gaps(at.form)!.textContent).to.include(en['closing-needs']);
    expect(gaps(at.form)!.getAttribute('role')).to.equal('alert');
    await until(() => focused(at.form) === topic(at.form, 'm1'), 'the first gap has the focus');
  });

  it('names fewer gaps with each that is filled, and says what is left to do', async () => {
    const at = await forcedBench();
    await at.desk.requestClose();
    await choose(at.form, 'm1');
    expect(gapsOf(at.form)).to.deep.equal([needs('Product')]);
    await choose(at.form, 'p3');
    expect(gapsOf(at.form)).to.deep.equal([en['press-register']]);
  });

  it('goes to a gap at its button', async () => {
    const at = await forcedBench();
    await at.desk.requestClose();
    gap(at.form, 'Product').click();
    await until(() => focused(at.form) === topic(at.form, 'p1'));
  });

  it('opens the folded category of the first gap, and of another at its button', async () => {
    const at = seat({ options: { ...forced, catalogue: long } });
    await until(() => at.form.reading.known?.state.forced && root(at.form).querySelector('.fold'), 'it is forced, and folded');
    await at.form.updateComplete;
    expect(topic(at.form, 'm1')).to.equal(null);
    expect(await at.desk.requestClose()).to.equal(false);
    await until(() => topic(at.form, 'm1') && focused(at.form) === topic(at.form, 'm1'), 'the first gap is open');
    expect(topic(at.form, 'r0')).to.equal(null);
    gap(at.form, 'Reason').click();
    await until(() => topic(at.form, 'r0') && focused(at.form) === topic(at.form, 'r0'), 'the other gap is open');
  });

  it('goes to a gap that the filter box hides', async () => {
    const at = await forcedBench();
    const box = root(at.form).querySelector<HTMLInputElement>('#filter')!;
    box.value = 'Voicemail';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => !topic(at.form, 'm1'));
    await at.desk.requestClose();
    await until(() => topic(at.form, 'm1') && focused(at.form) === topic(at.form, 'm1'));
  });

  it('goes to the comment when that is missing', async () => {
    const at = await forcedBench({ options: { settings: { ...forced.settings, enquiryCommentFor: ['m3'] } } });
    await choose(at.form, 'm3', 'p3');
    await at.desk.requestClose();
    expect(gapsOf(at.form)).to.deep.equal([en['comment-needed']]);
    await until(() => focused(at.form) === comment(at.form));
  });

  it('is possible when it is registered', async () => {
    const at = await forcedBench();
    await at.desk.requestClose();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    expect(gaps(at.form)).to.equal(null);
    expect(await at.desk.requestClose()).to.equal(true);
    expect(refusals(at).length).to.equal(1);
  });

  it('is refused again when something else is chosen afterwards', async () => {
    const at = await forcedBench();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    await choose(at.form, 'm2');
    expect(await at.desk.requestClose()).to.equal(false);
    await choose(at.form, 'm1');
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is refused for the conversation that is asked about, and shown there only', async () => {
    const at = await forcedBench();
    expect(await at.desk.requestClose()).to.equal(false);
    at.desk.interaction = otherCall({ queue: 'Sales' });
    await until(() => topic(at.form, 'm1') && at.form.reading.known?.state.interactionId === 'call-2');
    await at.form.updateComplete;
    expect(gaps(at.form)).to.equal(null);
    expect(await at.desk.requestClose()).to.equal(true);
    expect(await at.desk.requestClose('call-1')).to.equal(false);
    expect(refusals(at)).to.have.length(2);
    expect(gaps(at.form)).to.equal(null);
  });

  it('leaves another conversation alone, that may be closed', async () => {
    const at = await forcedBench();
    await at.backend.interactions!.record!(otherCall({ queue: 'Sales' }));
    await choose(at.form, 'm1');
    expect(await at.desk.requestClose('call-2')).to.equal(true);
    expect([refusals(at), gaps(at.form)]).to.deep.equal([[], null]);
  });

  it('is not refused after a transfer', async () => {
    const at = await forcedBench();
    at.desk.interaction = aConversation({ state: 'wrap-up', endedBy: 'transfer', endedAt: '2026-03-02T12:05:00Z' });
    await until(() => at.form.reading.known?.state.forced === false);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is not refused by an element that was taken away, only by the desk', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    expect(await at.desk.requestClose()).to.equal(false);
    at.form.remove();
    await turn();
    expect(await at.desk.requestClose()).to.equal(true);
  });
});

describe('closing a conversation that need not be registered', () => {
  staySilent();

  it('is possible with nothing chosen', async () => {
    const at = await bench();
    expect(await at.desk.requestClose()).to.equal(true);
    expect(refusals(at)).to.deep.equal([]);
  });

  for (const way of ['Clear all', 'Register'] as const)
    it(`is refused with something chosen, until ${way}`, async () => {
      const at = await bench();
      await choose(at.form, 'm1', 'p3');
      expect(await at.desk.requestClose()).to.equal(false);
      expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-unregistered']}`]);
      expect(gapsOf(at.form)).to.deep.equal([en['press-register']]);
      control(at.form, way === 'Register' ? 'register' : 'clear')!.click();
      if (way === 'Register') await registered(at);
      else await until(() => chosen(at.form).length === 0);
      expect(await at.desk.requestClose()).to.equal(true);
      expect(gaps(at.form)).to.equal(null);
    });

  it('offers nobody to close without', async () => {
    const at = await bench({ options: { ...supervisor, settings: {} } });
    await choose(at.form, 'm1');
    await at.desk.requestClose();
    expect(control(at.form, 'excuse')).to.equal(null);
  });
});

describe('closing while a registration is on its way', () => {
  staySilent();
  const time = stopTime();

  it('waits for it, and is possible', async () => {
    const at = await forcedBench();
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => at.faulty.held === 1);
    const answer = following(at.desk.requestClose());
    for (let i = 0; i < 10; i += 1) await turn();
    expect(answer).to.deep.equal({});
    await at.faulty.releaseAll();
    await until(() => 'value' in answer);
    expect(answer.value).to.equal(true);
    expect(refusals(at)).to.deep.equal([]);
  });

  it('waits also when it was asked for in the same turn', async () => {
    const at = await forcedBench();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    expect(await at.desk.requestClose()).to.equal(true);
    expect((await kept(at))?.status).to.equal('registered');
  });

  it('is refused when the answer takes too long, and possible when it has come', async () => {
    const at = await forcedBench();
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => at.faulty.held === 1);
    const answer = following(at.desk.requestClose());
    for (let i = 0; i < 10; i += 1) await turn();
    await time.pass(5000);
    await until(() => 'value' in answer);
    expect(answer.value).to.equal(false);
    expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-not-sent']}`]);
    expect(gaps(at.form)!.textContent).to.include(en['closing-waits']);
    expect(focused(at.form)).to.equal(gaps(at.form));
    await at.faulty.releaseAll();
    await registered(at);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is possible where nothing is forced and the outbox has it: it is sent all the same', async () => {
    const at = await bench({ plan: { 'enquiries.register': { failing: 'offline' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    expect(await at.desk.requestClose()).to.equal(true);
    at.desk.interaction = aConversation({ state: 'closed', endedAt: '2026-03-02T12:10:00Z' });
    at.faulty.set({});
    await time.pass(120_000);
    await registered(at);
    expect((await kept(at))!.topicIds).to.have.members(['m1', 'p3']);
  });

  it('waits for what replaces a registration: once the conversation is closed it would be refused', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    at.faulty.set({ 'enquiries.register': { failing: 'offline' } });
    await choose(at.form, 'm2');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    expect(await at.desk.requestClose()).to.equal(false);
    expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-not-sent']}`]);
  });

  it('is refused at once while it waits for the network', async () => {
    const at = await forcedBench({ plan: { 'enquiries.register': { failing: 'offline' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    expect(await at.desk.requestClose()).to.equal(false);
    expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-not-sent']}`]);
    at.faulty.set({});
    await time.pass(120_000);
    await registered(at);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('says what is missing when it is refused meanwhile', async () => {
    const at = await forcedBench({ plan: { 'enquiries.register': { failing: 'denied' } } });
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => at.faulty.held === 1);
    const answer = at.desk.requestClose();
    await at.faulty.releaseAll();
    expect(await answer).to.equal(false);
    expect(refusals(at)).to.deep.equal([`refused: ${en['enquiry-missing']}`]);
    expect(chosen(at.form)).to.deep.equal(['m1', 'p3']);
  });

  it('does not wait for an element that was taken away', async () => {
    const at = await bench({ plan: { 'enquiries.register': { never: true } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => asked(at, 'enquiries.register').length === 1);
    const answer = at.desk.requestClose();
    await turn();
    at.form.remove();
    expect(await answer).to.equal(true);
  });

  it('can be taken back into the form while it waits, and then says what is left to do', async () => {
    const at = await forcedBench({ plan: { 'enquiries.register': { failing: 'offline' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    await at.desk.requestClose();
    again(at.form).click();
    await until(() => gapsOf(at.form).join() === en['press-register']);
  });
});

describe('closing without registration', () => {
  staySilent();

  it('is not offered to whoever may not allow it', async () => {
    const at = await forcedBench({ options: agent });
    await at.desk.requestClose();
    expect(gapsOf(at.form)).to.have.length(2);
    expect(control(at.form, 'excuse')).to.equal(null);
  });

  const excusing = async (more: BenchOptions = {}) => {
    const at = await forcedBench({ options: supervisor, ...more });
    await at.desk.requestClose();
    control(at.form, 'excuse')!.click();
    await until(() => reason(at.form) && focused(at.form) === reason(at.form), 'the reason has the focus');
    const allow = () => reason(at.form)!.closest('.input')!.querySelector<HTMLButtonElement>('button')!.click();
    return { ...at, allow };
  };

  it('is allowed with a reason, and then it closes', async () => {
    const at = await excusing();
    reason(at.form)!.value = ' A wrong number ';
    at.allow();
    await until(() => said(at.form) === en['may-close']);
    expect(await at.desk.requestClose()).to.equal(true);
    expect([gaps(at.form), (await kept(at))?.status, (await kept(at))?.reason]).to.deep.equal([
      null,
      'excused',
      'A wrong number',
    ]);
    await until(() => bars(at.form).includes(en['excused-why']({ reason: 'A wrong number' })));
  });

  it('is allowed with Enter', async () => {
    const at = await excusing();
    reason(at.form)!.value = 'A wrong number';
    press(reason(at.form)!, 'Enter');
    await until(() => said(at.form) === en['may-close']);
    expect((await kept(at))?.status).to.equal('excused');
  });

  it('asks for the reason again when it is blank', async () => {
    const at = await excusing();
    reason(at.form)!.value = '  ';
    control(at.form, 'register')!.focus();
    at.allow();
    await turn();
    expect(focused(at.form)).to.equal(reason(at.form));
    expect(asked(at, 'enquiries.excuse')).to.have.length(0);
  });

  it('says that it failed, and loses nothing', async () => {
    const at = await excusing({ plan: { 'enquiries.excuse': { failing: 'offline' } } });
    await choose(at.form, 'm1');
    await write(at.form, 'Half a sen');
    reason(at.form)!.value = 'A wrong number';
    at.allow();
    await until(() => said(at.form) === en['error-offline']);
    expect(squeeze(gaps(at.form)!.textContent!)).to.include(en['error-offline']);
    expect([chosen(at.form), comment(at.form).value, reason(at.form)!.value]).to.deep.equal([
      ['m1'],
      'Half a sen',
      'A wrong number',
    ]);
    expect(await at.desk.requestClose()).to.equal(false);
    at.faulty.set({});
    at.allow();
    await until(() => said(at.form) === en['may-close']);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is done once at a double click', async () => {
    const at = await excusing();
    at.faulty.hold('enquiries.excuse');
    reason(at.form)!.value = 'A wrong number';
    at.allow();
    at.allow();
    await until(() => at.faulty.held);
    await at.faulty.releaseAll();
    await until(() => said(at.form) === en['may-close']);
    expect(asked(at, 'enquiries.excuse')).to.have.length(1);
  });

  it('leaves another conversation alone, that is on screen by then', async () => {
    const at = await excusing();
    at.faulty.hold('enquiries.excuse');
    reason(at.form)!.value = 'A wrong number';
    at.allow();
    await until(() => at.faulty.held);
    at.desk.interaction = otherCall();
    await until(() => at.form.reading.known?.state.interactionId === 'call-2' && at.form.reading.known.state.forced);
    await choose(at.form, 'm3');
    await at.faulty.releaseAll();
    for (let i = 0; i < 10; i += 1) await turn();
    expect(said(at.form)).not.to.equal(en['may-close']);
    expect(chosen(at.form)).to.deep.equal(['m3']);
    await at.desk.requestClose();
    expect([reason(at.form), control(at.form, 'excuse') !== null]).to.deep.equal([null, true]);
    expect((await kept(at))?.status).to.equal('excused');
  });
});

describe('a desk without the form', () => {
  staySilent();

  /** A desk by itself; what it asked. */
  const alone = async ({ options = forced, plan = {}, interaction = aConversation() }: BenchOptions = {}) => {
    const backend = house(options);
    await backend.interactions.record(interaction);
    const faulty = faults<Backend>(backend, plan);
    const desk = document.createElement('agent-desk');
    const heard: string[] = [];
    desk.addEventListener('close-refused', ({ interactionId, reasons }) => heard.push(`${interactionId}: ${reasons.join()}`));
    Object.assign(desk, { lang: 'en', backend: faulty.backend, drafts: memoryDrafts(), interaction });
    fixtureSync<HTMLElement>(html`<div></div>`).append(desk);
    await desk.updateComplete;
    return { desk, heard, backend, faulty };
  };
  const gets = (at: Pick<Bench, 'faulty'>) => asked(at, 'enquiries.get').length;

  it('refuses a forced registration that is missing', async () => {
    const { desk, heard } = await alone();
    expect(await desk.requestClose()).to.equal(false);
    expect(heard).to.deep.equal([`call-1: ${en['enquiry-missing']}`]);
  });

  it('closes when it is registered', async () => {
    const { desk, heard, backend } = await alone();
    const key: WriteOptions = { key: 'k1' };
    await backend.enquiries.register({ interactionId: 'call-1', topicIds: ['m1', 'p3'] }, key);
    expect(await desk.requestClose()).to.equal(true);
    expect(heard).to.deep.equal([]);
  });

  it('closes when it is excused', async () => {
    const { desk, backend } = await alone();
    await backend.enquiries.excuse('call-1', 'A wrong number');
    expect(await desk.requestClose()).to.equal(true);
  });

  it('refuses what the end of the wrap-up left behind', async () => {
    let now = Date.parse('2026-03-02T12:00:00Z');
    const options = { settings: { wrapUpSeconds: 30, wrapUpEnd: 'incomplete' as const }, now: () => now };
    const { desk, backend } = await alone({ options, interaction: aConversation({ state: 'wrap-up' }) });
    now += 31_000;
    await backend.enquiries.register({ interactionId: 'call-1', topicIds: [], status: 'incomplete' });
    const strict = house({ ...options, settings: { ...options.settings, ...forced.settings } });
    expect(await desk.requestClose(), 'nothing is forced').to.equal(true);
    desk.backend = {
      ...strict,
      enquiries: { ...strict.enquiries, get: async (id) => ({ ...(await backend.enquiries.get(id)), forced: true }) },
    };
    await desk.updateComplete;
    expect(await desk.requestClose(), 'it is').to.equal(false);
  });

  it('asks for no registration where none is forced', async () => {
    const at = await alone({ options: {} });
    expect(await at.desk.requestClose()).to.equal(true);
    expect(gets(at)).to.equal(0);
  });

  it('closes what is in another queue', async () => {
    const at = await alone({ interaction: aConversation({ queue: 'Sales' }) });
    expect(await at.desk.requestClose()).to.equal(true);
    expect(gets(at)).to.equal(1);
  });

  it('closes after a transfer', async () => {
    const { desk } = await alone({ interaction: aConversation({ state: 'wrap-up', endedBy: 'transfer' }) });
    expect(await desk.requestClose()).to.equal(true);
  });

  for (const code of ['offline', 'timeout', 'denied'] as const)
    it(`refuses when nobody knows, because of ${code}`, async () => {
      const { desk, heard, faulty } = await alone({ plan: { 'enquiries.get': { failing: code } } });
      expect(await desk.requestClose()).to.equal(false);
      expect(heard).to.deep.equal([`call-1: ${en[`error-${code}`]}`]);
      faulty.set({});
      expect(await desk.requestClose()).to.equal(false);
      expect(heard.at(-1)).to.equal(`call-1: ${en['enquiry-missing']}`);
    });

  it('refuses what was answered with nonsense', async () => {
    const { desk } = await alone({ plan: { 'enquiries.get': { wrongShape: 'object' } } });
    expect(await desk.requestClose()).to.equal(false);
  });

  it('closes where there is no conversation, and asks nobody', async () => {
    const at = await alone();
    at.desk.interaction = undefined;
    await at.desk.updateComplete;
    expect(await at.desk.requestClose()).to.equal(true);
    expect(gets(at)).to.equal(0);
  });
});

describe('leaving the page with a registration that is begun', () => {
  staySilent();

  it('is asked about from the first topic on, until it is registered', async () => {
    const at = await bench({ guardUnload: true });
    expect(unloading()).to.equal(false);
    await choose(at.form, 'm1', 'p3');
    expect(unloading()).to.equal(true);
    register(at.form);
    await registered(at);
    await until(() => !unloading());
  });

  it('is not asked about when it is cleared, and again when it is brought back', async () => {
    const at = await bench({ guardUnload: true });
    await choose(at.form, 'm1');
    control(at.form, 'clear')!.click();
    await until(() => !unloading());
    await until(() => control(at.form, 'undo'));
    control(at.form, 'undo')!.click();
    await until(() => unloading());
    await choose(at.form, 'm1');
    await until(() => !unloading());
  });

  it('is not asked about without the attribute', async () => {
    const at = await bench();
    await choose(at.form, 'm1');
    expect(unloading()).to.equal(false);
  });

  it('is asked about in the conversation where it is begun', async () => {
    const at = await bench({ guardUnload: true });
    await choose(at.form, 'm1');
    at.desk.interaction = otherCall();
    await until(() => at.form.reading.known?.state.interactionId === 'call-2' && chosen(at.form).length === 0);
    await until(() => !unloading());
    at.desk.interaction = aConversation();
    await until(() => unloading());
  });

  for (const named of [false, true])
    it(`is ${named ? 'not ' : ''}asked about while it waits ${named ? 'where the host chose' : 'in the memory of the page'}`, async () => {
      const at = await bench({ guardUnload: true });
      if (!named) at.desk.drafts = undefined;
      await at.desk.updateComplete;
      await until(() => topic(at.form, 'm1'));
      await choose(at.form, 'm1', 'p3');
      at.faulty.hold('enquiries.register');
      register(at.form);
      await until(() => at.faulty.held === 1);
      await at.form.updateComplete;
      expect(unloading()).to.equal(!named);
      await at.faulty.releaseAll();
      await registered(at);
      await until(() => !unloading());
    });

  it('is not asked about when the form has gone', async () => {
    const at = await bench({ guardUnload: true });
    await choose(at.form, 'm1');
    expect(unloading()).to.equal(true);
    at.form.remove();
    await turn();
    expect(unloading()).to.equal(false);
  });
});
