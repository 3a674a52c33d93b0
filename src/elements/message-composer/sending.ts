import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import type { MessageComposer } from './message-composer.js';
import type { Writing } from './writing.js';

/** The way out of the form: Send, and the seconds in which it can be undone. */
export class Sending {
  #tick?: unknown;
  /** Undo had the focus, in this form: what comes in its place has it next. */
  #held?: string;

  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {
    host.addController({
      hostUpdate: () => {
        const { activeElement } = (host.renderRoot as ShadowRoot | undefined) ?? {};
        if (activeElement) this.#held = activeElement.id === 'undo-message' ? writing.key : undefined;
      },
      hostUpdated: () => this.#pass(),
      hostDisconnected: () => this.#stop(),
    });
  }

  renderDeeds(): TemplateResult {
    const { writing, host } = this;
    const { say } = host.texts;
    const seconds = this.#secondsLeft;
    if (writing.locked)
      return html`<div class="row-deeds">
        <span class="soft number">${seconds > 0 ? say('message-sending-in', { seconds }) : say('message-sending')}</span>
        ${
          seconds > 0
            ? html`<button type="button" class="button" id="undo-message" @click=${() => void writing.undo()}>
                ${icon(shapes.undo)} ${say('undo')}
              </button>`
            : nothing
        }
      </div>`;
    const closed = host.reading.standing.value?.way === 'closed';
    const { channel } = writing.form;
    return html`<div class="row-deeds">
      <button class="button primary" id="send-message" title="Ctrl+Enter" ?disabled=${closed}>
        ${icon(channel === 'sms' ? shapes.sms : shapes.email)}
        ${say(channel === 'sms' ? 'message-send-sms' : 'message-send-email')}
      </button>
    </div>`;
  }

  /** Seconds until it goes out, and the next look at them. */
  get #secondsLeft(): number {
    const { intent } = this.writing.submission;
    const left = intent?.state === 'queued' ? Date.parse(intent.notBefore ?? '') - pageClock.now() : 0;
    if (!(left > 0)) return 0;
    if (this.host.isConnected)
      this.#tick ??= pageClock.set(
        () => {
          this.#tick = undefined;
          this.host.requestUpdate();
        },
        left % 1000 || 1000,
      );
    return Math.ceil(left / 1000);
  }

  #pass(): void {
    const { host, writing } = this;
    if (this.#held === undefined || (writing.locked && this.#held === writing.key)) return;
    const isFree = this.#held === writing.key && document.activeElement === document.body;
    this.#held = undefined;
    if (isFree && host.isConnected) void writing.focus();
  }

  #stop(): void {
    pageClock.clear(this.#tick);
    this.#tick = undefined;
  }
}
