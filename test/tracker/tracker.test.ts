import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { cleanJourneyEvent, journeyEventProblems } from '../../src/domain/journey-event.js';
import { journeySessions } from '../../src/domain/journey.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { rounds } from '../support/chance.js';
import { noise } from '../support/noise.js';
import { turn } from '../support/until.js';
import { kept, Site } from './site.js';

const rules = { shownParameters: ['q'], hiddenPaths: [] };
const form = () =>
  fixture<HTMLFormElement>(
    html`<form name="order" id="form-7" @submit=${(event: Event) => event.preventDefault()}>
      <input name="card" /><input name="name" value="Kari" /><button>Order</button>
    </form>`,
  );
const begin = (field: Element) => field.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
const submit = (of: Element) => of.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));

describe('the tracker of a web site', () => {
  let site: Site;
  let sounds: ReturnType<typeof noise>;
  const { pathname, search } = location;

  // WebKit lets no page change its address more than a hundred times in ten seconds: once for all, and where a test does.
  before(() => history.replaceState(null, '', '/boots'));
  after(() => history.replaceState(null, '', pathname + search));
  beforeEach(() => {
    sounds = noise();
    site = new Site();
    document.title = 'Boots';
  });
  afterEach(() => {
    site.stop();
    sounds.stop();
    expect(sounds.heard).to.deep.equal([]);
    // Whatever a test does: a backend takes what is told, and finds nothing in it that it would have to take out.
    for (const event of site.events) {
      expect(journeyEventProblems(event), JSON.stringify(event)).to.deep.equal([]);
      const { url, type, seconds, form: name, term } = cleanJourneyEvent(event, rules);
      expect({ url, type, seconds, form: name, term }).to.deep.equal({
        ...{ url: event.url, type: event.type, seconds: event.seconds, form: event.form, term: event.term?.trim() },
      });
    }
  });

  describe('before the visitor agrees', () => {
    it('reads, stores and sends nothing, whatever happens', async () => {
      const read: string[] = [];
      const storage = (area: Storage) => ({
        get: () => {
          read.push('asked');
          return area;
        },
      });
      site.replace(window, 'localStorage', storage(localStorage));
      site.replace(window, 'sessionStorage', storage(sessionStorage));
      const tracker = site.track({ consent: false });
      begin((await form()).elements[0]!);
      tracker.search('boots');
      tracker.cart({ items: 1 });
      tracker.error(500);
      tracker.login({ kind: 'login', value: 'kari' });
      tracker.logout();
      tracker.page({ url: '/other' });
      site.go('/shoes');
      await site.pass(60_000);
      site.leave();
      site.comeBack();
      tracker.stop();
      await site.pass(60_000);
      expect(site.tried).to.equal(0);
      expect(read).to.deep.equal([]);
      expect(kept()).to.deep.equal({ site: null, tab: null });
      tracker.agree();
      expect(kept().site).not.to.equal(null);
    });

    it('keeps nothing of what came before: the open page is told of from then on', async () => {
      const tracker = site.track({ consent: false });
      tracker.search('secret');
      await site.pass(60_000);
      tracker.agree();
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots']);
      expect(site.events[0]).to.include({ order: 0, at: '2026-03-01T09:01:00.000Z' });
    });
  });

  describe('agreeing', () => {
    it('tells of the page: who, where, when, in which tab, reached from where', async () => {
      site.referrer = 'https://search.example/find?q=kari+nordmann#top';
      site.track();
      await site.sent();
      const [{ events, sentAt }] = site.beacons as [(typeof site.beacons)[0]];
      const [event] = events as [(typeof events)[0]];
      expect(events).to.have.length(1);
      expect(event).to.include({ type: 'page', at: '2026-03-01T09:00:00.000Z', title: 'Boots', order: 0 });
      expect(event.url).to.equal(`${location.origin}/boots`);
      expect(event.referrer).to.equal('https://search.example/find');
      expect(sentAt).to.equal('2026-03-01T09:00:03.000Z');
      expect(new Set([event.id, event.visitorId, event.viewId, event.tabId]).size).to.equal(4);
    });

    it('is needed once', async () => {
      const tracker = site.track();
      tracker.agree();
      tracker.agree();
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots']);
    });

    it('holds for the next page, in the same tab', async () => {
      site.track().stop();
      site.track();
      await site.sent();
      const [first, second] = site.of('page');
      expect(second!.visitorId).to.equal(first!.visitorId);
      expect(second!.tabId).to.equal(first!.tabId);
      expect(second!.viewId).not.to.equal(first!.viewId);
    });

    it('leaves nothing in the storage of the tab that a copy of the tab would have too', () => {
      site.track();
      expect(kept().tab).to.equal(null);
      site.leave();
      expect(kept().tab).not.to.equal(null);
      site.comeBack();
      expect(kept().tab).to.equal(null);
    });
  });

  describe('withdrawing', () => {
    it('deletes the visitor and what is not sent, and is the end', async () => {
      site.takes = false;
      const tracker = site.track();
      tracker.search('boots');
      await site.sent();
      expect(kept().site).to.contain('boots');
      site.takes = true;
      tracker.cart({ items: 1 });
      tracker.withdraw();
      expect(kept()).to.deep.equal({ site: null, tab: null });
      tracker.search('shoes');
      await site.pass(60_000);
      site.leave();
      expect(site.beacons).to.deep.equal([]);
      expect(kept()).to.deep.equal({ site: null, tab: null });
    });

    it('makes another visitor of who agrees again', async () => {
      const tracker = site.track();
      await site.sent();
      tracker.withdraw();
      tracker.agree();
      await site.sent();
      const [first, second] = site.of('page');
      expect(second!.visitorId).not.to.equal(first!.visitorId);
      expect(second!.tabId).not.to.equal(first!.tabId);
      expect(site.events).to.have.length(2);
    });

    it('in one tab silences the others, and pages that are kept for the way back', async () => {
      const tracker = site.track();
      await site.sent();
      localStorage.removeItem('sidedesk'); // as the other tab does
      tracker.search('boots');
      site.leave();
      site.comeBack();
      await site.pass(60_000);
      expect(site.told).to.deep.equal(['page /boots']);
      expect(kept().site).to.equal(null);
    });

    it('deletes what an earlier page has left, where nobody agreed on this one', () => {
      site.takes = false;
      site.track().stop();
      expect(kept().site).not.to.equal(null);
      site.track({ consent: false }).withdraw();
      expect(kept()).to.deep.equal({ site: null, tab: null });
    });
  });

  describe('an address', () => {
    it('is told without query and fragment', async () => {
      history.replaceState(null, '', '/boots?token=xyz&q=hunting#id_token=uvw');
      site.referrer = `${location.origin}/login?token=xyz#uvw`;
      const tracker = site.track();
      tracker.page({ url: 'https://kari:secret@shop.example/cart?token=xyz#uvw' });
      tracker.search('boots');
      site.leave();
      expect(site.events.map(({ url }) => url)).to.include(`${location.origin}/boots`);
      expect(site.events.map(({ url }) => url)).to.include('https://shop.example/cart');
      expect(JSON.stringify(site.beacons)).not.to.match(/\?|#|token|secret|xyz|uvw|hunting/);
    });

    it('keeps the parameters that the site allows, with all their values', async () => {
      history.replaceState(null, '', '/boots?token=abc&q=38&page=2&q=40');
      site.track({ parameters: ['q', 'size'] });
      await site.sent();
      expect(site.events[0]!.url).to.equal(`${location.origin}/boots?q=38&q=40`);
    });

    it('says from which campaign a visit comes, and no more of it', async () => {
      history.replaceState(null, '', '/boots?utm_source=letter&utm_medium=email&utm_campaign=spring&utm_content=kari');
      site.track();
      await site.sent();
      expect(site.events[0]!.campaign).to.deep.equal({ source: 'letter', medium: 'email', name: 'spring' });
      expect(JSON.stringify(site.beacons)).not.to.contain('kari');
    });
  });

  describe('dwell', () => {
    const seconds = () => site.of('dwell').map((event) => event.seconds);

    it('is told every 15 seconds, with what it has come to', async () => {
      site.track();
      await site.pass(48_000);
      expect(seconds()).to.deep.equal([15, 30, 45]);
    });

    it('counts only the time in which the page can be seen', async () => {
      site.track();
      await site.pass(10_000);
      site.see(false);
      expect(seconds()).to.deep.equal([10]);
      await site.pass(600_000);
      expect(seconds()).to.deep.equal([10]);
      site.see(true);
      await site.pass(5000);
      site.leave();
      expect(seconds().at(-1)).to.equal(15);
      expect(site.of('dwell').filter(({ left }) => left)).to.have.length(1);
    });

    it('goes out in one beacon, with all that waits, when the page is hidden', async () => {
      const tracker = site.track();
      tracker.search('boots');
      site.see(false);
      expect(site.beacons).to.have.length(1);
      expect(site.told).to.deep.equal(['page /boots', 'search /boots', 'dwell /boots']);
    });

    it('goes out in one beacon when the page is left, as its end', async () => {
      site.track();
      await site.pass(4000);
      site.leave();
      expect(site.beacons).to.have.length(2);
      expect(site.events.at(-1)).to.include({ type: 'dwell', seconds: 4, left: true });
      const [session] = journeySessions(site.events.map((event) => ({ ...event, receivedAt: event.at })));
      expect(session!.visits.map(({ dwell, left }) => ({ dwell, left }))).to.deep.equal([
        { dwell: { seconds: 4, atLeast: false }, left: true },
      ]);
    });

    it('does not mind a clock that is set back', async () => {
      site.track();
      await site.pass(7000);
      site.set = -3_600_000;
      await site.pass(7000);
      site.leave();
      expect(seconds()).to.deep.equal([14]);
      expect(site.events.map(({ order }) => order)).to.deep.equal([0, 1]);
    });

    it('does not count the sleep of a computer', async () => {
      site.track();
      await site.pass(1000);
      const now = performance.now.bind(performance);
      site.replace(performance, 'now', { value: () => now() + 8 * 3_600_000 });
      site.leave();
      expect(seconds()).to.deep.equal([20]);
    });
  });

  describe('a page that nobody sees', () => {
    it('is told of when somebody does', async () => {
      site.hidden = true;
      site.track();
      await site.pass(60_000);
      expect(site.tried).to.equal(0);
      site.see(true);
      await site.sent();
      expect(site.of('page').map(({ at }) => at)).to.deep.equal(['2026-03-01T09:01:00.000Z']);
    });

    it('is told of when something happens on it', async () => {
      site.hidden = true;
      site.track().search('boots');
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots', 'search /boots']);
    });

    it('is another visit on the way back', async () => {
      site.referrer = 'https://search.example/';
      site.track();
      await site.pass(5000);
      site.leave();
      await site.pass(600_000);
      expect(site.events).to.have.length(2);
      site.comeBack();
      await site.pass(5000);
      site.leave();
      expect(site.told.filter((told) => told === 'page /boots')).to.have.length(2);
      const [first, second] = site.of('page');
      expect(second!.viewId).not.to.equal(first!.viewId);
      expect(second!.tabId).to.equal(first!.tabId);
      expect(first!.referrer).to.equal('https://search.example/');
      expect(second!.referrer || undefined).to.equal(undefined);
      expect(site.of('dwell').filter(({ left }) => left)).to.have.length(2);
      expect(site.events.at(-1)!.seconds).to.equal(5);
    });
  });

  describe('sending', () => {
    it('waits three seconds for more', async () => {
      const tracker = site.track();
      await site.pass(1000);
      tracker.search('boots', 12);
      await site.pass(1999);
      expect(site.tried).to.equal(0);
      await site.pass(1);
      expect(site.beacons).to.have.length(1);
      expect(site.events[1]).to.include({ type: 'search', term: 'boots', results: 12, order: 1 });
    });

    it('takes twenty at once', async () => {
      const tracker = site.track();
      for (let n = 0; n < 44; n += 1) tracker.search(`boots ${n}`);
      await site.sent();
      expect(site.beacons.map(({ events }) => events.length)).to.deep.equal([20, 20, 5]);
      expect(site.events.map(({ order }) => order)).to.deep.equal([...Array(45).keys()]);
    });

    it('tries again what the browser did not take, until it does, once', async () => {
      site.takes = false;
      const tracker = site.track();
      tracker.search('boots');
      await site.pass(20_000);
      expect(site.beacons).to.deep.equal([]);
      site.takes = true;
      await site.pass(60_000);
      expect(site.of('search')).to.have.length(1);
      const ids = site.events.map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
    });

    it('waits where there is no network, also on the next page', async () => {
      site.online = false;
      const tracker = site.track();
      tracker.search('boots');
      await site.pass(20_000);
      site.leave();
      tracker.stop();
      expect(site.tried).to.equal(0);
      site.online = true;
      site.hidden = false;
      site.go('/shoes');
      site.track();
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots', 'search /boots', 'dwell /boots', 'dwell /boots', 'page /shoes']);
      await site.pass(60_000);
      expect(site.of('search')).to.have.length(1);
    });

    it('keeps the latest two hundred', async () => {
      site.takes = false;
      const tracker = site.track();
      for (let n = 0; n < 300; n += 1) tracker.search(`boots ${n}`);
      await site.sent();
      site.takes = true;
      await site.pass(15_000);
      await site.sent();
      const terms = site.of('search').map(({ term }) => term);
      expect(site.events.length).to.be.within(199, 201);
      expect(terms.at(-1)).to.equal('boots 299');
      expect(terms).not.to.contain('boots 99');
    });

    it('fetches where there are no beacons, and tries again what did not arrive', async () => {
      site.replace(navigator, 'sendBeacon', { value: undefined });
      let arrives = false;
      const asked: RequestInit[] = [];
      site.replace(window, 'fetch', {
        value: async (to: string, init: RequestInit) => {
          asked.push(init);
          if (!arrives) throw new TypeError('Failed to fetch');
          site.take(to, init.body as string);
          return new Response();
        },
      });
      const tracker = site.track();
      tracker.search('boots');
      await site.sent();
      expect(asked).to.have.length(1);
      expect(asked[0]).to.include({ method: 'POST', keepalive: true, mode: 'no-cors' });
      arrives = true;
      await site.pass(60_000);
      await turn();
      expect(site.of('search')).to.have.length(1);
    });

    it('says a title that the site sets after the address', async () => {
      site.track();
      await site.pass(2000);
      site.replace(window, 'navigation', { value: undefined });
      site.go('/shoes');
      dispatchEvent(new PopStateEvent('popstate'));
      await site.pass(1500);
      document.title = 'Shoes';
      await site.pass(1500);
      expect(site.of('page').map(({ title }) => title)).to.deep.equal(['Boots', 'Shoes']);
    });
  });

  describe('what a site tells', () => {
    it('is told with the page on which it was', async () => {
      const tracker = site.track();
      tracker.cart({ items: 2, amount: 99.5, currency: 'NOK' });
      tracker.error(404);
      tracker.login({ kind: 'email', value: 'kari@example.com' });
      tracker.logout();
      await site.sent();
      const [page, cart, error, login, logout] = site.events;
      expect(cart).to.include({ type: 'cart', items: 2, amount: 99.5, currency: 'NOK' });
      expect(error).to.include({ type: 'error', status: 404 });
      expect(login!.identity).to.deep.equal({ kind: 'email', value: 'kari@example.com' });
      expect(logout).to.include({ type: 'logout', viewId: page!.viewId, tabId: page!.tabId, order: 4 });
    });

    it('is cut where a visitor pasted a book into the search', async () => {
      site.track().search('boots '.repeat(20_000));
      await site.sent();
      expect(site.events[1]!.term).to.have.length(500);
    });

    it('is nothing more than it may be, and never an error in the page', async () => {
      const tracker = site.track();
      const cart = { items: NaN, amount: 10, lines: ['boots'], url: 'https://other.example/?secret', id: '' };
      tracker.cart(cart);
      tracker.search(10n as never);
      tracker.login(undefined as never);
      (tracker.cart as () => void)();
      await site.sent();
      expect(site.events[1]).to.include({ type: 'cart', amount: 10, url: `${location.origin}/boots` });
      expect(site.events[1]).not.to.have.any.keys('items', 'lines');
      expect(site.told.slice(0, 2)).to.deep.equal(['page /boots', 'cart /boots']);
    });
  });

  describe('a form', () => {
    it('is told of when the visitor is at it, and when it is sent', async () => {
      site.track();
      const order = await form();
      for (const field of order.elements) begin(field);
      submit(order);
      site.leave();
      expect(site.told).to.deep.equal(['page /boots', 'form-start /boots', 'form-submit /boots', 'dwell /boots']);
      expect(site.events.slice(1, 3).map((event) => event.form)).to.deep.equal(['order', 'order']);
    });

    it('is abandoned when the page is left before', async () => {
      const tracker = site.track();
      const order = await form();
      begin(order.elements[0]!);
      site.see(false);
      expect(site.of('form-abandon')).to.have.length(0);
      site.see(true);
      site.leave();
      expect(site.of('form-abandon').map((event) => event.form)).to.deep.equal(['order']);
      site.comeBack();
      tracker.stop();
      expect(site.of('form-abandon')).to.have.length(1);
    });

    it('is known by its name, else by its id, else not at all, and never by a field of it', async () => {
      site.track();
      const order = await form();
      begin(order.elements[0]!);
      order.removeAttribute('name');
      submit(order);
      order.removeAttribute('id');
      submit(order);
      await site.sent();
      expect(site.events.slice(1).map((event) => event.form)).to.deep.equal(['order', 'form-7', undefined]);
    });

    it('tells nothing of what is in it', async () => {
      site.track();
      const order = await form();
      const [card, name] = order.elements as unknown as HTMLInputElement[];
      card!.value = '4111111111111111';
      for (const field of order.elements) {
        begin(field);
        for (const type of ['input', 'change', 'keydown']) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
      submit(order);
      begin(card!);
      site.leave();
      expect(site.of('form-abandon')).to.have.length(1);
      expect(JSON.stringify(site.beacons)).not.to.contain(card!.value).and.not.to.contain(name!.value);
    });
  });

  describe('a site of a single page', () => {
    it('is told page by page, from where each was reached', async () => {
      site.track();
      site.go('/shoes');
      await site.pass(15_000); // browsers without the Navigation API
      site.go('/shoes?size=38#top');
      await site.pass(15_000);
      await site.sent();
      expect(site.of('page').map(({ url }) => url)).to.deep.equal([`${location.origin}/boots`, `${location.origin}/shoes`]);
      expect(site.of('page')[1]!.referrer).to.equal(`${location.origin}/boots`);
      expect(site.events.filter(({ left }) => left).map(({ url }) => url)).to.deep.equal([`${location.origin}/boots`]);
    });

    it('is told at once where the browser says it', async () => {
      const navigation = new EventTarget();
      site.replace(window, 'navigation', { value: navigation });
      site.track();
      await site.pass(5000);
      site.go('/shoes');
      navigation.dispatchEvent(new Event('currententrychange'));
      await site.pass(2000);
      site.leave();
      expect(site.told).to.deep.equal(['page /boots', 'dwell /boots', 'page /shoes', 'dwell /shoes']);
      expect(site.of('dwell').map(({ seconds }) => seconds)).to.deep.equal([5, 2]);
    });

    it('is told before what happens on it, where nobody says it', async () => {
      site.replace(window, 'navigation', { value: undefined });
      const tracker = site.track();
      site.go('/shoes');
      tracker.search('laces');
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots', 'dwell /boots', 'page /shoes', 'search /shoes']);
    });

    it('may say what its pages are', async () => {
      const tracker = site.track();
      tracker.page({ title: 'All our boots', status: 404 });
      tracker.page({ url: '/cart#3', title: 'Cart' });
      tracker.page();
      await site.sent();
      const pages = site.of('page').map(({ url, title, status }) => [new URL(url).pathname, title, status]);
      expect(pages).to.deep.equal([
        ['/boots', 'All our boots', 404],
        ['/cart', 'Cart', undefined],
        ['/boots', 'Boots', undefined],
      ]);
    });
  });

  describe('stopping', () => {
    it('sends what waits, says that the page was left, and is silent then', async () => {
      const tracker = site.track();
      await site.pass(2000);
      tracker.stop();
      expect(site.told).to.deep.equal(['page /boots', 'dwell /boots']);
      expect(site.events[1]).to.include({ seconds: 2, left: true });
      tracker.search('boots');
      await site.pass(60_000);
      site.leave();
      expect(site.beacons).to.have.length(1);
      site.see(true);
      tracker.agree();
      await site.sent();
      expect(new Set(site.events.map(({ visitorId }) => visitorId)).size).to.equal(1);
      expect(site.told.slice(2)).to.deep.equal(['page /boots']);
    });
  });

  describe('a page in which something is missing', () => {
    const refused = {
      get: () => {
        throw new DOMException('Refused', 'SecurityError');
      },
    };

    it('is told of without storage, as a visitor of its own', async () => {
      site.replace(window, 'localStorage', refused);
      site.replace(window, 'sessionStorage', refused);
      site.takes = false;
      const tracker = site.track();
      tracker.search('boots');
      await site.sent();
      site.takes = true;
      await site.pass(20_000);
      expect(site.told.slice(0, 3)).to.deep.equal(['page /boots', 'search /boots', 'dwell /boots']);
      tracker.stop();
      site.track();
      await site.sent();
      expect(new Set(site.of('page').map(({ visitorId }) => visitorId)).size).to.equal(2);
    });

    it('is told of where it is not secure', async () => {
      site.replace(crypto, 'randomUUID', { value: undefined });
      site.track();
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots']);
    });

    it('hears nothing of it', async () => {
      site.replace(crypto, 'getRandomValues', { value: undefined });
      const tracker = site.track();
      tracker.search('boots');
      await site.sent();
      expect(site.tried).to.equal(0);
    });

    it('hears nothing of a network that throws', async () => {
      site.replace(navigator, 'sendBeacon', {
        value: () => {
          throw new TypeError('Invalid URL');
        },
      });
      site.track().search('boots');
      await site.pass(20_000);
      site.leave();
    });

    it('may keep something else under its name', async () => {
      localStorage.setItem('sidedesk', '{');
      site.track();
      await site.sent();
      expect(site.told).to.deep.equal(['page /boots']);
    });
  });

  it('loses nothing, tells nothing twice and counts right, whatever happens in whatever order', async () => {
    type Deed = (tracker: Tracker, order: HTMLFormElement) => unknown;
    const deeds: Record<string, Deed> = {
      hide: () => site.see(false),
      show: () => site.see(true),
      leave: () => site.leave(),
      back: () => site.comeBack(),
      second: () => site.pass(1000),
      minute: () => site.pass(61_000),
      offline: () => (site.online = false),
      online: () => (site.online = true),
      refuse: () => (site.takes = false),
      take: () => (site.takes = true),
      back1h: () => (site.set -= 3_600_000),
      search: (tracker) => tracker.search('boots'),
      error: (tracker) => tracker.error(500),
      cart: (tracker) => tracker.page({ url: '/cart?secret=1' }),
      boots: (tracker) => tracker.page({ title: 'Boots' }),
      focus: (_, order) => begin(order.elements[0]!),
      submit: (_, order) => submit(order),
      next: (tracker) => {
        tracker.stop();
        tracker.agree();
      },
    };
    const order = await form();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(deeds)), { maxLength: 25 }), async (names) => {
        site.stop();
        site = new Site();
        const tracker = site.track();
        const began = site.clock.now();
        for (const name of names) await deeds[name]!(tracker, order);
        site.takes = site.online = true;
        site.see(true);
        tracker.stop();
        expect(JSON.stringify(site.beacons)).not.to.contain('secret');
        const ids = site.events.map(({ id }) => id);
        expect(new Set(ids).size).to.equal(ids.length);
        expect(new Set(site.events.map(({ visitorId }) => visitorId)).size).to.equal(1);
        const views = new Map<string, typeof site.events>();
        for (const event of site.events) views.set(event.viewId!, [...(views.get(event.viewId!) ?? []), event]);
        let total = 0;
        for (const told of views.values()) {
          expect(told.map((event) => event.order)).to.deep.equal([...told.keys()]);
          expect(told[0]!.type).to.equal('page');
          expect(told.filter(({ left }) => left)).to.have.length(1);
          expect(told.at(-1)!.left).to.equal(true);
          expect(new Set(told.map(({ url }) => url)).size).to.equal(1);
          const counted = told.flatMap(({ seconds }) => seconds ?? []);
          expect(counted).to.deep.equal([...counted].sort((a, b) => a - b));
          total += counted.at(-1)!;
          for (const event of told) expect(journeyEventProblems(event)).to.deep.equal([]);
        }
        // Every view rounds.
        expect(total).to.be.at.most((site.clock.now() - began) / 1000 + views.size);
      }),
      { numRuns: rounds(60) },
    );
  });
});
