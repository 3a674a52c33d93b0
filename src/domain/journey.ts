import type { JourneyEventType, RecordedJourneyEvent, VisitCampaign } from './journey-event.js';

/** How long a page was looked at. */
export interface Dwell {
  readonly seconds: number;
  /** It may have been longer: nobody told when it was left. */
  readonly atLeast: boolean;
}

/** Something that happened on a page. */
export type VisitMark = Pick<
  RecordedJourneyEvent,
  'id' | 'type' | 'at' | 'term' | 'results' | 'form' | 'items' | 'amount' | 'currency' | 'status'
>;

/** One time that a page was open. Times are ISO 8601 in UTC. */
export interface PageVisit {
  /** Of its view, or of its first event. */
  readonly id: string;
  readonly visitorId: string;
  readonly tabId?: string;
  readonly url: string;
  readonly title?: string;
  readonly enteredAt: string;
  /** The last that was heard of it. */
  readonly seenAt: string;
  /** It is known to be over. */
  readonly left: boolean;
  /** The site says by itself that a page is still open: silence means something. */
  readonly beats: boolean;
  readonly dwell: Dwell;
  /** Of an error page, 400 or more. */
  readonly status?: number;
  readonly referrer?: string;
  readonly campaign?: VisitCampaign;
  /** What happened on it, in order. */
  readonly marks: readonly VisitMark[];
}

/** Page visits without a longer pause between them, of one browser. */
export interface JourneySession {
  /** Of its first visit. */
  readonly id: string;
  readonly visitorId: string;
  /** In the order in which they were opened; at least one. */
  readonly visits: readonly PageVisit[];
  readonly startedAt: string;
  readonly seenAt: string;
  /** When the visitor logged in first; what was before was nobody's in particular. Absent: in the whole session nobody did. */
  readonly loginAt?: string;
  /** From where the visitor came, if not from the site itself. */
  readonly referrer?: string;
  readonly campaign?: VisitCampaign;
}

/** Milliseconds of silence after which what comes is another session: as Genesys counts them. */
export const sessionPause = 20 * 60_000;
/** Milliseconds for which a sign of life holds: the tracker gives one every 15 seconds. */
export const signOfLife = 45_000;

const time = (at: string): number => Date.parse(at);
const before = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
export const byTime = (a: RecordedJourneyEvent, b: RecordedJourneyEvent): number =>
  before(a.at, b.at) || (a.order ?? 0) - (b.order ?? 0) || before(a.id, b.id);

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Of one zone and length, so that the order of the texts is that of the instants, and without those that have none. */
export function inUtc(events: readonly RecordedJourneyEvent[]): readonly RecordedJourneyEvent[] {
  if (events.every(({ at }) => utc.test(at))) return events;
  const readable = events.filter(({ at }) => !Number.isNaN(time(at)));
  return readable.map((event) => ({ ...event, at: new Date(event.at).toISOString() }));
}

/** What is being put together of the events of one view. */
export interface View {
  readonly id: string;
  events: RecordedJourneyEvent[];
}

/**
 * The sessions that events tell of, the latest first. It does not matter in what order they come, nor whether some come twice; those without a page they could have happened on are a visit of their own.
 */
export function journeySessions(events: readonly RecordedJourneyEvent[]): readonly JourneySession[] {
  const byVisitor = new Map<string, Map<string, RecordedJourneyEvent>>();
  for (const event of inUtc(events)) {
    const theirs = byVisitor.get(event.visitorId);
    if (!theirs) byVisitor.set(event.visitorId, new Map([[event.id, event]]));
    else if (!theirs.has(event.id)) theirs.set(event.id, event);
  }
  return [...byVisitor.values()]
    .flatMap((theirs) => sessionsOf(viewsOf([...theirs.values()].sort(byTime)).map(openingOf)))
    .sort((a, b) => before(b.startedAt, a.startedAt) || before(a.id, b.id) || before(a.visitorId, b.visitorId));
}

/** The sessions of one browser, the earliest first. */
export function sessionsOf(openings: readonly Opening[]): JourneySession[] {
  const inTurn = [...openings].sort((a, b) => a.entered - b.entered || a.order - b.order || before(a.visit.id, b.visit.id));
  const sessions: JourneySession[] = [];
  let session: Opening[] = [];
  let seen = Infinity;
  for (const opening of inTurn) {
    if (opening.entered - seen >= sessionPause) {
      sessions.push(sessionOf(session));
      session = [];
    }
    seen = session.length ? Math.max(seen, opening.seen) : opening.seen;
    session.push(opening);
  }
  return session.length ? [...sessions, sessionOf(session)] : sessions;
}

/** Which events, in order, are of one view: those that say so; of the others each `page` begins one, and the rest belongs to the last one of that address. */
export function viewsOf(events: readonly RecordedJourneyEvent[]): View[] {
  const views: View[] = [];
  const named = new Map<string, View>();
  const unnamed = new Map<string, View>();
  const begin = (id: string, event: RecordedJourneyEvent): View => {
    const view = { id, events: [event] };
    views.push(view);
    return view;
  };
  for (const event of events) {
    const { id, viewId, tabId = '', url, type } = event;
    if (viewId !== undefined) {
      const there = named.get(viewId);
      if (there) there.events.push(event);
      else named.set(viewId, begin(viewId, event));
      continue;
    }
    const place = `${tabId}\n${url}`;
    const there = unnamed.get(place);
    // After a long silence it is not the same view any more.
    const goesOn = type !== 'page' && there && time(event.at) - time(there.events.at(-1)!.at) < sessionPause;
    if (goesOn) there.events.push(event);
    else unnamed.set(place, begin(id, event));
  }
  return views;
}

/** Where the clock of a view and its own count disagree, the count is right: it never runs backwards. */
const inOrder = (a: RecordedJourneyEvent, b: RecordedJourneyEvent): number =>
  a.order !== undefined && b.order !== undefined ? a.order - b.order || byTime(a, b) : byTime(a, b);

const isMark = (type: JourneyEventType): boolean => type !== 'page' && type !== 'dwell';

/** A visit, of which it is not known yet what came after. Times in milliseconds since 1970. */
export interface Opening {
  readonly visit: PageVisit;
  /** Which one it is of those opened in the same moment. */
  readonly order: number;
  readonly entered: number;
  readonly seen: number;
  /** When somebody logged in on it first, ISO 8601. */
  readonly loginAt?: string;
  /** As it was known last; it stays the same object as long as it is no other. */
  known?: PageVisit;
}

export function openingOf({ id, events }: View): Opening {
  const told = [...events].sort(inOrder);
  const page = told.find(({ type }) => type === 'page');
  const { visitorId, tabId, url, title, at, referrer, campaign, status, order = 0 } = page ?? told[0]!;
  const beats = told.filter(({ type }) => type === 'dwell');
  const seconds = Math.max(0, ...beats.map((beat) => beat.seconds ?? 0));
  const seenAt = told.reduce((last, event) => (event.at > last ? event.at : last), at);
  const marks = told
    .filter(({ type }) => isMark(type))
    .map(({ id, type, at, term, results, form, items, amount, currency, status }) => ({
      ...{ id, type, at },
      ...(term !== undefined && { term }),
      ...(results !== undefined && { results }),
      ...(form !== undefined && { form }),
      ...(items !== undefined && { items }),
      ...(amount !== undefined && { amount }),
      ...(currency !== undefined && { currency }),
      ...(status !== undefined && { status }),
    }));
  const failures = marks.filter(({ type }) => type === 'error').map((mark) => mark.status);
  const wrong = [status, ...failures].find((each) => each !== undefined && each >= 400);
  const name = title ?? told.find((event, n) => event.title !== undefined && (n === 0 || event.type !== 'dwell'))?.title;
  // What tells of it without having seen it begin, knows for how long it has been there.
  const enteredAt = page ? at : new Date(time(at) - 1000 * (told[0]!.seconds ?? 0)).toISOString();
  const visit = {
    ...{ id, visitorId, url, enteredAt, seenAt },
    ...(tabId !== undefined && { tabId }),
    ...(name !== undefined && { title: name }),
    left: beats.some(({ left }) => left),
    beats: beats.length > 0,
    dwell: { seconds: Math.round(seconds), atLeast: true },
    ...(wrong !== undefined && { status: wrong }),
    ...(referrer !== undefined && { referrer }),
    ...(campaign !== undefined && { campaign }),
    marks,
  };
  const [loginAt] = marks.flatMap((mark) => (mark.type === 'login' ? mark.at : [])).sort(before);
  return { visit, order, entered: time(enteredAt), seen: time(seenAt), ...(loginAt !== undefined && { loginAt }) };
}

/** Told by the page itself, where it does; else until the next one in the same tab was opened. Of the last one nobody knows: it was at least until something happened there last. */
function withDwell(openings: readonly Opening[]): readonly PageVisit[] {
  const next = new Map<string, Opening>();
  for (const opening of openings.toReversed()) {
    const { visit, known } = opening;
    const tab = visit.tabId ?? '';
    const successor = next.get(tab);
    next.set(tab, opening);
    const left = visit.left || successor !== undefined;
    const dwell = dwellOf(opening, successor);
    const isKnown = known?.left === left && known.dwell.seconds === dwell.seconds && known.dwell.atLeast === dwell.atLeast;
    if (!isKnown) opening.known = { ...visit, left, dwell };
  }
  return openings.map(({ known }) => known!);
}

function dwellOf({ visit, entered, seen }: Opening, next: Opening | undefined): Dwell {
  if (visit.beats) return { seconds: visit.dwell.seconds, atLeast: !visit.left };
  return { seconds: Math.max(0, Math.round(((next?.entered ?? seen) - entered) / 1000)), atLeast: !next };
}

function sessionOf(openings: readonly Opening[]): JourneySession {
  const visits = withDwell(openings);
  const [first] = visits as [PageVisit];
  const { id, visitorId, enteredAt: startedAt } = first;
  const { seenAt } = openings.reduce((last, each) => (each.seen > last.seen ? each : last)).visit;
  const [loginAt] = openings.flatMap((each) => each.loginAt ?? []).sort(before);
  const site = hostOf(first.url);
  const referrer = visits.find((visit) => visit.referrer !== undefined && hostOf(visit.referrer) !== site)?.referrer;
  const campaign = visits.find((visit) => visit.campaign)?.campaign;
  return {
    ...{ id, visitorId, visits, startedAt, seenAt },
    ...(loginAt !== undefined && { loginAt }),
    ...(referrer !== undefined && { referrer }),
    ...(campaign !== undefined && { campaign }),
  };
}

/** An address as it is kept, on an ordinary site: for thousands of them at a time. What is written otherwise is read by the browser. */
const usual = /^https?:\/\/((?:[a-z\d]+(?:-[a-z\d]+)*[.])+[a-z]+)\//;

/** The site of a page; empty for what is no address. */
export function hostOf(url: string): string {
  const site = usual.exec(url)?.[1];
  if (site !== undefined) return site;
  return URL.canParse(url) ? new URL(url).host : '';
}

/**
 * Whether somebody looks at this page at a time (milliseconds since 1970): `here`, there was a sign of life just now; `perhaps`, nothing was heard since it was opened, and nobody would tell; `gone`.
 */
export function whereabouts({ left, beats, seenAt }: PageVisit, now: number): 'here' | 'perhaps' | 'gone' {
  if (left) return 'gone';
  const silence = now - time(seenAt);
  if (silence >= sessionPause) return 'gone';
  if (silence < signOfLife) return 'here';
  return beats ? 'gone' : 'perhaps';
}

/** Visits in order, of which some were made over and over. */
export interface JourneyStep {
  /** The pages that follow one another: one, or those of the loop, as they were visited each time. */
  readonly visits: readonly PageVisit[];
  /** How many pages a round has. */
  readonly pages: number;
  /** How many rounds; 1: it is no loop. */
  readonly rounds: number;
}

/** So many pages a loop may have. */
const longestLoop = 4;

/** The same visits, with loops (the same page again, or the same few pages in the same order, twice or more) as one step each. What covers more is collapsed first, then what has fewer pages. */
export function journeySteps(visits: readonly PageVisit[]): readonly JourneyStep[] {
  const steps: JourneyStep[] = [];
  for (let at = 0; at < visits.length;) {
    let [pages, rounds] = [1, 1];
    for (let size = 1; size <= longestLoop; size += 1) {
      const found = roundsAt(visits, at, size);
      if (found > 1 && found * size > pages * rounds) [pages, rounds] = [size, found];
    }
    steps.push({ visits: visits.slice(at, at + pages * rounds), pages, rounds });
    at += pages * rounds;
  }
  return steps;
}

function roundsAt(visits: readonly PageVisit[], at: number, size: number): number {
  let rounds = 1;
  for (let next = at + size; next + size <= visits.length; next += size) {
    for (let page = 0; page < size; page += 1) if (visits[next + page]!.url !== visits[at + page]!.url) return rounds;
    rounds += 1;
  }
  return rounds;
}

/**
 * The same journey in fewer events: of what a view says again and again how long it was looked at, only what still says something stays. Whoever takes in events for hours keeps these.
 */
export function essentialEvents(events: readonly RecordedJourneyEvent[]): readonly RecordedJourneyEvent[] {
  const beats = new Map<
    string,
    { first: RecordedJourneyEvent; last: RecordedJourneyEvent; longest: RecordedJourneyEvent; left?: RecordedJourneyEvent }
  >();
  const told = inUtc(events);
  for (const event of told) {
    if (event.type !== 'dwell' || event.viewId === undefined) continue;
    const view = `${event.visitorId}\n${event.viewId}`;
    const { first, last, longest, left } = beats.get(view) ?? { first: event, last: event, longest: event };
    beats.set(view, {
      first: inOrder(event, first) < 0 ? event : first,
      last: byTime(event, last) > 0 ? event : last,
      longest: (event.seconds ?? 0) > (longest.seconds ?? 0) ? event : longest,
      left: left ?? (event.left ? event : undefined),
    });
  }
  const kept = new Set([...beats.values()].flatMap(({ first, last, longest, left }) => [first, last, longest, left]));
  return told.filter((event) => event.type !== 'dwell' || event.viewId === undefined || kept.has(event));
}
