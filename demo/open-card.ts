import type { Customer, CustomerCard, Interaction } from 'sidedesk';
import { element } from './dom.js';
import { say } from './words.js';

/** One card with what the host puts into it: notes, history, visits and messages as tabs, the pinned notes above them, and an entry in the more-menu. It stays alive behind other cards. */
export class OpenCard {
  readonly element: CustomerCard = document.createElement('customer-card');
  /** As its card says it, as soon as it does. */
  customer?: Customer;
  readonly #notes = document.createElement('note-list');
  readonly #history = document.createElement('interaction-history');
  readonly #journey = document.createElement('customer-journey');
  readonly #message = document.createElement('message-composer');
  readonly #pinned = element('note-list', { slot: 'pinned', pinnedOnly: true });
  readonly #link = element('button', {
    type: 'button',
    slot: 'menu',
    onclick: () => void this.#copyLink(),
  });

  constructor() {
    this.element.append(this.#pinned, this.#notes, this.#history, this.#journey, this.#message, this.#link);
    this.relabel();
  }

  get interaction(): Interaction | undefined {
    return this.element.interaction;
  }

  set interaction(interaction: Interaction | undefined) {
    // In front or not, what is in the card is about its own conversation.
    for (const each of [this.element, this.#notes, this.#history, this.#message]) each.interaction = interaction;
  }

  /** The customer that it was opened for, whoever calls. */
  get customerId(): string | undefined {
    return this.element.customerId;
  }

  set customerId(customerId: string | undefined) {
    this.element.customerId = customerId;
  }

  /** About nobody yet: the next conversation may have it. */
  get unused(): boolean {
    return !this.interaction && !this.customerId;
  }

  relabel(): void {
    this.#notes.label = say('notes');
    this.#history.label = say('history');
    this.#journey.label = say('journey');
    this.#message.label = say('message');
    this.#link.textContent = say('link');
  }

  remove(): void {
    this.element.remove();
  }

  /** An address of this page that opens the same card: with the id, and nothing else of the customer. */
  async #copyLink(): Promise<void> {
    const address = `${location.href.split('#')[0]}#customer=${this.customer?.id}`;
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    this.#link.textContent = copied ? say('copied') : address;
    setTimeout(() => this.relabel(), 2000);
  }
}
