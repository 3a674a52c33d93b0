import { BackendError } from '../../backend/backend-error.js';
import type { JourneyNews } from '../../backend/backend.js';
import type { JourneySession } from '../../domain/journey.js';
import type { RecordedJourneyEvent } from '../../domain/journey-event.js';
import { newestFirst } from '../suite/journey-cast.js';
import { listing, passing } from './journey-saboteur.js';
import { inJourneys, replacing, type Saboteur } from './saboteur.js';

const [events, sessions, since] = ['journeys.events', 'journeys.sessions', 'journeys.since'];

/** Gives other sessions than those that stand on the page, or in another order. */
const grouping = (
  name: string,
  another: (items: readonly JourneySession[], from: string | undefined) => readonly JourneySession[],
): Saboteur =>
  inJourneys(name, sessions, (journeys) => ({
    async sessions(scope, options) {
      const page = await journeys.sessions(scope, options);
      return { ...page, items: another(page.items, scope?.from) };
    },
  }));

/** Tells other news than those that came. */
const hearing = (name: string, another: (news: JourneyNews, after: string) => JourneyNews): Saboteur =>
  inJourneys(name, since, (journeys) => ({
    since: async (scope, options) => another(await journeys.since(scope, options), scope.after),
  }));

const none = { items: [], after: 'none' };
const unheard = { events: [], after: 'none' };

/** What can happen to how journeys are read. */
export const journeyLists: readonly Saboteur[] = [
  listing('lists the oldest events first', events, (items) => items.toReversed()),
  listing('lists events of one instant from behind', events, (items) =>
    newestFirst(items).toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)),
  ),
  listing('lists events in the order in which they came', events, (items) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
  listing('leaves out the last event of a page', events, (items, _, { next }) => (next ? items.slice(0, -1) : items)),
  inJourneys('begins a page with the event that ended the last', events, (journeys) => {
    let last: RecordedJourneyEvent | undefined;
    return {
      async events(scope, options) {
        const page = await journeys.events(scope, options);
        const items = options?.cursor !== undefined && last ? [last, ...page.items.slice(1)] : page.items;
        last = page.items.at(-1);
        return { ...page, items };
      },
    };
  }),
  inJourneys('counts the pages of events from the newest', events, (journeys) => ({
    async events(scope, { cursor, ...options } = {}) {
      const [inner, from = '0'] = cursor?.split('~') ?? [];
      const page = await journeys.events(scope, { ...options, ...(inner !== undefined && { cursor: inner }) });
      const end = Number(from) + page.items.length;
      const now = cursor === undefined ? [] : (await journeys.events(scope, { limit: 200 })).items.slice(Number(from), end);
      const { next, ...rest } = page;
      return { ...rest, items: cursor === undefined ? page.items : now, ...(next && { next: `${next}~${end}` }) };
    },
  })),
  inJourneys('gives pages of a hundred events', events, (journeys) => ({
    events: (scope, { limit = 100, ...options } = {}) => journeys.events(scope, { ...options, limit }),
  })),
  inJourneys('tells of a whole journey what was asked from a time on', events, (journeys) => ({
    events: (scope, options) => journeys.events(scope && { customerId: scope.customerId }, options),
  })),
  passing('takes any word for a time', events, 'events', 'from', () => none),
  passing('has an empty page for a cursor that it does not know', events, 'events', 'cursor', () => none),
  passing('takes any number of events for a page', events, 'events', 'limit', () => none),
  passing('lists events to whoever asks', events, 'events', 'denied', () => none),
  inJourneys('has no list of events of nobody', events, (journeys) => ({
    async events(scope, options) {
      const page = await journeys.events(scope, options);
      if (!page.items.length && !options?.cursor) throw new BackendError('not-found', 'Nobody');
      return page;
    },
  })),
  {
    name: 'keeps what is older than it may',
    caughtIn: events,
    sabotage() {
      const known = new Map<string, RecordedJourneyEvent>();
      return (backend) =>
        replacing(backend, 'journeys', {
          async events(scope, options) {
            const page = await backend.journeys.events(scope, options);
            for (const event of page.items) known.set(event.id, event);
            return options?.cursor || page.next || scope?.from ? page : { ...page, items: newestFirst([...known.values()]) };
          },
        });
    },
  },

  // As sessions.
  grouping('gives the oldest session first', (items) => items.toReversed()),
  grouping('gives all but the first session', (items) => items.slice(1)),
  grouping('forgets who logged in', (items) => items.map(({ loginAt: _loginAt, ...session }) => session)),
  grouping('forgets what happened on a page', (items) =>
    items.map((session) => ({ ...session, visits: session.visits.map((visit) => ({ ...visit, marks: [] })) })),
  ),
  grouping('cuts a session where it is asked from', (items, from) =>
    items.map((session) => ({ ...session, visits: session.visits.filter(({ enteredAt }) => !from || enteredAt >= from) })),
  ),
  grouping('leaves out a session that had begun before', (items, from) =>
    items.filter(({ startedAt }) => !from || startedAt >= from),
  ),
  inJourneys('gives all sessions, whenever they were', sessions, (journeys) => ({
    sessions: (scope, options) => journeys.sessions({ customerId: scope.customerId }, options),
  })),
  inJourneys('gives the sessions as they are when each page is read', sessions, (journeys) => ({
    async sessions(scope, { cursor, ...options } = {}) {
      if (cursor === undefined) return journeys.sessions(scope, options);
      const [page, all] = await Promise.all([
        journeys.sessions(scope, { ...options, cursor }),
        journeys.sessions(scope, { limit: 200 }),
      ]);
      return { ...page, items: page.items.map((session) => all.items.find(({ id }) => id === session.id) ?? session) };
    },
  })),
  passing('gives sessions to whoever asks', sessions, 'sessions', 'denied', () => ({ items: [] })),
  passing('has no sessions for a cursor that it does not know', sessions, 'sessions', 'cursor', () => ({ items: [] })),

  // What came since.
  hearing('tells the latest first', (news) => ({ ...news, events: newestFirst(news.events) })),
  hearing('tells nothing that happened long ago', (news) => ({
    ...news,
    events: news.events.filter(({ at, receivedAt }) => Date.parse(receivedAt) - Date.parse(at) < 3_600_000),
  })),
  hearing('loses the first of several', (news) => ({ ...news, events: news.events.slice(news.events.length > 1 ? 1 : 0) })),
  hearing('goes on from where it was asked', (news, after) => ({ ...news, after })),
  hearing('never says that something was taken away', ({ events, after }) => ({ events, after })),
  hearing('always says that something was taken away', ({ after }) => ({ events: [], after, reset: true })),
  inJourneys('tells all at once', since, (journeys) => ({
    since: (scope, options) => journeys.since(scope, { ...options, limit: 200 }),
  })),
  inJourneys('begins the news with what is there now', since, (journeys) => ({
    async since({ customerId }) {
      const { after } = await journeys.events({ customerId });
      return { events: [], after };
    },
  })),
  passing('has no news after what it never gave', since, 'since', 'after', () => unheard),
  passing('tells the news to whoever asks', since, 'since', 'denied', () => unheard),
];
