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

  /** Watches where the visits begin, once that is there. Of what went away nobody says that it was left. */
  hostUpdated(): void {
    const { renderRoot } = this.host;
    const mark = renderRoot.querySelector('.beginning') ?? undefined;
    if (mark === this.#seen) return;
    this.#forget();
    this.#seen = mark;
    const visits = renderRoot.querySelector('.reading');
    if (!mark || !visits) return;
    const inSight = new Map<Element, IntersectionObserverEntry>();
    this.#watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) inSight.set(entry.target, entry);
      const [beginning, all] = [inSight.get(mark), inSight.get(visits)];
      // Not yet scrolled to is not read; in a pane that scrolls by itself only the visits say which of both it is.
      const isAbove =
        all?.isIntersecting || (beginning && beginning.boundingClientRect.bottom < (beginning.rootBounds?.top ?? 0));
      this.#change({ scrolled: beginning?.isIntersecting === false && isAbove === true });
    });
    this.#watcher.observe(mark);
    this.#watcher.observe(visits);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #forget(): void {
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
