import type { CallOptions, MessageChannelOffer } from '../../backend/backend.js';
import type { MessageChannel } from '../../domain/message.js';
import type { MessageTemplate } from '../../domain/message-template.js';

/** What delivers messages, and what agents may choose from. Without it there is no service `messages`. */
export interface MessageOffice {
  readonly channels: readonly MessageChannelOffer[];
  readonly templates?: readonly MessageTemplate[];
  /**
   * Hands a message to the service that delivers it; resolves when that has it (the message is `sent` then). The same `id` can come again after a crash or a lost answer: deliver it once. Rejecting with a
   * `BackendError` `invalid` or `denied` means that it will never be delivered: it is `failed`, for the reason in `fields[0].reason` where that is one of `messageFailures`, else `refused`. Anything else is tried again,
   * after `retryAfter` where that is told, for a day; so is what takes longer than 25 s (the signal aborts then, and at the close).
   */
  readonly deliver: (message: OutgoingMessage, options: CallOptions) => Promise<void>;
}

/** A message as it is handed over. */
export interface OutgoingMessage {
  readonly id: string;
  readonly channel: MessageChannel;
  /** `+` and digits, or an e-mail address. */
  readonly address: string;
  /** As the channel is set up when it is handed over. */
  readonly sender?: string;
  readonly subject?: string;
  readonly text: string;
}
