import type { JourneyEvent, JourneyEventType, JourneyIdentity } from '../domain/journey-event.js';

export type { JourneyEvent, JourneyIdentity };

/** What the tracker of a web site needs to know. */
export interface TrackerOptions {
  /**
   * Where what it tells is posted: an address of the site's own server, which passes the `events` of each `JourneyBeacon` on to `backend.journeys.record`. The body comes as `text/plain`, so that no browser asks for leave first (CORS preflight), at
   * whatever origin; of the answer nothing is read.
   */
  readonly to: string;
  /** The visitor has agreed before, as the site remembers. Without it nothing is read, stored or sent until `agree()`. */
  readonly consent?: boolean;
  /** Names of the query parameters that are told with the address of a page; without them none is. What is behind a `#` never is. */
  readonly parameters?: readonly string[];
}

/** A page, where the site knows more of it than its address bar and its title say. */
export interface TrackedPage {
  /** What the address bar says unless given: a site whose pages differ only behind the `#` names them here, for example `/cart`. May be relative, and is stripped as every address is. */
  readonly url?: string;
  /** Unless given the document's, as it is when the page is told of. */
  readonly title?: string;
  /** HTTP status; from 400 on it is an error page. */
  readonly status?: number;
}

/** What is in the cart now. */
export interface TrackedCart {
  readonly items?: number;
  readonly amount?: number;
  /** ISO 4217. */
  readonly currency?: string;
}

/** The body of what is posted, as JSON. */
export interface JourneyBeacon {
  /** By the clock that says when the events were, ISO 8601 in UTC. */
  readonly sentAt: string;
  /** In the order in which they happened, twenty at most. One that comes again has the same id. */
  readonly events: readonly JourneyEvent[];
}

/** What a site says to its tracker. Nothing here ever throws, and nothing but `agree` and `withdraw` does anything before the visitor has agreed. */
export interface Tracker {
  /** The visitor agrees just now: the page that is open is told of as if it were opened now, with what led to it, and nothing that happened on it before. */
  agree(): void;
  /** The visitor does not agree any more: their id and what is not sent yet are deleted, and nothing more is sent, by other tabs of the site either. Does no harm where nothing is kept: a site may call it on every page of those who refuse. */
  withdraw(): void;
  /**
   * Another page is shown in the same document. Changes of the address are noticed by themselves: at once where the browser has the Navigation API, elsewhere on the way back, when something happens, or within 15 seconds. Of a page that
   * is told of already this says title and status, as long as they are not sent: three seconds, on a page that stays in view.
   */
  page(page?: TrackedPage): void;
  /** The visitor searched on the site; `results`: how much was found. */
  search(term: string, results?: number): void;
  /** The cart changed. */
  cart(cart: TrackedCart): void;
  /** The page is one of an error, or something on it failed; HTTP status. */
  error(status?: number): void;
  /** The site knows from now on who the visitor is. */
  login(identity: JourneyIdentity): void;
  /** The visitor logged out; nobody becomes somebody else by it. */
  logout(): void;
  /** Tells that the page was left, sends what waits, and is silent then. What the visitor agreed to stands: `agree()` begins again. */
  stop(): void;
}

/** Under this name the storage of the site has the visitor's id, with what waits for the network, and that of the tab has the id of the tab. */
const key = 'sidedesk';
/** So many events wait for the network, the latest. */
const unsentLimit = 200;
/** So many go at once: of a page that is gone browsers carry 64 kB. */
const batch = 20;
/** Milliseconds after which what happened is sent, with what else happened meanwhile. */
const sendAfter = 3000;
/** Milliseconds between two signs of life. */
const beatEvery = 15_000;
/** Milliseconds: a beat that comes later than this comes from a computer that slept. */
const longestBeat = 20_000;

/** An id, and what waits for the network. */
type Kept = readonly [id?: string, ...unsent: JourneyEvent[]];

/** Keeps a value, or with null deletes what is kept; what is kept then. Nothing is where a storage is refused, which may be so as soon as it is named. */
function store(ofTab: boolean, value?: Kept | null): Kept {
  try {
    const storage = ofTab ? sessionStorage : localStorage;
    if (value) storage[key] = JSON.stringify(value);
    if (value === null) delete storage[key];
    return JSON.parse(storage[key] as string) as Kept;
  } catch {
    return [];
  }
}

/** Pages that are not secure have no `randomUUID`. */
const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/**
 * Tells what a visitor does on a web site, from the moment they agree: called once a document, as early as the site likes. Pages, how long they are seen (every 15 seconds, and when they are hidden or left) and forms (that somebody is at one, sends
 * it, leaves it; never what is in it) are noticed by themselves.
 */
export function track({ to, consent, parameters = [] }: TrackerOptions): Tracker {
  /** Empty: nobody has agreed. */
  let visitorId = '';
  /** The same as the storage has it, where it keeps anything. */
  let remembered: string | undefined;
  let tabId = '';
  let unsent: JourneyEvent[] = [];
  let sending: ReturnType<typeof setTimeout> | void;
  let beating: ReturnType<typeof setInterval>;
  /** From where the next page is reached. */
  let referrer: string;

  // Of one time that a page is open; without an id none is.
  let viewId = '';
  let url: string;
  /** What the address bar says. */
  let place: string;
  let page: { title?: string; status?: number };
  let order: number;
  /** Milliseconds in which it was seen. */
  let seen: number;
  /** Until when they are counted, by a clock that nobody sets; 0: it is not seen now. */
  let seenAt = 0;
  /** Forms that the visitor is at. */
  const begun = new Set<Element>();

  /** Without user, password, fragment, and all parameters but those that are told. */
  const address = (given: string = location.href): string => {
    const at = new URL(given, location.href);
    at.search = new URLSearchParams([...at.searchParams].filter(([name]) => parameters.includes(name))).toString();
    return at.origin + at.pathname + at.search;
  };

  /**
   * All that happens comes through here. Before the visitor agrees it comes to nothing, and whatever is missing in the page, its owner hears nothing of it. First of all it is seen to where we are; a page that nobody sees (rendered ahead, opened in
   * the background, kept for the way back) is told of when somebody does.
   */
  const quietly =
    <Given extends unknown[]>(run: (...given: Given) => void) =>
    (...given: Given): void => {
      try {
        if (!visitorId) return;
        if (viewId ? place !== address() : !document.hidden) open();
        run(...given);
      } catch {
        // What cannot be told is not.
      }
    };

  const post = (events: readonly JourneyEvent[]): boolean => {
    const body = JSON.stringify({ sentAt: new Date(), events });
    if (navigator.sendBeacon) return navigator.sendBeacon(to, body);
    // As of a beacon's nothing of the answer can be read; that there was one is enough.
    fetch(to, { method: 'POST', body, keepalive: true, mode: 'no-cors' }).catch(() => visitorId && unsent.unshift(...events));
    return true;
  };

  const send = () => {
    const [id, ...waiting] = store(false);
    // Withdrawn in another tab, perhaps while this page was kept for the way back.
    if (id !== remembered) return end();
    settle();
    // What waits in the storage is of all tabs: the first that can sends it.
    unsent = [...waiting, ...unsent].slice(-unsentLimit);
    // A browser that knows it is offline takes beacons all the same, and loses them.
    while (unsent[0] && navigator.onLine && post(unsent.slice(0, batch))) unsent.splice(0, batch);
    if ((waiting[0] || unsent[0]) && store(false, [visitorId, ...unsent])[0]) unsent = [];
  };

  /** Sites change the title after the address: right is what it is a while later, or when the page is left before. */
  const settle = () => {
    sending = clearTimeout(sending as ReturnType<typeof setTimeout>);
    if (page) page.title ??= document.title;
  };

  const tell = (type: JourneyEventType, told?: Omit<Partial<JourneyEvent>, 'type'>): JourneyEvent => {
    if (!viewId) open();
    const all = { ...told, id: viewId + order, visitorId, type, at: new Date(), url, viewId, tabId, order: order++ };
    // What is no JSON must not stay in the way of the rest, and what is nothing is not told.
    const event = JSON.parse(JSON.stringify(all), (_, value: unknown) => value ?? undefined) as JourneyEvent;
    unsent.push(event);
    sending ??= setTimeout(quietly(send), sendAfter);
    return event;
  };

  const look = () => {
    const time = performance.now();
    if (seenAt) seen += Math.min(time - seenAt, longestBeat);
    seenAt = document.hidden ? 0 : time;
  };

  const dwell = (left?: boolean) => {
    if (!viewId) return;
    look();
    tell('dwell', { seconds: Math.round(seen / 1000), left });
  };

  /** Named by its attributes: a field that is called `name` hides the property. */
  const tellForm = (type: 'form-start' | 'form-submit' | 'form-abandon', form: Element) =>
    tell(type, { form: form.getAttribute('name') || form.getAttribute('id') || undefined });

  const open = (given?: string) => {
    leave();
    // Who copies a tab copies its storage: the id is in there only from one page to the next.
    tabId ||= store(true)[0] || newId();
    store(true, null);
    viewId = newId();
    place = address();
    url = address(given);
    order = seen = 0;
    look();
    const { search } = location;
    const query = new URLSearchParams(search);
    const utm = (name: string) => query.get(`utm_${name}`) as string | undefined;
    page = tell('page', {
      referrer,
      campaign: search.includes('utm_') ? { source: utm('source'), medium: utm('medium'), name: utm('campaign') } : undefined,
    });
    referrer = url;
  };

  const leave = () => {
    begun.forEach((form) => tellForm('form-abandon', form));
    begun.clear();
    dwell(true);
    settle();
    viewId = '';
    seenAt = 0;
  };

  const hide = () => {
    leave();
    referrer = ''; // on the way back nobody knows where from
    send();
    store(true, [tabId]);
  };

  const end = () => {
    clearInterval(beating);
    visitorId = viewId = tabId = '';
    unsent = [];
    begun.clear();
  };

  const check = quietly(() => undefined);

  const agree = () => {
    try {
      if (visitorId) return;
      const [id = newId(), ...waiting] = store(false);
      [remembered] = store(false, [id, ...waiting]);
      referrer = document.referrer && address(document.referrer);
      visitorId = id;
      beating = setInterval(
        quietly(() => document.hidden || dwell()),
        beatEvery,
      );
      check();
    } catch {
      // A page without what this needs is not told of.
    }
  };

  const on = (type: string, run: (event: Event) => void) => addEventListener(type, quietly(run), true);
  on('visibilitychange', () => {
    dwell();
    if (document.hidden) send();
  });
  on('pagehide', hide);
  on('pageshow', check);
  on('popstate', check);
  on('focusin', ({ target }) => {
    const form = (target as Element).closest('form');
    if (!form || begun.has(form)) return;
    begun.add(form);
    tellForm('form-start', form);
  });
  on('submit', ({ target }) => {
    begun.delete(target as Element);
    tellForm('form-submit', target as Element);
  });
  window.navigation?.addEventListener('currententrychange', check);

  if (consent) agree();
  return {
    agree,
    withdraw: () => {
      end();
      store(false, null);
      store(true, null);
    },
    page: quietly(({ url: given, ...told }: TrackedPage = {}) => {
      if (url !== address(given)) open(given);
      Object.assign(page, told);
    }),
    search: quietly((term, results) => tell('search', { term: term.slice(0, 500), results })),
    cart: quietly(({ items, amount, currency }) => tell('cart', { items, amount, currency })),
    error: quietly((status) => tell('error', { status })),
    login: quietly((identity) => tell('login', { identity })),
    logout: quietly(() => tell('logout')),
    stop: quietly(() => {
      hide();
      end();
    }),
  };
}
