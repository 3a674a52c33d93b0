import { html, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';
import type { CustomerCard } from './customer-card.js';

/** The card's keys, and the help that lists them behind `?`. They work while the focus is in the card and collide with no letter that is typed. */
export class Keys {
  constructor(private readonly card: CustomerCard) {}

  get #dialog(): HTMLDialogElement | null {
    return this.card.renderRoot.querySelector('dialog');
  }

  show(): void {
    this.#dialog?.showModal();
  }

  render(): TemplateResult {
    const { say } = this.card.texts;
    const rows: readonly (readonly [string, string])[] = [
      ['Alt R', say('refresh')],
      ['Alt S', say('search-customers')],
      ['Alt C', say('call')],
      ['Alt X', say('key-expand')],
      ['↑ ↓ Home End', say('key-move')],
      ['Enter', say('key-open')],
      ['Esc', say('back')],
      ['?', say('keys')],
    ];
    return html`<dialog class="keys" aria-labelledby="keys-title" @click=${this.#onOutside}>
      <form method="dialog">
        <header><h2 class="name" id="keys-title">${say('keys')}</h2><button class="quiet" aria-label=${say('close')} title=${say('close')}>${icon('close')}</button></header>
        <dl>${rows.map(([key, deed]) => html`<div><dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${deed}</dd></div>`)}</dl>
      </form>
    </dialog>`;
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const deed = this.#deed(event);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  #deed(event: KeyboardEvent): (() => void) | undefined {
    const { card } = this;
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key === '?' && !typing) return () => this.show();
    if (plain && event.key === 'Escape' && card.lookup.canGoBack && !card.renderRoot.querySelector('dialog[open], :popover-open')) return () => card.back();
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    // By place on the keyboard: on some systems Alt turns the letter into another one.
    return {
      KeyR: () => card.refresh(),
      KeyS: () => card.search.show(),
      KeyC: () => card.renderRoot.querySelector<HTMLElement>('#call')?.click(),
      KeyX: () => card.details.toggle(),
    }[event.code];
  }

  readonly #onOutside = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.#dialog?.close();
  };
}
