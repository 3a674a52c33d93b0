import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { LitElement, type TemplateResult } from 'lit';
import { BackendError } from '../../src/backend/backend-error.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { Load } from '../../src/wiring/load.js';
import { rounds } from '../support/chance.js';
import { turn, until } from '../support/until.js';

interface Question {
  readonly about: string;
  readonly signal: AbortSignal;
  answer(value: string | undefined): void;
  fail(error: unknown): void;
}

/** Asks about its subject; the test answers. */
class AskingElement extends LitElement {
  static override properties = { subject: {} };
  declare subject?: string;
  readonly questions: Question[] = [];
  readonly told: unknown[] = [];
  slowAfter = 0;
  read = (about: string, signal: AbortSignal): Promise<string | undefined> =>
    new Promise((answer, fail) => this.questions.push({ about, signal, answer, fail }));

  readonly load = new Load<readonly [string], string | undefined>(this, {
    args: () => (this.subject === undefined ? undefined : [this.subject]),
    read: ([about], signal) => this.read(about, signal),
    slowAfter: () => this.slowAfter,
    onChange: (value) => this.told.push(value),
    onFailure: (error) => this.told.push(error.code),
  });

  get last(): Question {
    return this.questions.at(-1)!;
  }

  override render(): TemplateResult {
    const { face, value, error, slow } = this.load;
    return html`<p>${face}</p>
      <output>${value}</output>
      <b>${error?.code}</b>${slow ? html`<i>slow</i>` : ''}`;
  }
}
defineElement('asking-element', AskingElement);

const part = (element: AskingElement, selector: string) => element.shadowRoot!.querySelector(selector)?.textContent;
const face = (element: AskingElement) => part(element, 'p');
const output = (element: AskingElement) => part(element, 'output');

const asking = (subject?: string): Promise<AskingElement> => fixture(html`<asking-element .subject=${subject}></asking-element>`);

async function about(element: AskingElement, subject: string | undefined): Promise<void> {
  element.subject = subject;
  await element.updateComplete;
}

async function answered(element: AskingElement, value: string, question = element.last): Promise<void> {
  question.answer(value);
  await turn();
}

describe('having nothing to ask', () => {
  it('shows that there is nothing', async () => {
    const element = await asking();
    expect(face(element)).to.equal('nothing');
    expect(element.questions).to.eql([]);
  });
});

describe('asking', () => {
  it('waits, then shows the answer', async () => {
    const element = await asking('ada');
    expect(face(element)).to.equal('waiting');
    expect(element.load.busy).to.equal(true);
    await answered(element, 'Ada');
    expect([face(element), output(element)]).to.eql(['ready', 'Ada']);
    expect(element.load.busy).to.equal(false);
    expect(element.told).to.eql(['Ada']);
  });

  it('asks once, however often the element renders', async () => {
    const element = await asking('ada');
    for (let i = 0; i < 3; i++) {
      element.requestUpdate();
      await element.updateComplete;
    }
    expect(element.questions).to.have.length(1);
  });

  it('leaves the request alone once it is answered', async () => {
    const element = await asking('ada');
    await answered(element, 'Ada');
    expect(element.last.signal.aborted).to.equal(false);
  });

  it('shows that there is nothing when the answer is nothing', async () => {
    const element = await asking('ada');
    element.last.answer(undefined);
    await turn();
    expect(face(element)).to.equal('nothing');
  });
});

describe('asking about something else', () => {
  it('clears the old answer in the very same render', async () => {
    const element = await asking('ada');
    await answered(element, 'Ada');
    await about(element, 'bo');
    expect([face(element), output(element)]).to.eql(['waiting', '']);
    expect(element.told).to.eql(['Ada', undefined]);
  });

  it('aborts the request that is under way', async () => {
    const element = await asking('ada');
    const { signal } = element.last;
    await about(element, 'bo');
    expect(signal.aborted).to.equal(true);
    expect(element.last.signal.aborted).to.equal(false);
  });

  it('drops the answer to the older question, whenever it comes', async () => {
    const element = await asking('ada');
    const [older] = element.questions;
    await about(element, 'bo');
    await answered(element, 'Ada', older);
    expect(face(element)).to.equal('waiting');
    await answered(element, 'Bo');
    expect(output(element)).to.equal('Bo');
  });

  it('drops the failure of the older question', async () => {
    const element = await asking('ada');
    const [older] = element.questions;
    await about(element, 'bo');
    older!.fail(new DOMException('gone', 'AbortError'));
    await turn();
    expect(face(element)).to.equal('waiting');
    expect(element.told).to.eql([]);
  });

  it('clears a failure', async () => {
    const element = await asking('ada');
    element.last.fail(new BackendError('offline', 'no'));
    await turn();
    await about(element, 'bo');
    expect([face(element), part(element, 'b')]).to.eql(['waiting', '']);
  });

  it('shows nothing when there is no more question', async () => {
    const element = await asking('ada');
    const { signal } = element.last;
    await about(element, undefined);
    expect(face(element)).to.equal('nothing');
    expect(signal.aborted).to.equal(true);
  });
});

describe('many questions with answers in any order', () => {
  type Deed = { readonly do: 'ask' | 'answer' | 'fail' | 'reload' | 'move'; readonly which: number };
  const deed: fc.Arbitrary<Deed> = fc.record({
    do: fc.constantFrom('ask', 'ask', 'answer', 'answer', 'fail', 'reload', 'move'),
    which: fc.nat({ max: 5 }),
  });

  it('never shows the answer to another question, and in the end shows the last one’s', async () => {
    const element = await asking();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 20 }), fc.infiniteStream(fc.nat()), async (deeds, picks) => {
        const open: Question[] = [];
        const take = () => open.push(...element.questions.splice(0));
        const settle = (which: number, how: 'answer' | 'fail') => {
          const [question] = open.splice(which % Math.max(open.length, 1), 1);
          if (how === 'answer') question?.answer(`${question.about}, answered`);
          else question?.fail(new BackendError('timeout', 'too late'));
        };
        const right = () => expect(output(element)).to.be.oneOf(['', `${element.subject!}, answered`]);
        for (const { do: what, which } of deeds) {
          if (what === 'ask') await about(element, `${which} of ${(count += 1)}`);
          else if (what === 'reload') element.load.reload();
          else if (what === 'move') element.parentElement!.append(element);
          else settle(which, what);
          take();
          await turn();
          take();
          right();
        }
        await about(element, `the last of ${(count += 1)}`);
        take();
        while (open.length > 0) {
          settle(picks.next().value as number, 'answer');
          await turn();
          right();
        }
        expect([face(element), output(element)]).to.eql(['ready', `${element.subject!}, answered`]);
      }),
      { numRuns: rounds(150) },
    );
  });
});

describe('reloading', () => {
  it('keeps what is on screen until the new answer is there', async () => {
    const element = await asking('ada');
    await answered(element, 'Ada');
    element.load.reload();
    await element.updateComplete;
    expect([face(element), output(element), element.load.busy]).to.eql(['ready', 'Ada', true]);
    await answered(element, 'Ada Lovelace');
    expect(output(element)).to.equal('Ada Lovelace');
  });

  it('drops the answer to the question before', async () => {
    const element = await asking('ada');
    element.load.reload();
    await answered(element, 'new', element.questions[1]);
    await answered(element, 'old', element.questions[0]);
    expect(output(element)).to.equal('new');
  });

  it('keeps what is on screen when it fails, and says that it failed', async () => {
    const element = await asking('ada');
    await answered(element, 'Ada');
    element.load.reload();
    element.last.fail(new BackendError('offline', 'no'));
    await turn();
    expect([face(element), output(element), part(element, 'b')]).to.eql(['ready', 'Ada', 'offline']);
  });

  it('asks nothing when there is no question', async () => {
    const element = await asking();
    element.load.reload();
    expect(element.questions).to.eql([]);
  });
});

describe('failing', () => {
  it('shows the backend’s own error', async () => {
    const element = await asking('ada');
    element.last.fail(new BackendError('denied', 'no'));
    await turn();
    expect([face(element), part(element, 'b')]).to.eql(['failed', 'denied']);
    expect(element.told).to.eql(['denied']);
  });

  for (const [what, caught] of [
    ['an exception', new TypeError('oops')],
    ['an abort that nobody asked for', new DOMException('by somebody else', 'AbortError')],
    ['no error at all', undefined],
  ] as const) {
    it(`takes ${what} for a failure`, async () => {
      const element = await asking('ada');
      element.last.fail(caught);
      await turn();
      expect([face(element), part(element, 'b')]).to.eql(['failed', 'failed']);
    });
  }

  it('takes an exception instead of a promise for a failure', async () => {
    const element = await asking();
    element.read = () => {
      throw new TypeError('oops');
    };
    await about(element, 'ada');
    await turn();
    expect(face(element)).to.equal('failed');
  });

  it('asks again on reload', async () => {
    const element = await asking('ada');
    element.last.fail(new BackendError('offline', 'no'));
    await turn();
    element.load.reload();
    await answered(element, 'Ada');
    expect([face(element), output(element), part(element, 'b')]).to.eql(['ready', 'Ada', '']);
  });
});

describe('waiting long', () => {
  it('says that it is slow', async () => {
    const element = await asking();
    element.slowAfter = 1;
    await about(element, 'ada');
    expect(element.load.slow).to.equal(false);
    await until(element.shadowRoot!, () => part(element, 'i') === 'slow');
    expect(face(element)).to.equal('waiting');
    await answered(element, 'Ada');
    expect([face(element), part(element, 'i')]).to.eql(['ready', undefined]);
  });

  it('starts anew with another question', async () => {
    const element = await asking();
    element.slowAfter = 1;
    await about(element, 'ada');
    await until(element.shadowRoot!, () => part(element, 'i') === 'slow');
    element.slowAfter = 1_000_000;
    await about(element, 'bo');
    expect(part(element, 'i')).to.equal(undefined);
  });
});

describe('knowing better', () => {
  it('shows what was put and drops what is under way', async () => {
    const element = await asking('ada');
    element.load.put('put');
    await answered(element, 'read');
    expect([face(element), output(element)]).to.eql(['ready', 'put']);
  });
});

describe('leaving the page', () => {
  it('aborts, and keeps nothing of it on screen', async () => {
    const element = await asking('ada');
    await answered(element, 'Ada');
    element.load.reload();
    await element.updateComplete;
    element.remove();
    expect(element.last.signal.aborted).to.equal(true);
    await element.updateComplete;
    expect([face(element), output(element)]).to.eql(['nothing', '']);
  });

  it('drops an answer that comes afterwards', async () => {
    const element = await asking('ada');
    element.remove();
    await answered(element, 'Ada');
    expect(element.load.value).to.equal(undefined);
    expect(element.told).to.eql([]);
  });

  it('asks again on the way back', async () => {
    const element = await asking('ada');
    const parent = element.parentElement!;
    await answered(element, 'Ada');
    element.remove();
    await element.updateComplete;
    parent.append(element);
    await element.updateComplete;
    expect([face(element), output(element)]).to.eql(['waiting', '']);
    await answered(element, 'Ada again');
    expect(output(element)).to.equal('Ada again');
  });
});
