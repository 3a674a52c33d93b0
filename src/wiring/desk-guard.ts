import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Desk, Guard } from './context.js';

export interface DeskGuardOptions {
  /** The frame around, if there is one. Asked after each update: it is another one whenever what is answered in it changes. */
  desk(): Desk | undefined;
  /** Something would be lost with the page. */
  atRisk(): boolean;
  /** Asked when the conversation is about to be closed. */
  readonly onClosing: Guard;
}

/** Stands between what is typed in an element and whoever closes the conversation or leaves the page. */
export class DeskGuard implements ReactiveController {
  #desk?: Desk;
  #unguard?: () => void;
  #release?: () => void;

  constructor(
    host: Pick<ReactiveControllerHost, 'addController'>,
    private readonly options: DeskGuardOptions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const desk = this.options.desk();
    if (desk !== this.#desk) {
      this.hostDisconnected();
      this.#desk = desk;
      this.#unguard = desk?.guard(this.options.onClosing);
    }
    this.hold();
  }

  hostDisconnected(): void {
    this.#unguard?.();
    this.#release?.();
    this.#desk = this.#unguard = this.#release = undefined;
  }

  /** Whether leaving the page is to be asked about: after each update, and at once where that would be too late. */
  hold(): void {
    if (this.options.atRisk()) this.#release ??= this.#desk?.hold();
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }
}
