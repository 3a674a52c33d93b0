import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Form } from './form.js';

/** From this part of what is allowed on it is said how much is left. */
const nearly = 0.8;

/** The comment: how much of it there is, whether it is needed, and what should not stand in it. */
export class Remark {
  constructor(private readonly host: Form) {}

  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { rules } = this.host.reading;
    const { comment = '', topicIds } = this.host.choosing.form;
    const { comment: forCall } = this.host.dialer;
    if (!rules.comment && forCall === 'none') return nothing;
    const needed = forCall === 'required' || topicIds.some((id) => rules.commentFor?.includes(id));
    const asked = forCall === 'asked' && !comment.trim();
    const left = rules.commentLimit - comment.length;
    const problem = left < 0 ? 'too-long' : this.host.registering.problems.get('comment');
    return html`<fieldset class="input" part="comment" role="none" ?disabled=${this.host.closed}>
      <div class="caption">
        <label for="comment">${say('comment')}</label>
        ${needed ? html`<span class="pill">${say('category-required')}</span>` : nothing}
        <span class="number end" ?hidden=${comment.length < nearly * rules.commentLimit} aria-live="off"
          >${say('comment-left', { count: left })}</span
        >
      </div>
      <textarea
        id="comment"
        rows="2"
        .value=${live(comment)}
        aria-required=${needed}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'comment-problem' : asked ? 'comment-asked' : nothing}
        @input=${this.#onInput}
      ></textarea>
      ${problem ? html`<p class="problem" id="comment-problem">${icon(shapes.warning)} ${this.host.notices.commentProblem(problem)}</p>` : nothing}
      ${asked && !problem ? html`<p class="hint" id="comment-asked">${say('comment-asked')}</p>` : nothing} ${this.#renderCards()}
    </fieldset>`;
  }

  #renderCards(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    if (this.host.registering.cards.length === 0) return nothing;
    return html`<div class="bar warn inside" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${say('card-number')}</span>
      <button type="button" class="button" id="card-number" @click=${this.#onTakeOut}>${say('take-out')}</button>
    </div>`;
  }

  readonly #onInput = (event: Event): void => this.host.choosing.write((event.target as HTMLTextAreaElement).value);

  readonly #onTakeOut = async (): Promise<void> => {
    this.host.registering.takeOut();
    await this.host.updateComplete;
    this.host.root.querySelector<HTMLElement>('#comment')?.focus();
  };
}
