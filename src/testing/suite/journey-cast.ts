/** What is done with journeys again and again. */
import type { JourneyReceipt, JourneyScope, PageOptions } from '../../backend/backend.js';
import type { JourneySession } from '../../domain/journey.js';
import type { JourneyEvent, JourneyIdentity, RecordedJourneyEvent } from '../../domain/journey-event.js';
import { ensure, same } from '../assert.js';
import type { Desk, Offered, Seed, Times } from './case.js';
import { kari, ola } from './cast.js';

/** Two customers who may visit the web site. */
export const visiting: Partial<Seed> = { customers: [kari, ola] };
export const visitingWith = (settings: Seed['settings']): Partial<Seed> => ({ ...visiting, settings });

export const asKari: JourneyIdentity = { kind: 'email', value: 'kari.nordmann@example.org' };
export const asOla: JourneyIdentity = { kind: 'email', value: 'ola@example.org' };
/** Nobody has it. */
export const asStranger: JourneyIdentity = { kind: 'email', value: 'stranger@example.org' };

/** A page that was opened so many minutes ago in the first browser, unless told. */
export const page = (
  { ago }: Pick<Times, 'ago'>,
  minutes: number,
  path: string,
  more: Partial<JourneyEvent> = {},
): JourneyEvent => ({
  id: `${path}-${minutes}`,
  visitorId: 'browser-1',
  type: 'page',
  at: ago(0, minutes),
  url: `https://shop.example/${path}`,
  ...more,
});

export const login = (times: Pick<Times, 'ago'>, minutes: number, identity?: JourneyIdentity, more: Partial<JourneyEvent> = {}) =>
  page(times, minutes, 'login', { type: 'login', ...(identity && { identity }), ...more });

/** Throws unless all of them are new, and kept. */
export async function tell({ backend }: Pick<Desk, 'backend'>, ...events: readonly JourneyEvent[]): Promise<void> {
  const receipt: JourneyReceipt = await backend.journeys.record(events);
  same(receipt, { recorded: events.length, repeated: 0, refused: [] }, 'what became of what was told');
}

/** Says at once that a browser is the first customer’s. */
export const claim = ({ backend, id }: Pick<Desk, 'backend' | 'id'>, visitorId = 'browser-1', index = 0) =>
  backend.journeys.addAlias({ customerId: id(index), kind: 'visitor', value: visitorId });

/** All pages one after the other, and from where `since` goes on; `between` is called after each page. */
export async function everyEvent(
  backend: Offered,
  scope: JourneyScope,
  limit?: number,
  between: (page: number) => unknown = () => {},
): Promise<{ readonly events: readonly RecordedJourneyEvent[]; readonly after: string }> {
  const all: RecordedJourneyEvent[] = [];
  let first: string | undefined;
  let cursor: string | undefined;
  for (let at = 0; at < 600; at += 1) {
    const options: PageOptions = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
    const { items, next, after } = await backend.journeys.events(scope, options);
    ensure(items.length <= (limit ?? 50), `page ${at} has ${items.length} events with the limit ${limit ?? 'of 50'}`);
    all.push(...items);
    first ??= after;
    if (next === undefined) return { events: all, after: first };
    cursor = next;
    await between(at);
  }
  throw new Error('the list has no end: 600 pages were read');
}

/** Ids of all events of the customer at this place of the seed, newest first. */
export const pathsOf = async ({ backend, id }: Pick<Desk, 'backend' | 'id'>, index = 0): Promise<readonly string[]> =>
  idsOf((await everyEvent(backend, { customerId: id(index) }, 200)).events);

export async function everySession(
  backend: Offered,
  scope: JourneyScope,
  limit?: number,
  between: (page: number) => unknown = () => {},
): Promise<readonly JourneySession[]> {
  const all: JourneySession[] = [];
  let cursor: string | undefined;
  for (let at = 0; at < 300; at += 1) {
    const options: PageOptions = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
    const { items, next } = await backend.journeys.sessions(scope, options);
    ensure(items.length <= (limit ?? 50), `page ${at} has ${items.length} sessions with the limit ${limit ?? 'of 50'}`);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
    await between(at);
  }
  throw new Error('the list has no end: 300 pages were read');
}

/** All that came after this, until there is none. */
export async function everyNews(
  backend: Offered,
  customerId: string,
  after: string,
  limit?: number,
): Promise<{ readonly events: readonly RecordedJourneyEvent[]; readonly after: string; readonly reset: boolean }> {
  const all: RecordedJourneyEvent[] = [];
  let from = after;
  for (let at = 0; at < 300; at += 1) {
    const news = await backend.journeys.since({ customerId, after: from }, { ...(limit && { limit }) });
    ensure(news.events.length <= (limit ?? 50), `${news.events.length} events are told with the limit ${limit ?? 'of 50'}`);
    all.push(...news.events);
    from = news.after;
    if (news.reset || !news.events.length) return { events: all, after: from, reset: news.reset === true };
  }
  throw new Error('the news have no end: they were asked for 300 times');
}

export const idsOf = (events: readonly Pick<RecordedJourneyEvent, 'id'>[]): readonly string[] => events.map(({ id }) => id);

/** The order of the port. */
export const newestFirst = (events: readonly RecordedJourneyEvent[]): readonly RecordedJourneyEvent[] =>
  events.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || compare(a.id, b.id) || compare(a.visitorId, b.visitorId));
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Throws when any of these texts is anywhere in it. */
export function keepsQuiet(answer: unknown, what: string, ...secrets: readonly string[]): void {
  const text = JSON.stringify(answer) ?? '';
  const told = secrets.find((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  ensure(told === undefined, `${what} tells ${told}`);
}
