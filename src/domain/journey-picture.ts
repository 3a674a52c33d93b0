import type { PageVisit } from './journey.js';

/** A page in the picture of a session. */
export interface PictureRow {
  readonly url: string;
  readonly title?: string;
  readonly visits: number;
}

/** A visit as a bar: where it begins and how long it is, as parts of the whole from 0 to 1. */
export interface PictureBar {
  readonly visit: PageVisit;
  readonly row: number;
  readonly start: number;
  readonly length: number;
}

/** From the row of one visit to that of the next in the same tab, at the time of the next. */
export interface PictureLink {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** A session drawn on a scale of time: pages as rows in the order in which they were found, visits as bars, the order in each tab as links between them. */
export interface JourneyPicture {
  readonly rows: readonly PictureRow[];
  readonly bars: readonly PictureBar[];
  readonly links: readonly PictureLink[];
  /** Where the scale has a line, and after how many seconds that is. */
  readonly ticks: readonly { readonly at: number; readonly seconds: number }[];
  /** Of the whole scale. */
  readonly seconds: number;
  /** How many pages, and how many visits, have no room. */
  readonly rowsLeft: number;
  readonly visitsLeft: number;
}

/** So much can be drawn, and be read. */
export interface PictureRoom {
  readonly rows: number;
  readonly bars: number;
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
/** No scale has more lines. */
const mostTicks = 6;

/** The picture of visits in the order in which they were made, at a time (milliseconds since 1970): until then a page that is still open is drawn. What there is no room for are the earliest visits, and the pages that were left the longest ago: where somebody is now is always there. */
export function journeyPicture(
  visits: readonly PageVisit[],
  now: number,
  isOpen: (visit: PageVisit) => boolean,
  room: PictureRoom,
): JourneyPicture {
  const shown = visits.slice(Math.max(0, visits.length - room.bars));
  const latest = [...shown].reverse();
  const pages = [...latest.filter(isOpen), ...latest].map(({ url }) => url);
  const kept = new Set([...new Set(pages)].slice(0, room.rows));
  const rows = new Map<string, { at: number; title?: string; visits: number }>();
  for (const { url, title } of shown) {
    const row = rows.get(url);
    if (row) Object.assign(row, { visits: row.visits + 1, title: title ?? row.title });
    else if (kept.has(url)) rows.set(url, { at: rows.size, title, visits: 1 });
  }
  const drawn = shown.filter(({ url }) => rows.has(url));
  const first = Math.min(...drawn.map(({ enteredAt }) => Date.parse(enteredAt)));
  const end = (visit: PageVisit) => {
    const entered = Date.parse(visit.enteredAt);
    return Math.max(entered + 1000 * visit.dwell.seconds, isOpen(visit) ? now : 0, entered);
  };
  const whole = Math.max(1000, ...drawn.map((visit) => end(visit) - first));
  const part = (milliseconds: number) => Math.min(1, Math.max(0, milliseconds / whole));
  const bars = drawn.map((visit) => {
    const start = part(Date.parse(visit.enteredAt) - first);
    return {
      visit,
      row: rows.get(visit.url)!.at,
      start,
      length: Math.min(1 - start, part(end(visit) - Date.parse(visit.enteredAt))),
    };
  });
  const seconds = whole / 1000;
  const step = steps.find((each) => seconds / each <= mostTicks) ?? Math.ceil(seconds / mostTicks / 86_400) * 86_400;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, at) => ({
    at: (at * step) / seconds,
    seconds: at * step,
  }));
  return {
    rows: [...rows].map(([url, { title, visits }]) => ({ url, ...(title !== undefined && { title }), visits })),
    bars,
    links: linksOf(bars),
    ticks,
    seconds,
    rowsLeft: new Set(visits.map(({ url }) => url)).size - rows.size,
    visitsLeft: visits.length - drawn.length,
  };
}

/** Nobody goes from one tab to another by a link: the first visit of each has none. What names no tab is of one. */
function linksOf(bars: readonly PictureBar[]): PictureLink[] {
  const last = new Map<string, PictureBar>();
  return bars.flatMap((bar) => {
    const { tabId = '' } = bar.visit;
    const from = last.get(tabId);
    last.set(tabId, bar);
    return from ? [{ from: from.row, to: bar.row, at: bar.start }] : [];
  });
}
