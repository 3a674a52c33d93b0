import { BackendError, isBackendError, type BackendErrorCode } from '../../backend/backend-error.js';

/**
 * What the browser's storage says, in the words of the port. `offline`: this page gets no storage at all (a private window, a frame
 * of another site, storage switched off). `unavailable`: there is one, but not now: full, being deleted or replaced by a newer
 * version, closed by the browser, a disk that fails. Everything else is `failed`. `cause` is what the browser said.
 */
const codes: Readonly<Record<string, BackendErrorCode>> = {
  SecurityError: 'offline',
  NotAllowedError: 'offline',
  QuotaExceededError: 'unavailable',
  InvalidStateError: 'unavailable',
  VersionError: 'unavailable',
  UnknownError: 'unavailable',
  AbortError: 'unavailable',
  TimeoutError: 'unavailable',
};

/** What was caught at IndexedDB, as a `BackendError`. */
export function storageError(caught: unknown): BackendError {
  if (isBackendError(caught)) return caught;
  const name = caught instanceof Error ? caught.name : '';
  const code = Object.hasOwn(codes, name) ? codes[name]! : 'failed';
  return new BackendError(
    code,
    name === 'QuotaExceededError' ? 'The storage of this browser is full' : 'The storage of this browser did not work',
    { cause: caught },
  );
}

/** What was caught while opening: a browser that refuses storage says so in several ways. */
export function openingError(caught: unknown): BackendError {
  const refused =
    !isBackendError(caught) &&
    (!(caught instanceof Error) || ['InvalidStateError', 'TypeError', 'ReferenceError'].includes(caught.name));
  return refused
    ? new BackendError('offline', 'This browser gives no storage to this page', { cause: caught })
    : storageError(caught);
}
