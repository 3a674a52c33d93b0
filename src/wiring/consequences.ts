import { html, nothing, type TemplateResult } from 'lit';
import type { Consequence } from '../domain/consequence.js';
import { clockText, dayNameText, offsetText, whenText, zoneText } from './when.js';
import type { Texts } from './words.js';

/** From where somebody looks at the consequences. */
export interface Viewpoint {
  readonly texts: Texts;
  /** By the backend's clock, ISO 8601. */
  readonly now: string;
  /** IANA: of the agent's own clock. */
  readonly timeZone: string;
  /** What topics are called. */
  topic?(id: string): string;
}

/** A consequence as a sentence. Times are those of the reader's own clock, unless it is about the clocks of another place. */
export function consequenceText(consequence: Consequence, { texts, now, timeZone, topic }: Viewpoint): string {
  const { say, locale } = texts;
  const time = (at: string, zone = timeZone) => clockText(at, zone, locale);
  const day = (at: string) => whenText(at, timeZone, locale, now);
  switch (consequence.key) {
    case 'attempts-left':
      return say('attempts-left', consequence);
    case 'next-period': {
      const { fromAt, untilAt } = consequence.time;
      if (consequence.now) return say('next-period-now', { until: time(untilAt) });
      return say('next-period', { day: dayNameText(fromAt, timeZone, locale, now), from: time(fromAt), until: time(untilAt) });
    }
    case 'no-attempts':
      return say('no-attempts', consequence);
    case 'silent-call':
      return say('after-silent-call');
    case 'campaign-ended':
      return say('not-called-campaign-ended');
    case 'campaign-disabled':
      return say('not-called-campaign-disabled');
    case 'statistics-only':
      return say('statistics-only', { topics: consequence.topicIds.map((id) => topic?.(id) ?? id) });
    case 'reserved':
      return say('reserved-for-you', { minutes: consequence.minutes, from: day(consequence.from.at) });
    case 'away-then':
      return say('away-then');
    case 'first-free':
      return say('first-free', { when: day(consequence.from.at) });
    case 'skipped': {
      const { meant } = consequence;
      return say('clocks-skip', { asked: wallClock(consequence.asked.wallTime, locale), meant: time(meant.at, meant.timeZone) });
    }
    case 'twice': {
      const { meant, first } = consequence;
      const offset = offsetText(meant.at, meant.timeZone, locale);
      return say('clocks-twice', { time: time(meant.at, meant.timeZone), first, offset });
    }
    case 'zones': {
      const { mine, theirs, daysAhead } = consequence.zones;
      const there = daysAhead === 0 ? time(theirs.at, theirs.timeZone) : whenText(theirs.at, theirs.timeZone, locale, now);
      const here = daysAhead === 0 ? time(mine.at, mine.timeZone) : whenText(mine.at, mine.timeZone, locale, now);
      return say('both-clocks', { there, place: zoneText(theirs.timeZone), here });
    }
    case 'comment-shown':
      return say('comment-shown');
  }
}

const wallClock = (wallTime: string, locale: string): string => clockText(`${wallTime}Z`, 'UTC', locale);

/** The consequences in a soft panel, for right above the button that causes them; read out when they change. Empty without any, and there all the same: what appears together with its text is not read out. */
export const consequencePanel = (consequences: readonly Consequence[], viewpoint: Viewpoint): TemplateResult =>
  html`<div class=${consequences.length ? 'consequence' : 'sr'} part="consequence" aria-live="polite">
    ${
      consequences.length
        ? html`<ul>
            ${consequences.map((each) => html`<li>${consequenceText(each, viewpoint)}</li>`)}
          </ul>`
        : nothing
    }
  </div>`;
