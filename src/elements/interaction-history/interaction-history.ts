import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { type HistoryScope, historyScope } from '../../domain/history-scope.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { failedFace, listFaces } from '../../styles/list-faces.js';
import { backendContext, Consumed, customerContext, interactionContext, refreshContext } from '../../wiring/context.js';
import { CountChangedEvent } from '../../wiring/count-changed.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './interaction-history.styles.js';
import type { List } from './list.js';
import { Live } from './live.js';
import { Reading } from './reading.js';

/** What the element is about. */
export interface Source {
  readonly backend?: Backend;
  /** The conversation that goes on. */
  readonly interaction?: Interaction;
  readonly scope: HistoryScope | 'withheld' | 'nobody';
}

/**
 * What happened before with this customer or, where there is none, with the number or e-mail address of the conversation: calls, SMS, e-mails and chats, newest first, as far back as they are kept. The conversation that
 * goes on is left out.
 *
 * @tag interaction-history
 * @fires {CountChangedEvent} count-changed - Another number of earlier interactions is known; `count`.
 * @csspart header - Whose history it is, and how many.
 * @csspart filters - What is to be seen of it.
 * @csspart rows - The list.
 * @csspart row - One earlier interaction.
 * @csspart bar - A notice.
 */
export class InteractionHistory extends LitElement {
  static override styles = [base, controls, listFaces, styles];

  /** Whose history: the desk's customer, or the address of the conversation, unless given. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** The conversation that goes on; the desk's unless given. A customer of the desk that is having another one is not its customer. */
  @property({ attribute: false }) interaction?: Interaction;

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** What its tab is called, where it stands in one, and its title. */
  @property() label?: string;

  readonly texts = new Texts(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly reading = new Reading(this);
  readonly #live = new Live(this);
  readonly #list = new Lazy<List>(this, async () => {
    const { List, styles } = await import('./list.js');
    return { part: new List(this), styles };
  });
  #count?: number;
  #refreshed?: number;

  constructor() {
    super();
    new Consumed(this, refreshContext, (count) => this.#onRefresh(count));
  }

  /** How many earlier interactions there are; undefined until all are known. */
  get count(): number | undefined {
    return this.#count;
  }

  /** Where its data come from, and whose they are: the properties, else the desk.
   * @internal */
  get source(): Source {
    const around = this.#interaction.value;
    const interaction = this.interaction ?? around;
    const another = this.interaction && around && this.interaction.id !== around.id;
    const customerId = this.customerId || (!another && this.#customer.value) || interaction?.customerId;
    return { backend: this.backend ?? this.#backend.value, interaction, scope: historyScope(customerId, interaction) };
  }

  /** Loaded beside the first reading rather than after it. */
  protected override firstUpdated(): void {
    void this.#list.load();
  }

  protected override updated(): void {
    const { count } = this.reading;
    if (count === this.#count) return;
    this.#count = count;
    this.dispatchEvent(new CountChangedEvent(count));
  }

  override render(): TemplateResult | typeof nothing {
    const { reading, source } = this;
    const { base, feed } = reading;
    if (!source.backend?.interactions || reading.allowed === false) return nothing;
    if (base.face === 'failed') return this.#renderFailed(base.error!.code);
    if (this.#list.failed) return this.#renderFailed('offline');
    if (!base.value) return this.#renderWaiting();
    if (typeof source.scope === 'string') return this.#renderNobody(source.scope);
    if (feed.face === 'failed') return this.#renderFailed(feed.error!.code);
    const list = feed.face === 'ready' ? this.#list.get() : undefined;
    return list?.render() ?? this.#renderWaiting();
  }

  #renderNobody(why: 'withheld' | 'nobody'): TemplateResult {
    return html`<p class="none soft">${this.texts.say(`history-${why}`)}</p>`;
  }

  #renderWaiting(): TemplateResult {
    const row = html`<div class="line">
      <span class="skeleton dot"></span><span class="skeleton wide"></span><span class="skeleton"></span>
    </div>`;
    return html`<div class="loading" aria-busy="true">
      <div class="sr">${this.texts.say('earlier-interactions')}</div>
      <span class="skeleton title"></span>${row}${row}${row}
    </div>`;
  }

  #renderFailed(code: BackendErrorCode): TemplateResult {
    const { say } = this.texts;
    return failedFace({ what: say('history-failed'), why: say(`error-${code}`), retry: say('retry') }, this.#onRetry);
  }

  readonly #onRetry = (): void => {
    const { base, feed } = this.reading;
    void this.#list.load();
    if (base.face === 'failed') base.reload();
    else feed.retry();
  };

  /** The card around is read again: so is what stands in it. */
  #onRefresh(count: number | undefined): void {
    if (count !== undefined && this.#refreshed !== undefined && count > this.#refreshed) this.#live.refresh();
    this.#refreshed = count;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'interaction-history': InteractionHistory;
  }
}
