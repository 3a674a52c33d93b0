import { expect } from '@open-wc/testing';
import { BackendError } from '../../../src/backend/backend-error.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, staySilent, until } from '../../support/card.js';
import { english } from '../../support/form.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  bars,
  bench,
  chosen,
  choose,
  comment,
  control,
  draftsOf,
  house,
  kept,
  register,
  registered,
  root,
  status,
  topic,
  write,
} from '../../support/enquiry.js';

const calls = ({ faulty }: Pick<Awaited<ReturnType<typeof bench>>, 'faulty'>) =>
  faulty.calls.filter(({ method }) => method === 'enquiries.register');

describe('registering', () => {
  staySilent();

  it('is acknowledged, told to the host, and leaves no draft', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    await write(at.form, 'Wants a report');
    register(at.form);
    await registered(at);
    const enquiry = await kept(at);
    expect([enquiry!.status, [...enquiry!.topicIds].sort(), enquiry!.comment]).to.deep.equal([
      'registered',
      ['m1', 'p3'],
      'Wants a report',
    ]);
    expect(at.heard).to.deep.equal(['registered call-1: m1,p3']);
    await until(async () => true);
    expect(await draftsOf(at)).to.deep.equal([]);
    expect(control(at.form, 'register')!.disabled).to.equal(true);
  });

  it('can be done again before the conversation is closed, and replaces', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    await choose(at.form, 'm2');
    expect(control(at.form, 'register')!.textContent!.trim()).to.equal(en['register-again']);
    register(at.form);
    await until(() => at.heard.length === 2);
    expect((await kept(at))!.topicIds).to.have.members(['m2', 'p3']);
  });

  it('says why a topic needs a comment', async () => {
    const { form, heard } = await bench({ options: { settings: { enquiryCommentFor: ['m3'] } } });
    await choose(form, 'm3', 'p3');
    register(form);
    await until(() => root(form).querySelector('#comment-problem'));
    expect(root(form).querySelector('#comment-problem')!.textContent).to.include(en['comment-needed']);
    expect(root(form).activeElement).to.equal(comment(form));
    await write(form, 'Was angry');
    register(form);
    await until(() => heard.length);
  });

  it('counts what is left of the comment, and keeps every letter that is too many', async () => {
    const { form, backend } = await bench({ options: { settings: { enquiryCommentLimit: 10 } } });
    await choose(form, 'm1', 'p3');
    await write(form, 'Nine tens');
    expect(root(form).querySelector('.caption .end')!.textContent).to.include(en['comment-left']({ count: 1 }, english));
    await write(form, 'More than ten');
    expect(root(form).querySelector('.caption .end')!.textContent).to.include(en['comment-left']({ count: -3 }, english));
    register(form);
    await until(() => root(form).querySelector('#comment-problem'));
    expect([comment(form).value, await kept({ backend })]).to.deep.equal(['More than ten', undefined]);
  });

  it('warns of a card number before it is kept, takes it out, or goes on', async () => {
    const at = await bench();
    const { form } = at;
    await choose(form, 'm1', 'p3');
    await write(form, 'Paid with 4111 1111 1111 1111 today');
    register(form);
    await until(() => root(form).activeElement === control(form, 'card-number'), 'the warning has the focus');
    expect(await kept(at)).to.equal(undefined);
    control(form, 'card-number')!.click();
    await form.updateComplete;
    expect(comment(form).value).to.equal('Paid with today');
    await write(form, 'Two  spaces, 4111 1111 1111 1111\nand a line ');
    control(form, 'card-number')!.click();
    await form.updateComplete;
    expect(comment(form).value).to.equal('Two  spaces,\nand a line ');
    await write(form, 'Again 4111 1111 1111 1111');
    register(form);
    await until(() => control(form, 'register')!.textContent!.includes(en['register-anyway']));
    register(form);
    await registered(at);
    expect((await kept(at))!.comment).to.include('4111');
  });

  it('takes one effect of a double click', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    register(at.form);
    await until(() => at.faulty.held === 1);
    register(at.form);
    await at.faulty.releaseAll();
    await registered(at);
    expect([calls(at).length, (await kept(at))!.revision, at.heard.length]).to.deep.equal([1, 1, 1]);
  });

  it('is not called registered before the answer, and nothing can be changed meanwhile', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => status(at.form).includes(en.registering));
    expect(topic(at.form, 'm2')!.matches(':disabled')).to.equal(true);
    expect(at.heard).to.deep.equal([]);
    await at.faulty.releaseAll();
    await registered(at);
    await at.form.updateComplete;
    expect(topic(at.form, 'm2')!.matches(':disabled')).to.equal(false);
  });

  it('is told of the conversation it was made in, when another one is on screen by then', async () => {
    const at = await bench();
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => at.faulty.held === 1);
    at.desk.interaction = aConversation({ id: 'call-2' });
    await until(() => topic(at.form, 'm1') && !topic(at.form, 'm1')!.matches(':disabled'));
    await choose(at.form, 'm3');
    await at.faulty.releaseAll();
    await until(() => at.heard.length);
    expect(at.heard).to.deep.equal(['registered call-1: m1,p3']);
    expect(chosen(at.form)).to.deep.equal(['m3']);
    expect(await kept(at, 'call-2')).to.equal(undefined);
    expect((await draftsOf(at)).filter((key) => key.includes('call-1'))).to.deep.equal([]);
  });

  it('is not offered to whoever may not', async () => {
    const { form } = await bench({ options: { permissions: ['customers.view'] } });
    expect(control(form, 'register')).to.equal(null);
    expect(topic(form, 'm1')!.matches(':disabled')).to.equal(true);
  });
});

describe('what goes wrong while registering', () => {
  staySilent();
  const time = stopTime();

  for (const code of ['offline', 'timeout', 'unavailable', 'rate-limited'] as const)
    it(`waits and goes out by itself after ${code}, once`, async () => {
      const at = await bench({ plan: { 'enquiries.register': { failing: code } } });
      await choose(at.form, 'm1', 'p3');
      register(at.form);
      await until(() => bars(at.form).includes(en['sent-by-itself']));
      expect(bars(at.form)).to.include(en[`error-${code}`]);
      expect([chosen(at.form), status(at.form).includes(en.registering)]).to.deep.equal([['m1', 'p3'], false]);
      at.faulty.set({});
      await time.pass(120_000);
      await registered(at);
      expect([(await kept(at))!.revision, at.heard.length]).to.deep.equal([1, 1]);
    });

  it('can be taken back and changed while it waits', async () => {
    const at = await bench({ plan: { 'enquiries.register': { failing: 'offline' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    const again = [...root(at.form).querySelectorAll<HTMLButtonElement>('.bar button')].find((each) =>
      each.textContent!.includes(en['edit-again']),
    )!;
    again.click();
    await until(() => !topic(at.form, 'm2')!.matches(':disabled'));
    at.faulty.set({});
    await choose(at.form, 'm2');
    register(at.form);
    await registered(at);
    expect((await kept(at))!.topicIds).to.have.members(['m2', 'p3']);
    expect(at.heard).to.deep.equal(['registered call-1: m2,p3']);
  });

  it('is in the form again when it is refused for good', async () => {
    const at = await bench({ plan: { 'enquiries.register': { failing: 'denied' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['registering-denied']));
    expect([chosen(at.form), topic(at.form, 'm2')!.matches(':disabled')]).to.deep.equal([['m1', 'p3'], false]);
    at.faulty.set({});
    register(at.form);
    await registered(at);
  });

  it('has one effect when the answer is lost', async () => {
    const inner = house();
    let times = 0;
    const register_ = inner.enquiries.register;
    const backend = {
      ...inner,
      enquiries: {
        ...inner.enquiries,
        register: async (...given: Parameters<typeof register_>) => {
          const answer = await register_(...given);
          times += 1;
          if (times === 1) throw new BackendError('timeout', 'the answer was lost');
          return answer;
        },
      },
    };
    const at = await bench({ backend });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => times === 1);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    await time.pass(120_000);
    await registered(at);
    expect([(await kept(at))!.revision, times, at.heard.length]).to.deep.equal([1, 2, 1]);
  });

  it('calls nothing registered that was answered with nonsense', async () => {
    const at = await bench({ plan: { 'enquiries.register': { wrongShape: 'object' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['not-registered']) || bars(at.form).includes(en['not-registered-yet']));
    expect([at.heard, root(at.form).querySelector('.pill.good')]).to.deep.equal([[], null]);
  });
});

describe('what was begun and not registered', () => {
  staySilent();

  it('is there again after the page was loaded again', async () => {
    const drafts = memoryDrafts();
    const backend = house();
    const first = await bench({ backend, drafts });
    await choose(first.form, 'm2', 'p1');
    await write(first.form, 'Half a sen');
    first.desk.remove();
    const second = await bench({ backend, drafts: { ...drafts } });
    await until(() => chosen(second.form).length === 2);
    expect([chosen(second.form), comment(second.form).value]).to.deep.equal([['m2', 'p1'], 'Half a sen']);
    expect(bars(second.form)).to.include(en['draft-restored']);
  });

  it('can be discarded', async () => {
    const drafts = memoryDrafts();
    const backend = house();
    const first = await bench({ backend, drafts });
    await choose(first.form, 'm2');
    first.desk.remove();
    const second = await bench({ backend, drafts: { ...drafts } });
    await until(() => bars(second.form).includes(en['draft-restored']));
    root(second.form).querySelector<HTMLButtonElement>('.bar button')!.click();
    await until(() => chosen(second.form).length === 0);
    expect(await draftsOf(second)).to.deep.equal([]);
  });

  it('that was handed over when the page died is sent, once', async () => {
    const drafts = memoryDrafts();
    const inner = house();
    const first = await bench({ backend: inner, drafts, plan: { 'enquiries.register': { never: true } } });
    await choose(first.form, 'm1', 'p3');
    register(first.form);
    await until(() => calls(first).length === 1);
    first.desk.remove();
    const second = await bench({ backend: inner, drafts: { ...drafts, name: 'another page' } });
    await until(
      () => second.heard.length || root(second.form).querySelector('.pill.good') || bars(second.form),
      'it is known how it stands',
    );
    await inner.enquiries.get('call-1');
    expect(chosen(second.form)).to.deep.equal(['m1', 'p3']);
  });
});

describe('the same form in two windows', () => {
  staySilent();

  it('shows the same choice, and in both what was registered in one', async () => {
    const drafts = memoryDrafts();
    const backend = house();
    const [panel, popped] = [await bench({ backend, drafts }), await bench({ backend, drafts })];
    await choose(panel.form, 'm1', 'p3');
    await until(() => chosen(popped.form).join() === 'm1,p3', 'the other window has it');
    await choose(popped.form, 'm2');
    await until(() => chosen(panel.form).join() === 'm2,p3', 'and back');
    register(popped.form);
    await registered(popped);
    await registered(panel);
    expect(await draftsOf(panel)).to.deep.equal([]);
    expect([...panel.heard, ...popped.heard]).to.deep.equal(['registered call-1: m2,p3']);
  });

  it('gives one registration when both are pressed at once', async () => {
    const drafts = memoryDrafts();
    const backend = house();
    const [panel, popped] = [await bench({ backend, drafts }), await bench({ backend, drafts })];
    await choose(panel.form, 'm1', 'p3');
    await until(() => chosen(popped.form).join() === 'm1,p3');
    register(panel.form);
    register(popped.form);
    await registered(panel);
    await registered(popped);
    const enquiry = await kept(panel);
    expect([enquiry!.revision, [...enquiry!.topicIds].sort()]).to.deep.equal([1, ['m1', 'p3']]);
  });
});
