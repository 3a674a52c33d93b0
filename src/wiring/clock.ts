/** Time and timers, so that a test can bring its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds on a clock that nobody sets; as `now` where there is none. */
  steady?(): number;
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

/** The page's own. */
export const pageClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
