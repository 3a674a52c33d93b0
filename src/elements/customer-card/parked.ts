import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asCustomer } from '../../backend/answers.js';
import { asBackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { isTouched, met } from '../../domain/customer-edit.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { dropDraft } from '../../wiring/drafts.js';
import type { Intent } from '../../wiring/intent.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import { inTheWay } from './merging.js';
import { type CardDraft, isHanded, orphanOf } from './place.js';
import { problemsIn } from '../../wiring/refusal.js';
import { type ChangeWish, isParked, type Made, madeOf, mergedWith, type RemoveWish, textOf } from './wishes.js';
import type { Writing } from './writing.js';

const kinds = ['customers.add', 'customers.change', 'customers.remove'] as const;

/** What was not saved and is not on screen: of another customer, of another conversation. Told in any card of this agent, so that it is not forgotten. */
export class Parked implements ReactiveController {
  /** Conflicts that were looked into: only the agent can say what now. */
  readonly #looked = new Set<string>();
  #busy?: string;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    card.addController(this);
  }

  hostUpdated(): void {
    const { typing } = this.writing;
    for (const intent of this.#intents) {
      const open = typing.mode !== undefined && typing.edit?.intent === intent.id; // the form sees to it
      if (intent.state !== 'conflict' || open || !madeOf(intent) || this.#looked.has(intent.key)) continue;
      this.#looked.add(intent.key);
      void this.#merge(intent).catch(() => undefined); // the bar says that it is not saved
    }
  }

  render(): TemplateResult {
    const { kept, addition } = this.writing.typing;
    return html`${this.#renderGoing(kept, () => this.writing.open())} ${this.#renderGoing(addition, () => this.writing.add())}
    ${this.#intents.map((intent) => this.#renderBar(intent))}`;
  }

  /** What a save waits behind: an earlier one of the same customer. */
  renderBefore(id: string): TemplateResult | typeof nothing {
    const intent = this.writing.outgoing.get(id);
    const first = intent && this.writing.outgoing.about(intent.about)[0];
    return first && first.id !== id && isParked(first) ? this.#renderBar(first) : nothing;
  }

  /** A form was closed while it is saved. */
  #renderGoing(edit: CardDraft | undefined, show: () => Promise<void>): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (!edit?.intent || this.#intents.some(({ id }) => id === edit.intent)) return nothing;
    return html`<div class="bar" part="bar">
      <span>${say('saving-goes-on')}</span>
      <button type="button" class="button" @click=${() => void show()}>${say('show')}</button>
    </div>`;
  }

  #renderBar(intent: Intent): TemplateResult {
    const { say } = this.card.texts;
    const { code = 'failed' } = intent.error ?? {};
    const writing = intent.kind !== 'customers.remove';
    const why =
      code === 'not-sent'
        ? say('deletion-not-sent')
        : code === 'denied'
          ? say(writing ? 'saving-denied' : 'deletion-denied')
          : say(`error-${code}`);
    const deed = (text: string, run: () => Promise<void>) =>
      html`<button type="button" class="button" ?disabled=${this.#busy === intent.id} @click=${() => void this.#do(intent, run)}>
        ${text}
      </button>`;
    const here = this.card.lookup.question !== undefined && this.writing.typing.mode === undefined;
    return html`<div class="bar warn parked" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${this.#what(intent)} ${why}</span>
      ${here ? deed(say('show'), () => this.#show(intent)) : nothing} ${deed(say('retry'), () => this.#retry(intent))}
      ${deed(say(writing ? 'discard' : 'keep-customer'), () => this.#discard(intent))}
    </div>`;
  }

  /** What was refused, but for what the card itself says already. */
  get #intents(): readonly Intent[] {
    const { shown } = this.card.lookup;
    const told = ({ kind, payload }: Intent) => kind === 'customers.remove' && (payload as RemoveWish).id === shown?.id;
    return this.writing.outgoing.of(kinds).filter((intent) => isParked(intent) && !told(intent));
  }

  #what(intent: Intent): string {
    const { say } = this.card.texts;
    const made = madeOf(intent);
    const name = (made?.name ?? (intent.payload as RemoveWish).name) || say('unnamed');
    if (!made) return say('not-deleted', { name });
    return made.edit.base ? say('change-not-saved', { name, fields: this.#fields(made) }) : say('addition-not-saved', { name });
  }

  #fields({ edit }: Made): readonly string[] {
    const known = this.card.lookup.around?.fields ?? [];
    const names = [...Object.keys(edit.fields), ...(edit.shared ?? []).filter((name) => !Object.hasOwn(edit.fields, name))];
    return names.map((name) => {
      const field = known.find((each) => each.name === name);
      return field ? fieldName(this.card, field) : name;
    });
  }

  async #do({ id }: Intent, run: () => Promise<void>): Promise<void> {
    this.#busy = id;
    this.card.requestUpdate();
    try {
      await run();
    } catch (caught) {
      this.card.announce(this.card.texts.say(`error-${asBackendError(caught).code}`), 'bad');
    }
    this.#busy = undefined;
    this.card.requestUpdate();
  }

  async #retry(intent: Intent): Promise<void> {
    if (intent.state === 'conflict' && madeOf(intent)) return this.#merge(intent);
    await this.writing.outgoing.retry(intent.id);
  }

  /** What nobody else has touched goes along with it; where both say something else it waits for the agent. */
  async #merge(intent: Intent): Promise<void> {
    const made = madeOf(intent)!;
    const theirs = await inTheWay(intent, this.card.source.backend);
    if (!theirs || theirs === 'gone') return;
    const next = mergedWith(made.edit, theirs, this.writing.typing.rebasing);
    if (next.clashes?.length) return;
    const { id, patch } = intent.payload as ChangeWish;
    const { fields, shared } = next;
    const payload: ChangeWish = {
      id,
      patch: { ...patch, fields, ...(shared && { shared }), revision: theirs.revision },
      made: { ...made, edit: next },
    };
    await this.writing.outgoing.edit(intent.id, payload);
  }

  /** Says what goes. */
  async #discard(intent: Intent): Promise<void> {
    const { say } = this.card.texts;
    const made = madeOf(intent);
    await this.#forget(intent);
    const name = (made?.name ?? (intent.payload as RemoveWish).name) || say('unnamed');
    this.card.announce(made ? say('thrown-away', { name, fields: this.#fields(made) }) : say('deletion-undone'), 'good');
  }

  /** On with it here: in the form of the customer, or of a new one. First it stands there, then it is given up elsewhere. */
  async #show(intent: Intent): Promise<void> {
    const { typing } = this.writing;
    const made = madeOf(intent);
    if (typing.kept?.intent === intent.id) return this.writing.open();
    if (typing.addition?.intent === intent.id) return this.writing.add();
    const taken = made?.edit.base || !made ? await this.#open(intent) : await this.#begin(intent, made.edit);
    if (!taken || !made) return;
    await typing.place?.drafts.flush();
    await this.#forget(intent);
    await this.writing.explain(problemsIn(intent));
  }

  /** The customer, and what was typed over what is there now. False: something of this customer is being typed here already, and comes first. */
  async #open(intent: Intent): Promise<boolean> {
    const { lookup, source } = this.card;
    const { typing } = this.writing;
    const { question } = lookup;
    const made = madeOf(intent);
    const customer = await this.#read((intent.payload as RemoveWish).id);
    if (question !== lookup.question || source.backend !== this.card.source.backend || typing.mode) return false;
    if (!customer) return made ? this.#begin(intent, orphanOf(this.card, made.edit)) : false;
    lookup.open(customer);
    await this.card.updateComplete;
    await typing.ready(); // its draft, if there is one, goes first
    if (question !== lookup.question || lookup.shown?.id !== customer.id) return false;
    if (!made) return true;
    if (typing.kept) {
      await this.writing.open();
      return false;
    }
    const next = met(made.edit, customer, typing.rebasing);
    await this.writing.open(isTouched(next) ? next : undefined);
    return typing.mode === 'edit'; // who may not (any more) goes on elsewhere
  }

  async #begin(intent: Intent, { assign: _, ...edit }: CardDraft): Promise<boolean> {
    const { typing } = this.writing;
    const another = typing.addition !== undefined;
    await this.writing.add();
    if (another || typing.mode !== 'add') return false; // what is being typed here comes first
    // It may have been done: as long as it is the same it is the same deed.
    this.writing.change({ ...edit, ...(!edit.orphan && { handed: { key: intent.key, text: textOf(edit) } }) });
    this.card.requestUpdate();
    return true;
  }

  async #read(id: string): Promise<Customer | undefined> {
    const answer: unknown = await this.card.source.backend?.customers?.get(id);
    return answer ? asCustomer(answer) : undefined;
  }

  async #forget(intent: Intent): Promise<void> {
    await this.writing.outgoing.discard(intent.id);
    const { store } = this.writing.typing;
    const made = madeOf(intent);
    if (made && store) await dropDraft(store, made.key, isHanded(intent.id));
  }
}
