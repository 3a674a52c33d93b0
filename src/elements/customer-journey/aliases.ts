import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asJourneyAliases } from '../../backend/journey-answers.js';
import type { Backend, Change, JourneysService } from '../../backend/backend.js';
import type { JourneyAlias } from '../../domain/journey-alias.js';
import { beginningOf } from '../../domain/plain-text.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Announcer } from '../../wiring/announcer.js';
import { pageClock } from '../../wiring/clock.js';
import { DeskGuard } from '../../wiring/desk-guard.js';
import { Load } from '../../wiring/load.js';
import { dayNameText } from '../../wiring/when.js';
import type { Texts } from '../../wiring/words.js';
import { workplace } from '../../wiring/workplace.js';
import { AliasAdding } from './alias-adding.js';
import { AliasRemoving } from './alias-removing.js';
import type { CustomerJourney } from './customer-journey.js';

export { styles } from './aliases.styles.js';

/** UTF-16 units. */
const longest = 120;
/** Milliseconds in which what is told is gathered: each page that somebody opens is told too. */
const gathering = 1000;

/** By what the customer is known on the web site: browsers, logins, addresses. Read as long as it is looked at; what is done to them goes on regardless. */
export class Aliases implements ReactiveController {
  readonly announcer: Announcer;
  readonly #known: Load<readonly [Backend, string], readonly JourneyAlias[]>;
  readonly #adding: AliasAdding;
  readonly #removing: AliasRemoving;
  /** Of what is looked at. */
  #watched: readonly unknown[] = [];
  #unwatch?: () => void;
  #timer?: unknown;

  constructor(
    readonly element: CustomerJourney,
    private readonly isOpen: () => boolean,
  ) {
    this.announcer = new Announcer(element);
    this.#known = new Load(element, {
      args: () => this.#args,
      read: async ([backend, customerId], signal) => asJourneyAliases(await backend.journeys!.aliases!(customerId, { signal })),
    });
    this.#adding = new AliasAdding(this);
    this.#removing = new AliasRemoving(this);
    new DeskGuard(element, {
      desk: () => element.desk,
      atRisk: () => this.#adding.submission.atRisk || this.#removing.atRisk,
      onClosing: () => [],
    });
    element.addController(this);
  }

  get texts(): Texts {
    return this.element.texts;
  }

  /** Something of this customer's is not done, or was not. */
  get waits(): boolean {
    return this.#adding.submission.value !== undefined || this.#removing.waits;
  }

  may(deed: keyof Pick<JourneysService, 'addAlias' | 'removeAlias'>): boolean {
    const { source, reading } = this.element;
    return source.backend?.journeys?.[deed] !== undefined && reading.may('customers.edit') === true;
  }

  hostUpdated(): void {
    const args = this.#args ?? [];
    if (args.length === this.#watched.length && args.every((arg, i) => arg === this.#watched[i])) return;
    this.#leave();
    this.#watched = args;
    const [backend, customerId] = args;
    if (backend) this.#unwatch = workplace(backend).watch({ kinds: ['journey'], customerId }, { change: this.#onChange });
  }

  hostDisconnected(): void {
    this.#leave();
  }

  reload(): void {
    this.#known.reload();
  }

  /** One that is gone; what it brought along is read again. */
  removed(id: string): void {
    const { value } = this.#known;
    if (value) this.#known.put(value.filter((alias) => alias.id !== id));
    this.element.live.refresh();
  }

  async focus(selector: string): Promise<void> {
    this.element.requestUpdate();
    await this.element.updateComplete;
    this.element.renderRoot.querySelector<HTMLElement>(`${selector}:not(:disabled)`)?.focus();
  }

  /** The same, unless the agent is elsewhere by now. */
  async stay(selector: string): Promise<void> {
    this.element.requestUpdate();
    await this.element.updateComplete;
    const { activeElement } = this.element.renderRoot as ShadowRoot;
    if (activeElement ? activeElement.closest('.aliases') : document.activeElement === document.body) await this.focus(selector);
  }

  render(): TemplateResult {
    const { say } = this.texts;
    const { face, value, error } = this.#known;
    return html`<div class="known">
      ${
        error
          ? html`<div class="bar warn" part="bar" role="alert">
              <span>${icon(shapes.warning)} ${say('journey-aliases-failed')} ${say(`error-${error.code}`)}</span>
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

  /** What is read and watched: nothing while nobody looks. */
  get #args(): readonly [Backend, string] | undefined {
    const { visits, source, isConnected } = this.element;
    const { customerId } = visits;
    return isConnected && this.isOpen() && source.backend?.journeys?.aliases && customerId !== undefined
      ? [source.backend, customerId]
      : undefined;
  }

  #leave(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#watched = [];
    pageClock.clear(this.#timer);
    this.#timer = undefined;
  }

  /** Somebody else adds and removes too, and so does a login. */
  readonly #onChange = (change: Change): void => {
    if (change.kind !== 'reset' && (change.customerId ?? change.id) !== this.#watched[1]) return;
    this.#timer ??= pageClock.set(() => {
      this.#timer = undefined;
      this.reload();
    }, gathering);
  };
}
