import type { ReactiveController } from 'lit';
import type { Desk } from '../../wiring/context.js';
import type { Lists } from './lists.js';

/** Says to the desk as long as something would be lost with the page. */
export class Holding implements ReactiveController {
  #desk?: Desk;
  #release?: () => void;

  constructor(private readonly host: Lists) {
    host.element.addController(this);
  }

  hostUpdated(): void {
    const { element, editing, deeds } = this.host;
    if (element.desk !== this.#desk) this.hostDisconnected();
    this.#desk = element.desk;
    if (editing.submission.atRisk || deeds.atRisk) this.#release ??= this.#desk?.hold();
    else this.#letGo();
  }

  hostDisconnected(): void {
    this.#letGo();
    this.#desk = undefined;
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
