import { addDays } from './day.js';
import { isPast, meantBy, readWallTime, zonedAt, type ZonedTime } from './wall-time.js';
import { nextWorkingDay } from './working-day.js';

/** A time that one click agrees on. */
export interface TimePreset {
  readonly name: 'in-half-an-hour' | 'today-at-five' | 'tomorrow-same-time' | 'next-working-day';
  readonly time: ZonedTime;
}

/**
 * What can be agreed on with one click, by the clocks of a zone: in 30 minutes (to the next whole minute), today at 17:00 while that is ahead, tomorrow at this time, and the next
 * working day at nine. What the clocks skip is as much later, of what they show twice it is the first.
 */
export function timePresets(now: string, timeZone: string, locale: string): readonly TimePreset[] {
  const { wallTime } = zonedAt(now, timeZone);
  const day = wallTime.slice(0, 10);
  const soon = zonedAt(new Date(Date.parse(now) + 30 * 60_000 + 59_999).toISOString(), timeZone);
  const on = (date: string, time: string) => {
    const reading = readWallTime(`${date}T${time}`, timeZone);
    return reading && meantBy(reading);
  };
  const all: readonly (readonly [TimePreset['name'], ZonedTime | undefined])[] = [
    ['in-half-an-hour', soon],
    ['today-at-five', on(day, '17:00')],
    ['tomorrow-same-time', on(addDays(day, 1), wallTime.slice(11))],
    ['next-working-day', on(nextWorkingDay(day, locale), '09:00')],
  ];
  return all.flatMap(([name, time]) => (time && !isPast(time.at, now) ? { name, time } : []));
}
