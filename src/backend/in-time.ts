import type { BackendError } from './backend-error.js';

export interface InTimeOptions<T> {
  /** Milliseconds. */
  readonly within: number;
  /** What a silent one has come to. */
  error(): BackendError;
  /** What comes after all is handed to this, to be let go of. */
  tooLate?(late: T): void;
  /** Timers of somebody's own; the page's unless given. */
  readonly timers?: { set(run: () => void, milliseconds: number): unknown; clear(timer: unknown): void };
}

const pageTimers: NonNullable<InTimeOptions<unknown>['timers']> = {
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** The answer of something that may never answer: a store after a crash, a tab that does not let go. */
export async function inTime<T>(answer: Promise<T>, options: InTimeOptions<T>): Promise<T> {
  const { within, error, tooLate, timers = pageTimers } = options;
  let timer: unknown;
  let over = false;
  const limit = new Promise<never>((_, reject) => {
    timer = timers.set(() => {
      over = true;
      reject(error());
    }, within);
  });
  answer.then(
    (late) => over && tooLate?.(late),
    () => undefined,
  );
  try {
    return await Promise.race([answer, limit]);
  } finally {
    timers.clear(timer);
  }
}
