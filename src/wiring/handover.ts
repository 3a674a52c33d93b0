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
    host: LitElement,
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
  async send(wish: Wish): Promise<void> {
    const chosen = this.options.store();
    if (!this.lasting) return void (await this.outgoing.enqueue(wish));
    try {
      await storeInTime(this.outgoing.enqueue(wish));
    } catch (caught) {
      this.#failing = chosen;
      await this.outgoing.enqueue(wish).catch(() => {
        this.#failing = undefined; // it was not the store
        throw caught;
      });
    }
  }
}
