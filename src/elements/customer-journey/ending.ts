import { html, nothing, type TemplateResult } from 'lit';
import type { JourneySession } from '../../domain/journey.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Journey } from './journey.js';

/** Where the journey ends and why there, and what could not be read. */
export class Ending {
  constructor(private readonly journey: Journey) {}

  render(sessions: readonly JourneySession[]): TemplateResult | typeof nothing {
    const { visits, element, reading, texts } = this.journey;
    const { say } = texts;
    const { journeyDays: days } = reading.around!.settings;
    if (visits.busy && !visits.isRereading)
      return html`<p class="end soft">${icon(shapes.history)} ${say('journey-reading')}</p>`;
    if (visits.isCut) return html`<p class="end soft">${icon(shapes.info)} ${say('journey-cut')}</p>`;
    if (!visits.complete) return nothing;
    if (element.frame !== 'all') {
      if (sessions.length) return nothing;
      return html`<div class="none">
        <p class="soft">${say('journey-none')}</p>
        <button type="button" class="button" id="farther" @click=${this.#onFarther}>${say('journey-show-all')}</button>
      </div>`;
    }
    if (!(days > 0)) return sessions.length ? nothing : html`<p class="none soft">${say('journey-none')}</p>`;
    return sessions.length
      ? html`<p class="end soft number">${say('journey-older', { days })}</p>`
      : html`<p class="none soft number">${say('journey-none-kept', { days })}</p>`;
  }

  /** What is there stays. */
  renderFailure(): TemplateResult {
    const { visits, texts } = this.journey;
    const { say } = texts;
    return html`<div class="bar warn" part="bar" role="alert">
      <span>
        ${icon(shapes.warning)} ${say(visits.isStale ? 'journey-not-refreshed' : 'journey-not-all')}
        ${say(`error-${visits.error!.code}`)}
      </span>
      <button type="button" class="button" id="again" @click=${() => visits.retry()}>
        ${icon(shapes.refresh)}${say('retry')}
      </button>
    </div>`;
  }

  renderNothingFound(): TemplateResult {
    const { say } = this.journey.texts;
    return html`<div class="none">
      <p class="soft">${say('journey-nothing-found')}</p>
      <button type="button" class="button" id="show-all" @click=${this.#onShowAll}>${say('journey-show-all')}</button>
    </div>`;
  }

  readonly #onShowAll = (): void => {
    this.journey.only({ type: undefined, site: undefined });
    void this.journey.filters.focus();
  };

  readonly #onFarther = (): void => {
    this.journey.element.frame = 'all';
    void this.journey.filters.focus();
  };
}
