import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Callback, isOpen } from '../../domain/callback.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { whenText } from '../../wiring/when.js';
import type { Form } from './form.js';
import { problemText } from './problems.js';

/** What was said of the attempt already, and what can still be made of it. */
export class Standing {
  /** A reason for cancelling is to be written. */
  #asked = false;

  constructor(private readonly host: Form) {}

  reset(): void {
    this.#asked = false;
  }

  /** Also where one was typed before, and kept. */
  get #cancelling(): boolean {
    return this.#asked || this.host.submission.value?.reason !== undefined;
  }

  render(): TemplateResult | typeof nothing {
    const { callback, mark, actions } = this.host.known!.state;
    const { say } = this.host.texts;
    if (mark)
      return html`<div class="standing">
        <p>${icon(shapes.check)} <strong>${say('marked-unanswered')}</strong></p>
        ${
          actions.mark && this.host.element.source.backend?.callbacks?.mark
            ? html`<div class="deeds">
                <button type="button" class="button" id="take-back" @click=${() => void this.host.agreeing.takeBack()}>
                  ${icon(shapes.undo)}${say('take-back-mark')}
                </button>
              </div>`
            : nothing
        }
      </div>`;
    return callback && callback.interactionId === this.host.about?.interactionId ? this.#renderCallback(callback) : nothing;
  }

  #renderCallback(callback: Callback): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const open = isOpen(callback);
    const words = { cancelled: say('call-back-cancelled'), missed: say('call-back-missed'), done: say('call-back-done') };
    const state = open ? say('call-back-agreed') : words[callback.state as 'done'];
    const editing = host.submission.value?.outcome !== undefined;
    const { callbacks } = host.element.source.backend ?? {};
    // Sent already, or being dialled: the list has what can be done then.
    const changeable = callback.state === 'planned' || callback.state === 'queued';
    return html`<div class="standing">
      <p>${icon(open ? shapes.clock : shapes.info)} <strong>${state}</strong></p>
      <p>${this.#when(callback)}</p>
      ${callback.comment ? html`<p class="soft said">${callback.comment}</p>` : nothing}
      ${
        changeable && !editing && !this.#cancelling
          ? html`<div class="deeds">
              ${
                callbacks?.schedule && host.known!.state.actions.callBackFor.length
                  ? html`<button type="button" class="button" id="change" @click=${() => host.edit()}>
                      ${icon(shapes.edit)}${say('change-call-back')}
                    </button>`
                  : nothing
              }
              ${
                callbacks?.cancel
                  ? html`<button type="button" class="button" id="cancel" @click=${this.#onCancelling}>
                      ${say('cancel-call-back')}
                    </button>`
                  : nothing
              }
            </div>`
          : nothing
      }
      ${changeable && this.#cancelling ? this.#renderCancelling(callback) : nothing}
    </div>`;
  }

  #renderCancelling(callback: Callback): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const { reason = '' } = host.value;
    const problem = host.agreeing.problem('reason');
    return html`<div class="input">
      <label class="caption" for="reason">${say('cancel-reason')}</label>
      <input
        id="reason"
        maxlength="1000"
        autocomplete="off"
        .value=${live(reason)}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'reason-problem' : 'cancel-consequence'}
        @input=${(event: Event) => host.change({ reason: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => this.#onReasonKey(event, callback)}
      />
      ${problem ? html`<p class="problem" id="reason-problem">${icon(shapes.warning)} ${problemText(host, problem)}</p>` : nothing}
      <p class="consequence" part="consequence" id="cancel-consequence">${say('cancel-consequence')}</p>
      <div class="deeds">
        <button type="button" class="button primary" id="cancel-now" @click=${() => void host.agreeing.cancel(callback)}>
          ${say('cancel-call-back')}
        </button>
        <button type="button" class="button" @click=${this.#onKeep}>${say('keep-call-back')}</button>
      </div>
    </div>`;
  }

  #when({ dueAt, for: whom, agentId, agreedBy, agreedByName }: Callback): string {
    const { host } = this;
    const { say, locale } = host.texts;
    const when = whenText(dueAt, host.myZone, locale, host.now);
    if (whom === 'all') return say('agreed-for-all', { when });
    const mine = agentId === host.known!.around.session.agent.id;
    return mine
      ? say('agreed-for-me', { when })
      : say('agreed-for-agent', { when, agent: (agreedBy === agentId && agreedByName) || (agentId ?? '') });
  }

  readonly #onCancelling = (): void => {
    this.#asked = true;
    this.host.requestUpdate();
    this.host.focusLater('reason');
  };

  readonly #onKeep = async (): Promise<void> => {
    this.#asked = false;
    await this.host.discard();
    await this.host.updateComplete;
    this.host.root.querySelector<HTMLElement>('#cancel')?.focus();
  };

  #onReasonKey(event: KeyboardEvent, callback: Callback): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      void this.#onKeep();
    }
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void this.host.agreeing.cancel(callback);
  }
}
