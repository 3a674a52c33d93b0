import { DeskGuard } from '../../wiring/desk-guard.js';
import { draftPrefix, isDraftOf } from '../../wiring/draft-store.js';
import { storeInTime } from '../../wiring/store-in-time.js';
import type { CustomerCard } from './customer-card.js';
import { type CardDraft, isUnsaved, ownerOf } from './place.js';
import type { Writing } from './writing.js';

/** Stands between what is typed and whoever closes the conversation or leaves the page. */
export class Guarding {
  readonly #guard: DeskGuard;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#guard = new DeskGuard(card, {
      desk: () => card.desk,
      atRisk: () => writing.atRisk,
      onClosing: (interactionId) => this.#onClosing(interactionId),
    });
  }

  /** From the first key on. */
  hold(): void {
    this.#guard.hold();
  }

  /** Asked when the conversation is about to be closed: first of all the one who types. */
  async #onClosing(interactionId: string | undefined): Promise<readonly string[]> {
    const { typing } = this.writing;
    const mine = interactionId === this.card.source.interaction?.id;
    const place = mine && typing.dirty ? typing.place : undefined;
    const reasons = [this.card.texts.say('unsaved-changes')];
    if (place && !(await this.writing.left())) {
      const kept = typing.at(place.key);
      if (!kept || isUnsaved(kept.value)) return reasons;
      await storeInTime(kept.flush()).catch(() => undefined); // another card, or another window, has answered for this one
    }
    return (await this.#unsaved(interactionId)) ? reasons : [];
  }

  /** Whether something was typed in this conversation and left without a word: on other cards, in other windows. */
  async #unsaved(interactionId: string | undefined): Promise<boolean> {
    const owner = ownerOf(this.card);
    const { store } = this.writing.typing;
    if (!owner || !store) return false;
    // A store that fails, or does not answer, has nothing that anybody could go on with: it stands in nobody's way.
    const drafts = await storeInTime(store.list(draftPrefix(owner))).catch(() => []);
    return drafts.some(({ key, value }) => isDraftOf(key, interactionId) && isUnsaved(value as CardDraft));
  }
}
