import type { ReactiveController } from 'lit';
import type { CustomerCard } from './customer-card.js';

/** Where the agent goes on, in this order, as far as it is there. */
const next = ['#deletion', '[popovertarget=more]', '#matches', '#add', '#search'];

/** Keeps the focus in the card when what had it goes by itself: a bar whose time is over, a question that was answered. */
export class Refocus implements ReactiveController {
  /** The question on screen when it was lost: with another one the agent is somewhere else. */
  #lost?: { readonly question?: string };

  constructor(
    private readonly card: CustomerCard,
    /** What may go. */
    private readonly within: string,
  ) {
    card.addController(this);
  }

  /** Something closes: if nothing else takes the focus, it goes to what is left. */
  lose(): void {
    this.#lost = { question: this.card.lookup.question };
    this.card.requestUpdate();
  }

  hostUpdate(): void {
    const root = this.card.renderRoot as ShadowRoot | undefined;
    if (root?.activeElement?.closest(this.within)) this.#lost = { question: this.card.lookup.question };
  }

  hostUpdated(): void {
    if (!this.#lost) return;
    if (this.#taken || this.#lost.question !== this.card.lookup.question || this.#give()) this.#lost = undefined;
  }

  hostDisconnected(): void {
    this.#lost = undefined;
  }

  /** Something else has the focus; the card itself has none where what had it is gone, or hidden (WebKit). */
  get #taken(): boolean {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) return false;
    const inside = (this.card.renderRoot as ShadowRoot).activeElement;
    return activeElement !== this.card || Boolean(inside?.checkVisibility());
  }

  #give(): boolean {
    const root = this.card.renderRoot as ShadowRoot;
    return next.some((where) => {
      const found = root.querySelector<HTMLElement>(where);
      found?.focus();
      return found !== null && root.activeElement === found;
    });
  }
}
