import type { LitElement, ReactiveController } from 'lit';
import { fold } from '../domain/fold.js';

export interface ListboxOptions {
  /** The text of each option, for type-ahead. */
  labels(): readonly string[];
  pick(index: number): void;
  /** Id of an option's element. */
  id(index: number): string;
  /** Letters belong to a text box: no type-ahead. */
  typing?: boolean;
}

/**
 * Keys of a listbox (ARIA APG): arrows, Home and End move, letters jump, Enter picks. The focus stays where it is, on the list or on a search box
 * that controls it; `aria-activedescendant` says which option is meant.
 */
export class Listbox implements ReactiveController {
  active = 0;
  #typed = '';
  #typedAt = 0;

  constructor(
    private readonly host: LitElement,
    private readonly options: ListboxOptions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  get activeId(): string | undefined {
    return this.options.labels().length ? this.options.id(Math.min(this.active, this.options.labels().length - 1)) : undefined;
  }

  /** Back to the first option, for another list. */
  reset(): void {
    this.active = 0;
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    const labels = this.options.labels();
    // 229: in Safari the key that ends composing comes after it.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || labels.length === 0)
      return;
    const last = labels.length - 1;
    const at = Math.min(this.active, last);
    if (event.key === 'Enter') {
      event.preventDefault();
      return this.options.pick(at);
    }
    const moves: Record<string, number> = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0) };
    if (!this.options.typing) Object.assign(moves, { Home: 0, End: last });
    const to = moves[event.key] ?? (this.options.typing ? undefined : this.#typeAhead(event, labels, at));
    if (to === undefined) return;
    event.preventDefault();
    this.active = to;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector(`#${this.options.id(to)}`)?.scrollIntoView({ block: 'nearest' }),
    );
  };

  #typeAhead(event: KeyboardEvent, labels: readonly string[], at: number): number | undefined {
    if ([...event.key].length !== 1 || event.key === '?') return undefined;
    this.#typed = event.timeStamp - this.#typedAt < 800 ? this.#typed + event.key : event.key;
    this.#typedAt = event.timeStamp;
    const wanted = fold(this.#typed);
    if (!wanted) return undefined;
    // One letter again goes on to the next that begins with it; several narrow down from where one stands.
    const [letter = ''] = wanted;
    const next = (text: string, from: number) =>
      labels.map((_, i) => (from + i) % labels.length).find((i) => fold(labels[i] ?? '').startsWith(text));
    const narrowed = wanted === letter ? undefined : next(wanted, at);
    return narrowed ?? (wanted === letter.repeat(wanted.length) ? next(letter, at + 1) : undefined);
  }
}
