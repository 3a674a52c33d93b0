import { isRecord, type FieldProblem } from './field.js';
import {
  lineOf,
  type PageAddress,
  pageAddress,
  pageAddressLimit,
  type PageAddressRules,
  withoutPersonal,
} from './page-address.js';
import { isInstant } from './time.js';

/** What a web site tells of a visitor. */
export const journeyEventTypes = [
  'page',
  'dwell',
  'search',
  'form-start',
  'form-submit',
  'form-abandon',
  'cart',
  'error',
  'login',
  'logout',
] as const;

/**
 * `page`: a page was opened. `dwell`: how long it has been looked at so far. `search`, `cart`, `error` and those of forms: what happened on it. `login` and `logout`: the same visitor is known to the site, or no longer is; nobody
 * becomes somebody else by it.
 */
export type JourneyEventType = (typeof journeyEventTypes)[number];

/** How a visit came about, as the link that led to it was marked (`utm_source`, `utm_medium`, `utm_campaign`). */
export interface VisitCampaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
}

/** Who logged in, as the web site knows them. */
export interface JourneyIdentity {
  readonly kind: 'login' | 'email' | 'phone';
  readonly value: string;
}

/** One thing that happened on the web site, as `sidedesk/tracker` or any other source tells it. */
export interface JourneyEvent {
  /** The same one told twice has the same id, and is the same. */
  readonly id: string;
  /** Of a browser, made at random by the site, for as long as its visitor agrees. */
  readonly visitorId: string;
  readonly type: JourneyEventType;
  /** By the visitor's clock, ISO 8601 with zone. */
  readonly at: string;
  /** Of the page on which it happened. */
  readonly url: string;
  readonly title?: string;
  /** Of one time that a page is open: what happens there names the same. Without it, it is told by the address which page is meant. */
  readonly viewId?: string;
  /** Of one tab. */
  readonly tabId?: string;
  /** Counts what one view tells, from 0: true when clocks are not. Where views have no names, as in the log of a server, it counts what is told at all: of what has the same time, the lower came first. */
  readonly order?: number;
  /** From where the page was reached. */
  readonly referrer?: string;
  readonly campaign?: VisitCampaign;
  /** Of a page, its HTTP status; from 400 on it is an error page. Of an `error`, the status of what failed. */
  readonly status?: number;
  /** What was searched for, and how much was found. */
  readonly term?: string;
  readonly results?: number;
  /** The name of a form. */
  readonly form?: string;
  /** What is in the cart now. */
  readonly items?: number;
  readonly amount?: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** Of `dwell`: seconds in which the page could be seen, since it was opened. */
  readonly seconds?: number;
  /** Of `dwell`: the last one; the page was left. */
  readonly left?: boolean;
  /** Of `login`. It is used to find the customer, and not kept with the event. */
  readonly identity?: JourneyIdentity;
}

/** An event as it is kept: its time set right, and nothing in it that must not be seen. */
export interface RecordedJourneyEvent extends Omit<JourneyEvent, 'identity'> {
  /** When it came, by the backend's clock, ISO 8601. */
  readonly receivedAt: string;
}

const ids = ['id', 'visitorId'] as const;
const lesserIds = ['viewId', 'tabId'] as const;
/** UTF-16 units. */
const idLimit = 200;
const lineLimit = 500;
const lines = ['title', 'term', 'form', 'currency'] as const;
const counts = ['order', 'status', 'results', 'items', 'seconds'] as const;
const identityKinds: readonly unknown[] = ['login', 'email', 'phone'] satisfies JourneyIdentity['kind'][];
/** Seconds: a page that claims to have been looked at for longer has a clock that jumped. */
const longestDwell = 7 * 24 * 3600;
const unkept = /[\0\p{Cs}]/u;

/**
 * What is wrong with something that claims to be an event, in the order of its fields: `required`, `not-text`, `too-long`, `not-a-choice` (`type`, `identity.kind`), `not-a-date` (`at`), `not-a-page` (`url`: no address of a page on a web
 * site), `not-a-count` (a whole number from 0; seconds may have parts), `not-a-number`. Titles and terms that are too long are none: they are cut. Safe to call with anything.
 */
export function journeyEventProblems(value: unknown): FieldProblem[] {
  const given = isRecord(value) ? value : {};
  const problems: FieldProblem[] = [];
  const check = (field: string, reason: string | undefined) => void (reason && problems.push({ field, reason }));
  for (const name of ids) check(name, idProblem(given[name], true));
  check('type', journeyEventTypes.some((each) => each === given['type']) ? undefined : 'not-a-choice');
  const { at, url, referrer, campaign, identity, amount, left } = given;
  check('at', !at ? 'required' : typeof at !== 'string' || !isInstant(at) ? 'not-a-date' : undefined);
  check('url', urlProblem(url));
  for (const name of lesserIds) check(name, idProblem(given[name], false));
  for (const name of lines) check(name, lineProblem(given[name]));
  check('referrer', lineProblem(referrer));
  if (campaign !== undefined) {
    if (!isRecord(campaign)) check('campaign', 'not-a-record');
    else for (const name of ['source', 'medium', 'name']) check(`campaign.${name}`, lineProblem(campaign[name]));
  }
  for (const name of counts) check(name, countProblem(given[name], name === 'seconds'));
  check('amount', amount === undefined || Number.isFinite(amount) ? undefined : 'not-a-number');
  check('left', left === undefined || typeof left === 'boolean' ? undefined : 'not-a-flag');
  if (identity !== undefined) {
    if (!isRecord(identity)) check('identity', 'not-a-record');
    else {
      check('identity.kind', identityKinds.includes(identity['kind']) ? undefined : 'not-a-choice');
      check('identity.value', idProblem(identity['value'], true));
    }
  }
  return problems;
}

function idProblem(id: unknown, needed: boolean): string | undefined {
  if (id === undefined || id === '') return needed ? 'required' : undefined;
  if (typeof id !== 'string' || unkept.test(id)) return 'not-text';
  return id.length > idLimit ? 'too-long' : undefined;
}

function urlProblem(url: unknown): string | undefined {
  if (url === undefined || url === '') return 'required';
  if (typeof url !== 'string') return 'not-text';
  if (url.length > pageAddressLimit) return 'too-long';
  return pageAddress(url, { shownParameters: [], hiddenPaths: [] }) ? undefined : 'not-a-page';
}

const lineProblem = (text: unknown): string | undefined =>
  text === undefined || typeof text === 'string' ? undefined : 'not-text';

function countProblem(count: unknown, inParts: boolean): string | undefined {
  if (count === undefined) return undefined;
  const fits = typeof count === 'number' && count >= 0 && (inParts ? Number.isFinite(count) : Number.isSafeInteger(count));
  return fits ? undefined : 'not-a-count';
}

/** A prefix of types of CloudEvents is the vendor's: `com.example.page`, `journey:search`. */
const lastWord = /[a-z-]+$/i;

/**
 * An event out of what claims to be one in our own shape, or in that of CloudEvents 1.0 (`specversion: "1.0"`): there `data` carries our fields, `type` ends in ours (else it is a `page`), `time` is `at`, and `subject` (or the extension `identity`)
 * the visitor, where `data` does not name them. The ids of two sources are two (CloudEvents 1.0, 3.1.1). Whether it is one, `journeyEventProblems` says. Safe to call with anything.
 */
export function readJourneyEvent(value: unknown): unknown {
  if (!isRecord(value) || value['specversion'] === undefined) return value;
  const { id, source, type, time, subject, identity } = value;
  const data = isRecord(value['data']) ? value['data'] : {};
  const word = typeof type === 'string' ? lastWord.exec(type)?.[0].toLowerCase() : undefined;
  const known = journeyEventTypes.find((each) => each === word);
  const visitor = data['visitorId'] ?? subject ?? (typeof identity === 'string' ? identity : undefined);
  const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';
  return {
    ...data,
    id: isText(id) && isText(source) ? `${source}#${id}` : undefined,
    visitorId: visitor,
    type: data['type'] ?? known ?? 'page',
    at: data['at'] ?? time,
    url: data['url'] ?? source,
  };
}

/** A text on one line, without what looks personal in it; undefined when nothing is left. */
export const cleanLine = (text = '', limit = lineLimit): string | undefined =>
  lineOf(withoutPersonal(lineOf(text, 4 * limit)), limit) || undefined;

/** How pages are read; whoever reads many events of the same pages brings a way to read each once. */
export interface PageReading {
  address(url: string | undefined): PageAddress | undefined;
  title(text: string | undefined): string | undefined;
}

/** Only what an event has, on one line each, and without anything that must not be seen or kept. For what `journeyEventProblems` has nothing against. */
export function cleanJourneyEvent(
  event: JourneyEvent,
  rules: PageAddressRules,
  pages: PageReading = { address: (url) => pageAddress(url, rules), title: cleanLine },
): JourneyEvent {
  const { id, visitorId, type, at, viewId, tabId, order, status, results, items, amount, seconds, left, identity } = event;
  const { source, medium, name } = event.campaign ?? {};
  const campaign = { source: cleanLine(source, 100), medium: cleanLine(medium, 100), name: cleanLine(name, 100) };
  return withoutAbsent({
    id,
    visitorId,
    type,
    at,
    url: pages.address(event.url)!.url,
    title: pages.title(event.title),
    viewId: viewId || undefined,
    tabId: tabId || undefined,
    order,
    referrer: pages.address(event.referrer)?.url,
    campaign: Object.values(campaign).some(Boolean) ? withoutAbsent(campaign) : undefined,
    status,
    term: cleanLine(event.term),
    results,
    form: cleanLine(event.form, 100),
    items,
    amount,
    currency: /^[A-Z]{3}$/.test(event.currency ?? '') ? event.currency : undefined,
    seconds: seconds === undefined ? undefined : Math.min(seconds, longestDwell),
    left: left || undefined,
    identity: type === 'login' && identity ? { kind: identity.kind, value: identity.value } : undefined,
  });
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;
}

/** Milliseconds: what a message may be on its way, and a clock wrong, before it is set right. */
const tolerance = 60_000;

/**
 * When something happened by the backend's clock, ISO 8601 in UTC. What the visitor's clock is off is known where the sender said when, by that same clock, it was sent; without it only what would be in the future is known to be wrong: that happened
 * when it came, at the latest.
 */
export function timeSetRight(at: string, receivedAt: string, sentAt?: string): string {
  const received = Date.parse(receivedAt);
  const off = sentAt === undefined ? 0 : received - Date.parse(sentAt);
  const right = Date.parse(at) + (Math.abs(off) > tolerance ? off : 0);
  return new Date(Math.min(right, received)).toISOString();
}
