import { essentialEvents, type JourneySession, journeySessions } from './journey.js';
import type { RecordedJourneyEvent } from './journey-event.js';

/** What one browser told. */
interface Told {
  readonly events: Map<string, RecordedJourneyEvent>;
  sessions: readonly JourneySession[];
  stale: boolean;
}

/** By how much of what there is room for it may grow before room is made. */
const slack = 1.1;

/**
 * A journey that grows: events are taken in as they come, and only the sessions of a browser that told something new are worked out again; a session of which nothing changed stays the same object. Use it for what
 * is live. When there are more than `most` events, those go first that say nothing any more, then the earliest.
 */
export class JourneyTrail {
  readonly #told = new Map<string, Told>();
  #sessions: readonly JourneySession[] = [];
  #stale = false;
  #size = 0;
  /** Milliseconds since 1970; what was earlier had no room. */
  #cutAt = -Infinity;

  constructor(private readonly most: number) {}

  /** Earlier events had no room. */
  get isCut(): boolean {
    return this.#cutAt > -Infinity;
  }

  /** What is kept, in no order. */
  get events(): readonly RecordedJourneyEvent[] {
    return [...this.#told.values()].flatMap(({ events }) => [...events.values()]);
  }

  has({ visitorId, id }: RecordedJourneyEvent): boolean {
    return this.#told.get(visitorId)?.events.has(id) === true;
  }

  /** Takes events in, in whatever order and however often; answers those that are new. */
  add(events: readonly RecordedJourneyEvent[]): readonly RecordedJourneyEvent[] {
    const fresh = events.filter((event) => this.#take(event));
    if (this.#size > this.most * slack) this.#makeRoom();
    return fresh;
  }

  /** Takes the place of another trail: a session that is the same there stays the same object. */
  follow(other: JourneyTrail): void {
    for (const [visitorId, told] of this.#told) {
      told.sessions = other.#told.get(visitorId)?.sessions ?? [];
      told.stale = this.#stale = true;
    }
  }

  /** The latest first, as `journeySessions` has them. */
  get sessions(): readonly JourneySession[] {
    if (!this.#stale) return this.#sessions;
    this.#stale = false;
    for (const told of this.#told.values()) {
      if (!told.stale) continue;
      told.stale = false;
      const before = new Map(told.sessions.map((session) => [session.id, session]));
      told.sessions = journeySessions([...told.events.values()]).map((session) => {
        const old = before.get(session.id);
        return old && isSame(old, session) ? old : session;
      });
    }
    const all = [...this.#told.values()].flatMap(({ sessions }) => sessions);
    const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    return (this.#sessions = all.sort(
      (a, b) => order(b.startedAt, a.startedAt) || order(a.id, b.id) || order(a.visitorId, b.visitorId),
    ));
  }

  #take(event: RecordedJourneyEvent): boolean {
    const { id, visitorId, at } = event;
    const time = Date.parse(at);
    if (Number.isNaN(time) || time < this.#cutAt) return false;
    let told = this.#told.get(visitorId);
    if (!told) this.#told.set(visitorId, (told = { events: new Map(), sessions: [], stale: false }));
    if (told.events.has(id)) return false;
    told.events.set(id, event);
    told.stale = this.#stale = true;
    this.#size += 1;
    return true;
  }

  #makeRoom(): void {
    for (const told of this.#told.values()) this.#keep(told, essentialEvents([...told.events.values()]));
    if (this.#size <= this.most) return;
    const order = (a: RecordedJourneyEvent, b: RecordedJourneyEvent) => Date.parse(b.at) - Date.parse(a.at);
    const latest = this.events.toSorted(order).slice(0, this.most);
    this.#cutAt = Date.parse(latest.at(-1)!.at);
    const kept = new Set(latest);
    for (const [visitorId, told] of this.#told) {
      this.#keep(
        told,
        [...told.events.values()].filter((event) => kept.has(event)),
      );
      if (told.events.size === 0) this.#told.delete(visitorId);
    }
  }

  #keep(told: Told, events: readonly RecordedJourneyEvent[]): void {
    const gone = told.events.size - events.length;
    if (!gone) return;
    this.#size -= gone;
    told.events.clear();
    for (const event of events) told.events.set(event.id, event);
    told.stale = this.#stale = true;
  }
}

/** Plain data of the same shape and values. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [entries, others] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return entries.length === Object.keys(b).length && entries.every(([key, value]) => isSame(value, others[key]));
}
