import type { ReactiveController } from 'lit';
import { asCustomer, asFindResult } from '../../backend/answers.js';
import type { Customer, CustomerDraft } from '../../domain/customer.js';
import { draftOf, withAddress } from '../../domain/customer-edit.js';
import { draftProblems } from '../../domain/field.js';
import { CustomerSavedEvent } from './customer-card.events.js';
import type { CustomerCard } from './customer-card.js';
import type { Writing } from './writing.js';

/** Where the house wants it (`autoCreate`), an address that nobody has gets a card as soon as somebody talks. */
export class Automatic implements ReactiveController {
  /** For which question it was tried, and where: once. */
  #tried: readonly unknown[] = [];

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    card.addController(this);
  }

  hostUpdated(): void {
    const { lookup, source } = this.card;
    if (!this.#wanted || (this.#tried[0] === lookup.question && this.#tried[1] === source.backend)) return;
    const tried = (this.#tried = [lookup.question, source.backend]);
    this.#create().then(
      (done) => {
        if (!done && this.#tried === tried) this.#tried = []; // when what stood against it is over
      },
      () => undefined, // the card says that nobody has the address, and offers to add: nothing is lost
    );
  }

  /** Somebody talks, nobody has the address, and the agent has begun nothing about it. */
  get #wanted(): boolean {
    const { lookup, source, search } = this.card;
    const { typing } = this.writing;
    const { state } = source.interaction ?? {};
    return (
      lookup.around?.settings.autoCreate === true &&
      lookup.result?.outcome === 'none' &&
      (state === 'active' || state === 'wrap-up') &&
      !(lookup.shown || lookup.lost || lookup.load.busy || lookup.load.error || typing.mode || typing.addition || search?.used) &&
      this.writing.may('add')
    );
  }

  /** False when it has to wait. */
  async #create(): Promise<boolean> {
    const { lookup, source, texts } = this.card;
    const { question, ref } = lookup;
    const { backend, interaction } = source;
    const here = () => question === lookup.question && backend === this.card.source.backend;
    await this.writing.typing.ready(); // a new customer may have been begun before the page was loaded again
    if (!here() || !this.#wanted) return false;
    const draft = this.#draft();
    if (!draft) return true;
    // The look-up may be from when the call was offered: a colleague may have been faster.
    const find = async () => asFindResult(await backend!.customers!.find(ref));
    const before = await find();
    if (!here() || !this.#wanted) return false;
    if (before.outcome !== 'none') {
      lookup.refresh();
      return true;
    }
    const made = asCustomer(await backend!.customers!.add!(draft, { key: `automatic ${interaction!.id}` }));
    this.card.dispatchEvent(new CustomerSavedEvent(made.id, interaction!.id, true));
    const after = await find().then(
      ({ matches }) => matches.map(({ customer }) => customer),
      () => [],
    );
    if (!here() || lookup.shown || this.writing.typing.mode) return true;
    const first = firstOf([made, ...after]);
    if (first.id === made.id) this.card.announce(texts.say('added', { name: made.name || texts.say('unnamed') }), 'good');
    lookup.show(first, after.length > 1 ? 'opened' : 'matched');
    return true;
  }

  /** The address in its field; undefined when there is no field for it, or a card could not be kept with so little. */
  #draft(): CustomerDraft | undefined {
    const { result, around } = this.card.lookup;
    const put = result && withAddress({ type: 'person', fields: {} }, result.address, around?.fields ?? []);
    const draft: CustomerDraft | undefined = put && { ...draftOf(put.edit), automatic: true };
    return draft && !draftProblems(draft, around?.fields ?? []).length ? draft : undefined;
  }
}

/** Two desks may have been as fast as each other: both go on with the same card, one that a person made before any other, else the oldest. */
function firstOf(customers: readonly Customer[]): Customer {
  const age = ({ automatic, createdAt, id }: Customer) => `${automatic ? 1 : 0} ${createdAt} ${id}`;
  return customers.reduce((first, each) => (age(each) < age(first) ? each : first));
}
