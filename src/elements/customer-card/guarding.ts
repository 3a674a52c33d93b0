import type { ReactiveController } from 'lit';
import type { Desk } from '../../wiring/context.js';
import { draftPrefix, isDraftOf } from '../../wiring/draft-store.js';
import { storeInTime } from '../../wiring/store-in-time.js';
import type { CustomerCard } from './customer-card.js';
import { type CardDraft, isUnsaved, ownerOf } from './place.js';
import type { Writing } from './writing.js';

/** Stands between what is typed and whoever closes the conversation or leaves the page. */
export class Guarding implements ReactiveController {
  #desk?: Desk;
  #unguard?: () => void;
  #release?: () => void;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    card.addController(this);
  }

  hostUpdated(): void {
    this.#guard();
    this.hold();
  }

  hostDisconnected(): void {
    this.#unguard?.();
    this.#release?.();
    this.#desk = this.#unguard = this.#release = undefined;
  }

  /** Whether leaving the page is to be asked about: from the first key on. */
  hold(): void {
    if (this.writing.atRisk) this.#release ??= this.#desk?.hold();
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }

  /** The frame's object is another one whenever what is answered in it changes. */
  #guard(): void {
    const { desk } = this.card;
    if (desk === this.#desk) return;
    this.#unguard?.();
    this.#release?.();
    this.#release = undefined;
    this.#desk = desk;
    this.#unguard = desk?.guard((interactionId) => this.#onClosing(interactionId));
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
