import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { fieldValue, isConcealed, type Customer } from '../../domain/customer.js';
import type { FieldDefinition } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import type { CustomerCard } from './customer-card.js';

/** What a field is called: its label, the name of a default field in the reader's language, else its name. */
export function fieldName(card: CustomerCard, field: FieldDefinition): string {
  return field.label || card.texts.maybe(`field-${field.name}`) || field.name;
}

/** What a field's value looks like to people: numbers in their country's way, times in the reader's language, choices by label. */
export function fieldText(card: CustomerCard, customer: Customer, field: FieldDefinition): string {
  const value = fieldValue(customer, field.name) ?? '';
  if (isConcealed(customer, field.name)) return value;
  const settings = card.lookup.around?.settings;
  if (field.use === 'phone' || field.use === 'default-phone')
    return card.phones.phones?.read(value, settings?.homeRegion ?? '')?.display ?? value;
  if (field.type === 'choice') return field.choices?.find((choice) => choice.id === value)?.label ?? value;
  if (field.type === 'date-time') return timeText(value, card.texts.locale, settings?.timeZone);
  return value;
}

/** A time in the reader's language; a plain day has no time and no zone; what cannot be read stands as it is. */
export function timeText(value: string, locale: string, timeZone?: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(value);
  const at = new Date(day ? `${value}T00:00Z` : value);
  if (Number.isNaN(at.getTime())) return value;
  const format = (zone?: string) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      ...(day ? { timeZone: 'UTC' } : { timeStyle: 'short', timeZone: zone }),
    }).format(at);
  try {
    return format(timeZone);
  } catch {
    return format(); // a zone that this browser does not know: the agent's own
  }
}

/** E-mail addresses break after the at-sign, long ones before a dot too, rather than anywhere. */
function breakable(text: string): readonly (string | TemplateResult)[] | string {
  return text.includes('@')
    ? text.split(text.length > 40 ? /(?<=@)|(?=\.)/ : /(?<=@)/).map((part, i) => (i ? html`<wbr />${part}` : part))
    : text;
}

/** The fields that have a value: two rows where rows hold several, six where a row holds one; the rest unfolds. */
export class Details implements ReactiveController {
  expanded = false;
  #columns = 1;
  #observed?: Element;
  readonly #observer?: ResizeObserver;

  constructor(private readonly card: CustomerCard) {
    if (typeof ResizeObserver !== 'undefined')
      this.#observer = new ResizeObserver(() => requestAnimationFrame(() => this.#measure())); // at once would be a loop, which the page is told as an error
    card.addController(this);
  }

  hostUpdated(): void {
    const list = this.card.renderRoot.querySelector('.details') ?? undefined;
    if (list === this.#observed) return;
    if (this.#observed) this.#observer?.unobserve(this.#observed);
    if (list) this.#observer?.observe(list);
    this.#observed = list;
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observed = undefined;
  }

  readonly toggle = (): void => {
    this.expanded = !this.expanded;
    this.card.requestUpdate();
  };

  render(customer: Customer): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const filled = (this.card.lookup.around?.fields ?? []).filter((field) => this.#stands(customer, field));
    if (!this.card.lookup.around) return nothing; // which fields there are is not known (yet)
    if (filled.length === 0) return html`<p class="section-body soft">${say('no-details')}</p>`;
    const room = (this.#columns > 1 ? 2 : 6) * this.#columns;
    const overflows = filled.length > room;
    const shown = this.expanded || !overflows ? filled : filled.slice(0, room);
    return html`<details class="section" open>
      <summary>
        ${icon(shapes.chevron, 'chevron')}
        <h3>${say('details')}</h3>
      </summary>
      <dl class="section-body details" id="details" part="details">
        ${shown.map((field) => this.#renderField(customer, field))}
      </dl>
      ${
        overflows
          ? html`<button
              class="link more"
              aria-expanded=${this.expanded}
              aria-controls="details"
              title="Alt+X"
              @click=${this.toggle}
            >
              ${this.expanded ? say('show-less') : say('show-all', { count: filled.length })}
            </button>`
          : nothing
      }
    </details>`;
  }

  #renderField(customer: Customer, field: FieldDefinition): TemplateResult {
    const { say } = this.card.texts;
    const text = fieldText(this.card, customer, field);
    const phone = field.use === 'phone' || field.use === 'default-phone';
    const shared = customer.shared?.includes(field.name);
    return html`<div class="field" part="field">
      <dt class="soft">${fieldName(this.card, field)}</dt>
      <dd>
        <bdi
          class=${phone || field.type !== 'text' ? 'value number' : 'value'}
          dir=${phone || field.use === 'email' ? 'ltr' : 'auto'}
          >${breakable(text)}</bdi
        >
        ${isConcealed(customer, field.name) ? html`<span class="pill" title=${say('concealed-why')}>${icon(shapes.locked)}${say('concealed')}</span>` : nothing}
        ${shared ? html`<span class="pill">${say('shared')}</span>` : nothing} ${this.card.actions.renderFor(customer, field)}
      </dd>
    </div>`;
  }

  /** The name and the line under it stand in the header already. */
  #stands(customer: Customer, field: FieldDefinition): boolean {
    return (
      field.visible !== false &&
      fieldValue(customer, field.name) !== undefined &&
      !field.partOfName?.includes(customer.type) &&
      !field.subtitle
    );
  }

  #measure(): void {
    if (!this.#observed) return;
    const columns = getComputedStyle(this.#observed).gridTemplateColumns.split(' ').length;
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.card.requestUpdate();
  }
}
