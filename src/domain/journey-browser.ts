import {
  byTime,
  essentialEvents,
  type JourneySession,
  type Opening,
  openingOf,
  sessionsOf,
  type View,
  viewsOf,
} from './journey.js';
import type { RecordedJourneyEvent } from './journey-event.js';

/** A view, and what it was when it was put together last. */
interface GrowingView extends View {
  opening?: Opening;
}

/**
 * What one browser told of a journey that grows. Of its views only those are put together again of which something new was told, and a visit or a session that is no other than before stays the same object: so it costs little to be
 * told a hundred things a second.
 */
export class BrowserJourney {
  #sessions: readonly JourneySession[] = [];
  #stale = false;
  readonly #events = new Map<string, RecordedJourneyEvent>();
  /** Those that say what they are. */
  readonly #views = new Map<string, GrowingView>();
  /** Of what happened in no view that is named; undefined: to be put together again, since it depends on what was before. */
  #others?: readonly Opening[] = [];
  /** The views that were told again how long they were looked at. */
  readonly #grown = new Set<GrowingView>();

  get events(): Iterable<RecordedJourneyEvent> {
    return this.#events.values();
  }

  get size(): number {
    return this.#events.size;
  }

  has(id: string): boolean {
    return this.#events.has(id);
  }

  /** Of an event that it does not have yet, with its time in UTC. */
  add(event: RecordedJourneyEvent): void {
    const { id, viewId, type } = event;
    this.#events.set(id, event);
    this.#stale = true;
    if (viewId === undefined) return void (this.#others = undefined);
    let view = this.#views.get(viewId);
    if (!view) this.#views.set(viewId, (view = { id: viewId, events: [] }));
    view.events.push(event);
    view.opening = undefined;
    if (type === 'dwell') this.#grown.add(view);
  }

  drop({ id, viewId }: RecordedJourneyEvent): void {
    this.#events.delete(id);
    this.#stale = true;
    const view = viewId === undefined ? undefined : this.#views.get(viewId);
    if (!view) return void (this.#others = undefined);
    view.events = view.events.filter((event) => event.id !== id);
    view.opening = undefined;
    if (view.events.length) return;
    this.#views.delete(view.id);
    this.#grown.delete(view);
  }

  /** Lets go of what says nothing any more. */
  condense(): void {
    for (const view of this.#grown) {
      const kept = new Set(essentialEvents(view.events));
      for (const event of view.events) if (!kept.has(event)) this.#events.delete(event.id);
      view.events = [...kept];
    }
    this.#grown.clear();
  }

  /** What is the same in other sessions becomes the same object. */
  follow(sessions: readonly JourneySession[]): void {
    this.#sessions = sessions;
    this.#stale = true;
  }

  /** The earliest first. */
  get sessions(): readonly JourneySession[] {
    if (!this.#stale) return this.#sessions;
    this.#stale = false;
    this.#others ??= viewsOf([...this.events].filter(({ viewId }) => viewId === undefined).sort(byTime)).map(openingOf);
    const openings = [...this.#others];
    for (const view of this.#views.values())
      openings.push((view.opening ??= openingOf({ ...view, events: view.events.sort(byTime) })));
    const before = new Map(this.#sessions.map((session) => [session.id, session]));
    return (this.#sessions = sessionsOf(openings).map((session) => {
      const old = before.get(session.id);
      return old && isSame(old, session) ? old : session;
    }));
  }
}

/** Plain data of the same shape and values. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  const [entries, others] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return entries.length === Object.keys(b).length && entries.every(([key, value]) => isSame(value, others[key]));
}
