import { css, html, type TemplateResult } from 'lit';
import { dialog } from '../../styles/dialog.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { CustomerCard } from './customer-card.js';

/** The list of the card's keys. */
export class KeyHelp {
  constructor(private readonly card: CustomerCard) {}

  render(): TemplateResult {
    const { say } = this.card.texts;
    const rows: readonly (readonly [string, string])[] = [
      ['Alt R', say('refresh')],
      ['Alt S', say('search-customers')],
      ...(this.card.actions.canCall ? [['Alt C', say('call')] as const] : []),
      ['Alt X', say('key-expand')],
      ...(this.card.writing.value?.may('change') ? [['Alt E', say('edit')] as const] : []),
      ...(this.card.writing.value?.may('add') ? [['Alt N', say('add-customer')] as const] : []),
      ...(this.card.writing.value?.may('change') || this.card.writing.value?.may('add')
        ? [['Ctrl Enter', say('save')] as const]
        : []),
      ['↑ ↓ Home End', say('key-move')],
      ['Enter', say('key-open')],
      ['Esc', say('back')],
      ['?', say('keys')],
    ];
    return html`<dialog class="keys" aria-labelledby="keys-title" @pointerdown=${this.#onOutside}>
      <form method="dialog">
        <div class="head">
          <h2 class="name" id="keys-title">${say('keys')}</h2>
          <button class="quiet" aria-label=${say('close')} title=${say('close')}>${icon(shapes.close)}</button>
        </div>
        <dl>
          ${rows.map(
            ([key, deed]) =>
              html`<div>
                <dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt>
                <dd>${deed}</dd>
              </div>`,
          )}
        </dl>
      </form>
    </dialog>`;
  }

  readonly #onOutside = (event: MouseEvent): void => {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target === dialog) dialog.close();
  };
}

export const styles = css`
  ${dialog}
  kbd {
    font:
      11px/16px ui-monospace,
      Menlo,
      monospace;
    border: 1px solid var(--_line-strong);
    border-block-end-width: 2px;
    border-radius: 4px;
    padding: 0 5px;
    color: var(--_ink-soft);
    background: var(--_surface);
  }
  .keys form {
    padding: 14px 16px;
  }
  .keys .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block-end: 8px;
  }
  .keys dl > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    min-block-size: 30px;
  }
`;
