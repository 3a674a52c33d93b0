import type { JourneySession } from '../../domain/journey.js';
import type { Journey } from './journey.js';
import { portion } from './steps.js';

/** Milliseconds after which what goes on is said anew. */
export const tick = 10_000;

/** What the agent opened of the visits, and how far. */
export class Opened {
  /** How many pages are listed, by visit. */
  readonly more = new Map<string, number>();
  /** Loops of which each page is to be seen, by the id of their first. */
  readonly unfolded = new Set<string>();
  /** The page that was chosen in a picture, by visit. */
  readonly #selected = new Map<string, string>();
  /** Visits that were opened or closed by hand. */
  readonly #folded = new Map<string, boolean>();

  constructor(private readonly journey: Journey) {}

  /** The latest is open, unless it was closed. */
  isOpen({ id }: JourneySession): boolean {
    return this.#folded.get(id) ?? id === this.journey.listed.found[0]?.id;
  }

  fold(session: JourneySession): void {
    this.#folded.set(session.id, !this.isOpen(session));
    this.journey.element.requestUpdate();
  }

  /** The page of which alone a visit lists the views; undefined, where that is not among those that fit. */
  selectedIn({ id, visits }: JourneySession): string | undefined {
    const url = this.#selected.get(id);
    return visits.some((visit) => visit.url === url) ? url : undefined;
  }

  /** Only this page of a visit is listed; all again with the same once more. */
  select(sessionId: string, url: string | undefined): void {
    if (url === undefined || this.#selected.get(sessionId) === url) this.#selected.delete(sessionId);
    else this.#selected.set(sessionId, url);
    this.journey.element.requestUpdate();
  }

  /** Goes on with the first of those that come: the button may be gone. */
  async showMore(sessionId: string, last: Element | null): Promise<void> {
    const { element } = this.journey;
    this.more.set(sessionId, (this.more.get(sessionId) ?? portion) + 5 * portion);
    element.requestUpdate();
    await element.updateComplete;
    const next = last?.nextElementSibling;
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  unfold(id: string): void {
    if (!this.unfolded.delete(id)) this.unfolded.add(id);
    this.journey.element.requestUpdate();
  }

  clear(): void {
    this.#selected.clear();
    this.more.clear();
    this.unfolded.clear();
    this.#folded.clear();
  }

  /** What a row shows besides its visit: most are closed, and show nothing else. */
  stateOf(session: JourneySession): string | undefined {
    const { journey } = this;
    const { id } = session;
    const isLive = journey.isLive(session);
    if (!this.isOpen(session)) return isLive ? 'live' : undefined;
    const loops = this.unfolded.size
      ? session.visits.filter((visit) => this.unfolded.has(visit.id)).map((visit) => visit.id)
      : [];
    const now = isLive ? Math.floor(journey.reading.now / tick) : 0;
    return JSON.stringify([this.#selected.get(id), this.more.get(id), loops, now]);
  }
}
