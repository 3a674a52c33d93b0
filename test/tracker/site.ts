import { FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/until.js';
import { type JourneyBeacon, type JourneyEvent, track, type Tracker, type TrackerOptions } from '../../src/tracker/tracker.js';

/** What the tracker may keep, by its own names. */
export const kept = () => ({ site: localStorage.getItem('sidedesk'), tab: sessionStorage.getItem('sidedesk') });

const RealDate = Date;

/**
 * The page of a web site in the hands of the test: its clocks and timers, whether it can be seen, its network, what it was reached from. Everything is put back by `stop`. Times pass when the test says so; the network takes what it is told to
 * take.
 */
export class Site {
  readonly clock = new FakeClock();
  /** All that was posted and taken. */
  readonly beacons: JourneyBeacon[] = [];
  /** Whether the browser takes beacons. */
  takes = true;
  /** Beacons that were tried, taken or not. */
  tried = 0;
  online = true;
  hidden = false;
  referrer = '';
  /** Milliseconds by which the visitor's clock was set. */
  set = 0;
  #undo: (() => void)[] = [];
  #trackers: Tracker[] = [];
  readonly #began = this.clock.now();
  readonly #address = location.href;
  readonly #title = document.title;

  constructor() {
    const { clock } = this;
    const time = () => clock.now() + this.set;
    this.replace(navigator, 'sendBeacon', {
      value: (to: string, body: string) => {
        this.tried += 1;
        if (this.takes) this.take(to, body);
        return this.takes;
      },
    });
    this.replace(navigator, 'onLine', { get: () => this.online });
    this.replace(document, 'hidden', { get: () => this.hidden });
    this.replace(document, 'visibilityState', { get: () => (this.hidden ? 'hidden' : 'visible') });
    this.replace(document, 'referrer', { get: () => this.referrer });
    this.replace(window, 'Date', {
      value: class extends RealDate {
        constructor(...given: [] | [number]) {
          super(given.length ? given[0] : time());
        }
      },
    });
    this.replace(performance, 'now', { value: () => 1000 + clock.now() - this.#began });
    this.replace(window, 'setTimeout', { value: clock.set });
    this.replace(window, 'clearTimeout', { value: clock.clear });
    const beats = new Set<object>();
    const every = (beat: object, run: () => void, milliseconds: number): void =>
      void clock.set(() => {
        if (!beats.has(beat)) return;
        every(beat, run, milliseconds);
        run();
      }, milliseconds);
    this.replace(window, 'setInterval', {
      value: (run: () => void, milliseconds: number) => {
        const beat = {};
        beats.add(beat);
        every(beat, run, milliseconds);
        return beat;
      },
    });
    this.replace(window, 'clearInterval', { value: (beat: object) => beats.delete(beat) });
  }

  /** Another property of something the page has, until the end of the test. */
  replace(target: object, name: string, property: PropertyDescriptor): void {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { ...property, configurable: true });
    this.#undo.push(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  }

  take(to: string, body: string): void {
    if (to !== '/journeys' || typeof body !== 'string') throw new TypeError('Not what the tracker was told to post');
    this.beacons.push(JSON.parse(body) as JourneyBeacon);
  }

  track(options: Partial<TrackerOptions> = {}): Tracker {
    const tracker = track({ to: '/journeys', consent: true, ...options });
    this.#trackers.push(tracker);
    return tracker;
  }

  /** What was told and came, in the order in which it came. */
  get events(): readonly JourneyEvent[] {
    return this.beacons.flatMap(({ events }) => events);
  }

  /** `page /boots`, `search /boots`. */
  get told(): readonly string[] {
    return this.events.map(({ type, url }) => `${type} ${new URL(url).pathname}`);
  }

  of(type: JourneyEvent['type']): readonly JourneyEvent[] {
    return this.events.filter((event) => event.type === type);
  }

  pass(milliseconds: number): Promise<void> {
    return this.clock.pass(milliseconds);
  }

  /** Until what happened has been sent. */
  async sent(): Promise<void> {
    await this.pass(3000);
    await turn();
  }

  see(visible: boolean): void {
    this.hidden = !visible;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }

  /** As browsers do it: the page is left, and only then cannot be seen. */
  leave(): void {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    this.see(false);
  }

  /** The way back to a page that was kept. */
  comeBack(): void {
    this.see(true);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }

  /** The address bar says something else, in the same document. */
  go(address: string): void {
    history.pushState(null, '', address);
  }

  stop(): void {
    for (const tracker of this.#trackers) tracker.withdraw();
    for (const undo of this.#undo.reverse()) undo();
    if (location.href !== this.#address) history.replaceState(null, '', this.#address);
    document.title = this.#title;
    localStorage.removeItem('sidedesk');
    sessionStorage.removeItem('sidedesk');
  }
}
