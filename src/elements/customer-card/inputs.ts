import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PresentAgent } from '../../backend/backend.js';
import { fieldValue, isConcealed } from '../../domain/customer.js';
import { editedValue, isShared, sharing, typed, untyped } from '../../domain/customer-edit.js';
import { type FieldDefinition, isEditable, type ValueRules, writtenProblem } from '../../domain/field.js';
import { maskExample } from '../../domain/mask.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { maskInput } from '../../wiring/masks.js';
import { Clashes } from './clashes.js';
import type { CustomerCard } from './customer-card.js';
import { Days } from './days.js';
import { fieldName, fieldText } from './details.js';
import type { CardDraft } from './typing.js';
import type { Writing } from './writing.js';

/** The reasons that people are told in words of their own. */
const told = [
  'required',
  'not-text',
  'too-long',
  'not-a-number',
  'not-a-date',
  'not-a-choice',
  'not-the-mask',
  'not-a-phone-number',
  'not-an-e-mail',
  'not-editable',
  'concealed',
] as const;
type Told = (typeof told)[number];

/** The inputs of a form: one a field, by what the field holds. */
export class Inputs {
  /** Field → what is wrong with it. */
  problems: ReadonlyMap<string, string> = new Map();
  readonly #masked = new WeakSet<HTMLInputElement>();
  readonly #days: Days;
  readonly #clashes: Clashes;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#days = new Days(card, this);
    this.#clashes = new Clashes(card, this);
  }

  get rules(): ValueRules {
    const { settings } = this.card.lookup.around ?? {};
    return { phones: this.card.phones.phones, region: settings?.homeRegion, currency: settings?.currency };
  }

  /** Another form, or another text in it. */
  reset(): void {
    this.problems = new Map();
    this.#days.forget();
  }

  renderCalendar(): TemplateResult | typeof nothing {
    return this.#days.renderCalendar();
  }

  render(edit: CardDraft, field: FieldDefinition, index: number, company: readonly PresentAgent[]): TemplateResult {
    const { say } = this.card.texts;
    const id = `input-${index}`;
    const problem = this.problems.get(field.name);
    const name = fieldName(this.card, field);
    const colleagues = company.map(({ agent }) => agent.name || agent.id);
    return html`<div class=${problem ? 'input wrong' : 'input'} part="input">
      <div class="caption">
        <label for=${id}>${name}${field.required ? html`<span class="soft"> · ${say('required')}</span>` : nothing}</label>
        ${colleagues.length ? html`<span class="pill">${icon(shapes.people)}${say('edited-by', { agents: colleagues })}</span>` : nothing}
      </div>
      ${isEditable(field) ? this.#renderControl(edit, field, id, Boolean(problem)) : this.#renderFixed(edit, field, id)}
      ${this.#clashes.render(edit, field, id)}
      ${problem ? html`<p class="problem" id="${id}-problem">${icon(shapes.warning)} ${this.#problemText(problem, field)}</p>` : nothing}
    </div>`;
  }

  /** Heard at the form, where a mask has done its work already. */
  readonly onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const field = this.#fieldOf(input);
    if (field?.type === 'date-time') this.#days.type(field, input.value);
    else if (field) this.type(field, input.value);
  };

  /** What was typed is looked at when the field is left. */
  readonly onFocusOut = (event: FocusEvent): void => {
    const field = this.#fieldOf(event.target as HTMLElement);
    const { edit } = this.writing.typing;
    if (!field || !edit) return;
    this.#days.forget(field.name);
    if (Object.hasOwn(edit.fields, field.name)) this.#check(edit, field);
    this.card.requestUpdate();
  };

  #fieldOf(input: HTMLElement): FieldDefinition | undefined {
    const name = input.dataset['field'];
    return name === undefined ? undefined : this.card.lookup.around?.fields.find((known) => known.name === name);
  }

  #renderFixed(edit: CardDraft, field: FieldDefinition, id: string): TemplateResult {
    const { say } = this.card.texts;
    const text = edit.base ? fieldText(this.card, edit.base, field) : editedValue(edit, field.name);
    return html`<output class="fixed" id=${id}
      ><bdi>${text}</bdi> <span class="soft">${icon(shapes.locked)}${say('not-editable-here')}</span></output
    >`;
  }

  #renderControl(edit: CardDraft, field: FieldDefinition, id: string, wrong: boolean): TemplateResult {
    const { say } = this.card.texts;
    const { base } = edit;
    const value = editedValue(edit, field.name);
    const concealed = base !== undefined && isConcealed(base, field.name);
    const kept = concealed && !Object.hasOwn(edit.fields, field.name);
    const number = field.use === 'phone' || field.use === 'default-phone';
    return html`${this.#renderInput(edit, field, id, value, wrong)}
    ${
      concealed
        ? html`<p class="hint">
            ${kept ? say('concealed-kept') : fieldValue(edit, field.name) ? say('concealed-replaced') : say('concealed-cleared')}
            ${
              kept
                ? html`<button type="button" class="link" @click=${() => this.change(typed(this.now(edit), field.name, ''))}>
                    ${say('clear-value')}
                  </button>`
                : html`<button type="button" class="link" @click=${() => this.change(untyped(this.now(edit), field.name))}>
                    ${say('keep-value')}
                  </button>`
            }
          </p>`
        : nothing
    }
    ${field.type === 'masked' && !value ? html`<p class="hint number" id="${id}-hint">${say('for-example', { example: maskExample(field.mask ?? '', this.rules.currency) })}</p>` : nothing}
    ${
      (number || field.use === 'email') && value
        ? html`<label class="choice-of hint"
            ><input
              type="checkbox"
              .checked=${live(isShared(edit, field.name))}
              @change=${(event: Event) => this.change(sharing(this.now(edit), field.name, (event.target as HTMLInputElement).checked))}
            />${say('is-shared')}</label
          >`
        : nothing
    }`;
  }

  #renderInput(edit: CardDraft, field: FieldDefinition, id: string, value: string, wrong: boolean): TemplateResult {
    const { name, type, use } = field;
    const described =
      [wrong ? `${id}-problem` : '', type === 'masked' && !value ? `${id}-hint` : ''].filter(Boolean).join(' ') || nothing;
    const number = use === 'phone' || use === 'default-phone';
    const bullets =
      edit.base && isConcealed(edit.base, name) && !Object.hasOwn(edit.fields, name) ? fieldValue(edit.base, name) : undefined;
    if (type === 'choice')
      return html`<select
        id=${id}
        data-field=${name}
        aria-invalid=${wrong}
        aria-describedby=${described}
        ?required=${field.required}
      >
        <option value="" .selected=${live(value === '')}>${bullets ?? ''}</option>
        ${(field.choices ?? []).map((choice) => html`<option value=${choice.id} .selected=${live(choice.id === value)}>${choice.label}</option>`)}
        ${value && !field.choices?.some((choice) => choice.id === value) ? html`<option value=${value} .selected=${live(true)}>${value}</option>` : nothing}
      </select>`;
    if (type === 'date-time') return this.#days.render(edit, field, id, wrong, bullets);
    if (type === 'text' && !use && (value.includes('\n') || value.length > 80))
      return html`<textarea
        id=${id}
        data-field=${name}
        rows="3"
        aria-invalid=${wrong}
        aria-describedby=${described}
        ?required=${field.required}
        .value=${live(value)}
      ></textarea>`;
    return html`<input
      id=${id}
      data-field=${name}
      class=${number || type === 'number' || type === 'masked' ? 'number' : ''}
      type=${number ? 'tel' : 'text'}
      inputmode=${use === 'email' ? 'email' : type === 'number' ? 'numeric' : number ? 'tel' : nothing}
      dir=${number || use === 'email' || type === 'number' ? 'ltr' : 'auto'}
      autocomplete="off"
      spellcheck=${use || type !== 'text' ? 'false' : nothing}
      placeholder=${bullets ?? nothing}
      aria-invalid=${wrong}
      aria-describedby=${described}
      ?required=${field.required}
      .value=${live(value)}
      @focus=${type === 'masked' ? (event: Event) => this.#mask(event.target as HTMLInputElement, field) : nothing}
    />`;
  }

  #problemText(reason: string, field: FieldDefinition): string {
    const { say } = this.card.texts;
    const known = told.find((each): each is Told => each === reason);
    return known ? say(`problem-${known}`, { field: fieldName(this.card, field) }) : say('problem-other', { reason });
  }

  /** The edit as it is by now: a handler may be older than what was typed since. */
  now(edit: CardDraft): CardDraft {
    return this.writing.typing.edit ?? edit;
  }

  change(edit: CardDraft): void {
    this.#days.forget();
    this.writing.change(edit);
    this.card.requestUpdate();
  }

  type(field: FieldDefinition, text: string): void {
    const { edit } = this.writing.typing;
    if (!edit) return;
    const before = editedValue(edit, field.name);
    const next = typed(edit, field.name, text);
    this.writing.change(next);
    if (this.problems.has(field.name)) this.#check(next, field);
    if (field.use) this.writing.typedAddress();
    // The form is drawn again only where something beside the input changes: every key is paid for.
    if (this.problems.has(field.name) || (before === '') !== (text === '')) this.card.requestUpdate();
  }

  #check(edit: CardDraft, field: FieldDefinition): void {
    const reason = writtenProblem(field, editedValue(edit, field.name), this.rules);
    const others = [...this.problems].filter(([name]) => name !== field.name);
    const had = this.problems.has(field.name);
    this.problems = new Map(reason ? [...others, [field.name, reason]] : others);
    if (had || reason) this.card.requestUpdate();
  }

  #mask(input: HTMLInputElement, field: FieldDefinition): void {
    if (this.#masked.has(input)) return;
    this.#masked.add(input);
    maskInput(input, field.mask ?? '', this.rules.currency);
  }
}
