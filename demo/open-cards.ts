import type { AgentDesk, Backend, Interaction } from 'sidedesk';
import { renderTab, revealTab } from './card-tab.js';
import { $ } from './dom.js';
import { OpenCard } from './open-card.js';

/** The open cards as tabs. The desk follows the one in front. */
export class OpenCards {
  readonly #all: OpenCard[] = [];
  #front?: OpenCard;

  constructor(
    private readonly desk: AgentDesk,
    private readonly backend: () => Backend,
    /** Another card is in front, or the last one is closed. */
    private readonly onFront: () => void,
  ) {
    desk.addEventListener('customer-close-requested', ({ target }) => this.#close(this.#of(target)));
    desk.addEventListener('customer-selected', ({ target, customerId }) => void this.#onSelected(this.#of(target), customerId));
  }

  get size(): number {
    return this.#all.length;
  }

  get interactionId(): string | undefined {
    return this.#front?.interaction?.id;
  }

  /** A card for a conversation: the one about nobody yet, or of a call that was taken away unanswered; else a new one. */
  openInteraction(interaction: Interaction, instead?: string): void {
    const own = this.#for(interaction.id) ?? (instead ? this.#for(instead) : undefined);
    const open = own ?? (this.#front?.unused ? this.#front : this.#add());
    open.interaction = interaction;
    // Who is just working in a card keeps it; the new one waits in its tab.
    const busy = this.#front !== open && this.#front?.element.contains(document.activeElement);
    if (busy) this.#tell();
    else this.#bringForward(open);
  }

  /** A card for one customer, or for nobody yet. A conversation with this very customer may go on in theirs. */
  openCustomer(customerId?: string, interaction?: Interaction): void {
    const theirs = this.#all.find((open) => customerId && (open.customerId ?? open.customer?.id) === customerId);
    const known = theirs?.interaction && interaction ? undefined : theirs;
    const open = known ?? this.#add();
    if (!known) open.customerId = customerId;
    if (interaction) open.interaction = interaction;
    this.#bringForward(open);
  }

  /** The conversation is further on: its card may want to know. */
  update(interaction: Interaction): void {
    const open = this.#for(interaction.id);
    if (!open) return;
    open.interaction = interaction;
    this.#tell();
  }

  /** Brings the card of a conversation to the front; whether there is one. */
  show(interactionId: string): boolean {
    const open = this.#for(interactionId);
    if (open) this.#bringForward(open);
    return open !== undefined;
  }

  closeInteraction(interactionId: string): void {
    this.#close(this.#for(interactionId));
  }

  closeAll(): void {
    for (const open of [...this.#all]) this.#close(open);
  }

  /** The page has another language. */
  relabel(): void {
    for (const open of this.#all) open.relabel();
  }

  focus(): void {
    $('#cards').querySelector<HTMLElement>('[aria-current]')?.focus();
  }

  #for(interactionId: string): OpenCard | undefined {
    return this.#all.find(({ interaction }) => interaction?.id === interactionId);
  }

  #of(target: EventTarget | null): OpenCard | undefined {
    return this.#all.find(({ element }) => element === target);
  }

  #add(): OpenCard {
    const open = new OpenCard();
    $('#stage').append(open.element);
    this.#all.push(open);
    return open;
  }

  #close(open: OpenCard | undefined): void {
    if (!open) return;
    const at = this.#all.indexOf(open);
    const focused = $('#side').contains(document.activeElement);
    this.#all.splice(at, 1);
    open.remove();
    if (open === this.#front) this.#front = this.#all[at] ?? this.#all[at - 1];
    this.#tell();
    if (focused && this.#front) this.focus();
    else if (focused) $('#card-button').focus();
  }

  #bringForward(open: OpenCard): void {
    this.#front = open;
    this.#tell();
  }

  /** Names come from the backend: the event carries ids only. */
  async #onSelected(open: OpenCard | undefined, customerId: string | undefined): Promise<void> {
    if (!open) return;
    const customer = customerId
      ? await this.backend()
          .customers?.get(customerId)
          .catch(() => undefined)
      : undefined;
    open.customer = customer;
    // Found by hand in a card that was about nobody: from now on it is about this customer.
    if (customer && open.unused) open.customerId = customer.id;
    this.#tell();
  }

  #tell(): void {
    const { desk } = this;
    const front = this.#front;
    desk.interaction = front?.interaction;
    desk.customerId = front?.customer?.id ?? front?.customerId;
    for (const { element } of this.#all) element.hidden = element !== front?.element;
    const tabs = this.#all.map((open) => {
      return renderTab(open, open === front, { show: () => this.#bringForward(open), close: () => this.#close(open) });
    });
    const hadFocus = $('#cards').contains(document.activeElement);
    $('#cards').replaceChildren(...tabs);
    if (hadFocus) this.focus();
    revealTab($('#cards-nav'), $('#cards').querySelector('.front'));
    $('#cards-nav').hidden = tabs.length === 0;
    this.onFront();
  }
}
