import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CustomerCard } from './customer-card.js';
import type { Writing } from './writing.js';

/** `gone`: what it was asked about is no longer on screen. */
export type LeaveAnswer = 'save' | 'discard' | 'keep' | 'gone';

/** The question on the way out of a form in which something was typed. */
export class Unsaved implements ReactiveController {
  #asking?: { readonly key?: string; readonly answer: Promise<LeaveAnswer>; readonly settle: (answer: LeaveAnswer) => void };

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    /** Whether *Save* is a way out. */
    private readonly possible: () => boolean,
  ) {
    card.addController(this);
  }

  /** Asks once, however many want to know; Esc goes on with the edit. */
  ask(): Promise<LeaveAnswer> {
    if (!this.#asking) {
      let settle!: (answer: LeaveAnswer) => void;
      const answer = new Promise<LeaveAnswer>((resolve) => (settle = resolve));
      this.#asking = { key: this.#key, answer, settle };
      this.card.requestUpdate();
    }
    return this.#asking.answer;
  }

  /** Another place: nothing is lost, and nothing was decided. */
  hostUpdate(): void {
    if (this.#asking && this.#asking.key !== this.#key) this.#settle('gone');
  }

  hostUpdated(): void {
    if (!this.#asking) return;
    const dialog = this.card.renderRoot.querySelector<HTMLDialogElement>('#unsaved');
    if (!dialog) return this.#settle('gone'); // nobody can answer
    if (dialog.open) return;
    dialog.showModal();
    (dialog.querySelector<HTMLElement>('[value=save]') ?? dialog.querySelector<HTMLElement>('[value=keep]'))?.focus();
  }

  hostDisconnected(): void {
    this.#settle('gone');
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (!this.#asking) return nothing;
    const save = this.possible();
    return html`<dialog class="ask" id="unsaved" aria-labelledby="unsaved-title" @close=${this.#onClose}>
      <form method="dialog">
        <h2 class="name" id="unsaved-title">${say('unsaved-question')}</h2>
        <p class="soft">${say('unsaved-why')}</p>
        <div class="deeds end">
          <button class="button" value="discard">${say('close-unsaved')}</button>
          <button class=${save ? 'button' : 'button primary'} value="keep">${say('keep-editing')}</button>
          ${save ? html`<button class="button primary" value="save">${say('save')}</button>` : nothing}
        </div>
      </form>
    </dialog>`;
  }

  get #key(): string | undefined {
    return this.writing.typing.place?.key;
  }

  readonly #onClose = (event: Event): void => {
    const { returnValue } = event.target as HTMLDialogElement;
    this.#settle(returnValue === 'save' || returnValue === 'discard' ? returnValue : 'keep');
  };

  #settle(answer: LeaveAnswer): void {
    this.#asking?.settle(answer);
    this.#asking = undefined;
    this.card.requestUpdate();
  }
}
