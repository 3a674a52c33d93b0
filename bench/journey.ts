import type { Backend, WatchListeners } from '../src/backend/backend.js';
import type { JourneyEventType, RecordedJourneyEvent } from '../src/domain/journey-event.js';
import type { CustomerJourney } from '../src/elements/customer-journey/customer-journey.js';

/** The names of the pages of a web shop; some are long. */
const names =
  'Home,Heat pumps,Compare heat pumps,Prices,Delivery and returns,Sign in,Your profile,Meter reading,Invoices,Invoice of last month,Add users,Contact,Opening hours,Checkout,Thank you for the order,How to change the filter of an air-to-air heat pump in five steps without calling anybody'.split(
    ',',
  );
const pages = 60;
const [second, day] = [1000, 24 * 3_600_000];
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

let made = 0;

/** Where somebody is: a tab of a browser, and the page that is open in it. */
export interface Tab {
  readonly visitorId: string;
  readonly tabId: string;
  view: number;
  openedAt: number;
  order: number;
}
export const tab = (visitorId: string, tabId: string): Tab => ({ visitorId, tabId, view: 0, openedAt: 0, order: 0 });

function told(at: number, { visitorId, tabId, view, order }: Tab, type: JourneyEventType): RecordedJourneyEvent {
  const page = (view * 7) % pages;
  return {
    ...{ id: `event-${(made += 1)}`, visitorId, tabId, viewId: `view-${view}`, order, type },
    url: `https://shop.example/pages/${page}/${page % 3 ? 'details' : ''}`,
    title: `${names[page % names.length]!}, ${page}`,
    ...{ at: iso(at), receivedAt: iso(at) },
  };
}

export function open(at: number, in_: Tab): RecordedJourneyEvent {
  made += 1;
  Object.assign(in_, { view: made, openedAt: at, order: 0 });
  return told(at, in_, 'page');
}

export function beat(at: number, in_: Tab, left = false): RecordedJourneyEvent {
  in_.order += 1;
  const seconds = Math.round((at - in_.openedAt) / second);
  return { ...told(at, in_, 'dwell'), seconds, ...(left && { left }) };
}

/** Something is done on the page: a search, a form that is begun and sent or left, now and then an error. */
export function mark(at: number, in_: Tab): RecordedJourneyEvent {
  in_.order += 1;
  const types = ['search', 'form-start', 'form-submit', 'search', 'form-start', 'form-abandon', 'cart', 'error'] as const;
  const type = types[made % types.length]!;
  const more: Partial<RecordedJourneyEvent> =
    type === 'search'
      ? { term: `heat pump ${made % 90}`, results: made % 7 }
      : type === 'cart'
        ? { items: made % 5, amount: 4990, currency: 'NOK' }
        : type === 'error'
          ? { status: 500 }
          : { form: `Form ${made % 4}` };
  return { ...told(at, in_, type), ...more };
}

/**
 * So many events of a month, the latest first as a backend keeps them: visits of some twelve pages by four browsers, each page looked at for up to a minute with a sign of life every fifteen seconds, every third with something done on it. The
 * last visit goes on.
 */
export function past(count: number, now: number): readonly RecordedJourneyEvent[] {
  const events: RecordedJourneyEvent[] = [];
  for (let visit = 0; events.length < count; visit += 1) {
    const in_ = tab(`browser-${visit % 4}`, `tab-${visit}`);
    const views = 8 + ((visit * 5) % 9);
    const lasts = (n: number) => 15 + ((n * 11) % 46);
    // Three visits a day, and a little, fill a month with five thousand events.
    let at = now - visit * (day / 3.2) - Array.from({ length: views }, (_, n) => (lasts(n) + 1) * second).reduce((a, b) => a + b);
    for (let n = 0; n < views; n += 1) {
      events.push(open(at, in_));
      if (n % 3 === 0) events.push(mark(at + 5 * second, in_));
      for (let after = 15; after < lasts(n); after += 15) events.push(beat(at + after * second, in_));
      at += lasts(n) * second;
      events.push(beat(at, in_, visit > 0 || n < views - 1));
      at += second;
    }
  }
  const latest = events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1));
  return latest.slice(0, count);
}

export interface WebSite {
  readonly backend: Backend;
  happen(events: readonly RecordedJourneyEvent[]): void;
  /** What happened and was not asked for yet. */
  readonly waiting: number;
}

/** A backend that answers at once, and forgets what was asked for: what stays in the page is the element's. */
export function webSite(kept: readonly RecordedJourneyEvent[]): WebSite {
  const listeners = new Set<WatchListeners>();
  let [waiting, passed]: [RecordedJourneyEvent[], number] = [[], 0];
  return {
    get waiting() {
      return waiting.length;
    },
    happen(events) {
      waiting.push(...events);
      const change = { kind: 'journey', id: 'c1', customerId: 'c1', revision: passed + waiting.length } as const;
      for (const _ of events) for (const listener of listeners) listener.change(change);
    },
    backend: {
      session: async () => ({
        tenantId: 'bench',
        agent: { id: 'a1', name: 'Agent 1' },
        permissions: ['customers.view'],
        settings: {
          timeZone: 'Europe/Oslo',
          journeyTargets: [
            { name: 'Add users', url: 'https://shop.example/pages/10/details', goal: 'https://shop.example/pages/14/*' },
            { name: 'Meter reading', url: 'https://shop.example/pages/7/details' },
          ],
        },
        now: iso(Date.now()),
      }),
      watch: (_, listener) => {
        listeners.add(listener);
        listener.state?.('live');
        return () => listeners.delete(listener);
      },
      journeys: {
        events: async ({ from = '' }, { cursor = '0', limit = 50 } = {}) => {
          const start = Number(cursor);
          const items = kept.slice(start, start + limit).filter(({ at }) => at >= from);
          const next = items.length === limit && start + limit < kept.length ? { next: String(start + limit) } : {};
          return { items, ...next, after: String(passed + waiting.length) };
        },
        since: async ({ after }, { limit = 50 } = {}) => {
          const seen = Number(after) - passed;
          const events = waiting.slice(seen, seen + limit);
          waiting = waiting.slice(seen);
          passed += seen;
          return { events, after: String(passed + events.length) };
        },
      },
    },
  };
}

/** A customer's journey of a month on a backend, not on the page yet. */
export const journeyOf = (backend: Backend, customerId?: string): CustomerJourney =>
  Object.assign(document.createElement('customer-journey'), { backend, customerId, frame: 'month' as const });
