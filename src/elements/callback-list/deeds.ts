import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import { asCallback } from '../../backend/callback-answers.js';
import type { Callback } from '../../domain/callback.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Handover } from '../../wiring/handover.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { isRefused } from '../../wiring/refusal.js';
import { about, type Completion, kinds, senders, type TakeOver } from './clicks.js';
import type { Lists } from './lists.js';
import { clashText, wordOf } from './row-parts.js';

/** What can be done with a call-back, and what became of what was done with one click. */
export class Deeds implements ReactiveController {
  readonly #handover: Handover;
  /** On their way; told when they have arrived. */
  readonly #expected = new Set<string>();
  readonly #settling = new Set<string>();
  /** Ids of call-backs that are being handed over. */
  readonly #busy = new Set<string>();
  /** Why nothing came of it, by call-back. */
  readonly #said = new Map<string, string>();

  constructor(private readonly host: Lists) {
    const { element } = host;
    this.#handover = new Handover(element, {
      backend: () => element.source,
      store: () => element.draftStore,
      senders,
    });
    element.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#handover.isAtRisk(Object.values(kinds));
  }

  hostUpdated(): void {
    for (const intent of this.#handover.outgoing.of(Object.values(kinds))) {
      if (intent.state === 'sent') {
        if (this.#expected.delete(intent.id)) this.#onSent(intent);
      } else {
        this.#expected.add(intent.id);
        if (isRefused(intent) && !this.#settling.has(intent.id)) void this.#settle(intent);
      }
    }
  }

  hostDisconnected(): void {
    this.#expected.clear();
    this.#busy.clear();
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
    const waiting = this.#handover.outgoing.about(about(id)).find(({ error, attempts }) => error !== undefined || attempts > 1);
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
        <button type="button" class="button slim" data-topic=${`retry ${id}`} @click=${() => void this.#retry(waiting)}>
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
    return this.#busy.has(id) || this.#handover.outgoing.about(about(id)).length > 0;
  }

  #takeOver({ id, for: whom, agentId: owner }: Callback): Promise<void> {
    const from = whom === 'me' ? owner : undefined;
    return this.#send(id, kinds.takeOver, { id, ...(from !== undefined && { from }) } satisfies TakeOver);
  }

  complete({ id }: Callback, answered: boolean): Promise<void> {
    return this.#send(id, kinds.complete, { id, answered } satisfies Completion);
  }

  async #send(id: string, kind: string, payload: object): Promise<void> {
    const { host } = this;
    if (this.isBusy(id)) return;
    const key = intentKey();
    this.#busy.add(id);
    this.#said.delete(id);
    this.#expected.add(key);
    host.element.requestUpdate();
    try {
      await this.#handover.send({ id: key, kind, about: about(id), payload });
    } catch (caught) {
      this.#expected.delete(key);
      this.#say(id, (caught as { code?: BackendErrorCode }).code ?? 'failed');
    } finally {
      this.#busy.delete(id);
      host.element.requestUpdate();
    }
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

  /** Refused: in words beside the call-back, and out of the outbox. */
  async #settle(intent: Intent): Promise<void> {
    const { host } = this;
    const { id } = intent.payload as TakeOver;
    const { code = 'failed', current, fields } = intent.error ?? {};
    this.#settling.add(intent.id);
    const offQueue = fields?.some(({ reason }) => reason === 'off-queue');
    if (offQueue) this.#said.set(id, host.texts.say('call-back-off-queue'));
    else this.#say(id, code as BackendErrorCode, current);
    await this.#handover.outgoing.discard(intent.id).catch(() => undefined);
    this.#expected.delete(intent.id);
    host.reading.refresh();
    host.element.requestUpdate();
  }

  #say(id: string, code: BackendErrorCode, current?: unknown): void {
    this.#said.set(id, `${this.host.texts.say('not-done')} ${clashText(this.host, code, current)}`);
  }

  async #retry({ id }: Intent): Promise<void> {
    await this.#handover.outgoing.retry(id).catch(() => undefined);
    await this.#handover.outgoing.resume().catch(() => undefined);
  }

  async #giveUp({ id }: Intent): Promise<void> {
    this.#expected.delete(id);
    await this.#handover.outgoing.discard(id).catch(() => undefined);
    this.host.reading.refresh();
  }

  #open({ kind }: Intent, id: string): void {
    const callback = this.host.reading.find(id);
    if (callback) this.host.editing.start(kind === 'callbacks.cancel' ? 'cancel' : 'reschedule', callback);
  }
}
