import { DeskGuard } from '../../wiring/desk-guard.js';
import type { Form } from './form.js';

/** Milliseconds that closing waits for what is on its way. */
const patience = 5000;

/** Stands between what is said of an attempt and not sent, and whoever closes the conversation or leaves the page. */
export class Guarding {
  constructor(private readonly host: Form) {
    new DeskGuard(host, {
      desk: () => host.element.desk,
      atRisk: () => host.submission.atRisk,
      onClosing: (interactionId) => this.#onClosing(interactionId),
    });
  }

  /** Asked when the conversation is about to be closed. What the outbox has keeps nobody. */
  async #onClosing(interactionId: string | undefined): Promise<readonly string[]> {
    const { host } = this;
    const { submission } = host;
    const here = () => interactionId !== undefined && host.element.source.interaction?.id === interactionId;
    if (!here()) return [];
    await submission.ready();
    if (submission.locked) await submission.settled(patience);
    // In the registration it is part of what is asked for there.
    if (!here() || !submission.dirty || host.element.dialerSlot || submission.value?.outcome === undefined) return [];
    host.focusOn(host.agreeing.verdict.problems[0]?.field ?? '');
    return [host.texts.say('attempt-unsent')];
  }
}
