import type { ReactiveController } from 'lit';
import type { CustomerJourney } from './customer-journey.js';

/** Whether the agent is reading: the pointer is over the visits, the keyboard in them, or their beginning is scrolled out of sight. Then nothing may move. */
export class Attention implements ReactiveController {
  #pointed = false;
  #focused = false;
  #scrolled = false;
  #watcher?: IntersectionObserver;
  #seen?: Element;

  constructor(
    private readonly host: CustomerJourney,
    private readonly onEnd: () => void,
  ) {
    host.addController(this);
  }

  get isReading(): boolean {
    return this.#pointed || this.#focused || this.#scrolled;
  }

  hostConnected(): void {}

  /** Watches where the visits begin, once that is there. */
  hostUpdated(): void {
    const mark = this.host.renderRoot.querySelector('.beginning') ?? undefined;
    if (mark === this.#seen) return;
    this.#watcher?.disconnect();
    this.#seen = mark;
    this.#scrolled = false;
    if (!mark) return;
    this.#watcher = new IntersectionObserver((entries) => {
      const { isIntersecting, boundingClientRect, rootBounds } = entries.at(-1)!;
      // Not yet scrolled to is not read.
      this.#change({ scrolled: !isIntersecting && boundingClientRect.bottom <= (rootBounds?.top ?? 0) });
    });
    this.#watcher.observe(mark);
  }

  hostDisconnected(): void {
    this.#watcher?.disconnect();
    this.#seen = undefined;
    this.#pointed = this.#focused = this.#scrolled = false;
  }

  readonly onPointer = ({ type, pointerType }: PointerEvent): void => {
    if (pointerType === 'mouse') this.#change({ pointed: type === 'pointerenter' });
  };

  /** A focus that a click has left behind is no reading. */
  readonly onFocus = ({ type, target }: FocusEvent): void =>
    this.#change({ focused: type === 'focusin' && (target as Element).matches(':focus-visible') });

  #change({ pointed = this.#pointed, focused = this.#focused, scrolled = this.#scrolled }): void {
    const before = this.isReading;
    this.#pointed = pointed;
    this.#focused = focused;
    this.#scrolled = scrolled;
    if (before && !this.isReading) this.onEnd();
  }
}
