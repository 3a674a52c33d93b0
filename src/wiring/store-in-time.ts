import { BackendError } from '../backend/backend-error.js';
import { inTime } from '../backend/in-time.js';
import { pageClock } from './clock.js';

/** How long a draft store is waited for by an agent who wants to go on. */
const limit = {
  within: 3000,
  error: () => new BackendError('timeout', 'The store does not answer'),
  timers: pageClock,
};

/** The answer of a draft store; one that does not come has failed. */
export const storeInTime = <T>(answer: Promise<T>): Promise<T> => inTime(answer, limit);
