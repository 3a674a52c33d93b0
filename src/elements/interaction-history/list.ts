import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { fitsFilter, type HistoryFilter, type HistoryItem, isFiltering } from '../../domain/history.js';
import { dayAt } from '../../domain/day.js';
import { isTimeZone } from '../../domain/zone.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { PhoneReader } from '../../wiring/phones.js';
import { RowGroups } from '../../wiring/row-groups.js';
import type { Texts } from '../../wiring/words.js';
import { Filters } from './filters.js';
import type { InteractionHistory } from './interaction-history.js';
import type { Reading } from './reading.js';
import { addressText, Row } from './row.js';

export { styles } from './list.styles.js';

/** No more than a handful is seen at a glance: nothing to filter. */
const handful = 5;
/** Milliseconds: in every zone a day begins at a quarter of an hour. */
const quarter = 900_000;

/** The history: whose, what is to be seen of it, the rows, and where it ends. Loaded beside the first reading. */
export class List implements ReactiveController {
  readonly phones: PhoneReader;
  /** Ids of rows that are open. */
  readonly open = new Set<string>();
  filter: HistoryFilter = {};
  readonly #filters: Filters;
  readonly #row: Row;
  readonly #groups: RowGroups<HistoryItem>;
  readonly #refocus: KeepFocus;
  #key?: string;
  #timer?: unknown;

  constructor(readonly element: InteractionHistory) {
    this.phones = new PhoneReader(element);
    this.#filters = new Filters(this);
    this.#row = new Row(this);
    this.#groups = new RowGroups<HistoryItem>(element, {
      idOf: ({ id }) => id,
      render: (item) => this.#row.render(item),
      stateOf: ({ id }) => this.open.has(id) || undefined,
      label: () => element.texts.say('earlier-interactions'),
    });
    this.#refocus = new KeepFocus(element, '[data-row][tabindex="0"]');
    element.addController(this);
  }

  get texts(): Texts {
    return this.element.texts;
  }
  get reading(): Reading {
    return this.element.reading;
  }

  /** IANA: the contact centre's; the agent's own where that is none. */
  get timeZone(): string {
    const { timeZone } = this.reading.around!.settings;
    return isTimeZone(timeZone) ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Another history begins with nothing open and everything to be seen. */
  hostUpdate(): void {
    const { key } = this.reading;
    if (key === this.#key) return;
    this.#key = key;
    this.open.clear();
    this.filter = {};
    this.#groups.reset();
  }

  /** What is "today" is "yesterday" tomorrow. */
  hostUpdated(): void {
    pageClock.clear(this.#timer);
    const { isConnected, reading } = this.element;
    if (isConnected && reading.feed.face === 'ready')
      this.#timer = pageClock.set(() => this.element.requestUpdate(), quarter - (reading.now % quarter));
  }

  hostDisconnected(): void {
    pageClock.clear(this.#timer);
    this.#key = undefined;
    this.open.clear();
    this.filter = {};
  }

  show(filter: HistoryFilter): void {
    this.filter = filter;
    this.#groups.reset(); // other rows are other groups: from the first on
    this.element.requestUpdate();
  }

  render(): TemplateResult {
    const { reading, filter, texts, timeZone } = this;
    const { items, feed, agentId, now } = reading;
    this.#refocus.keep();
    const filtering = isFiltering(filter);
    const shown = filtering ? items.filter((item) => fitsFilter(item, filter, agentId)) : items;
    const found = filtering ? texts.say('history-found', { count: shown.length, of: items.length }) : '';
    const { say } = texts;
    const spoken = [say('channel-call'), say('history-you'), say('history-not-answered')]; // a language may arrive later than the rows
    const today = dayAt(now, timeZone);
    const common = [texts.locale, ...spoken, timeZone, today, agentId, reading.topics.value, this.phones.phones];
    return html`<section aria-labelledby="title">
      ${this.#renderHead(items, found)} ${items.length > handful || filtering ? this.#filters.render(items) : nothing}
      ${feed.error ? this.#renderFailure() : nothing}
      <div class="sr" role="status">${feed.busy ? '' : found}</div>
      ${shown.length ? this.#groups.render(shown, common) : filtering ? this.#renderNothingFound() : nothing}
      ${this.#renderEnd(items)}
    </section>`;
  }

  #renderHead(items: readonly HistoryItem[], found: string): TemplateResult {
    const { say } = this.texts;
    const { scope, whole } = this.reading;
    const count = found || (whole && items.length ? say('history-count', { count: items.length }) : '');
    const address = scope && 'text' in scope ? addressText(this, scope.text) : undefined;
    const whose = address === undefined ? say('history-of-customer') : say('history-of', { address });
    return html`<div class="head" part="header">
      <h2 id="title">
        <span class="strong">${this.element.label || say('earlier-interactions')}</span>
        <span class="soft number">${whose}</span>
      </h2>
      ${count ? html`<span class="soft number">${count}</span>` : nothing}
    </div>`;
  }

  /** What is there stays. */
  #renderFailure(): TemplateResult {
    const { say } = this.texts;
    const { feed, whole } = this.reading;
    return html`<div class="bar warn" part="bar" role="alert">
      <span>
        ${icon(shapes.warning)} ${say(whole ? 'history-not-refreshed' : 'history-not-all')} ${say(`error-${feed.error!.code}`)}
      </span>
      <button type="button" class="button" id="again" @click=${() => feed.retry()}>${icon(shapes.refresh)}${say('retry')}</button>
    </div>`;
  }

  #renderNothingFound(): TemplateResult {
    const { say } = this.texts;
    return html`<div class="none">
      <p class="soft">${say('history-nothing-found')}</p>
      <button type="button" class="button" id="show-all" @click=${this.#onShowAll}>${say('history-show-all')}</button>
    </div>`;
  }

  #renderEnd(items: readonly HistoryItem[]): TemplateResult | typeof nothing {
    const { say } = this.texts;
    const { whole, feed, around } = this.reading;
    const { retentionDays: days } = around!.settings;
    if (!whole) return feed.busy ? html`<p class="end soft">${icon(shapes.history)} ${say('history-reading')}</p>` : nothing;
    if (!(days > 0)) return items.length ? nothing : html`<p class="none soft">${say('no-earlier-interactions')}</p>`;
    return items.length
      ? html`<p class="end soft number">${say('history-older', { days })}</p>`
      : html`<p class="none soft number">${say('history-none', { days })}</p>`;
  }

  readonly #onShowAll = (): void => {
    this.show({});
    void this.#filters.focus();
  };
}
