import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { type JourneyFrame, journeyFrames } from '../../domain/journey-filter.js';
import { base, controls } from '../../styles/base.js';
import { failedFace, listFaces } from '../../styles/list-faces.js';
import {
  backendContext,
  Consumed,
  customerContext,
  type Desk,
  deskContext,
  draftsContext,
  refreshContext,
} from '../../wiring/context.js';
import { CountChangedEvent } from '../../wiring/count-changed.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { Attention } from './attention.js';
import { styles } from './customer-journey.styles.js';
import type { Journey } from './journey.js';
import { Live } from './live.js';
import { Reading } from './reading.js';
import { Visits } from './visits.js';

/** Where its data come from, and whose they are. */
export interface Source {
  readonly backend?: Backend;
  readonly customerId?: string;
}

/**
 * Where on the web site the customer is and was, live: each visit as a picture on a scale of time and as a list of its pages, with what was searched for, filled in and what went wrong, so that the agent can lead them right. Addresses
 * are shown without queries and fragments, but for what the settings allow.
 *
 * @tag customer-journey
 * @fires {CountChangedEvent} count-changed - Another number of visits to the web site is known; `count`.
 * @fires {LinkSendRequestedEvent} link-send-requested - The agent wants to send the customer the link of a target page; `customerId`, `url` and `name`. Only where somebody answers it.
 * @csspart header - What it is, and whether it is live.
 * @csspart now - Where the customer is at this moment.
 * @csspart targets - The pages that customers are to be led to.
 * @csspart filters - What is to be seen of it.
 * @csspart rows - The visits.
 * @csspart row - One visit to the web site.
 * @csspart picture - A visit on a scale of time.
 * @csspart bar - A notice.
 */
export class CustomerJourney extends LitElement {
  static override styles = [base, controls, listFaces, styles];

  /** Whose journey; the desk's customer, or the card's, unless given. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** What its tab is called, where it stands in one, and its title. */
  @property() label?: string;

  /** How far back is shown: `day` (24 hours), `week`, `month` (30 days) or `all`, as far as visits are kept. The agent can choose another. */
  @property() frame: JourneyFrame = 'day';

  readonly texts = new Texts(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly reading = new Reading(this);
  readonly visits = new Visits(this);
  readonly live = new Live(this);
  readonly attention = new Attention(this, () => this.visits.show());
  readonly #journey = new Lazy<Journey>(this, async () => {
    const { Journey, styles } = await import('./journey.js');
    return { part: new Journey(this), styles };
  });
  #count?: number;
  #refreshed?: number;

  constructor() {
    super();
    new Consumed(this, refreshContext, (count) => this.#onRefresh(count));
  }

  /** How many visits to the web site are known; undefined until all of the time shown are. */
  get count(): number | undefined {
    return this.#count;
  }

  /** The properties, else the desk's.
   * @internal */
  get source(): Source {
    return {
      backend: this.backend ?? this.#backend.value,
      customerId: (this.customerId ?? this.#customer.value) || undefined,
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

  /** Nothing may move now.
   * @internal */
  get isBeingRead(): boolean {
    return this.attention.isReading;
  }

  /** Attributes can say anything. */
  protected override willUpdate(): void {
    if (!journeyFrames.includes(this.frame)) this.frame = 'day';
  }

  /** Loaded beside the first reading rather than after it. */
  protected override firstUpdated(): void {
    void this.#journey.load();
  }

  protected override updated(): void {
    const count = this.visits.complete ? this.#journey.value?.count : undefined;
    if (count === this.#count) return;
    this.#count = count;
    this.dispatchEvent(new CountChangedEvent(count));
  }

  override render(): TemplateResult | typeof nothing {
    const { reading, source, visits } = this;
    const { base } = reading;
    if (!source.backend?.journeys || reading.may('customers.view') === false) return nothing;
    if (base.face === 'failed') return this.#renderFailed(base.error!.code);
    if (this.#journey.failed) return this.#renderFailed('offline');
    if (!base.value) return this.#renderWaiting();
    if (!source.customerId) return html`<p class="none soft">${this.texts.say('journey-nobody')}</p>`;
    if (visits.face === 'failed') return this.#renderFailed(visits.error!.code);
    const journey = visits.face === 'ready' ? this.#journey.get() : undefined;
    return journey?.render() ?? this.#renderWaiting();
  }

  #renderWaiting(): TemplateResult {
    const row = html`<div class="line"><span class="skeleton"></span><span class="skeleton"></span></div>`;
    return html`<div class="loading" aria-busy="true">
      <div class="sr">${this.texts.say('journey')}</div>
      <span class="skeleton title"></span>${row}${row}${row}
    </div>`;
  }

  #renderFailed(code: BackendErrorCode): TemplateResult {
    const { say } = this.texts;
    return failedFace({ what: say('journey-failed'), why: say(`error-${code}`), retry: say('retry') }, this.#onRetry);
  }

  readonly #onRetry = (): void => {
    const { base } = this.reading;
    void this.#journey.load();
    if (base.face === 'failed') base.reload();
    else this.visits.retry();
  };

  /** The card around is read again: so is what stands in it. */
  #onRefresh(count: number | undefined): void {
    if (count !== undefined && this.#refreshed !== undefined && count > this.#refreshed) this.live.refresh();
    this.#refreshed = count;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-journey': CustomerJourney;
  }
}
