import type { BackendErrorCode, FieldProblem } from '../backend/backend-error.js';

/**
 * `queued`: kept, and sent by itself as soon as that is possible. `sending`: under way, or was when a page died. `sent`: acknowledged.
 * `conflict` (`error.current` is the record as it is now) and `needs-attention`: only the agent can say what now; what follows for the same record waits.
 */
export type IntentState = 'queued' | 'sending' | 'sent' | 'conflict' | 'needs-attention';

/** Why an intent was not sent; `not-sent`: the page was gone before its undo time was over, and nothing was done. */
export interface IntentError {
  readonly code: BackendErrorCode | 'not-sent';
  readonly fields?: readonly FieldProblem[];
  readonly current?: unknown;
}

/** A write that is to happen once. Plain data. */
export interface Intent<P = unknown> {
  readonly id: string;
  /** The idempotency key: the id, until it is edited. */
  readonly key: string;
  /** Service and method, for example `customers.change`: which sender takes it. */
  readonly kind: string;
  readonly payload: P;
  /** What it is about, for example `customer/4711`: sent in the order of arrival. */
  readonly about: string;
  /** The revision that the payload was made on, for screens. */
  readonly base?: unknown;
  readonly state: IntentState;
  /** How often it was tried since the agent last asked for it. */
  readonly attempts: number;
  /** It was under way once: it may have been done without our knowing. */
  readonly tried: boolean;
  readonly createdAt: string;
  readonly editedAt?: string;
  /** The next attempt, after one that failed. */
  readonly nextAt?: string;
  /** Until then it can be discarded as if it had never been. */
  readonly notBefore?: string;
  /** The page that alone may let it go when that time is over. */
  readonly heldBy?: string;
  readonly sentAt?: string;
  /** What the backend answered. */
  readonly result?: unknown;
  readonly error?: IntentError;
  /** Its place in the queue. */
  readonly order: number;
}

/** What is wished for. */
export interface Wish<P = unknown> extends Pick<Intent<P>, 'kind' | 'payload' | 'about' | 'base' | 'notBefore'> {
  /** Its idempotency key, where the caller may ask twice for the same; made if not given. */
  readonly id?: string;
}

/** How intents of a kind are sent, by whoever owns the backend. */
export interface Sender<P = unknown, R = unknown> {
  /** Resolves on acknowledgement; rejects with a `BackendError`. The key goes to the backend, so that a second attempt has no second effect. */
  send(payload: P, options: { readonly key: string; readonly signal: AbortSignal }): Promise<R>;
  /**
   * The payload on the revision that an earlier intent of the same record returned, which was still waiting when this one was made. Asked once, before the first
   * attempt. Leave a payload alone that was made on a newer one.
   */
  rebase?(payload: P, earlier: unknown): P;
}
