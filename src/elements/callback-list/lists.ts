import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallbackListName, CallbackRow } from '../../domain/callback-list.js';
import type { Texts } from '../../wiring/words.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { PhoneReader } from '../../wiring/phones.js';
import type { CallbackList } from './callback-list.js';
import { Current } from './current.js';
import { Deeds } from './deeds.js';
import { Editing } from './editing.js';
import { Holding } from './holding.js';
import { People } from './people.js';
import type { Reading } from './reading.js';
import { Rows } from './rows.js';
import { Ticking } from './ticking.js';

export { styles } from './lists.styles.js';

const titles = { planned: 'list-planned', queue: 'list-queue', all: 'list-all' } as const;
const nobody = { planned: 'none-planned', queue: 'none-queue', all: 'none-all' } as const;

/** The lists as tabs, and over them what rings or is being called. Loaded beside the first reading. */
export class Lists implements ReactiveController {
  readonly people: People;
  readonly phones: PhoneReader;
  readonly deeds: Deeds;
  readonly editing: Editing;
  readonly current: Current;
  readonly #rows: Rows;
  readonly #refocus: KeepFocus;
  #name?: CallbackListName;
  /** As they are in this render. */
  readonly #listed = new Map<CallbackListName, readonly CallbackRow[]>();

  constructor(readonly element: CallbackList) {
    this.people = new People(element);
    this.phones = new PhoneReader(element);
    this.deeds = new Deeds(this);
    this.editing = new Editing(this);
    this.current = new Current(this);
    this.#rows = new Rows(this);
    this.#refocus = new KeepFocus(element, '[role=tab][aria-selected=true]');
    new Holding(this);
    new Ticking(element, () => ({ name: this.name, seconds: [...this.current.ends, ...this.#ends] }));
    element.addController(this);
  }

  get texts(): Texts {
    return this.element.texts;
  }
  get reading(): Reading {
    return this.element.reading;
  }
  /** IANA: of the agent's own clock. */
  get myZone(): string {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** The list on screen. */
  get name(): CallbackListName {
    const { names } = this.reading;
    return this.#name && names.includes(this.#name) ? this.#name : (names[0] ?? 'queue');
  }

  /** What stands in a list, without what stands above them. */
  listed(name: CallbackListName): readonly CallbackRow[] {
    let listed = this.#listed.get(name);
    if (!listed) {
      const above = new Set(this.current.callbacks.map(({ id }) => id));
      listed = this.reading.rows(name).filter(({ callback }) => !above.has(callback.id));
      this.#listed.set(name, listed);
    }
    return listed;
  }

  hostUpdate(): void {
    this.#listed.clear();
  }

  hostDisconnected(): void {
    this.#listed.clear();
    this.#name = undefined;
  }

  show(name: CallbackListName): void {
    if (name === this.name) return;
    this.#name = name;
    this.editing.close();
    this.element.requestUpdate();
  }

  /** Puts the focus on what carries this mark, once it is there. */
  async focusLater(topic: string): Promise<void> {
    await this.element.updateComplete;
    const root = this.element.renderRoot;
    const wanted = root.querySelector<HTMLElement>(`[data-topic="${CSS.escape(topic)}"]`);
    (wanted ?? root.querySelector<HTMLElement>('[role=tab][aria-selected=true]'))?.focus();
  }

  render(): TemplateResult {
    const { say } = this.texts;
    this.#refocus.keep();
    return html`<section aria-labelledby="title" class="call-backs">
      <h2 class="sr" id="title">${this.element.label ?? say('call-backs')}</h2>
      ${this.current.render()} ${this.#renderTabs()}
      <div id="panel" part="panel" role="tabpanel" aria-labelledby=${`tab-${this.name}`}>${this.#renderPanel()}</div>
      ${this.editing.renderCalendar()}
    </section>`;
  }

  /** When reservations that are shown end. */
  get #ends(): readonly number[] {
    return this.listed(this.name).flatMap(({ reservedSeconds, callback }) =>
      reservedSeconds === undefined ? [] : [Date.parse(callback.reservedUntilAt!)],
    );
  }

  #renderTabs(): TemplateResult {
    const { say } = this.texts;
    const { names, lists } = this.reading;
    return html`<div class="tabs" part="tabs">
      <div role="tablist" aria-label=${say('call-backs')} @keydown=${this.#onKeydown}>
        ${names.map((name) => {
          const { value } = lists[name];
          const count = this.listed(name).length;
          return html`<button
            type="button"
            role="tab"
            id=${`tab-${name}`}
            aria-selected=${name === this.name}
            aria-controls="panel"
            tabindex=${name === this.name ? 0 : -1}
            @click=${() => this.show(name)}
          >
            ${say(titles[name])}
            ${value && count ? html` <span class="pill number">${value.next ? (value.total ?? `${count}+`) : count}</span>` : nothing}
          </button>`;
        })}
      </div>
    </div>`;
  }

  #renderPanel(): TemplateResult {
    const { say } = this.texts;
    const { element, name } = this;
    const list = this.reading.lists[name];
    const again = () => list.reload();
    if (list.face === 'failed') return element.renderFailed(list.error!.code, again);
    if (!list.value) return element.renderWaiting();
    const rows = this.listed(name);
    const open = this.editing.open?.callback;
    const at = rows.findIndex(({ callback }) => callback.id === open?.id);
    // The open row stands in a place of its own: whatever comes, goes or moves around it, what is typed in it is not touched.
    const [before, after] = open ? [rows.slice(0, Math.max(at, 0)), rows.slice(at + 1)] : [rows, []];
    const more = list.value.next !== undefined;
    return html`${
      list.error
        ? html`<div class="bar warn" part="bar" role="status">
            <span>${say('not-refreshed')} ${say(`error-${list.error.code}`)}</span>
            <button type="button" class="button" @click=${again}>${say('retry')}</button>
          </div>`
        : nothing
    }
    ${rows.length || open ? nothing : html`<p class="none soft">${say(nobody[name])}</p>`}
    ${
      rows.length || open
        ? html`<ul class="rows">
            ${this.#renderRows(before)} ${open ? this.#rows.render(rows[at] ?? this.#rowOf(open), at < 0) : nothing}
            ${this.#renderRows(after)}
          </ul>`
        : nothing
    }
    ${
      more
        ? html`<p class="more">
            <button type="button" class="button" data-topic="more" ?disabled=${list.busy} @click=${() => this.reading.more(name)}>
              ${say('call-backs-more')}
            </button>
          </p>`
        : nothing
    }`;
  }

  #renderRows(rows: readonly CallbackRow[]): unknown {
    return repeat(
      rows,
      ({ callback }) => callback.id,
      (row) => this.#rows.render(row),
    );
  }

  /** Of one that is in this list no more. */
  #rowOf(callback: CallbackRow['callback']): CallbackRow {
    const left = Date.parse(callback.dueAt) - Date.parse(this.reading.now);
    return { callback, overdue: false, minutesUntilDue: Math.ceil(left / 60_000) };
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { names } = this.reading;
    const at = names.indexOf(this.name);
    const forward = getComputedStyle(this.element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [backward]: at - 1 + names.length, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.show(names[to % names.length]!);
    void this.element.updateComplete.then(() => this.element.renderRoot.querySelector<HTMLElement>(`#tab-${this.name}`)?.focus());
  };
}
