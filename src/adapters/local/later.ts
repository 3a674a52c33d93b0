import { BackendError } from '../../backend/backend-error.js';

/** What stays the same between two calls, until it fails or is dropped. */
export function remembered<T>(load: () => Promise<T>): { get(): Promise<T>; drop(): void } {
  let kept: Promise<T> | undefined;
  return {
    get() {
      const promise = (kept ??= load());
      promise.catch(() => {
        if (kept === promise) kept = undefined;
      });
      return promise;
    },
    drop: () => (kept = undefined),
  };
}

/** Loads a part of the code when it is first used; `unavailable` while it cannot be had, and tried again the next time. */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  return remembered(async () => {
    try {
      return await load();
    } catch (cause) {
      throw new BackendError('unavailable', 'Code could not be loaded', { cause });
    }
  }).get;
}
