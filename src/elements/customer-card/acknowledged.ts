import type { ReactiveController } from 'lit';
import type { Intent } from '../../wiring/intent.js';
import { CustomerSelectedEvent } from '../../wiring/customer-selected.js';
import { dropDraft } from '../../wiring/drafts.js';
import { Teller } from '../../wiring/teller.js';
import { CustomerSavedEvent } from './customer-card.events.js';
import type { CustomerCard } from './customer-card.js';
import { isHanded } from './place.js';
import { type ChangeWish, customerIn, type Made, madeOf } from './wishes.js';
import type { Writing } from './writing.js';

const kinds = ['customers.add', 'customers.change'] as const;

/** When a save is acknowledged, and not before: tells the host, whatever is on screen by then, and shows the record as it is. */
export class Acknowledged implements ReactiveController {
  #intents: readonly Intent[] = [];
  /** What was on its way when this card looked last. */
  #waiting = new Set<string>();
  readonly #teller: Teller;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#teller = new Teller(card);
    card.addController(this);
  }

  /** It was saved on this card, which tells of it. */
  expect(id: string): void {
    this.#teller.expect(id);
  }

  hostUpdate(): void {
    this.#intents = this.writing.outgoing.of(kinds);
  }

  hostUpdated(): void {
    const intents = this.#intents;
    const { typing, outgoing } = this.writing;
    const kept = [typing.kept?.intent, typing.addition?.intent];
    const before = this.#waiting;
    const unsent = intents.filter(({ state }) => state !== 'sent').map(({ id }) => id);
    for (const id of unsent) if (!this.#teller.isExpected(id)) this.expect(id);
    if (outgoing.loaded) {
      const known = new Set(intents.map(({ id }) => id));
      for (const id of before) if (!known.has(id)) this.#teller.forget(id); // given up
      this.#waiting = new Set(unsent);
    }
    for (const intent of intents)
      if (intent.state === 'sent' && (before.has(intent.id) || kept.includes(intent.id))) this.#take(intent);
  }

  hostDisconnected(): void {
    this.#intents = [];
  }

  #take(intent: Intent): void {
    const { lookup } = this.card;
    const made = madeOf(intent);
    const customer = customerIn(intent.result);
    const id = customer?.id ?? (intent.payload as Partial<ChangeWish>).id;
    if (!made || id === undefined) return;
    const tells = this.#teller.tells(intent.id);
    const drafts = this.writing.typing.at(made.key);
    if (drafts) this.#show(intent, made);
    else if (lookup.shown?.id === id) this.#renew(intent);
    if (!tells) return;
    this.#teller.forget(intent.id);
    const { store } = this.writing.typing;
    if (!drafts && store) void dropDraft(store, made.key, isHanded(intent.id)).catch(() => undefined); // whoever comes back to it sees that it is done
    this.card.dispatchEvent(new CustomerSavedEvent(id, made.interactionId, intent.kind === 'customers.add'));
    // Another conversation is on screen by now: whose that one is, the desk is told all the same.
    if (made.edit.assign && made.interactionId !== this.card.source.interaction?.id)
      this.card.dispatchEvent(new CustomerSelectedEvent(id, made.interactionId, 'chosen', customer?.type));
  }

  /** Here is where it was typed. */
  #show(intent: Intent, { key, edit }: Made): void {
    const { lookup, texts } = this.card;
    const { typing } = this.writing;
    const drafts = typing.at(key);
    const created = intent.kind === 'customers.add';
    const customer = customerIn(intent.result);
    const mine = !drafts?.value || drafts.value.intent === intent.id; // else something else is being typed by now
    const open = mine && typing.mode !== undefined && typing.place?.key === key;
    // The form goes, and takes the focus along.
    const focused = open && this.card.matches(':focus-within');
    if (drafts?.value?.intent === intent.id) void drafts.discard();
    if (open) typing.close();
    const name = customer?.name || texts.say('unnamed');
    this.card.announce(texts.say(created ? 'added' : 'saved', { name }), 'good');
    if (!customer) lookup.refresh();
    else if (!created) this.#renew(intent);
    else if (open || !lookup.shown) lookup.show(customer, edit.assign ? 'chosen' : 'opened');
    if (edit.assign && !created && customer) lookup.show(customer, 'chosen');
    if (focused) void this.card.updateComplete.then(() => this.card.renderRoot.querySelector<HTMLElement>('#edit')?.focus());
  }

  /** Whoever is shown, as the answer has it; a read may have brought something newer. */
  #renew({ result }: Intent): void {
    const { lookup } = this.card;
    const { shown } = lookup;
    const customer = customerIn(result);
    if (customer && shown && !(customer.revision < shown.revision)) lookup.show(customer, lookup.reason ?? 'opened');
    else lookup.refresh();
  }
}
