import { html, nothing, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { CustomerSelectedEvent } from '../../wiring/customer-selected.js';
import { intentKey } from '../../wiring/intent-key.js';
import type { CustomerCard } from './customer-card.js';

/** *This is the customer*, said of somebody who was opened from a list or a search, and taken back. */
export class Choice {
  #state: 'busy' | 'failed' | undefined;
  /** Whom the state is about: another customer starts afresh. */
  #customerId?: string;

  /** What was said in this page, and of which conversation: only that can be forgotten again. */
  readonly #said = new Set<string>();

  constructor(private readonly card: CustomerCard) {}

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { lookup } = this.card;
    const sure = lookup.reason === 'matched' || lookup.reason === 'assigned';
    if (sure && !lookup.canGoBack) return nothing;
    return html`<div class="bar choice" part="bar">
      ${lookup.canGoBack ? this.#renderBack() : nothing}
      ${this.#offered && !sure ? this.#renderOffer() : html`<span class="soft">${say('opened-from-list')}</span>`}
    </div>`;
  }

  /** *This is the customer*, said by putting the address in the customer's card. */
  async take(): Promise<void> {
    const { shown } = this.card.lookup;
    if (this.#offered) await this.#keep(true);
    else if (shown) this.card.lookup.take(shown, 'chosen'); // a backend that remembers no choices: the desk does
  }

  /** To where one came from, with the focus. */
  back(): void {
    this.card.lookup.back();
    const to = (selector: string) => this.card.renderRoot.querySelector<HTMLElement>(selector);
    void this.card.updateComplete.then(() => (to('#matches') ?? to('#search') ?? to('.form [data-field]'))?.focus());
  }

  #renderBack(): TemplateResult {
    const name = this.card.texts.say('back');
    return html`<button class="quiet" id="back" title=${`${name} (Esc)`} aria-label=${name} @click=${() => this.back()}>
      ${icon(shapes.back, 'back')}
    </button>`;
  }

  #renderOffer(): TemplateResult {
    const { say } = this.card.texts;
    const { lookup } = this.card;
    const state = lookup.shown?.id === this.#customerId ? this.#state : undefined;
    const reading = lookup.result?.address;
    const address =
      reading?.kind === 'phone' ? reading.display.replaceAll(' ', '\u00a0') : reading?.kind === 'email' ? reading.email : '';
    const busy = state === 'busy';
    const failure = state === 'failed' ? html`<strong role="alert">${say('choice-failed')}</strong> ` : nothing;
    return lookup.reason === 'chosen'
      ? html`<span>${failure}${icon(shapes.chosen)} ${say('chosen-for', { address })}</span>
          <button class="button" ?disabled=${busy} @click=${() => void this.#keep(false)}>
            ${icon(shapes.undo)}${say('undo')}
          </button>`
      : html`<span
            >${failure}${say('choose-consequence', { address })} ${this.#remembered ? this.#renderForget(busy) : nothing}</span
          >
          <button class="button primary" ?disabled=${busy} @click=${() => void this.#keep(true)}>
            ${say('this-is-the-customer')}
          </button>`;
  }

  /** A choice of an earlier conversation can be taken back too. */
  #renderForget(busy: boolean): TemplateResult {
    const { say } = this.card.texts;
    const name = `${say('chosen-before')}: ${say('undo')}`;
    return html`<button class="link" ?disabled=${busy} @click=${() => void this.#keep(false)}>${name}</button>`;
  }

  get #remembered(): boolean {
    const { result, shown } = this.card.lookup;
    const match = result?.matches.find(({ customer }) => customer.id === shown?.id);
    return match?.why.some(({ by }) => by === 'choice') ?? false;
  }

  get #offered(): boolean {
    const { lookup, source } = this.card;
    const kind = lookup.result?.address.kind;
    return Boolean(source.backend?.customers?.choose) && (kind === 'phone' || kind === 'email') && lookup.address !== undefined;
  }

  async #keep(yes: boolean): Promise<void> {
    const { lookup, source } = this.card;
    const customer = lookup.shown;
    const { question } = lookup;
    const interactionId = source.interaction?.id;
    const choose = source.backend?.customers?.choose;
    if (!customer || !choose || (this.#state === 'busy' && this.#customerId === customer.id)) return;
    // An answer about somebody else says nothing of whom the state is about by then.
    const settle = (state?: 'failed') => {
      if (this.#customerId === customer.id) this.#state = state;
    };
    this.#customerId = customer.id;
    this.#state = 'busy';
    this.card.requestUpdate();
    try {
      await choose(lookup.ref, yes ? customer.id : undefined, { key: intentKey() });
      settle();
      this.#tell(customer, yes, question, interactionId);
    } catch {
      settle('failed');
    }
    this.card.requestUpdate();
  }

  /** Another conversation, or another card, may be on screen by now: the choice is kept all the same, and the desk is told of which conversation it was. */
  #tell(customer: Customer, yes: boolean, question: string | undefined, interactionId: string | undefined): void {
    const { lookup, source } = this.card;
    const here = question === lookup.question && lookup.shown?.id === customer.id;
    const said = JSON.stringify([question, customer.id]);
    const known = this.#said.has(said);
    if (yes) this.#said.add(said);
    else this.#said.delete(said);
    const reason = yes ? 'chosen' : 'forgotten';
    if (here && (yes || known)) lookup.take(customer, reason);
    // A choice of an earlier conversation is taken back: whose this one is stays as it is.
    else if (here) lookup.refresh();
    else if (interactionId !== source.interaction?.id && (yes || known))
      this.card.dispatchEvent(new CustomerSelectedEvent(customer.id, interactionId, reason, customer.type));
  }
}
