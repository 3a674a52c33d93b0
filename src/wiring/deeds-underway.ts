import type { LitElement, ReactiveController } from 'lit';
import { asBackendError } from '../backend/backend-error.js';
import { pageClock } from './clock.js';
import { Handover, type HandoverOptions } from './handover.js';
import type { Intent, IntentError, Wish } from './intent.js';
import { intentKey } from './intent-key.js';
import type { Outgoing } from './outgoing.js';
import { isRefused } from './refusal.js';
import { Teller } from './teller.js';

/** Seconds in which what cannot be brought back can be taken back: nothing is sent before. */
export const undoSeconds = 10;

/** What was to be done. */
export type Deed = Pick<Intent, 'kind' | 'payload'>;

export interface DeedsUnderwayOptions extends HandoverOptions {
  /** Acknowledged, once. `tells`: of several elements of the page it is this one's to tell the host. */
  onSent(intent: Intent, tells: boolean): void;
  /** Nothing was done, for good, and nothing is left of it in the outbox soon. */
  onRefused(deed: Deed, error: IntentError): void;
  /** A refused one is out of the outbox. */
  onSettled?(deed: Deed): void;
}

/** What is done to records with one click, whatever the agent looks at meanwhile: handed over once, and told when it has arrived or was refused. */
export class DeedsUnderway implements ReactiveController {
  readonly #handover: Handover;
  readonly #teller: Teller;
  readonly #kinds: readonly string[];
  /** Seen on their way; told when they have arrived. What had arrived before is no news. */
  readonly #expected = new Set<string>();
  readonly #settling = new Set<string>();
  /** Records of which something is being handed over. */
  readonly #busy = new Set<string>();
  #tick?: unknown;

  constructor(
    private readonly host: LitElement,
    private readonly options: DeedsUnderwayOptions,
  ) {
    this.#kinds = Object.keys(options.senders);
    this.#handover = new Handover(host, options);
    this.#teller = new Teller(host);
    host.addController(this);
  }

  get outgoing(): Outgoing {
    return this.#handover.outgoing;
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#handover.isAtRisk(this.#kinds);
  }

  /** Something of this record is being handed over at this moment. */
  isBusy(about: string): boolean {
    return this.#busy.has(about);
  }

  /** So long it can be taken back as if it had never been; asked in a render, for the host renders again with each second. */
  secondsLeft({ notBefore }: Intent): number {
    const left = Date.parse(notBefore ?? '') - pageClock.now();
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

  hostUpdated(): void {
    for (const intent of this.outgoing.of(this.#kinds)) {
      const { id, state } = intent;
      if (state === 'sent') {
        if (this.#expected.delete(id)) this.#onSent(intent);
      } else {
        this.#expected.add(id);
        if (!this.#teller.isExpected(id)) this.#teller.expect(id);
        if (isRefused(intent) && !this.#settling.has(id)) void this.#settle(intent);
      }
    }
  }

  hostDisconnected(): void {
    pageClock.clear(this.#tick);
    this.#tick = undefined;
    this.#expected.clear();
    this.#busy.clear();
  }

  /** Hands it over; with `undo` it is sent when that time is over. */
  async send({ about, kind, payload }: Wish, { undo = false } = {}): Promise<void> {
    const { host, options } = this;
    if (this.#busy.has(about)) return;
    const id = intentKey();
    this.#busy.add(about);
    this.#expected.add(id);
    this.#teller.expect(id);
    host.requestUpdate();
    const notBefore = undo && { notBefore: new Date(pageClock.now() + undoSeconds * 1000).toISOString() };
    try {
      await this.#handover.send({ id, kind, about, payload, ...notBefore });
    } catch (caught) {
      this.#forget(id);
      options.onRefused({ kind, payload }, asBackendError(caught));
    } finally {
      this.#busy.delete(about);
      host.requestUpdate();
    }
  }

  async retry({ id }: Intent): Promise<void> {
    await this.outgoing.retry(id).catch(() => undefined);
    await this.outgoing.resume().catch(() => undefined);
  }

  /** Takes it back; what was `tried` may have been done all the same. False: it has gone out meanwhile, and what became of it is told by what comes next. */
  async giveUp({ id }: Intent): Promise<boolean> {
    const given = await this.outgoing.discard(id).then(
      () => true,
      () => false,
    );
    if (given) this.#forget(id);
    this.host.requestUpdate();
    return given;
  }

  #forget(id: string): void {
    this.#expected.delete(id);
    this.#teller.forget(id);
  }

  #onSent(intent: Intent): void {
    const tells = this.#teller.tells(intent.id);
    if (tells) this.#teller.forget(intent.id);
    this.options.onSent(intent, tells);
  }

  async #settle(intent: Intent): Promise<void> {
    const { host, options } = this;
    this.#settling.add(intent.id);
    options.onRefused(intent, intent.error ?? { code: 'failed' });
    await this.outgoing.discard(intent.id).catch(() => undefined);
    this.#forget(intent.id);
    options.onSettled?.(intent);
    host.requestUpdate();
  }
}
