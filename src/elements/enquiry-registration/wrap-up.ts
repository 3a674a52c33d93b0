import { html, nothing, type TemplateResult } from 'lit';
import { asEnquiryState } from '../../backend/enquiry-answers.js';
import { asBackendError } from '../../backend/backend-error.js';
import { isSettled } from '../../domain/enquiry.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Countdown } from '../../wiring/countdown.js';
import { intentKey } from '../../wiring/intent-key.js';
import { isRefusal } from '../../wiring/refusal.js';
import type { Form } from './form.js';
import type { Known } from './reading.js';

/** What is left of the time for the work after a conversation, by the backend's clock: shown, announced, extended; and what is done when it is over. Loaded when there is a limit. */
export class WrapUp {
  readonly #countdown: Countdown;
  /** Of which conversation and deadline the end was dealt with. */
  #ended?: string;
  #taken?: Known['state'];
  /** More time is asked for, for these conversations. */
  readonly #asking = new Set<string>();
  /** Conversation → the key of what was asked for and may have been done: asked again, it is the same. */
  readonly #unanswered = new Map<string, string>();

  constructor(private readonly host: Form) {
    const again = () => host.reading.load.reload();
    this.#countdown = new Countdown(host.element, {
      marks: [30, 10],
      onMark: (seconds) => this.#announce(seconds),
      onOver: again, // the backend may know of more time
      onJump: again,
    });
  }

  /** Another answer of the backend. */
  take(known: Known | undefined): void {
    const state = known?.state;
    if (state === this.#taken) return;
    this.#taken = state;
    const running = state?.wrapUp && !isSettled(state.enquiry) ? state.wrapUp : undefined;
    this.#countdown.set(running?.endsAt, state?.now ?? '');
    if (running && this.#countdown.left === 0) void this.#end(running.endsAt);
    this.host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { left } = this.#countdown;
    const { wrapUp } = this.host.reading.known!.state;
    if (left === undefined || !wrapUp) return nothing;
    const seconds = Math.ceil(left / 1000);
    const urgent = seconds <= 30;
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return html`<span
        class=${urgent ? 'pill warn number' : 'pill number'}
        role="timer"
        aria-live="off"
        title=${say(`wrap-up-${wrapUp.onEnd}`)}
        >${icon(shapes.clock)}${left === 0 ? say('wrap-up-over') : say('wrap-up-left', { time })}</span
      >${
        wrapUp.extensions > 0 && left > 0 && this.host.reading.may('extend')
          ? html`<button
              type="button"
              class="button slim number"
              id="extend"
              ?disabled=${this.#asking.has(this.host.reading.known!.state.interactionId)}
              title=${say('extensions-left', { count: wrapUp.extensions })}
              @click=${this.#onExtend}
            >
              <bdi>${say('extend', { seconds: wrapUp.extensionSeconds })}</bdi>
            </button>`
          : nothing
      }`;
  }

  #announce(seconds: number): void {
    this.host.announce(this.host.texts.say('wrap-up-warning', { seconds }));
  }

  /** The backend says so too. What there is goes where the administrator wants it; where it stays open, it is only said. */
  async #end(endsAt: string): Promise<void> {
    const { host } = this;
    const { wrapUp, enquiry, interactionId } = host.reading.known!.state;
    const end = `${interactionId} ${endsAt}`;
    if (this.#ended === end) return;
    this.#ended = end;
    if (wrapUp?.onEnd === 'keep-open' || enquiry || !host.reading.may('register'))
      return host.announce(host.texts.say('wrap-up-over-open'));
    await host.submission.ready();
    const { state } = host.reading.known ?? {};
    const still = state?.interactionId === interactionId && state.wrapUp?.endsAt === endsAt;
    // What is on its way may come back: then it is read again, and this is asked again.
    const done = still && (await host.registering.send(wrapUp!.onEnd));
    if (!done && this.#ended === end) this.#ended = undefined;
  }

  readonly #onExtend = async (): Promise<void> => {
    const { host } = this;
    const { backend, interaction } = host.source;
    if (!backend?.enquiries?.extend || !interaction || this.#asking.has(interaction.id)) return;
    const { id } = interaction;
    const before = this.#unanswered.get(id);
    const key = before ?? intentKey();
    this.#unanswered.set(id, key);
    this.#asking.add(id);
    host.requestUpdate();
    try {
      const state = asEnquiryState(await backend.enquiries.extend(id, { key }));
      this.#unanswered.delete(id);
      // What was done before is answered as it was then.
      if (before === undefined) host.reading.put(state);
      else host.reading.load.reload();
      if (id === host.source.interaction?.id) host.announce(host.texts.say('extended'));
    } catch (caught) {
      const { code } = asBackendError(caught);
      if (isRefusal(code)) this.#unanswered.delete(id);
      if (id !== host.source.interaction?.id) return;
      host.announce(host.texts.say(code === 'invalid' ? 'not-extended' : `error-${code}`));
      host.reading.load.reload();
    } finally {
      this.#asking.delete(id);
      host.requestUpdate();
    }
  };
}
