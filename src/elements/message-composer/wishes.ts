import { asMessage } from '../../backend/message-answers.js';
import type { Message, MessageDraft } from '../../domain/message.js';
import type { Senders } from '../../wiring/outgoing.js';
import { recorded } from '../../wiring/records.js';

export const kind = 'messages.send';

/** A message in an answer; undefined where it is none. */
export function messageIn(answer: unknown): Message | undefined {
  try {
    return asMessage(answer);
  } catch {
    return undefined;
  }
}

/** How a message is sent. */
export const senders: Senders = {
  [kind]: (backend) =>
    backend.messages?.send && {
      send: async (wish, options) => {
        const draft = wish as MessageDraft;
        await recorded(backend, draft.interactionId);
        return asMessage(await backend.messages!.send!(draft, options));
      },
    },
};
