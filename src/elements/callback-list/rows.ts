import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { type Callback, isOpen } from '../../domain/callback.js';
import type { CallbackRow } from '../../domain/callback-list.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Lists } from './lists.js';
import { renderAgreed, renderWhen, renderWho, wordOf } from './row-parts.js';

/** Longer comments are folded: in UTF-16 units, and in lines. */
const [long, lines] = [160, 3];
const dayMinutes = 24 * 60;

/** One call-back of a list: when, with whom, what was said of it, and what can be done. */
export class Rows implements ReactiveController {
  /** Ids of those whose comment is shown whole. */
  readonly #whole = new Set<string>();

  constructor(private readonly host: Lists) {
    host.element.addController(this);
  }

  hostDisconnected(): void {
    this.#whole.clear();
  }

  /** `gone`: it is not in this list any more, and there only for what is typed in it. */
  render(row: CallbackRow, gone = false): TemplateResult {
    const { host } = this;
    const { callback } = row;
    const word = wordOf(callback.id);
    const open = host.editing.isOpen(callback.id);
    return html`<li class=${`row ${callback.state}`} part="row" aria-labelledby=${`who-${word}`}>
      <p class="first">${renderWhen(host, callback)} ${this.#renderState(row)}</p>
      ${renderWho(host, callback)} ${this.#renderComment(callback)}
      <div class="foot">${renderAgreed(host, callback)} ${open ? nothing : host.deeds.render(callback)}</div>
      ${host.deeds.renderSaid(callback)} ${gone ? this.#renderGone(callback) : nothing}
      ${open ? host.editing.render(callback) : nothing}
    </li>`;
  }

  #renderState({ callback, overdue, minutesUntilDue, reservedSeconds }: CallbackRow): TemplateResult | typeof nothing {
    const { host } = this;
    const { say } = host.texts;
    const { state, missed, takenBy } = callback;
    const pill = (text: string, tone = '', picture?: string) =>
      html`<span class="pill ${tone}">${picture ? icon(picture) : nothing}${text}</span>`;
    if (state === 'missed') return pill(say(`missed-${missed ?? 'not-answered'}`), 'warn', shapes.warning);
    if (overdue) return pill(say('call-back-overdue'), 'warn', shapes.warning);
    if (reservedSeconds !== undefined) {
      const mine = callback.agentId === host.reading.agentId;
      const time = `${Math.floor(reservedSeconds / 60)}:${String(reservedSeconds % 60).padStart(2, '0')}`;
      return html`<span class="pill number" role="timer" aria-live="off"
        >${icon(shapes.clock)}${say(mine ? 'reserved-left' : 'reserved-for-other', { time })}</span
      >`;
    }
    if (state === 'offered') return pill(say('rings-at-colleague'), '', shapes.call);
    if (state === 'dialled')
      return pill(say(takenBy === host.reading.agentId ? 'call-back-dialled' : 'dialled-by-colleague'), '', shapes.call);
    const next = host.name === 'planned' && host.listed('planned')[0]?.callback.id === callback.id;
    return next && minutesUntilDue > 0 && minutesUntilDue < dayMinutes
      ? html`<span class="pill accent number"
          >${icon(shapes.clock)}${say('next-in', { time: this.#span(minutesUntilDue) })}</span
        >`
      : nothing;
  }

  /** `12 min`, `3 hr 5 min`. */
  #span(minutes: number): string {
    const part = (value: number, unit: 'hour' | 'minute') =>
      new Intl.NumberFormat(this.host.texts.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return [hours ? part(hours, 'hour') : '', rest || !hours ? part(rest, 'minute') : ''].filter(Boolean).join(' ');
  }

  #renderComment({ id, comment }: Callback): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    if (!comment?.trim()) return nothing;
    const folds = comment.length > long || comment.split('\n').length > lines;
    const whole = !folds || this.#whole.has(id);
    const name = `comment-${wordOf(id)}`;
    return html`<p class=${whole ? 'comment whole' : 'comment'} id=${name} dir="auto">${comment}</p>
      ${
        folds
          ? html`<button
              type="button"
              class="link fold"
              data-topic=${`fold ${id}`}
              aria-expanded=${whole}
              aria-controls=${name}
              @click=${() => this.#onFold(id)}
            >
              ${say(whole ? 'comment-less' : 'comment-whole')}
            </button>`
          : nothing
      }`;
  }

  #renderGone({ id }: Callback): TemplateResult {
    const now = this.host.reading.find(id);
    const known = now && (isOpen(now) || now.state === 'missed');
    return html`<p class="bar warn inside" part="bar" role="status">
      <span>${icon(shapes.warning)} ${this.host.texts.say(known ? 'call-back-moved' : 'call-back-gone')}</span>
    </p>`;
  }

  #onFold(id: string): void {
    if (!this.#whole.delete(id)) this.#whole.add(id);
    this.host.element.requestUpdate();
  }
}
