import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CustomerImpact } from '../../backend/backend.js';
import { asBackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { CustomerDeletedEvent } from './customer-card.events.js';
import type { CustomerCard } from './customer-card.js';
import { about } from './senders.js';
import type { Writing } from './writing.js';

/** Seconds in which a deletion can be taken back: nothing is sent before. */
const undoTime = 10;

interface Asked {
  readonly customer: Customer;
  impact?: CustomerImpact;
  failed?: BackendErrorCode;
}

/** Deleting a customer: the consequence first, then a while to think better of it. */
export class Removal implements ReactiveController {
  #asked?: Asked;
  #tick?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    card.addController(this);
  }

  /** The deletion of the customer that is shown, on its way or stopped. */
  get #intent(): Intent | undefined {
    const { shown } = this.card.lookup;
    if (!shown) return undefined;
    return this.writing.outgoing
      .about(about(shown.id))
      .find(({ kind, state }) => kind === 'customers.remove' && state !== 'sent');
  }

  /** It is about to be gone: not the time to begin an edit. */
  get pending(): boolean {
    return ['queued', 'sending'].includes(this.#intent?.state ?? '');
  }

  /** Asks first, with what goes along. */
  async ask(customer: Customer): Promise<void> {
    this.#asked = { customer };
    this.card.requestUpdate();
    await this.card.updateComplete;
    this.#dialog?.showModal();
    await this.#weigh();
  }

  hostUpdate(): void {
    if (this.#asked && this.#asked.customer.id !== this.card.lookup.shown?.id) this.#asked = undefined;
  }

  hostDisconnected(): void {
    clearTimeout(this.#tick);
    this.#asked = this.#tick = undefined;
  }

  /** That it is going, how long that can be undone, or why it stayed. */
  renderBar(customer: Customer): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const intent = this.#intent;
    if (!intent) return this.#renderDialog();
    const name = customer.name || say('unnamed');
    if (intent.state === 'conflict' || intent.state === 'needs-attention') return this.#renderStopped(intent, name);
    const left = Math.ceil((Date.parse(intent.notBefore ?? '') - Date.now()) / 1000);
    if (!(left > 0))
      return html`<div class="bar warn" part="bar">
        <span
          >${icon(shapes.remove)}
          ${say(intent.attempts > 0 && intent.state === 'queued' ? 'deletion-waits' : 'deleting', { name })}</span
        >
      </div>`;
    this.#tick ??= setTimeout(() => {
      this.#tick = undefined;
      this.card.requestUpdate();
    }, 1000);
    return html`<div class="bar warn" part="bar">
      <span>${icon(shapes.remove)} ${say('deletion-in', { name, seconds: left })}</span>
      <button class="button" id="undo-delete" @click=${() => void this.#undo(intent)}>${icon(shapes.undo)}${say('undo')}</button>
    </div>`;
  }

  #renderStopped(intent: Intent, name: string): TemplateResult {
    const { say } = this.card.texts;
    const { code = 'failed' } = intent.error ?? {};
    const why = code === 'not-sent' ? say('deletion-not-sent') : say(`error-${code}`);
    return html`<div class="bar warn" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${say('not-deleted', { name })} ${why}</span>
      <button class="button" @click=${() => void this.#undo(intent)}>${say('keep-customer')}</button>
      <button class="button" @click=${() => void this.#again(intent)}>${say('delete-customer')}</button>
    </div>`;
  }

  #renderDialog(): TemplateResult | typeof nothing {
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
          ${failed ? html`<p role="alert">${say('impact-failed')} ${say(`error-${failed}`)}</p>` : nothing}
          ${impact || failed ? nothing : html`<span class="skeleton wide"></span>`}
        </div>
        <div class="deeds end">
          <button class="button" value="">${say('keep-customer')}</button>
          ${failed ? html`<button class="button primary" type="button" @click=${() => void this.#weigh()}>${say('retry')}</button>` : html`<button class="button danger" value="delete" ?disabled=${!impact}>${icon(shapes.remove)}${say('delete-customer')}</button>`}
        </div>
      </form>
    </dialog>`;
  }

  /** The consequence in words. */
  #renderImpact({ interactions, choices }: CustomerImpact): TemplateResult {
    const { say } = this.card.texts;
    return html`<p>${say('delete-consequence')}</p>
      ${interactions > 0 ? html`<p>${say('delete-interactions', { count: interactions })}</p>` : nothing}
      ${choices > 0 ? html`<p>${say('delete-choices', { count: choices })}</p>` : nothing}
      <p class="soft">${say('delete-undo', { seconds: undoTime })}</p>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.card.renderRoot.querySelector<HTMLDialogElement>('#delete');
  }

  async #weigh(): Promise<void> {
    const asked = this.#asked;
    const { backend } = this.card.source;
    if (!asked) return;
    asked.failed = undefined;
    this.card.requestUpdate();
    try {
      const { id, revision } = asked.customer;
      asked.impact = (await backend?.customers?.impact?.(id)) ?? { revision, interactions: 0, choices: 0 };
    } catch (caught) {
      asked.failed = asBackendError(caught).code;
    }
    this.card.requestUpdate();
  }

  readonly #onClose = (event: Event): void => {
    const asked = this.#asked;
    const sure = (event.target as HTMLDialogElement).returnValue === 'delete';
    this.#asked = undefined;
    this.card.requestUpdate();
    if (sure && asked?.impact) void this.#remove(asked.customer, asked.impact.revision);
  };

  async #remove({ id, name }: Customer, revision: number): Promise<void> {
    const { say } = this.card.texts;
    const interactionId = this.card.source.interaction?.id;
    const notBefore = new Date(Date.now() + undoTime * 1000).toISOString();
    const intent = intentKey();
    try {
      const payload = { id, revision };
      await this.writing.outgoing.enqueue({
        id: intent,
        kind: 'customers.remove',
        payload,
        about: about(id),
        base: revision,
        notBefore,
      });
      this.card.announce(say('deletion-in', { name: name || say('unnamed'), seconds: undoTime }));
      await this.card.updateComplete;
      this.card.renderRoot.querySelector<HTMLElement>('#undo-delete')?.focus();
      const settled = await this.writing.outgoing.settled(intent);
      if (settled?.state !== 'sent') return;
      this.card.dispatchEvent(new CustomerDeletedEvent(id, interactionId));
      if (this.card.lookup.shown?.id === id) {
        this.card.announce(say('deleted', { name: name || say('unnamed') }), 'good');
        this.card.lookup.refresh();
      }
    } catch (caught) {
      const { code } = asBackendError(caught);
      this.card.announce(`${say('not-deleted', { name: name || say('unnamed') })} ${say(`error-${code}`)}`, 'bad');
    }
  }

  async #undo(intent: Intent): Promise<void> {
    try {
      await this.writing.outgoing.discard(intent.id);
      this.card.announce(this.card.texts.say('deletion-undone'), 'good');
    } catch {
      // It has gone out meanwhile: what became of it is told by what comes next.
    }
    this.card.requestUpdate();
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>('#edit, #call')?.focus();
  }

  /** Asks anew: what goes along may be something else by now. */
  async #again(intent: Intent): Promise<void> {
    await this.writing.outgoing.discard(intent.id).catch(() => undefined);
    const { shown } = this.card.lookup;
    if (shown) await this.ask(shown);
  }
}
