import { html, nothing, type TemplateResult } from 'lit';
import { asCustomers } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Listbox } from '../../wiring/listbox.js';
import { Load } from '../../wiring/load.js';
import type { CustomerCard } from './customer-card.js';
import { openCustomer, renderOption } from './matches.js';

/** Nobody types a whole word in less: milliseconds of rest before the backend is asked. */
const rest = 150;

/** Finds a customer by hand: always there when the look-up found nobody, several, or failed. */
export class Search {
  /** Over a card that is shown: the agent looks for another one. */
  open = false;
  #text = '';
  #asked = '';
  #timer?: ReturnType<typeof setTimeout>;
  /** What is done with whoever is picked, where it is not to open the card. */
  #then?: (customer: Customer) => void;
  readonly #load: Load<readonly unknown[], readonly Customer[]>;
  readonly #listbox: Listbox;

  constructor(private readonly card: CustomerCard) {
    this.#load = new Load(card, {
      args: () => (this.#asked && card.source.backend?.customers ? [card.source.backend, this.#asked] : undefined),
      read: async ([backend, text], signal) =>
        asCustomers(await (backend as Backend).customers!.search(text as string, { signal })),
      onChange: (found) => {
        this.#listbox.reset();
        if (found) card.announce(card.texts.say('found-by-search', { count: found.length }));
      },
    });
    this.#listbox = new Listbox(card, {
      labels: () => (this.#load.value ?? []).map((customer) => customer.name),
      pick: (index) => this.#pick(index),
      id: (index) => `found-${index}`,
      typing: true,
    });
  }

  /** Forgets what was searched for: it belonged to another question. */
  reset(): void {
    clearTimeout(this.#timer);
    this.open = false;
    this.#text = this.#asked = '';
    this.#then = undefined;
  }

  /** Somebody is looked for, for another deed than to be opened. */
  get picking(): boolean {
    return this.#then !== undefined && !this.card.lookup.shown;
  }

  /** The agent is about to find somebody. */
  get used(): boolean {
    return this.picking || this.#text.trim() !== '';
  }

  /** Looks for a customer to do something with. */
  pickFor(deed: (customer: Customer) => void): void {
    this.show();
    this.#then = deed;
  }

  /** Nobody is looked for any more; the focus goes back to where it was asked for. */
  leave(): void {
    const { picking } = this;
    this.reset();
    this.card.requestUpdate();
    if (picking) void this.card.updateComplete.then(() => this.card.renderRoot.querySelector<HTMLElement>('#add-to')?.focus());
  }

  show(): void {
    this.#then = undefined;
    this.open = true;
    this.card.requestUpdate();
    void this.card.updateComplete.then(() => this.card.renderRoot.querySelector<HTMLElement>('#search')?.focus());
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (!this.card.source.backend?.customers) return nothing;
    const { face, value, error } = this.#load;
    const found = value ?? [];
    return html`<search class="search">
      ${this.picking ? html`<p class="soft pick" id="pick">${say('pick-for-address')}</p>` : nothing}
      <label class="box">
        ${icon(shapes.search)}
        <input
          id="search"
          type="search"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          .value=${this.#text}
          placeholder=${say('search-customers')}
          aria-label=${say('search-customers')}
          aria-expanded=${found.length > 0}
          aria-controls="found"
          aria-describedby=${this.picking ? 'pick' : nothing}
          aria-activedescendant=${(found.length > 0 && this.#listbox.activeId) || nothing}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        />
      </label>
      ${
        face === 'failed'
          ? html`<p class="section-body" role="alert">
              ${say('search-failed')}. ${say(`error-${error!.code}`)}
              <button class="link" @click=${() => this.#load.reload()}>${say('retry')}</button>
            </p>`
          : nothing
      }
      ${face === 'waiting' ? html`<div class="section-body" aria-hidden="true"><span class="skeleton wide"></span></div>` : nothing}
      <div
        class="options"
        id="found"
        role="listbox"
        aria-label=${say('found-by-search', { count: found.length })}
        ?hidden=${found.length === 0}
      >
        ${found.map((customer, index) => renderOption(this.card, customer, `found-${index}`, index === this.#listbox.active, undefined, () => this.#pick(index)))}
      </div>
      ${face === 'ready' && found.length === 0 ? html`<p class="section-body soft">${say('found-by-search', { count: 0 })}</p>` : nothing}
    </search>`;
  }

  #pick(index: number): void {
    const customer = this.#load.value?.[index];
    if (!customer) return;
    const deed = this.picking ? this.#then : undefined;
    this.reset();
    if (deed) deed(customer);
    else openCustomer(this.card, customer);
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#asked = this.#text.trim();
      this.card.requestUpdate();
    }, rest);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && (this.#text || this.open)) {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
      return;
    }
    this.#listbox.onKeydown(event);
  };
}
