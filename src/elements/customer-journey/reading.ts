import type { LitElement } from 'lit';
import type { Backend } from '../../backend/backend.js';
import type { Permission } from '../../backend/permissions.js';
import { isTimeZone } from '../../domain/zone.js';
import { BackendClock } from '../../wiring/backend-clock.js';
import { loadJourneyEnglish } from '../../wiring/journey-words.js';
import { Load } from '../../wiring/load.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import type { Source } from './customer-journey.js';

/** What the first answers bring. */
interface Base {
  readonly around: Surroundings;
  readonly events: typeof import('./events.js');
}

/** Who asks, what they may, and what time it is. */
export class Reading {
  readonly base: Load<readonly [Backend], Base>;
  readonly #clock: BackendClock;

  constructor(host: LitElement & { readonly source: Source }) {
    this.base = new Load(host, {
      args: () => (host.source.backend?.journeys ? [host.source.backend] : undefined),
      read: async ([backend]) => {
        const [around, events] = await Promise.all([
          workplace(backend).surroundings(),
          import('./events.js'),
          loadJourneyEnglish(),
        ]);
        return { around, events };
      },
    });
    // Asked beside the rest: how far back is read goes by it.
    this.#clock = new BackendClock(host, () => (host.source.backend?.journeys ? host.source.backend : undefined));
  }

  get around(): Surroundings | undefined {
    return this.base.value?.around;
  }

  /** Undefined until it is known. */
  may(permission: Permission): boolean | undefined {
    return this.around?.may(permission);
  }

  /** Who asks and what time it is are known. */
  get isReady(): boolean {
    return this.base.value !== undefined && this.#clock.isSet;
  }

  /** By the backend's clock, in milliseconds. */
  get now(): number {
    return this.#clock.now;
  }

  /** IANA: the contact centre's; the agent's own where that is none. */
  get timeZone(): string {
    const { timeZone } = this.around!.settings;
    return isTimeZone(timeZone) ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
