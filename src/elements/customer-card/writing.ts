import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { BackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { editOf, withAddress } from '../../domain/customer-edit.js';
import type { FieldProblem } from '../../domain/field.js';
import type { Wish } from '../../wiring/intent.js';
import { Lazy } from '../../wiring/lazy.js';
import { Handover } from '../../wiring/handover.js';
import type { Outgoing } from '../../wiring/outgoing.js';
import { Presence, type Whereabouts } from '../../wiring/presence.js';
import { storeInTime } from '../../wiring/store-in-time.js';
import { Acknowledged } from './acknowledged.js';
import { Automatic } from './automatic.js';
import { Company } from './company.js';
import type { CustomerCard } from './customer-card.js';
import { Deeds } from './deeds.js';
import type { Form } from './form.js';
import { Guarding } from './guarding.js';
import { Parked } from './parked.js';
import { Removal } from './removal.js';
import { senders } from './senders.js';
import { type CardDraft, type Place, Typing } from './typing.js';
import { about } from './wishes.js';
import { Waiting } from './waiting.js';

export { styles } from './writing.styles.js';

const needed = { add: 'customers.add', change: 'customers.edit', remove: 'customers.remove' } as const;

/**
 * What an agent writes on the card: the edit of the customer that is shown, a new customer, a deletion; and who else is there. Loaded beside the first look-up, the
 * form itself when it is first asked for.
 */
export class Writing implements ReactiveController {
  readonly typing: Typing;
  readonly waiting: Waiting;
  readonly outgoing: Outgoing;
  readonly company: Company;
  readonly deeds: Deeds;
  readonly removal: Removal;
  readonly acknowledged: Acknowledged;
  readonly parked: Parked;
  readonly #form: Lazy<Form>;
  readonly #guarding: Guarding;
  readonly #handover: Handover;

  constructor(private readonly card: CustomerCard) {
    this.typing = new Typing(card, {
      onRestored: () => this.#form.value?.onRestored(),
      onMet: (before, after) => void this.#onMet(before, after),
    });
    this.waiting = new Waiting(card, this.typing);
    this.#handover = new Handover(card, { backend: () => card.source.backend, store: () => this.typing.chosen, senders });
    this.outgoing = this.#handover.outgoing;
    this.company = new Company(card, new Presence(card, { place: () => this.#whereabouts() }));
    this.deeds = new Deeds(card, this);
    this.removal = new Removal(card, this);
    this.acknowledged = new Acknowledged(card, this);
    this.parked = new Parked(card, this);
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
    if (this.removal.pending && !this.typing.kept?.intent) return;
    this.typing.begin();
    if (edit) this.change(edit);
    await this.#show();
  }

  /** Opens the form of a new customer, with the address of the conversation in its field. */
  async add(): Promise<void> {
    if (!this.may('add') && !this.typing.addition) return;
    if (this.card.lookup.load.face === 'waiting') return; // it may well be a known customer
    this.typing.beginAddition();
    await this.#show();
  }

  /** Opens a customer that exists, with the address of the conversation put in. Where there is nothing to be put in, it is the customer of this conversation at once. */
  async addTo(customer: Customer): Promise<void> {
    const { lookup } = this.card;
    const { question, result, around } = lookup;
    lookup.open(customer);
    await this.card.updateComplete;
    await this.typing.ready(); // its draft, if there is one, goes first
    if (question !== lookup.question || lookup.shown?.id !== customer.id) return;
    const { kept } = this.typing;
    const put = result && withAddress(kept ?? editOf(customer), result.address, around?.fields ?? []);
    if (!put && !kept) return this.card.choice?.take();
    await this.open(kept?.intent ? undefined : { ...(put?.edit ?? kept ?? editOf(customer)), assign: true });
    this.#form.value?.focus(put?.field);
  }

  /** Whether the form may be left: asks when something typed would be. */
  async left(): Promise<boolean> {
    if (this.typing.dirty) {
      const form = await this.#drawn();
      return form ? form.leave() : false;
    }
    this.typing.close();
    return true;
  }

  /** Hands a wish over; the draft first: whatever breaks in between, it is in one of them. */
  async send(wish: Wish & { readonly id: string }, { drafts, backend }: Place): Promise<void> {
    await storeInTime(drafts.flush()).catch(() => undefined);
    if (backend !== this.card.source.backend) throw new BackendError('unavailable', 'It was typed at another one');
    await this.#handover.send(wish);
  }

  /** Whether something would be lost with the page: typed and not saved, or saved and still waiting in the page's memory. */
  get atRisk(): boolean {
    return this.typing.dirty || this.#handover.isAtRisk(['customers.add', 'customers.change']);
  }

  /** Says in the open form what was refused in it elsewhere. */
  async explain(problems: readonly FieldProblem[]): Promise<void> {
    if (problems.length) await this.#form.value?.refuse(problems);
  }

  hostDisconnected(): void {
    this.#form.value?.saving.reset();
  }

  hostUpdate(): void {
    if (this.typing.mode) this.#form.get()?.saving.look();
  }

  hostUpdated(): void {
    // What a colleague saved is taken in at once where somebody types: nothing of it is asked of the one who does.
    const { lookup } = this.card;
    const { mode, edit } = this.typing;
    if (!lookup.stale || edit?.intent) return;
    // What this agent saved on another card needs no asking either.
    const own = !lookup.changed && !this.outgoing.about(about(lookup.shown!.id)).length;
    if (mode === 'edit' || own) lookup.refresh();
  }

  /** Whether this agent has made (or may be about to have made) this revision of a customer: no news, here and on every other card of theirs. */
  mine(customerId: string, revision: number): boolean {
    const own = this.outgoing
      .of(['customers.change', 'customers.remove'])
      .filter(({ about: whom }) => whom === about(customerId));
    return own.some(({ state, result, tried }) =>
      state === 'sent'
        ? !result || (result as Customer).revision >= revision
        : tried && (state === 'sending' || state === 'queued'),
    );
  }

  /** The form in place of the card; undefined: none is open. */
  renderForm(): TemplateResult | typeof nothing | undefined {
    const { mode, edit } = this.typing;
    if (!mode || !edit) {
      this.#form.value?.onClosed();
      return undefined;
    }
    const form = this.#form.get();
    if (!form) return undefined; // until it is loaded the card stands
    // Never the inputs of another form: fingers that go on typing, and what they can undo, stay with theirs.
    return html`${keyed(this.typing.place?.key, form.render(mode, edit))}`;
  }

  /** What is to be known before one reads the card. */
  renderBars(customer: Customer): TemplateResult {
    return html`${this.company.render()}${this.removal.renderBar(customer)} ${this.parked.render()} ${this.deeds.renderWaiting()}`;
  }

  async #show(): Promise<void> {
    (await this.#drawn())?.focus();
  }

  async #drawn(): Promise<Form | undefined> {
    await this.#form.load();
    await this.card.updateComplete;
    return this.#form.value;
  }

  /** A form that is still on its way has to say it too. */
  async #onMet(before: CardDraft, after: CardDraft): Promise<void> {
    if (!this.#form.value) await this.#form.load();
    if (this.typing.mode === 'edit' && this.card.lookup.shown?.id === after.base?.id) this.#form.value?.onMet(before, after);
  }

  #whereabouts(): Whereabouts | undefined {
    const { backend } = this.card.source;
    const { shown, around } = this.card.lookup;
    if (!backend || !shown || !around) return undefined;
    const { mode, edit } = this.typing;
    return { backend, customerId: shown.id, editing: mode === 'edit' && edit && !edit.intent ? Object.keys(edit.fields) : [] };
  }
}
