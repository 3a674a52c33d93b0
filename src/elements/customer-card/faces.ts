import { html, nothing, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import type { CustomerCard } from './customer-card.js';

/** What the card shows before there is a customer: nothing, waiting, failed. */
export class Faces {
  constructor(private readonly card: CustomerCard) {}

  renderNothing(why: 'customer-gone' | 'no-customer-open'): TemplateResult {
    return html`<div class="notice">
        ${icon(shapes.person)}
        <p>${this.card.texts.say(why)}</p>
      </div>
      ${this.card.renderSearch()}`;
  }

  /** The number stands there at once; the rest keeps the place of what will come. */
  renderWaiting(): TemplateResult {
    const { say } = this.card.texts;
    const { load, address } = this.card.lookup;
    return html`<div class="header" aria-busy="true" part="header">
        <span class="avatar skeleton"></span>
        <div class="who">
          ${address ? html`<h2 class="name" part="name"><bdi class="number">${address}</bdi></h2>` : html`<span class="skeleton wide"></span>`}
          <p class="soft">${load.slow ? say('still-searching') : say('searching')}</p>
        </div>
      </div>
      <div class="section-body" aria-hidden="true">
        <div class="field"><span class="skeleton"></span><span class="skeleton wide"></span></div>
        <div class="field"><span class="skeleton"></span><span class="skeleton wide"></span></div>
        <div class="field"><span class="skeleton"></span><span class="skeleton wide"></span></div>
        <div class="field"><span class="skeleton"></span><span class="skeleton wide"></span></div>
      </div>
      ${
        load.slow
          ? html`<div class="bar" part="bar">
                <span>${say('still-searching-hint')}</span>
                <button class="button" @click=${this.#onRetry}>${say('retry')}</button>
              </div>
              ${this.card.renderSearch()}`
          : nothing
      }`;
  }

  renderFailed(code: BackendErrorCode): TemplateResult {
    const { say } = this.card.texts;
    const { load, address } = this.card.lookup;
    const one = this.card.customerId;
    return html`<div class="notice bad" role="alert">
        ${icon(shapes.warning)}
        <div>
          <h2 class="name">${say(one ? 'customer-not-loaded' : 'search-failed')}</h2>
          ${address ? html`<p class="number"><bdi>${address}</bdi></p>` : nothing}
          <p class="soft">${say(`error-${code}`)} ${one ? nothing : say('search-failed-hint')}</p>
        </div>
        <button class="button primary" aria-busy=${load.busy} @click=${this.#onRetry}>
          ${icon(shapes.refresh, 'refresh')}${say('retry')}
        </button>
      </div>
      ${this.card.renderSearch()}`;
  }

  readonly #onRetry = (): void => this.card.retry();
}
