/** What answers about journeys look like. */
import type { JourneyNews } from '../backend/backend.js';
import type { JourneySession } from '../domain/journey.js';
import { journeyAliasKinds } from '../domain/journey-alias.js';
import { journeyEventTypes, type RecordedJourneyEvent } from '../domain/journey-event.js';
import { pageAddress } from '../domain/page-address.js';
import { targetPageProblems } from '../domain/journey-target.js';
import { count, filled, flag, list, object, oneOf, pattern, type Shape, text, time, wrong, yes } from './shape.js';

const line = pattern(/^[^\p{Cc}\u2028\u2029]+$/u, 'one line that is not empty');
const amount: Shape = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) wrong(path, value, 'a number');
};
const seconds: Shape = (value, path) => {
  amount(value, path);
  if ((value as number) < 0) wrong(path, value, 'no less than none');
};

/** Neither user, password nor fragment. */
const url: Shape = (value, path) => {
  const kept = typeof value === 'string' ? pageAddress(value, { shownParameters: [], hiddenPaths: [] }) : undefined;
  if (!kept || /[#]|\/\/[^/]*@/.test(value as string)) wrong(path, value, 'the address of a page as it may be kept');
};

const campaign = object({}, { source: line, medium: line, name: line });
const found = {
  status: count(0),
  term: line,
  results: count(0),
  form: line,
  items: count(0),
  amount,
  currency: pattern(/^[A-Z]{3}$/, 'a currency'),
};
const type = oneOf(...journeyEventTypes);

const looksLikeEvent = object(
  { id: filled, visitorId: filled, type, at: time, url, receivedAt: time },
  {
    title: line,
    viewId: filled,
    tabId: filled,
    order: count(0),
    referrer: url,
    campaign,
    seconds,
    left: yes,
    ...found,
  },
);

/** The shape, and that nothing happened after it was told. */
export const journeyEvent: Shape = (value, path) => {
  looksLikeEvent(value, path);
  const { at, receivedAt } = value as RecordedJourneyEvent;
  if (Date.parse(at) > Date.parse(receivedAt)) wrong(`${path}.at`, at, `not after ${receivedAt}`);
};

export const journeyPage = object({ items: list(journeyEvent, 200), after: filled }, { next: filled, total: count(0) });

const looksLikeNews = object({ events: list(journeyEvent, 200), after: filled }, { reset: yes });

/** The shape, and that nothing is told beside a reset. */
export const journeyNews: Shape = (value, path) => {
  looksLikeNews(value, path);
  const { events, reset } = value as JourneyNews;
  if (reset && events.length) wrong(`${path}.events`, events, 'none beside a reset');
};

const mark = object({ id: filled, type, at: time }, found);
const visit = object(
  {
    id: filled,
    visitorId: filled,
    url,
    enteredAt: time,
    seenAt: time,
    left: flag,
    beats: flag,
    dwell: object({ seconds, atLeast: flag }),
    marks: list(mark),
  },
  { tabId: filled, title: line, status: count(400), referrer: url, campaign },
);
const looksLikeSession = object(
  { id: filled, visitorId: filled, visits: list(visit), startedAt: time, seenAt: time },
  { loginAt: time, referrer: url, campaign },
);

/** The shape, and that there is a visit, and all are of one browser, in their order. */
export const journeySession: Shape = (value, path) => {
  looksLikeSession(value, path);
  const { visits, visitorId } = value as JourneySession;
  if (!visits.length) wrong(`${path}.visits`, visits, 'at least one visit');
  for (const [index, each] of visits.entries()) {
    if (each.visitorId !== visitorId) wrong(`${path}.visits[${index}].visitorId`, each.visitorId, visitorId);
    const before = visits[index - 1];
    if (before && before.enteredAt > each.enteredAt)
      wrong(`${path}.visits[${index}].enteredAt`, each.enteredAt, `not before ${before.enteredAt}`);
  }
};

export const journeyAlias = object({
  id: filled,
  kind: oneOf(...journeyAliasKinds),
  value: filled,
  customerId: filled,
  since: time,
});

const refusal = object({ index: count(0), problems: list(object({ field: filled, reason: filled })) }, { id: filled });
export const journeyReceipt = object({ recorded: count(0), repeated: count(0), refused: list(refusal, 500) });

export const targetPage: Shape = (value, path) => {
  object({ name: text, url: text }, { goal: text })(value, path);
  if (targetPageProblems(value).length) wrong(path, value, 'a target page');
};
