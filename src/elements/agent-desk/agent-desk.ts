import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import { asBackendError, type BackendError } from '../../backend/backend-error.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import type { Availability } from '../../wiring/attendance.js';
import { backendFor } from '../../wiring/backend-schemes.js';
import { BackendFailedEvent } from '../../wiring/backend-failed.js';
import type { Desk } from '../../wiring/context.js';
import { backendContext, customerContext, deskContext, draftsContext, interactionContext } from '../../wiring/context.js';
import type { CustomerSelectedEvent } from '../../wiring/customer-selected.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Texts } from '../../wiring/words.js';
import { CloseRefusedEvent } from './agent-desk.events.js';
import { styles } from './agent-desk.styles.js';
import type { Closing, Post } from './closing.js';
import { Conversations } from './conversations.js';
import { enlist } from './enlist.js';
import { lateDrafts, type LateDrafts } from './late-drafts.js';

/** The nearest desk hears a card first, and says so to those around it, also to one of another copy of the library. */
const heard: unique symbol = Symbol.for('sidedesk/heard@1');

/**
 * The frame of an agent's screen: gives backend, interaction and customer to every element inside it, however the host arranges them. Put one
 * around the elements of one conversation; several desks may stand on one page.
 *
 * @tag agent-desk
 * @slot - The host's own arrangement: our elements, and anything else.
 * @fires {CloseRefusedEvent} close-refused - Closing was asked for and something stands against it; `reasons` in words.
 * @fires {BackendFailedEvent} backend-failed - The interaction's record could not be kept (`interactions.record`), or drafts cannot be kept where they should (`drafts`); `method` and `code`.
 * @csspart failure - The bar that says that the backend could not be opened.
 */
export class AgentDesk extends LitElement {
  static override styles = [base, controls, styles];

  /** The backend, or the address of one: `memory:`, `indexeddb:acme`. Elements inside may have another of their own. */
  @property() backend?: Backend | string;

  /** The conversation that this desk is about. Give a new object for each change of it; another `id` or look-up address begins anew, with nothing of the last one left. */
  @property({ attribute: false }) interaction?: Interaction;

  /** The customer that the elements inside are about, for a desk without a customer-card. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** Wishes that the host answers itself, by name and with a space between: `call transfer consult message link-send customer-close`; `sms` or `email` instead of `message` where it is one of them. Others are not offered. */
  @property() answers = '';

  /** Where what agents type is kept: a store, or the address of one: `memory:`, `indexeddb:acme`. Nothing given: in the memory of the page. Another store shows other drafts. */
  @property() drafts?: DraftStore | string;

  /** Leaving the page asks the agent first, while something inside is not saved. */
  @property({ type: Boolean, attribute: 'guard-unload' }) guardUnload = false;

  /** On which of the dialer's queues the agent is, and whether a call may come: said to the backend as long as it is set. Without it, or on no queue, the agent is logged off. */
  @property({ attribute: false }) availability?: Availability;

  @state() private opened?: Backend;
  @state() private failure?: BackendError;

  readonly #texts = new Texts(this);
  readonly #guards = new Set<Post>();
  readonly #answering = new Set<{ readonly wish: string }>();
  readonly #held = new Set<object>();
  readonly #backend = new ContextProvider(this, { context: backendContext });
  readonly #interaction = new ContextProvider(this, { context: interactionContext });
  readonly #customer = new ContextProvider(this, { context: customerContext });
  readonly #drafts = new ContextProvider(this, { context: draftsContext });
  readonly #desk = new ContextProvider(this, { context: deskContext });
  #frame = this.#newDesk(new Set());
  readonly #conversations = new Conversations(this);
  #records?: Promise<typeof import('../../wiring/records.js')>;
  #closing?: Promise<Closing>;
  #attending?: Promise<unknown>;

  /**
   * Whether the interaction (the current one unless named) may be closed: asks every guard inside, which may ask the agent, and the backend for a registration that is forced. When not, `close-refused` says why. Asked
   * again meanwhile, it is the same answer.
   */
  async requestClose(interactionId: string | undefined = this.interaction?.id): Promise<boolean> {
    if (!this.#guards.size && !this.opened?.enquiries) return true;
    const closing = await this.#loadClosing().catch(() => undefined);
    if (closing) return closing.ask(interactionId);
    // Nobody can ask the guards, so nobody knows that all is well.
    this.dispatchEvent(new CloseRefusedEvent(interactionId, [this.#texts.say('error-unavailable') || 'unavailable']));
    return false;
  }

  override connectedCallback(): void {
    this.#provide();
    super.connectedCallback();
    this.addEventListener('customer-selected', this.#onSelected);
  }

  /** Who stays behind, slotted in a host that took its desk away, must not keep the customer. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('customer-selected', this.#onSelected);
    this.#provide();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('backend')) void this.#open();
    if (changed.has('drafts')) void this.#openDrafts();
    if (changed.has('interaction') && this.interaction) this.#conversations.give(this.interaction);
    this.#provide();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('interaction') || changed.has('opened')) this.#record(this.interaction?.id);
    if (this.availability)
      this.#attending ??= import('./attending.js').then((part) => new part.AtTheDesk(this, () => this.opened));
    this.#attending?.catch(() => (this.#attending = undefined)); // the next change tries again
  }

  override render(): TemplateResult {
    return html`${this.failure ? this.#renderFailure() : nothing}<slot></slot>`;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="bar" part="failure" role="alert">
      <span>${icon(shapes.warning)} ${this.#texts.say('backend-not-opened')}</span>
      <button class="button" @click=${this.#open}>${this.#texts.say('retry')}</button>
    </div>`;
  }

  readonly #open = async (): Promise<void> => {
    const wanted = this.backend;
    this.failure = undefined;
    this.opened = typeof wanted === 'object' ? (wanted ?? undefined) : undefined;
    if (typeof wanted !== 'string' || !wanted) return;
    try {
      const backend = await backendFor(wanted);
      if (wanted === this.backend) this.opened = backend;
    } catch (error) {
      if (wanted === this.backend) this.failure = asBackendError(error);
    }
  };

  /** Elements have the store already: this only hears that it cannot be had. */
  async #openDrafts(): Promise<void> {
    const wanted = this.#lateDrafts;
    const failure = await wanted?.open().then(
      ({ refused }) => refused,
      (error: unknown) => error,
    );
    if (!failure || wanted !== this.#lateDrafts) return;
    this.#provide();
    this.#tell('drafts', failure);
  }

  get #lateDrafts(): LateDrafts | undefined {
    const address = typeof this.drafts === 'string' && this.drafts.trim();
    return address ? lateDrafts(address) : undefined;
  }

  /** A card says whose its own conversation is, never whose the current one is; one of a desk inside says nothing here. */
  readonly #onSelected = (event: CustomerSelectedEvent & { [heard]?: boolean }): void => {
    const nearer = event[heard];
    event[heard] = true;
    if (nearer) return;
    const forRecord = this.#conversations.hear(event);
    this.requestUpdate();
    if (forRecord) this.#record(event.interactionId);
  };

  /** Gives what the desk knows to the elements inside; out of the tree, nothing. */
  #provide(): void {
    const { isConnected: here, interaction } = this;
    const wishes = [...(this.answers ?? '').split(/\s+/), ...[...this.#answering].map(({ wish }) => wish)];
    const answers = new Set(wishes.filter(Boolean).sort());
    // The same object until the answers change: those who answer register with each new one.
    if ([...answers].join() !== [...this.#frame.answers].join()) this.#frame = this.#newDesk(answers);
    this.#backend.setValue(here ? this.opened : undefined);
    this.#interaction.setValue(here ? interaction : undefined);
    const { selected, chosen } = this.#conversations.of(interaction?.id);
    const customerId = this.customerId || selected || (chosen ?? interaction?.customerId) || undefined;
    this.#customer.setValue(here ? customerId : undefined);
    const drafts = typeof this.drafts === 'object' ? (this.drafts ?? undefined) : this.#lateDrafts?.store;
    this.#drafts.setValue(here ? drafts : undefined);
    this.#desk.setValue(here ? this.#frame : undefined);
    this.#guardUnload();
  }

  /** Only while it has to ask: a page that listens is not kept for the way back. */
  readonly #guardUnload = (): void => {
    const asking = this.isConnected && this.guardUnload && this.#held.size > 0;
    const change = asking ? globalThis.addEventListener : globalThis.removeEventListener;
    change?.('beforeunload', this.#onUnload);
  };

  readonly #onUnload = (event: Event): void => event.preventDefault();

  /** Keeps what the desk knows of an interaction, also of one that is not current any more. What does that is loaded when there is something to keep. */
  #record(id: string | undefined): void {
    const { opened } = this;
    const conversation = this.#conversations.of(id);
    const { interaction, chosen } = conversation;
    if (!interaction || !opened?.interactions?.record) return;
    if (id === this.interaction?.id) conversation.backend = opened;
    if (conversation.backend !== opened) return;
    const known = chosen === undefined ? interaction : { ...interaction, customerId: chosen };
    // One promise for all: what is asked for first is kept first.
    this.#records ??= import('../../wiring/records.js');
    this.#records.catch(() => (this.#records = undefined)); // the next change tries again
    this.#records
      .then(({ keepRecord }) => keepRecord(opened, known))
      .catch((error: unknown) => this.#tell('interactions.record', error));
  }

  #tell(method: string, error: unknown): void {
    this.dispatchEvent(new BackendFailedEvent(method, asBackendError(error).code));
  }

  /** There with the first guard, so that closing needs nothing more. */
  #loadClosing(): Promise<Closing> {
    const closing = (this.#closing ??= import('./closing.js').then(
      ({ Closing }) => new Closing(this, this.#guards, this.#texts, () => this.opened),
    ));
    closing.catch(() => (this.#closing = undefined));
    return closing;
  }

  readonly #onGuards = (): void => {
    this.#loadClosing().then(
      (closing) => closing.left(),
      () => {}, // tried again when somebody wants to close
    );
  };

  #newDesk(answers: ReadonlySet<string>): Desk {
    return {
      answers,
      host: this,
      guard: (guard) => enlist(this.#guards, { guard }, this.#onGuards),
      answer: (wish) => enlist(this.#answering, { wish }, () => this.requestUpdate()),
      hold: () => enlist(this.#held, {}, this.#guardUnload),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-desk': AgentDesk;
  }
}
