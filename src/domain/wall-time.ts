import { addDays, dayAt } from './day.js';
import { isInstant } from './time.js';
import { isTimeZone, offsetAt } from './zone.js';

/** What the clocks on the wall of a place show: `2026-03-25T15:00` in an IANA zone. */
export interface WallTime {
  readonly wallTime: string;
  readonly timeZone: string;
}

/** A wall time and the one instant that is meant by it, ISO 8601 in UTC. */
export interface ZonedTime extends WallTime {
  readonly at: string;
}

/** What a wall time can mean: one instant; none, because the clocks skip it (it is as much earlier or later as they skip); or either of two, because they show it twice. */
export type WallReading =
  | { readonly kind: 'once'; readonly time: ZonedTime }
  | { readonly kind: 'skipped' | 'twice'; readonly earlier: ZonedTime; readonly later: ZonedTime };

/** One instant at two places. */
export interface ZoneComparison {
  readonly mine: ZonedTime;
  readonly theirs: ZonedTime;
  /** How far their clocks are ahead of mine; negative when they are behind, 0 when there is nothing to say. */
  readonly minutesAhead: number;
  /** 1 when it is tomorrow there already, -1 when it is still yesterday. */
  readonly daysAhead: number;
}

const minuteLong = 60_000;
const dayLong = 24 * 60 * minuteLong;
/** Whether this is a day and a time to the minute, `YYYY-MM-DDTHH:MM`, of the years 1900 to 9998. Safe to call with anything. */
export const isWallTime = (wallTime: unknown): wallTime is string =>
  typeof wallTime === 'string' && wallTime.length === 16 && wallTime >= '1900' && wallTime < '9999' && isInstant(`${wallTime}Z`);

/** What the clocks show at an instant, and the instant at which that minute began there. An unknown zone is a RangeError. */
export function zonedAt(at: string, timeZone: string): ZonedTime {
  const read = Date.parse(at);
  const wall = read + offsetAt(read, timeZone);
  const over = ((wall % minuteLong) + minuteLong) % minuteLong;
  return { wallTime: new Date(wall).toISOString().slice(0, 16), timeZone, at: new Date(read - over).toISOString() };
}

/** What a wall time means there. Undefined when it is no wall time, or the zone is none. */
export function readWallTime(wallTime: string, timeZone: string): WallReading | undefined {
  if (!isWallTime(wallTime) || !isTimeZone(timeZone)) return undefined;
  const read = Date.parse(`${wallTime}Z`);
  // No zone is a day away from UTC, and a day is the most that was ever skipped (Samoa, 2011-12-30).
  const [before, after] = [offsetAt(read - dayLong, timeZone), offsetAt(read + dayLong, timeZone)];
  if (before === after && offsetAt(read - before, timeZone) === before)
    return { kind: 'once', time: { wallTime, timeZone, at: new Date(read - before).toISOString() } };
  const offsets = new Set([before, after, offsetAt(read - before, timeZone), offsetAt(read - after, timeZone)]);
  const meant = [...offsets].filter((offset) => offsetAt(read - offset, timeZone) === offset).map((offset) => read - offset);
  const time = (milliseconds: number): ZonedTime => zonedAt(new Date(milliseconds).toISOString(), timeZone);
  if (meant.length === 1) return { kind: 'once', time: time(meant[0]!) };
  const kind = meant.length ? 'twice' : 'skipped';
  const both = meant.length ? meant : [read - before, read - after];
  return { kind, earlier: time(Math.min(...both)), later: time(Math.max(...both)) };
}

/** What is meant where nobody says more: of a time that is skipped the later (02:30 is 03:30), of one that comes twice the first. */
export const meantBy = (reading: WallReading): ZonedTime =>
  reading.kind === 'once' ? reading.time : reading.kind === 'skipped' ? reading.later : reading.earlier;

/** Whether the clocks show this wall time at this instant. Safe to call with texts that are neither. */
export const shows = ({ wallTime, timeZone, at }: ZonedTime): boolean =>
  isTimeZone(timeZone) && isInstant(at) && zonedAt(at, timeZone).wallTime === wallTime;

/**
 * The same agreement by the rules that the zone has now. States change them, and people keep to their clocks: the wall time stays and the instant moves, where there is still
 * such a wall time; else it is what is meant by it.
 */
export function restated(time: ZonedTime): ZonedTime {
  if (shows(time)) return time;
  const reading = readWallTime(time.wallTime, time.timeZone);
  return reading ? meantBy(reading) : time;
}

/** One instant on my clock and on theirs. An unknown zone is a RangeError. */
export function compareZones(at: string, myZone: string, theirZone: string): ZoneComparison {
  const [mine, theirs] = [zonedAt(at, myZone), zonedAt(at, theirZone)];
  const read = Date.parse(at);
  const day = ({ wallTime }: ZonedTime) => Date.parse(wallTime.slice(0, 10));
  return {
    mine,
    theirs,
    minutesAhead: Math.round((offsetAt(read, theirZone) - offsetAt(read, myZone)) / minuteLong),
    daysAhead: Math.round((day(theirs) - day(mine)) / dayLong),
  };
}

/** Whether an instant is over: now is not ahead any more. */
export const isPast = (at: string, now: string): boolean => Date.parse(at) <= Date.parse(now);

/** Whether an instant is on a later day, by the clocks of the zone, than so many days from now. */
export const isBeyond = ({ at, timeZone }: ZonedTime, now: string, days: number): boolean =>
  dayAt(Date.parse(at), timeZone) > addDays(dayAt(Date.parse(now), timeZone), days);
