import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { asCallback } from '../../backend/callback-answers.js';
import type { Callback } from '../../domain/callback.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { type Deed, DeedsUnderway } from '../../wiring/deeds-underway.js';
import type { Intent, IntentError } from '../../wiring/intent.js';
import { about, type Completion, kinds, senders, type TakeOver } from './clicks.js';
import type { Lists } from './lists.js';
import { clashText, wordOf } from './row-parts.js';

/** What can be done with a call-back, and what became of what was done with one click. */
export class Deeds implements ReactiveController {
  readonly #deeds: DeedsUnderway;
  /** Why nothing came of it, by call-back. */
  readonly #said = new Map<string, string>();

  constructor(private readonly host: Lists) {
    const { element } = host;
    this.#deeds = new DeedsUnderway(element, {
      backend: () => element.source,
      store: () => element.draftStore,
      senders,
      onSent: (intent) => this.#onSent(intent),
      onRefused: (deed, error) => this.#onRefused(deed, error),
      onSettled: () => host.reading.refresh(),
    });
    element.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#deeds.atRisk;
  }

  hostDisconnected(): void {
    this.#said.clear();
  }

  render(callback: Callback): TemplateResult | typeof nothing {
    const { host } = this;
    const { say } = host.texts;
    const { callbacks } = host.element.source ?? {};
    const { agentId, around } = host.reading;
    const { id, state, for: whom, missed } = callback;
    const manages = around?.may('callbacks.manage') ?? false;
    const own = callback.agentId === agentId || callback.takenBy === agentId;
    const changeable = state !== 'dialled' && (own || manages || callback.agreedBy === agentId);
    const takeable = manages && (state === 'planned' || state === 'queued') && !(whom === 'me' && own);
    const unfinished = state === 'missed' && missed === 'unfinished' && callback.takenBy === agentId;
    const deed = (name: string, text: string, run: () => void, title = '') =>
      html`<button
        type="button"
        class="button slim"
        data-topic=${`${name} ${id}`}
        title=${title || nothing}
        ?disabled=${this.isBusy(id)}
        @click=${run}
      >
        ${text}
      </button>`;
    const buttons = [
      unfinished && callbacks?.complete && deed('answered', say('customer-answered'), () => void this.complete(callback, true)),
      changeable &&
        callbacks?.change &&
        deed('reschedule', say(state === 'missed' ? 'agree-new-time' : 'reschedule'), () =>
          host.editing.start('reschedule', callback),
        ),
      takeable &&
        callbacks?.takeOver &&
        deed('take', say('take-over'), () => void this.#takeOver(callback), say('take-over-means')),
      changeable && callbacks?.cancel && deed('cancel', say('cancel-short'), () => host.editing.start('cancel', callback)),
    ].filter(Boolean);
    return buttons.length
      ? html`<div class="row-deeds" role="group" aria-labelledby=${`who-${wordOf(id)}`}>${buttons}</div>`
      : nothing;
  }

  /** What is still on its way for a call-back, or was refused. */
  renderSaid({ id }: Callback): TemplateResult | typeof nothing {
    const { host } = this;
    const { say } = host.texts;
    const said = this.#said.get(id);
    const waiting = this.#deeds.outgoing.about(about(id)).find(({ error, attempts }) => error !== undefined || attempts > 1);
    if (waiting && !host.editing.isOpen(id)) {
      const own = Object.values(kinds).includes(waiting.kind as 'callbacks.complete');
      const { code } = waiting.error ?? {};
      const parked = waiting.state === 'conflict' || waiting.state === 'needs-attention';
      const why = code && code !== 'not-sent' ? say(`error-${code}`) : '';
      return html`<div class="bar warn inside" part="bar" role="alert">
        <span
          >${icon(shapes.warning)} ${say(parked ? 'not-done' : 'not-done-yet')} ${why}
          ${parked ? nothing : say('sent-by-itself')}</span
        >
        <button type="button" class="button slim" data-topic=${`retry ${id}`} @click=${() => void this.#deeds.retry(waiting)}>
          ${say('retry')}
        </button>
        ${
          own
            ? html`<button
                type="button"
                class="button slim"
                data-topic=${`give-up ${id}`}
                @click=${() => void this.#giveUp(waiting)}
              >
                ${say('give-up')}
              </button>`
            : html`<button
                type="button"
                class="button slim"
                data-topic=${`open-form ${id}`}
                @click=${() => this.#open(waiting, id)}
              >
                ${say('edit-again')}
              </button>`
        }
      </div>`;
    }
    return said === undefined
      ? nothing
      : html`<p class="bar warn inside" part="bar" role="alert"><span>${icon(shapes.warning)} ${said}</span></p>`;
  }

  /** Something else is tried: what was said before is over. */
  forget(id: string): void {
    this.#said.delete(id);
  }

  /** Something of it is on its way. */
  isBusy(id: string): boolean {
    return this.#deeds.isBusy(about(id)) || this.#deeds.outgoing.about(about(id)).length > 0;
  }

  #takeOver({ id, for: whom, agentId: owner }: Callback): Promise<void> {
    const from = whom === 'me' ? owner : undefined;
    return this.#send(id, kinds.takeOver, { id, ...(from !== undefined && { from }) } satisfies TakeOver);
  }

  complete({ id }: Callback, answered: boolean): Promise<void> {
    return this.#send(id, kinds.complete, { id, answered } satisfies Completion);
  }

  async #send(id: string, kind: string, payload: object): Promise<void> {
    if (this.isBusy(id)) return;
    this.#said.delete(id);
    await this.#deeds.send({ kind, about: about(id), payload });
  }

  #onSent({ kind, payload, result }: Intent): void {
    const { host } = this;
    const { say } = host.texts;
    host.reading.put(asCallback(result));
    const { id } = payload as Completion;
    this.#said.delete(id);
    if (kind === kinds.takeOver) return host.element.announce(say('call-back-taken-over'), 'good');
    const { answered } = payload as Completion;
    host.element.announce(say(answered ? 'call-back-done' : 'nobody-reached'), 'good');
    // What can be done now stands in the queue; what is being typed elsewhere is not put away for it.
    if (answered || host.editing.open) return;
    host.show('queue');
    void host.focusLater(`reschedule ${id}`);
  }

  /** In words beside the call-back. */
  #onRefused({ payload }: Deed, { code, current, fields }: IntentError): void {
    const { id } = payload as TakeOver;
    const offQueue = fields?.some(({ reason }) => reason === 'off-queue');
    if (offQueue) this.#said.set(id, this.host.texts.say('call-back-off-queue'));
    else this.#say(id, code as BackendErrorCode, current);
  }

  #say(id: string, code: BackendErrorCode, current?: unknown): void {
    this.#said.set(id, `${this.host.texts.say('not-done')} ${clashText(this.host, code, current)}`);
  }

  async #giveUp(intent: Intent): Promise<void> {
    await this.#deeds.giveUp(intent);
    this.host.reading.refresh();
  }

  #open({ kind }: Intent, id: string): void {
    const callback = this.host.reading.find(id);
    if (callback) this.host.editing.start(kind === 'callbacks.cancel' ? 'cancel' : 'reschedule', callback);
  }
}
