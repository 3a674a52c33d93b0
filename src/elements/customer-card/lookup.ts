import { ContextProvider } from '@lit/context';
import type { ReactiveController } from 'lit';
import { asCustomer, asFindResult } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import { asBackendError } from '../../backend/backend-error.js';
import { defaultSettings } from '../../backend/settings.js';
import type { AddressRef } from '../../domain/address.js';
import type { Customer } from '../../domain/customer.js';
import { customerAddress, generation, type Interaction } from '../../domain/interaction.js';
import type { FindResult } from '../../domain/match.js';
import { customerContext } from '../../wiring/context.js';
import { CustomerSelectedEvent, type SelectionReason } from '../../wiring/customer-selected.js';
import { Load } from '../../wiring/load.js';
import { concerns, workplace, type Surroundings } from '../../wiring/workplace.js';
import type { CustomerCard } from './customer-card.js';

/** What one question to the backend came to. */
export interface Found {
  readonly around: Surroundings;
  readonly result?: FindResult;
  /** The customer that was asked for by id, or had been opened. Null: there is none any more. */
  readonly customer?: Customer | null;
  /** The id that `customer` answers. */
  readonly asked?: string;
}

interface Opened {
  readonly customer: Customer;
  readonly reason: SelectionReason;
}

/** Whose card is it: asks for the interaction's address or the customer's id, and holds what the agent opened and chose. */
export class Lookup implements ReactiveController {
  /** A colleague changed what is on screen. */
  changed = false;
  /** *This is the customer* is being kept, or could not be. */
  choosing: 'no' | 'busy' | 'failed' = 'no';
  readonly load: Load<readonly unknown[], Found>;
  readonly #provided: ContextProvider<typeof customerContext>;
  #opened?: Opened;
  #key?: string;
  #told?: string;
  #watched: readonly unknown[] = [];
  #unwatch?: () => void;

  constructor(private readonly card: CustomerCard) {
    this.#provided = new ContextProvider(card, { context: customerContext });
    this.load = new Load(card, {
      args: () => this.#question(),
      read: ([backend, key], signal) => this.#read(backend as Backend, key as string, signal),
      slowAfter: () => this.load.value?.around.settings.slowAfter ?? defaultSettings.slowAfter,
      onChange: (found) => this.#onAnswer(found),
    });
    card.addController(this);
  }

  get around(): Surroundings | undefined {
    return this.load.value?.around;
  }

  get result(): FindResult | undefined {
    return this.load.value?.result;
  }

  /** The customer whose card is shown. */
  get shown(): Customer | undefined {
    return this.#current()?.customer;
  }

  get reason(): SelectionReason | undefined {
    return this.#current()?.reason;
  }

  /** The customer that was asked for by id is not there (any more). */
  get gone(): boolean {
    return Boolean(this.card.customerId) && this.load.value?.customer === null && !this.#opened;
  }

  /** What is looked up, as the host gave it. */
  get address(): string | undefined {
    const interaction = this.card.source.interaction;
    return this.card.customerId || !interaction ? undefined : (customerAddress(interaction) ?? '');
  }

  get ref(): AddressRef {
    return { raw: this.address ?? '' };
  }

  /** Whether there is something to go back to from the card that is shown. */
  get canGoBack(): boolean {
    return this.#opened !== undefined && (this.reason === 'opened' || this.result?.outcome !== 'one');
  }

  /** Whether *This is the customer* can be said, or was said and can be taken back. */
  get canChoose(): boolean {
    const kind = this.result?.address.kind;
    return (
      Boolean(this.card.source.backend?.customers?.choose) && (kind === 'phone' || kind === 'email') && this.address !== undefined
    );
  }

  open(customer: Customer): void {
    this.#opened = { customer, reason: 'opened' };
    this.changed = false;
    this.choosing = 'no';
    this.card.requestUpdate();
  }

  back(): void {
    this.#opened = undefined;
    this.choosing = 'no';
    this.card.requestUpdate();
  }

  refresh(): void {
    this.changed = false;
    this.load.reload();
  }

  /** After a failure: also what all elements share is asked again. */
  retry(): void {
    const { backend } = this.card.source;
    if (backend) workplace(backend).forget();
    this.load.reload();
  }

  /** Keeps, or takes back, that the customer on screen is the one who uses this address. */
  async choose(yes: boolean): Promise<void> {
    const customer = this.shown;
    const choose = this.card.source.backend?.customers?.choose;
    const key = this.#key;
    if (!customer || !choose || this.choosing === 'busy') return;
    this.choosing = 'busy';
    this.card.requestUpdate();
    try {
      await choose(this.ref, yes ? customer.id : undefined, { key: crypto.randomUUID() });
      if (key !== this.#key) return;
      this.choosing = 'no';
      this.#opened = { customer, reason: yes ? 'chosen' : 'forgotten' };
      this.#told = undefined;
      this.load.reload(); // the order of the matches and their labels follow the choice
    } catch (error) {
      asBackendError(error);
      if (key === this.#key) this.choosing = 'failed';
    }
    this.card.requestUpdate();
  }

  hostUpdate(): void {
    this.#provided.setValue(this.shown?.id);
    this.#watch();
  }

  hostUpdated(): void {
    const id = this.shown?.id;
    const told = id && `${id} ${this.reason}`;
    if (told === this.#told) return;
    this.#told = told;
    this.card.dispatchEvent(new CustomerSelectedEvent(id, this.card.source.interaction?.id, this.reason));
  }

  hostDisconnected(): void {
    this.#opened = this.#told = this.#key = undefined;
    this.#provided.setValue(undefined);
    this.#unwatch?.();
    this.#watched = [];
  }

  #current(): Opened | undefined {
    if (this.#opened) return this.#opened;
    const { customer, result } = this.load.value ?? {};
    if (customer && customer.id === (this.card.customerId || this.card.source.interaction?.customerId)) return { customer, reason: 'assigned' };
    const only = result?.outcome === 'one' ? result.matches[0] : undefined;
    return only && { customer: only.customer, reason: 'matched' };
  }

  /** Identity of the question: another one drops everything that was there. */
  #question(): readonly unknown[] | undefined {
    const { backend, interaction } = this.card.source;
    const key = this.card.customerId ? `id ${this.card.customerId}` : interaction && `address ${generation(interaction)}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#opened = undefined;
      this.changed = false;
      this.choosing = 'no';
      this.card.search.reset();
    }
    return backend?.customers && key ? [backend, key] : undefined;
  }

  async #read(backend: Backend, key: string, signal: AbortSignal): Promise<Found> {
    const around = await workplace(backend).surroundings();
    const { customers } = backend;
    if (!customers || !around.may('customers.view')) return { around };
    const interaction: Interaction | undefined = this.card.source.interaction;
    const id = this.#opened?.customer.id ?? (key.startsWith('id ') ? this.card.customerId : interaction?.customerId);
    const [result, customer] = await Promise.all([
      key.startsWith('id ') ? undefined : customers.find(this.ref, { signal }).then(asFindResult),
      id ? customers.get(id, { signal }).then((answer) => (answer ? asCustomer(answer) : null)) : undefined,
    ]);
    return { around, result, customer, asked: id };
  }

  #onAnswer(found: Found | undefined): void {
    if (!found || !this.#opened) return;
    // What was opened is shown as it is now; when it has gone, the list is what is left.
    if (found.customer?.id === this.#opened.customer.id) this.#opened = { ...this.#opened, customer: found.customer };
    else if (found.customer === null && found.asked === this.#opened.customer.id) this.#opened = undefined;
  }

  #watch(): void {
    const { backend } = this.card.source;
    const watched = this.load.value ? [backend, this.shown?.id] : [];
    if (watched.length === this.#watched.length && watched.every((part, i) => part === this.#watched[i])) return;
    this.#watched = watched;
    this.#unwatch?.();
    this.#unwatch =
      backend && watched.length
        ? workplace(backend).watch(
            { kinds: ['customer', 'fields', 'session'] },
            {
              change: (change) => {
                const { shown } = this;
                if (change.kind === 'reset' || change.kind === 'fields' || change.kind === 'session') return this.load.reload();
                if (!concerns(change, 'customer', shown?.id) || change.revision <= (shown?.revision ?? 0)) return;
                this.changed = true;
                this.card.requestUpdate();
              },
            },
          )
        : undefined;
  }
}
