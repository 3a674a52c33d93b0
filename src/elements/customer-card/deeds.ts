import { html, nothing, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { CustomerCard } from './customer-card.js';
import type { Writing } from './writing.js';

/** What an agent can begin to write from the card: each only for those who may. */
export class Deeds {
  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {}

  renderEdit(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (!this.writing.may('change') || this.writing.removal.pending) return nothing;
    return html`<button
      class="quiet"
      id="edit"
      title=${`${say('edit')} (Alt+E)`}
      aria-label=${say('edit')}
      @pointerenter=${this.#onNear}
      @focus=${this.#onNear}
      @click=${() => void this.writing.open()}
    >
      ${icon(shapes.edit)}
    </button>`;
  }

  /** That nobody has looked it over yet. */
  renderMark(customer: Customer): TemplateResult | typeof nothing {
    return customer.automatic
      ? html`<span class="pill">${icon(shapes.info)}${this.card.texts.say('created-automatically')}</span>`
      : nothing;
  }

  /** Something was begun about others than the one who is looked at. */
  renderWaiting(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { typing, waiting } = this.writing;
    const { addition } = typing;
    if (!addition || addition.intent) return waiting.render();
    return html`${waiting.render()}
      <div class="bar" part="bar">
        <span>${say('addition-waits')}</span>
        <button class="button" @click=${() => void this.writing.add()}>${say('go-on')}</button>
        <button class="button" @click=${this.#onDiscard}>${say('discard')}</button>
      </div>`;
  }

  /** Under an address that nobody has, or none of those who have it. */
  renderAdd(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { writing } = this;
    const fits = ['phone', 'email'].includes(this.card.lookup.result?.address.kind ?? '');
    const add = writing.may('add')
      ? html`<button
          class="button primary"
          id="add"
          title="Alt+N"
          @pointerenter=${this.#onNear}
          @focus=${this.#onNear}
          @click=${() => void writing.add()}
        >
          ${icon(shapes.add)}${say('add-customer')}
        </button>`
      : nothing;
    const addTo =
      fits && writing.may('change')
        ? html`<button class="button" id="add-to" aria-pressed=${this.card.search?.picking ?? false} @click=${this.#onAddTo}>
            ${say('add-to-customer')}
          </button>`
        : nothing;
    const deeds = add === nothing && addTo === nothing ? nothing : html`<div class="deeds">${add}${addTo}</div>`;
    return html`${this.renderWaiting()}${deeds}`;
  }

  /** For the menu. */
  entries(customer: Customer): readonly (readonly [text: string, picture: string, deed: () => void])[] {
    const { say } = this.card.texts;
    const { writing } = this;
    const removable = writing.may('remove') && !writing.removal.pending;
    return [
      ...(writing.may('add') ? [[say('add-customer'), shapes.add, () => void writing.add()] as const] : []),
      ...(removable ? [[say('delete-customer'), shapes.remove, () => void writing.removal.ask(customer)] as const] : []),
    ];
  }

  readonly #onNear = (): void => this.writing.prepare();

  readonly #onDiscard = async (): Promise<void> => {
    await this.writing.typing.discardAddition();
    this.card.announce(this.card.texts.say('draft-discarded'));
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>('#back, #edit, #add')?.focus();
  };

  readonly #onAddTo = (): void => {
    const { search } = this.card;
    if (search?.picking) search.leave();
    else search?.pickFor((customer) => void this.writing.addTo(customer));
  };
}
