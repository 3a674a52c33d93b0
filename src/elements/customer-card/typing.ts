import type { ReactiveController } from 'lit';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import { editOf, isTouched, met } from '../../domain/customer-edit.js';
import { Consumed, draftsContext } from '../../wiring/context.js';
import { type DraftStore, keyOf } from '../../wiring/draft-store.js';
import { pageDraftsOf } from '../../wiring/memory-drafts.js';
import type { CustomerCard } from './customer-card.js';
import { Kept } from './kept.js';
import { type CardDraft, isUnsaved, isWorthKeeping, keyIn, newEdit, orphanOf, type Place, placeOf, rebasingOf } from './place.js';

export type { CardDraft, Place } from './place.js';

export interface TypingOptions {
  /** The text is another one than was typed here. */
  onRestored(): void;
  /** Somebody else's save was laid under what is typed. */
  onMet(before: CardDraft, after: CardDraft): void;
}

/**
 * What is typed in the card's forms and not saved: the edit of the customer that is shown, and a new customer. Each stays with its customer and conversation, and is there again
 * when the agent comes back.
 */
export class Typing implements ReactiveController {
  readonly #store: Consumed<DraftStore | undefined>;
  readonly #edits: Kept;
  readonly #additions: Kept;
  /** The form of this customer is open, although nothing may have been typed in it. */
  #opened?: string;
  /** The question to which a new customer is the answer. */
  #adding?: string;
  /** What is under way while the agent looks at something else. */
  readonly #aside = new Set<string>();
  /** What was typed last about whoever is shown. */
  #last?: CardDraft;
  #question?: string;
  #backend?: Backend;
  #agent?: string;

  constructor(
    private readonly card: CustomerCard,
    private readonly options: TypingOptions,
  ) {
    const drafts = { store: () => this.store, onRestored: () => options.onRestored() };
    this.#store = new Consumed(card, draftsContext);
    this.#edits = new Kept(card, drafts);
    this.#additions = new Kept(card, drafts);
    card.addController(this);
  }

  /** The desk's choice of where drafts are kept. */
  get chosen(): DraftStore | undefined {
    return this.#store.value;
  }

  /** Where drafts are kept: without a choice, in the page's memory. */
  get store(): DraftStore | undefined {
    const { backend } = this.card.source;
    return this.chosen ?? (backend && pageDraftsOf(backend));
  }

  /** Which form is open. */
  get mode(): 'edit' | 'add' | undefined {
    const { shown, result, question } = this.card.lookup;
    if (question !== undefined && this.#adding === question) return 'add';
    if (shown) return this.#isOpen(this.#edits) || this.#opened === shown.id ? 'edit' : undefined;
    return result && result.outcome !== 'many' && this.#isOpen(this.#additions) ? 'add' : undefined;
  }

  /** What is typed under a key, as long as it is what this card is about. */
  at(key: string): Kept | undefined {
    return [this.#edits, this.#additions].find((each) => each.key === key);
  }

  get place(): Place | undefined {
    const { mode } = this;
    return mode && placeOf(this.card, mode === 'edit' ? this.#edits : this.#additions);
  }

  /** What the open form holds. */
  get edit(): CardDraft | undefined {
    const { mode, card } = this;
    if (mode === 'add') return this.#additions.text ?? newEdit(card);
    return mode && (this.#edits.text ?? editOf(card.lookup.shown!));
  }

  /** Something is typed in the open form and neither saved nor handed over to be. */
  get dirty(): boolean {
    return isUnsaved(this.place?.drafts.value);
  }

  /** The edit of whoever is shown, also while its form is not. */
  get kept(): CardDraft | undefined {
    return this.#edits.value;
  }

  /** A new customer that was begun in this conversation. */
  get addition(): CardDraft | undefined {
    return this.#additions.value;
  }

  /** Resolves when what was kept of whoever is shown, and of a new customer, is there, if anything was. */
  readonly ready = (): Promise<unknown> => Promise.all([this.#edits.ready(), this.#additions.ready()]);

  /** With what two numbers are known to be the same. */
  get rebasing(): Parameters<typeof met>[2] {
    return rebasingOf(this.card);
  }

  /** The form of whoever is shown. */
  begin(): void {
    this.#opened = this.card.lookup.shown?.id;
    this.#adding = undefined;
    this.#aside.delete(this.#edits.value?.intent ?? '');
    this.card.requestUpdate();
  }

  /** The form of a new customer. */
  beginAddition(): void {
    this.#adding = this.card.lookup.question;
    this.#aside.delete(this.#additions.value?.intent ?? '');
    this.card.requestUpdate();
  }

  /** Keeps what was typed. */
  change(edit: CardDraft): void {
    const { drafts } = this.place ?? {};
    if (!drafts) return;
    if (edit.intent || isWorthKeeping(this.card, edit)) return drafts.change(edit);
    // Nothing is left to be kept, but the form stays.
    if (edit.base) this.#opened = edit.base.id;
    else this.#adding = this.card.lookup.question;
    drafts.blank(edit);
  }

  /** Another edit of this conversation, about somebody else than is shown: on with it. */
  resume(edit: CardDraft): void {
    if (!edit.base) return;
    this.#last = edit;
    this.#adding = undefined;
    this.card.lookup.open(edit.base);
    this.card.lookup.refresh(); // as the customer is now, or gone
  }

  /** The customer has gone: what was typed, and what stood beside it, can become a new one. */
  async adopt(edit: CardDraft): Promise<boolean> {
    if (this.#additions.value) return false; // what is being typed there comes first; the other draft stays where it is
    const { store } = this;
    const key = edit.base && keyIn(this.card, edit.base.id);
    this.#adding = this.card.lookup.question;
    this.#additions.change(orphanOf(this.card, edit));
    await this.#additions.flush();
    if (key && key !== this.#edits.key) await store?.delete(key).catch(() => undefined);
    this.card.announce(this.card.texts.say('gone-kept'));
    return true;
  }

  /** Closes the form; what is under way goes on. */
  close(): void {
    const { drafts } = this.place ?? {};
    if (drafts?.value?.intent) this.#aside.add(drafts.value.intent);
    drafts?.forgetBlank();
    this.#opened = this.#adding = undefined;
    this.card.requestUpdate();
  }

  /** What a form was about is not wanted. */
  async discard(): Promise<void> {
    const { drafts } = this.place ?? {};
    this.close();
    await drafts?.discard();
  }

  async discardAddition(): Promise<void> {
    await this.#additions.discard();
  }

  hostUpdate(): void {
    const { lookup, source } = this.card;
    const { around, shown, question } = lookup;
    const agent = around && keyOf(around.session.tenantId, around.session.agent.id);
    const another = source.backend !== this.#backend || (agent && this.#agent && agent !== this.#agent);
    if (another || question !== this.#question) this.#forget();
    this.#question = question;
    this.#backend = source.backend;
    this.#agent = agent ?? this.#agent;
    if (this.#edits.open(shown && keyIn(this.card, shown.id))) this.#over(this.#edits);
    if (this.#additions.open(keyIn(this.card))) this.#over(this.#additions);
    this.#meet(shown);
    if (this.mode === 'edit') lookup.hold();
    this.#mourn(shown);
  }

  hostDisconnected(): void {
    this.#forget();
    this.#edits.open(undefined);
    this.#additions.open(undefined);
    this.#question = this.#backend = this.#agent = undefined;
  }

  #forget(): void {
    this.#opened = this.#adding = this.#last = undefined;
    this.#aside.clear();
    this.#edits.forgetBlank();
    this.#additions.forgetBlank();
  }

  #isOpen({ value }: Kept): boolean {
    return value !== undefined && (!value.intent || !this.#aside.has(value.intent));
  }

  /** Another window saved it, or threw it away: here too the form closes, unless something was typed here that is nowhere else. */
  #over(drafts: Kept): void {
    const { lookup } = this.card;
    const stay = drafts.others.length > 0;
    if (drafts === this.#additions) this.#adding = stay ? lookup.question : undefined;
    else this.#opened = stay ? lookup.shown?.id : undefined;
    lookup.refresh();
  }

  /** Somebody else has saved meanwhile: theirs under mine. */
  #meet(shown: Customer | undefined): void {
    const { value, state } = this.#edits;
    if (!value?.base || value.intent || !shown || value.base.id !== shown.id || shown.revision <= value.base.revision) return;
    const next = met(value, shown, this.rebasing);
    if (isTouched(next)) this.#edits.change({ ...next, ...(value.assign && { assign: true }) });
    else {
      // Under the fingers the form stays; what was only found again has nothing more to say.
      if (state !== 'restored') this.#opened = shown.id;
      void this.#edits.discard();
    }
    this.options.onMet(value, next);
  }

  /** Whoever was being edited is not there any more. */
  #mourn(shown: Customer | undefined): void {
    const { value } = this.#edits;
    const last = this.#last;
    const stays = !shown || last?.base?.id === shown.id;
    this.#last = isUnsaved(value) && value.base ? value : stays ? last : undefined;
    if (!last?.base || last.base.id !== this.card.lookup.lost) return;
    this.#last = undefined;
    void this.adopt(last);
  }
}
