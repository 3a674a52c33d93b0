import { addDays } from './day.js';

/** Where others than Saturday and Sunday are free, 1 is Monday: CLDR 48, supplemental weekData, weekendStart and weekendEnd. */
const otherWeekends: readonly (readonly [days: readonly number[], regions: string])[] = [
  [[4, 5], 'AF'],
  [[5], 'IR'],
  [[5, 6], 'BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE'],
  [[7], 'IN UG'],
];

/** The days of the week on which people do not work where the locale is spoken: 1 is Monday, 7 is Sunday. */
export function weekendOf(locale: string): readonly number[] {
  interface WeekInfo {
    readonly weekend?: readonly number[];
  }
  // A method in newer engines, a property in older ones, and in some neither.
  const known: Intl.Locale & { getWeekInfo?(): WeekInfo; readonly weekInfo?: WeekInfo } = new Intl.Locale(locale);
  const said = (known.getWeekInfo?.() ?? known.weekInfo)?.weekend;
  const region = known.region ?? known.maximize().region ?? '';
  return said ?? otherWeekends.find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? [6, 7];
}

/** The day of the week: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

/** The next day on which people work where the locale is spoken. Holidays are not known. */
export function nextWorkingDay(day: string, locale: string): string {
  const free = weekendOf(locale);
  let next = addDays(day, 1);
  while (free.includes(weekdayOf(next)) && next > day) next = addDays((day = next), 1);
  return next;
}
