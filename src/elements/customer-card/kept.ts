import { Drafts, type DraftsOptions } from '../../wiring/drafts.js';
import type { CustomerCard } from './customer-card.js';
import type { CardDraft } from './place.js';

/** A text of the card under the key of its place, and what is typed there that is not worth keeping. */
export class Kept {
  /** Under which key; undefined: nowhere. */
  key?: string;
  readonly #drafts: Drafts<CardDraft>;
  /** Typed, and yet nothing to be saved: a space that somebody may be about to go on from. */
  #blank?: CardDraft;
  #had = false;

  constructor(card: CustomerCard, options: DraftsOptions) {
    this.#drafts = new Drafts(card, options);
  }

  /** What is kept. */
  get value(): CardDraft | undefined {
    return this.#drafts.value;
  }
  /** What the form shows; undefined: as if nothing had been typed. */
  get text(): CardDraft | undefined {
    return this.value ?? this.#blank;
  }
  get state(): Drafts<CardDraft>['state'] {
    return this.#drafts.state;
  }
  get error(): Drafts<CardDraft>['error'] {
    return this.#drafts.error;
  }
  get others(): Drafts<CardDraft>['others'] {
    return this.#drafts.others;
  }

  /** True when another window is done with what was kept here: saved there, or not wanted. */
  open(key: string | undefined): boolean {
    const same = key === this.key;
    if (!same) this.#blank = undefined;
    this.key = key;
    void this.#drafts.open(key);
    const has = this.value !== undefined;
    const over = same && this.#had && !has;
    this.#had = has;
    return over;
  }

  /** Resolves when what is kept under the key is there. */
  ready(): Promise<void> {
    return this.#drafts.open(this.key);
  }

  change(edit: CardDraft): void {
    this.#blank = undefined;
    this.#had = true;
    this.#drafts.change(edit);
  }

  /** There is nothing to be kept of it: what is kept goes, what is typed stays in the form. */
  blank(edit: CardDraft): void {
    const kept = this.value !== undefined;
    this.#had = false;
    this.#blank = edit;
    if (kept) void this.#drafts.discard();
  }

  forgetBlank(): void {
    this.#blank = undefined;
  }

  flush(): Promise<void> {
    return this.#drafts.flush();
  }

  discard(): Promise<void> {
    this.#had = false;
    this.#blank = undefined;
    return this.#drafts.discard();
  }

  takeBack(): void {
    this.#drafts.takeBack();
  }
}
