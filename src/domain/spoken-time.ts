import { addDays, readDay, readDayTime } from './day.js';
import { fold } from './fold.js';
import { zonedAt } from './wall-time.js';
import { weekdayOf } from './working-day.js';

/** What somebody typed to say when, by the clocks on the wall: a day `YYYY-MM-DD`, perhaps with a time `HH:MM`. */
export interface SpokenTime {
  readonly day: string;
  readonly time?: string;
}

/** Nobody types more to say when; what is longer is not looked at. */
const longest = 80;
const minuteLong = 60_000;
/** Nobody counts further in minutes or hours. */
const furthest = 7 * 24 * 60;

/** The names of days and of spans of time in a locale, folded; English ones too. */
interface Names {
  /** How many days ahead: today, tomorrow. */
  readonly near: ReadonlyMap<string, number>;
  /** 1 is Monday. */
  readonly weekdays: readonly (readonly [name: string, weekday: number])[];
  /** Minutes of one. */
  readonly spans: ReadonlyMap<string, number>;
}

const known = new Map<string, Names>();
const bare = (text: string): string => fold(text).replace(/[.,]/g, ' ').replace(/\s+/g, ' ').trim();

function namesIn(locale: string): Names {
  let names = known.get(locale);
  if (!names) {
    const near = new Map<string, number>();
    const weekdays: [string, number][] = [];
    const spans = new Map<string, number>();
    for (const language of ['en', locale]) {
      const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      for (const days of [0, 1, 2]) near.set(bare(relative.format(days, 'day')), days);
      for (const weekday of ['long', 'short'] as const) {
        const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
        // 5 January 2026 was a Monday.
        for (let at = 1; at <= 7; at++) weekdays.push([bare(format.format(Date.UTC(2026, 0, 4 + at))), at]);
      }
      for (const [unit, minutes] of [
        ['minute', 1],
        ['hour', 60],
      ] as const)
        // prettier-ignore
        for (const unitDisplay of ['long', 'short', 'narrow'] as const)
          for (const count of [1, 2, 5]) {
            const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
            const part = format.formatToParts(count).find(({ type }) => type === 'unit');
            if (part) spans.set(bare(part.value), minutes);
          }
    }
    known.set(locale, (names = { near, weekdays, spans }));
  }
  return names;
}

/** `HH:MM` from `15`, `15:30`, `15.30`, `1530`, `3 pm` and what else the locale writes. */
function readClock(text: string, locale: string): string | undefined {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:\s?[.:h]?\s?(\d\d)|\s?h)?$/.exec(text) ?? [];
  if (hours) return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : undefined;
  const read = readDayTime(`2026-01-01 ${text}`, locale, '2026-01-01', 'UTC');
  return read?.startsWith('2026-01-01T') ? read.slice(11, 16) : undefined;
}

/** The weekday that a text names, whole or shortened from two letters on. Undefined where it may be several. */
function weekdayNamed(text: string, { weekdays }: Names): number | undefined {
  const exact = weekdays.find(([name]) => name === text);
  if (exact) return exact[1];
  const meant = new Set(weekdays.filter(([name]) => text.length >= 2 && name.startsWith(text)).map(([, weekday]) => weekday));
  return meant.size === 1 ? [...meant][0] : undefined;
}

/**
 * Reads when something is to be as people say it: `wed 15`, `tomorrow 9:30`, `25.3. 15:00`, `17:00`, `in 30 min`, `+2 h`, a day alone; names in the locale's language or English. A weekday is the
 * next one that is ahead, a time alone the next one. By the clocks of a zone at a time; undefined for what says no time.
 */
export function readSpokenTime(text: string, locale: string, now: string, timeZone: string): SpokenTime | undefined {
  if (text.length > longest) return undefined;
  const typed = bare(text.replace(/(?<=\d)\.(?=\d\d)/g, ':').replace(/(?<=\d)[.,](?=\d)/g, '-')) || '';
  if (!typed) return undefined;
  const names = namesIn(locale);
  const clock = zonedAt(now, timeZone).wallTime;
  const today = clock.slice(0, 10);
  const alone = readClock(typed, locale);
  if (alone) return { day: alone > clock.slice(11) ? today : addDays(today, 1), time: alone };
  const on = (day: string, rest: string): SpokenTime | undefined => {
    const time = rest ? readClock(rest, locale) : undefined;
    return rest && !time ? undefined : { day, ...(time && { time }) };
  };
  for (const [name, days] of names.near)
    if (typed === name || typed.startsWith(`${name} `)) return on(addDays(today, days), typed.slice(name.length + 1));
  const [first = '', ...others] = typed.split(' ');
  const weekday = weekdayNamed(first, names);
  if (weekday !== undefined) {
    const rest = on(today, others.join(' '));
    if (rest) {
      const ahead = (weekday - weekdayOf(today) + 7) % 7;
      const over = ahead === 0 && (rest.time === undefined || rest.time <= clock.slice(11));
      return { ...rest, day: addDays(today, over ? 7 : ahead) };
    }
  }
  const [, count, unit = ''] = /^(?:\D{0,12}\s)?\+?\s?(\d{1,4})\s?(\D+)$/.exec(typed) ?? [];
  const span = names.spans.get(unit.trim());
  if (count && span && Number(count) * span <= furthest) {
    // To the next whole minute: never earlier than was said.
    const at = new Date(Date.parse(now) + Number(count) * span * minuteLong + minuteLong - 1).toISOString();
    const [day = '', time] = zonedAt(at, timeZone).wallTime.split('T');
    return { day, ...(time !== undefined && { time }) };
  }
  return readWritten(text, locale, today);
}

/** A day as the locale writes it, with or without a time. */
function readWritten(text: string, locale: string, today: string): SpokenTime | undefined {
  const day = readDay(text, locale, today);
  if (day) return { day };
  const read = readDayTime(text, locale, today, 'UTC');
  if (read && read.length > 10) return { day: read.slice(0, 10), time: read.slice(11, 16) };
  // An hour alone after the day.
  const [, head = '', hours = ''] = /^(.*\S)\s+(\d{1,2})$/.exec(text.trim()) ?? [];
  const before = head && readDay(head, locale, today);
  const time = before ? readClock(hours, locale) : undefined;
  return before && time ? { day: before, time } : undefined;
}
