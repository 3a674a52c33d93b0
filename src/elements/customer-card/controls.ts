import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fieldValue, isConcealed } from '../../domain/customer.js';
import { editedValue } from '../../domain/customer-edit.js';
import type { FieldDefinition } from '../../domain/field.js';
import { maskInput } from '../../wiring/masks.js';
import type { Days } from './days.js';
import type { CardDraft } from './typing.js';

/** A text of more characters gets room for several lines. */
const long = 80;

/** What stands about an input in the page. */
export interface ControlGiven {
  readonly id: string;
  readonly wrong: boolean;
  /** Ids of the sentences about it. */
  readonly described: string | typeof nothing;
  /** What `$` in a mask stands for. */
  readonly currency?: string;
}

/** What a value is typed in: one line, several, a choice, a day. */
export class Controls {
  readonly #masked = new WeakSet<HTMLInputElement>();
  /** Field → whether it has several lines. What was decided stays: an input that is replaced takes the focus, the caret and the undo with it. */
  readonly #lines = new Map<string, boolean>();

  constructor(private readonly days: Days) {}

  /** Another form. */
  reset(): void {
    this.#lines.clear();
  }

  render(edit: CardDraft, field: FieldDefinition, given: ControlGiven): TemplateResult {
    const value = editedValue(edit, field.name);
    const bullets = bulletsOf(edit, field.name);
    if (field.type === 'choice') return this.#renderChoice(field, value, bullets, given);
    if (field.type === 'date-time') return this.days.render(edit, field, bullets, given);
    return this.#hasLines(field, value) ? this.#renderLines(field, value, given) : this.#renderLine(field, value, bullets, given);
  }

  #renderChoice(
    { name, required, choices = [] }: FieldDefinition,
    value: string,
    bullets: string | undefined,
    { id, wrong, described }: ControlGiven,
  ): TemplateResult {
    const lost = value !== '' && !choices.some((choice) => choice.id === value);
    return html`<select id=${id} data-field=${name} aria-invalid=${wrong} aria-describedby=${described} ?required=${required}>
      <option value="" .selected=${live(value === '')}>${bullets ?? ''}</option>
      ${choices.map((choice) => html`<option value=${choice.id} .selected=${live(choice.id === value)}>${choice.label}</option>`)}
      ${lost ? html`<option value=${value} .selected=${live(true)}>${value}</option>` : nothing}
    </select>`;
  }

  #renderLines({ name, use, required }: FieldDefinition, value: string, { id, wrong, described }: ControlGiven): TemplateResult {
    return html`<textarea
      id=${id}
      data-field=${name}
      rows="3"
      dir=${use ? 'ltr' : 'auto'}
      aria-invalid=${wrong}
      aria-describedby=${described}
      ?required=${required}
      .value=${live(value)}
    ></textarea>`;
  }

  #renderLine(
    field: FieldDefinition,
    value: string,
    bullets: string | undefined,
    { id, wrong, described, currency }: ControlGiven,
  ): TemplateResult {
    const { name, type, use, required } = field;
    const phone = use === 'phone' || use === 'default-phone';
    return html`<input
      id=${id}
      data-field=${name}
      class=${phone || type === 'number' || type === 'masked' ? 'number' : ''}
      type=${phone ? 'tel' : 'text'}
      inputmode=${use === 'email' ? 'email' : type === 'number' ? 'numeric' : phone ? 'tel' : nothing}
      dir=${phone || use === 'email' || type === 'number' ? 'ltr' : 'auto'}
      autocomplete="off"
      spellcheck=${use || type !== 'text' ? 'false' : nothing}
      placeholder=${bullets ?? nothing}
      aria-invalid=${wrong}
      aria-describedby=${described}
      ?required=${required}
      .value=${live(value)}
      @focus=${type === 'masked' ? (event: Event) => this.#mask(event.target as HTMLInputElement, field, currency) : nothing}
    />`;
  }

  /** One line would swallow the line breaks of a value, whatever the field is for. */
  #hasLines({ name, type, use }: FieldDefinition, value: string): boolean {
    const before = this.#lines.get(name);
    const lines = before || /[\r\n]/.test(value) || (before === undefined && type === 'text' && !use && value.length > long);
    this.#lines.set(name, lines);
    return lines;
  }

  #mask(input: HTMLInputElement, { mask = '' }: FieldDefinition, currency: string | undefined): void {
    if (this.#masked.has(input)) return;
    this.#masked.add(input);
    maskInput(input, mask, currency);
  }
}

/** What stands for a value that is kept unseen; undefined once something was typed in its place. */
function bulletsOf({ base, fields }: CardDraft, name: string): string | undefined {
  return base && isConcealed(base, name) && !Object.hasOwn(fields, name) ? fieldValue(base, name) : undefined;
}
