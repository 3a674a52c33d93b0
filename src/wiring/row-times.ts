import { dayAt } from '../domain/day.js';
import { zonedAt } from '../domain/wall-time.js';
import { clockText, dayNameText } from './when.js';

/** Milliseconds: in every zone a day begins at a quarter of an hour. */
const quarter = 900_000;
/** No more is kept of each. */
const most = 5000;

const todays = new Map<string, string>();
const days = new Map<string, string>();
const clocks = new Map<string, string>();

function kept(texts: Map<string, string>, key: string, make: () => string): string {
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= most) texts.clear();
    texts.set(key, (text = make()));
  }
  return text;
}

/** As `whenText`, for thousands of rows: their days, and the minutes of a day, come again and again. `now` in milliseconds. */
export function rowTimeText(at: string, timeZone: string, locale: string, now: number): string {
  const [day = '', clock = ''] = zonedAt(at, timeZone).wallTime.split('T');
  const today = kept(todays, `${timeZone} ${Math.floor(now / quarter)}`, () => dayAt(now, timeZone));
  const name = () => dayNameText(at, timeZone, locale, new Date(now).toISOString());
  return `${kept(days, `${locale} ${today} ${day}`, name)} ${kept(clocks, `${locale} ${clock}`, () => clockText(at, timeZone, locale))}`;
}
