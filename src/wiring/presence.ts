import type { LitElement, ReactiveController } from 'lit';
import type { Backend, PresentAgent } from '../backend/backend.js';
import { type Clock, pageClock } from './clock.js';
import { PresenceEntry } from './presence-entry.js';

/** What an element shows of a customer: whose card, and which fields are being edited. */
export interface Whereabouts {
  readonly backend: Backend;
  readonly customerId: string;
  readonly editing: readonly string[];
}

export interface PresenceOptions {
  /** What is on screen; undefined: nobody's card. Asked after each render, and whenever somebody reads `others`. */
  place(): Whereabouts | undefined;
  readonly clock?: Clock;
}

const nobody: readonly PresentAgent[] = [];

/**
 * Says to colleagues that this card is open (and what is edited in it), and knows who else has it open; the host renders again when that changes. Nothing
 * is said out of the tree, on a backend without the service, and while nobody is at the page: then nobody else is known either.
 */
export class Presence implements ReactiveController {
  #entry?: PresenceEntry;

  constructor(
    private readonly host: LitElement,
    private readonly options: PresenceOptions,
  ) {
    host.addController(this);
  }

  /** Colleagues at the same card, by name; empty without the service. */
  get others(): readonly PresentAgent[] {
    // By what is shown now, not at the last render: never the colleagues of another customer.
    const place = this.#place();
    return (place && PresenceEntry.at(place.backend, place.customerId)?.others) ?? nobody;
  }

  /** On the way back nothing else may ask for a render. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    const place = this.#place();
    const entry = place && PresenceEntry.of(place.backend, place.customerId, this.options.clock ?? pageClock);
    if (entry !== this.#entry) this.#entry?.leave(this.#onTold);
    this.#entry = entry;
    if (place) entry?.join(this.#onTold, place.editing);
  }

  hostDisconnected(): void {
    if (this.#entry?.others.length) this.host.requestUpdate();
    this.#entry?.leave(this.#onTold);
    this.#entry = undefined;
  }

  #place(): Whereabouts | undefined {
    return this.host.isConnected ? this.options.place() : undefined;
  }

  readonly #onTold = (): void => this.host.requestUpdate();
}
