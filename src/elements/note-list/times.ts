import { addDays, dayAt } from '../../domain/day.js';
import { isPinned, type Note } from '../../domain/note.js';
import { meantBy, readWallTime } from '../../domain/wall-time.js';
import { rowTimeText } from '../../wiring/row-times.js';
import { dayNameText } from '../../wiring/when.js';
import type { NoteList } from './note-list.js';

/** A time at the end of all times has no words in some zones: then it stands there as it was told. */
function inWords(at: string, words: () => string): string {
  try {
    return words();
  } catch {
    return at;
  }
}

const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...parts, calendar: 'gregory', timeZone, timeZoneName: 'short' });
    formats.set(key, format);
  }
  return format;
}

/** Day and time, with everything that leaves no doubt. */
export const fullTime = ({ reading, texts }: NoteList, at: string): string =>
  inWords(at, () => formatFor(texts.locale, reading.timeZone).format(Date.parse(at)));

/** As people say it: today 14:05. */
export const shortTime = ({ reading, texts }: NoteList, at: string): string =>
  inWords(at, () => rowTimeText(at, reading.timeZone, texts.locale, Date.parse(reading.now)));

/** The day of a time, as people say it. */
export const dayText = ({ reading, texts }: NoteList, at: string): string =>
  inWords(at, () => dayNameText(at, reading.timeZone, texts.locale, reading.now));

/** The end of a day by the house's clocks, so many days from now. */
export function endOfDay({ reading: { now, timeZone } }: NoteList, days: number): string {
  const day = addDays(dayAt(Date.parse(now), timeZone), days + 1);
  const reading = readWallTime(`${day}T00:00`, timeZone);
  return reading ? meantBy(reading).at : new Date(Date.parse(now) + (days + 1) * 86_400_000).toISOString();
}

/** How long a note is pinned, in words; undefined: it is not. */
export function pinText(host: NoteList, note: Note): string | undefined {
  const { say } = host.texts;
  if (!isPinned(note, host.reading.now)) return undefined;
  const { untilAt } = note.pin!;
  return untilAt === undefined ? say('note-pinned') : say('note-pinned-until', { when: shortTime(host, untilAt) });
}

/** Who wrote it. */
export function authorText({ reading, texts }: NoteList, { authorId, authorName }: Note): string {
  if (authorId && authorId === reading.agentId) return texts.say('note-by-you');
  return authorName || texts.say('note-author-unknown');
}

/** An id may be any text; what refers to elements is a list of words. */
export const wordOf = (id: string): string => id.replace(/[\s%]/g, (odd) => `%${odd.charCodeAt(0)}`);
