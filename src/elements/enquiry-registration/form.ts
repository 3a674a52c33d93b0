import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Backend } from '../../backend/backend.js';
import type { EnquiryDraft } from '../../domain/enquiry.js';
import type { Interaction } from '../../domain/interaction.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Desk } from '../../wiring/context.js';
import { draftKey, type DraftStore } from '../../wiring/draft-store.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { Lazy } from '../../wiring/lazy.js';
import { Submission } from '../../wiring/submission.js';
import type { Texts } from '../../wiring/words.js';
import { Categories } from './categories.js';
import { Choosing } from './choosing.js';
import type { EnquiryRegistration } from './enquiry-registration.js';
import { Dialer } from './dialer.js';
import { Filter } from './filter.js';
import type { Frequent } from './frequent.js';
import { Guarding } from './guarding.js';
import { Notices } from './notices.js';
import { OwnWindow } from './own-window.js';
import type { Known, Reading } from './reading.js';
import { Registering, senders } from './registering.js';
import { Remark } from './remark.js';
import type { WrapUp } from './wrap-up.js';

export { styles } from './form.styles.js';

/** Everything that is filled in, and what becomes of it. Loaded beside the first reading. */
export class Form {
  readonly submission: Submission<EnquiryDraft>;
  readonly choosing: Choosing;
  readonly registering: Registering;
  readonly filter: Filter;
  readonly categories: Categories;
  readonly dialer: Dialer;
  readonly remark: Remark;
  readonly notices: Notices;
  readonly guarding: Guarding;
  readonly #refocus: KeepFocus;
  readonly #ownWindow: OwnWindow;
  readonly #wrapUp: Lazy<WrapUp>;
  readonly #frequent: Lazy<Frequent>;

  constructor(readonly element: EnquiryRegistration) {
    this.submission = new Submission<EnquiryDraft>(element, {
      backend: () => this.source.backend,
      store: () => this.draftStore,
      key: () => this.#draftKey,
      senders,
      onRestored: () => this.requestUpdate(),
      onSent: (intent, payload) => this.registering.onSent(intent, payload),
      onRefused: (code, problems) => this.registering.onRefused(code, problems),
    });
    this.choosing = new Choosing(this);
    this.registering = new Registering(this);
    this.filter = new Filter(this);
    this.categories = new Categories(this);
    this.dialer = new Dialer(this);
    this.remark = new Remark(this);
    this.notices = new Notices(this);
    this.guarding = new Guarding(this);
    this.#refocus = new KeepFocus(element, '#title');
    this.#ownWindow = new OwnWindow(this);
    this.#wrapUp = new Lazy(element, async () => ({ part: new (await import('./wrap-up.js')).WrapUp(this) }));
    this.#frequent = new Lazy(element, async () => ({ part: new (await import('./frequent.js')).Frequent(this) }));
    this.onRead(this.reading.known);
  }

  get source(): { readonly backend?: Backend; readonly interaction?: Interaction } {
    return this.element.source;
  }
  get reading(): Reading {
    return this.element.reading;
  }
  get texts(): Texts {
    return this.element.texts;
  }
  get desk(): Desk | undefined {
    return this.element.desk;
  }
  get draftStore(): DraftStore | undefined {
    return this.element.draftStore;
  }
  get root(): LitElement['renderRoot'] {
    return this.element.renderRoot;
  }
  get updateComplete(): Promise<boolean> {
    return this.element.updateComplete;
  }

  addController(controller: ReactiveController): void {
    this.element.addController(controller);
  }

  requestUpdate(): void {
    this.element.requestUpdate();
  }

  announce(text: string, tone?: 'good'): void {
    this.element.announce(text, tone);
  }

  /** Puts the focus where something is to be done: a category by its id, `comment`, `card-number`; else on the first topic. */
  focusOn(field: string): void {
    if (this.dialer.isOwn(field)) return this.dialer.focusOn(field);
    const root = this.root;
    const id = CSS.escape(field);
    const first = (within: string) => root.querySelector<HTMLElement>(`${within} input:checked, ${within} input`);
    (
      first(`[data-category="${id}"]`) ??
      (field ? root.querySelector<HTMLElement>(`#${id}`) : null) ??
      first('[data-category]') ??
      root.querySelector<HTMLElement>('#title')
    )?.focus();
  }

  /** These were registered here. */
  count(topicIds: readonly string[]): void {
    if (this.element.frequent) void this.#frequent.load().then(() => this.#frequent.value?.count(topicIds));
  }

  onRead(known: Known | undefined): void {
    if (known?.state.wrapUp && !this.#wrapUp.value)
      void this.#wrapUp.load().then(() => this.#wrapUp.value?.take(this.reading.known));
    this.#wrapUp.value?.take(known);
  }

  /** Another conversation, or the same one in another place: nothing of the last is left. */
  onTurned(): void {
    for (const part of [this.registering, this.choosing, this.filter, this.categories]) part.reset();
  }

  render(): TemplateResult {
    const { say } = this.texts;
    const { submission, registering, choosing } = this;
    const done = this.notices.registered && !submission.dirty && !this.dialer.report;
    this.#refocus.keep();
    return html`<form class="enquiry" novalidate aria-labelledby="title" @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      <header class="head" part="header">
        <h2 class="name" id="title" tabindex="-1">${say('enquiry')}</h2>
        ${this.#ownWindow.render()} ${this.notices.renderStatus()} ${this.#wrapUp.value?.render() ?? nothing}
      </header>
      ${this.guarding.render()} ${this.notices.render()}
      <div class="body">
        <fieldset class="parts" ?disabled=${this.closed}>
          <legend class="sr">${say('enquiry')}</legend>
          ${this.filter.render()} ${this.element.frequent ? (this.#frequent.get()?.render() ?? nothing) : nothing}
          ${this.categories.render()}
        </fieldset>
        ${this.dialer.render()} ${this.remark.render()}
      </div>
      ${
        this.reading.may('register')
          ? html`<div class="deeds">
              <button
                class=${done ? 'button' : 'button primary'}
                id="register"
                title="Ctrl+Enter"
                aria-busy=${submission.locked}
                ?disabled=${submission.locked || done}
              >
                ${say(registering.cards.length && registering.warned ? 'register-anyway' : this.notices.registered ? 'register-again' : 'register')}
              </button>
              ${
                choosing.cleared
                  ? html`<button class="button" type="button" id="undo" @click=${this.#onUndo}>
                      ${icon(shapes.undo)}${say('undo')}
                    </button>`
                  : html`<button class="button" type="button" id="clear" ?disabled=${!choosing.clearable} @click=${this.#onClear}>
                      ${say('clear-all')}
                    </button>`
              }
            </div>`
          : nothing
      }
    </form>`;
  }

  /** Nothing can be said now. */
  get closed(): boolean {
    return this.submission.locked || !this.reading.may('register');
  }

  /** Whose drafts these are is known with the session. */
  get #draftKey(): string | undefined {
    const { session } = this.reading.known?.around ?? {};
    const { interaction } = this.source;
    if (!session || !interaction) return undefined;
    const { tenantId, agent } = session;
    return draftKey({ tenantId, agentId: agent.id, element: 'enquiry-registration', interactionId: interaction.id });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.registering.register();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key !== 'Enter') return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void this.registering.register();
  };

  readonly #onClear = async (): Promise<void> => {
    this.choosing.clear();
    this.registering.reset();
    this.announce(this.texts.say('cleared'));
    await this.updateComplete;
    this.root.querySelector<HTMLElement>('#undo')?.focus();
  };

  readonly #onUndo = async (): Promise<void> => {
    this.choosing.undo();
    await this.updateComplete;
    this.root.querySelector<HTMLElement>('#clear')?.focus();
  };
}
