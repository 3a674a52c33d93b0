import { html, nothing, type TemplateResult } from 'lit';
import { asJourneyAliases } from '../../backend/journey-answers.js';
import type { Backend, JourneysService } from '../../backend/backend.js';
import type { JourneyAlias } from '../../domain/journey-alias.js';
import { beginningOf } from '../../domain/plain-text.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { DeskGuard } from '../../wiring/desk-guard.js';
import { Load } from '../../wiring/load.js';
import { dayNameText } from '../../wiring/when.js';
import type { Texts } from '../../wiring/words.js';
import { AliasAdding } from './alias-adding.js';
import { AliasRemoving } from './alias-removing.js';
import type { CustomerJourney } from './customer-journey.js';

export { styles } from './aliases.styles.js';

/** UTF-16 units. */
const longest = 120;

/** By what the customer is known on the web site: browsers, logins, addresses. Read when it is first looked at. */
export class Aliases {
  readonly #known: Load<readonly [Backend, string], readonly JourneyAlias[]>;
  readonly #adding: AliasAdding;
  readonly #removing: AliasRemoving;
  #open = true;
  #said = '';

  constructor(readonly element: CustomerJourney) {
    this.#known = new Load(element, {
      args: () => {
        const { visits, source } = element;
        const { customerId } = visits;
        return this.#open && source.backend?.journeys?.aliases && customerId !== undefined
          ? [source.backend, customerId]
          : undefined;
      },
      read: async ([backend, customerId], signal) => asJourneyAliases(await backend.journeys!.aliases!(customerId, { signal })),
      onChange: () => (this.#said = ''),
    });
    this.#adding = new AliasAdding(this);
    this.#removing = new AliasRemoving(this);
    new DeskGuard(element, {
      desk: () => element.desk,
      atRisk: () => this.#adding.submission.atRisk || this.#removing.atRisk,
      onClosing: () => [],
    });
  }

  get texts(): Texts {
    return this.element.texts;
  }

  may(deed: keyof Pick<JourneysService, 'addAlias' | 'removeAlias'>): boolean {
    const { source, reading } = this.element;
    return source.backend?.journeys?.[deed] !== undefined && reading.may('customers.edit') === true;
  }

  /** Whether it is looked at. */
  show(open: boolean): void {
    this.#open = open;
    this.element.requestUpdate();
  }

  reload(): void {
    this.#known.reload();
  }

  /** One that is gone; what it brought along is read again. */
  removed(id: string, customerId: string): void {
    const { element } = this;
    if (customerId !== element.visits.customerId) return;
    this.#known.put((this.#known.value ?? []).filter((alias) => alias.id !== id));
    this.say(this.texts.say('journey-alias-removed'));
    element.live.refresh();
  }

  say(text: string): void {
    this.#said = text;
    this.element.requestUpdate();
  }

  async focus(selector: string): Promise<void> {
    this.element.requestUpdate();
    await this.element.updateComplete;
    this.element.renderRoot.querySelector<HTMLElement>(`${selector}:not(:disabled)`)?.focus();
  }

  render(): TemplateResult {
    const { say } = this.texts;
    const { face, value } = this.#known;
    return html`<div class="known">
      <div class="sr" role="status">${this.#said}</div>
      ${
        face === 'failed'
          ? html`<div class="bar warn" part="bar" role="alert">
              <span>${icon(shapes.warning)} ${say('journey-aliases-failed')} ${say(`error-${this.#known.error!.code}`)}</span>
              <button type="button" class="button" @click=${() => this.reload()}>${say('retry')}</button>
            </div>`
          : nothing
      }
      ${face === 'waiting' ? html`<span class="skeleton wide" aria-busy="true"></span>` : nothing}
      ${value?.length === 0 ? html`<p class="soft">${say('journey-aliases-none')}</p>` : nothing}
      ${
        value?.length
          ? html`<ul>
              ${value.map((alias) => this.#renderOne(alias))}
            </ul>`
          : nothing
      }
      ${this.may('addAlias') ? this.#adding.render() : nothing}
    </div>`;
  }

  #renderOne(alias: JourneyAlias): TemplateResult {
    const { texts, element } = this;
    const { say, locale } = texts;
    const { timeZone, now } = element.reading;
    const value = beginningOf(alias.value, longest);
    const time = dayNameText(alias.since, timeZone, locale, new Date(now).toISOString());
    return html`<li class="alias">
      <div class="side">
        <span class="soft">${say(`journey-alias-${alias.kind}`)}</span>
        <bdi class="value">${value}</bdi>
        <span class="soft number since">${say('journey-alias-since', { time })}</span>
        ${this.#removing.renderButton(alias, value)}
      </div>
      ${this.#removing.render(alias)}
    </li>`;
  }
}
