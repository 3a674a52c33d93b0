import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { AttemptState } from '../../backend/backend.js';
import { type AttemptAbout, blankForm, formOf } from '../../domain/attempt-form.js';
import { isOpen } from '../../domain/callback.js';
import { draftKey } from '../../wiring/draft-store.js';
import { KeepFocus } from '../../wiring/keep-focus.js';
import { Submission } from '../../wiring/submission.js';
import type { SubmissionNotices } from '../../wiring/submission-notices.js';
import type { Texts } from '../../wiring/words.js';
import { Agreeing, senders, type Typed } from './agreeing.js';
import { CallBack } from './call-back.js';
import type { DialerCallback } from './dialer-callback.js';
import { Guarding } from './guarding.js';
import { renderDeeds, renderHead } from './head.js';
import { noticesOf } from './notices.js';
import { Part } from './part.js';
import type { Known } from './reading.js';
import { Standing } from './standing.js';
import { Unanswered } from './unanswered.js';

export { styles } from './form.styles.js';

/** Everything that is said of an attempt, and what becomes of it. Loaded when there is one. */
export class Form {
  readonly submission: Submission<Typed>;
  readonly agreeing: Agreeing;
  readonly part: Part;
  readonly notices: SubmissionNotices<Typed>;
  readonly #unanswered: Unanswered;
  readonly #callBack: CallBack;
  readonly #standing: Standing;
  readonly #refocus: KeepFocus;

  constructor(readonly element: DialerCallback) {
    this.submission = new Submission<Typed>(element, {
      backend: () => element.source.backend,
      store: () => element.draftStore,
      key: () => this.#draftKey,
      senders,
      onRestored: () => element.requestUpdate(),
      onSent: (intent, payload) => this.agreeing.onSent(intent, payload),
      onRefused: (code, problems) => this.agreeing.onRefused(code, problems),
    });
    this.agreeing = new Agreeing(this);
    this.notices = noticesOf(this);
    this.#unanswered = new Unanswered(this);
    this.#callBack = new CallBack(this);
    this.#standing = new Standing(this);
    this.#refocus = new KeepFocus(element, '#title');
    this.part = new Part(this);
    new Guarding(this);
  }

  get texts(): Texts {
    return this.element.texts;
  }
  get known(): Known | undefined {
    return this.element.reading.known;
  }
  get root(): LitElement['renderRoot'] {
    return this.element.renderRoot;
  }
  get updateComplete(): Promise<boolean> {
    return this.element.updateComplete;
  }
  /** By the backend's clock, ISO 8601. */
  get now(): string {
    return this.element.reading.now;
  }

  addController(controller: ReactiveController): void {
    this.element.addController(controller);
  }

  requestUpdate(): void {
    this.element.requestUpdate();
  }

  announce(text: string): void {
    this.element.announce(text);
  }

  dispatch(event: Event): void {
    this.element.dispatchEvent(event);
  }

  reload(): void {
    this.element.reading.load.reload();
  }

  onState(state: AttemptState): void {
    this.element.reading.put(state);
  }

  /** Which attempt it is about. */
  get about(): AttemptAbout | undefined {
    const { attempt, interactionId } = this.known?.state ?? {};
    const { customerId } = this.element.source;
    return attempt && interactionId !== undefined
      ? { campaignId: attempt.campaignId, interactionId, ...(customerId !== undefined && { customerId }) }
      : undefined;
  }

  /** IANA: of the agent's own clock. */
  get myZone(): string {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** What is being said: what was typed, else nothing yet. In the registration the comment is its own. */
  get value(): Typed {
    const { actions, attempt } = this.known!.state;
    const value = this.submission.value ?? blankForm(actions, attempt?.timeZone ?? this.myZone);
    const slot = this.element.dialerSlot;
    return slot ? { ...value, comment: slot.comment } : value;
  }

  /** What is agreed on, and not over. */
  get agreed(): AttemptState['callback'] {
    const { callback } = this.known?.state ?? {};
    return callback && isOpen(callback) ? callback : undefined;
  }

  /** It is under way, alone or with the registration. */
  get locked(): boolean {
    return this.submission.locked || Boolean(this.element.dialerSlot?.locked);
  }

  change(changes: Partial<Typed>): void {
    if (this.locked) return;
    const { comment, ...value } = { ...this.value, ...changes };
    const own = !this.element.dialerSlot && comment ? { comment } : {};
    this.agreeing.refused = [];
    this.submission.change({ ...value, ...own });
    this.element.dialerSlot?.changed();
    this.requestUpdate();
  }

  /** One of two, or neither; what was filled in for the other stays. */
  choose(outcome: Typed['outcome']): void {
    const { outcome: _before, ...value } = this.value;
    this.agreeing.reset();
    if (outcome === undefined && value.when.day === undefined && !value.comment) void this.discard();
    else if (outcome) this.change({ outcome });
    else this.change({ outcome: undefined });
  }

  /** What is agreed on, to be agreed on anew. */
  edit(): void {
    const { agreed } = this;
    if (agreed) this.change({ ...formOf(agreed), stood: agreed.revision });
    this.focusLater('wallTime');
  }

  async discard(): Promise<void> {
    this.agreeing.reset();
    await this.submission.discard();
    this.element.dialerSlot?.changed();
    this.requestUpdate();
  }

  focusLater(field: string): void {
    void this.updateComplete.then(() => this.focusOn(field));
  }

  /** Puts the focus where something is to be done. */
  focusOn(field: string): void {
    const places: Readonly<Record<string, string>> = {
      wallTime: this.value.when.day && !this.value.when.time ? '#time' : '#day',
      dueAt: '[name="twice"]',
      timeZone: '#zone',
      for: '[name="for"]',
      number: '#number-typed, #number',
      comment: '#comment',
      reason: '#reason',
    };
    const place = places[field.replace(/^attempt\./, '')] ?? '[name="outcome"]';
    (this.root.querySelector<HTMLElement>(place) ?? this.root.querySelector<HTMLElement>('#title'))?.focus();
  }

  /** Another conversation, or the same one in another place: nothing of the last is left. */
  onTurned(): void {
    this.agreeing.reset();
    this.forgetCancelling();
  }

  forgetCancelling(): void {
    this.#standing.reset();
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.texts;
    const { state } = this.known!;
    const { actions } = state;
    const slot = this.element.dialerSlot;
    const { value } = this;
    const offered = actions.mark || actions.callBackFor.length > 0;
    const open = offered && ((!this.agreed && !state.mark) || this.submission.value?.outcome !== undefined);
    if (!offered && !state.mark && !state.callback) return nothing;
    this.#refocus.keep();
    const face = html`${renderHead(this)}
      ${slot && !this.submission.locked && !this.submission.refusal ? nothing : this.notices.render()}
      <fieldset class="body" ?disabled=${this.locked}>
        <legend class="sr">${say('dialer-call')}</legend>
        ${this.#standing.render()} ${open && actions.mark && !this.agreed ? this.#unanswered.render(value) : nothing}
        ${open && actions.callBackFor.length ? this.#callBack.render(value) : nothing}
      </fieldset>
      ${open && !slot && value.outcome ? renderDeeds(this) : nothing} ${this.#callBack.renderCalendar()}`;
    return slot
      ? html`<div class="attempt" role="group" aria-labelledby="title">${face}</div>`
      : html`<form class="attempt" novalidate aria-labelledby="title" @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
          ${face}
        </form>`;
  }

  /** Whose drafts these are is known with the session. */
  get #draftKey(): string | undefined {
    const { session } = this.known?.around ?? {};
    const { interaction } = this.element.source;
    if (!session || !interaction?.attempt) return undefined;
    const { tenantId, agent } = session;
    return draftKey({ tenantId, agentId: agent.id, element: 'dialer-callback', interactionId: interaction.id });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.agreeing.agree();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key !== 'Enter') return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void this.agreeing.agree();
  };
}
