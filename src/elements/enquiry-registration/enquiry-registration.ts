import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { EnquiryDraft } from '../../domain/enquiry.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { box } from '../../styles/box.js';
import { icon } from '../../styles/icon.js';
import { input } from '../../styles/input.js';
import * as shapes from '../../styles/icons-later.js';
import { writing } from '../../styles/writing.js';
import { backendContext, Consumed, deskContext, type Desk, draftsContext, interactionContext } from '../../wiring/context.js';
import { draftKey, type DraftStore } from '../../wiring/draft-store.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { Lazy } from '../../wiring/lazy.js';
import { Submission } from '../../wiring/submission.js';
import { Texts } from '../../wiring/words.js';
import { Categories } from './categories.js';
import { Choosing } from './choosing.js';
import { styles } from './enquiry-registration.styles.js';
import { Filter } from './filter.js';
import type { Frequent } from './frequent.js';
import { Guarding } from './guarding.js';
import { Notices } from './notices.js';
import { OwnWindow } from './own-window.js';
import { type Known, Reading } from './reading.js';
import { Registering, senders } from './registering.js';
import { Remark } from './remark.js';
import type { WrapUp } from './wrap-up.js';

/**
 * What a conversation was about: the agent chooses topics in the administrator's categories, adds a comment and registers, while the conversation runs or after it. The form
 * appears by itself with each conversation that is to be registered, and nothing of it is ever lost.
 *
 * @tag enquiry-registration
 * @fires {EnquiryRegisteredEvent} enquiry-registered - The backend has acknowledged a registration; `interactionId`, `status` and `topicIds`.
 * @csspart header - Title, how it stands, and what is left of the wrap-up.
 * @csspart bar - A notice over the form.
 * @csspart category - One category with its topics.
 * @csspart topic - One topic.
 * @csspart comment - The comment with its label.
 */
export class EnquiryRegistration extends LitElement {
  static override styles = [base, controls, box, input, writing, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The conversation; the desk's unless given. Another `id` begins anew; what was typed for the other one waits for it. */
  @property({ attribute: false }) interaction?: Interaction;

  /** A page of the host's with this element in a desk of its own, on the same backend and the same `drafts`: *Open in its own window* is offered. `{interactionId}` in it is replaced. */
  @property({ attribute: 'popout-url' }) popoutUrl?: string;

  /** Shows the topics that this agent chooses most above the categories. They are counted where drafts are kept. */
  @property({ type: Boolean }) frequent = false;

  @state() private said: { readonly text: string; readonly tone?: 'good' } = { text: '' };

  readonly texts = new Texts(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly reading = new Reading(this);
  readonly submission: Submission<EnquiryDraft> = new Submission<EnquiryDraft>(this, {
    backend: () => this.source.backend,
    store: () => this.#drafts.value,
    key: () => this.#draftKey,
    senders,
    onRestored: () => this.remark.renew(),
    onSent: (intent, payload) => this.registering.onSent(intent, payload),
    onRefused: (code, problems) => this.registering.onRefused(code, problems),
  });
  readonly choosing = new Choosing(this);
  readonly registering = new Registering(this);
  readonly filter = new Filter(this);
  readonly categories = new Categories(this);
  readonly remark = new Remark(this);
  readonly notices = new Notices(this);
  readonly guarding = new Guarding(this);
  readonly #refocus = new KeepFocus(this, '#title');
  readonly #ownWindow = new OwnWindow(this);
  readonly #wrapUp = new Lazy<WrapUp>(this, async () => ({ part: new (await import('./wrap-up.js')).WrapUp(this) }));
  readonly #frequent = new Lazy<Frequent>(this, async () => ({ part: new (await import('./frequent.js')).Frequent(this) }));
  #about?: string;
  #saying?: ReturnType<typeof setTimeout>;

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
    this.said = { text, tone };
    clearTimeout(this.#saying);
    if (tone && this.isConnected) this.#saying = setTimeout(() => (this.said = { text: '' }), 4000);
  }

  /** Puts the focus where something is to be done: a category by its id, `comment`, `card-number`; else on the first topic.
   * @internal */
  focusOn(field: string): void {
    const root = this.renderRoot;
    const id = CSS.escape(field);
    const first = (within: string) => root.querySelector<HTMLElement>(`${within} input:checked, ${within} input`);
    (
      (field ? root.querySelector<HTMLElement>(`#${id}`) : null) ??
      first(`[data-category="${id}"]`) ??
      first('[data-category]') ??
      root.querySelector<HTMLElement>('#title')
    )?.focus();
  }

  /** These were registered here.
   * @internal */
  count(topicIds: readonly string[]): void {
    if (this.frequent) void this.#frequent.value?.count(topicIds);
  }

  /** How the conversation stands was read, or nothing is to be read any more.
   * @internal */
  onRead(known: Known | undefined): void {
    if (known?.state.wrapUp && !this.#wrapUp.value)
      void this.#wrapUp.load().then(() => this.#wrapUp.value?.take(this.reading.known));
    this.#wrapUp.value?.take(known);
    this.requestUpdate();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { id } = this.source.interaction ?? {};
    if (id === this.#about) return;
    this.#about = id;
    this.registering.reset();
    this.said = { text: '' };
  }

  override render(): TemplateResult | typeof nothing {
    const { backend, interaction } = this.source;
    if (!backend?.enquiries || !interaction) return nothing;
    const { known, load } = this.reading;
    if (!known) return load.face === 'failed' ? this.notices.renderFailed(load.error!.code) : this.notices.renderLoading();
    if (!known.state.offered) return nothing;
    return this.#renderForm();
  }

  #renderForm(): TemplateResult {
    const { say } = this.texts;
    const { submission, registering, choosing } = this;
    const done = this.notices.registered && !submission.dirty;
    this.#refocus.keep();
    return html`<form class="enquiry" novalidate aria-labelledby="title" @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      <header class="head" part="header">
        <h2 class="name" id="title" tabindex="-1">${say('enquiry')}</h2>
        ${this.notices.renderStatus()} ${this.#wrapUp.value?.render() ?? nothing} ${this.#ownWindow.render()}
      </header>
      ${this.guarding.render()} ${this.notices.render()}
      <fieldset class="body" ?disabled=${submission.locked || !this.reading.may('register')}>
        <legend class="sr">${say('enquiry')}</legend>
        ${this.filter.render()} ${this.frequent ? (this.#frequent.get()?.render() ?? nothing) : nothing}
        ${this.categories.render()} ${this.remark.render()}
      </fieldset>
      ${
        this.reading.may('register')
          ? html`<div class="deeds">
              <button
                class=${done ? 'button' : 'button primary'}
                id="register"
                title="Ctrl+Enter"
                aria-busy=${submission.locked}
                ?disabled=${submission.locked || done}
              >
                ${say(registering.cards.length && registering.warned ? 'register-anyway' : this.notices.registered ? 'register-again' : 'register')}
              </button>
              ${
                choosing.cleared
                  ? html`<button class="button" type="button" id="undo" @click=${this.#onUndo}>
                      ${icon(shapes.undo)}${say('undo')}
                    </button>`
                  : html`<button class="button" type="button" id="clear" ?disabled=${!choosing.clearable} @click=${this.#onClear}>
                      ${say('clear-all')}
                    </button>`
              }
            </div>`
          : nothing
      }
      <div class=${this.said.tone ? `toast ${this.said.tone}` : 'sr'} role="status">${this.said.text}</div>
    </form>`;
  }

  /** Whose drafts these are is known with the session. */
  get #draftKey(): string | undefined {
    const { session } = this.reading.known?.around ?? {};
    const { interaction } = this.source;
    if (!session || !interaction) return undefined;
    const { tenantId, agent } = session;
    return draftKey({ tenantId, agentId: agent.id, element: 'enquiry-registration', interactionId: interaction.id });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.registering.register();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key !== 'Enter') return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void this.registering.register();
  };

  readonly #onClear = async (): Promise<void> => {
    this.choosing.clear();
    this.registering.reset();
    this.remark.renew();
    this.announce(this.texts.say('cleared'));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#undo')?.focus();
  };

  readonly #onUndo = async (): Promise<void> => {
    this.choosing.undo();
    this.remark.renew();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#clear')?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'enquiry-registration': EnquiryRegistration;
  }
}
