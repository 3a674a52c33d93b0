import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { editedValue } from '../../domain/customer-edit.js';
import { dayAt, dayTimeText, readDayTime } from '../../domain/day.js';
import type { FieldDefinition } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Calendar } from '../../wiring/calendar.js';
import { pageClock } from '../../wiring/clock.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import type { Inputs } from './inputs.js';
import type { CardDraft } from './typing.js';

/** Days in a form: typed in the reader's own way, or picked from a calendar. */
export class Days {
  /** As they were typed, while they are: a text that is rewritten under the fingers cannot be typed. */
  readonly #typed = new Map<string, string>();
  readonly #calendar: Calendar;

  constructor(
    private readonly card: CustomerCard,
    private readonly inputs: Inputs,
  ) {
    this.#calendar = new Calendar(card, { texts: card.texts, today: () => dayAt(pageClock.now(), this.#zone) });
  }

  /** From now on as it is written in the reader's language. */
  forget(name?: string): void {
    if (name === undefined) this.#typed.clear();
    else this.#typed.delete(name);
  }

  renderCalendar(): TemplateResult | typeof nothing {
    return this.#calendar.render();
  }

  render(edit: CardDraft, field: FieldDefinition, id: string, wrong: boolean, bullets?: string): TemplateResult {
    const { say } = this.card.texts;
    const { name } = field;
    const text = this.#typed.get(name) ?? this.#text(editedValue(edit, name));
    return html`<span class="with-button">
      <input
        id=${id}
        data-field=${name}
        class="number"
        type="text"
        autocomplete="off"
        placeholder=${bullets ?? nothing}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? `${id}-problem` : nothing}
        ?required=${field.required}
        .value=${live(text)}
      />
      <button
        type="button"
        class="quiet"
        title=${say('choose-day')}
        aria-label=${`${say('choose-day')}: ${fieldName(this.card, field)}`}
        aria-haspopup="dialog"
        @click=${(event: Event) => this.#pick(event.currentTarget as HTMLElement, edit, field)}
      >
        ${icon(shapes.calendar)}
      </button>
    </span>`;
  }

  type(field: FieldDefinition, text: string): void {
    this.#typed.set(field.name, text);
    this.inputs.type(field, readDayTime(text, this.card.texts.locale, dayAt(pageClock.now(), this.#zone), this.#zone) ?? text);
  }

  /** What is no day stands as it is. */
  #text(value: string): string {
    return value && dayTimeText(value, this.card.texts.locale, this.#zone);
  }

  get #zone(): string {
    return zoneOr(this.card.lookup.around?.settings.timeZone);
  }

  #pick(opener: HTMLElement, edit: CardDraft, field: FieldDefinition): void {
    const value = editedValue(this.inputs.now(edit), field.name);
    const at = Date.parse(value);
    const day = value.includes('T') && !Number.isNaN(at) ? dayAt(at, this.#zone) : value;
    this.#calendar.open(opener, {
      day,
      pick: (picked: string) => {
        this.forget(field.name);
        this.inputs.type(field, picked);
        this.card.requestUpdate();
      },
    });
  }
}

/** The house's zone; one that this browser does not know is UTC. */
function zoneOr(zone = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
