import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import type { CustomerCard } from './customer-card.js';

export { styles } from './tabs.styles.js';

/** What is slotted in the card: every child with a `label` is a tab; its `count` stands beside it. */
export class Tabs implements ReactiveController {
  /** The element, not its place: others come and go around it. */
  #open?: Element;
  #at = 0;
  #folded = false;
  readonly #observer?: MutationObserver;

  constructor(private readonly card: CustomerCard) {
    if (typeof MutationObserver !== 'undefined') this.#observer = new MutationObserver(() => card.requestUpdate());
    card.addController(this);
  }

  hostConnected(): void {
    this.#observer?.observe(this.card, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['label', 'count', 'slot'],
    });
    this.card.addEventListener('count-changed', this.#onCount);
    this.card.addEventListener('reveal-requested', this.#onReveal);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.card.removeEventListener('count-changed', this.#onCount);
    this.card.removeEventListener('reveal-requested', this.#onReveal);
  }

  /** Slots are assigned by hand: one tab at a time is on screen, all stay alive. */
  hostUpdated(): void {
    const { renderRoot } = this.card;
    const children = [...this.card.children];
    const tabs = this.#tabs();
    const assign = (slot: string, nodes: Element[]) => renderRoot.querySelector<HTMLSlotElement>(slot)?.assign(...nodes);
    assign(
      'slot[name=menu]',
      children.filter((child) => child.slot === 'menu'),
    );
    assign(
      'slot[name=pinned]',
      children.filter((child) => child.slot === 'pinned'),
    );
    assign('#panel slot', tabs.slice(this.#at, this.#at + 1));
    assign(
      'slot[name=rest]',
      children.filter((child) => child.slot === '' && !tabs.includes(child)),
    );
  }

  /** What stands above the details, whichever tab is open. */
  renderPinned(): TemplateResult {
    return html`<slot name="pinned"></slot>`;
  }

  render(): TemplateResult {
    const tabs = this.#tabs();
    const at = this.#open ? tabs.indexOf(this.#open) : -1;
    this.#at = at < 0 ? Math.min(this.#at, Math.max(tabs.length - 1, 0)) : at;
    this.#open = tabs[this.#at];
    return html`${tabs.length ? this.#renderTabs(tabs) : nothing}<slot name="rest"></slot>`;
  }

  #renderTabs(tabs: readonly Element[]): TemplateResult {
    const { say } = this.card.texts;
    const fold = say(this.#folded ? 'unfold' : 'fold');
    return html`<div class="tabs" part="tabs">
        <div role="tablist" aria-label=${say('tabs')} @keydown=${this.#onKeydown}>
          ${tabs.map(
            (tab, index) =>
              html`<button
                role="tab"
                id="tab-${index}"
                aria-selected=${index === this.#at}
                aria-controls="panel"
                tabindex=${index === this.#at ? 0 : -1}
                @click=${() => this.#select(index)}
              >
                ${labelOf(tab)}${countOf(tab) === undefined ? nothing : html` <span class="pill number">${countOf(tab)}</span>`}
              </button>`,
          )}
        </div>
        <button
          class="quiet small fold"
          aria-expanded=${!this.#folded}
          aria-controls="panel"
          title=${fold}
          aria-label=${fold}
          @click=${this.#onFold}
        >
          ${icon(shapes.chevron, 'chevron')}
        </button>
      </div>
      <div id="panel" part="panel" role="tabpanel" aria-labelledby="tab-${this.#at}" ?hidden=${this.#folded}>
        <slot></slot>
      </div>`;
  }

  #tabs(): Element[] {
    return [...this.card.children].filter((child) => labelOf(child) && child.slot === '');
  }

  #select(index: number): void {
    this.#open = this.#tabs()[index];
    this.#folded = false;
    this.card.requestUpdate();
  }

  readonly #onCount = (): void => this.card.requestUpdate();

  readonly #onReveal = (event: Event): void => {
    const at = this.#tabs().findIndex((tab) => event.composedPath().includes(tab));
    if (at >= 0) this.#select(at);
  };

  readonly #onFold = (): void => {
    this.#folded = !this.#folded;
    this.card.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const count = this.#tabs().length;
    const forward = getComputedStyle(this.card).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: this.#at + 1, [backward]: this.#at - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#select(to % count);
    void this.card.updateComplete.then(() => this.card.renderRoot.querySelector<HTMLElement>(`#tab-${this.#at}`)?.focus());
  };
}

function labelOf(tab: Element): string | undefined {
  const label: unknown = tab.getAttribute('label') ?? (tab as { label?: unknown }).label;
  return typeof label === 'string' && label ? label : undefined;
}

function countOf(tab: Element): string | undefined {
  const count: unknown = (tab as { count?: unknown }).count ?? tab.getAttribute('count');
  return typeof count === 'number' || typeof count === 'string' ? String(count) : undefined;
}
