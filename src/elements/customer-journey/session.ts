import { html, nothing, type TemplateResult } from 'lit';
import type { JourneySession } from '../../domain/journey.js';
import { durationText } from '../../wiring/duration-text.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { idWord } from '../../wiring/id-word.js';
import { rowTimeText } from '../../wiring/row-times.js';
import { clockText } from '../../wiring/when.js';
import type { Journey } from './journey.js';
import { Picture } from './picture.js';
import { portion, Steps } from './steps.js';

/** One visit to the web site: when, how long and by which browser; opened, as a picture and as a list. */
export class SessionRow {
  readonly #picture: Picture;
  readonly #steps: Steps;

  constructor(private readonly journey: Journey) {
    this.#picture = new Picture(journey);
    this.#steps = new Steps(journey);
  }

  render(session: JourneySession): TemplateResult {
    const { journey } = this;
    const { id } = session;
    const open = journey.opened.isOpen(session);
    const selected = open ? journey.opened.selectedIn(session) : undefined;
    const body = open ? `visit-${idWord(id)}` : nothing;
    return html`<div class="visit">
      <button
        type="button"
        class="fold"
        data-row
        tabindex="-1"
        aria-expanded=${open}
        aria-controls=${body}
        @click=${() => journey.opened.fold(session)}
      >
        <span class="first">
          <span class="strong number">${this.#when(session)}</span>
          ${journey.isLive(session) ? html`<span class="pill accent">${journey.texts.say('journey-now')}</span>` : nothing}
        </span>
        <span class="second soft number">${this.#facts(session)}</span>
        <svg class="icon chevron" viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes.chevron} /></svg>
      </button>
      ${
        open
          ? html`<div class="body" id=${body}>
              ${this.#picture.render(session, selected)}
              ${this.#steps.render(session, selected, journey.opened.more.get(id) ?? portion)}
            </div>`
          : this.#renderWay(session)
      }
    </div>`;
  }

  /** Where it began and where it ended, at a glance. */
  #renderWay({ visits, campaign, referrer }: JourneySession): TemplateResult {
    const { names, texts } = this.journey;
    const [first, last] = [visits[0]!, visits.at(-1)!].map((visit) => names.inside(visit)) as [string, string];
    const way = visits.length === 1 ? first : texts.say('journey-from-to', { first, last });
    return html`<p class="way soft" dir="auto">${campaign || referrer ? icon(shapes.inbound) : nothing}${way}</p>`;
  }

  #when({ startedAt, seenAt }: JourneySession): string {
    const { reading, texts } = this.journey;
    const { timeZone, now } = reading;
    const [from, to] = [startedAt, seenAt].map((at) => clockText(at, timeZone, texts.locale));
    return `${rowTimeText(startedAt, timeZone, texts.locale, now)}${from === to ? '' : ` – ${to}`}`;
  }

  #facts(session: JourneySession): string {
    const { startedAt, seenAt, visits, loginAt, visitorId } = session;
    const { texts, isFiltered, listed } = this.journey;
    const { browsers } = listed;
    const { say, locale } = texts;
    const seconds = Math.round((Date.parse(seenAt) - Date.parse(startedAt)) / 1000);
    return [
      isFiltered
        ? say('journey-pages-of', { count: visits.length, of: listed.pagesOf(session) })
        : say('journey-pages', { count: visits.length }),
      seconds > 0 ? durationText(seconds, locale) : '',
      browsers.size > 1 ? say('journey-browser', { count: browsers.get(visitorId) ?? browsers.size }) : '',
      loginAt === undefined ? say('journey-not-logged-in') : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }
}
