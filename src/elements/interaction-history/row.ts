import { html, nothing, type TemplateResult } from 'lit';
import { hasBullets } from '../../domain/conceal.js';
import { type HistoryItem, isRunning, isUnanswered, talkSeconds, timeOf } from '../../domain/history.js';
import { type Channel, customerAddress, type Direction, type EndedBy } from '../../domain/interaction.js';
import { beginningOf } from '../../domain/plain-text.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { durationText } from '../../wiring/duration-text.js';
import { idWord } from '../../wiring/id-word.js';
import { rowTimeText } from '../../wiring/row-times.js';
import type { List } from './list.js';

export const channelIcons: Readonly<Record<Channel, string>> = {
  call: shapes.call,
  sms: shapes.sms,
  email: shapes.email,
  chat: shapes.chat,
};
export const directionIcons: Readonly<Record<Direction, string>> = { inbound: shapes.inbound, outbound: shapes.outbound };
const endings: readonly unknown[] = ['hang-up', 'transfer', 'un-assign'] satisfies EndedBy[];

/** In UTF-16 units: an excerpt in the list, and in a row that is open; a name; a word. */
const [excerpt, opened, name, word] = [300, 600, 120, 40];
/** So many topics stand in a row that is not open. */
const few = 4;

/** A number the way people of the house write it, whatever stands around; bullets stay bullets. */
export function addressText({ phones, reading }: List, raw: string): string {
  const read = hasBullets(raw) || raw.includes('@') ? undefined : phones.phones?.read(raw, reading.around!.settings.homeRegion);
  return `\u2066${beginningOf(read?.display ?? raw, name)}\u2069`; // from left to right, also in a sentence of the other direction
}

/** One earlier interaction: by what way, when, with whom, about what; opened, with a few more facts. */
export class Row {
  #formats = new Map<string, Intl.DateTimeFormat>();

  constructor(private readonly list: List) {}

  render(item: HistoryItem): TemplateResult {
    const { list } = this;
    const open = list.open.has(item.id);
    const id = `facts-${idWord(item.id)}`;
    const text = item.excerpt?.trim();
    const arrow = Object.hasOwn(directionIcons, item.direction) ? icon(directionIcons[item.direction]) : nothing;
    return html`<div class="inside">
      <button
        type="button"
        class="fold"
        data-row
        tabindex="-1"
        aria-expanded=${open}
        aria-controls=${open ? id : nothing}
        @click=${() => this.#onFold(item.id)}
      >
        <svg class="icon way" viewBox="0 0 24 24" aria-hidden="true">
          <path d=${channelIcons[item.channel] ?? shapes.history} />
        </svg>
        <span class="first">
          <span class="strong">${this.#wayOf(item)}${arrow}</span>
          ${this.#renderWhen(item)}
        </span>
        <span class="second soft number">${this.#renderFacts(item)}</span>
        <svg class="icon chevron" viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes.chevron} /></svg>
      </button>
      <div class="about">
        ${text ? html`<p class=${open ? 'excerpt whole' : 'excerpt'} dir="auto">${beginningOf(text, open ? opened : excerpt)}</p>` : nothing}
        ${this.#renderTopics(item, open)} ${open ? this.#renderMore(item, id) : nothing}
      </div>
    </div>`;
  }

  /** A backend may know ways that we have no words for. */
  #wayOf({ channel, direction }: HistoryItem): string {
    const { say } = this.list.texts;
    const way = Object.hasOwn(channelIcons, channel) ? say(`channel-${channel}`) : beginningOf(channel ?? '', word);
    return [way, Object.hasOwn(directionIcons, direction) ? say(direction) : ''].filter(Boolean).join(', ');
  }

  #renderWhen({ at, startedAt }: HistoryItem): TemplateResult | typeof nothing {
    const { timeZone, texts, reading } = this.list;
    if (at === -Infinity) return nothing;
    return html`<time class="soft number" datetime=${startedAt} title=${this.#absolute(at)}
      >${rowTimeText(startedAt, timeZone, texts.locale, reading.now)}</time
    >`;
  }

  /** With whom, how long, and whether it goes on; each apart, so that a name in another script stays in its place. */
  #renderFacts(item: HistoryItem): readonly unknown[] {
    const { say } = this.list.texts;
    const { agentId, now } = this.list.reading;
    const seconds = talkSeconds(item);
    const who = item.agentId === agentId ? say('history-you') : item.agentName && beginningOf(item.agentName, name);
    const first = who ? html`<bdi>${who}</bdi>` : undefined;
    const unanswered = isUnanswered(item) ? this.#fact(say('history-not-answered'), who) : undefined;
    const lasted =
      seconds === undefined ? undefined : this.#fact(durationText(seconds, this.list.texts.locale), who || unanswered);
    const running = isRunning(item, now)
      ? html`<span class="pill accent">${icon(shapes.clock)}${say('history-running')}</span> `
      : undefined;
    return [running, first, unanswered, lasted].filter(Boolean);
  }

  /** There are thousands of rows: what stands between two facts comes with the second. */
  #fact(text: string, before: unknown): TemplateResult {
    return before ? html`<span aria-hidden="true"> · </span><span>${text}</span>` : html`<span>${text}</span>`;
  }

  #renderTopics({ topicIds = [] }: HistoryItem, open: boolean): TemplateResult | typeof nothing {
    const { say } = this.list.texts;
    const known = this.list.reading.topics.value;
    const labels = [...new Set(topicIds)].flatMap((id) => known?.get(id)?.trim() || []);
    if (!labels.length) return nothing;
    const shown = open ? labels : labels.slice(0, few);
    const more = labels.length - shown.length;
    return html`<ul class="topics" aria-label=${say('history-topics')}>
      ${shown.map((label) => html`<li class="pill"><bdi>${beginningOf(label, name)}</bdi></li>`)}
      ${more ? html`<li class="soft number">${say('history-more-topics', { count: more })}</li>` : nothing}
    </ul>`;
  }

  #renderMore(item: HistoryItem, id: string): TemplateResult {
    const { say } = this.list.texts;
    const { at, endedAt, endedBy, queue } = item;
    const end = timeOf(endedAt);
    const address: unknown = customerAddress(item);
    const fact = (label: string, value: unknown) =>
      value
        ? html`<div>
            <dt class="soft">${label}</dt>
            <dd class="number">${value}</dd>
          </div>`
        : nothing;
    return html`<dl class="facts" id=${id}>
      ${fact(say('history-began'), at === -Infinity ? undefined : this.#absolute(at))}
      ${fact(say('history-ended'), Number.isNaN(end) ? undefined : this.#absolute(end))}
      ${fact(say('history-how-ended'), endings.includes(endedBy) ? say(`history-${endedBy as EndedBy}`) : undefined)}
      ${fact(say('history-address'), typeof address === 'string' && address.trim() ? html`<bdi dir="ltr">${addressText(this.list, address.trim())}</bdi>` : undefined)}
      ${fact(say('history-queue'), queue?.trim() ? html`<bdi>${beginningOf(queue.trim(), name)}</bdi>` : undefined)}
    </dl>`;
  }

  /** Day and time in full. */
  #absolute(at: number): string {
    const { timeZone, texts } = this.list;
    const key = `${texts.locale} ${timeZone}`;
    const { locale } = texts;
    let made = this.#formats.get(key);
    if (!made)
      this.#formats.set(key, (made = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })));
    return made.format(at);
  }

  #onFold(id: string): void {
    const { open, element } = this.list;
    if (!open.delete(id)) open.add(id);
    element.requestUpdate();
  }
}
