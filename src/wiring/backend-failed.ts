import type { BackendErrorCode } from '../backend/backend-error.js';

/** The backend could not do something that no screen shows, for example keep the interaction's record. */
export class BackendFailedEvent extends Event {
  static readonly type = 'backend-failed';
  constructor(
    /** Service and method, for example `interactions.record`. */
    readonly method: string,
    readonly code: BackendErrorCode,
  ) {
    super(BackendFailedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'backend-failed': BackendFailedEvent;
  }
}
