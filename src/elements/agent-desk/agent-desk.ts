import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import { asBackendError, isAbort, type BackendError } from '../../backend/backend-error.js';
import { generation, type Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { icon } from '../../styles/icons.js';
import { backendFor } from '../../wiring/backend-schemes.js';
import { BackendFailedEvent } from '../../wiring/backend-failed.js';
import { backendContext, customerContext, deskContext, interactionContext, type Desk, type Guard } from '../../wiring/context.js';
import type { CustomerSelectedEvent } from '../../wiring/customer-selected.js';
import { Texts } from '../../wiring/words.js';
import { CloseRefusedEvent } from './agent-desk.events.js';
import { styles } from './agent-desk.styles.js';

/**
 * The frame of an agent's screen: gives backend, interaction and customer to every element inside it, however the host arranges them. Put one
 * around the elements of one conversation; several desks may stand on one page.
 *
 * @tag agent-desk
 * @slot - The host's own arrangement: our elements, and anything else.
 * @fires {CloseRefusedEvent} close-refused - Closing was asked for and something stands against it; `reasons` in words.
 * @fires {BackendFailedEvent} backend-failed - The interaction's record could not be kept; `method` and `code`.
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

  /** Wishes that the host answers itself, by name and with a space between: `call transfer consult message customer-close`. Others are not offered. */
  @property() answers = '';

  @state() private opened?: Backend;
  @state() private failure?: BackendError;

  readonly #texts = new Texts(this);
  readonly #guards = new Set<Guard>();
  readonly #answering: string[] = [];
  readonly #backend = new ContextProvider(this, { context: backendContext });
  readonly #interaction = new ContextProvider(this, { context: interactionContext });
  readonly #customer = new ContextProvider(this, { context: customerContext });
  readonly #desk = new ContextProvider(this, { context: deskContext, initialValue: this.#newDesk() });
  #selected?: string;
  #recorded = '';

  /** Whether the interaction (the current one unless named) may be closed: asks every guard inside. When not, `close-refused` says why. */
  async requestClose(interactionId: string | undefined = this.interaction?.id): Promise<boolean> {
    const asked = await Promise.all([...this.#guards].map(async (guard) => guard(interactionId)));
    const reasons = asked.flat();
    if (reasons.length) this.dispatchEvent(new CloseRefusedEvent(interactionId, reasons));
    return reasons.length === 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('customer-selected', this.#onSelected);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('backend')) void this.#open();
    if (changed.has('answers')) this.#desk.setValue(this.#newDesk());
    if (changed.has('interaction')) this.#onInteraction(changed.get('interaction'));
    this.#backend.setValue(this.opened);
    this.#interaction.setValue(this.interaction);
    this.#customer.setValue(this.customerId ?? this.#selected ?? this.interaction?.customerId);
  }

  protected override updated(): void {
    void this.#record();
  }

  override render(): TemplateResult {
    return html`${this.failure ? this.#renderFailure() : nothing}<slot></slot>`;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="bar" part="failure" role="alert">
      <span>${icon('warning')} ${this.#texts.say('backend-not-opened')}</span>
      <button class="button" @click=${this.#open}>${this.#texts.say('retry')}</button>
    </div>`;
  }

  readonly #open = async (): Promise<void> => {
    const wanted = this.backend;
    this.failure = undefined;
    this.opened = typeof wanted === 'object' ? wanted : undefined;
    if (typeof wanted !== 'string' || !wanted) return;
    try {
      const backend = await backendFor(wanted);
      if (wanted === this.backend) this.opened = backend;
    } catch (error) {
      if (wanted === this.backend) this.failure = asBackendError(error);
    }
  };

  /** Only a card of this very conversation says whose it is: a late answer of the one before does not. */
  readonly #onSelected = (event: CustomerSelectedEvent): void => {
    if (event.interactionId !== this.interaction?.id) return;
    this.#selected = event.customerId;
    this.requestUpdate();
    const customerId = { chosen: event.customerId, forgotten: '' }[event.reason as string];
    if (customerId !== undefined && this.interaction) void this.#record({ ...this.interaction, customerId });
  };

  #onInteraction(before: Interaction | undefined): void {
    if (!before || !this.interaction || generation(before) !== generation(this.interaction)) this.#selected = undefined;
  }

  /** Keeps what the desk knows of the interaction, once a change. */
  async #record(interaction = this.interaction): Promise<void> {
    const record = this.opened?.interactions?.record;
    const text = JSON.stringify(interaction);
    if (!record || !interaction || text === this.#recorded) return;
    this.#recorded = text;
    try {
      await record(interaction);
    } catch (error) {
      this.#recorded = ''; // the next change tries again
      if (!isAbort(error)) this.dispatchEvent(new BackendFailedEvent('interactions.record', asBackendError(error).code));
    }
  }

  #newDesk(): Desk {
    return {
      answers: new Set([...this.answers.split(/\s+/).filter(Boolean), ...this.#answering]),
      guard: (guard) => {
        this.#guards.add(guard);
        return () => void this.#guards.delete(guard);
      },
      answer: (wish) => {
        this.#answering.push(wish);
        this.#desk.setValue(this.#newDesk());
        return () => {
          this.#answering.splice(this.#answering.indexOf(wish), 1);
          this.#desk.setValue(this.#newDesk());
        };
      },
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-desk': AgentDesk;
  }
}
