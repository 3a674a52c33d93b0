import { inUtc, type JourneySession } from './journey.js';
import { BrowserJourney } from './journey-browser.js';
import type { RecordedJourneyEvent } from './journey-event.js';

/** By how much of what there is room for it may grow before room is made. */
const slack = 1.1;

/**
 * A journey that grows: events are taken in as they come, and only what something new was told of is worked out again; a session of which nothing changed stays the same object. Use it for what is live. When there are more than `most`
 * events, those go first that say nothing any more, then the earliest.
 */
export class JourneyTrail {
  readonly #browsers = new Map<string, BrowserJourney>();
  #sessions: readonly JourneySession[] = [];
  #stale = false;
  /** Milliseconds since 1970; what was earlier had no room. */
  #cutAt = -Infinity;

  constructor(private readonly most: number) {}

  /** Earlier events had no room. */
  get isCut(): boolean {
    return this.#cutAt > -Infinity;
  }

  /** What is kept, in no order. */
  get events(): readonly RecordedJourneyEvent[] {
    return [...this.#browsers.values()].flatMap(({ events }) => [...events]);
  }

  has({ visitorId, id }: RecordedJourneyEvent): boolean {
    return this.#browsers.get(visitorId)?.has(id) === true;
  }

  /** Takes events in, in whatever order and however often; answers those that are new. */
  add(events: readonly RecordedJourneyEvent[]): readonly RecordedJourneyEvent[] {
    const fresh = inUtc(events).filter((event) => this.#take(event));
    if (this.#size > this.most * slack) this.#makeRoom();
    return fresh;
  }

  /** Takes the place of another trail: a session that is the same there stays the same object. */
  follow(other: JourneyTrail): void {
    for (const [visitorId, browser] of this.#browsers) browser.follow(other.#browsers.get(visitorId)?.sessions ?? []);
    this.#stale = true;
  }

  /** The latest first, as `journeySessions` has them. */
  get sessions(): readonly JourneySession[] {
    if (!this.#stale) return this.#sessions;
    this.#stale = false;
    const all = [...this.#browsers.values()].flatMap(({ sessions }) => sessions);
    const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    return (this.#sessions = all.sort(
      (a, b) => order(b.startedAt, a.startedAt) || order(a.id, b.id) || order(a.visitorId, b.visitorId),
    ));
  }

  get #size(): number {
    return [...this.#browsers.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #take(event: RecordedJourneyEvent): boolean {
    if (this.has(event) || !(Date.parse(event.at) >= this.#cutAt)) return false;
    const { visitorId } = event;
    let browser = this.#browsers.get(visitorId);
    if (!browser) this.#browsers.set(visitorId, (browser = new BrowserJourney()));
    browser.add(event);
    return (this.#stale = true);
  }

  #makeRoom(): void {
    for (const browser of this.#browsers.values()) browser.condense();
    const over = this.#size - this.most;
    if (over <= 0) return;
    const { events } = this;
    const times = Float64Array.from(events, ({ at }) => Date.parse(at));
    const from = Float64Array.from(times).sort()[over]!;
    // Of what happened in the same moment as the earliest that is kept, so much goes that no more is left than there is room for.
    let same = over - times.reduce((sum, time) => sum + Number(time < from), 0);
    for (const [n, event] of events.entries()) {
      if (times[n]! > from || (times[n] === from && (same -= 1) < 0)) continue;
      const browser = this.#browsers.get(event.visitorId)!;
      browser.drop(event);
      if (browser.size === 0) this.#browsers.delete(event.visitorId);
    }
    this.#cutAt = from;
    this.#stale = true;
  }
}
