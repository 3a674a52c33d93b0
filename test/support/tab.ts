import { BackendError } from '../../src/backend/backend-error.js';
import type { Clock } from '../../src/wiring/clock.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import type { FakeClock } from './fake-clock.js';

const never = new Promise<never>(() => undefined);

/** A page of its own over a store that others share: it can be slow, fail, and die in the middle of anything. */
export class Tab {
  /** Chance that an answer of the store is late, is no answer though it was done, or fails. */
  faults = 0;
  dead = false;
  readonly store: DraftStore;
  readonly clock: Clock;
  readonly #ends: (() => void)[] = [];

  constructor(
    shared: DraftStore,
    readonly time: FakeClock,
    private readonly random: () => number,
  ) {
    this.store = {
      get: (key) => this.#ask(() => shared.get(key)),
      put: (draft, condition) => this.#ask(() => shared.put(draft, condition)),
      delete: (key, condition) => this.#ask(() => shared.delete(key, condition)),
      list: (prefix) => this.#ask(() => shared.list(prefix)),
      watch: (listener) => {
        const stop = shared.watch!((change) => void (this.dead || listener(change)));
        this.#ends.push(stop);
        return stop;
      },
    };
    this.clock = {
      now: time.now,
      set: (run, milliseconds) => time.set(() => void (this.dead || run()), milliseconds),
      clear: time.clear,
    };
  }

  /** The page is gone; nothing that it began goes on. */
  kill(): void {
    this.dead = true;
    for (const end of this.#ends) end();
  }

  async #ask<T>(deed: () => Promise<T>): Promise<T> {
    if (this.dead) return never;
    const fate = this.random() / (this.faults || Number.MIN_VALUE);
    if (fate < 0.4) await this.#wait();
    if (this.dead) return never;
    if (fate >= 0.4 && fate < 0.7) throw new BackendError('unavailable', 'full');
    const answer = await deed();
    if (fate >= 0.7 && fate < 0.85) await this.#wait();
    if (this.dead) return never;
    if (fate >= 0.85 && fate < 1) throw new BackendError('timeout', 'no answer');
    return answer;
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => this.time.set(resolve, Math.floor(this.random() * 2000)));
  }
}
