import { html, nothing, type TemplateResult } from 'lit';
import { asBackendError, BackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import type { CustomerImpact } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import type { CustomerCard } from './customer-card.js';
import type { Writing } from './writing.js';

/** Milliseconds after which what goes along counts as not to be found out. */
const patience = 10_000;

interface Asked {
  readonly customer: Customer;
  impact?: CustomerImpact;
  failed?: BackendErrorCode;
  weighing?: AbortController;
}

export interface ConsequenceOptions {
  /** Seconds in which it can be undone. */
  readonly undoTime: number;
  /** The agent has read it and wants it; the revision is the one that was weighed. */
  onSure(customer: Customer, revision: number): void;
  /** Closed in whatever way. */
  onClose(): void;
}

/** The question before a customer is deleted: what goes along, in words. It cannot be said yes to before that is known. */
export class Consequence {
  #asked?: Asked;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly options: ConsequenceOptions,
  ) {}

  async ask(customer: Customer): Promise<void> {
    this.reset();
    this.#asked = { customer };
    this.card.requestUpdate();
    await this.card.updateComplete;
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
    await this.#weigh();
  }

  /** What it was asked about is no longer on screen, or no longer this agent's to decide. */
  reset(): void {
    this.#asked?.weighing?.abort();
    this.#asked = undefined;
  }

  /** About whom it is asked. */
  get about(): string | undefined {
    return this.#asked?.customer.id;
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const asked = this.#asked;
    if (!asked) return nothing;
    const { customer, impact, failed } = asked;
    return html`<dialog
      class="ask"
      id="delete"
      aria-labelledby="delete-title"
      aria-describedby="delete-why"
      @close=${this.#onClose}
    >
      <form method="dialog">
        <h2 class="name" id="delete-title">${say('delete-question', { name: customer.name || say('unnamed') })}</h2>
        <div id="delete-why" class="consequence" aria-busy=${!impact && !failed} aria-live="polite">
          ${impact ? this.#renderImpact(impact) : nothing}
          ${failed ? html`<p>${say('impact-failed')} ${say(`error-${failed}`)}</p>` : nothing}
          ${impact || failed ? nothing : html`<span class="skeleton wide"></span>`} ${this.writing.company.renderEditors()}
        </div>
        <div class="deeds end">
          <button class="button" value="" id="keep-customer">${say('keep-customer')}</button>
          ${
            failed
              ? html`<button class="button primary" type="button" @click=${this.#onRetry}>${say('retry')}</button>`
              : html`<button class="button danger" value="delete" ?disabled=${!impact}>
                  ${icon(shapes.remove)}${say('delete-customer')}
                </button>`
          }
        </div>
      </form>
    </dialog>`;
  }

  #renderImpact({ interactions, choices, callbacks = 0, notes = 0 }: CustomerImpact): TemplateResult {
    const { say } = this.card.texts;
    return html`<p>${say('delete-consequence')}</p>
      ${interactions > 0 ? html`<p>${say('delete-interactions', { count: interactions })}</p>` : nothing}
      ${notes > 0 ? html`<p>${say('delete-notes', { count: notes })}</p>` : nothing}
      ${choices > 0 ? html`<p>${say('delete-choices', { count: choices })}</p>` : nothing}
      ${callbacks > 0 ? html`<p>${say('delete-callbacks', { count: callbacks })}</p>` : nothing}
      <p class="soft">${say('delete-undo', { seconds: this.options.undoTime })}</p>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.card.renderRoot.querySelector<HTMLDialogElement>('#delete');
  }

  async #weigh(): Promise<void> {
    const asked = this.#asked;
    if (!asked) return;
    const weighing = (asked.weighing = new AbortController());
    const { signal } = weighing;
    asked.failed = undefined;
    this.card.requestUpdate();
    const timer = pageClock.set(() => {
      asked.failed = 'timeout';
      weighing.abort();
      this.card.requestUpdate();
    }, patience);
    signal.addEventListener('abort', () => pageClock.clear(timer));
    try {
      const impact = await this.#impact(asked.customer, signal);
      if (!signal.aborted) asked.impact = impact;
    } catch (caught) {
      if (!signal.aborted) this.#fail(asked, asBackendError(caught).code);
    }
    pageClock.clear(timer);
    this.card.requestUpdate();
  }

  /** A backend that cannot say what goes along says nothing of it. */
  async #impact({ id, revision }: Customer, signal: AbortSignal): Promise<CustomerImpact> {
    const { customers } = this.card.source.backend ?? {};
    if (!customers?.impact) return { revision, interactions: 0, choices: 0 };
    const impact: Partial<CustomerImpact> | null | undefined = await customers.impact(id, { signal });
    if (typeof impact?.revision !== 'number') throw new BackendError('failed', 'The backend did not say what goes along');
    const { interactions = 0, choices = 0, callbacks = 0, notes = 0 } = impact;
    return { revision: impact.revision, interactions, choices, callbacks, notes };
  }

  #fail(asked: Asked, code: BackendErrorCode): void {
    asked.failed = code;
    if (code !== 'not-found') return;
    // Somebody else was faster: there is nothing to be asked any more.
    this.#dialog?.close();
    this.card.announce(this.card.texts.say('error-not-found'), 'bad');
    this.card.lookup.refresh();
  }

  readonly #onRetry = (): void => {
    this.#dialog?.querySelector<HTMLElement>('#keep-customer')?.focus(); // the one that was pressed goes
    void this.#weigh();
  };

  readonly #onClose = (event: Event): void => {
    const { customer, impact } = this.#asked ?? {};
    const sure = (event.target as HTMLDialogElement).returnValue === 'delete';
    this.reset();
    this.options.onClose();
    if (sure && customer && impact) this.options.onSure(customer, impact.revision);
  };
}
