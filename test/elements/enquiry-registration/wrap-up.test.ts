import { expect } from '@open-wc/testing';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { Settings } from '../../../src/backend/settings.js';
import { pageClock } from '../../../src/wiring/clock.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, squeeze, staySilent, turn, until } from '../../support/card.js';
import { english } from '../../support/form.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  bars,
  bench,
  calm,
  type Bench,
  type BenchOptions,
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
  write,
} from '../../support/enquiry.js';

const timer = (form: Element) => root(form).querySelector<HTMLElement>('[role=timer]');
const shown = (form: Element) => squeeze(timer(form)?.textContent ?? '');
const left = (time: string) => en['wrap-up-left']({ time });
const warning = (seconds: number) => en['wrap-up-warning']({ seconds }, english);
const day = 24 * 60 * 60 * 1000;
const ended = aConversation({ state: 'wrap-up', endedAt: '2026-03-02T12:05:00Z' });
const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string) =>
  faulty.calls.filter((call) => call.method === `enquiries.${method}`);

/** What the live region said, in order. */
function listen(form: Element): readonly string[] {
  const heard: string[] = [];
  const status = root(form).querySelector('[role=status]:not(.bar)')!;
  new MutationObserver(() => {
    const text = said(form);
    if (text && text !== heard.at(-1)) heard.push(text);
  }).observe(status, { childList: true, characterData: true, subtree: true });
  return heard;
}

describe('the time for the work after a conversation', () => {
  staySilent();
  const time = stopTime();

  /** The backend's own clock: it goes as the test's, and says another time. */
  const backendTime = () => Date.parse('2026-03-02T12:05:00Z') + pageClock.steady!() - began;
  let began: number;
  beforeEach(() => (began = pageClock.steady!()));

  /** The agent's clock goes wrong, or was set, by so much. */
  const skew = (milliseconds: number) => {
    const { steady } = pageClock;
    pageClock.now = () => steady!() + milliseconds;
  };

  const rules = (more: Partial<Settings> = {}) => ({
    settings: { wrapUpSeconds: 60, wrapUpExtension: 30, wrapUpExtensions: 2, ...more },
    now: backendTime,
  });

  /** The form after the conversation, with the time running. */
  const over = async (more: Partial<Settings> = {}, options: BenchOptions = {}): Promise<Bench> => {
    const at = await bench({ options: rules(more), interaction: ended, ...options });
    await until(() => timer(at.form), 'the time is shown');
    return at;
  };
  const pass = async (at: Pick<Bench, 'form'>, seconds: number) => {
    await time.pass(1000 * seconds);
    await calm(at);
  };

  describe('what is left of it', () => {
    it('is not shown while the conversation runs, nor where there is no limit', async () => {
      const at = await bench({ options: rules() });
      expect(timer(at.form)).to.equal(null);
      at.desk.interaction = ended;
      await until(() => timer(at.form));
      const free = await bench({ options: { now: backendTime }, interaction: ended });
      await calm(free);
      expect(timer(free.form)).to.equal(null);
    });

    for (const days of [-1, 0, 1])
      it(`counts by the backend’s clock with the agent’s ${days} days ahead`, async () => {
        skew(days * day);
        const at = await over();
        expect(shown(at.form)).to.equal(left('1:00'));
        await pass(at, 1);
        expect(shown(at.form)).to.equal(left('0:59'));
        await pass(at, 50);
        expect(shown(at.form)).to.equal(left('0:09'));
      });

    it('is announced politely at 30 and at 10 seconds, once', async () => {
      const at = await over();
      const heard = listen(at.form);
      await pass(at, 29);
      expect(heard).to.deep.equal([]);
      await pass(at, 1);
      expect(heard).to.deep.equal([warning(30)]);
      await pass(at, 19);
      expect(heard).to.deep.equal([warning(30)]);
      at.faulty.tell({ kind: 'enquiry', id: 'call-1', revision: 9 });
      await calm(at);
      await pass(at, 10);
      expect(heard).to.deep.equal([warning(30), warning(10)]);
      expect(timer(at.form)!.getAttribute('aria-live')).to.equal('off');
    });

    it('is announced where it is first seen with less', async () => {
      const backend = house(rules());
      await backend.interactions.record(ended);
      await time.pass(45_000);
      const at = await over({}, { backend });
      expect(shown(at.form)).to.equal(left('0:15'));
      const heard = listen(at.form);
      await pass(at, 1);
      expect(heard).to.deep.equal([warning(30)]);
    });

    it('ends with the registration', async () => {
      const at = await over();
      await choose(at.form, 'm1', 'p3');
      register(at.form);
      await registered(at);
      await until(() => !timer(at.form));
      const heard = listen(at.form);
      await pass(at, 70);
      expect(heard.filter((text) => text.includes('wrap-up'))).to.deep.equal([]);
      expect((await kept(at))!.status).to.equal('registered');
    });

    it('is read again after the computer slept', async () => {
      const at = await over({}, { interaction: ended });
      const before = asked(at, 'get').length;
      began -= 20_000; // the backend went on
      skew(20_000); // and the clock of the wall
      await pass(at, 1);
      expect(asked(at, 'get').length).to.equal(before + 1);
      expect(shown(at.form)).to.equal(left('0:39'));
      await pass(at, 5);
      expect(asked(at, 'get').length).to.equal(before + 1);
      expect(shown(at.form)).to.equal(left('0:34'));
    });

    it('is read again after the clock was set, and is the same', async () => {
      const at = await over();
      for (const days of [1, -1]) {
        skew(days * day);
        await pass(at, 1);
        await pass(at, 1);
      }
      expect(shown(at.form)).to.equal(left('0:56'));
      expect(await kept(at)).to.equal(undefined);
    });

    it('is read again once, however long that takes', async () => {
      const at = await over();
      const before = asked(at, 'get').length;
      at.faulty.hold('enquiries.get');
      skew(10_000);
      await pass(at, 20);
      expect(asked(at, 'get').length).to.equal(before + 1);
      await at.faulty.releaseAll();
      await pass(at, 5);
      expect(asked(at, 'get').length).to.equal(before + 1);
    });

    it('goes on as it went when it cannot be read again', async () => {
      const at = await over();
      at.faulty.set({ 'enquiries.get': { failing: 'offline' } });
      skew(10_000);
      await pass(at, 2);
      expect(bars(at.form)).to.include(en['not-refreshed']);
      expect(timer(at.form)).not.to.equal(null);
    });
  });

  describe('more of it', () => {
    const extend = (form: Element) => control(form, 'extend');

    it('is given as often as is allowed, and no more offered then', async () => {
      const at = await over();
      expect(squeeze(extend(at.form)!.textContent!)).to.equal(en.extend({ seconds: 30 }, english));
      expect(extend(at.form)!.title).to.equal(en['extensions-left']({ count: 2 }, english));
      extend(at.form)!.click();
      await until(() => shown(at.form) === left('1:30'));
      expect(said(at.form)).to.equal(en.extended);
      extend(at.form)!.click();
      await until(() => shown(at.form) === left('2:00'));
      await calm(at);
      expect(extend(at.form)).to.equal(null);
      expect(asked(at, 'extend')).to.have.length(2);
    });

    it('keeps the focus of who works with the keyboard, also when there is no more', async () => {
      const at = await over({ wrapUpExtensions: 1 });
      extend(at.form)!.focus();
      extend(at.form)!.click();
      await until(() => !extend(at.form));
      await until(() => root(at.form).activeElement?.id === 'title', 'the focus waits at the title');
    });

    it('is asked for once at a double click', async () => {
      const at = await over();
      at.faulty.hold('enquiries.extend');
      extend(at.form)!.click();
      extend(at.form)!.click();
      await at.form.updateComplete;
      expect(extend(at.form)!.disabled).to.equal(true);
      await at.faulty.releaseAll();
      await until(() => shown(at.form) === left('1:30'));
      expect(asked(at, 'extend')).to.have.length(1);
    });

    it('is given once when the first answer was lost, and it is asked for again', async () => {
      const inner = house(rules());
      let lost = 0;
      const backend: Backend = {
        ...inner,
        enquiries: {
          ...inner.enquiries,
          extend: async (...given) => {
            const answer = await inner.enquiries.extend(...given);
            lost += 1;
            if (lost === 1) throw new BackendError('timeout', 'the answer was lost');
            return answer;
          },
        },
      };
      const at = await over({}, { backend });
      extend(at.form)!.click();
      await until(() => lost === 1 && shown(at.form) === left('1:30'), 'it was done all the same');
      await until(() => !extend(at.form)!.disabled);
      extend(at.form)!.click();
      await until(() => lost === 2);
      await calm(at);
      expect(shown(at.form)).to.equal(left('1:30'));
      expect(extend(at.form)!.title).to.equal(en['extensions-left']({ count: 1 }, english));
    });

    it('is announced before its end again', async () => {
      const at = await over();
      const heard = listen(at.form);
      await pass(at, 35);
      extend(at.form)!.click();
      await until(() => shown(at.form) === left('0:55'));
      await pass(at, 30);
      expect(heard).to.deep.equal([warning(30), en.extended, warning(30)]);
    });

    it('is seen at once in another window', async () => {
      const drafts = memoryDrafts();
      const backend = house(rules());
      const one = await over({}, { backend, drafts });
      const other = await over({}, { backend, drafts });
      extend(one.form)!.click();
      await until(() => shown(other.form) === left('1:30'));
    });

    it('that is refused is said, and what is true is read', async () => {
      const backend = house(rules({ wrapUpExtensions: 1 }));
      const at = await over({}, { backend });
      at.faulty.hold('watch');
      await backend.enquiries.extend('call-1');
      extend(at.form)!.click();
      await until(() => said(at.form) === en['not-extended']);
      await until(() => !extend(at.form) && shown(at.form) === left('1:30'));
    });

    it('that fails is said, and can be asked for again', async () => {
      const at = await over({}, { plan: { 'enquiries.extend': { failing: 'offline' } } });
      extend(at.form)!.click();
      await until(() => said(at.form) === en['error-offline']);
      await until(() => extend(at.form) && !extend(at.form)!.disabled);
      at.faulty.set({});
      extend(at.form)!.click();
      await until(() => shown(at.form) === left('1:30'));
    });

    it('is not said in another conversation', async () => {
      const at = await over();
      at.faulty.hold('enquiries.extend');
      extend(at.form)!.click();
      at.desk.interaction = aConversation({ id: 'call-2', state: 'wrap-up' });
      await until(() => at.form.reading.known?.state.interactionId === 'call-2' && timer(at.form));
      expect(extend(at.form)!.disabled).to.equal(false);
      await at.faulty.releaseAll();
      await calm(at);
      expect([said(at.form), shown(at.form)]).to.deep.equal(['', left('1:00')]);
    });

    it('is offered to nobody who may not register', async () => {
      const at = await over({}, { options: { ...rules(), permissions: ['customers.view'] } });
      expect(extend(at.form)).to.equal(null);
    });
  });

  describe('the end of it', () => {
    const begun = async (more: Partial<Settings>, options: BenchOptions = {}) => {
      const at = await over(more, options);
      await choose(at.form, 'm1');
      await write(at.form, 'Half a sen');
      return at;
    };
    const isThere = ({ form }: Bench) => expect([chosen(form), comment(form).value]).to.deep.equal([['m1'], 'Half a sen']);

    for (const [name, settings] of Object.entries({
      'where that is wanted': { wrapUpEnd: 'keep-open' },
      'where registration is forced, whatever is wanted': { wrapUpEnd: 'default', enquiryForced: ['*'] },
    } satisfies Record<string, Partial<Settings>>))
      it(`keeps everything open ${name}`, async () => {
        const at = await begun(settings);
        const heard = listen(at.form);
        await pass(at, 61);
        expect(shown(at.form)).to.equal(en['wrap-up-over']);
        expect(heard.at(-1)).to.equal(en['wrap-up-over-open']);
        expect([await kept(at), control(at.form, 'extend')]).to.deep.equal([undefined, null]);
        isThere(at);
        await pass(at, 300);
        expect(heard.filter((text) => text === en['wrap-up-over-open'])).to.have.length(1);
      });

    it('keeps what there is with the default topic', async () => {
      const at = await begun({ wrapUpEnd: 'default' });
      await pass(at, 61);
      await until(() => bars(at.form).includes(en['time-over-default']));
      const { status, topicIds, comment: said_ } = (await kept(at))!;
      expect([status, [...topicIds].sort(), said_]).to.deep.equal(['default', ['m1', 'o1'], 'Half a sen']);
      expect([[...chosen(at.form)].sort(), comment(at.form).value]).to.deep.equal([['m1', 'o1'], 'Half a sen']);
      expect(at.heard).to.deep.equal(['default call-1: m1,o1']);
      expect(asked(at, 'register')).to.have.length(1);
    });

    it('keeps what there is, as incomplete', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      await pass(at, 61);
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
      isThere(at);
      expect((await kept(at))!.status).to.equal('incomplete');
      await pass(at, 600);
      expect(asked(at, 'register')).to.have.length(1);
    });

    it('keeps it also when nothing was chosen', async () => {
      const at = await over({ wrapUpEnd: 'default' });
      await pass(at, 61);
      await until(() => bars(at.form).includes(en['time-over-default']));
      expect((await kept(at))!.topicIds).to.deep.equal(['o1']);
    });

    it('counts as not registered, and can be registered still', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      await pass(at, 61);
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
      expect(root(at.form).querySelector('.pill.good')).to.equal(null);
      await choose(at.form, 'p3');
      register(at.form);
      await registered(at);
      expect((await kept(at))!.status).to.equal('registered');
      expect(timer(at.form)).to.equal(null);
      expect(at.heard).to.deep.equal(['incomplete call-1: m1', 'registered call-1: m1,p3']);
    });

    it('keeps what was too long to keep in the form', async () => {
      const at = await over({ wrapUpEnd: 'incomplete', enquiryCommentLimit: 10 });
      await choose(at.form, 'm1');
      await write(at.form, 'More than ten letters');
      await pass(at, 61);
      await calm(at);
      expect(comment(at.form).value).to.equal('More than ten letters');
    });

    it('is dealt with also where it came while nobody was there', async () => {
      const drafts = memoryDrafts();
      const backend = house(rules({ wrapUpEnd: 'incomplete' }));
      const first = await begun({}, { backend, drafts });
      first.desk.remove();
      await time.pass(120_000);
      const second = await bench({ backend, drafts: { ...drafts }, interaction: ended });
      await until(() => bars(second.form).includes(en['time-over-incomplete']));
      expect([(await kept(second))!.topicIds, (await kept(second))!.comment]).to.deep.equal([['m1'], 'Half a sen']);
    });

    it('is asked of the backend first: more time was given elsewhere', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      at.faulty.hold('watch');
      await at.backend.enquiries!.extend!('call-1');
      await pass(at, 60);
      expect([shown(at.form), await kept(at)]).to.deep.equal([left('0:30'), undefined]);
      await pass(at, 30);
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
    });

    it('comes when the backend says so, with the agent’s clock a little ahead', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      skew(1500);
      await pass(at, 59);
      expect([(await kept(at))?.status, asked(at, 'register').length]).to.deep.equal([undefined, 0]);
      await pass(at, 3);
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
      expect(asked(at, 'register')).to.have.length(1);
    });

    it('comes as soon as it can be read again', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      at.faulty.set({ 'enquiries.get': { failing: 'offline' } });
      await pass(at, 61);
      expect(await kept(at)).to.equal(undefined);
      at.faulty.set({});
      await pass(at, 120);
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
    });

    it('takes nothing from a registration that is on its way', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      await choose(at.form, 'p3');
      await pass(at, 55);
      at.faulty.hold('enquiries.register');
      register(at.form);
      await until(() => at.faulty.held === 1);
      await pass(at, 10);
      await at.faulty.releaseAll();
      await registered(at);
      await calm(at);
      expect([(await kept(at))!.status, asked(at, 'register').length]).to.deep.equal(['registered', 1]);
    });

    it('is dealt with when the registration that was on its way is refused', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      await choose(at.form, 'p3');
      at.faulty.set({ 'enquiries.register': { failing: 'invalid' } });
      await pass(at, 55);
      at.faulty.hold('enquiries.register');
      register(at.form);
      await until(() => at.faulty.held === 1);
      await pass(at, 10);
      at.faulty.set({});
      await at.faulty.releaseAll();
      await until(() => bars(at.form).includes(en['time-over-incomplete']));
      expect([...(await kept(at))!.topicIds].sort()).to.deep.equal(['m1', 'p3']);
    });

    it('is written once by two windows', async () => {
      const drafts = memoryDrafts();
      const backend = house(rules({ wrapUpEnd: 'default' }));
      const one = await begun({}, { backend, drafts });
      const other = await over({}, { backend, drafts });
      await pass(one, 61);
      await until(() => bars(one.form).includes(en['time-over-default']));
      await until(() => bars(other.form).includes(en['time-over-default']));
      await calm(other);
      expect((await kept(one))!.revision).to.equal(1);
      expect([...chosen(other.form)].sort()).to.deep.equal(['m1', 'o1']);
    });

    it('is left to others by whoever may not register', async () => {
      const at = await over(
        { wrapUpEnd: 'default' },
        { options: { ...rules({ wrapUpEnd: 'default' }), permissions: ['customers.view'] } },
      );
      await pass(at, 61);
      expect([asked(at, 'register').length, shown(at.form)]).to.deep.equal([0, en['wrap-up-over']]);
    });

    it('does nothing to a form that has gone', async () => {
      const at = await begun({ wrapUpEnd: 'incomplete' });
      at.form.remove();
      await turn();
      await time.pass(120_000);
      expect([asked(at, 'register').length, await kept(at)]).to.deep.equal([0, undefined]);
    });
  });
});
