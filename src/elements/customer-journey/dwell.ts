import type { PageVisit } from '../../domain/journey.js';
import { durationText } from '../../wiring/duration-text.js';
import type { Journey } from './journey.js';

/** How long a page was looked at, and no more than is known. */
export function dwellText(journey: Journey, visit: PageVisit): string {
  const { say, locale } = journey.texts;
  const { seconds, atLeast } = visit.dwell;
  const lasted = durationText(seconds, locale);
  if (!atLeast) return lasted;
  if (seconds === 0) return say('journey-unknown-dwell');
  return journey.whereabouts(visit) === 'here' ? say('journey-so-far', { lasted }) : say('journey-at-least', { lasted });
}
