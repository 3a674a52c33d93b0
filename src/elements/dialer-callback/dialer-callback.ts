import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import { Announcer } from '../../wiring/announcer.js';
import {
  backendContext,
  Consumed,
  customerContext,
  type Desk,
  deskContext,
  draftsContext,
  interactionContext,
} from '../../wiring/context.js';
import { type DialerSlot, dialerSlotContext } from '../../wiring/dialer-part.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './dialer-callback.styles.js';
import type { Form } from './form.js';
import { type Known, Reading } from './reading.js';

/**
 * What became of a dialer call: nobody was reached, or a call-back is agreed on, and what that leads to, said before the click. Stands alone, or in the `dialer` slot of the registration and is then registered
 * with it in one write. Shows nothing for conversations that are no dialer calls.
 *
 * @tag dialer-callback
 * @fires {AttemptMarkedEvent} attempt-marked - The backend has acknowledged that an attempt is marked as unanswered, or is not any more; `interactionId`, `unanswered`.
 * @fires {CallbackScheduledEvent} callback-scheduled - The backend has acknowledged a call-back; `callbackId`, `dueAt`, `interactionId`.
 * @fires {CallbackCancelledEvent} callback-cancelled - The backend has acknowledged that nobody calls; `callbackId`.
 * @csspart header - Title, attempt and how it stands.
 * @csspart bar - A notice over the form.
 * @csspart consequence - What the click will lead to.
 */
export class DialerCallback extends LitElement {
  static override styles = [base, controls, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The conversation; the desk's unless given. Another `id` begins anew; what was typed for the other one waits for it. */
  @property({ attribute: false }) interaction?: Interaction;

  /** Whose numbers can be chosen: the conversation's customer, or the desk's, unless given. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  readonly texts = new Texts(this);
  readonly #announcer = new Announcer(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly #slot = new Consumed(this, dialerSlotContext);
  readonly reading = new Reading(this);
  readonly #form = new Lazy<Form>(this, async () => {
    const { Form, styles } = await import('./form.js');
    return { part: new Form(this), styles };
  });
  #about?: string;

  /** Where its data come from: the properties, else the desk.
   * @internal */
  get source(): { readonly backend?: Backend; readonly interaction?: Interaction; readonly customerId?: string } {
    const interaction = this.interaction ?? this.#interaction.value;
    return {
      backend: this.backend ?? this.#backend.value,
      interaction,
      customerId: this.customerId ?? interaction?.customerId ?? this.#customer.value,
    };
  }

  /** The frame around, if there is one.
   * @internal */
  get desk(): Desk | undefined {
    return this.#desk.value;
  }

  /** The desk's choice of where drafts are kept.
   * @internal */
  get draftStore(): DraftStore | undefined {
    return this.#drafts.value;
  }

  /** The registration around, where it is a part of one.
   * @internal */
  get dialerSlot(): DialerSlot | undefined {
    return this.#slot.value;
  }

  /** Says something to people who listen: those who look see how it stands.
   * @internal */
  announce(text: string): void {
    this.#announcer.say(text);
  }

  /** How the attempt stands was read, or nothing is to be read any more.
   * @internal */
  onRead(_known: Known | undefined): void {
    this.requestUpdate();
  }

  /** Whatever comes next begins anew, also the same conversation at another desk. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#about = undefined;
  }

  /** Also without a dialer call: what an earlier page left unsent goes from here. */
  protected override firstUpdated(): void {
    void this.#form.load();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { id } = this.source.interaction ?? {};
    if (id === this.#about) return;
    this.#about = id;
    this.#form.value?.onTurned();
    this.#announcer.clear();
  }

  override render(): TemplateResult | typeof nothing {
    const { interaction } = this.source;
    if (!this.reading.possible || !interaction?.attempt) return nothing;
    const { known, load } = this.reading;
    if (!known && load.face === 'failed') return this.#renderFailed(load.error?.code ?? 'failed');
    if (known && !known.state.attempt) return nothing;
    const form = known && this.#form.get();
    if (this.#form.failed) return this.#renderFailed('offline');
    if (!form) return this.#renderWaiting();
    return html`${form.render()} ${this.#announcer.render()}`;
  }

  #renderWaiting(): TemplateResult {
    return html`<div class="loading" aria-busy="true">
      <div class="head" part="header"><span class="skeleton title"></span></div>
      <div class="body" aria-hidden="true"><span class="skeleton wide"></span><span class="skeleton"></span></div>
    </div>`;
  }

  #renderFailed(code: BackendErrorCode): TemplateResult {
    const { say } = this.texts;
    return html`<div class="notice bad" role="alert">
      ${icon(shapes.warning)}
      <div>
        <h2 class="name">${say('attempt-not-loaded')}</h2>
        <p class="soft">${say(`error-${code}`)}</p>
      </div>
      <button class="button primary" @click=${this.#onRetry}>${icon(shapes.refresh)}${say('retry')}</button>
    </div>`;
  }

  readonly #onRetry = (): void => {
    void this.#form.load();
    this.reading.load.reload();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'dialer-callback': DialerCallback;
  }
}
