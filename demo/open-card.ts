import type { Backend, Customer, CustomerCard, Interaction } from 'sidedesk';
import { element } from './dom.js';
import { EarlierInteractions } from './earlier.js';
import { say } from './words.js';

/** One card with what the host puts into it: a tab with a counter, and an entry in the more-menu. It stays alive behind other cards. */
export class OpenCard {
  readonly element: CustomerCard = document.createElement('customer-card');
  readonly earlier: EarlierInteractions;
  /** As its card says it, as soon as it does. */
  customer?: Customer;
  readonly #link = element('button', {
    type: 'button',
    slot: 'menu',
    onclick: () => void this.#copyLink(),
  });

  constructor(backend: () => Backend) {
    this.earlier = new EarlierInteractions(backend, () => this.interaction?.id);
    this.element.append(this.earlier.element, this.#link);
    this.relabel();
  }

  get interaction(): Interaction | undefined {
    return this.element.interaction;
  }

  set interaction(interaction: Interaction | undefined) {
    this.element.interaction = interaction;
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
    this.earlier.render();
    this.#link.textContent = say('link');
  }

  remove(): void {
    this.earlier.dispose();
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
