import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { addressRules } from '../../backend/journey-answers.js';
import { type JourneySession, type PageVisit, sessionPause, signOfLife, whereabouts } from '../../domain/journey.js';
import type { JourneyFilter } from '../../domain/journey-filter.js';
import { pageClock } from '../../wiring/clock.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { RowGroups } from '../../wiring/row-groups.js';
import type { Texts } from '../../wiring/words.js';
import { AliasSection } from './alias-section.js';
import type { CustomerJourney } from './customer-journey.js';
import { Ending } from './ending.js';
import { Filters } from './filters.js';
import { Head } from './head.js';
import { idOf, Listed } from './listed.js';
import { Names } from './names.js';
import { Now } from './now.js';
import { Opened, tick } from './opened.js';
import type { Reading } from './reading.js';
import { SessionRow } from './session.js';
import { Targets } from './targets.js';
import type { Visits } from './visits.js';

export { styles } from './journey.styles.js';

/** Milliseconds: in every zone a day begins at a quarter of an hour. */
const quarter = 900_000;
/** What visits say: when a language arrives, or the host says it otherwise, they are rendered again. */
const said = [
  'journey-now',
  'journey-not-logged-in',
  'journey-list',
  'journey-show-all',
  'journey-show-each',
  'journey-unknown-dwell',
  'journey-anonymous',
  'journey-came-directly',
  'journey-cart-unknown',
  'journey-login',
] as const;

/** The journey on screen: where the customer is, the pages to lead to, and the visits. Loaded beside the first reading. */
export class Journey implements ReactiveController {
  readonly names: Names;
  filter: Pick<JourneyFilter, 'type' | 'site'> = {};
  readonly opened: Opened;
  readonly listed: Listed;
  readonly #head: Head;
  readonly #now: Now;
  readonly #ending: Ending;
  readonly #targets: Targets;
  readonly filters: Filters;
  readonly #row: SessionRow;
  readonly #groups: RowGroups<JourneySession>;
  readonly #refocus: KeepFocus;
  readonly #aliases: AliasSection;
  #of?: object;
  #timer?: unknown;

  constructor(readonly element: CustomerJourney) {
    this.names = new Names(() => addressRules(this.reading.around!.settings));
    this.opened = new Opened(this);
    this.listed = new Listed(this);
    this.#head = new Head(this);
    this.#now = new Now(this);
    this.#ending = new Ending(this);
    this.#targets = new Targets(this);
    this.filters = new Filters(this);
    this.#row = new SessionRow(this);
    this.#groups = new RowGroups<JourneySession>(element, {
      idOf,
      render: (session) => this.#row.render(session),
      stateOf: (session) => this.opened.stateOf(session),
      label: () => element.texts.say('journey-visits'),
    });
    this.#refocus = new KeepFocus(element, '[data-row][tabindex="0"]');
    this.#aliases = new AliasSection(element);
    element.addController(this);
  }

  get texts(): Texts {
    return this.element.texts;
  }
  get reading(): Reading {
    return this.element.reading;
  }
  get visits(): Visits {
    return this.element.visits;
  }

  /** How many visits there are in the time shown. */
  get count(): number {
    return this.listed.update().all.length;
  }

  /** Only some pages of the visits are to be seen. */
  get isFiltered(): boolean {
    return this.filter.type !== undefined || this.filter.site !== undefined;
  }

  /** Another journey, also of the same id in another backend, begins with nothing opened and nothing left out. */
  hostUpdate(): void {
    const { generation } = this.visits;
    if (generation === this.#of) return;
    this.#of = generation;
    this.#forget();
  }

  hostUpdated(): void {
    pageClock.clear(this.#timer);
    const { isConnected, visits, reading } = this.element;
    if (!isConnected || visits.face !== 'ready') return;
    const last = visits.sessions.reduce((latest, { seenAt }) => Math.max(latest, Date.parse(seenAt)), 0);
    const recent = reading.now - last < sessionPause + signOfLife;
    this.#timer = pageClock.set(() => this.element.requestUpdate(), recent ? tick : quarter - (reading.now % quarter));
  }

  hostDisconnected(): void {
    pageClock.clear(this.#timer);
    this.#of = undefined;
    this.#forget();
  }

  render(): TemplateResult {
    const { element, texts, visits, reading } = this;
    const { say } = texts;
    const { all, found, browsers, text } = this.listed.update();
    this.#refocus.keep();
    const common = [
      texts.locale,
      ...said.map((key) => say(key)),
      reading.timeZone,
      this.names.by,
      this.names.several,
      browsers.size,
      this.#day,
    ];
    return html`<section aria-labelledby="title">
      ${this.#head.render(all)} ${this.#now.render()} ${this.#targets.render()} ${this.filters.render()}
      ${visits.error ? this.#ending.renderFailure() : nothing}
      <div class="beginning"></div>
      <div class="sr" role="status">${this.#freshText}</div>
      <div class="sr" role="status">${text}</div>
      <div
        class="reading"
        @pointerenter=${element.attention.onPointer}
        @pointerleave=${element.attention.onPointer}
        @focusin=${element.attention.onFocus}
        @focusout=${element.attention.onFocus}
      >
        ${
          visits.fresh && this.#freshText
            ? html`<div class="news">
                <button type="button" class="button primary" id="new" @click=${this.#onNew}>${this.#freshText}</button>
              </div>`
            : nothing
        }
        ${found.length ? this.#groups.render(found, common) : this.isFiltered && all.length ? this.#ending.renderNothingFound() : nothing}
      </div>
      ${this.#ending.render(all)} ${this.#aliases.render()}
    </section>`;
  }

  whereabouts(visit: PageVisit): ReturnType<typeof whereabouts> {
    return whereabouts(visit, this.reading.now);
  }

  /** Somebody is on the site in this visit. */
  isLive({ visits, seenAt }: JourneySession): boolean {
    if (Date.parse(seenAt) < this.reading.now - sessionPause) return false;
    return visits.some((visit) => this.whereabouts(visit) === 'here');
  }

  only(part: Journey['filter']): void {
    this.filter = { ...this.filter, ...part };
    this.#groups.reset(); // other rows are other groups: from the first on
    this.element.requestUpdate();
  }

  name(by: Names['by']): void {
    this.names.by = by;
    this.element.requestUpdate();
  }

  get #day(): number {
    return Math.floor(this.reading.now / quarter);
  }

  get #freshText(): string {
    const { fresh } = this.visits;
    return fresh ? this.texts.say('journey-new', { count: fresh }) : '';
  }

  #forget(): void {
    this.filter = {};
    this.opened.clear();
    this.names.forget();
    this.listed.forget();
    this.#groups.reset();
  }

  readonly #onNew = (): void => {
    this.visits.show();
    const [first] = this.listed.update().found;
    if (first) void this.#groups.focus(idOf(first));
    else void this.filters.focus();
  };
}
