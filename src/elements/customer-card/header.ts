import { html, nothing, type TemplateResult } from 'lit';
import { initials, type Customer } from '../../domain/customer.js';
import { fieldValue } from '../../domain/customer.js';
import type { MatchReason } from '../../domain/match.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import { CustomerCloseRequestedEvent } from '../../wiring/requests.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';

/** Who it is, why this one, and what can be done with the card. */
export class Header {
  constructor(private readonly card: CustomerCard) {}

  render(customer: Customer): TemplateResult {
    const { say } = this.card.texts;
    const organization = customer.type === 'organization';
    const subtitle = (this.card.lookup.around?.fields ?? [])
      .filter((field) => field.subtitle && !field.partOfName?.includes(customer.type))
      .flatMap((field) => fieldValue(customer, field.name) ?? []);
    return html`${this.#renderBars(customer)}
      <div class="header" part="header">
        <span class="avatar hue-${hue(customer.id)}" aria-hidden="true"
          >${initials(customer.name) || icon(organization ? shapes.organization : shapes.person)}</span
        >
        <div class="who">
          <h2 class="name" part="name"><bdi>${customer.name || say('unnamed')}</bdi></h2>
          ${subtitle.length ? html`<p class="soft clamp">${subtitle.map((text, i) => html`${i ? ' · ' : nothing}<bdi>${text}</bdi>`)}</p>` : nothing}
        </div>
        <div class="tools">
          ${this.card.actions.renderCall(customer)} ${this.card.writing.value?.deeds.renderEdit()}
          ${this.#renderTool('refresh', () => this.card.refresh(), 'Alt+R')} ${this.#renderMenu(customer)}
          ${this.card.answered('customer-close') ? this.#renderTool('close', this.#onClose) : nothing}
        </div>
        <p class="pills">
          ${this.#renderReasons(customer)}
          <span class="pill"
            >${icon(organization ? shapes.organization : shapes.person)}${say(organization ? 'organization' : 'person')}</span
          >
          ${this.card.writing.value?.deeds.renderMark(customer)}
          <span class="soft number id">${say('id-is', { id: customer.id })}</span>
        </p>
      </div>`;
  }

  /** Back, *This is the customer*, what a colleague changed: each a sentence with its one button. */
  #renderBars(customer: Customer): TemplateResult {
    const { say } = this.card.texts;
    const { lookup } = this.card;
    return html`${lookup.changed ? html`<div class="bar" part="bar"><span>${say('changed-by-colleague')}</span><button class="button" @click=${() => this.card.refresh()}>${icon(shapes.refresh, 'refresh')}${say('refresh')}</button></div>` : nothing}
    ${this.renderFailure()} ${this.card.choice?.render() ?? nothing} ${this.card.writing.value?.renderBars(customer)}`;
  }

  /** What is on screen could not be read again. */
  renderFailure(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { load } = this.card.lookup;
    if (!load.error) return nothing;
    const what = load.value ? say('refresh-failed') : `${say('search-failed')}.`;
    return html`<div class="bar warn" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${what} ${say(`error-${load.error.code}`)}</span>
      <button class="button" @click=${() => this.card.refresh()}>${say('retry')}</button>
    </div>`;
  }

  #renderReasons(customer: Customer): TemplateResult | typeof nothing {
    const match = this.card.lookup.result?.matches.find((candidate) => candidate.customer.id === customer.id);
    return match
      ? html`${match.why.map((reason) => html`<span class="pill good">${icon(shapes.check)}${reasonText(this.card, reason)}</span>`)}`
      : nothing;
  }

  #renderMenu(customer: Customer): TemplateResult {
    const { say } = this.card.texts;
    return html`<button class="quiet" title=${say('more')} aria-label=${say('more')} aria-haspopup="menu" popovertarget="more">
        ${icon(shapes.more)}
      </button>
      ${this.card.menus.get()?.renderMore(customer)}`;
  }

  #renderTool(word: 'refresh' | 'close', deed: () => void, key?: string): TemplateResult {
    const name = this.card.texts.say(word);
    return html`<button
      class="quiet"
      title=${key ? `${name} (${key})` : name}
      aria-label=${name}
      aria-busy=${word === 'refresh' && this.card.lookup.load.busy}
      @click=${deed}
    >
      ${icon(word === 'refresh' ? shapes.refresh : shapes.close, word)}
    </button>`;
  }

  readonly #onClose = (): void => {
    const { lookup, source } = this.card;
    this.card.dispatchEvent(new CustomerCloseRequestedEvent(lookup.shown?.id, source.interaction?.id));
  };
}

/** Why somebody is in the list, in words. */
export function reasonText(card: CustomerCard, reason: MatchReason): string {
  const { say } = card.texts;
  if (reason.by === 'choice')
    return reason.agentName ? say('chosen-before-by', { agent: reason.agentName }) : say('chosen-before');
  const field = card.lookup.around?.fields.find((known) => known.name === reason.field);
  const name = field ? fieldName(card, field) : reason.field;
  const matched = say('field-matched', { field: name });
  const more = [
    reason.shared ? say('shared') : '',
    reason.extension ? say('extension-is', { extension: reason.extension }) : '',
  ].filter(Boolean);
  return more.length ? `${matched} (${more.join(', ')})` : matched;
}

/** One of six tints, always the same for a customer. */
export function hue(id: string): number {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
}
