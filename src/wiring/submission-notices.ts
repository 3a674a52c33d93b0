import { html, nothing, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../backend/backend-error.js';
import type { Submission } from './submission.js';
import type { Texts } from './words.js';

export interface SubmissionNoticesOptions {
  readonly texts: Texts;
  /** Before a warning. */
  readonly sign: TemplateResult;
  /** That it was not done, and that it was not done yet. */
  words(): { readonly not: string; readonly notYet: string };
  /** Why nothing came of the last attempt. */
  refused(code: BackendErrorCode): string;
  /** What was typed was discarded. */
  onDiscarded(): void;
  /** What was handed over is in the form again. */
  onAgain(): void;
}

/** What is to be said of a draft and of its way to the backend, in bars over the form, each with what can be done. */
export class SubmissionNotices<T extends object> {
  constructor(
    private readonly submission: Submission<T>,
    private readonly options: SubmissionNoticesOptions,
  ) {}

  render(): TemplateResult {
    return html`${this.#renderDraft()} ${this.#renderWay()}`;
  }

  /** How it stands with the draft, in two words; nothing while nothing is typed. */
  renderState(): TemplateResult | typeof nothing {
    const { submission, options } = this;
    if (!submission.dirty) return nothing;
    const kept = submission.state === 'saved' || submission.state === 'restored';
    return html`<span class="soft status">${options.texts.say(kept ? 'draft-kept' : 'draft-unsaved')}</span>`;
  }

  bar(text: string, tone: '' | 'warn' = '', deed?: string, run?: () => void): TemplateResult {
    return html`<div class="bar ${tone}" part="bar" role=${tone === 'warn' ? 'alert' : 'status'}>
      <span>${tone === 'warn' ? this.options.sign : nothing} ${text}</span>
      ${deed ? html`<button type="button" class="button" @click=${run}>${deed}</button>` : nothing}
    </div>`;
  }

  #renderDraft(): TemplateResult {
    const { say } = this.options.texts;
    const { submission } = this;
    return html`${
      submission.state === 'not-saved'
        ? this.bar(`${say('draft-not-kept')} ${submission.error ? say(`error-${submission.error.code}`) : ''}`, 'warn')
        : nothing
    }
    ${
      submission.others && !submission.locked
        ? this.bar(say('draft-elsewhere'), '', say('take-other'), () => submission.takeBack())
        : nothing
    }
    ${
      submission.dirty && submission.state === 'restored'
        ? this.bar(say('draft-restored'), '', say('discard'), () => void this.#discard())
        : nothing
    }`;
  }

  #renderWay(): TemplateResult | typeof nothing {
    const { submission, options } = this;
    const { say } = options.texts;
    const { face, intent, refusal } = submission;
    const { not, notYet } = options.words();
    if (face === 'waiting' || face === 'stopped') {
      const { code } = intent?.error ?? {};
      const why = code && code !== 'not-sent' ? say(`error-${code}`) : '';
      return html`<div class="bar warn" part="bar" role="alert">
        <span
          >${options.sign} ${face === 'stopped' ? not : notYet} ${why}
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
    return refusal ? this.bar(`${not} ${options.refused(refusal)}`, 'warn') : nothing;
  }

  async #again(): Promise<void> {
    if (await this.submission.again()) this.options.onAgain();
  }

  async #discard(): Promise<void> {
    await this.submission.discard();
    this.options.onDiscarded();
  }
}
