import type { JourneySession } from '../../domain/journey.js';
import { filterJourney, journeyChoices } from '../../domain/journey-filter.js';
import type { Journey } from './journey.js';

export const idOf = ({ id, visitorId }: JourneySession): string => `${visitorId} ${id}`;

/** The visits that are listed; worked out again when something of it changed. */
export class Listed {
  /** Of the time shown. */
  all: readonly JourneySession[] = [];
  /** Those of them that fit, with the pages that do; the latest first. */
  found: readonly JourneySession[] = [];
  /** What can be asked for. */
  choices: ReturnType<typeof journeyChoices> = { types: [], sites: [] };
  /** A number for each browser, in the order in which they are met. */
  readonly browsers = new Map<string, number>();
  /** How many pages each visit has, whether they fit or not. */
  #pages: ReadonlyMap<string, number> = new Map();
  #from: readonly unknown[] = [];

  constructor(private readonly journey: Journey) {}

  update(): this {
    const { visits, element, reading, filter, isFiltered, names } = this.journey;
    const { frame } = element;
    const from = [visits.shown, frame, filter, Math.floor(reading.now / 60_000)];
    if (from.every((each, i) => each === this.#from[i])) return this;
    this.#from = from;
    this.all = filterJourney(visits.shown, { frame }, reading.now);
    this.found = isFiltered ? filterJourney(visits.shown, { frame, ...filter }, reading.now) : this.all;
    this.#pages = new Map(this.all.map((session) => [idOf(session), session.visits.length]));
    for (const { visitorId } of [...this.all].reverse())
      if (!this.browsers.has(visitorId)) this.browsers.set(visitorId, this.browsers.size + 1);
    this.choices = journeyChoices(this.all, { frame, ...filter });
    names.several = this.choices.sites.length > 1;
    return this;
  }

  pagesOf(session: JourneySession): number {
    return this.#pages.get(idOf(session)) ?? 0;
  }

  /** How many pages fit of how many; nothing where all are to be seen. */
  get text(): string {
    const { isFiltered, texts } = this.journey;
    if (!isFiltered) return '';
    const of = [...this.#pages.values()].reduce((sum, count) => sum + count, 0);
    return texts.say('journey-pages-of', { count: this.found.reduce((sum, { visits }) => sum + visits.length, 0), of });
  }

  forget(): void {
    this.all = this.found = this.#from = [];
    this.#pages = new Map();
    this.browsers.clear();
  }
}
