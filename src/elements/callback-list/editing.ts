import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { asCallback } from '../../backend/callback-answers.js';
import { type Callback, cancelProblems } from '../../domain/callback.js';
import type { FieldProblem } from '../../domain/field.js';
import { CallbackCancelledEvent, CallbackScheduledEvent } from '../../wiring/callback-events.js';
import { draftKey } from '../../wiring/draft-store.js';
import type { Intent } from '../../wiring/intent.js';
import { Lazy } from '../../wiring/lazy.js';
import type { Cancellation, Change } from '../../wiring/callback-senders.js';
import { Submission } from '../../wiring/submission.js';
import type { SubmissionNotices } from '../../wiring/submission-notices.js';
import { whenText } from '../../wiring/when.js';
import { renderCancelling } from './cancelling.js';
import { about } from './clicks.js';
import type { Lists } from './lists.js';
import { noticesOf } from './notices.js';
import type { Rescheduling } from './rescheduling.js';
import { forText } from './row-parts.js';
import { agreementOf, type Form, kinds, senders, type Typed } from './sending.js';

/** The one form that is open in a row: another time, or cancelling with a reason. What is typed is kept as a draft of its call-back and sent through the outbox. */
export class Editing implements ReactiveController {
  readonly submission: Submission<Typed>;
  readonly notices: SubmissionNotices<Typed>;
  /** What the backend had against it. */
  refused: readonly FieldProblem[] = [];
  /** Problems of what is still missing are shown from the first attempt on. */
  tried = false;
  #open?: { readonly form: Form; readonly callback: Callback };
  readonly #rescheduling: Lazy<Rescheduling>;

  constructor(readonly host: Lists) {
    const { element } = host;
    this.submission = new Submission<Typed>(element, {
      backend: () => element.source,
      store: () => element.draftStore,
      key: () => this.#key,
      senders,
      onRestored: () => element.requestUpdate(),
      onSent: (intent, payload) => this.#onSent(intent, payload),
      onRefused: (code, problems) => this.#onRefused(code, problems),
    });
    this.notices = noticesOf(this);
    this.#rescheduling = new Lazy<Rescheduling>(element, async () => {
      const { Rescheduling, styles } = await import('./rescheduling.js');
      return { part: new Rescheduling(this), styles };
    });
    element.addController(this);
  }

  /** The form, and the call-back as it is known now. */
  get open(): { readonly form: Form; readonly callback: Callback } | undefined {
    return this.#open;
  }

  get typed(): Typed | undefined {
    return this.submission.value;
  }

  hostUpdate(): void {
    const { reading } = this.host;
    if (this.#open && !reading.around) return this.close(); // another agent, another backend
    const now = this.#open && reading.find(this.#open.callback.id);
    if (now) this.#open = { form: this.#open!.form, callback: now };
  }

  hostDisconnected(): void {
    this.close();
  }

  isOpen(id: string): boolean {
    return this.#open?.callback.id === id;
  }

  start(form: Form, callback: Callback): void {
    this.reset();
    this.host.deeds.forget(callback.id);
    this.#open = { form, callback };
    if (form === 'reschedule') void this.#rescheduling.load().then(() => this.focus());
    this.focus();
  }

  /** What is typed stays, and is there when it is opened again. */
  close(): void {
    if (!this.#open) return;
    this.#open = undefined;
    this.reset();
    this.host.element.requestUpdate();
  }

  /** Puts the focus where something is to be done, by the field's name; else where the form begins. */
  focus(field = ''): void {
    const root = this.host.element.renderRoot;
    this.host.element.requestUpdate();
    void this.host.element.updateComplete.then(() => {
      const id = { wallTime: 'day', dueAt: 'day', timeZone: 'zone', for: 'for' }[field] ?? field;
      const wanted = id ? root.querySelector<HTMLElement>(`.editing #${CSS.escape(id)}`) : null;
      (wanted ?? root.querySelector<HTMLElement>('.editing :is(input, textarea, .presets button)'))?.focus();
    });
  }

  change(typed: Partial<Omit<Typed, 'agreed'>>): void {
    const { callback } = this.#open ?? {};
    if (!callback || this.submission.locked) return;
    this.refused = [];
    this.submission.change({ agreed: agreementOf(callback), ...this.typed, ...typed });
    this.host.element.requestUpdate();
  }

  render(callback: Callback): TemplateResult {
    const { host, submission } = this;
    const { say } = host.texts;
    const cancels = this.#open!.form === 'cancel';
    const rescheduling = cancels ? undefined : this.#rescheduling.get();
    const body = cancels ? renderCancelling(this) : rescheduling?.render(callback);
    const name = say(cancels ? 'cancel-call-back' : 'agree-new-time');
    return html`<form class="editing" novalidate aria-label=${name} @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      ${this.#renderChanged(callback)} ${this.notices.render()}
      ${
        this.#rescheduling.failed && !cancels
          ? this.notices.bar(say('error-offline'), 'warn', say('retry'), () => void this.#rescheduling.load())
          : (body ?? html`<span class="skeleton wide"></span>`)
      }
      <div class="row-deeds">
        <button
          class="button primary"
          id="submit"
          aria-busy=${submission.locked}
          ?disabled=${submission.locked || !body}
          title="Ctrl+Enter"
        >
          ${name}
        </button>
        <button type="button" class="button" id="close" @click=${this.#onClose}>
          ${say(cancels ? 'keep-call-back' : 'close-form')}
        </button>
        ${submission.locked && submission.face === 'sending' ? html`<span class="soft">${say('agreeing')}</span>` : this.notices.renderState()}
      </div>
    </form>`;
  }

  renderCalendar(): TemplateResult | typeof nothing {
    return this.#rescheduling.value?.renderCalendar() ?? nothing;
  }

  /** Whose draft it is, is known with the session. */
  get #key(): string | undefined {
    const { session } = this.host.reading.around ?? {};
    if (!this.#open || !session) return undefined;
    const { form, callback } = this.#open;
    const interactionId = `${form} ${callback.id}`; // of no conversation: of this call-back
    return draftKey({ tenantId: session.tenantId, agentId: session.agent.id, element: 'callback-list', interactionId });
  }

  /** Somebody agreed on something else since this was begun. */
  #renderChanged(callback: Callback): TemplateResult | typeof nothing {
    const { texts, myZone, reading } = this.host;
    if (!this.typed || this.submission.locked || this.typed.agreed === agreementOf(callback)) return nothing;
    const when = whenText(callback.dueAt, myZone, texts.locale, reading.now);
    return this.notices.bar(texts.say('call-back-changed', { when, whom: forText(this.host, callback) }), 'warn');
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    const { host, submission } = this;
    if (!this.#open || submission.locked) return;
    const { form, callback } = this.#open;
    this.tried = true;
    const cancelling = form === 'cancel';
    const { reason = '' } = this.typed ?? {};
    const problems = cancelling ? cancelProblems(reason) : (this.#rescheduling.value?.problems(callback) ?? []);
    if (cancelling) this.refused = problems;
    host.element.requestUpdate();
    if (problems[0]) {
      host.element.announce(host.texts.say(cancelling ? 'not-done' : 'not-agreed'));
      return this.focus(problems[0].field);
    }
    const { id: callbackId, interactionId, revision } = callback;
    const patch = this.#rescheduling.value?.patch(callback);
    const payload = cancelling
      ? ({ interactionId, callbackId, revision, reason } satisfies Cancellation)
      : ({ callbackId, patch: patch! } satisfies Change);
    const typed = this.typed ?? { agreed: agreementOf(callback) };
    await submission.submit(typed, { kind: kinds[form], about: about(callbackId), payload });
  }

  /** Acknowledged: of whatever call-back. */
  #onSent({ kind, result }: Intent, payload: object): void {
    const { host } = this;
    const callback = asCallback(result);
    const cancelled = kind === kinds.cancel;
    const { id, dueAt, interactionId } = callback;
    host.element.dispatchEvent(cancelled ? new CallbackCancelledEvent(id) : new CallbackScheduledEvent(id, dueAt, interactionId));
    host.reading.put(callback);
    host.element.announce(host.texts.say(cancelled ? 'call-back-cancelled' : 'call-back-agreed'), 'good');
    const { callbackId } = payload as Change;
    if (!this.isOpen(callbackId) || kinds[this.#open!.form] !== kind) return;
    const active = (host.element.renderRoot as ShadowRoot).activeElement;
    const here = active ? active.matches('.editing *, [role=tab]') : document.activeElement === document.body;
    this.close();
    if (here) void host.focusLater(`reschedule ${callbackId}`);
  }

  #onRefused(code: BackendErrorCode, problems: readonly FieldProblem[]): void {
    const { host } = this;
    this.refused = problems;
    host.reading.refresh();
    host.element.announce(host.texts.say(code === 'denied' ? 'call-back-denied' : 'not-done'));
    host.element.requestUpdate();
    if (problems[0]) this.focus(problems[0].field);
  }

  /** Begins anew: nothing was tried yet. */
  reset(): void {
    this.tried = false;
    this.refused = [];
  }

  readonly #onClose = (): void => {
    const { form, callback } = this.#open!;
    this.close();
    void this.host.focusLater(`${form} ${callback.id}`);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#submit();
    }
  };
}
