import type { ReactiveController } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { type CustomerEdit, draftOf, editOf, isTouched, met, withAddress } from '../../domain/customer-edit.js';
import { Consumed, draftsContext } from '../../wiring/context.js';
import { draftKey, type DraftStore } from '../../wiring/draft-store.js';
import { Drafts } from '../../wiring/drafts.js';
import { pageDraftsOf } from '../../wiring/memory-drafts.js';
import type { CustomerCard } from './customer-card.js';

/** What is kept of a form while it is typed. */
export interface CardDraft extends CustomerEdit {
  /** It was handed to the outbox under this id. */
  readonly intent?: string;
  /** Whoever is saved is the customer of this conversation. */
  readonly assign?: boolean;
  /** It was about a customer that somebody deleted meanwhile. */
  readonly orphan?: boolean;
}

/** Where something is typed: its draft, and what an acknowledgement will have to say. */
export interface Place {
  readonly key: string;
  readonly drafts: Drafts<CardDraft>;
  readonly question?: string;
  readonly interactionId?: string;
}

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
  readonly #edits: Drafts<CardDraft>;
  readonly #additions: Drafts<CardDraft>;
  /** The form of this customer is open, although nothing may have been typed in it. */
  #opened?: string;
  /** The question to which a new customer is the answer. */
  #adding?: string;
  /** A new customer in whose form nothing was typed yet. */
  #blank?: CardDraft;
  /** What is under way while the agent looks at something else. */
  #aside?: string;
  /** What was typed last about whoever is shown. */
  #last?: CardDraft;
  #question?: string;
  #editKey?: string;
  #addKey?: string;

  constructor(
    private readonly card: CustomerCard,
    private readonly options: TypingOptions,
  ) {
    const store = () => this.store;
    const onRestored = () => options.onRestored();
    this.#store = new Consumed(card, draftsContext);
    this.#edits = new Drafts(card, { store, onRestored });
    this.#additions = new Drafts(card, { store, onRestored });
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

  get place(): Place | undefined {
    const { question } = this.card.lookup;
    const { mode } = this;
    const interactionId = this.card.source.interaction?.id;
    const key = mode === 'edit' ? this.#editKey : mode && this.#addKey;
    return key === undefined
      ? undefined
      : { key, drafts: mode === 'edit' ? this.#edits : this.#additions, question, interactionId };
  }

  /** What the open form holds. */
  get edit(): CardDraft | undefined {
    const { shown } = this.card.lookup;
    const { mode } = this;
    if (mode === 'edit' && shown) return this.#edits.value ?? editOf(shown);
    return mode === 'add' ? (this.#additions.value ?? (this.#blank ??= this.#newEdit())) : undefined;
  }

  /** Something is typed in the open form and neither saved nor handed over to be. */
  get dirty(): boolean {
    const { value } = this.place?.drafts ?? {};
    return value !== undefined && !value.intent && isTouched(value);
  }

  /** The edit of whoever is shown, also while its form is not. */
  get kept(): CardDraft | undefined {
    return this.#edits.value;
  }

  /** A new customer that was begun in this conversation. */
  get addition(): CardDraft | undefined {
    return this.#additions.value;
  }

  /** With what two numbers are known to be the same. */
  get rebasing(): Parameters<typeof met>[2] {
    const { phones } = this.card.phones;
    const { around } = this.card.lookup;
    return { fields: around?.fields, ...(phones && around && { reader: { phones, region: around.settings.homeRegion } }) };
  }

  /** The form of whoever is shown. */
  begin(): void {
    this.#opened = this.card.lookup.shown?.id;
    this.#aside = this.#adding = undefined;
    this.card.requestUpdate();
  }

  /** The form of a new customer. */
  beginAddition(): void {
    this.#adding = this.card.lookup.question;
    this.#aside = undefined;
    this.card.requestUpdate();
  }

  /** Keeps what was typed. */
  change(edit: CardDraft): void {
    const { drafts } = this.place ?? {};
    if (!drafts) return;
    // A blank that somebody may be about to go on from is nothing to be saved, and yet typed.
    if (edit.base && !isTouched(edit) && !Object.keys(edit.fields).length && !edit.intent) {
      this.#opened = edit.base.id; // nothing is left to be kept, but the form stays
      void drafts.discard();
    } else drafts.change(edit);
  }

  /** The customer has gone: what was typed, and what stood beside it, can become a new one. */
  async adopt(edit: CardDraft): Promise<boolean> {
    if (this.#additions.value) return false; // what is being typed there comes first; the other draft stays where it is
    this.#adding = this.card.lookup.question;
    this.#additions.change({ type: edit.type, fields: draftOf(edit).fields, orphan: true });
    await this.#additions.flush();
    this.card.announce(this.card.texts.say('gone-kept'));
    return true;
  }

  /** Closes the form; what is under way goes on. */
  close(): void {
    this.#aside = this.place?.drafts.value?.intent;
    this.#opened = this.#adding = this.#blank = undefined;
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
    if (question !== this.#question) this.#forget();
    this.#question = question;
    const key = (customerId?: string) => {
      if (!around || question === undefined) return undefined;
      const { tenantId, agent } = around.session;
      const interactionId = source.interaction?.id;
      return draftKey({ tenantId, agentId: agent.id, element: 'customer-card', customerId, interactionId });
    };
    this.#editKey = shown && key(shown.id);
    this.#addKey = key();
    void this.#edits.open(this.#editKey);
    void this.#additions.open(this.#addKey);
    this.#meet(shown);
    if (this.mode === 'edit') lookup.hold();
    this.#mourn(shown);
  }

  hostDisconnected(): void {
    this.#forget();
    this.#question = undefined;
  }

  #forget(): void {
    this.#opened = this.#adding = this.#blank = this.#aside = this.#last = undefined;
  }

  #isOpen(drafts: Drafts<CardDraft>): boolean {
    const { value } = drafts;
    return value !== undefined && (!value.intent || value.intent !== this.#aside);
  }

  #newEdit(): CardDraft {
    const { result, around, shown } = this.card.lookup;
    const blank: CardDraft = { type: 'person', fields: {}, ...(!shown && result && { assign: true }) };
    // Whoever is shown has the address already.
    const put = result && !shown ? withAddress(blank, result.address, around?.fields ?? []) : undefined;
    return { ...blank, ...put?.edit };
  }

  /** Somebody else has saved meanwhile: theirs under mine. */
  #meet(shown: Customer | undefined): void {
    const { value } = this.#edits;
    if (!value?.base || value.intent || !shown || value.base.id !== shown.id || shown.revision <= value.base.revision) return;
    const next = met(value, shown, this.rebasing);
    const { assign } = value;
    if (isTouched(next)) this.#edits.change({ ...next, ...(assign && { assign }) });
    else {
      this.#opened = shown.id;
      void this.#edits.discard();
    }
    this.options.onMet(value, next);
  }

  /** Whoever was being edited is not there any more. */
  #mourn(shown: Customer | undefined): void {
    const { value } = this.#edits;
    const last = this.#last;
    this.#last = value?.base && isTouched(value) && !value.intent ? value : shown ? undefined : last;
    if (!last?.base || last.base.id !== this.card.lookup.lost) return;
    this.#last = undefined;
    void this.adopt(last);
  }
}
