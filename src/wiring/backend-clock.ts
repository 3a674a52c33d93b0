import type { LitElement } from 'lit';
import { asSession } from '../backend/answers.js';
import type { Backend } from '../backend/backend.js';
import { pageClock } from './clock.js';
import { Load } from './load.js';

/** The backend's clock, for what says how long ago something was: until the backend has told it, and where it cannot, the page's own. */
export class BackendClock {
  /** By how much it is ahead, in milliseconds. */
  readonly #ahead: Load<readonly [Backend], number>;

  constructor(
    host: LitElement,
    /** Undefined: nobody needs to know. Asked before each render. */
    backend: () => Backend | undefined,
  ) {
    this.#ahead = new Load(host, {
      args: () => {
        const asked = backend();
        return asked && [asked];
      },
      read: async ([asked], signal) => Date.parse(asSession(await asked.session({ signal })).now) - pageClock.now(),
    });
  }

  /** It was told, or cannot be. */
  get isSet(): boolean {
    return this.#ahead.face === 'ready' || this.#ahead.face === 'failed';
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return pageClock.now() + (this.#ahead.value || 0);
  }
}
