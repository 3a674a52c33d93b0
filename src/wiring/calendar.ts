import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { addDays, addMonths, dayAt, firstDayOfWeek, monthGrid, weekOf } from '../domain/day.js';
import { isDay } from '../domain/time.js';
import { pageClock } from './clock.js';
import type { Texts } from './words.js';

export interface CalendarOptions {
  readonly texts: Texts;
  /** The day that it is; the page's own unless given. */
  today?(): string;
}

/** What a day is chosen for. All days are `YYYY-MM-DD`. */
export interface DayChoice {
  /** Chosen before; what is no day counts as none. */
  readonly day?: string;
  /** The first day that can be chosen. */
  readonly min?: string;
  /** The last day that can be chosen. */
  readonly max?: string;
  /** Called with the chosen day, after the calendar has closed and the focus is back. */
  pick(day: string): void;
}

// Lucide's chevron-left and -right; this side of the house has no door to styles/icons.ts.
const chevrons = {
  '-12': 'M11 6l-6 6 6 6M18 6l-6 6 6 6',
  '-1': 'M15 6l-6 6 6 6',
  1: 'M9 6l6 6-6 6',
  12: 'M6 6l6 6-6 6M13 6l6 6-6 6',
};

const monthOf = (day: string): string => day.slice(0, 7);

/**
 * A month to choose a day from (ARIA APG, date picker dialog), in a popover at the button that opens it. One serves all inputs of a host, which puts
 * `render()` in its template and `styles/calendar.ts` in its styles.
 */
export class Calendar implements ReactiveController {
  #opener?: HTMLElement;
  #choice?: DayChoice;
  #today = '';
  /** Where the focus is, or would be. */
  #at = '';

  constructor(
    private readonly host: LitElement,
    private readonly options: CalendarOptions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#forget();
  }

  /** Opens it at a button of the host with `aria-haspopup="dialog"`; another click on the same button closes it. */
  open(opener: HTMLElement, choice: DayChoice): void {
    if (this.#opener === opener && this.#isOpen) return; // the button's own deed closes it, see #onToggle
    this.#forget();
    this.#opener = opener;
    this.#choice = choice;
    this.#today = this.options.today?.() ?? dayAt(pageClock.now());
    this.#at = this.#within(choice.day && isDay(choice.day) ? choice.day : this.#today);
    opener.toggleAttribute('data-calendar', true); // what the popover is anchored to
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => {
      if (this.#opener !== opener) return;
      if (!this.#isOpen) this.#dialog?.showPopover();
      this.#focusDay();
    });
  }

  get #dialog(): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>('.calendar');
  }

  get #isOpen(): boolean {
    return this.#dialog?.matches(':popover-open') ?? false;
  }

  render(): TemplateResult {
    const { say } = this.options.texts;
    return html`<div
      class="calendar"
      popover="auto"
      role="dialog"
      aria-label=${this.#opener?.getAttribute('aria-label') || say('choose-day')}
      @keydown=${this.#onKeydown}
      @toggle=${this.#onToggle}
    >
      ${this.#choice ? html`${this.#renderHead()}${this.#renderMonth(this.#choice)}${this.#renderFoot()}` : nothing}
    </div>`;
  }

  #renderHead(): TemplateResult {
    const { say } = this.options.texts;
    const turn = (name: string, months: -12 | -1 | 1 | 12) => {
      const blocked = monthOf(this.#within(addMonths(this.#at, months))) === monthOf(this.#at);
      return html`<button
        type="button"
        class="quiet"
        aria-label=${name}
        title=${name}
        aria-disabled=${blocked}
        @click=${() => !blocked && this.#move(addMonths(this.#at, months))}
      >
        <svg class="icon icon-back" viewBox="0 0 24 24" aria-hidden="true"><path d=${chevrons[months]} /></svg>
      </button>`;
    };
    return html`<div class="calendar-head">
      ${turn(say('previous-year'), -12)} ${turn(say('previous-month'), -1)}
      <h2 id="calendar-month" aria-live="polite">${this.#text({ month: 'long', year: 'numeric' })(this.#at)}</h2>
      ${turn(say('next-month'), 1)} ${turn(say('next-year'), 12)}
    </div>`;
  }

  #renderMonth(choice: DayChoice): TemplateResult {
    const firstDay = firstDayOfWeek(this.options.texts.locale);
    const week = weekOf('2026-03-01', firstDay);
    const names = (weekday: 'long' | 'short' | 'narrow') => week.map((day) => this.#text({ weekday })(day).replace(/\.$/, ''));
    // Some languages have no short names, only whole ones and letters.
    const short = names('short').some((name) => name.length > 5) ? names('narrow') : names('short');
    // Elements of its own for every month: a focus that stays on one and the same would not be read out.
    return html`<table role="grid" aria-labelledby="calendar-month" @click=${this.#onClick} @keydown=${this.#onGridKeydown}>
      <thead>
        <tr>
          ${names('long').map((name, i) => html`<th scope="col" abbr=${name}>${short[i]}</th>`)}
        </tr>
      </thead>
      ${keyed(
        monthOf(this.#at),
        html`<tbody>
          ${monthGrid(this.#at, firstDay).map(
            (week) =>
              html`<tr>
                ${week.map((day) => this.#renderDay(day, choice))}
              </tr>`,
          )}
        </tbody>`,
      )}
    </table>`;
  }

  #renderDay(day: string | undefined, { day: chosen }: DayChoice): TemplateResult {
    if (!day) return html`<td></td>`;
    const { locale } = this.options.texts;
    return html`<td
      data-day=${day}
      role="gridcell"
      tabindex=${day === this.#at ? 0 : -1}
      aria-label=${this.#text({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })(day)}
      aria-selected=${day === chosen}
      aria-current=${day === this.#today ? 'date' : nothing}
      aria-disabled=${this.#within(day) === day ? nothing : 'true'}
    >
      ${new Intl.NumberFormat(locale).format(Number(day.slice(8)))}
    </td>`;
  }

  #renderFoot(): TemplateResult | typeof nothing {
    if (this.#within(this.#today) !== this.#today) return nothing;
    return html`<button type="button" class="link" @click=${() => this.#pick(this.#today)}>
      ${this.options.texts.say('today')}
    </button>`;
  }

  /** Gregorian, as all days here are, whatever the locale counts by. */
  #text(options: Intl.DateTimeFormatOptions): (day: string) => string {
    const { locale } = this.options.texts;
    const format = new Intl.DateTimeFormat(locale, { ...options, calendar: 'gregory', timeZone: 'UTC' });
    return (day) => format.format(Date.parse(day));
  }

  #within(day: string): string {
    const { min, max } = this.#choice ?? {};
    if (min && day < min) return min;
    return max && day > max ? max : day;
  }

  #move(to: string): void {
    this.#at = this.#within(to);
    this.host.requestUpdate();
  }

  #focusDay(): void {
    this.#dialog?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }

  #pick(day: string): void {
    const choice = this.#choice;
    if (!choice || this.#within(day) !== day) return;
    this.#close();
    choice.pick(day);
  }

  #close(): void {
    this.#dialog?.hidePopover();
    this.#opener?.focus({ preventScroll: true });
  }

  #forget(): void {
    this.#opener?.removeAttribute('data-calendar');
    if (this.#opener instanceof HTMLButtonElement) this.#opener.popoverTargetElement = null;
    this.#opener = undefined;
    this.#choice = undefined;
    this.host.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation(); // the form around it stays
      return this.#close();
    }
    // WebKitGTK does not name the key together with Shift.
    if (event.key === 'Tab' || event.code === 'Tab') this.#cycle(event);
  };

  readonly #onGridKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.#pick(this.#at);
    }
    const to = this.#destination(event);
    if (to === undefined) return;
    event.preventDefault();
    this.#move(to);
    void this.host.updateComplete.then(() => this.#focusDay());
  };

  #destination({ key, shiftKey }: KeyboardEvent): string | undefined {
    const week = weekOf(this.#at, firstDayOfWeek(this.options.texts.locale));
    const ahead = this.#dialog?.matches(':dir(rtl)') ? -1 : 1;
    const days: Record<string, number> = { ArrowLeft: -ahead, ArrowRight: ahead, ArrowUp: -7, ArrowDown: 7 };
    const months: Record<string, number> = { PageUp: -1, PageDown: 1 };
    if (days[key]) return addDays(this.#at, days[key]);
    if (months[key]) return addMonths(this.#at, months[key] * (shiftKey ? 12 : 1));
    return { Home: week[0], End: week[6] }[key];
  }

  /** Tab stays inside, as in every dialog. */
  #cycle(event: KeyboardEvent): void {
    const stops = [...(this.#dialog?.querySelectorAll<HTMLElement>('button, td[tabindex="0"]') ?? [])];
    const at = stops.indexOf(event.target as HTMLElement);
    event.preventDefault();
    stops.at((at + (event.shiftKey ? -1 : 1)) % stops.length)?.focus();
  }

  readonly #onClick = (event: Event): void => {
    const day = (event.target as Element).closest<HTMLElement>('[data-day]')?.dataset.day;
    if (day) this.#pick(day);
  };

  readonly #onToggle = (event: Event): void => {
    const opener = this.#opener;
    // From now on a click on the opener closes: as its target the popover is not dismissed before the click, and opened by it again.
    if ((event as ToggleEvent).newState === 'open') {
      if (opener instanceof HTMLButtonElement) opener.popoverTargetElement = this.#dialog;
      return;
    }
    this.#forget();
    // Chromium (seen in 156) loses the focus of a popover in a shadow root, where the others give it back.
    if (document.activeElement === document.body || this.#dialog?.matches(':focus-within'))
      opener?.focus({ preventScroll: true });
  };
}
