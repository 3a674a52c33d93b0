import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerCard } from './customer-card.js';

export type LeaveAnswer = 'save' | 'discard' | 'keep';

/** The question on the way out of a form in which something was typed. */
export class Unsaved {
  #asking?: { readonly answer: Promise<LeaveAnswer>; readonly settle: (answer: LeaveAnswer) => void };

  constructor(private readonly card: CustomerCard) {}

  /** Asks once, however many want to know; Esc goes on with the edit. */
  ask(): Promise<LeaveAnswer> {
    if (!this.#asking) {
      let settle!: (answer: LeaveAnswer) => void;
      const answer = new Promise<LeaveAnswer>((resolve) => (settle = resolve));
      this.#asking = { answer, settle };
      this.card.requestUpdate();
      void this.card.updateComplete.then(() => {
        this.#dialog?.showModal();
        this.#dialog?.querySelector<HTMLElement>('[value=save]')?.focus();
      });
    }
    return this.#asking.answer;
  }

  /** What it was asked about is no longer on screen: nothing is lost, and nothing was decided. */
  reset(): void {
    this.#settle('keep');
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (!this.#asking) return nothing;
    return html`<dialog class="ask" id="unsaved" aria-labelledby="unsaved-title" @close=${this.#onClose}>
      <form method="dialog">
        <h2 class="name" id="unsaved-title">${say('unsaved-question')}</h2>
        <p class="soft">${say('unsaved-why')}</p>
        <div class="deeds end">
          <button class="button" value="discard">${say('close-unsaved')}</button>
          <button class="button" value="keep">${say('keep-editing')}</button>
          <button class="button primary" value="save">${say('save')}</button>
        </div>
      </form>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.card.renderRoot.querySelector<HTMLDialogElement>('#unsaved');
  }

  readonly #onClose = (event: Event): void => {
    const { returnValue } = event.target as HTMLDialogElement;
    this.#settle(returnValue === 'save' || returnValue === 'discard' ? returnValue : 'keep');
    this.card.requestUpdate();
  };

  #settle(answer: LeaveAnswer): void {
    this.#asking?.settle(answer);
    this.#asking = undefined;
  }
}
