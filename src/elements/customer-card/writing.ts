import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { editOf, withAddress } from '../../domain/customer-edit.js';
import { Lazy } from '../../wiring/lazy.js';
import { Outgoing } from '../../wiring/outgoing.js';
import { Presence, type Whereabouts } from '../../wiring/presence.js';
import { Automatic } from './automatic.js';
import { Company } from './company.js';
import type { CustomerCard } from './customer-card.js';
import { Deeds } from './deeds.js';
import type { Form } from './form.js';
import { Guarding } from './guarding.js';
import { Removal } from './removal.js';
import { senders } from './senders.js';
import { type CardDraft, Typing } from './typing.js';

export { styles } from './writing.styles.js';

const needed = { add: 'customers.add', change: 'customers.edit', remove: 'customers.remove' } as const;

/**
 * What an agent writes on the card: the edit of the customer that is shown, a new customer, a deletion; and who else is there. Loaded beside the first look-up, the
 * form itself when it is first asked for.
 */
export class Writing implements ReactiveController {
  readonly typing: Typing;
  readonly outgoing: Outgoing;
  readonly company: Company;
  readonly deeds: Deeds;
  readonly removal: Removal;
  readonly #form: Lazy<Form>;
  readonly #guarding: Guarding;

  constructor(private readonly card: CustomerCard) {
    this.typing = new Typing(card, {
      onRestored: () => this.#form.value?.onRestored(),
      onMet: (before, after) => this.#form.value?.onMet(before, after),
    });
    this.outgoing = new Outgoing(card, { backend: () => card.source.backend, store: () => this.typing.chosen, senders });
    this.company = new Company(card, new Presence(card, { place: () => this.#whereabouts() }));
    this.deeds = new Deeds(card, this);
    this.removal = new Removal(card, this);
    this.#form = new Lazy(card, async () => {
      const { Form, styles } = await import('./form.js');
      return { part: new Form(card, this), styles };
    });
    this.#guarding = new Guarding(card, this);
    new Automatic(card, this);
    card.addController(this);
  }

  /** Whether the agent may, and the backend can. */
  may(deed: keyof typeof needed): boolean {
    const { backend } = this.card.source;
    return Boolean(backend?.customers?.[deed]) && Boolean(this.card.lookup.around?.may(needed[deed]));
  }

  /** Keeps what was typed. */
  change(edit: CardDraft): void {
    this.typing.change(edit);
    this.#guarding.hold();
  }

  /** The form is about to be asked for. */
  prepare(): void {
    void this.#form.load();
  }

  /** A number, address or id was typed: somebody may have it already. */
  typedAddress(): void {
    this.#form.value?.duplicates.look();
  }

  /** Opens the form of the customer that is shown. */
  async open(edit?: CardDraft): Promise<void> {
    if (!this.card.lookup.shown || !this.may('change')) return;
    this.typing.begin();
    if (edit) this.change(edit);
    await this.#show();
  }

  /** Opens the form of a new customer, with the address of the conversation in its field. */
  async add(): Promise<void> {
    if (!this.may('add') && !this.typing.addition) return;
    this.typing.beginAddition();
    await this.#show();
  }

  /** Opens a customer that exists, with the address of the conversation put in. */
  async addTo(customer: Customer): Promise<void> {
    const { result, around } = this.card.lookup;
    this.card.lookup.open(customer);
    await this.card.updateComplete; // its draft, if there is one, goes first
    const before = this.typing.kept ?? editOf(customer);
    const put = result && withAddress(before, result.address, around?.fields ?? []);
    await this.open(put ? { ...put.edit, assign: true } : undefined);
    this.#form.value?.focus(put?.field);
  }

  /** Whether the form may be left: asks when something typed would be. */
  async left(): Promise<boolean> {
    if (this.typing.dirty) {
      const form = await this.#show();
      return form ? form.leave() : false;
    }
    this.typing.close();
    return true;
  }

  hostUpdate(): void {
    if (this.typing.mode) this.#form.get()?.saving.look();
  }

  hostUpdated(): void {
    // What a colleague saved is taken in at once where somebody types: nothing of it is asked of the one who does.
    const { mode, edit } = this.typing;
    if (mode === 'edit' && this.card.lookup.changed && !edit?.intent) this.card.lookup.refresh();
  }

  /** The form in place of the card; undefined: none is open. */
  renderForm(): TemplateResult | typeof nothing | undefined {
    const { mode, edit } = this.typing;
    if (!mode || !edit) return undefined;
    return this.#form.get()?.render(mode, edit) ?? nothing;
  }

  /** What is to be known before one reads the card. */
  renderBars(customer: Customer): TemplateResult {
    const { say } = this.card.texts;
    const { kept, addition } = this.typing;
    const bar = (text: string, ...deeds: TemplateResult[]) =>
      html`<div class="bar" part="bar"><span>${text}</span>${deeds}</div>`;
    const button = (text: string, deed: () => void) => html`<button class="button" @click=${deed}>${text}</button>`;
    return html`${this.company.render()}${this.removal.renderBar(customer)}
    ${
      kept?.intent
        ? bar(
            say('saving-goes-on'),
            button(say('show'), () => void this.open()),
          )
        : nothing
    }
    ${
      addition && !addition.intent
        ? bar(
            say('addition-waits'),
            button(say('go-on'), () => void this.add()),
            button(say('discard'), () => void this.typing.discardAddition()),
          )
        : nothing
    }`;
  }

  async #show(): Promise<Form | undefined> {
    await this.#form.load();
    await this.card.updateComplete;
    const form = this.#form.value;
    form?.focus();
    return form;
  }

  #whereabouts(): Whereabouts | undefined {
    const { backend } = this.card.source;
    const { shown, around } = this.card.lookup;
    if (!backend || !shown || !around) return undefined;
    const { mode, edit } = this.typing;
    return { backend, customerId: shown.id, editing: mode === 'edit' && edit && !edit.intent ? Object.keys(edit.fields) : [] };
  }
}
