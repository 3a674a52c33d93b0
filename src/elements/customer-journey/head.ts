import { html, nothing, type TemplateResult } from 'lit';
import type { WatchState } from '../../backend/backend.js';
import type { JourneySession } from '../../domain/journey.js';
import { icon } from '../../styles/icon.js';
import * as journeyShapes from '../../styles/icons-journey.js';
import * as shapes from '../../styles/icons-later.js';
import type { Journey } from './journey.js';

const pictures: Readonly<Partial<Record<WatchState, string>>> = { paused: journeyShapes.pause, reconnecting: shapes.refresh };
const tones: Readonly<Record<WatchState, string>> = { live: 'good', paused: '', reconnecting: 'warn' };

/** What it is, whether it is live, and how much there is. */
export class Head {
  constructor(private readonly journey: Journey) {}

  render(sessions: readonly JourneySession[]): TemplateResult {
    const { element, texts } = this.journey;
    const { say } = texts;
    const pages = sessions.reduce((sum, { visits }) => sum + visits.length, 0);
    return html`<div class="head" part="header">
      <h2 id="title" class="strong">${element.label || say('journey')}</h2>
      ${this.#renderState()}
      ${sessions.length ? html`<span class="soft number count">${say('journey-count', { sessions: sessions.length, pages })}</span>` : nothing}
    </div>`;
  }

  #renderState(): readonly unknown[] {
    const { live } = this.journey.element;
    const { say } = this.journey.texts;
    const { state, paused } = live;
    const picture = state && pictures[state];
    return [
      state &&
        html`<span class="pill ${tones[state]}" id="state" role="status"
          >${picture ? icon(picture) : html`<span class="dot"></span>`}${say(`journey-${state}`)}</span
        >`,
      state &&
        this.#renderDeed(
          'pause',
          say(paused ? 'journey-resume' : 'journey-pause'),
          paused ? journeyShapes.play : journeyShapes.pause,
          () => live.pause(!paused),
        ),
      // What tells nothing by itself can be asked.
      state !== 'live' && !paused && this.#renderDeed('refresh', say('refresh'), shapes.refresh, () => live.refresh()),
    ].map((part) => part || nothing);
  }

  #renderDeed(id: string, text: string, picture: string, deed: () => void): TemplateResult {
    return html`<button type="button" class="quiet small" id=${id} aria-label=${text} title=${text} @click=${deed}>
      ${icon(picture)}
    </button>`;
  }
}
