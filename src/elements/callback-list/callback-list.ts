import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { base, controls } from '../../styles/base.js';
import { failedFace, waitingFace } from '../../styles/list-faces.js';
import { Announcer } from '../../wiring/announcer.js';
import { backendContext, Consumed, type Desk, deskContext, draftsContext } from '../../wiring/context.js';
import { CountChangedEvent } from '../../wiring/count-changed.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './callback-list.styles.js';
import type { Lists } from './lists.js';
import { Reading } from './reading.js';

/**
 * The agreed call-backs of an agent: those planned, those that are due and wait, and, by permission, everybody's; with what can be done with each. A call-back that rings at the agent stands above them, with who
 * wrote what about it.
 *
 * @tag callback-list
 * @fires {CallbackScheduledEvent} callback-scheduled - The backend has acknowledged another time for a call-back; `callbackId`, `dueAt` and `interactionId`.
 * @fires {CallbackCancelledEvent} callback-cancelled - The backend has acknowledged that nobody is called; `callbackId`.
 * @fires {CountChangedEvent} count-changed - The agent has another number of open call-backs; `count`.
 * @fires {CustomerOpenRequestedEvent} customer-open-requested - The agent wants to see a customer; `customerId`. Only where the desk answers it.
 * @csspart current - The call-back that rings, or is being called.
 * @csspart tabs - The row of tabs.
 * @csspart panel - What belongs to the tab.
 * @csspart row - One call-back.
 * @csspart bar - A notice.
 * @csspart consequence - What a click will lead to.
 */
export class CallbackList extends LitElement {
  static override styles = [base, controls, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** What its tab is called, where it stands in one. */
  @property() label?: string;

  readonly texts = new Texts(this);
  readonly #announcer = new Announcer(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly reading = new Reading(this);
  readonly #lists = new Lazy<Lists>(this, async () => {
    const { Lists, styles } = await import('./lists.js');
    return { part: new Lists(this), styles };
  });
  #count?: number;

  /** How many of the agent's own call-backs are open, planned and due ones; undefined until it is known. */
  get count(): number | undefined {
    return this.#count;
  }

  /** Where its data come from: the property, else the desk.
   * @internal */
  get source(): Backend | undefined {
    return this.backend ?? this.#backend.value;
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

  /** Loaded beside the first reading rather than after it. */
  protected override firstUpdated(): void {
    void this.#lists.load();
  }

  protected override updated(): void {
    const { count } = this.reading;
    if (count === this.#count) return;
    this.#count = count;
    this.dispatchEvent(new CountChangedEvent(count));
  }

  override render(): TemplateResult | typeof nothing {
    const { reading } = this;
    if (!this.source?.callbacks?.list) return nothing;
    if (reading.base.face === 'failed') return this.renderFailed(reading.base.error!.code, this.#onRetry);
    if (this.#lists.failed) return this.renderFailed('offline', this.#onRetry);
    const lists = reading.base.value && this.#lists.get();
    if (!lists) return this.renderWaiting();
    return html`${lists.render()} ${this.#announcer.render()}`;
  }

  /** @internal */
  renderWaiting(): TemplateResult {
    return waitingFace(this.texts.say('call-backs'));
  }

  /** @internal */
  renderFailed(code: BackendErrorCode, again: () => void): TemplateResult {
    const { say } = this.texts;
    return failedFace({ what: say('call-backs-not-loaded'), why: say(`error-${code}`), retry: say('retry') }, again);
  }

  readonly #onRetry = (): void => {
    void this.#lists.load();
    this.reading.base.reload();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'callback-list': CallbackList;
  }
}
