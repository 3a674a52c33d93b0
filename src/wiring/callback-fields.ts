import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Texts } from './words.js';

/** For whom a call-back is agreed. */
export interface WhomAsked<W extends string> {
  readonly texts: Texts;
  /** In their order, with their words. */
  readonly choices: readonly (readonly [whom: W, words: string])[];
  readonly chosen: W;
  /** What is wrong with it, in words. */
  readonly problem?: string;
  change(whom: W): void;
}

/** Use it where a call-back is agreed on. The host has `styles/time-choice.ts` in its styles. */
export const renderWhom = <W extends string>({ texts, choices, chosen, problem, change }: WhomAsked<W>): TemplateResult =>
  html`<div role="radiogroup" aria-label=${texts.say('call-back-for')} class="choices" id="for">
    ${choices.map(
      ([whom, words]) =>
        html`<label class="choice">
          <input type="radio" name="for" value=${String(whom)} .checked=${live(whom === chosen)} @change=${() => change(whom)} />
          ${words}
        </label>`,
    )}
    ${problem ? html`<p class="problem">${problem}</p>` : nothing}
  </div>`;

/** What whoever gets the call sees first. */
export interface CommentAsked {
  readonly texts: Texts;
  readonly comment: string;
  readonly required: boolean;
  readonly problem?: string;
  /** It is asked for, and why. */
  readonly asked?: string;
  /** Before a problem. */
  readonly sign: TemplateResult;
  change(comment: string): void;
}

/** Use it where a call-back is agreed on. The host has `styles/input.ts` in its styles. */
export const renderCallComment = ({ texts, comment, required, problem, asked, sign, change }: CommentAsked): TemplateResult =>
  html`<div class="input">
    <div class="caption">
      <label for="comment">${texts.say('comment-for-call')}</label>
      ${required ? html`<span class="pill">${texts.say('category-required')}</span>` : nothing}
    </div>
    <textarea
      id="comment"
      rows="2"
      dir="auto"
      .value=${live(comment)}
      aria-required=${required}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'comment-problem' : asked ? 'comment-asked' : nothing}
      @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${problem ? html`<p class="problem" id="comment-problem">${sign} ${problem}</p>` : nothing}
    ${!problem && asked ? html`<p class="hint" id="comment-asked">${asked}</p>` : nothing}
  </div>`;
