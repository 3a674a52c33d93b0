/** An attempt was marked as unanswered, or that was taken back, and the backend has acknowledged it. */
export class AttemptMarkedEvent extends Event {
  static readonly type = 'attempt-marked';
  constructor(
    readonly interactionId: string,
    readonly unanswered: boolean,
  ) {
    super(AttemptMarkedEvent.type, { bubbles: true, composed: true });
  }
}

/** A call-back was agreed on, or agreed on anew, and the backend has acknowledged it. */
export class CallbackScheduledEvent extends Event {
  static readonly type = 'callback-scheduled';
  constructor(
    readonly callbackId: string,
    /** When it is due, ISO 8601. */
    readonly dueAt: string,
    /** The conversation in which it was agreed on. */
    readonly interactionId: string,
  ) {
    super(CallbackScheduledEvent.type, { bubbles: true, composed: true });
  }
}

/** A call-back was cancelled and the backend has acknowledged it: nobody is called. */
export class CallbackCancelledEvent extends Event {
  static readonly type = 'callback-cancelled';
  constructor(readonly callbackId: string) {
    super(CallbackCancelledEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'attempt-marked': AttemptMarkedEvent;
    'callback-scheduled': CallbackScheduledEvent;
    'callback-cancelled': CallbackCancelledEvent;
  }
}
