import type { FieldProblem } from '../domain/field.js';

export type { FieldProblem } from '../domain/field.js';

/**
 * Everything that can go wrong between a screen and its data, as a closed list.
 * - `not-found`: the record is not (or no longer) there.
 * - `invalid`: the request cannot be carried out as it is; `fields` says what and why. Trying again does not help.
 * - `conflict`: somebody changed the record since it was read; `current` is what it is now.
 * - `denied`: the agent may not do this.
 * - `unauthenticated`: nobody is logged in, or no longer.
 * - `offline`: the network or the store cannot be reached from here.
 * - `timeout`: no answer in time; the deed may or may not have been done.
 * - `rate-limited`: too many requests; `retryAfter` seconds.
 * - `unavailable`: the other side is there, but not now.
 * - `unsupported`: this backend does not do that at all.
 * - `failed`: anything else; `cause` has it.
 */
export const backendErrorCodes = [
  'not-found',
  'invalid',
  'conflict',
  'denied',
  'unauthenticated',
  'offline',
  'timeout',
  'rate-limited',
  'unavailable',
  'unsupported',
  'failed',
] as const;

export type BackendErrorCode = (typeof backendErrorCodes)[number];

export interface BackendErrorDetails {
  readonly cause?: unknown;
  /** With `invalid`: every field that is wrong, in the order of the form. */
  readonly fields?: readonly FieldProblem[];
  /** With `conflict`: the record as it is now. */
  readonly current?: unknown;
  /** With `rate-limited` and `unavailable`: seconds until it is worth trying again. */
  readonly retryAfter?: number;
}

/**
 * The only error that a `Backend` rejects with, besides the `AbortError` of the caller's own signal.
 * Ask `isBackendError` rather than `instanceof`: two copies of the library may stand on one page.
 */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code: BackendErrorCode;
  readonly fields?: readonly FieldProblem[];
  readonly current?: unknown;
  readonly retryAfter?: number;

  constructor(code: BackendErrorCode, message: string, details: BackendErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.fields = details.fields;
    this.current = details.current;
    this.retryAfter = details.retryAfter;
  }
}

/** Whether something caught is a `BackendError` of this or another copy of the library. */
export function isBackendError(caught: unknown): caught is BackendError {
  return caught instanceof Error && caught.name === 'BackendError' && backendErrorCodes.includes((caught as BackendError).code);
}

/** What was caught, as a `BackendError`: itself when it is one, else `failed` with the cause. */
export function asBackendError(caught: unknown): BackendError {
  return isBackendError(caught)
    ? caught
    : new BackendError('failed', 'The backend failed in an unexpected way', { cause: caught });
}

/** Whether something caught only says that the caller gave up (its own signal). */
export function isAbort(caught: unknown): boolean {
  return caught instanceof Error ? caught.name === 'AbortError' : false;
}
