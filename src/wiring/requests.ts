import type { Channel } from '../domain/interaction.js';

/** The agent wants to call. Unless cancelled, the backend dials. */
export class CallRequestedEvent extends Event {
  static readonly type = 'call-requested';
  constructor(
    readonly customerId: string,
    /** The field with the number; the number itself may be concealed. */
    readonly field: string,
    readonly interactionId: string | undefined,
  ) {
    super(CallRequestedEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** The agent wants to write. Unless cancelled, the desk opens its message-composer. */
export class MessageRequestedEvent extends Event {
  static readonly type = 'message-requested';
  constructor(
    readonly customerId: string,
    readonly channel: Extract<Channel, 'sms' | 'email'>,
    readonly field: string,
  ) {
    super(MessageRequestedEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** The agent wants the card closed; the host closes its tab. */
export class CustomerCloseRequestedEvent extends Event {
  static readonly type = 'customer-close-requested';
  constructor(
    readonly customerId: string | undefined,
    readonly interactionId: string | undefined,
  ) {
    super(CustomerCloseRequestedEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'call-requested': CallRequestedEvent;
    'message-requested': MessageRequestedEvent;
    'customer-close-requested': CustomerCloseRequestedEvent;
  }
}
