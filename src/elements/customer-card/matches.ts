import type Fuse from 'fuse.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { fold } from '../../domain/fold.js';
import type { FindResult, Match } from '../../domain/match.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Listbox } from '../../wiring/listbox.js';
import type { CustomerCard } from './customer-card.js';
import { fieldText } from './details.js';
import { reasonText } from './header.js';

/** From so many candidates on there is a box to filter them. */
const filterFrom = 6;

/** Several customers have the address: who is it, and why is each in the list. */
export class Matches {
  #text = '';
  #result?: FindResult;
  #question?: string;
  #fuse?: Fuse<Match>;
  readonly #listbox: Listbox;

  constructor(private readonly card: CustomerCard) {
    this.#listbox = new Listbox(card, {
      labels: () => this.#shown().map(({ customer }) => customer.name),
      pick: (index) => this.#pick(index),
      id: (index) => `match-${index}`,
    });
  }

  render(result: FindResult): TemplateResult {
    const { say } = this.card.texts;
    this.#take(result);
    const { address, matches, shared } = result;
    const number = address.kind === 'phone' ? address.display : address.kind === 'email' ? address.email : address.raw;
    const shown = this.#shown();
    return html`<div class="notice">
        ${icon(shapes.people)}
        <div>
          <h2 class="name number"><bdi>${number}</bdi></h2>
          <p class="soft">
            ${shared ? say('shared-number', { count: matches.length }) : say('several-matches', { count: matches.length })}
          </p>
        </div>
      </div>
      ${
        matches.length >= filterFrom
          ? html`<label class="box filter"
              >${icon(shapes.search)}<input
                type="search"
                .value=${this.#text}
                placeholder=${say('filter-matches')}
                aria-label=${say('filter-matches')}
                aria-controls="matches"
                @input=${this.#onFilter}
                @keydown=${this.#onFilterKeydown}
            /></label>`
          : nothing
      }
      <div
        class="options"
        id="matches"
        part="matches"
        role="listbox"
        tabindex="0"
        aria-label=${say('several-matches', { count: matches.length })}
        aria-activedescendant=${this.#listbox.activeId ?? nothing}
        @keydown=${this.#listbox.onKeydown}
      >
        ${shown.map((match, index) => renderOption(this.card, match.customer, `match-${index}`, index === this.#listbox.active, match, () => this.#pick(index)))}
      </div>
      ${shown.length === 0 ? html`<p class="section-body soft">${say('nothing-filtered')}</p>` : nothing}
      ${this.card.writing.value?.deeds.renderAdd() ?? nothing}`;
  }

  #shown(): readonly Match[] {
    const all = this.#result?.matches ?? [];
    if (!this.#text.trim()) return all;
    if (this.#fuse) return this.#fuse.search(this.#text).map(({ item }) => item);
    const wanted = fold(this.#text.trim());
    return all.filter(({ customer }) => fold(Object.values(customer.fields).join(' ')).includes(wanted));
  }

  #take(result: FindResult): void {
    if (result === this.#result) return;
    // The same question read again keeps what was typed and who is meant; another one does not.
    const { question } = this.card.lookup;
    const meant = question === this.#question ? this.#shown()[this.#listbox.active]?.customer.id : undefined;
    if (question !== this.#question) this.#text = '';
    this.#question = question;
    this.#result = result;
    this.#fuse = undefined;
    this.#listbox.active = Math.max(
      0,
      this.#shown().findIndex(({ customer }) => customer.id === meant),
    );
    if (this.#text) void this.#rank(result);
    this.card.announce(this.card.texts.say('several-matches', { count: result.matches.length }));
  }

  #pick(index: number): void {
    const match = this.#shown()[index];
    this.#listbox.active = index;
    if (match) openCustomer(this.card, match.customer);
  }

  readonly #onFilter = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#listbox.reset();
    this.card.requestUpdate();
    const result = this.#result;
    if (!this.#fuse && result) void this.#rank(result);
  };

  /** Typing mistakes are forgiven inside what is loaded; until the ranking is loaded, plain text is compared. Concealed values are bullets here. */
  async #rank(result: FindResult): Promise<void> {
    const { default: FuseIndex } = await import('fuse.js');
    if (result !== this.#result) return;
    this.#fuse = new FuseIndex(result.matches, {
      useTokenSearch: true,
      tokenMatch: 'all',
      ignoreDiacritics: true,
      threshold: 0.3,
      keys: ['customer.name', { name: 'fields', getFn: ({ customer }: Match) => Object.values(customer.fields) }],
    });
    this.card.requestUpdate();
  }

  readonly #onFilterKeydown = (event: KeyboardEvent): void => {
    if (['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) this.#listbox.onKeydown(event);
  };
}

/** One candidate: name, type, what tells them apart, and why they are here. */
export function renderOption(
  card: CustomerCard,
  customer: Customer,
  id: string,
  active: boolean,
  match: Match | undefined,
  pick: () => void,
): TemplateResult {
  const { say } = card.texts;
  const fields = card.lookup.around?.fields ?? [];
  const apart = fields
    .filter(
      (field) =>
        field.visible !== false && !field.partOfName?.includes(customer.type) && Object.hasOwn(customer.fields, field.name),
    )
    .sort((a, b) => Number(b.subtitle ?? false) - Number(a.subtitle ?? false))
    .slice(0, 3)
    .map((field) => fieldText(card, customer, field));
  const organization = customer.type === 'organization';
  // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the listbox around, or the search box, has the keys
  return html`<div class="option" role="option" id=${id} aria-selected=${active} @click=${pick}>
    ${icon(organization ? shapes.organization : shapes.person)}
    <div class="who">
      <p class="strong">
        <bdi>${customer.name || say('unnamed')}</bdi><span class="sr">, ${say(organization ? 'organization' : 'person')}</span>
      </p>
      <p class="soft clamp">${apart.map((text, i) => html`${i ? ' · ' : nothing}<bdi>${text}</bdi>`)}</p>
      ${match ? html`<p class="pills">${match.why.map((reason) => html`<span class=${reason.by === 'choice' ? 'pill good' : 'pill'}>${icon(reason.by === 'choice' ? shapes.chosen : shapes.check)}${reasonText(card, reason)}</span>`)}</p>` : nothing}
    </div>
  </div>`;
}

/** Opens a candidate to look at, with the focus on the way back. */
export function openCustomer(card: CustomerCard, customer: Customer): void {
  card.lookup.open(customer);
  card.announce(card.texts.say('opened', { name: customer.name || card.texts.say('unnamed') }));
  void card.updateComplete.then(() => card.renderRoot.querySelector<HTMLElement>('#back')?.focus());
}
