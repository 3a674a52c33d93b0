import { html, nothing, type TemplateResult } from 'lit';
import { targetsIn } from '../../backend/journey-answers.js';
import { type TargetPage, targetReport, type TargetStanding } from '../../domain/journey-target.js';
import { pageLink } from '../../domain/plain-text.js';
import { icon } from '../../styles/icon.js';
import * as journeyShapes from '../../styles/icons-journey.js';
import * as shapes from '../../styles/icons-later.js';
import { LinkSendRequestedEvent } from '../../wiring/link-send-requested.js';
import { rowTimeText } from '../../wiring/row-times.js';
import { clockText } from '../../wiring/when.js';
import type { Journey } from './journey.js';

/** The pages that customers are to be led to: whether this one is there, was there, and reached the goal behind it; and the way to send the link. */
export class Targets {
  constructor(private readonly journey: Journey) {}

  render(): TemplateResult | typeof nothing {
    const { journey } = this;
    const { reading, texts, visits, element } = journey;
    const { settings } = reading.around!;
    const targets = targetsIn(settings);
    if (!targets.length) return nothing;
    const { say } = texts;
    const addressOf = (url: string) => journey.names.address(url);
    const mayBeSent = element.desk?.answers.has('link-send');
    return html`<section class="targets" part="targets" aria-labelledby="targets-title">
      <h3 id="targets-title" class="soft">${say('journey-targets')}</h3>
      <ul>
        ${targets.map((target) => {
          const { page, goal } = targetReport(target, visits.sessions, reading.now, settings.journeyParameters, addressOf);
          const said = [this.#pageText(page), goal && this.#goalText(goal)].filter(Boolean).join(' · ');
          const reached = goal && goal.kind !== 'never';
          return html`<li class="target ${page.kind}">
            ${icon(reached ? shapes.check : journeyShapes.link)}
            <span class="aim"
              ><span class="strong" dir="auto">${target.name}</span> <span class="soft number">${said}</span></span
            >
            ${
              mayBeSent && pageLink(target.url) !== undefined
                ? html`<button
                    type="button"
                    class="button"
                    aria-label=${say('journey-send-link-to', { name: target.name })}
                    @click=${() => this.#onSend(target)}
                  >
                    ${say('journey-send-link')}
                  </button>`
                : nothing
            }
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #pageText(standing: TargetStanding): string {
    const { say } = this.journey.texts;
    if (standing.kind === 'never') return this.#never(say('journey-target-never'));
    if (standing.kind === 'was') return say('journey-target-was', { time: this.#when(standing.at) });
    return say(`journey-target-${standing.kind}`, { time: this.#clock(standing.since) });
  }

  #goalText(standing: TargetStanding): string {
    const { say } = this.journey.texts;
    if (standing.kind === 'never') return this.#never(say('journey-goal-never'));
    if (standing.kind === 'was') return say('journey-goal-was', { time: this.#when(standing.at) });
    return say('journey-goal-here');
  }

  /** Nobody looked farther back than this. */
  #never(said: string): string {
    const { element, texts, visits } = this.journey;
    return element.frame === 'all' && visits.complete && !visits.isCut ? said : `${said} (${texts.say('journey-in-frame')})`;
  }

  #when(at: string): string {
    const { reading, texts } = this.journey;
    return rowTimeText(at, reading.timeZone, texts.locale, reading.now);
  }

  #clock(at: string): string {
    return clockText(at, this.journey.reading.timeZone, this.journey.texts.locale);
  }

  #onSend({ name, url }: TargetPage): void {
    const { element } = this.journey;
    const { customerId } = element.visits;
    if (customerId !== undefined) element.dispatchEvent(new LinkSendRequestedEvent(customerId, url, name));
  }
}
