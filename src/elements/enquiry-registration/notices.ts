import { html, nothing, type TemplateResult } from 'lit';
import { type Category, leastOf, mostOf } from '../../domain/catalogue.js';
import { isSettled } from '../../domain/enquiry.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Form } from './form.js';

/** How the registration stands, in a few words beside the title and in bars over the form. */
export class Notices {
  constructor(private readonly host: Form) {}

  /** An agent has registered it, and nothing was typed since. */
  get registered(): boolean {
    return this.host.reading.known?.state.enquiry?.status === 'registered';
  }

  renderStatus(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { submission, reading, choosing } = this.host;
    const { enquiry, forced } = reading.known!.state;
    if (submission.locked)
      return submission.face === 'sending' ? html`<span class="soft status">${say('registering')}</span>` : nothing;
    if (submission.dirty) {
      const kept = submission.state === 'saved' || submission.state === 'restored';
      return html`<span class="soft status">${say(kept ? 'draft-kept' : 'draft-unsaved')}</span>`;
    }
    if (enquiry?.status === 'registered') return html`<span class="pill good">${icon(shapes.check)}${say('registered')}</span>`;
    if (enquiry?.status === 'excused') return html`<span class="pill">${say('excused')}</span>`;
    if (enquiry) return html`<span class="pill warn">${say('not-registered-yet')}</span>`;
    return forced && choosing.empty ? html`<span class="pill warn">${say('must-register')}</span>` : nothing;
  }

  render(): TemplateResult {
    const { say } = this.host.texts;
    const { reading, choosing, submission } = this.host;
    const { enquiry } = reading.known!.state;
    const retired = choosing.retired.map(({ label }) => label);
    return html`${this.#renderDraft()} ${this.#renderSubmission()}
    ${
      enquiry && !isSettled(enquiry) && !submission.locked
        ? this.#bar(say(enquiry.status === 'default' ? 'time-over-default' : 'time-over-incomplete'), 'warn')
        : nothing
    }
    ${enquiry?.status === 'excused' ? this.#bar(say('excused-why', { reason: enquiry.reason ?? '' })) : nothing}
    ${retired.length ? this.#bar(say('topics-retired', { topics: retired })) : nothing}
    ${reading.load.error ? this.#bar(`${say('not-refreshed')} ${say(`error-${reading.load.error.code}`)}`, 'warn') : nothing}`;
  }

  /** What is wrong with a category, in words. */
  problemOf(category: Category, reason: string): string {
    const { say } = this.host.texts;
    if (reason === 'required') return say('choose-a-topic', { category: category.label });
    if (reason === 'too-few') return say('choose-more', { count: leastOf(category) });
    if (reason === 'too-many') return say('choose-fewer', { count: mostOf(category) });
    return reason === 'exclusive' ? say('choose-alone') : say('problem-other', { reason });
  }

  commentProblem(reason: string): string {
    const { say } = this.host.texts;
    if (reason === 'too-long') return say('comment-too-long', { limit: this.host.reading.rules.commentLimit });
    return say(reason === 'required' ? 'comment-needed' : 'comment-not-text');
  }

  /** What a problem of the form says, wherever it is. */
  wordsOf({ field, reason }: { readonly field: string; readonly reason: string }): string {
    const { say } = this.host.texts;
    const category = this.host.choosing.categories.find(({ id }) => id === field);
    if (category) return this.problemOf(category, reason);
    if (field === 'comment') return this.commentProblem(reason);
    if (field === 'enquiry') return say('choose-any');
    if (field === 'interactionId') return say('enquiry-closed');
    return field === 'topicIds' ? say('topics-unknown') : say('problem-other', { reason });
  }

  #renderDraft(): TemplateResult {
    const { say } = this.host.texts;
    const { submission } = this.host;
    return html`${
      submission.state === 'not-saved'
        ? this.#bar(`${say('draft-not-kept')} ${submission.error ? say(`error-${submission.error.code}`) : ''}`, 'warn')
        : nothing
    }
    ${
      submission.others && !submission.locked
        ? this.#bar(say('draft-elsewhere'), '', say('take-other'), () => submission.takeBack())
        : nothing
    }
    ${
      submission.dirty && submission.state === 'restored'
        ? this.#bar(say('draft-restored'), '', say('discard'), () => void this.#discard())
        : nothing
    }`;
  }

  #renderSubmission(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { submission, registering } = this.host;
    const { face, intent, refusal } = submission;
    if (face === 'waiting' || face === 'stopped') {
      const { code } = intent?.error ?? {};
      const why = code && code !== 'not-sent' ? say(`error-${code}`) : '';
      return html`<div class="bar warn" part="bar" role="alert">
        <span
          >${icon(shapes.warning)} ${say(face === 'stopped' ? 'not-registered' : 'not-registered-yet')} ${why}
          ${face === 'waiting' ? say('sent-by-itself') : nothing}</span
        >
        <button type="button" class="button" ?disabled=${intent?.state === 'sending'} @click=${() => void submission.retry()}>
          ${say('retry')}
        </button>
        <button type="button" class="button" ?disabled=${intent?.state === 'sending'} @click=${() => void this.#again()}>
          ${say('edit-again')}
        </button>
      </div>`;
    }
    if (!refusal) return nothing;
    const words = registering.refused.map((problem) => this.wordsOf(problem));
    const why = words.length ? words.join(' ') : say(refusal === 'denied' ? 'registering-denied' : `error-${refusal}`);
    return this.#bar(`${say('not-registered')} ${why}`, 'warn');
  }

  #bar(text: string, tone = '', deed?: string, run?: () => void): TemplateResult {
    return html`<div class="bar ${tone}" part="bar" role=${tone === 'warn' ? 'alert' : 'status'}>
      <span>${tone === 'warn' ? icon(shapes.warning) : nothing} ${text}</span>
      ${deed ? html`<button type="button" class="button" @click=${run}>${deed}</button>` : nothing}
    </div>`;
  }

  async #again(): Promise<void> {
    await this.host.submission.again();
    await this.host.updateComplete;
    this.host.focusOn('');
  }

  async #discard(): Promise<void> {
    await this.host.submission.discard();
    this.host.registering.reset();
    this.host.announce(this.host.texts.say('draft-discarded'));
    await this.host.updateComplete;
    this.host.focusOn('');
  }
}
