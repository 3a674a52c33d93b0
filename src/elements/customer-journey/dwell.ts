import type { PageVisit } from '../../domain/journey.js';
import { durationText } from '../../wiring/duration-text.js';
import type { Journey } from './journey.js';

/** How long pages were looked at, all together, and no more than is known. */
export function dwellText(journey: Journey, visits: readonly PageVisit[]): string {
  const { say, locale } = journey.texts;
  const isHere = (visit: PageVisit) => journey.whereabouts(visit) === 'here';
  const seconds = visits.reduce(
    (sum, visit) => sum + (isHere(visit) ? soFar(visit, journey.reading.now) : visit.dwell.seconds),
    0,
  );
  const lasted = durationText(seconds, locale);
  if (visits.some(isHere)) return say('journey-so-far', { lasted });
  if (!visits.some(({ dwell }) => dwell.atLeast)) return lasted;
  return seconds === 0 ? say('journey-unknown-dwell') : say('journey-at-least', { lasted });
}

/** Before a page that is open tells how long it was seen, it is as long as it has been open. */
const soFar = ({ beats, dwell, enteredAt }: PageVisit, now: number): number =>
  beats ? dwell.seconds : Math.max(0, Math.round((now - Date.parse(enteredAt)) / 1000));
