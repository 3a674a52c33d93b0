import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageClock } from './clock.js';

/** Milliseconds after which an intent that the outbox does not know is taken for lost: another window may be handing it over at this moment. */
const doubt = 1000;

/** An intent that a draft names and the outbox does not know: a page died between the two, or it was forgotten since. */
export class Missing implements ReactiveController {
  #id?: string;
  #timer?: unknown;
  #sure = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Out of the tree nothing is waited for. */
  hostDisconnected(): void {
    this.reset();
  }

  /** Whether it is lost for sure; the host renders again when it is. */
  isLost(id: string): boolean {
    if (this.#id !== id) {
      this.reset();
      this.#id = id;
      this.#timer = pageClock.set(() => {
        this.#sure = true;
        this.host.requestUpdate();
      }, doubt);
    }
    return this.#sure;
  }

  reset(): void {
    pageClock.clear(this.#timer);
    this.#id = this.#timer = undefined;
    this.#sure = false;
  }
}
