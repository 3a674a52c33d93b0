import { isDay } from './time.js';
import { meantBy, readWallTime, type WallReading, type ZonedTime, zonedAt } from './wall-time.js';

/** A time while it is being chosen: in parts, each of which may be missing or not readable yet. */
export interface ChosenTime {
  /** `YYYY-MM-DD`. */
  readonly day?: string;
  /** `HH:MM`. */
  readonly time?: string;
  /** IANA. */
  readonly timeZone: string;
  /** Which of two instants is meant, where the clocks show this time twice. */
  readonly dueAt?: string;
  /** What was typed as the day and is none. */
  readonly typed?: string;
}

/** As the draft of a call-back has it: empty where nothing is chosen, what was typed where it is no time. */
export function wallTimeOf({ day, time, typed }: ChosenTime): string {
  if (typed !== undefined) return typed;
  return !day && !time ? '' : `${day ?? ''}T${time ?? ''}`;
}

/** A time as it is chosen, of an instant. */
export function chosenFrom({ at, timeZone, wallTime }: ZonedTime): ChosenTime {
  const [day = '', time = ''] = wallTime.split('T');
  const reading = readWallTime(wallTime, timeZone);
  return { day, time, timeZone, ...(reading?.kind === 'twice' && { dueAt: at }) };
}

/** What the chosen clocks show means; undefined while something is missing. */
export const chosenReading = ({ day = '', time = '', timeZone }: ChosenTime): WallReading | undefined =>
  isDay(day) ? readWallTime(`${day}T${time}`, timeZone) : undefined;

/** The instant that is chosen; undefined while something is missing. */
export function chosenInstant(chosen: ChosenTime): ZonedTime | undefined {
  const reading = chosenReading(chosen);
  if (!reading) return undefined;
  return reading.kind === 'twice' && chosen.dueAt === reading.later.at ? reading.later : meantBy(reading);
}

/** The same instant by the clocks of another zone; where there is none yet, the same clocks. */
export function inZone(chosen: ChosenTime, timeZone: string): ChosenTime {
  const time = chosenInstant(chosen);
  if (time) return chosenFrom(zonedAt(time.at, timeZone));
  const { dueAt: _dueAt, ...rest } = chosen;
  return { ...rest, timeZone };
}
