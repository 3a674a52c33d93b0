import { BackendError } from '../../../src/backend/backend-error.js';
import type { Backend, Change, JourneyAliasDraft, Session, WatchListeners, WatchState } from '../../../src/backend/backend.js';
import type { JourneyAlias } from '../../../src/domain/journey-alias.js';
import type { RecordedJourneyEvent } from '../../../src/domain/journey-event.js';

/** By the backend's clock: a Wednesday. */
export const now = Date.parse('2026-03-04T12:00:00Z');
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
export const [minute, day] = [60_000, 24 * 3_600_000];
export const me = { id: 'mia', name: 'Mia Lund' };
export const shop = 'https://shop.example';

let made = 0;

/** Something that happened so many minutes ago, in Ingrid's browser. */
export function told(minutesAgo: number, more: Partial<RecordedJourneyEvent> = {}): RecordedJourneyEvent {
  made += 1;
  const at = iso(now - minutesAgo * minute);
  return { id: `event ${made}`, visitorId: 'laptop', type: 'page', at, url: `${shop}/`, receivedAt: at, ...more };
}

/** A page that was opened so many minutes ago and looked at for so many seconds; left unless it is still open. */
export function page(
  minutesAgo: number,
  path: string,
  title: string,
  seconds?: number,
  more: Partial<RecordedJourneyEvent> & { readonly open?: boolean } = {},
): readonly RecordedJourneyEvent[] {
  const { open = false, ...rest } = more;
  const viewId = rest.viewId ?? `view ${(made += 1)}`;
  const common = { viewId, url: `${shop}${path}`, title, ...rest };
  const view = told(minutesAgo, { tabId: 'tab', ...common, order: 0 });
  if (seconds === undefined) return [view];
  const { referrer: _referrer, campaign: _campaign, status: _status, ...same } = common;
  const beat = told(minutesAgo - seconds / 60, {
    tabId: 'tab',
    ...same,
    type: 'dwell',
    seconds,
    order: 1,
    ...(open ? {} : { left: true }),
  });
  return [view, beat];
}

export interface JourneyHouse {
  readonly backend: Backend;
  /** What came, in the order in which it came. */
  readonly log: { readonly customerId: string; readonly event: RecordedJourneyEvent }[];
  aliases: JourneyAlias[];
  session: Session;
  /** The backend's clock. */
  now: number;
  /** Something happens on the web site, and it is told. */
  happen(events: readonly RecordedJourneyEvent[], customerId?: string): void;
  /** What a browser told is not the customer's any more. */
  takeAway(visitorId: string): void;
  tell(change: Change): void;
  tellState(state: WatchState): void;
}

export interface HouseOptions {
  readonly settings?: Session['settings'];
  readonly permissions?: Session['permissions'];
  readonly aliases?: readonly JourneyAlias[];
  /** So many events a page at most. */
  readonly pageSize?: number;
}

/** As the port has it: at most 200 at a time. */
const within = (limit: number) => {
  if (limit > 200) throw new BackendError('invalid', 'limit', { fields: [{ field: 'limit', reason: 'not-1-to-200' }] });
};

/** A web site and a contact centre that remember: enough of a backend for journeys, and no more. Keeps the port's order and pages, and answers copies. */
export function journeyHouse(events: readonly RecordedJourneyEvent[] = [], options: HouseOptions = {}): JourneyHouse {
  const watchers = new Set<WatchListeners>();
  const tell = (change: Change) => [...watchers].forEach((each) => each.change(change));
  const told = (customerId: string) => tell({ kind: 'journey', id: customerId, customerId, revision: house.log.length });
  /** Key of a write → the alias that it was about. */
  const keys = new Map<string, string>();
  // What was taken away makes tokens from before it invalid: the next answer says so.
  let takenAt = -1;
  const order = (a: RecordedJourneyEvent, b: RecordedJourneyEvent) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1);
  const of = (customerId: string) => house.log.filter((each) => each.customerId === customerId).map(({ event }) => event);
  const house: JourneyHouse = {
    log: events.map((event) => ({ customerId: 'c1', event })),
    aliases: [...(options.aliases ?? [])],
    now,
    session: {
      tenantId: 'test',
      agent: me,
      permissions: options.permissions ?? ['customers.view', 'customers.edit'],
      settings: { timeZone: 'UTC', homeRegion: 'NO', ...options.settings },
      now: iso(now),
    },
    tell,
    tellState: (state) => [...watchers].forEach((each) => each.state?.(state)),
    happen(more, customerId = 'c1') {
      house.log.push(...more.map((event) => ({ customerId, event })));
      told(customerId);
    },
    takeAway(visitorId) {
      const kept = house.log.filter(({ event }) => event.visitorId !== visitorId);
      house.log.splice(0, house.log.length, ...kept);
      takenAt = house.log.length;
      told('c1');
    },
    backend: {
      session: async () => ({ ...house.session, now: iso(house.now) }),
      watch: (_, listeners) => {
        watchers.add(listeners);
        listeners.state?.('live');
        return () => void watchers.delete(listeners);
      },
      journeys: {
        events: async ({ customerId, from = '' }, { cursor = '0', limit = 50 } = {}) => {
          within(limit);
          const all = of(customerId)
            .filter(({ at }) => at >= from)
            .sort(order);
          const start = Number(cursor);
          const end = start + Math.min(limit, options.pageSize ?? limit);
          const next = end < all.length ? { next: String(end) } : {};
          return { items: structuredClone(all.slice(start, end)), ...next, after: `${house.log.length} ${takenAt}` };
        },
        since: async ({ customerId, after }, { limit = 50 } = {}) => {
          within(limit);
          const [seen, taken] = after.split(' ').map(Number) as [number, number];
          if (Number.isNaN(seen)) throw new BackendError('invalid', 'after', { fields: [{ field: 'after', reason: 'unknown' }] });
          if (taken !== takenAt) return { events: [], after: `${house.log.length} ${takenAt}`, reset: true };
          const news = house.log
            .slice(seen)
            .filter((each) => each.customerId === customerId)
            .slice(0, limit);
          const end = news.length < limit ? house.log.length : house.log.indexOf(news.at(-1)!) + 1;
          return { events: structuredClone(news.map(({ event }) => event)), after: `${end} ${takenAt}` };
        },
        aliases: async (customerId) => structuredClone(house.aliases.filter((alias) => alias.customerId === customerId)),
        addAlias: async (draft: JourneyAliasDraft, { key } = {}) => {
          const before = key === undefined ? undefined : keys.get(key);
          const other = house.aliases.find(({ id, kind, value }) =>
            before === undefined ? kind === draft.kind && value === draft.value : id === before,
          );
          if (before !== undefined && !other) throw new BackendError('not-found', 'alias');
          if (other && other.customerId !== draft.customerId) throw new BackendError('conflict', 'taken', { current: other });
          const alias = other ?? { id: `alias ${(made += 1)}`, ...draft, since: iso(house.now) };
          if (key !== undefined) keys.set(key, alias.id);
          if (!other) {
            house.aliases.push(alias);
            told(alias.customerId);
          }
          return structuredClone(alias);
        },
        removeAlias: async (id, { key } = {}) => {
          if (key !== undefined && keys.has(key)) return;
          const alias = house.aliases.find((each) => each.id === id);
          if (!alias) throw new BackendError('not-found', 'alias');
          if (key !== undefined) keys.set(key, id);
          house.aliases = house.aliases.filter((each) => each.id !== id);
          if (alias.kind === 'visitor') house.takeAway(alias.value);
          else told(alias.customerId);
        },
      },
    },
  };
  return house;
}

/** A visit that goes on: prices, a login that fails once, and a page where the customer is now, with what happened on the way. */
export const visiting = (): readonly RecordedJourneyEvent[] => [
  ...page(22, '/', 'Home', 70, {
    referrer: 'https://search.example/',
    campaign: { name: 'Winter', source: 'newsletter', medium: 'email' },
  }),
  ...page(20.8, '/prices', 'Prices', 230, { viewId: 'prices' }),
  told(19.5, { type: 'search', term: 'heat pump', results: 3, url: `${shop}/prices`, viewId: 'prices', tabId: 'tab', order: 2 }),
  ...page(16.9, '/sign-in', 'Sign in', 80),
  ...page(15.5, '/sign-in', 'Sign in', 50, { status: 500 }),
  ...page(14.6, '/sign-in', 'Sign in', 75, { viewId: 'signed in' }),
  told(13.4, { type: 'login', url: `${shop}/sign-in`, viewId: 'signed in', tabId: 'tab', order: 3 }),
  ...page(13.3, '/profile', 'Change profile', 190, { viewId: 'profile' }),
  told(12, { type: 'form-start', form: 'Profile', url: `${shop}/profile`, viewId: 'profile', tabId: 'tab', order: 2 }),
  told(10.4, { type: 'form-abandon', form: 'Profile', url: `${shop}/profile`, viewId: 'profile', tabId: 'tab', order: 3 }),
  ...page(10, '/prices', 'Prices', 110),
  ...page(8, '/users/add', 'Add users', 470, { open: true, viewId: 'now' }),
  told(0.1, { type: 'dwell', seconds: 474, url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 5 }),
];

/** Earlier visits: yesterday on the phone, going to and fro, with a cart and an error page; last week with a form that was sent. */
export const before = (): readonly RecordedJourneyEvent[] => {
  const phone = { visitorId: 'phone', tabId: 'phone tab' };
  const yesterday = 26 * 60;
  const lastWeek = 6 * 24 * 60;
  return [
    ...page(yesterday, '/products', 'Products', 40, phone),
    ...page(yesterday - 1, '/products/heat-pump', 'Heat pump', 90, phone),
    ...page(yesterday - 3, '/products', 'Products', 20, phone),
    ...page(yesterday - 4, '/products/heat-pump', 'Heat pump', 30, phone),
    ...page(yesterday - 5, '/products', 'Products', 15, phone),
    ...page(yesterday - 6, '/products/heat-pump', 'Heat pump', 45, { ...phone, viewId: 'pump' }),
    told(yesterday - 6.5, {
      ...phone,
      type: 'cart',
      items: 2,
      amount: 4990,
      currency: 'NOK',
      url: `${shop}/products/heat-pump`,
      viewId: 'pump',
    }),
    ...page(yesterday - 7, '/offers/old', 'Not found', 5, { ...phone, status: 404 }),
    ...page(lastWeek, '/contact', 'Contact', 160, { viewId: 'contact' }),
    told(lastWeek - 2, { type: 'form-submit', form: 'Contact', url: `${shop}/contact`, viewId: 'contact', tabId: 'tab' }),
    ...page(lastWeek - 3, '/', 'Home', undefined),
  ];
};

/** So many events: visits of about twenty pages, three events each, some hours apart, the last one just now. */
export function many(count: number): readonly RecordedJourneyEvent[] {
  const events: RecordedJourneyEvent[] = [];
  for (let at = 0; events.length < count; at += 1) {
    const visit = Math.floor(at / 20);
    const minutesAgo = visit * 120 + (at % 20) * 1.5 + 0.2;
    const name = `Page ${(at * 7) % 31}`;
    const viewId = `many ${at}`;
    events.push(...page(minutesAgo, `/pages/${(at * 7) % 31}`, name, 60, { viewId, visitorId: `browser ${visit % 3}` }));
    if (at % 3 === 0)
      events.push(
        told(minutesAgo - 0.5, {
          type: 'search',
          term: `word ${at}`,
          results: at % 5,
          url: `${shop}/pages/${(at * 7) % 31}`,
          viewId,
          visitorId: `browser ${visit % 3}`,
          tabId: 'tab',
        }),
      );
  }
  return events.slice(0, count);
}

export const targets = [
  { name: 'Add users', url: `${shop}/users/add`, goal: `${shop}/users/done` },
  { name: 'Send a meter reading', url: `${shop}/readings/new`, goal: `${shop}/readings/thanks*` },
];
export const aliases: readonly JourneyAlias[] = [
  { id: 'a1', kind: 'visitor', value: 'laptop', customerId: 'c1', since: iso(now - 20 * day) },
  { id: 'a2', kind: 'visitor', value: 'phone', customerId: 'c1', since: iso(now - 2 * day) },
  { id: 'a3', kind: 'email', value: 'ingrid.hakonsen@example.com', customerId: 'c1', since: iso(now - 20 * day) },
];
