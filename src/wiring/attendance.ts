import { asAttending } from '../backend/callback-answers.js';
import type { Attending, Backend } from '../backend/backend.js';
import type { Callback } from '../domain/callback.js';
import { type Clock, pageClock } from './clock.js';
import { workplace } from './workplace.js';

/** On which of the dialer's queues an agent is, and whether a call may come now. */
export interface Availability {
  readonly queues: readonly string[];
  readonly state: 'free' | 'busy';
}

/** Milliseconds: what was said holds for a minute, and is said again so often. */
const renewAfter = 20_000;
/** Milliseconds between two sayings at least, however near the next change is. */
const leastWait = 250;
/** Milliseconds that an answer may take. */
const patience = 10_000;
/** Milliseconds by which two clocks of one computer may drift apart without anything having happened. */
const drift = 2000;

/** The backend's clock, as it was read last, whatever this computer's says. */
export class BackendTime {
  #read?: { readonly backend: number; readonly steady: number; readonly wall: number };

  constructor(private readonly clock: Clock) {}

  /** Somebody has read it, and this computer neither slept nor was set since. */
  get known(): boolean {
    const [steady, wall] = this.#elapsed();
    return this.#read !== undefined && Math.abs(wall - steady) <= drift;
  }

  /** Milliseconds since 1970; this computer's own until it is read. */
  get now(): number {
    // The steady clock may stand still while the computer sleeps: the one that got further is right, until the backend is asked.
    return this.#read ? this.#read.backend + Math.max(...this.#elapsed()) : this.clock.now();
  }

  read(now: string): void {
    const backend = Date.parse(now);
    if (!Number.isNaN(backend)) this.#read = { backend, steady: this.#steady(), wall: this.clock.now() };
  }

  #steady(): number {
    return this.clock.steady?.() ?? this.clock.now();
  }

  #elapsed(): readonly [steady: number, wall: number] {
    return this.#read ? [this.#steady() - this.#read.steady, this.clock.now() - this.#read.wall] : [0, 0];
  }
}

/**
 * That the agent is there, said to one backend by all desks of this page that have it, the last word counting; and what the backend answered, for all elements on it. Said at once, again every 20 s and when something
 * changes by itself; what fails is tried again. Out of all desks it is said once that the agent is logged off.
 */
export class Attendance {
  readonly time: BackendTime;
  #answer?: Attending;
  /** The last word last. */
  readonly #desks = new Map<object, Availability>();
  readonly #listeners = new Set<() => void>();
  /** What the backend may know of us. */
  #on = false;
  #said = '';
  #saying?: AbortController;
  #failures = 0;
  #spokeAt = 0;
  #timer?: unknown;
  #turning = false;
  #away = false;
  #unwatch?: () => void;

  constructor(
    private readonly backend: Backend,
    private readonly clock: Clock = pageClock,
  ) {
    this.time = new BackendTime(clock);
  }

  /** The call-back that rings at this agent, as far as the backend told this page. */
  get offer(): Callback | undefined {
    const { offer } = this.#answer ?? {};
    return offer?.offerEndsAt !== undefined && Date.parse(offer.offerEndsAt) > this.time.now ? offer : undefined;
  }

  /** Told when there is another answer. The returned function ends it. */
  subscribe(listener: () => void): () => void {
    const each = () => listener();
    this.#listeners.add(each);
    return () => void this.#listeners.delete(each);
  }

  /** How it is at this desk now; undefined: it says nothing (any more). */
  be(desk: object, availability: Availability | undefined): void {
    const before = this.#desks.get(desk);
    if (same(before, availability)) return;
    this.#desks.delete(desk);
    if (availability) this.#desks.set(desk, { queues: [...availability.queues], state: availability.state });
    this.#failures = 0;
    this.#soon();
  }

  /** Something of it changed: what the backend says is asked again at once, if somebody is there. */
  again(): void {
    if (this.#on) this.#soon(true);
  }

  /** An element that moves leaves and comes within a turn: that is no logging off. */
  #soon(anew = false): void {
    if (anew) this.#said = '';
    if (this.#turning) return;
    this.#turning = true;
    queueMicrotask(() => {
      this.#turning = false;
      this.#turn();
    });
  }

  /** Says what is due. */
  #turn(): void {
    const wish = [...this.#desks.values()].at(-1) ?? { queues: [], state: 'busy' };
    const there = wish.queues.length > 0;
    if (!this.backend.callbacks?.attend || this.#away || (!there && !this.#on)) return;
    const said = JSON.stringify(wish);
    if (said === this.#said) return;
    this.#saying?.abort(); // the last word counts
    void this.#say(wish, said, there);
  }

  async #say(wish: Availability, said: string, there: boolean): Promise<void> {
    const saying = (this.#saying = new AbortController());
    this.clock.clear(this.#timer);
    this.#said = said;
    this.#spokeAt = this.clock.now();
    this.#be(there);
    const late = this.clock.set(() => saying.abort(), patience);
    let wait: number;
    try {
      const answer = asAttending(await unlessAborted(this.#attend(wish, saying.signal), saying.signal));
      this.#failures = 0;
      this.time.read(answer.now);
      this.#take(there ? answer : undefined);
      const next = answer.nextAt === undefined ? Infinity : Date.parse(answer.nextAt) - this.time.now;
      wait = Math.min(renewAfter, Math.max(leastWait, next));
    } catch {
      this.#failures += 1;
      wait = Math.min(renewAfter, 1000 * 2 ** (this.#failures - 1)) * (0.5 + Math.random() / 2);
    }
    this.clock.clear(late);
    if (saying !== this.#saying) return; // somebody said something else since
    this.#saying = undefined;
    if (there) this.#timer = this.clock.set(() => this.#soon(true), wait);
  }

  /** Asked inside a function, so that what throws instead of rejecting is caught as well. */
  async #attend(wish: Availability, signal: AbortSignal): Promise<unknown> {
    return this.backend.callbacks!.attend!(wish, { signal });
  }

  #take(answer: Attending | undefined): void {
    if (!answer && !this.#answer) return;
    this.#answer = answer;
    for (const listener of [...this.#listeners]) listener();
  }

  /** While somebody is there it is heard when the page goes, comes back, or another agent logs in. */
  #be(on: boolean): void {
    if (!on) this.#take(undefined);
    if (on === this.#on) return;
    this.#on = on;
    const change = on ? addEventListener : removeEventListener;
    change('pagehide', this.#onHide);
    change('pageshow', this.#onShow);
    document[on ? 'addEventListener' : 'removeEventListener']('visibilitychange', this.#onVisible);
    this.#unwatch?.();
    this.#unwatch = on ? workplace(this.backend).watch({ kinds: ['session'] }, { change: this.#onSession }) : undefined;
  }

  /** Nothing that blocks: the request goes, and nobody waits for the answer. */
  readonly #onHide = (): void => {
    this.#away = true;
    this.clock.clear(this.#timer);
    this.#saying?.abort();
    this.#saying = undefined;
    this.#take(undefined);
    this.#attend({ queues: [], state: 'busy' }, new AbortController().signal).catch(() => undefined);
  };

  readonly #onShow = (): void => {
    this.#away = false;
    this.#soon(true);
  };

  /** Browsers let the timers of a hidden page wait. */
  readonly #onVisible = (): void => {
    if (document.visibilityState === 'visible' && this.clock.now() - this.#spokeAt >= renewAfter) this.#soon(true);
  };

  readonly #onSession = (): void => {
    this.#take(undefined); // it may have been another agent's
    this.#soon(true);
  };
}

const same = (a: Availability | undefined, b: Availability | undefined): boolean =>
  a?.state === b?.state && a?.queues.length === b?.queues.length && (a?.queues ?? []).every((queue, i) => queue === b?.queues[i]);

/** An answer, unless its caller gave up before: also of a backend that does not heed signals. */
const unlessAborted = <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  ]);

const known = new WeakMap<Backend, Attendance>();

/** The one attendance of a backend object. */
export function attendance(backend: Backend): Attendance {
  let one = known.get(backend);
  if (!one) known.set(backend, (one = new Attendance(backend)));
  return one;
}
