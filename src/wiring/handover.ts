import type { LitElement } from 'lit';
import type { Backend } from '../backend/backend.js';
import type { DraftStore } from './draft-store.js';
import type { Wish } from './intent.js';
import { Outgoing, type Senders } from './outgoing.js';
import { storeInTime } from './store-in-time.js';

export interface HandoverOptions {
  backend(): Backend | undefined;
  /** The desk's choice of where drafts are kept. */
  store(): DraftStore | undefined;
  readonly senders: Senders;
}

/** The way from an editor to the outbox. A chosen store that fails keeps nobody from saving: then it waits in the memory of the page, under the same key. */
export class Handover {
  readonly outgoing: Outgoing;
  /** The store that took nothing when something was to be sent. */
  #failing?: DraftStore;

  constructor(
    private readonly host: LitElement,
    private readonly options: HandoverOptions,
  ) {
    const { backend, senders } = options;
    this.outgoing = new Outgoing(host, { backend, store: () => this.lasting, senders });
  }

  /** Where what is sent waits; undefined: in the memory of the page. */
  get lasting(): DraftStore | undefined {
    const chosen = this.options.store();
    return chosen === this.#failing ? undefined : chosen;
  }

  /** Whether something of these kinds would be lost with the page. */
  isAtRisk(kinds: readonly string[]): boolean {
    return !this.lasting && this.outgoing.of(kinds).some(({ state }) => state !== 'sent');
  }

  /** Resolves when it is kept; rejects when it is nowhere. */
  async send(wish: Wish & { readonly id: string }): Promise<void> {
    const chosen = this.options.store();
    const kept = this.outgoing.enqueue(wish);
    if (!this.lasting) return void (await kept);
    try {
      await storeInTime(kept);
    } catch (caught) {
      this.#failing = chosen;
      const instead = this.outgoing.enqueue(wish);
      const settled = instead.catch(() => undefined);
      kept.then(() => settled.then(() => this.#recover(wish.id, chosen))).catch(() => undefined);
      await instead.catch(() => {
        this.#failing = undefined; // it was not the store
        throw caught;
      });
    }
  }

  /** The store was only slow, and has it after all: it is to be seen there, not in two places. What is under way from here has the same key, and so the same effect. */
  async #recover(id: string, store: DraftStore | undefined): Promise<void> {
    if (this.#failing !== store) return;
    await this.outgoing.discard(id).catch(() => undefined);
    this.#failing = undefined;
    this.host.requestUpdate();
  }
}
