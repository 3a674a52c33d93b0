import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { type Draft, draftPrefix, type DraftStore, isDraftOf } from '../../wiring/draft-store.js';
import type { CustomerCard } from './customer-card.js';
import { type CardDraft, isUnsaved, keyIn, ownerOf } from './place.js';
import type { Typing } from './typing.js';

/** What was begun in this conversation about other customers than the one that is shown, and would not be found again. */
export class Waiting implements ReactiveController {
  #drafts: readonly Draft[] = [];
  #place: readonly unknown[] = [];
  #unwatch?: () => void;

  constructor(
    private readonly card: CustomerCard,
    private readonly typing: Typing,
  ) {
    card.addController(this);
  }

  hostUpdate(): void {
    const owner = ownerOf(this.card);
    const { interaction } = this.card.source;
    const { store } = this.typing;
    if (!this.card.isConnected || !store || !owner || !interaction) return this.#leave();
    const place = [store, draftPrefix(owner), interaction.id ?? ''];
    if (place.every((part, i) => part === this.#place[i])) return;
    this.#leave();
    this.#place = place;
    this.#unwatch = store.watch?.((change) => {
      if (!change || (this.#isHere(change.key) && !this.#isShown(change.key))) void this.#read(store);
    });
    void this.#read(store);
  }

  hostDisconnected(): void {
    this.#leave();
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const waiting = this.#drafts.filter(({ key }) => !this.#isShown(key));
    if (!waiting.length) return nothing;
    return html`${waiting.map((draft) => {
      const edit = draft.value as CardDraft;
      return html`<div class="bar waiting" part="bar">
        <span>${say('edit-waits', { name: edit.base?.name || say('unnamed') })}</span>
        <button class="button" @click=${() => this.typing.resume(edit)}>${say('go-on')}</button>
        <button class="button" @click=${() => void this.#discard(draft)}>${say('discard')}</button>
      </div>`;
    })}`;
  }

  #leave(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#drafts = this.#place = [];
  }

  #isHere(key: string): boolean {
    const [, prefix, interactionId] = this.#place as readonly [DraftStore, string, string];
    return key.startsWith(prefix) && isDraftOf(key, interactionId);
  }

  #isShown(key: string): boolean {
    return key === keyIn(this.card, this.card.lookup.shown?.id) || key === keyIn(this.card);
  }

  async #read(store: DraftStore): Promise<void> {
    const place = this.#place;
    const rows = await store.list(place[1] as string).catch(() => []);
    if (place !== this.#place) return;
    const waits = (edit: CardDraft) => edit.base && isUnsaved(edit);
    this.#drafts = rows.filter(({ key, value }) => this.#isHere(key) && waits(value as CardDraft));
    this.card.requestUpdate();
  }

  async #discard({ key, revision }: Draft): Promise<void> {
    const { store } = this.typing;
    await store?.delete(key, { ifRevision: revision }).catch(() => undefined); // typed on in another window: it stays
    this.card.announce(this.card.texts.say('draft-discarded'));
    if (store) await this.#read(store);
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>('.waiting button, #back, #edit, #matches, #add')?.focus();
  }
}
