import { html, type LitElement, noChange, type ReactiveController, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import { pageClock } from './clock.js';
import { divided, type Division, undivided } from './row-division.js';

/** Milliseconds that the page is kept busy at a time; so many rows that were not there come at once. */
const [budget, atOnce] = [8, 100];
const steady = () => pageClock.steady?.() ?? pageClock.now();

/** What a group was drawn from. */
interface Drawn {
  readonly rows: readonly unknown[];
  /** Of the rows that have one. */
  readonly states: ReadonlyMap<unknown, unknown>;
}

/** Where the groups stand in the page, and what is drawn there: it ends with that place. More is drawn without an update of the whole element. */
class Place extends AsyncDirective {
  drawn: ReadonlyMap<number, Drawn> = new Map();
  common: readonly unknown[] = [];

  override render(draw: (place: Place) => unknown): unknown {
    return draw(this);
  }
}
const place = directive(Place);

export interface RowGroupsOptions<T> {
  idOf(item: T): string;
  render(item: T): unknown;
  /** What a row shows besides its item; it is rendered again when that is another. Asked for each row in each update: undefined, cheaply, for the many that show nothing else. */
  stateOf?(item: T): unknown;
  /** The name of the list, for assistive technology. */
  label(): string;
}

/**
 * A list of thousands of rows of any height that is on the screen at once, all of it in the page: found by the browser's own search, read by everything that reads pages. Rows stand in groups that cost nothing as
 * long as they are out of sight (`content-visibility`); the first group is there with the first render, the rest follows in slices. What comes, goes or changes renders its own row only. Bring `rows` of
 * `styles/rows`. One row is a stop of the Tab key, arrows go to the others: give what a row is opened with `data-row` and `tabindex="-1"`.
 */
export class RowGroups<T> implements ReactiveController {
  #division = undivided<T>();
  #common: readonly unknown[] = [];
  /** The number of the last group that is to be in the page. */
  #last = -Infinity;
  #place?: Place;
  #timer?: unknown;
  #stop?: HTMLElement;

  constructor(
    private readonly host: LitElement,
    private readonly options: RowGroupsOptions<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.reset();
  }

  /** Another list: it begins with its first rows again. */
  reset(): void {
    pageClock.clear(this.#timer);
    this.#timer = this.#place = undefined;
    this.#division = undivided();
    this.#last = -Infinity;
    this.#moveStop(undefined);
  }

  /** `common` is what all rows depend on besides their items. */
  render(items: readonly T[], common: readonly unknown[] = []): TemplateResult {
    const before = this.#division;
    this.#division = divided(before, items, this.options.idOf);
    this.#common = common;
    this.#last = Math.min(this.#last, this.#bearable(before));
    this.#last = Math.max(this.#last, this.#division.groups[0]?.[0] ?? -Infinity);
    return html`<div
      role="list"
      class="rows"
      part="rows"
      aria-label=${this.options.label()}
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocus}
    >
      ${place(this.#draw)}
    </div>`;
  }

  hostUpdated(): void {
    this.#holdStop();
    this.#goOn();
  }

  /** When a filter goes, thousands may come between those that are there: then it goes on from here in slices. */
  #bearable(before: Division<T>): number {
    const { groups } = this.#division;
    if (groups === before.groups) return Infinity;
    const same = new Set(before.groups.map(([, rows]) => rows));
    let fresh = 0;
    for (const [number, rows] of groups) {
      if (!same.has(rows)) fresh += rows.filter((item) => !before.numbers.has(this.options.idOf(item))).length;
      if (fresh > atOnce) return number;
    }
    return Infinity;
  }

  get #waits(): boolean {
    return this.#place !== undefined && (this.#division.groups.at(-1)?.[0] ?? -Infinity) > this.#last;
  }

  #goOn(): void {
    if (this.#waits) this.#timer ??= pageClock.set(this.#slice, 0);
  }

  /** As many groups as there is time for, when each takes as long as the one before. */
  readonly #slice = (): void => {
    this.#timer = undefined;
    const end = steady() + budget;
    for (let took = 0; this.#waits && this.#place!.isConnected && steady() + took < end;) {
      const began = steady();
      this.#last = this.#division.groups.find(([number]) => number > this.#last)![0];
      this.#place!.setValue(this.#drawn(this.#place!, true));
      took = steady() - began;
    }
    if (this.#place?.isConnected) this.#goOn();
  };

  readonly #draw = (at: Place): unknown => this.#drawn((this.#place = at), false);

  /** What became another: nothing is compared twice where there are only more. */
  #drawn(at: Place, more: boolean): unknown {
    const { drawn: before, common } = at;
    const same = more || isSame(common, this.#common);
    const drawn = new Map<number, Drawn>();
    const groups: [number: number, shown: unknown][] = [];
    for (const [number, rows] of this.#division.groups) {
      if (number > this.#last) break;
      const old = same ? before.get(number) : undefined;
      const states = more && old ? old.states : this.#statesOf(rows);
      const isOld = old?.rows === rows && areSame(old.states, states);
      drawn.set(number, isOld ? old : { rows, states });
      groups.push([number, isOld ? noChange : this.#group(rows, states, old)]);
    }
    at.drawn = drawn;
    at.common = this.#common;
    return repeat(
      groups,
      ([number]) => number,
      ([, shown]) => shown,
    );
  }

  #statesOf(rows: readonly T[]): Drawn['states'] {
    const { stateOf } = this.options;
    let states: Map<unknown, unknown> | undefined;
    if (stateOf)
      for (const row of rows) {
        const state = stateOf(row);
        if (state !== undefined) (states ??= new Map()).set(row, state);
      }
    return states ?? none;
  }

  #group(rows: readonly T[], states: Drawn['states'], old: Drawn | undefined): TemplateResult {
    const { idOf, render } = this.options;
    const known = new Set(old?.rows);
    return html`<div class="group">
      ${repeat(rows, idOf, (item) =>
        known.has(item) && old!.states.get(item) === states.get(item)
          ? noChange
          : html`<div role="listitem" class="row" part="row" data-id=${idOf(item)}>${render(item)}</div>`,
      )}
    </div>`;
  }

  /** Puts the focus on a row, once it is there. */
  async focus(id: string): Promise<void> {
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>(`.rows .row[data-id="${CSS.escape(id)}"] [data-row]`)?.focus();
  }

  /** One row is where Tab comes in; set by hand, so that moving it renders nothing. */
  #holdStop(): void {
    const list = this.host.renderRoot.querySelector('.rows');
    if (!list || (this.#stop && list.contains(this.#stop))) return;
    this.#moveStop(list.querySelector<HTMLElement>('[data-row]') ?? undefined);
  }

  #moveStop(to: HTMLElement | undefined): void {
    if (to === this.#stop) return;
    this.#stop?.setAttribute('tabindex', '-1');
    this.#stop = to;
    to?.setAttribute('tabindex', '0');
  }

  readonly #onFocus = ({ target }: FocusEvent): void => {
    const row = (target as HTMLElement).closest('.row');
    if (row) this.#moveStop(row.querySelector<HTMLElement>('[data-row]') ?? undefined);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    if (!from.matches('[data-row]') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = this.host.renderRoot.querySelectorAll<HTMLElement>('.rows .row');
    const row = from.closest<HTMLElement>('.row')!;
    const to = { ArrowDown: beside(row, 1), ArrowUp: beside(row, -1), Home: rows[0], End: rows[rows.length - 1] }[event.key];
    if (!to) return;
    event.preventDefault();
    const stop = to.querySelector<HTMLElement>('[data-row]') ?? undefined;
    stop?.focus();
    this.#moveStop(stop); // a page that is not in front is told of no focus
  };
}

const none: Drawn['states'] = new Map();

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

const areSame = (a: Drawn['states'], b: Drawn['states']): boolean =>
  a === b || (a.size === b.size && [...a].every(([row, state]) => b.get(row) === state));

/** The next row, also in the next group. */
function beside(row: Element, by: 1 | -1): HTMLElement | undefined {
  const next = (of: Element | null | undefined) => (by > 0 ? of?.nextElementSibling : of?.previousElementSibling);
  const group = next(row.parentElement);
  const found = next(row) ?? (by > 0 ? group?.firstElementChild : group?.lastElementChild);
  return found instanceof HTMLElement && found.matches('.row') ? found : undefined;
}
