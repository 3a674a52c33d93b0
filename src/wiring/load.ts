import type { LitElement, ReactiveController } from 'lit';
import { asBackendError, type BackendError } from '../backend/backend-error.js';

/** Which of the four faces a piece of a screen shows. */
export type Face = 'nothing' | 'waiting' | 'failed' | 'ready';

export interface LoadOptions<A extends readonly unknown[], R> {
  /** What is to be read, by identity; undefined: nothing. Asked before each render. */
  args(): A | undefined;
  read(args: A, signal: AbortSignal): Promise<R>;
  /** After so many milliseconds without an answer `slow` becomes true. */
  slowAfter?(): number;
  /** Told when an answer was taken, or nothing is to be read any more (undefined). */
  onChange?(value: R | undefined): void;
  onFailure?(error: BackendError): void;
}

/**
 * Reads something from the backend whenever its arguments change and never shows an answer to an older question: with new arguments the
 * old value is gone at once, its request is aborted and what it may still answer is dropped. `reload()` asks the same again and keeps the
 * value on screen meanwhile.
 */
export class Load<A extends readonly unknown[], R> implements ReactiveController {
  value: R | undefined;
  error: BackendError | undefined;
  /** A request is under way. */
  busy = false;
  /** It takes long. */
  slow = false;
  #args: A | undefined;
  #abort?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly host: LitElement,
    private readonly options: LoadOptions<A, R>,
  ) {
    host.addController(this);
  }

  get face(): Face {
    if (!this.#args) return 'nothing';
    if (this.value !== undefined) return 'ready';
    if (this.error) return 'failed';
    return this.busy ? 'waiting' : 'nothing';
  }

  /** On the way back the element has been emptied, and would not ask by itself. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    const args = this.host.isConnected ? this.options.args() : undefined;
    const old = this.#args;
    if (args === old || (args && old && args.length === old.length && args.every((arg, i) => arg === old[i]))) return;
    this.#args = args;
    this.#clear();
    if (args) this.#run(args);
  }

  /** Out of the tree nothing is read and nothing is kept. */
  hostDisconnected(): void {
    this.#args = undefined;
    this.#clear();
    this.host.requestUpdate();
  }

  /** Asks the same again; what is on screen stays until the answer is there. */
  reload(): void {
    if (!this.#args) return;
    this.#stop();
    this.#run(this.#args);
    this.host.requestUpdate();
  }

  /** Puts a value that is known better than by asking. */
  put(value: R): void {
    this.#stop();
    this.error = undefined;
    this.value = value;
    this.host.requestUpdate();
  }

  #run(args: A): void {
    const abort = (this.#abort = new AbortController());
    this.busy = true;
    const slowAfter = this.options.slowAfter?.();
    if (slowAfter) {
      this.#timer = setTimeout(() => {
        this.slow = true;
        this.host.requestUpdate();
      }, slowAfter);
    }
    void this.#settle(args, abort);
  }

  async #settle(args: A, abort: AbortController): Promise<void> {
    try {
      const value = await this.options.read(args, abort.signal);
      if (abort !== this.#abort) return;
      this.#abort = undefined; // answered: there is nothing to abort any more
      this.error = undefined;
      this.value = value;
      this.#stop();
      this.options.onChange?.(value);
    } catch (caught) {
      if (abort !== this.#abort) return;
      this.#abort = undefined;
      this.error = asBackendError(caught);
      this.#stop();
      this.options.onFailure?.(this.error);
    }
    this.host.requestUpdate();
  }

  #stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    clearTimeout(this.#timer);
    this.busy = this.slow = false;
  }

  #clear(): void {
    this.#stop();
    const had = this.value !== undefined;
    this.value = this.error = undefined;
    if (had) this.options.onChange?.(undefined);
  }
}
