import { zonedAt } from '../domain/wall-time.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options })));
  return made;
}

/** The wall time of a place as the instant at which UTC shows it: so that no zone is worked in a second time. */
const wall = (at: string, timeZone: string): number => Date.parse(`${zonedAt(at, timeZone).wallTime}Z`);

/** The time of day at an instant by the clocks of a zone, in the words of a locale: `15:00`, `3:00 PM`. */
export const clockText = (at: string, timeZone: string, locale: string): string =>
  format(locale, { hour: 'numeric', minute: '2-digit' }).format(wall(at, timeZone));

/** The day of an instant by the clocks of a zone, as people say it: today, tomorrow, `Wed, 25 Mar`, with the year where it is another. */
export function dayNameText(at: string, timeZone: string, locale: string, now: string): string {
  const [day, today] = [at, now].map((each) => zonedAt(each, timeZone).wallTime.slice(0, 10)) as [string, string];
  const ahead = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  if (Math.abs(ahead) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day');
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  return format(locale, { weekday: 'short', day: 'numeric', month: 'short', year }).format(wall(at, timeZone));
}

/** The weekday of an instant by the clocks of a zone, short. */
export const weekdayText = (at: string, timeZone: string, locale: string): string =>
  format(locale, { weekday: 'short' }).format(wall(at, timeZone));

/** Day and time of an instant by the clocks of a zone. */
export const whenText = (at: string, timeZone: string, locale: string, now: string): string =>
  `${dayNameText(at, timeZone, locale, now)} ${clockText(at, timeZone, locale)}`;

/** A zone as people know it: its place. */
export const zoneText = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** How far a zone's clocks are ahead at an instant, in the locale's way: `UTC+1`. */
export const offsetText = (at: string, timeZone: string, locale: string): string =>
  format(locale, { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(Date.parse(at))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
