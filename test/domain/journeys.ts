import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';

/** The time so many seconds after nine o'clock. */
export const after = (seconds: number): string => new Date(Date.parse('2026-03-10T09:00:00Z') + 1000 * seconds).toISOString();
export const at = (seconds: number): number => Date.parse(after(seconds));

let made = 0;
/** Something that happened so many seconds after nine o'clock; a page unless told. */
export function event(seconds: number, path: string, more: Partial<RecordedJourneyEvent> = {}): RecordedJourneyEvent {
  const url = path.includes(':') ? path : `https://shop.example/${path}`;
  return { id: `e${(made += 1)}`, visitorId: 'v', type: 'page', at: after(seconds), receivedAt: after(seconds), url, ...more };
}
