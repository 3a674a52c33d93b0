import { asCustomer } from '../../backend/answers.js';
import { asBackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import { draftOf, editProblems, isTouched, met, patchOf } from '../../domain/customer-edit.js';
import type { Intent, Wish } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { CustomerSavedEvent } from './customer-card.events.js';
import type { CustomerCard } from './customer-card.js';
import type { Form } from './form.js';
import { about, type ChangeWish } from './senders.js';
import type { CardDraft, Place } from './typing.js';
import type { Writing } from './writing.js';

/** Refusals after which nothing was done and the same will never be: what was typed goes back into the form. */
const definite: readonly string[] = ['invalid', 'denied', 'not-found', 'unsupported', 'not-sent'];

/** From Save to the acknowledgement: what was typed is in the form, in the outbox or in the record, and the form says in which. */
export class Saving {
  /** Save was pressed, and it is not handed over yet. */
  busy = false;
  /** Why it was not handed over, or refused. */
  error?: BackendErrorCode | 'not-sent';
  /** What is being dealt with: an answer is looked at once. */
  #settling?: string;
  /** The answers that somebody here waits for. */
  readonly #followed = new Set<string>();

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly form: Form,
  ) {}

  reset(): void {
    this.error = undefined;
    this.busy = false;
  }

  /** Whether there is a way to save this, or only to read it off. */
  possible({ base }: CardDraft): boolean {
    return this.writing.may(base ? 'change' : 'add');
  }

  /** True when the form may go: it is saved, or on its way; false when something has to be done first. */
  async save(): Promise<boolean> {
    const { place, edit } = this.writing.typing;
    if (!place || !edit || this.busy || edit.intent || !this.possible(edit)) return false;
    this.busy = true;
    this.error = undefined;
    this.card.requestUpdate();
    try {
      return await this.#save(place);
    } finally {
      this.busy = false;
      this.card.requestUpdate();
    }
  }

  /** Looks at what became of what was handed over. */
  look(): void {
    const { edit, place } = this.writing.typing;
    const id = edit?.intent;
    if (!id || !place || this.#settling === id) return;
    const intent = this.writing.outgoing.get(id);
    if (!intent) return;
    const final = intent.state === 'sent' || intent.state === 'conflict' || intent.state === 'needs-attention';
    const stopped = intent.state === 'needs-attention' && !definite.includes(intent.error?.code ?? '');
    if (!final || stopped) return void this.#follow(intent, place);
    this.#settling = id;
    void this.#settle(intent, edit, place).finally(() => {
      this.#settling = undefined;
      this.card.requestUpdate();
    });
  }

  async #save(place: Place): Promise<boolean> {
    const here = () => this.writing.typing.place?.key === place.key;
    await this.card.phones.load().catch(() => undefined); // without it the backend checks the numbers
    const { around } = this.card.lookup;
    const edit = this.writing.typing.edit;
    if (!edit || !here()) return false;
    if (edit.clashes?.length) {
      this.form.focus(edit.clashes[0]!.field);
      this.card.announce(this.card.texts.say('clashes', { count: edit.clashes.length }));
      return false;
    }
    const problems = editProblems(edit, around?.fields ?? [], this.form.inputs.rules);
    if (problems.length) {
      await this.form.refuse(problems);
      return false;
    }
    if (edit.base && !isTouched(edit)) {
      this.writing.typing.close();
      return true;
    }
    if (!(await this.form.duplicates.passed()) || !here()) return false;
    return this.#hand(place, this.writing.typing.edit ?? edit);
  }

  /** The draft first, then the outbox: whatever breaks in between, it is in one of them. */
  async #hand(place: Place, edit: CardDraft): Promise<boolean> {
    const id = intentKey();
    const { base } = edit;
    const wish: Omit<Wish, 'id'> = base
      ? {
          kind: 'customers.change',
          payload: { id: base.id, patch: patchOf(edit) } satisfies ChangeWish,
          about: about(base.id),
          base: base.revision,
        }
      : { kind: 'customers.add', payload: draftOf(edit), about: about(`new/${id}`) };
    place.drafts.change({ ...edit, intent: id });
    try {
      await place.drafts.flush();
      const intent = await this.writing.outgoing.enqueue({ id, ...wish });
      this.#follow(intent, place);
      return true;
    } catch (caught) {
      this.error = asBackendError(caught).code;
      if (this.writing.typing.place?.key === place.key) place.drafts.change(edit);
      return false;
    }
  }

  /** Tells the page when it is acknowledged, whatever is on screen by then. */
  #follow({ id }: Intent, place: Place): void {
    if (this.#followed.has(id)) return;
    this.#followed.add(id);
    const { store } = this.writing.typing;
    this.writing.outgoing
      .settled(id)
      .then(async (intent) => {
        if (intent?.state !== 'sent') return;
        const customer = asCustomer(intent.result);
        this.card.dispatchEvent(new CustomerSavedEvent(customer.id, place.interactionId, intent.kind === 'customers.add'));
        if (this.writing.typing.place?.key === place.key) return; // seen to by `look`
        const kept = await store?.get(place.key);
        if ((kept?.value as CardDraft | undefined)?.intent === id) await store?.delete(place.key, { ifRevision: kept?.revision });
      })
      .catch(() => undefined) // whoever comes back to it sees how it stands
      .finally(() => this.#followed.delete(id));
  }

  async #settle(intent: Intent, edit: CardDraft, place: Place): Promise<void> {
    if (intent.state === 'sent') return this.#saved(asCustomer(intent.result), intent, edit, place);
    const { intent: _, ...open } = edit;
    if (intent.state === 'conflict') return this.#conflict(asCustomer(intent.error?.current), intent, open, place);
    const { code = 'failed', fields } = intent.error ?? {};
    place.drafts.change(open);
    await place.drafts.flush();
    await this.#drop(intent);
    this.error = code;
    if (code === 'not-found' && open.base) return this.#orphan(open, place);
    if (fields?.length) await this.form.refuse(fields);
  }

  async #saved(customer: Customer, intent: Intent, edit: CardDraft, place: Place): Promise<void> {
    const { lookup } = this.card;
    const { say } = this.card.texts;
    const created = intent.kind === 'customers.add';
    const asked = this.writing.typing.mode !== undefined;
    await place.drafts.discard();
    if (this.writing.typing.place?.key !== place.key && lookup.question !== place.question) return;
    this.writing.typing.close();
    this.card.announce(say(created ? 'added' : 'saved', { name: customer.name || say('unnamed') }), 'good');
    lookup.show(customer, edit.assign ? 'chosen' : created ? 'opened' : (lookup.reason ?? 'opened'));
    await this.card.updateComplete;
    if (asked && this.card.matches(':focus-within')) this.card.renderRoot.querySelector<HTMLElement>('#edit')?.focus();
  }

  /** Somebody was faster: what they have not touched goes along, the rest is asked. */
  async #conflict(theirs: Customer, intent: Intent, open: CardDraft, place: Place): Promise<void> {
    const next: CardDraft = { ...met(open, theirs, this.writing.typing.rebasing), ...(open.assign && { assign: true }) };
    if (isTouched(next)) place.drafts.change(next);
    else await place.drafts.discard();
    await place.drafts.flush();
    await this.#drop(intent);
    this.form.onMet(open, next);
    this.card.lookup.refresh();
    if (!isTouched(next)) return this.#saved(theirs, intent, open, place);
    if (next.clashes?.length) return this.form.focus(next.clashes[0]!.field);
    await this.#hand(place, next);
  }

  async #orphan(edit: CardDraft, place: Place): Promise<void> {
    if (!(await this.writing.typing.adopt(edit))) return;
    this.error = undefined;
    await place.drafts.discard();
    this.card.lookup.refresh();
  }

  /** Refused for good, or overtaken: nothing of it was done. */
  async #drop(intent: Intent): Promise<void> {
    await this.writing.outgoing.discard(intent.id).catch(() => undefined);
  }

  async retry(intent: Intent): Promise<void> {
    await this.writing.outgoing.retry(intent.id).catch(() => undefined);
    await this.writing.outgoing.resume().catch(() => undefined);
  }

  /** Takes it back into the form. What was under way may have been done all the same: then the record says so, and nothing is done twice. */
  async again(intent: Intent): Promise<void> {
    const { place, edit } = this.writing.typing;
    if (!place || edit?.intent !== intent.id) return;
    try {
      await this.writing.outgoing.discard(intent.id);
    } catch {
      return; // it is under way at this moment
    }
    const { intent: _, ...open } = edit;
    place.drafts.change(open);
    this.card.requestUpdate();
    this.card.lookup.refresh();
  }
}
