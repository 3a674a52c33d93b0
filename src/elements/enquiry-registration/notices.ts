import { html, nothing, type TemplateResult } from 'lit';
import { type Category, leastOf, mostOf } from '../../domain/catalogue.js';
import { type EnquiryDraft, isSettled } from '../../domain/enquiry.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import type { Form } from './form.js';

/** How the registration stands, in a few words beside the title and in bars over the form. */
export class Notices {
  readonly #way: SubmissionNotices<EnquiryDraft>;

  constructor(private readonly host: Form) {
    const { say } = host.texts;
    const again = () => void host.updateComplete.then(() => host.focusOn(''));
    this.#way = new SubmissionNotices(host.submission, {
      texts: host.texts,
      sign: icon(shapes.warning),
      words: () => ({ not: say('not-registered'), notYet: say('not-registered-yet') }),
      refused: (code) => {
        const words = host.registering.refused.map((problem) => this.wordsOf(problem));
        return words.length ? words.join(' ') : say(code === 'denied' ? 'registering-denied' : `error-${code}`);
      },
      onAgain: again,
      onDiscarded: () => {
        host.registering.reset();
        host.announce(say('draft-discarded'));
        again();
      },
    });
  }

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
    if (submission.dirty) return this.#way.renderState();
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
    return html`${this.#way.render()}
    ${
      enquiry && !isSettled(enquiry) && !submission.locked
        ? this.#way.bar(say(enquiry.status === 'default' ? 'time-over-default' : 'time-over-incomplete'), 'warn')
        : nothing
    }
    ${enquiry?.status === 'excused' ? this.#way.bar(say('excused-why', { reason: enquiry.reason ?? '' })) : nothing}
    ${retired.length ? this.#way.bar(say('topics-retired', { topics: retired })) : nothing}
    ${reading.load.error ? this.#way.bar(`${say('not-refreshed')} ${say(`error-${reading.load.error.code}`)}`, 'warn') : nothing}`;
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
    if (reason === 'for-call') return say('comment-required-call');
    return say(reason === 'required' ? 'comment-needed' : 'comment-not-text');
  }

  /** What a problem of the form says, wherever it is. */
  wordsOf({ field, reason }: { readonly field: string; readonly reason: string }): string {
    const { say } = this.host.texts;
    if (this.host.dialer.isOwn(field)) return this.host.dialer.wordsOf({ field, reason });
    const category = this.host.choosing.categories.find(({ id }) => id === field);
    if (category) return this.problemOf(category, reason);
    if (field === 'comment') return this.commentProblem(reason);
    if (field === 'enquiry') return say('choose-any');
    if (field === 'interactionId') return say('enquiry-closed');
    return field === 'topicIds' ? say('topics-unknown') : say('problem-other', { reason });
  }
}
