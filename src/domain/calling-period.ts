import { addDays } from './day.js';
import type { FieldProblem } from './field.js';
import { isPast, isWallTime, meantBy, readWallTime, zonedAt } from './wall-time.js';
import { isTimeZone } from './zone.js';
import { weekdayOf } from './working-day.js';

/** When customers are called, every week again. */
export interface CallingPeriod {
  /** Days of the week: 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[];
  /** By the clocks of the zone, `HH:MM`. */
  readonly from: string;
  /** No more at this time, `HH:MM` to `24:00`: later than `from`. What goes on after midnight is another period. */
  readonly until: string;
  /** IANA. */
  readonly timeZone: string;
}

/** One turn of a period: from the one instant until before the other, ISO 8601 in UTC. */
export interface CallingTime {
  readonly fromAt: string;
  readonly untilAt: string;
  readonly timeZone: string;
}

/** The turn of a period on a day; none where the clocks skip the day or all of it. */
function turnOn({ weekdays, from, until, timeZone }: CallingPeriod, day: string): CallingTime | undefined {
  if (!weekdays.includes(weekdayOf(day))) return undefined;
  const begin = readWallTime(`${day}T${from}`, timeZone);
  const end = readWallTime(until === '24:00' ? `${addDays(day, 1)}T00:00` : `${day}T${until}`, timeZone);
  if (!begin || !end) return undefined;
  const [first, last] = [meantBy(begin), meantBy(end)];
  if (!first.wallTime.startsWith(day) || isPast(last.at, first.at)) return undefined;
  return { fromAt: first.at, untilAt: last.at, timeZone };
}

/**
 * The turn that an instant is in, or the next one after it; of several the one that begins first. Undefined when there are no periods, or none that ever comes. What the clocks skip
 * begins or ends as much later, what they show twice at the first.
 */
export function callingTime(periods: readonly CallingPeriod[], at: string): CallingTime | undefined {
  const turns = periods.flatMap((period) => {
    const today = zonedAt(at, period.timeZone).wallTime.slice(0, 10);
    // A day of the week that was skipped altogether comes again a week later.
    for (let i = -1; i < 15; i++) {
      const turn = turnOn(period, addDays(today, i));
      if (turn && !isPast(turn.untilAt, at)) return turn;
    }
    return [];
  });
  return turns.sort((a, b) => Date.parse(a.fromAt) - Date.parse(b.fromAt))[0];
}

/** Whether customers may be called at an instant: always where there are no periods. */
export function isCallingTime(periods: readonly CallingPeriod[] | undefined, at: string): boolean {
  if (!periods?.length) return true;
  const turn = callingTime(periods, at);
  return turn !== undefined && isPast(turn.fromAt, at);
}

/** What is wrong with a period, by the name of its property: `not-a-choice` (weekdays), `not-a-time`, `not-a-zone`, `not-a-span` (it ends before it begins). */
export function periodProblems({ weekdays, from, until, timeZone }: CallingPeriod): FieldProblem[] {
  const isTime = (time: string) => isWallTime(`2026-01-01T${time}`);
  const problems: FieldProblem[] = [];
  const check = (field: keyof CallingPeriod, wrong: boolean, reason: string) => wrong && problems.push({ field, reason });
  check('weekdays', weekdays.length === 0 || weekdays.some((day) => ![1, 2, 3, 4, 5, 6, 7].includes(day)), 'not-a-choice');
  check('from', !isTime(from), 'not-a-time');
  check('until', !isTime(until) && until !== '24:00', 'not-a-time');
  check('timeZone', !isTimeZone(timeZone), 'not-a-zone');
  check('until', problems.length === 0 && until <= from, 'not-a-span');
  return problems;
}
