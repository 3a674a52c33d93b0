import type { Clock } from '../../src/wiring/clock.js';
import { turn } from './until.js';

/** Time that passes when the test says so. */
export class FakeClock implements Clock {
  #time: number;
  #timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  #last = 0;

  constructor(at = '2026-03-01T09:00:00.000Z') {
    this.#time = Date.parse(at);
  }

  readonly now = (): number => this.#time;

  readonly set = (run: () => void, milliseconds: number): unknown => {
    this.#timers.set((this.#last += 1), { at: this.#time + Math.max(0, milliseconds), run });
    return this.#last;
  };

  readonly clear = (timer: unknown): void => void this.#timers.delete(timer as number);

  /** Timers that have not run. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Every timer in order, and all that follows from it, until the time is over. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#time + milliseconds;
    await turn();
    for (;;) {
      let next: [number, { at: number; run: () => void }] | undefined;
      for (const each of this.#timers) if (each[1].at <= end && (!next || each[1].at < next[1].at)) next = each;
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#time = Math.max(this.#time, next[1].at);
      next[1].run();
      await turn();
    }
    this.#time = end;
  }
}
