import type { ReactiveController } from 'lit';
import type { Backend, Change, WatchState } from '../../backend/backend.js';
import { asBackendError } from '../../backend/backend-error.js';
import { pageClock } from '../../wiring/clock.js';
import { workplace } from '../../wiring/workplace.js';
import type { CustomerJourney } from './customer-journey.js';

/** Milliseconds in which what is told is gathered. */
const gathering = 250;
/** Milliseconds until a failure is tried again: doubled each time up to the longest. */
const [soonest, longest] = [2000, 30_000];
const kinds = ['journey', 'customer', 'session'] as const;
/** The token is not known (any more), or nobody can ask like that: only reading everything again helps. */
const lost: readonly unknown[] = ['invalid', 'not-found', 'unsupported'];

/** Keeps the journey as it is by now: asks for what came, never twice at a time, and again after a failure; the agent can pause it. */
export class Live implements ReactiveController {
  /** By the agent. */
  paused = false;
  #told?: WatchState;
  #watched?: Backend;
  #unwatch?: () => void;
  /** What it is about. */
  #of?: object;
  /** Something came that was not asked for yet. */
  #due = false;
  /** More than can be asked for. */
  #whole = false;
  #asking = false;
  #failures = 0;
  #timer?: unknown;
  /** By the backend's clock, when it was last known what goes on. */
  #heardAt?: number;

  constructor(private readonly host: CustomerJourney) {
    host.addController(this);
  }

  /** Undefined: this backend tells nothing by itself. */
  get state(): WatchState | undefined {
    if (!this.#watched?.watch) return undefined;
    if (this.paused) return 'paused';
    return this.#failures ? 'reconnecting' : (this.#told ?? 'live');
  }

  /** Until when it is known what goes on, by the backend's clock in milliseconds: what happened after that nobody has told. */
  get heardAt(): number {
    const { now } = this.host.reading;
    return this.state === 'live' ? now : (this.#heardAt ?? now);
  }

  pause(paused: boolean): void {
    this.paused = paused;
    if (paused) this.#hold();
    else this.refresh();
    this.host.requestUpdate();
  }

  /** Asks now. */
  refresh(): void {
    this.#due = true;
    this.#soon(0);
  }

  hostUpdate(): void {
    const { isConnected, reading, source, visits } = this.host;
    this.#watch(isConnected && reading.may('customers.view') ? source.backend : undefined);
    if (visits.generation === this.#of) return;
    this.#reset();
    this.#of = visits.generation;
  }

  /** What was told while it was being read. */
  hostUpdated(): void {
    this.#soon();
    const { visits, reading } = this.host;
    if (visits.face === 'ready' && (this.state === 'live' || this.#heardAt === undefined)) this.#heardAt = reading.now;
  }

  hostDisconnected(): void {
    this.#watch(undefined);
    this.#reset();
  }

  /** Another journey is live, whatever was before. */
  #reset(): void {
    pageClock.clear(this.#timer);
    this.#timer = this.#of = this.#heardAt = undefined;
    this.#due = this.#whole = this.#asking = this.paused = false;
    this.#failures = 0;
  }

  /** What is under way, or about to be, waits. */
  #hold(): void {
    pageClock.clear(this.#timer);
    this.#timer = undefined;
    this.#due ||= this.#asking;
    this.host.visits.hush();
  }

  #soon(milliseconds = this.#failures ? Math.min(longest, soonest * 2 ** (this.#failures - 1)) : gathering): void {
    const { isConnected, visits } = this.host;
    if (!this.#due || this.paused || this.#asking || visits.face !== 'ready' || visits.isRereading || !isConnected) return;
    if (milliseconds === 0) pageClock.clear(this.#timer);
    else if (this.#timer !== undefined) return;
    this.#timer = pageClock.set(() => void this.#ask(), milliseconds);
  }

  async #ask(): Promise<void> {
    const { visits } = this.host;
    const [of, whole, failures] = [this.#of, this.#whole, this.#failures];
    this.#timer = undefined;
    this.#due = this.#whole = false;
    this.#asking = true;
    try {
      if (whole) visits.reload();
      else await visits.news();
      if (of === this.#of && !this.paused) {
        this.#failures = 0;
        this.#heardAt = this.host.reading.now;
      }
    } catch (caught) {
      if (of !== this.#of) return;
      if (lost.includes(asBackendError(caught).code)) visits.reload();
      else {
        this.#failures = failures + 1;
        this.#due = true;
      }
    } finally {
      if (of === this.#of) this.#asking = false;
    }
    // What came asked for an update itself.
    if (this.#failures !== failures) this.host.requestUpdate();
    this.#soon();
  }

  #watch(backend: Backend | undefined): void {
    if (backend === this.#watched) return;
    this.#unwatch?.();
    this.#watched = backend;
    this.#told = undefined;
    this.#unwatch = backend && workplace(backend).watch({ kinds }, { change: this.#onChange, state: this.#onState });
  }

  readonly #onState = (state: WatchState): void => {
    // What happened meanwhile was told to nobody.
    if (state === 'live' && this.#told && this.#told !== 'live') this.#due = true;
    this.#told = state;
    this.host.requestUpdate();
  };

  readonly #onChange = (change: Change): void => {
    const { reading, visits, source } = this.host;
    if (change.kind === 'reset') {
      this.#due = this.#whole = true;
      if (visits.face === 'failed') visits.retry();
    }
    if (change.kind === 'reset' || change.kind === 'session') reading.base.reload();
    else if (change.kind === 'journey' && (change.customerId ?? change.id) === source.customerId) this.#due = true;
    // Merged or deleted: whose visits these are may be another matter now.
    else if (change.kind === 'customer' && change.id === source.customerId) this.#due = true;
    this.#soon();
  };
}
