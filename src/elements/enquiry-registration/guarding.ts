import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asBackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import { asEnquiry } from '../../backend/enquiry-answers.js';
import { isSettled } from '../../domain/enquiry.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { DeskGuard } from '../../wiring/desk-guard.js';
import type { Form } from './form.js';

/** Milliseconds that closing waits for a registration that is on its way. */
const patience = 5000;

/** Stands between a registration that is missing, or not sent, and whoever closes the conversation or leaves the page. */
export class Guarding implements ReactiveController {
  /** Closing was asked for, and this is in its way: of which conversation. */
  #asked?: string;
  /** A reason for closing without is being written, or on its way. */
  #excusing: 'no' | 'writing' | 'sending' = 'no';
  /** Why the reason could not be sent. */
  #failure?: BackendErrorCode;

  constructor(private readonly host: Form) {
    host.addController(this);
    new DeskGuard(host, {
      desk: () => host.desk,
      atRisk: () => host.submission.atRisk,
      onClosing: (interactionId) => this.#onClosing(interactionId),
    });
  }

  hostDisconnected(): void {
    this.#asked = undefined;
    this.#stopExcusing();
  }

  /** What is in the way of closing, each with the way to it. */
  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { registering, submission, reading } = this.host;
    if (this.#asked === undefined || this.#asked !== this.host.source.interaction?.id || !this.#isMissing) return nothing;
    const gaps = submission.locked ? [] : registering.missing;
    return html`<div class="bar warn gaps" part="bar" role="alert" id="gaps" tabindex="-1">
      <div>
        <p>${icon(shapes.warning)} ${say(submission.locked ? 'closing-waits' : 'closing-needs')}</p>
        <ul>
          ${gaps.map(
            (gap) =>
              html`<li>
                <button type="button" class="link" @click=${() => this.#onGap(gap.field)}>
                  ${this.host.notices.wordsOf(gap)}
                </button>
              </li>`,
          )}
          ${gaps.length || submission.locked ? nothing : html`<li>${say('press-register')}</li>`}
        </ul>
        ${this.#excusing === 'no' ? nothing : this.#renderReason()}
      </div>
      ${
        reading.may('excuse') && this.#excusing === 'no' && this.#forced
          ? html`<button type="button" class="button" id="excuse" @click=${this.#onExcuse}>${say('close-unregistered')}</button>`
          : nothing
      }
    </div>`;
  }

  get #forced(): boolean {
    return this.host.reading.known?.state.forced ?? false;
  }

  /** It has to be registered, or something is chosen that is not. */
  get #isMissing(): boolean {
    const { known } = this.host.reading;
    return Boolean(known?.state.forced && !isSettled(known.state.enquiry)) || this.#isUnsaid;
  }

  /** Something is typed, or said of the attempt, that nobody has. */
  get #isUnsaid(): boolean {
    return this.host.submission.value !== undefined || this.host.dialer.report !== undefined;
  }

  /** The outbox has it, and nobody has to wait for the answer. What replaces a registration is refused once the conversation is closed: that one is waited for. */
  get #isOnItsWay(): boolean {
    const { state } = this.host.reading.known ?? {};
    return this.host.submission.intent !== undefined && !state?.forced && state?.enquiry?.status !== 'registered';
  }

  #renderReason(): TemplateResult {
    const { say } = this.host.texts;
    return html`<div class="input">
      <label class="caption" for="reason">${say('excuse-reason')}</label>
      <input id="reason" maxlength="1000" @keydown=${this.#onReasonKey} />
      ${this.#failure ? html`<p class="problem">${icon(shapes.warning)} ${say(`error-${this.#failure}`)}</p>` : nothing}
      <div class="deeds inside">
        <button type="button" class="button primary" @click=${this.#onExcused}>${say('close-unregistered')}</button>
      </div>
    </div>`;
  }

  /** Asked when the conversation is about to be closed. */
  async #onClosing(interactionId: string | undefined): Promise<readonly string[]> {
    const { host } = this;
    const { say } = host.texts;
    if (interactionId === undefined || interactionId !== host.source.interaction?.id) return [];
    const { submission, reading } = host;
    await reading.ready(patience);
    if (interactionId !== host.source.interaction?.id || !reading.known) return [];
    await submission.ready();
    if (submission.locked) await submission.settled(patience);
    if (reading.known && !reading.known.state.offered && !this.#isUnsaid) return [];
    if (!this.#isMissing || this.#isOnItsWay) return [];
    if (this.#asked !== interactionId) this.#stopExcusing();
    this.#asked = interactionId;
    const [first] = submission.locked ? [] : host.registering.missing;
    if (first) host.categories.open(first.field);
    host.requestUpdate();
    await host.updateComplete;
    if (first) host.focusOn(first.field);
    else host.root.querySelector<HTMLElement>('#gaps')?.focus();
    if (submission.locked) return [say('enquiry-not-sent')];
    return [say(this.#forced ? 'enquiry-missing' : 'enquiry-unregistered')];
  }

  #onGap(field: string): void {
    this.host.categories.open(field);
    void this.host.updateComplete.then(() => this.host.focusOn(field));
  }

  readonly #onExcuse = async (): Promise<void> => {
    this.#excusing = 'writing';
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.root.querySelector<HTMLElement>('#reason')?.focus();
  };

  readonly #onReasonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    void this.#onExcused();
  };

  readonly #onExcused = async (): Promise<void> => {
    const { host } = this;
    const { backend, interaction } = host.source;
    const field = host.root.querySelector<HTMLInputElement>('#reason');
    const reason = field?.value.trim();
    if (this.#excusing === 'sending') return;
    if (!reason || !interaction || !backend?.enquiries?.excuse) return field?.focus();
    const { id } = interaction;
    const gone = () => id !== host.source.interaction?.id || backend !== host.source.backend;
    this.#excusing = 'sending';
    try {
      const enquiry = asEnquiry(await backend.enquiries.excuse(id, reason));
      if (gone()) return;
      this.#stopExcusing();
      await host.submission.discard();
      const { known } = host.reading;
      if (known) host.reading.put({ ...known.state, enquiry });
      host.announce(host.texts.say('may-close'), 'good');
    } catch (caught) {
      if (gone()) return;
      this.#excusing = 'writing';
      this.#failure = asBackendError(caught).code;
      host.announce(host.texts.say(`error-${this.#failure}`));
    }
    host.requestUpdate();
  };

  #stopExcusing(): void {
    this.#excusing = 'no';
    this.#failure = undefined;
  }
}
