import { DeskGuard } from '../../wiring/desk-guard.js';
import type { Answering } from './answering.js';
import type { Begun } from './begun.js';
import type { MessageComposer } from './message-composer.js';
import type { Writing } from './writing.js';

/** Milliseconds that closing waits beside the time for undoing. */
const patience = 5000;

/** Stands between a message that is not sent and whoever closes the conversation or leaves the page. */
export class Guarding {
  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
    private readonly begun: Begun,
    private readonly answering: Answering,
  ) {
    new DeskGuard(host, {
      desk: () => host.desk,
      atRisk: () => writing.submission.atRisk,
      onClosing: (interactionId) => this.#onClosing(interactionId),
    });
  }

  /** Asked when the conversation is about to be closed. What the outbox has keeps nobody; what can still be undone is waited for. */
  async #onClosing(interactionId: string | undefined): Promise<readonly string[]> {
    const { host, writing } = this;
    const here = () => interactionId !== undefined && host.source.interaction?.id === interactionId;
    if (!here() || writing.key === undefined) return [];
    await writing.submission.ready();
    const { messageUndoSeconds = 0 } = host.reading.office?.around.settings ?? {};
    if (writing.locked) await writing.submission.settled(messageUndoSeconds * 1000 + patience);
    if (!here() || !(writing.submission.dirty || this.begun.waits || this.answering.waits)) return [];
    void writing.focus();
    return [host.texts.say('message-unsent')];
  }
}
