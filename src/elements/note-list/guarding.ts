import { DeskGuard } from '../../wiring/desk-guard.js';
import type { Notes } from './notes.js';

/** Milliseconds that closing waits for what is being handed over. */
const patience = 5000;

/** Stands between a note that is not saved and whoever closes the conversation or leaves the page. */
export class Guarding {
  constructor(private readonly notes: Notes) {
    const { host, composing, editing, deeds } = notes;
    new DeskGuard(host, {
      desk: () => host.desk,
      atRisk: () => composing.submission.atRisk || editing.submission.atRisk || deeds.atRisk,
      onClosing: (interactionId) => this.#onClosing(interactionId),
    });
  }

  /** Asked when the conversation is about to be closed. What the outbox has keeps nobody. */
  async #onClosing(interactionId: string | undefined): Promise<readonly string[]> {
    const { host, composing, editing } = this.notes;
    const here = () => interactionId !== undefined && host.source.interaction?.id === interactionId;
    if (!here() || composing.key === undefined) return [];
    await composing.submission.ready();
    if (composing.submission.locked) await composing.submission.settled(patience);
    if (!here()) return [];
    if (composing.submission.dirty) void composing.box.focus();
    else if (editing.dirty) void editing.focus();
    else return [];
    return [host.texts.say('note-unsaved')];
  }
}
