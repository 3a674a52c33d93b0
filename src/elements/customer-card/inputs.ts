import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PresentAgent } from '../../backend/backend.js';
import { fieldValue, isConcealed } from '../../domain/customer.js';
import { editedValue, editProblems, isShared, sharing, typed, untyped } from '../../domain/customer-edit.js';
import { type FieldDefinition, holdsAddresses, isEditable, type ValueRules } from '../../domain/field.js';
import { maskExample } from '../../domain/mask.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Clashes } from './clashes.js';
import { Controls } from './controls.js';
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

/** The inputs of a form: one a field, with its name, what is to be known about it, and what is wrong with it. */
export class Inputs {
  /** Field → what is wrong with it. */
  problems: ReadonlyMap<string, string> = new Map();
  /** Fields that were left and not looked at yet. */
  readonly #left = new Set<string>();
  #pressed = false;
  readonly #days: Days;
  readonly #controls: Controls;
  readonly #clashes: Clashes;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#days = new Days(card, writing, this);
    this.#controls = new Controls(this.#days);
    this.#clashes = new Clashes(card, this);
  }

  get rules(): ValueRules {
    const { settings } = this.card.lookup.around ?? {};
    return { phones: this.card.phones.phones, region: settings?.homeRegion, currency: settings?.currency };
  }

  /** Another form. */
  reset(): void {
    this.renew();
    this.#left.clear();
    this.#controls.reset();
  }

  /** Another text in the same form. */
  renew(): void {
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
      ${isEditable(field) ? this.#renderControl(edit, field, id, problem) : this.#renderFixed(edit, field, id, problem)}
      ${this.#clashes.render(edit, field, id)}
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
    if (!field) return;
    this.#left.add(field.name);
    if (!this.#pressed) this.#look();
  };

  /** Until it is up again nothing new is said: it would push what is being pressed, Save say, from under the pointer. */
  readonly onPointerDown = (): void => {
    if (this.#pressed) return;
    this.#pressed = true;
    const listening = new AbortController();
    const up = () => {
      listening.abort();
      setTimeout(() => {
        this.#pressed = false;
        this.#look();
      }); // the click comes first
    };
    const options = { capture: true, signal: listening.signal };
    for (const type of ['pointerup', 'pointercancel', 'keydown']) addEventListener(type, up, options);
  };

  #fieldOf(input: HTMLElement): FieldDefinition | undefined {
    const name = input.dataset['field'];
    return name === undefined ? undefined : this.card.lookup.around?.fields.find((known) => known.name === name);
  }

  #renderFixed(edit: CardDraft, field: FieldDefinition, id: string, problem?: string): TemplateResult {
    const { say } = this.card.texts;
    const text = edit.base ? fieldText(this.card, edit.base, field) : editedValue(edit, field.name);
    return html`<output class="fixed" id=${id}
        ><bdi>${text}</bdi> <span class="soft">${icon(shapes.locked)}${say('not-editable-here')}</span></output
      >${this.#renderProblem(field, id, problem)}`;
  }

  #renderControl(edit: CardDraft, field: FieldDefinition, id: string, problem?: string): TemplateResult {
    const { name } = field;
    const wrong = problem !== undefined;
    const example = this.#example(edit, field);
    const concealed = edit.base !== undefined && isConcealed(edit.base, name);
    const clashes = edit.clashes?.some((clash) => clash.field === name);
    const about = [wrong && `${id}-problem`, clashes && `${id}-clash`, concealed && `${id}-kept`, example && `${id}-hint`]
      .filter(Boolean)
      .join(' ');
    return html`${this.#controls.render(edit, field, { id, wrong, described: about || nothing, currency: this.rules.currency })}
    ${this.#renderProblem(field, id, problem)} ${concealed ? this.#renderConcealed(edit, field, id) : nothing}
    ${example ? html`<p class="hint number" id="${id}-hint">${this.card.texts.say('for-example', { example })}</p>` : nothing}
    ${holdsAddresses(field) && editedValue(edit, name) ? this.#renderSharing(edit, field) : nothing}`;
  }

  /** Who begins with nothing sees in which form it is wanted; it stays while one types. */
  #example({ base }: CardDraft, field: FieldDefinition): string {
    if (base && fieldValue(base, field.name) && !isConcealed(base, field.name)) return '';
    if (field.type === 'masked') return maskExample(field.mask ?? '', this.rules.currency);
    return field.type === 'date-time' ? this.#days.example : '';
  }

  /** One button that changes its meaning: were there two, the focus would go with the one that is pressed. */
  #renderConcealed(edit: CardDraft, field: FieldDefinition, id: string): TemplateResult {
    const { say } = this.card.texts;
    const { name } = field;
    const kept = !Object.hasOwn(edit.fields, name);
    const deed = say(kept ? 'clear-value' : 'keep-value');
    const turn = () => this.change(kept ? typed(this.now(edit), name, '') : untyped(this.now(edit), name));
    return html`<p class="hint">
      <span id="${id}-kept"
        >${kept ? say('concealed-kept') : fieldValue(edit, name) ? say('concealed-replaced') : say('concealed-cleared')}</span
      >
      <button type="button" class="link" aria-label=${`${deed}: ${fieldName(this.card, field)}`} @click=${turn}>${deed}</button>
    </p>`;
  }

  #renderSharing(edit: CardDraft, field: FieldDefinition): TemplateResult {
    const text = this.card.texts.say('is-shared');
    return html`<label class="choice-of hint"
      ><input
        type="checkbox"
        aria-label=${`${text}: ${fieldName(this.card, field)}`}
        .checked=${live(isShared(edit, field.name))}
        @change=${(event: Event) => this.change(sharing(this.now(edit), field.name, (event.target as HTMLInputElement).checked))}
      />${text}</label
    >`;
  }

  #renderProblem(field: FieldDefinition, id: string, problem?: string): TemplateResult | typeof nothing {
    if (!problem) return nothing;
    return html`<p class="problem" id="${id}-problem">${icon(shapes.warning)} ${this.#problemText(problem, field)}</p>`;
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
    for (const field of this.card.lookup.around?.fields ?? []) if (this.problems.has(field.name)) this.#check(edit, field);
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

  #look(): void {
    const { edit } = this.writing.typing;
    for (const field of this.card.lookup.around?.fields ?? []) {
      if (!this.#left.has(field.name)) continue;
      this.#days.forget(field.name);
      if (!edit || !Object.hasOwn(edit.fields, field.name)) continue;
      const before = this.problems.get(field.name);
      this.#check(edit, field);
      const now = this.problems.get(field.name);
      if (now && now !== before) this.card.announce(this.#problemText(now, field));
    }
    this.#left.clear();
    this.card.requestUpdate();
  }

  /** What Save would say of it. */
  #check(edit: CardDraft, field: FieldDefinition): void {
    const { reason } = editProblems(edit, [field], this.rules).find((problem) => problem.field === field.name) ?? {};
    if (reason === this.problems.get(field.name)) return;
    const others = [...this.problems].filter(([name]) => name !== field.name);
    this.problems = new Map(reason ? [...others, [field.name, reason]] : others);
    this.card.requestUpdate();
  }
}
