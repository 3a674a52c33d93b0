import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Lazy } from '../../wiring/lazy.js';
import type { Aliases } from './aliases.js';
import type { CustomerJourney } from './customer-journey.js';

/** Where it is asked by what the customer is known on the web site: closed until somebody looks, or something in it waits for the agent. */
export class AliasSection implements ReactiveController {
  readonly #aliases: Lazy<Aliases>;
  #open = false;
  /** Of whom. */
  #of?: string;
  /** Something in it waited when it was last looked at. */
  #waited = false;
  /** The focus is in it. */
  #focused = false;

  constructor(private readonly element: CustomerJourney) {
    this.#aliases = new Lazy<Aliases>(element, async () => {
      const { Aliases, styles } = await import('./aliases.js');
      return { part: new Aliases(element, () => this.#open), styles };
    });
    element.addController(this);
  }

  hostUpdate(): void {
    const { visits, renderRoot } = this.element;
    this.#focused = Boolean((renderRoot as ShadowRoot | undefined)?.activeElement?.closest('.aliases'));
    if (visits.customerId === this.#of) return;
    this.#of = visits.customerId;
    this.#open = this.#waited = false;
  }

  hostUpdated(): void {
    const { visits, reading, renderRoot } = this.element;
    // What was begun in an earlier page goes on, and is shown, whether or not somebody looks.
    const isQuiet = visits.complete || (reading.isReady && visits.customerId === undefined);
    if (isQuiet && this.#mayChange) this.#aliases.get();
    const waits = this.#aliases.value?.waits ?? false;
    if (waits && !this.#waited) this.#show(true);
    this.#waited = waits;
    // What had the focus is gone: who works with the keyboard stays near it.
    if (this.#focused && document.activeElement === document.body)
      renderRoot.querySelector<HTMLElement>('.aliases summary')?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.#of = undefined;
    this.#open = this.#waited = false;
  }

  render(): TemplateResult | typeof nothing {
    const { texts, source } = this.element;
    const { say } = texts;
    if (!source.backend?.journeys?.aliases) return nothing;
    const { value, failed } = this.#aliases;
    return html`${value?.announcer.render()}
      <details class="aliases" ?open=${this.#open}>
        <summary tabindex="0" @click=${this.#onClick}>
          ${icon(shapes.chevron)}
          <h3>${say('journey-aliases')}</h3>
        </summary>
        ${this.#open ? (value?.render() ?? (failed ? this.#renderFailed() : html`<div class="known" aria-busy="true"></div>`)) : nothing}
      </details>`;
  }

  #renderFailed(): TemplateResult {
    const { say } = this.element.texts;
    return html`<div class="bar warn" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${say('journey-aliases-failed')} ${say('error-offline')}</span>
      <button type="button" class="button" @click=${() => void this.#aliases.load()}>${say('retry')}</button>
    </div>`;
  }

  get #mayChange(): boolean {
    const { source, reading } = this.element;
    const { addAlias, removeAlias } = source.backend?.journeys ?? {};
    return (addAlias ?? removeAlias) !== undefined && reading.may('customers.edit') === true;
  }

  #show(open: boolean): void {
    this.#open = open;
    if (open) void this.#aliases.load();
    this.element.requestUpdate();
  }

  readonly #onClick = (event: Event): void => {
    event.preventDefault();
    this.#show(!this.#open);
  };
}
