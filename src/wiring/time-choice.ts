import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type ChosenTime, chosenFrom, chosenReading, inZone } from '../domain/chosen-time.js';
import { addDays, dayAt, dayText } from '../domain/day.js';
import { readSpokenTime } from '../domain/spoken-time.js';
import { timePresets } from '../domain/time-preset.js';
import { Calendar } from './calendar.js';
import { clockText, offsetText, weekdayText, zoneText } from './when.js';
import type { Texts } from './words.js';

/** For what a time is chosen, and what came of it. */
export interface TimeAsked {
  readonly chosen: ChosenTime;
  /** By the backend's clock, ISO 8601. */
  readonly now: string;
  /** Zones that stand first, each with why: the customer's, the agent's own. */
  readonly zones: readonly { readonly timeZone: string; readonly whose: 'customer' | 'mine' | 'house' }[];
  /** No day later than so many from today. */
  readonly horizonDays: number;
  /** What is wrong with the time, in words. */
  readonly problem?: string;
  readonly warning?: string;
  change(chosen: ChosenTime): void;
}

const calendarShape = 'M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-14a2 2 0 0 1-2-2v-14a2 2 0 0 1 2-2M3 9h18';

/** A time to be agreed on: with one click, typed as people say it, or by day, time and zone. The host puts `styles/time-choice.ts` and `styles/calendar.ts` in its styles, and `renderCalendar()` at the end of its template. */
export class TimeChoice {
  readonly #calendar: Calendar;
  #asked?: TimeAsked;
  /** A day is being typed: half of one is no mistake yet. */
  #typing = false;

  constructor(
    private readonly host: LitElement,
    private readonly texts: Texts,
  ) {
    this.#calendar = new Calendar(host, { texts, today: () => this.#today });
  }

  get #today(): string {
    const { now, chosen } = this.#asked!;
    return dayAt(Date.parse(now), chosen.timeZone);
  }

  render(asked: TimeAsked): TemplateResult {
    this.#asked = asked;
    const { say } = this.texts;
    const { warning } = asked;
    const problem = this.#typing && asked.chosen.typed !== undefined ? undefined : asked.problem;
    const described = problem ? 'when-problem' : warning ? 'when-warning' : nothing;
    return html`<div class="when" role="group" aria-labelledby="when-caption">
      <span class="caption" id="when-caption">${say('when')}</span>
      ${this.#renderPresets(asked)}
      <div class="day-time">
        ${this.#renderDay(asked, problem, described)} ${this.#renderTime(asked, problem, described)} ${this.#renderZone(asked)}
      </div>
      ${this.#renderTwice(asked)} ${problem ? html`<p class="problem" id="when-problem">${problem}</p>` : nothing}
      ${!problem && warning ? html`<p class="warning" id="when-warning">${warning}</p>` : nothing}
    </div>`;
  }

  renderCalendar(): TemplateResult {
    return this.#calendar.render();
  }

  #renderPresets({ now, chosen }: TimeAsked): TemplateResult {
    const { say, locale } = this.texts;
    const words = {
      'in-half-an-hour': say('preset-in-half-an-hour'),
      'today-at-five': say('preset-today'),
      'tomorrow-same-time': say('preset-tomorrow'),
      'next-working-day': say('preset-next-working-day'),
    };
    const at = `${chosen.day}T${chosen.time}`;
    return html`<div class="presets">
      ${timePresets(now, chosen.timeZone, locale).map(({ name, time }) => {
        const clock = clockText(time.at, time.timeZone, locale);
        // By its name: beside "tomorrow", the same day in other words would be a riddle.
        const text = name === 'next-working-day' ? `${weekdayText(time.at, time.timeZone, locale)} ${clock}` : clock;
        return html`<button
          type="button"
          class="button slim"
          id=${`preset-${name}`}
          aria-pressed=${at === time.wallTime}
          title=${name === 'next-working-day' ? words[name] : nothing}
          @click=${() => this.#asked?.change(chosenFrom(time))}
        >
          ${name === 'next-working-day' ? nothing : html`<span class="soft">${words[name]}</span> `}${text}
        </button>`;
      })}
    </div>`;
  }

  #renderDay({ chosen, now }: TimeAsked, problem: string | undefined, described: string | typeof nothing): TemplateResult {
    const { say, locale } = this.texts;
    const text = chosen.typed ?? (chosen.day ? dayText(chosen.day, locale) : '');
    return html`<label class="input day">
      <span class="caption">${say('when-day')}</span>
      <span class="with-button">
        <input
          id="day"
          type="text"
          class="number"
          autocomplete="off"
          spellcheck="false"
          placeholder=${timeExample(now, locale)}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${described}
          .value=${live(text)}
          @input=${this.#onTyping}
          @change=${this.#onSaid}
          @keydown=${this.#onKeydown}
        />
        <button
          type="button"
          class="quiet"
          title=${say('choose-day')}
          aria-label=${say('choose-day')}
          aria-haspopup="dialog"
          @click=${this.#onCalendar}
        >
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${calendarShape} /></svg>
        </button>
      </span>
    </label>`;
  }

  #renderTime({ chosen }: TimeAsked, problem: string | undefined, described: string | typeof nothing): TemplateResult {
    return html`<label class="input time">
      <span class="caption">${this.texts.say('when-time')}</span>
      <input
        id="time"
        type="time"
        class="number"
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${described}
        .value=${live(chosen.time ?? '')}
        @input=${this.#onTime}
      />
    </label>`;
  }

  #renderZone({ chosen, zones, now }: TimeAsked): TemplateResult {
    const { say, locale } = this.texts;
    const whose = { customer: say('zone-customer'), mine: say('zone-mine'), house: say('zone-house') };
    const first = zones.filter(({ timeZone }, i) => zones.findIndex((other) => other.timeZone === timeZone) === i);
    const option = (timeZone: string, text: string) =>
      html`<option value=${timeZone} ?selected=${timeZone === chosen.timeZone}>${text}</option>`;
    const others = allZones().filter((timeZone) => !first.some((each) => each.timeZone === timeZone));
    return html`<label class="input zone">
      <span class="caption">${say('time-zone')}</span>
      <select id="zone" .value=${live(chosen.timeZone)} @change=${this.#onZone}>
        ${first.map(({ timeZone, whose: by }) =>
          option(timeZone, `${zoneText(timeZone)} (${whose[by]}, ${offsetText(now, timeZone, locale)})`),
        )}
        ${first.some(({ timeZone }) => timeZone === chosen.timeZone) ? nothing : option(chosen.timeZone, zoneText(chosen.timeZone))}
        <optgroup label=${say('zones-all')}>
          ${others.map((timeZone) => option(timeZone, timeZone.replaceAll('_', ' ')))}
        </optgroup>
      </select>
    </label>`;
  }

  /** The clocks show it twice that night: which is meant. */
  #renderTwice({ chosen }: TimeAsked): TemplateResult | typeof nothing {
    const reading = chosenReading(chosen);
    if (reading?.kind !== 'twice') return nothing;
    const { say, locale } = this.texts;
    const choice = (at: string, text: string, checked: boolean) =>
      html`<label class="choice">
        <input
          type="radio"
          name="twice"
          .checked=${live(checked)}
          @change=${() => this.#asked?.change({ ...chosen, dueAt: at })}
        />
        ${text} <span class="soft">${offsetText(at, chosen.timeZone, locale)}</span>
      </label>`;
    const later = chosen.dueAt === reading.later.at;
    return html`<div class="choices" role="radiogroup" aria-label=${say('which-of-two')}>
      ${choice(reading.earlier.at, say('first-of-two'), !later)} ${choice(reading.later.at, say('second-of-two'), later)}
    </div>`;
  }

  /** Kept as it is typed: whatever is drawn anew meanwhile must not take it away. */
  readonly #onTyping = (event: Event): void => {
    const { chosen, change } = this.#asked!;
    this.#typing = true;
    change({ ...chosen, typed: (event.target as HTMLInputElement).value });
  };

  readonly #onSaid = (event: Event): void => {
    const { chosen, now, change } = this.#asked!;
    this.#typing = false;
    const typed = (event.target as HTMLInputElement).value.trim();
    const { typed: _typed, dueAt: _dueAt, day: _day, ...rest } = chosen;
    const said = readSpokenTime(typed, this.texts.locale, now, chosen.timeZone);
    if (said) return change({ ...rest, ...said });
    change(typed ? { ...rest, typed } : rest);
  };

  /** Enter sends the form around it, alone or with Control: what was typed until then counts. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && this.#typing) this.#onSaid(event);
  };

  readonly #onTime = (event: Event): void => {
    const { chosen, change } = this.#asked!;
    const { dueAt: _dueAt, time: _time, ...rest } = chosen;
    const time = (event.target as HTMLInputElement).value;
    change({ ...rest, ...(time && { time }) });
  };

  readonly #onZone = (event: Event): void => {
    const { chosen, change } = this.#asked!;
    change(inZone(chosen, (event.target as HTMLSelectElement).value));
  };

  readonly #onCalendar = (event: Event): void => {
    const { chosen, change, horizonDays } = this.#asked!;
    const { typed: _typed, dueAt: _dueAt, ...rest } = chosen;
    this.#calendar.open(event.currentTarget as HTMLElement, {
      day: chosen.day,
      min: this.#today,
      max: addDays(this.#today, horizonDays),
      pick: (day) => {
        change({ ...rest, day });
        this.host.requestUpdate();
      },
    });
  };
}

let every: readonly string[] | undefined;
/** All zones that the engine knows by their canonical names. */
const allZones = (): readonly string[] => (every ??= Intl.supportedValuesOf('timeZone'));

/** How a time can be said: a weekday, tomorrow's, and an hour. */
export function timeExample(now: string, locale: string): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(Date.parse(now) + 86_400_000);
  return `${weekday.replace(/\.$/, '')} 15`;
}
