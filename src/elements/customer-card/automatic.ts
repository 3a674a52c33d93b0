import type { ReactiveController } from 'lit';
import { draftOf, withAddress } from '../../domain/customer-edit.js';
import type { CustomerCard } from './customer-card.js';
import type { Writing } from './writing.js';

/** Where the house wants it (`autoCreate`), an address that nobody has gets a card as soon as somebody talks. */
export class Automatic implements ReactiveController {
  /** For which question it was tried: once. */
  #tried?: string;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    card.addController(this);
  }

  hostUpdated(): void {
    void this.#create();
  }

  async #create(): Promise<void> {
    const { lookup, source } = this.card;
    const { result, shown, around, question } = lookup;
    const state = source.interaction?.state;
    if (!around?.settings.autoCreate || result?.outcome !== 'none' || shown || lookup.load.busy) return;
    if (!this.writing.may('add') || this.writing.typing.mode) return;
    if (this.#tried === question || (state !== 'active' && state !== 'wrap-up')) return;
    this.#tried = question;
    const put = withAddress({ type: 'person', fields: {} }, result.address, around.fields);
    if (!put) return;
    try {
      const draft = { ...draftOf(put.edit), automatic: true } as const;
      const made = await source.backend!.customers!.add!(draft, { key: `automatic ${question}` });
      if (question === lookup.question && !this.writing.typing.mode) lookup.show(made, 'matched');
    } catch {
      // The card says that nobody has the address, and offers to add: nothing is lost.
    }
  }
}
