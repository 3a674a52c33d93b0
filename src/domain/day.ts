import { fold } from './fold.js';
import { isDay, isInstant } from './time.js';
import { offsetAt } from './zone.js';

type Unit = 'day' | 'month' | 'year';

const hourLong = 3_600_000;
const dayLong = 24 * hourLong;
/** Nobody types more to name a day; what is longer is not looked at. */
const longest = 80;
/** Other calendars (Buddhist, Persian) count other years: a day here is Gregorian for everybody. */
const gregorian = { calendar: 'gregory', timeZone: 'UTC' } as const;
const numeric = { ...gregorian, day: 'numeric', month: 'numeric', year: 'numeric' } as const;

const parse = (day: string): number => Date.parse(`${day}T00:00Z`);
const [firstOfAll, lastOfAll] = [parse('0000-01-01'), parse('9999-12-31')];
const dayFrom = (milliseconds: number): string =>
  new Date(Math.min(Math.max(milliseconds, firstOfAll), lastOfAll)).toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, '0');

/** The day some days later, or earlier for a negative number; the years 0000 to 9999 are not left. */
export function addDays(day: string, days: number): string {
  return dayFrom(parse(day) + days * dayLong);
}

/** The same date some months later or earlier, or the last of a month that is shorter; the years 0000 to 9999 are not left. */
export function addMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  if (count < 0) return dayFrom(firstOfAll);
  if (count >= 10_000 * 12) return dayFrom(lastOfAll);
  const month = `${String(Math.floor(count / 12)).padStart(4, '0')}-${two((count % 12) + 1)}`;
  const wanted = Number(day.slice(8));
  return [wanted, 30, 29, 28].map((last) => `${month}-${two(Math.min(wanted, last))}`).find(isDay)!;
}

/** 0 for the first day of the week, 6 for its last. */
const placeInWeek = (day: string, firstDay: number): number => (new Date(parse(day)).getUTCDay() + 7 - (firstDay % 7)) % 7;

/** The seven days of the week that the day is in. `firstDay` as {@link firstDayOfWeek} says it. */
export function weekOf(day: string, firstDay: number): string[] {
  const first = addDays(day, -placeInWeek(day, firstDay));
  return Array.from({ length: 7 }, (_, i) => addDays(first, i));
}

/** The month that the day is in, as a calendar on the wall has it: weeks of seven, with `undefined` before its first and after its last day. */
export function monthGrid(day: string, firstDay: number): (string | undefined)[][] {
  const first = `${day.slice(0, 8)}01`;
  const before = placeInWeek(first, firstDay);
  const length = Number(addMonths(`${day.slice(0, 8)}31`, 0).slice(8));
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => {
      const at = week * 7 + i - before;
      return at >= 0 && at < length ? addDays(first, at) : undefined;
    }),
  );
}

/** Where the week does not begin on Monday: CLDR 48, supplemental weekData, firstDay. */
const otherFirstDays: readonly (readonly [firstDay: number, regions: string])[] = [
  [5, 'MV'],
  [6, 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'],
  [
    7,
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW',
  ],
];

/** On which day a week begins where the locale is spoken: 1 is Monday, 7 is Sunday. */
export function firstDayOfWeek(locale: string): number {
  interface WeekInfo {
    readonly firstDay: number;
  }
  // A method in newer engines, a property in older ones, and in some neither.
  const known: Intl.Locale & { getWeekInfo?(): WeekInfo; readonly weekInfo?: WeekInfo } = new Intl.Locale(locale);
  const said = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay;
  const region = known.region ?? known.maximize().region ?? '';
  return said ?? otherFirstDays.find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 1;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once a zone: making one takes longer than a hundred days with it. That of the machine may be another one tomorrow. */
function dayFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = timeZone === undefined ? undefined : dayFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { ...numeric, numberingSystem: 'latn', timeZone });
  if (timeZone !== undefined) dayFormats.set(timeZone, made);
  return made;
}

/** Which day it is at an instant (milliseconds since 1970), in a time zone or, without one, where the program runs. */
export function dayAt(milliseconds: number, timeZone?: string): string {
  const parts = Object.fromEntries(
    dayFormat(timeZone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return `${String(parts.year).padStart(4, '0')}-${two(parts.month!)}-${two(parts.day!)}`;
}

const digits = /(?![0-9])\p{Nd}/gu;

/** Folded, with the digits of every script as ours. */
function plain(text: string): string {
  return fold(text)
    .replace(digits, (digit) => {
      const code = digit.codePointAt(0)!;
      let zero = code;
      while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
      return String((code - zero) % 10);
    })
    .trim();
}

const token = /\d+|[\p{L}\p{M}]+/gu;
const wordsIn = (text: string): string[] => (text.match(token) ?? []).filter((word) => !/^\d/.test(word));

/** How days are written in a locale. */
interface Habit {
  readonly format: Intl.DateTimeFormat;
  /** All four digits, always: year 50 would be read as 1950. */
  readonly year: Intl.NumberFormat;
  /** The order in numbers. */
  readonly whole: readonly Unit[];
  /** The order of a day without a year: in Swedish another one, 2026-03-05 but 5/3. */
  readonly short: readonly Unit[];
  /** Day before year, in words. */
  readonly dayFirst: boolean;
  /** What stands between the numbers: of a whole day, and without a year. */
  readonly marks: readonly [whole: string, short: string];
  /** What may stand between: also the signs of the locale itself. */
  readonly signs: ReadonlySet<string>;
  /** Words that every day has, such as the Spanish "de" or the Japanese 年. */
  readonly fillers: ReadonlySet<string>;
  /** From the name of a month to its number; 0 for a name that two of them have. */
  readonly months: ReadonlyMap<string, number>;
}

const habits = new Map<string, Habit>();

function habitOf(locale: string): Habit {
  const known = habits.get(locale);
  if (known) return known;
  const partsOf = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).formatToParts(0);
  const order = (parts: readonly Intl.DateTimeFormatPart[]) =>
    parts.flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? type : []));
  const literals = (parts: readonly Intl.DateTimeFormatPart[]) =>
    plain(parts.map(({ type, value }) => (type === 'literal' ? value : '')).join(''));
  const [whole, short] = [partsOf(numeric), partsOf({ ...numeric, year: undefined })];
  const worded = order(partsOf({ ...numeric, month: 'long' }));
  const format = new Intl.DateTimeFormat(locale, numeric);
  const { numberingSystem } = format.resolvedOptions();
  const made: Habit = {
    format,
    year: new Intl.NumberFormat(locale, { numberingSystem, minimumIntegerDigits: 4, useGrouping: false }),
    whole: order(whole),
    short: order(short),
    dayFirst: worded.indexOf('day') < worded.indexOf('year'),
    marks: [literals(whole), literals(short)],
    ...monthsOf(locale),
  };
  habits.set(locale, made);
  return made;
}

function monthsOf(locale: string): Pick<Habit, 'signs' | 'fillers' | 'months'> {
  const signs = new Set<string>(" ./-‐–—−,'’");
  const fillers = new Set<string>();
  const months = new Map<string, number>();
  const ways: Intl.DateTimeFormatOptions[] = (['long', 'short'] as const).flatMap((month) => [
    { month },
    { month, day: 'numeric' },
    { month, day: 'numeric', year: 'numeric' },
  ]);
  const texts = [...ways, { dateStyle: 'long' } as const, { dateStyle: 'medium' } as const].map((options) => {
    const format = new Intl.DateTimeFormat(locale, { ...gregorian, ...options });
    return Array.from({ length: 12 }, (_, i) => plain(format.format(Date.UTC(2026, i, 5))));
  });
  texts.push([plain(new Intl.DateTimeFormat(locale, numeric).format(0))]);
  for (const twelve of texts) {
    for (const sign of twelve.join(' ').replace(token, '')) signs.add(sign);
    const words = twelve.map(wordsIn);
    const everywhere = new Set(words[0]!.filter((word) => words.every((others) => others.includes(word))));
    everywhere.forEach((word) => fillers.add(word));
    words.forEach((some, i) => {
      const name = some.filter((word) => !everywhere.has(word)).join(' ');
      if (name) months.set(name, (months.get(name) ?? i + 1) === i + 1 ? i + 1 : 0);
    });
  }
  return { signs, fillers, months };
}

/** A month's name, whole or as short as it is still one month, from three letters on. */
function monthNamed(name: string, months: Habit['months']): number | undefined {
  const exact = months.get(name);
  if (exact !== undefined || name.length < 3) return exact || undefined;
  const meant = new Set([...months].filter(([known]) => known.startsWith(name)).map(([, month]) => month));
  return meant.size === 1 ? [...meant][0] || undefined : undefined;
}

/** Which numbers are what, when there is no name of a month among them. */
function orderOf(numbers: readonly string[], between: string, { whole, short, marks }: Habit): readonly Unit[] {
  if (numbers.length === 2) return short;
  if (numbers[0]!.length === 4) return whole[0] === 'year' ? whole : ['year', 'month', 'day'];
  const foreign = !marks[0].includes(between) && marks[1].includes(between); // 5/3-26 in Swedish
  return whole[0] === 'year' && (foreign || numbers[2]!.length === 4) ? [...short, 'year'] : whole;
}

/** Two digits of a year: at most 20 years ahead of today, else in the past. */
function fullYear(year: string, today: string): string {
  if (year.length !== 2) return year;
  const latest = Number(today.slice(0, 4)) + 20;
  return String(latest - ((((latest - Number(year)) % 100) + 100) % 100)).padStart(4, '0');
}

/**
 * Reads a day as people of a locale write it: its order of day, month and year; `.`, `/`, `-`, commas or blanks between; two digits for a year from
 * 79 years ago to 20 years ahead; a day of this year without one; names of months, also shortened; digits of any script; and always `YYYY-MM-DD`.
 * Gives the day as `YYYY-MM-DD`, or undefined for what is none. `today` is a day too.
 */
export function readDay(text: string, locale: string, today: string): string | undefined {
  if (text.length > longest) return undefined;
  const typed = plain(text).replace(/(?<=\d)(?:st|nd|rd|th|er|e)(?![\p{L}\p{M}])/gu, '');
  if (isDay(typed)) return typed;
  const habit = habitOf(locale);
  const tokens = typed.match(token) ?? [];
  const [before, ...gaps] = typed.split(token);
  if (before || gaps.some((gap) => gap.length > 3 || [...gap].some((sign) => !habit.signs.has(sign) && sign.trim() !== '')))
    return undefined;
  const numbers = tokens.filter((part) => /^\d/.test(part));
  const words = tokens.filter((part) => !/^\d/.test(part));
  const telling = words.filter((word) => !habit.fillers.has(word));
  const found: Partial<Record<Unit, string>> = { year: today.slice(0, 4) };
  if (telling.length) {
    const month = habit.months.get(words.join(' ')) || monthNamed(telling.join(' '), habit.months);
    if (!month || numbers.length < 1 || numbers.length > 2) return undefined;
    const yearFirst = numbers.length === 2 && (numbers[0]!.length === 4 || (numbers[1]!.length !== 4 && !habit.dayFirst));
    const [day, year] = yearFirst ? [...numbers].reverse() : numbers;
    Object.assign(found, { day, month: String(month) }, year && { year });
  } else {
    if (numbers.length < 2 || numbers.length > 3) return undefined;
    orderOf(numbers, gaps[0]!.trim(), habit).forEach((unit, i) => (found[unit] = numbers[i]));
  }
  const { day, month, year } = found;
  const read = `${fullYear(year!, today)}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return isDay(read) ? read : undefined;
}

/** A day in the numbers of a locale, for a text box: the short form that {@link readDay} reads back. What is no day stays as it is. */
export function dayText(day: string, locale: string): string {
  if (!isDay(day)) return day;
  const { format, year } = habitOf(locale);
  return format
    .formatToParts(parse(day))
    .map(({ type, value }) => (type === 'year' ? year.format(Number(day.slice(0, 4))) : value))
    .join('');
}

/** How times are written in a locale. */
interface TimeHabit {
  readonly minutes: Intl.DateTimeFormat;
  readonly seconds: Intl.DateTimeFormat;
  readonly fillers: ReadonlySet<string>;
  /** From the name of a part of the day, and of it with an hour from 1 to 12, to the hour from 0 to 23: a night may lie on both sides. */
  readonly periods: ReadonlyMap<string, number>;
}

const timeHabits = new Map<string, TimeHabit>();

function timeHabitOf(locale: string): TimeHabit {
  let made = timeHabits.get(locale);
  if (!made) {
    const sentence = new Intl.DateTimeFormat(locale, { ...gregorian, dateStyle: 'long', timeStyle: 'short' }).formatToParts(0);
    const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    // Midnight is 0:00 or 12:00 for everybody.
    const cycle = hourCycle === 'h24' ? 'h23' : hourCycle === 'h11' ? 'h12' : undefined;
    const style = (timeStyle: 'short' | 'medium') =>
      new Intl.DateTimeFormat(locale, { ...gregorian, timeStyle, ...(cycle && { hourCycle: cycle }) });
    const minutes = style('short');
    const spoken = new Intl.DateTimeFormat(locale, { ...gregorian, hour: 'numeric', hour12: true });
    const periods = new Map([
      ['am', 0],
      ['pm', 12],
    ]);
    for (let at = 0; at < 24; at++)
      for (const format of [minutes, spoken]) {
        const name = format.formatToParts(at * hourLong).find(({ type }) => type === 'dayPeriod')?.value;
        const period = wordsIn(plain(name ?? '')).join('');
        if (!period) continue;
        periods.set(`${period} ${at % 12 || 12}`, at);
        if (!periods.has(period)) periods.set(period, at < 12 ? 0 : 12);
      }
    made = {
      minutes,
      seconds: style('medium'),
      fillers: new Set(sentence.flatMap(({ type, value }) => (type === 'literal' ? wordsIn(plain(value)) : []))),
      periods,
    };
    timeHabits.set(locale, made);
  }
  return made;
}

/** `HH:MM:SS` from `14:30`, `14.30`, `14h30`, `2:30 pm`, `2 pm`. */
function readTime(text: string, locale: string): string | undefined {
  const habit = timeHabitOf(locale);
  const typed = plain(text)
    .replace(/(?<=\d)\s?h\s?(?=\d\d)/, ':')
    .replace(/(?<=\d)\s?h$/, ':00');
  const period = wordsIn(typed)
    .filter((word) => !habit.fillers.has(word))
    .join('');
  const half = habit.periods.get(period);
  if (period && half === undefined) return undefined;
  const match = /^(\d{1,2})(?:[.:](\d\d))?(?:[.:](\d\d))?$/.exec(typed.replace(/[\p{L}\p{M}]+[^\s\d:]?/gu, ' ').trim());
  const [, hours, minutes = period && '00', seconds = '00'] = match ?? [];
  if (!hours || !minutes || (period && !(Number(hours) >= 1 && Number(hours) <= 12))) return undefined;
  const at =
    half === undefined ? Number(hours) : (habit.periods.get(`${period} ${Number(hours)}`) ?? (Number(hours) % 12) + half);
  return `${two(at)}:${minutes}:${seconds}`;
}

/**
 * Reads a day (as {@link readDay} does), perhaps with a time of day after it: `14:30`, `14.30`, `2:30 pm`, in the locale's own words too. Gives an
 * instant, ISO 8601 with the zone's offset, for example `2026-03-05T14:30:00+01:00`; the day alone as `YYYY-MM-DD`; undefined for what is
 * neither. A time that the clocks skip is as much later as they skip (02:30 is 03:30); of one that they show twice it is the earlier. An
 * instant is taken as it is. An unknown `timeZone` (IANA) is a RangeError.
 */
export function readDayTime(text: string, locale: string, today: string, timeZone: string): string | undefined {
  if (text.length > longest) return undefined;
  if (isInstant(text.trim())) return text.trim();
  const alone = readDay(text, locale, today);
  if (alone) return alone;
  const typed = plain(text);
  for (const { index } of typed.matchAll(/\s+|(?<=^\d{4}-\d\d-\d\d)t/gu)) {
    const day = readDay(typed.slice(0, index), locale, today);
    const time = day && readTime(typed.slice(index + 1), locale);
    if (time) return instantAt(`${day}T${time}`, timeZone);
  }
  return undefined;
}

function instantAt(wall: string, timeZone: string): string | undefined {
  const read = Date.parse(`${wall}Z`);
  if (!isInstant(`${wall}Z`)) return undefined;
  const [before, after] = [offsetAt(read - dayLong, timeZone), offsetAt(read + dayLong, timeZone)];
  const meant = [before, after].map((offset) => [read - offset, offset] as const);
  const real = meant.filter(([at, offset]) => offsetAt(at, timeZone) === offset).map(([at]) => at);
  const at = real.length ? Math.min(...real) : read - before;
  // Offsets of long ago have seconds, which ISO 8601 has no room for.
  const offset = Math.round(offsetAt(at, timeZone) / 60_000);
  const [ahead, sign] = [Math.abs(offset), offset < 0 ? '-' : '+'];
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const instant = `${local}${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return isInstant(instant) ? instant : undefined;
}

/** An instant in the numbers of a locale and the time of a zone, for a text box: what {@link readDayTime} reads back. A day is as {@link dayText} has it. */
export function dayTimeText(value: string, locale: string, timeZone: string): string {
  if (!isInstant(value)) return dayText(value, locale);
  const at = Date.parse(value);
  const wall = at + offsetAt(at, timeZone);
  const { minutes, seconds } = timeHabitOf(locale);
  const time = (wall % 60_000 ? seconds : minutes).formatToParts(wall).map(({ type, value }, i, parts) => {
    if (type !== 'literal') return value;
    const inside = parts[i - 1]?.type !== 'dayPeriod' && (parts[i + 1]?.type === 'minute' || parts[i + 1]?.type === 'second');
    return inside ? (/[.:]/.exec(value)?.[0] ?? ':') : ' ';
  });
  return `${dayText(dayFrom(Math.floor(wall / dayLong) * dayLong), locale)} ${time.join('').trim()}`;
}
