import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Message } from '../../domain/message.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { whenText } from '../../wiring/when.js';
import type { MessageComposer } from './message-composer.js';
import { step } from './reading.js';
import type { Writing } from './writing.js';

/** What was written to the customer before, the newest first, with how far each is. */
export class Sent {
  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {}

  render(): TemplateResult | typeof nothing {
    const { host } = this;
    const { say } = host.texts;
    const { sent } = host.reading;
    if (sent.face === 'nothing') return nothing;
    const failed = sent.error
      ? html`<div class="bar warn" part="bar" role="alert">
          <span>${icon(shapes.warning)} ${say('messages-not-loaded')} ${say(`error-${sent.error.code}`)}</span>
          <button type="button" class="button slim" @click=${() => sent.reload()}>${say('retry')}</button>
        </div>`
      : nothing;
    const { messages = [], more = false } = sent.value ?? {};
    if (!messages.length) return failed;
    return html`${failed}
      <section class="sent" part="messages" aria-labelledby="sent-title">
        <h3 class="strong" id="sent-title">${say('messages-before')}</h3>
        <ul>
          ${repeat(
            messages,
            ({ id }) => id,
            (message) => this.#renderOne(message),
          )}
        </ul>
        ${
          more
            ? html`<button type="button" class="link" id="more-messages" @click=${this.#onMore}>${say('messages-more')}</button>`
            : nothing
        }
      </section>`;
  }

  #renderOne(message: Message): TemplateResult {
    const { channel, address, subject, text, state, agentName } = message;
    const sign = { queued: shapes.clock, sent: shapes.check, delivered: shapes.check, failed: shapes.warning }[state];
    return html`<li data-id=${message.id}>
      <p class="meta">
        ${icon(channel === 'sms' ? shapes.sms : shapes.email)} <bdi class="number">${address}</bdi>
        <span class="soft">${this.#when(message.createdAt)}${agentName ? html` · <bdi>${agentName}</bdi>` : nothing}</span>
        <span class="pill ${state === 'failed' ? 'warn' : state === 'delivered' ? 'good' : ''}"
          >${icon(sign)} ${this.#words(message)}</span
        >
      </p>
      ${subject ? html`<p class="strong" dir="auto">${subject}</p>` : nothing}
      <p class="clip" dir="auto">${text}</p>
      ${
        state === 'failed'
          ? html`<button
              type="button"
              class="button slim"
              ?disabled=${this.writing.submission.value !== undefined}
              @click=${() => void this.writing.resend(message)}
            >
              ${this.host.texts.say('message-resend')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #words({ state, failure = 'refused' }: Message): string {
    const { say } = this.host.texts;
    return state === 'failed' ? say(`message-failed-${failure}`) : say(`message-${state}`);
  }

  #when(at: string): string {
    const { reading, texts } = this.host;
    try {
      return whenText(at, reading.timeZone, texts.locale, reading.now);
    } catch {
      return at; // a time at the end of all times
    }
  }

  readonly #onMore = (): void => {
    const { reading } = this.host;
    reading.shown += reading.shown === step ? 15 : 30;
    reading.sent.reload();
  };
}
