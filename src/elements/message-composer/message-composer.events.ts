import type { MessageChannel } from '../../domain/message.js';

/** A message was written here, and the backend has acknowledged that it keeps it; how far it is then, `messages` tells. */
export class MessageSentEvent extends Event {
  static readonly type = 'message-sent';
  constructor(
    readonly messageId: string,
    readonly channel: MessageChannel,
    readonly customerId: string | undefined,
    /** The conversation in which it was written. */
    readonly interactionId: string | undefined,
  ) {
    super(MessageSentEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'message-sent': MessageSentEvent;
  }
}
