import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Clock, pageClock } from './clock.js';

export interface CountdownOptions {
  /** Seconds left at which `onMark` is told, the largest first. */
  readonly marks: readonly number[];
  onMark(seconds: number): void;
  /** By this count the time is over. The backend may know of more: ask before anything is done. Told again every ten seconds until `set`. */
  onOver(): void;
  /** The computer slept, or its clock was set: ask the backend again what is left. */
  onJump(): void;
  readonly clock?: Clock;
}

const second = 1000;
/** Milliseconds by which two clocks of one computer may drift apart without anything having happened. */
const drift = 2000;
/** Milliseconds until somebody who could not ask is told again that the time is over. */
const again = 10_000;

/** What is left until an instant of the backend's clock, whatever the agent's clock says. The host renders once a second. */
export class Countdown implements ReactiveController {
  readonly #clock: Clock;
  #endsAt?: number;
  /** When the backend was read: its time, and ours by a clock that nobody sets and by the one that goes on while the computer sleeps. */
  #read = { backend: 0, steady: 0, wall: 0 };
  #timer?: unknown;
  #told = Infinity;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: CountdownOptions,
  ) {
    this.#clock = options.clock ?? pageClock;
    host.addController(this);
  }

  /** Milliseconds, at least 0; undefined: there is no limit. */
  get left(): number | undefined {
    return this.#endsAt === undefined ? undefined : Math.max(0, this.#endsAt - this.#now());
  }

  /** Counts to this instant of the backend; `now` is its clock as it was just read. Undefined ends it. Of nothing left nothing is told: whoever asked the backend knows. */
  set(endsAt: string | undefined, now: string): void {
    const ends = endsAt === undefined ? undefined : Date.parse(endsAt);
    this.#readAt(Date.parse(now));
    if (ends !== this.#endsAt) this.#told = Infinity;
    this.#endsAt = ends;
    this.#clock.clear(this.#timer);
    if (this.left) this.#arm();
  }

  hostDisconnected(): void {
    this.#endsAt = undefined;
    this.#clock.clear(this.#timer);
  }

  #readAt(backend: number): void {
    this.#read = { backend, steady: this.#steady(), wall: this.#clock.now() };
  }

  #steady(): number {
    return this.#clock.steady?.() ?? this.#clock.now();
  }

  #elapsed(): readonly [steady: number, wall: number] {
    return [this.#steady() - this.#read.steady, this.#clock.now() - this.#read.wall];
  }

  /** The steady clock may stand still while the computer sleeps: the one that got further is right, until the backend is asked. */
  #now(): number {
    return this.#read.backend + Math.max(...this.#elapsed());
  }

  #arm(): void {
    const { left = 0 } = this;
    this.#timer = this.#clock.set(() => this.#tick(), left === 0 ? again : left % second || second);
  }

  #tick(): void {
    const [steady, wall] = this.#elapsed();
    const jumped = Math.abs(wall - steady) > drift;
    if (jumped) this.#readAt(this.#now()); // told once, however long the answer takes
    this.#arm();
    this.host.requestUpdate();
    const seconds = Math.ceil((this.left ?? 0) / second);
    const passed = this.options.marks.findLast((mark) => seconds <= mark && mark < this.#told);
    if (jumped) return this.options.onJump();
    if (seconds === 0) return this.options.onOver();
    if (passed === undefined) return;
    this.#told = passed;
    this.options.onMark(passed);
  }
}
