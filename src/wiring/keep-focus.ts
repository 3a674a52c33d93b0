import type { LitElement, ReactiveController } from 'lit';

/**
 * What is disabled for a while, or taken away, while it has the focus gets it back when it can; until then it waits at a place of last resort, so that nobody who works with the keyboard is thrown out
 * of the element. Call `keep` in each render that may close a form. Found again by `id` or `data-topic`.
 */
export class KeepFocus implements ReactiveController {
  /** How what had the focus is found again. */
  #had?: string;
  /** It waits at the place of last resort. */
  #parked = false;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly host: LitElement,
    /** A selector. */
    private readonly resort: string,
  ) {
    host.addController(this);
  }

  keep(): void {
    const had = (this.host.renderRoot as ShadowRoot).activeElement;
    if (!had || (this.#parked && had.matches(this.resort))) return;
    this.#parked = false;
    const topic = had.getAttribute('data-topic');
    this.#had = topic === null ? `#${CSS.escape(had.id || 'nothing')}` : `[data-topic="${CSS.escape(topic)}"]`;
  }

  hostUpdated(): void {
    if (this.#had === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restore()); // browsers take the focus from what is disabled in their own time
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#had = undefined;
    this.#parked = false;
  }

  #restore(): void {
    const root = this.host.renderRoot as ShadowRoot;
    const now = root.activeElement;
    const moved = this.#parked ? !now?.matches(this.resort) : now?.matches(':enabled, [tabindex]');
    const elsewhere = !now && document.activeElement !== document.body;
    const same = root.querySelector<HTMLElement>(this.#had!);
    if (!moved && !elsewhere) {
      if (!same || same.matches(':disabled')) {
        this.#parked = true;
        return root.querySelector<HTMLElement>(this.resort)?.focus();
      }
      same.focus();
    }
    this.#parked = false;
    this.#had = undefined;
  }
}
