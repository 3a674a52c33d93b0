import { html, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { onMenuKeydown, onMenuToggle } from '../../wiring/menu.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName, fieldText } from './details.js';

export { menu as styles } from '../../styles/menu.js';

/** What the card's buttons open: the choice between the numbers, and what else can be done. */
export class Menus {
  constructor(private readonly card: CustomerCard) {}

  /** Which of these fields is to be called. */
  renderNumbers(customer: Customer, names: readonly string[]): TemplateResult {
    const { say } = this.card.texts;
    const fields = (this.card.lookup.around?.fields ?? []).filter(({ name }) => names.includes(name));
    return this.#renderMenu(
      'numbers',
      say('call-which'),
      html`${fields.map((field) =>
        this.#renderEntry(
          'numbers',
          shapes.call,
          () => this.card.actions.call(customer, field.name),
          html`<span>
            <span class="soft">${fieldName(this.card, field)}</span>
            <bdi class="number">${fieldText(this.card, customer, field)}</bdi>
          </span>`,
        ),
      )}`,
    );
  }

  renderMore(customer: Customer): TemplateResult {
    const { card } = this;
    const { say } = card.texts;
    const entry = (text: string, picture: string, deed: () => void) => this.#renderEntry('more', picture, deed, text);
    return this.#renderMenu(
      'more',
      say('more'),
      html`${entry(say('refresh'), shapes.refresh, () => card.refresh())}
        ${entry(say('copy-id'), shapes.copy, () => void card.actions.copyText(customer.id, say('id')))}
        ${entry(say('search-other'), shapes.search, () => void card.showSearch())}
        ${entry(say('keys'), shapes.keyboard, () => void card.keys.value?.show())}
        ${(card.writing.value?.deeds.entries(customer) ?? []).map((given) => entry(...given))} <slot name="menu"></slot>`,
    );
  }

  #renderMenu(id: string, name: string, entries: TemplateResult): TemplateResult {
    return html`<div
      class="menu"
      id=${id}
      popover="auto"
      role="menu"
      aria-label=${name}
      @click=${this.#onEntry}
      @keydown=${onMenuKeydown}
      @toggle=${onMenuToggle}
    >
      ${entries}
    </div>`;
  }

  #renderEntry(menu: string, picture: string, deed: () => void, text: TemplateResult | string): TemplateResult {
    return html`<button role="menuitem" popovertarget=${menu} popovertargetaction="hide" @click=${deed}>
      ${icon(picture)}${text}
    </button>`;
  }

  /** Ours close the menu by themselves; the host's have to be helped. */
  readonly #onEntry = ({ target, currentTarget }: Event): void => {
    if (target !== currentTarget) (currentTarget as HTMLElement).hidePopover();
  };
}
