import type { Clock } from './clock.js';

/** Milliseconds without a sign of life after which nobody is at the desk. */
const idleAfter = 120_000;

/** What an agent who is there does; captured, so that no host can hide it by stopping an event. */
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'] as const;
const passively = { capture: true, passive: true } as const;

const known = new WeakMap<Clock, Idle>();

/** Whether somebody is at this page. Listens as long as somebody wants to know; all who do share it. */
export class Idle {
  /** Nothing was touched for two minutes, or the page is put away. */
  away = false;
  readonly #told = new Set<() => void>();
  #seenAt = 0;
  #timer?: unknown;

  private constructor(private readonly clock: Clock) {}

  /** The one of this page (and this clock). */
  static of(clock: Clock): Idle {
    let idle = known.get(clock);
    if (!idle) known.set(clock, (idle = new Idle(clock)));
    return idle;
  }

  /** Calls back whenever `away` changes. That there is something new to look at is a sign of life. */
  join(told: () => void): void {
    if (this.#told.has(told)) return;
    if (!this.#told.size) this.#listen();
    this.#wake();
    this.#told.add(told);
  }

  leave(told: () => void): void {
    if (!this.#told.delete(told) || this.#told.size) return;
    for (const sign of signs) removeEventListener(sign, this.#onSign, passively);
    removeEventListener('pagehide', this.#onHide);
    removeEventListener('pageshow', this.#onShow);
    this.clock.clear(this.#timer);
    this.#timer = undefined;
  }

  #listen(): void {
    for (const sign of signs) addEventListener(sign, this.#onSign, passively);
    addEventListener('pagehide', this.#onHide);
    addEventListener('pageshow', this.#onShow);
  }

  #wake(): void {
    this.#seenAt = this.clock.now();
    this.#timer ??= this.clock.set(this.#check, idleAfter);
    this.#be(false);
  }

  #be(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    for (const told of [...this.#told]) told();
  }

  /** Pointers move a thousand times a minute: the timer stays as it is, and looks when it is over. */
  readonly #check = (): void => {
    const left = this.#seenAt + idleAfter - this.clock.now();
    this.#timer = left > 0 ? this.clock.set(this.#check, left) : undefined;
    if (left <= 0) this.#be(true);
  };

  /** In a hidden page only scripts set the focus. */
  readonly #onSign = (): void => {
    if (document.visibilityState !== 'hidden') this.#wake();
  };

  readonly #onHide = (): void => {
    this.clock.clear(this.#timer);
    this.#timer = undefined;
    this.#be(true);
  };

  readonly #onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#wake();
  };
}
