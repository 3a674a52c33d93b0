import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import { asBackendError, type BackendError } from '../../backend/backend-error.js';
import { generation, type Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import { backendFor } from '../../wiring/backend-schemes.js';
import { BackendFailedEvent } from '../../wiring/backend-failed.js';
import { backendContext, customerContext, deskContext, interactionContext, type Desk, type Guard } from '../../wiring/context.js';
import type { CustomerSelectedEvent } from '../../wiring/customer-selected.js';
import { loadMoreEnglish, Texts } from '../../wiring/words.js';
import { CloseRefusedEvent } from './agent-desk.events.js';
import { styles } from './agent-desk.styles.js';
import type { Records } from './records.js';

/** The nearest desk hears a card first, and says so to those around it, also to one of another copy of the library. */
const heard: unique symbol = Symbol.for('sidedesk/heard@1');

/** What the card of an interaction said. */
interface Heard {
  readonly selected?: string;
  /** What the agent said of it, '' when taken back: it goes before what the host's object still says. */
  readonly chosen?: string;
}

/** Nobody has so many conversations open. */
const remembered = 100;

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
  readonly #answering = new Set<{ readonly wish: string }>();
  readonly #backend = new ContextProvider(this, { context: backendContext });
  readonly #interaction = new ContextProvider(this, { context: interactionContext });
  readonly #customer = new ContextProvider(this, { context: customerContext });
  readonly #desk = new ContextProvider(this, { context: deskContext });
  #frame = this.#newDesk(new Set());
  /** By interaction: a host that goes back to one has its card still there, which says nothing again. */
  readonly #heard = new Map<string | undefined, Heard>();
  #records?: Promise<Records>;

  /** Whether the interaction (the current one unless named) may be closed: asks every guard inside. When not, `close-refused` says why. */
  async requestClose(interactionId: string | undefined = this.interaction?.id): Promise<boolean> {
    const asked = [...this.#guards].map(async (guard) => {
      try {
        return (await guard(interactionId)) ?? [];
      } catch (error) {
        // A guard that fails cannot say that all is well: its failure is the reason.
        const { code } = asBackendError(error);
        await loadMoreEnglish().catch(() => {});
        return this.#texts.say(`error-${code}`) || code;
      }
    });
    const reasons = (await Promise.all(asked)).flat();
    if (reasons.length) this.dispatchEvent(new CloseRefusedEvent(interactionId, reasons));
    return reasons.length === 0;
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
    if (changed.has('interaction')) this.#onInteraction(changed.get('interaction'));
    this.#provide();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('interaction') || changed.has('opened')) this.#record();
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

  /** A card says whose its own conversation is, never whose the current one is; one of a desk inside says nothing here. */
  readonly #onSelected = (event: CustomerSelectedEvent & { [heard]?: boolean }): void => {
    const nearer = event[heard];
    event[heard] = true;
    if (nearer) return;
    const { interactionId, customerId, reason } = event;
    const said = reason === 'chosen' ? customerId : reason === 'forgotten' ? '' : undefined;
    this.#heard.set(interactionId, { selected: customerId, chosen: said ?? this.#heard.get(interactionId)?.chosen });
    for (const oldest of this.#heard.keys()) if (this.#heard.size > remembered) this.#heard.delete(oldest);
    this.requestUpdate();
    if (said !== undefined && interactionId === this.interaction?.id) this.#record();
  };

  #onInteraction(before: Interaction | undefined): void {
    const now = this.interaction;
    if (!before || before.id !== now?.id) return;
    if (generation(before) !== generation(now)) this.#heard.delete(now.id);
    else if (before.customerId !== now.customerId) this.#heard.set(now.id, { selected: this.#heard.get(now.id)?.selected }); // the host knows better since
  }

  /** Gives what the desk knows to the elements inside; out of the tree, nothing. */
  #provide(): void {
    const { isConnected: here, interaction } = this;
    const wishes = [...(this.answers ?? '').split(/\s+/), ...[...this.#answering].map(({ wish }) => wish)];
    const answers = new Set(wishes.filter(Boolean).sort());
    // The same object until the answers change: those who answer register with each new one.
    if ([...answers].join() !== [...this.#frame.answers].join()) this.#frame = this.#newDesk(answers);
    this.#backend.setValue(here ? this.opened : undefined);
    this.#interaction.setValue(here ? interaction : undefined);
    const { selected, chosen } = this.#heard.get(interaction?.id) ?? {};
    const customerId = this.customerId || selected || (chosen ?? interaction?.customerId) || undefined;
    this.#customer.setValue(here ? customerId : undefined);
    this.#desk.setValue(here ? this.#frame : undefined);
  }

  /** Keeps what the desk knows of the interaction. What does that is loaded when there is something to keep. */
  #record(): void {
    const { opened, interaction } = this;
    if (!interaction || !opened?.interactions?.record) return;
    const chosen = this.#heard.get(interaction.id)?.chosen;
    const known = chosen === undefined ? interaction : { ...interaction, customerId: chosen };
    this.#records ??= import('./records.js').then(({ Records }) => new Records());
    this.#records
      .then((records) => records.keep(opened, known))
      .catch((error: unknown) => {
        this.#records = undefined; // the next change tries again
        this.dispatchEvent(new BackendFailedEvent('interactions.record', asBackendError(error).code));
      });
  }

  #newDesk(answers: ReadonlySet<string>): Desk {
    return {
      answers,
      guard: (guard) => {
        this.#guards.add(guard);
        return () => void this.#guards.delete(guard);
      },
      answer: (wish) => {
        const answering = { wish };
        this.#answering.add(answering);
        this.requestUpdate();
        return () => {
          this.#answering.delete(answering);
          this.requestUpdate();
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
