import type { JourneySession, PageVisit, VisitMark } from '../domain/journey.js';
import { type JourneyAlias, journeyAliasKinds } from '../domain/journey-alias.js';
import {
  cleanJourneyEvent,
  cleanLine,
  journeyEventTypes,
  readJourneyEvent,
  type PageReading,
  type RecordedJourneyEvent,
  type VisitCampaign,
} from '../domain/journey-event.js';
import { type TargetPage, targetPageProblems } from '../domain/journey-target.js';
import { pageAddress, type PageAddressRules } from '../domain/page-address.js';
import { isShape, isText, isTime, oneOf, shapes, textsOf, timesOf } from './answer-parts.js';
import { asPage, list, object, type Shape, text, wrong } from './answers.js';
import type { JourneyNews, JourneyPage, Page } from './backend.js';
import type { Settings } from './settings.js';

// The edge of `answers.ts` for journeys; by itself, since a page without them has no use for it.

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The named properties that are numbers. */
const numbersOf = <K extends string>(given: Shape, ...names: readonly K[]): Partial<Record<K, number>> =>
  Object.fromEntries(names.filter((name) => isNumber(given[name])).map((name) => [name, given[name]])) as Partial<
    Record<K, number>
  >;

function campaignOf(value: unknown): { readonly campaign?: VisitCampaign } {
  const campaign = isShape(value) ? textsOf(value, 'source', 'medium', 'name') : {};
  return Object.keys(campaign).length ? { campaign } : {};
}

/** Of an event or a mark: what is found beside id, type and time. */
const findings = (given: Shape) => ({
  ...textsOf(given, 'term', 'form', 'currency'),
  ...numbersOf(given, 'status', 'results', 'items', 'amount'),
});

/** Each page of an answer is read once: of thousands of events most happened on the same few. */
function pagesBy(rules: PageAddressRules): PageReading {
  return { address: once((url) => pageAddress(url, rules)), title: once((text) => cleanLine(text)) };
}

function once<T>(read: (text: string | undefined) => T): (text: string | undefined) => T {
  const known = new Map<string | undefined, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, read(text));
    return known.get(text)!;
  };
}

/** Undefined for what happened at no time, in no browser, on no page, or is of no type that is known. */
function eventOf(value: Shape, rules: PageAddressRules, pages: PageReading): RecordedJourneyEvent | undefined {
  const given = readJourneyEvent(value) as Shape;
  const { id, visitorId, at, url, left, campaign } = given;
  const type = oneOf(given['type'], ...journeyEventTypes);
  if (!isText(id) || !isText(visitorId) || !type || !isTime(at) || !isText(url) || !pages.address(url)) return undefined;
  const event = {
    ...{ id, visitorId, type, at, url },
    ...textsOf(given, 'title', 'viewId', 'tabId', 'referrer'),
    ...numbersOf(given, 'order', 'seconds'),
    ...findings(given),
    ...campaignOf(campaign),
    ...(left === true && { left }),
  };
  const { receivedAt } = value;
  return { ...cleanJourneyEvent(event, rules, pages), receivedAt: isTime(receivedAt) ? receivedAt : at };
}

const known = <T>(value: unknown, what: string, read: (given: Shape) => T | undefined): readonly T[] =>
  shapes(list(value, what)).flatMap((given) => read(given) ?? []);

function eventsOf(value: unknown, what: string, rules: PageAddressRules): readonly RecordedJourneyEvent[] {
  const pages = pagesBy(rules);
  return known(value, what, (given) => eventOf(given, rules, pages));
}

/**
 * Use for what `events` answers, in our own shape or as CloudEvents 1.0; events of an unknown type, and those without time or place, are left out. What must not be seen is not there, whatever the backend kept: `rules` are those of `addressRules`.
 */
export function asJourneyEvents(value: unknown, rules: PageAddressRules): JourneyPage {
  const page = object(value, 'page of a journey');
  const items = eventsOf(page['items'], 'page of a journey', rules);
  return { items, ...textsOf(page, 'next'), after: text(page['after'], 'page of a journey') };
}

/** Use for what `since` answers; events are read as in `asJourneyEvents`. */
export function asJourneyNews(value: unknown, rules: PageAddressRules): JourneyNews {
  const news = object(value, 'news of a journey');
  return {
    events: eventsOf(news['events'], 'news of a journey', rules),
    after: text(news['after'], 'news of a journey'),
    ...(news['reset'] === true && { reset: true as const }),
  };
}

const markOf = (given: Shape): VisitMark[] => {
  const { id, at } = given;
  const type = oneOf(given['type'], ...journeyEventTypes);
  return isText(id) && type && isTime(at) ? [{ id, type, at, ...findings(given) }] : [];
};

function visitOf(given: Shape): PageVisit[] {
  const { id, visitorId, url, enteredAt, seenAt, left, beats, dwell } = given;
  if (!isText(id) || !isText(url) || !isTime(enteredAt)) return [];
  const { seconds, atLeast } = isShape(dwell) ? dwell : {};
  return [
    {
      ...{ id, visitorId: isText(visitorId) ? visitorId : '', url, enteredAt },
      ...textsOf(given, 'tabId', 'title', 'referrer'),
      ...numbersOf(given, 'status'),
      ...campaignOf(given['campaign']),
      seenAt: isTime(seenAt) ? seenAt : enteredAt,
      left: left === true,
      beats: beats === true,
      // What nobody says was at least that long.
      dwell: { seconds: isNumber(seconds) && seconds >= 0 ? seconds : 0, atLeast: atLeast !== false },
      marks: shapes(given['marks']).flatMap(markOf),
    },
  ];
}

/** A session without a page is none. */
function sessionOf(value: unknown): JourneySession {
  const given = object(value, 'session of a journey');
  const visits = shapes(given['visits']).flatMap(visitOf);
  const { startedAt, seenAt, visitorId } = given;
  const [first, last] = [visits[0], visits.at(-1)];
  if (!first || !last) throw wrong('session of a journey');
  return {
    id: text(given['id'], 'session of a journey'),
    visitorId: isText(visitorId) ? visitorId : first.visitorId,
    visits,
    startedAt: isTime(startedAt) ? startedAt : first.enteredAt,
    seenAt: isTime(seenAt) ? seenAt : last.seenAt,
    ...timesOf(given, 'loginAt'),
    ...textsOf(given, 'referrer'),
    ...campaignOf(given['campaign']),
  };
}

/** Use for what `sessions` answers. */
export const asJourneySessions = (value: unknown): Page<JourneySession> => asPage(value, sessionOf);

function aliasOf(given: Shape): JourneyAlias | undefined {
  const { id, value, customerId, since } = given;
  const kind = oneOf(given['kind'], ...journeyAliasKinds);
  return isText(id) && kind && isText(value) && isText(customerId) && isTime(since)
    ? { id, kind, value, customerId, since }
    : undefined;
}

/** Use for what `addAlias` answers, and for the `current` of its conflict. */
export function asJourneyAlias(value: unknown): JourneyAlias {
  const alias = aliasOf(object(value, 'alias'));
  if (!alias) throw wrong('alias');
  return alias;
}

/** Use for what `aliases` answers; those of an unknown kind are left out. */
export const asJourneyAliases = (value: unknown): readonly JourneyAlias[] => known(value, 'list of aliases', aliasOf);

/** The target pages of the settings that are some. */
export const targetsIn = ({ journeyTargets }: Pick<Settings, 'journeyTargets'>): readonly TargetPage[] =>
  journeyTargets.filter((target) => targetPageProblems(target).length === 0);

/** What of the addresses of pages may be seen, by the settings. */
export const addressRules = ({
  journeyParameters,
  journeyHiddenPaths,
}: Pick<Settings, 'journeyParameters' | 'journeyHiddenPaths'>): PageAddressRules => ({
  shownParameters: journeyParameters,
  hiddenPaths: journeyHiddenPaths,
});
