import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import { Announcer } from '../../wiring/announcer.js';
import { backendContext, Consumed, type Desk, deskContext, draftsContext, interactionContext } from '../../wiring/context.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './enquiry-registration.styles.js';
import type { Form } from './form.js';
import { type Known, Reading } from './reading.js';

/**
 * What a conversation was about: the agent chooses topics in the administrator's categories, adds a comment and registers, while the conversation runs or after it. The form
 * appears by itself with each conversation that is to be registered, and nothing of it is ever lost.
 *
 * @tag enquiry-registration
 * @fires {EnquiryRegisteredEvent} enquiry-registered - The backend has acknowledged a registration; `interactionId`, `status` and `topicIds`.
 * @slot dialer - A `dialer-callback`: what it says of the attempt is registered in the same write.
 * @csspart header - Title, how it stands, and what is left of the wrap-up.
 * @csspart bar - A notice over the form.
 * @csspart category - One category with its topics.
 * @csspart topic - One topic.
 * @csspart comment - The comment with its label.
 */
export class EnquiryRegistration extends LitElement {
  static override styles = [base, controls, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The conversation; the desk's unless given. Another `id` begins anew; what was typed for the other one waits for it. */
  @property({ attribute: false }) interaction?: Interaction;

  /** A page of the host's with this element in a desk of its own, on the same backend and the same `drafts`: *Open in its own window* is offered. `{interactionId}` in it is replaced. */
  @property({ attribute: 'popout-url' }) popoutUrl?: string;

  /** Shows the topics that this agent chooses most above the categories. They are counted where drafts are kept. */
  @property({ type: Boolean }) frequent = false;

  readonly texts = new Texts(this);
  readonly #announcer = new Announcer(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly reading = new Reading(this);
  readonly #form = new Lazy<Form>(this, async () => {
    const { Form, styles } = await import('./form.js');
    return { part: new Form(this), styles };
  });
  #about?: string;

  /** Where its data come from: the properties, else the desk.
   * @internal */
  get source(): { readonly backend?: Backend; readonly interaction?: Interaction } {
    return { backend: this.backend ?? this.#backend.value, interaction: this.interaction ?? this.#interaction.value };
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

  /** Says something to people who listen; with a tone also shown for a while to those who look.
   * @internal */
  announce(text: string, tone?: 'good'): void {
    this.#announcer.say(text, tone);
  }

  /** How the conversation stands was read, or nothing is to be read any more.
   * @internal */
  onRead(known: Known | undefined): void {
    this.#form.value?.onRead(known);
    this.requestUpdate();
  }

  /** Whatever comes next begins anew, also the same conversation at another desk. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#about = undefined;
  }

  /** Loaded beside the first reading rather than after it. */
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

  override render(): TemplateResult {
    const { backend, interaction } = this.source;
    // What became of the attempt is said on its own where nothing is registered.
    const alone = html`<slot name="dialer"></slot>`;
    if (!backend?.enquiries || !interaction) return alone;
    const { known, load } = this.reading;
    if (load.face === 'failed') return html`${this.#renderFailed(load.error!.code)}${alone}`;
    if (known && !known.state.offered) return alone;
    const form = known && this.#form.get();
    if (this.#form.failed) return this.#renderFailed('offline');
    if (!form) return this.#renderWaiting();
    return html`${form.render()} ${this.#announcer.render()}`;
  }

  #renderWaiting(): TemplateResult {
    const bars = html`<span class="skeleton wide"></span><span class="skeleton"></span><span class="skeleton wide"></span>`;
    return html`<div class="loading" aria-busy="true">
      <div class="head" part="header"><span class="skeleton title"></span></div>
      <div class="body" aria-hidden="true">${bars}${bars}</div>
    </div>`;
  }

  #renderFailed(code: BackendErrorCode): TemplateResult {
    const { say } = this.texts;
    return html`<div class="notice bad" role="alert">
      ${icon(shapes.warning)}
      <div>
        <h2 class="name">${say('enquiry-not-loaded')}</h2>
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
    'enquiry-registration': EnquiryRegistration;
  }
}
