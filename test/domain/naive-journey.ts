import type { JourneySession, JourneyStep, PageVisit, VisitMark } from '../../src/domain/journey.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';

/*
 * A journey reckoned straight from the rules, as they are said, with no thought of speed: nothing is sorted by a running state, every question asks everything
 * there is. It shares the shapes with src/domain, and not a line of code.
 */

const twentyMinutes = 20 * 60 * 1000;
const instant = (at: string): number => new Date(at).getTime();
const inUtc = (milliseconds: number): string => new Date(milliseconds).toISOString();
const present = <T extends object>(value: T): T => {
  for (const key of Object.keys(value) as (keyof T)[]) if (value[key] === undefined) delete value[key];
  return value;
};
/** The one of which no other is said to be earlier. */
const earliest = <T>(all: readonly T[], isEarlier: (a: T, b: T) => boolean): T | undefined =>
  all.find((each) => !all.some((other) => isEarlier(other, each)));
/** Each has as many before it as its place says. */
const inOrder = <T>(all: readonly T[], isEarlier: (a: T, b: T) => boolean): T[] => {
  const placed: T[] = [];
  for (const each of all) placed[all.filter((other) => isEarlier(other, each)).length] = each;
  return placed;
};

/** By the clock; in the same moment by their count; then by their names. */
function isBefore(a: RecordedJourneyEvent, b: RecordedJourneyEvent): boolean {
  if (instant(a.at) !== instant(b.at)) return instant(a.at) < instant(b.at);
  if ((a.order ?? 0) !== (b.order ?? 0)) return (a.order ?? 0) < (b.order ?? 0);
  return a.id < b.id;
}

/** Within a view its own count is right, whatever its clock says. */
const isToldBefore = (a: RecordedJourneyEvent, b: RecordedJourneyEvent): boolean =>
  a.order === undefined || b.order === undefined || a.order === b.order ? isBefore(a, b) : a.order < b.order;

/** The event with which a view without a name began: a page begins one, and so does what comes after twenty minutes of silence, or first, at its address in its tab. */
function beginningOf(event: RecordedJourneyEvent, all: readonly RecordedJourneyEvent[]): RecordedJourneyEvent {
  const earlier = all.filter(
    ({ viewId, url, tabId = '' }) => viewId === undefined && url === event.url && tabId === (event.tabId ?? ''),
  );
  const last = earliest(
    earlier.filter((each) => isBefore(each, event)),
    (a, b) => isBefore(b, a),
  );
  const isNew = event.type === 'page' || !last || instant(event.at) - instant(last.at) >= twentyMinutes;
  return isNew ? event : beginningOf(last, all);
}

const viewOf = (event: RecordedJourneyEvent, all: readonly RecordedJourneyEvent[]): string =>
  event.viewId === undefined ? `unnamed ${beginningOf(event, all).id}` : `named ${event.viewId}`;

/** What is known of a visit by itself; the times in milliseconds. */
interface Opened {
  readonly event: RecordedJourneyEvent;
  readonly id: string;
  readonly enteredAt: number;
  readonly seenAt: number;
  readonly told: readonly RecordedJourneyEvent[];
}

function opened(view: readonly RecordedJourneyEvent[]): Opened {
  const told = inOrder(view, isToldBefore);
  const [first] = told as [RecordedJourneyEvent];
  const page = told.find(({ type }) => type === 'page');
  return {
    event: page ?? first,
    id: first.viewId ?? earliest(view, isBefore)!.id,
    enteredAt: page ? instant(page.at) : instant(first.at) - 1000 * (first.seconds ?? 0),
    seenAt: Math.max(...view.map(({ at }) => instant(at))),
    told,
  };
}

function isOpenedBefore(a: Opened, b: Opened): boolean {
  if (a.enteredAt !== b.enteredAt) return a.enteredAt < b.enteredAt;
  if ((a.event.order ?? 0) !== (b.event.order ?? 0)) return (a.event.order ?? 0) < (b.event.order ?? 0);
  return a.id < b.id;
}

const markOf = ({ id, type, at, term, results, form, items, amount, currency, status }: RecordedJourneyEvent): VisitMark =>
  present({ id, type, at: inUtc(instant(at)), term, results, form, items, amount, currency, status });

function visitOf({ event, id, enteredAt, seenAt, told }: Opened, next: Opened | undefined): PageVisit {
  const beats = told.filter(({ type }) => type === 'dwell');
  const isLeft = beats.some(({ left }) => left);
  const byItself = { seconds: Math.round(Math.max(0, ...beats.map(({ seconds }) => seconds ?? 0))), atLeast: !isLeft };
  const byTheNext = {
    seconds: Math.max(0, Math.round(((next?.enteredAt ?? seenAt) - enteredAt) / 1000)),
    atLeast: next === undefined,
  };
  const titled = told.filter(({ type }, at) => type !== 'dwell' || at === 0);
  const statuses = [event, ...told.filter(({ type }) => type === 'error')].map(({ status }) => status);
  return present({
    id,
    visitorId: event.visitorId,
    tabId: event.tabId,
    url: event.url,
    title: event.title ?? titled.find(({ title }) => title !== undefined)?.title,
    enteredAt: inUtc(enteredAt),
    seenAt: inUtc(seenAt),
    left: isLeft || next !== undefined,
    beats: beats.length > 0,
    dwell: beats.length > 0 ? byItself : byTheNext,
    status: statuses.find((status) => status !== undefined && status >= 400),
    referrer: event.referrer,
    campaign: event.campaign,
    marks: told.filter(({ type }) => type !== 'page' && type !== 'dwell').map(markOf),
  });
}

/** Of one visitor, the earliest first. */
function sessionsOf(all: readonly RecordedJourneyEvent[]): JourneySession[] {
  const names = all.map((event) => viewOf(event, all));
  const views = [...new Set(names)].map((name) => opened(all.filter((_, at) => names[at] === name)));
  const visits = inOrder(views, isOpenedBefore);
  // A session begins with what was opened when all that was opened before it had been silent for twenty minutes.
  const isFirst = visits.map(({ enteredAt }, at) =>
    visits.slice(0, at).every(({ seenAt }) => enteredAt - seenAt >= twentyMinutes),
  );
  return visits.flatMap((first, from) => {
    if (!isFirst[from]) return [];
    const until = isFirst.indexOf(true, from + 1);
    const own = visits.slice(from, until === -1 ? visits.length : until);
    const next = (at: number) => own.slice(at + 1).find(({ event }) => (event.tabId ?? '') === (own[at]!.event.tabId ?? ''));
    const logins = own.flatMap(({ told }) => told.filter(({ type }) => type === 'login')).map(({ at }) => instant(at));
    const site = new URL(first.event.url).host;
    const elsewhere = own.map(({ event }) => event.referrer).find((referrer) => referrer && new URL(referrer).host !== site);
    return present({
      id: first.id,
      visitorId: first.event.visitorId,
      visits: own.map((visit, at) => visitOf(visit, next(at))),
      startedAt: inUtc(first.enteredAt),
      seenAt: inUtc(Math.max(...own.map(({ seenAt }) => seenAt))),
      loginAt: logins.length ? inUtc(Math.min(...logins)) : undefined,
      referrer: elsewhere,
      campaign: own.find(({ event }) => event.campaign)?.event.campaign,
    });
  });
}

/** The sessions of all visitors, the latest first. */
export function naiveSessions(given: readonly RecordedJourneyEvent[]): JourneySession[] {
  const readable = given.filter(({ at }) => !Number.isNaN(instant(at)));
  const once = readable.filter(
    ({ id, visitorId }, at) => readable.findIndex((each) => each.id === id && each.visitorId === visitorId) === at,
  );
  const visitors = [...new Set(once.map(({ visitorId }) => visitorId))];
  const all = visitors.flatMap((visitor) => sessionsOf(once.filter(({ visitorId }) => visitorId === visitor)));
  return inOrder(all, (a, b) => {
    if (a.startedAt !== b.startedAt) return a.startedAt > b.startedAt;
    return a.id === b.id ? a.visitorId < b.visitorId : a.id < b.id;
  });
}

/** From each page on, of all that is said twice or more (up to four pages in a row) that which covers most; of two that cover as much, that of fewer pages. */
export function naiveSteps(visits: readonly PageVisit[]): JourneyStep[] {
  if (visits.length === 0) return [];
  const candidates = [1, 2, 3, 4].flatMap((pages) =>
    visits
      .map((_, at) => ({ pages, rounds: at + 1 }))
      .filter(({ rounds }) => {
        const part = visits.slice(0, pages * rounds);
        return part.length === pages * rounds && part.every(({ url }, at) => url === visits[at % pages]!.url);
      }),
  );
  const loops = candidates.filter(({ pages, rounds }) => rounds > 1 || pages === 1);
  const covers = Math.max(...loops.map(({ pages, rounds }) => pages * rounds));
  const { pages, rounds } = loops.find((loop) => loop.pages * loop.rounds === covers)!;
  return [{ visits: visits.slice(0, covers), pages, rounds }, ...naiveSteps(visits.slice(covers))];
}
