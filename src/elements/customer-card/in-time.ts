import { BackendError } from '../../backend/backend-error.js';
import { pageClock } from '../../wiring/clock.js';

/** Milliseconds that a draft store is waited for by an agent who wants to go on. */
const patience = 3000;

/** The answer of a store; one that does not come has failed. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    timer = pageClock.set(() => reject(new BackendError('timeout', 'The store does not answer')), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    pageClock.clear(timer);
  }
}
