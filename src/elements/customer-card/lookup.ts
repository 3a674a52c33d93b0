import { ContextProvider } from '@lit/context';
import type { ReactiveController } from 'lit';
import { asCustomer, asFindResult } from '../../backend/answers.js';
import type { Backend, Change } from '../../backend/backend.js';
import { defaultSettings } from '../../backend/settings.js';
import type { AddressRef } from '../../domain/address.js';
import type { Customer } from '../../domain/customer.js';
import { customerAddress, generation } from '../../domain/interaction.js';
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

const asCustomerOrNone = (answer: unknown): Customer | null => (answer ? asCustomer(answer) : null);

/** Whose card is it: asks for the interaction's address or the customer's id, and holds what the agent opened and chose. */
export class Lookup implements ReactiveController {
  /** Who was opened, and is not there any more. */
  lost?: string;
  readonly load: Load<readonly unknown[], Found>;
  readonly #provided: ContextProvider<typeof customerContext>;
  #known?: { readonly backend: Backend; readonly around: Surroundings };
  #opened?: Opened;
  #key?: string;
  #asked?: Backend;
  #told?: string;
  /** The newest revision that we were told of since we last asked. */
  #news = 0;
  #watched: readonly unknown[] = [];
  #unwatch?: () => void;

  constructor(private readonly card: CustomerCard) {
    this.#provided = new ContextProvider(card, { context: customerContext });
    this.load = new Load(card, {
      args: () => this.#question(),
      read: ([backend, key], signal) => this.#read(backend as Backend, key as string, signal),
      slowAfter: () => (this.around ? 0 : defaultSettings.slowAfter), // once the settings are known, #read counts by them
      onChange: (found) => this.#onAnswer(found),
    });
    card.addController(this);
  }

  /** Session and fields: also while the look-up itself takes long or has failed. */
  get around(): Surroundings | undefined {
    return this.load.value?.around ?? (this.#known?.backend === this.card.source.backend ? this.#known?.around : undefined);
  }

  get result(): FindResult | undefined {
    return this.load.value?.result;
  }

  /** The customer whose card is shown. */
  get shown(): Customer | undefined {
    return this.#current()?.customer;
  }

  /** There is a newer state than the one on screen. */
  get stale(): boolean {
    return this.#news > (this.shown?.revision ?? Infinity);
  }

  /** A colleague changed what is on screen. */
  get changed(): boolean {
    return this.stale && !this.card.writing.value?.mine(this.shown!.id, this.#news);
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
    if (this.card.customerId || !interaction) return undefined;
    const given: unknown = customerAddress(interaction); // of a host without types: also a number, or anything
    return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  }

  get ref(): AddressRef {
    return { raw: this.address ?? '' };
  }

  /** Whether there is something to go back to. */
  get canGoBack(): boolean {
    return this.#opened !== undefined && (this.reason === 'opened' || this.result?.outcome !== 'one');
  }

  /** Which question this is: another one means another conversation, or another customer asked for. */
  get question(): string | undefined {
    return this.#key;
  }

  open(customer: Customer): void {
    this.lost = undefined;
    this.#opened = { customer, reason: 'opened' };
    this.card.requestUpdate();
  }

  back(): void {
    this.#opened = undefined;
    this.card.requestUpdate();
  }

  /** Whoever is shown stays, also if the address is another one's by the next answer: somebody is typing. */
  hold(): void {
    this.#opened ??= this.#current();
  }

  refresh(): void {
    this.#news = 0;
    this.load.reload();
  }

  /** After a failure: also what all elements share is asked again. */
  retry(): void {
    const { backend } = this.card.source;
    if (backend) workplace(backend).forget();
    this.load.reload();
  }

  /** A record that was just written: newer than anything that was read. */
  show(customer: Customer, reason: SelectionReason): void {
    this.#opened = { customer, reason };
    this.refresh();
  }

  /** The customer on screen was chosen for the address, or is no longer: the order of the matches and their labels follow. */
  take(customer: Customer, reason: SelectionReason): void {
    this.#told = undefined;
    this.show(customer, reason);
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
    this.card.dispatchEvent(new CustomerSelectedEvent(id, this.card.source.interaction?.id, this.reason, this.shown?.type));
  }

  hostDisconnected(): void {
    this.#opened = this.#told = this.#key = undefined;
    this.#provided.setValue(undefined);
    this.#unwatch?.();
    this.#watched = [];
    this.card.search?.reset(); // with their timers
    this.card.announce('');
  }

  #current(): Opened | undefined {
    if (this.#opened) return this.#opened;
    const { customer, result } = this.load.value ?? {};
    if (customer && customer.id === (this.card.customerId || this.card.source.interaction?.customerId))
      return { customer, reason: 'assigned' };
    const only = result?.outcome === 'one' ? result.matches[0] : undefined;
    return only && { customer: only.customer, reason: 'matched' };
  }

  /** Identity of the question: another one drops everything that was there. */
  #question(): readonly unknown[] | undefined {
    const { backend, interaction } = this.card.source;
    const key = this.card.customerId ? `id ${this.card.customerId}` : interaction && `address ${generation(interaction)}`;
    if (key !== this.#key || backend !== this.#asked) {
      [this.#key, this.#asked] = [key, backend];
      this.#opened = this.lost = undefined;
      this.card.search?.reset();
      this.card.announce(''); // it may have named somebody
    }
    return backend?.customers && key ? [backend, key] : undefined;
  }

  async #read(backend: Backend, key: string, signal: AbortSignal): Promise<Found> {
    const around = await workplace(backend).surroundings();
    signal.throwIfAborted(); // by now the screen may be about somebody else
    this.#known = { backend, around };
    const { customers } = backend;
    if (!customers || !around.may('customers.view')) return { around };
    const id =
      this.#opened?.customer.id ?? (key.startsWith('id ') ? this.card.customerId : this.card.source.interaction?.customerId);
    const slow = setTimeout(() => {
      this.load.slow = true;
      this.card.requestUpdate();
    }, around.settings.slowAfter);
    signal.addEventListener('abort', () => clearTimeout(slow)); // a backend may never answer
    const find = async () => (key.startsWith('id ') ? undefined : asFindResult(await customers.find(this.ref, { signal })));
    const get = async () => (id ? asCustomerOrNone(await customers.get(id, { signal })) : undefined);
    try {
      const [result, customer] = await Promise.all([find(), get()]);
      return { around, result, customer, asked: id };
    } finally {
      clearTimeout(slow);
    }
  }

  #onAnswer(found: Found | undefined): void {
    if (!found || !this.#opened) return;
    // What was opened is shown as it is now (an answer from before a save is old news); when it has gone, the list is what is left, unless a save is under way.
    const { customer: shown } = this.#opened;
    const { customer, asked } = found;
    if (customer?.id === shown.id && !(customer.revision < shown.revision)) this.#opened = { ...this.#opened, customer };
    if (customer !== null || asked !== shown.id || this.card.writing.value?.typing.kept?.intent) return;
    this.lost = shown.id;
    this.#opened = undefined;
  }

  #watch(): void {
    const { backend } = this.card.source;
    const watched = this.load.value ? [backend, this.shown?.id] : [];
    if (watched.length === this.#watched.length && watched.every((part, i) => part === this.#watched[i])) return;
    [this.#watched, this.#news] = [watched, 0];
    this.#unwatch?.();
    const listen = (at: Backend) => workplace(at).watch({ kinds: ['customer', 'fields', 'session'] }, { change: this.#onChange });
    this.#unwatch = backend && watched.length ? listen(backend) : undefined;
  }

  readonly #onChange = (change: Change | undefined): void => {
    if (!change) return; // somebody else's code tells
    if (change.kind === 'reset' || change.kind === 'fields' || change.kind === 'session') return this.load.reload();
    if (!concerns(change, 'customer', this.shown?.id) || !(change.revision > this.#news)) return;
    this.#news = change.revision;
    this.card.requestUpdate();
  };
}
