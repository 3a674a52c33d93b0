import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fieldValue, isConcealed } from '../../domain/customer.js';
import { editedValue } from '../../domain/customer-edit.js';
import { dayAt, dayText, dayTimeText, readDayTime } from '../../domain/day.js';
import type { FieldDefinition } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Calendar } from '../../wiring/calendar.js';
import { pageClock } from '../../wiring/clock.js';
import type { ControlGiven } from './controls.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import type { Inputs } from './inputs.js';
import type { CardDraft } from './typing.js';
import type { Writing } from './writing.js';

/** Days in a form: typed in the reader's own way, or picked from a calendar. */
export class Days {
  /** As they were typed, while they are: a text that is rewritten under the fingers cannot be typed. */
  readonly #typed = new Map<string, string>();
  readonly #calendar: Calendar;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly inputs: Inputs,
  ) {
    this.#calendar = new Calendar(card, { texts: card.texts, today: () => this.#today });
  }

  /** From now on as it is written in the reader's language. */
  forget(name?: string): void {
    if (name === undefined) this.#typed.clear();
    else this.#typed.delete(name);
  }

  renderCalendar(): TemplateResult | typeof nothing {
    return this.#calendar.render();
  }

  /** A day as it is written here. */
  get example(): string {
    return dayText(`${new Date(pageClock.now()).getUTCFullYear()}-12-31`, this.card.texts.locale);
  }

  render(
    edit: CardDraft,
    field: FieldDefinition,
    bullets: string | undefined,
    { id, wrong, described }: ControlGiven,
  ): TemplateResult {
    const { say } = this.card.texts;
    const { name } = field;
    const text = this.#typed.get(name) ?? this.#text(editedValue(edit, name));
    return html`<span class="with-button">
      <input
        id=${id}
        data-field=${name}
        class="number"
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        placeholder=${bullets ?? nothing}
        aria-invalid=${wrong}
        aria-describedby=${described}
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
    const { locale } = this.card.texts;
    this.#typed.set(field.name, text);
    // What stood there is what was kept: an instant to the millisecond, in the zone it was written in.
    const { base } = this.writing.typing.edit ?? {};
    const kept = (base && !isConcealed(base, field.name) && fieldValue(base, field.name)) || '';
    const day = kept && text === this.#text(kept) ? kept : readDayTime(text, locale, this.#today, this.#zone);
    this.inputs.type(field, day ?? text);
  }

  /** What is no day stands as it is. */
  #text(value: string): string {
    return value && dayTimeText(value, this.card.texts.locale, this.#zone);
  }

  get #today(): string {
    return dayAt(pageClock.now(), this.#zone);
  }

  get #zone(): string {
    return zoneOr(this.card.lookup.around?.settings.timeZone);
  }

  #pick(opener: HTMLElement, edit: CardDraft, field: FieldDefinition): void {
    const value = editedValue(this.inputs.now(edit), field.name);
    const at = Date.parse(value);
    const instant = value.includes('T') && !Number.isNaN(at);
    const day = instant ? dayAt(at, this.#zone) : value;
    // Another day at the same time of day.
    const time = instant ? this.#text(value).slice(this.#text(day).length) : '';
    this.#calendar.open(opener, {
      day,
      pick: (picked: string) => {
        this.type(field, picked === day ? this.#text(value) : this.#text(picked) + time);
        this.forget(field.name);
        this.card.requestUpdate();
      },
    });
  }
}

const zones = new Map<string, string>();

/** The house's zone; one that this browser does not know is UTC. To ask the browser costs too much to do it for every field at every key. */
function zoneOr(zone = 'UTC'): string {
  let known = zones.get(zone);
  if (!known) {
    try {
      known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    } catch {
      known = 'UTC';
    }
    zones.set(zone, known);
  }
  return known;
}
