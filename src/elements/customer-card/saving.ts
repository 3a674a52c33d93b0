import { asBackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import { editProblems, isTouched } from '../../domain/customer-edit.js';
import { dropDraft } from '../../wiring/drafts.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { Missing } from '../../wiring/missing.js';
import { isRefused, problemsIn } from '../../wiring/refusal.js';
import type { CustomerCard } from './customer-card.js';
import type { Form } from './form.js';
import { inTheWay } from './merging.js';
import { type CardDraft, isHanded, type Place } from './place.js';
import { isParked, mergedWith, textOf, wishOf } from './wishes.js';
import type { Writing } from './writing.js';

/** What is being handed over in this page: named by its draft already, and not yet in the outbox. */
const handing = new Set<string>();

/** From Save to the outbox, and back when it is refused: what was typed is in the form, in the outbox or in the record, and the form says in which. */
export class Saving {
  /** Where Save was pressed, while it is not handed over yet. */
  #busy?: string;
  /** Why it was not handed over, or refused, and where. */
  #said?: { readonly key: string; readonly code: BackendErrorCode | 'not-sent' };
  /** What is being dealt with: an answer is looked at once. */
  #settling?: string;
  /** What only the agent can go on with. */
  #stuck?: string;
  readonly #missing: Missing;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly form: Form,
  ) {
    this.#missing = new Missing(card);
  }

  /** Save was pressed, and it is not handed over yet. */
  get busy(): boolean {
    return this.#busy !== undefined && this.#busy === this.writing.typing.place?.key;
  }

  /** Why it was not handed over, or refused. */
  get error(): BackendErrorCode | 'not-sent' | undefined {
    return this.#said?.key === this.writing.typing.place?.key ? this.#said?.code : undefined;
  }

  reset(): void {
    this.#said = this.#stuck = undefined;
  }

  /** Whether there is a way to save this, or only to read it off. */
  possible({ base }: CardDraft): boolean {
    return this.writing.may(base ? 'change' : 'add');
  }

  /** It is not on its way any more, and nothing is done about it by itself. */
  isStopped(intent: Intent): boolean {
    return isParked(intent) && !this.#isToSettle(intent);
  }

  /** True when the form may go: it is saved, or on its way; false when something has to be done first. */
  async save(): Promise<boolean> {
    const { place, edit } = this.writing.typing;
    if (!place || !edit || this.busy || edit.intent || !this.possible(edit)) return false;
    this.#busy = place.key;
    this.#said = undefined;
    this.card.requestUpdate();
    try {
      return await this.#save(place);
    } finally {
      if (this.#busy === place.key) this.#busy = undefined;
      this.card.requestUpdate();
    }
  }

  /** Looks at what became of what was handed over. */
  look(): void {
    const { edit, place } = this.writing.typing;
    const id = edit?.intent;
    const intent = id && this.writing.outgoing.get(id);
    if (id && !intent && place) {
      // What was typed can be saved, and under the same key.
      const known = handing.has(id) || !this.writing.outgoing.loaded;
      if (!known && this.#missing.isLost(id)) this.#unlock(edit, place, id);
      return;
    }
    this.#missing.reset();
    if (!intent || !place || !this.#isToSettle(intent) || this.#settling === id) return;
    this.#settling = id;
    void this.#settle(intent, edit, place)
      .catch(() => (this.#stuck = id))
      .finally(() => {
        this.#settling = undefined;
        this.card.requestUpdate();
      });
  }

  async retry(intent: Intent): Promise<void> {
    this.#stuck = undefined;
    await this.writing.outgoing.retry(intent.id).catch(() => undefined);
    await this.writing.outgoing.resume().catch(() => undefined);
    this.card.requestUpdate();
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
    if (!this.#isAt(place)) return; // gone from here: it is unlocked when the agent comes back
    this.#unlock(edit, place, intent.key);
    this.card.lookup.refresh();
    await this.card.updateComplete;
    this.form.focus();
  }

  async #save(place: Place): Promise<boolean> {
    await this.card.phones.load().catch(() => undefined); // without it the backend checks the numbers
    const { around } = this.card.lookup;
    const edit = this.#editAt(place);
    if (!edit) return false;
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
    if (!(await this.form.duplicates.passed())) return false;
    const last = this.#editAt(place);
    return last ? this.#hand(place, last) : false;
  }

  /** The draft first, then the outbox: whatever breaks in between, it is in one of them. The same text as before keeps its key: it may have been done. */
  async #hand(place: Place, edit: CardDraft): Promise<boolean> {
    const { handed, ...rest } = edit;
    const id = handed?.text === textOf(edit) ? handed.key : intentKey();
    const wish = wishOf(rest, place, this.card.lookup.around?.fields ?? [], id);
    handing.add(id);
    place.drafts.change({ ...rest, intent: id });
    this.card.requestUpdate(); // closes the inputs: what is typed from here on would go with the draft
    try {
      if (edit.base) await this.writing.removal.keep(edit.base.id);
      this.writing.acknowledged.expect(id);
      await this.writing.send(wish, place);
      return true;
    } catch (caught) {
      this.#said = { key: place.key, code: asBackendError(caught).code };
      if (this.#isAt(place)) place.drafts.change(edit);
      return false;
    } finally {
      handing.delete(id);
    }
  }

  #unlock({ intent: _, ...edit }: CardDraft, { drafts }: Place, key: string): void {
    drafts.change({ ...edit, handed: { key, text: textOf(edit) } });
    this.card.requestUpdate();
  }

  #isToSettle(intent: Intent): boolean {
    return intent.id !== this.#stuck && isRefused(intent);
  }

  async #settle(intent: Intent, edit: CardDraft, place: Place): Promise<void> {
    const { intent: _, ...open } = edit;
    if (intent.state === 'conflict') return this.#conflict(intent, open, place);
    const { code = 'failed' } = intent.error ?? {};
    if (code === 'not-found' && open.base) return this.#orphan(intent, open, place);
    this.#said = { key: place.key, code };
    place.drafts.change(open);
    await place.drafts.flush();
    await this.#drop(intent);
    const problems = problemsIn(intent);
    if (!this.#isAt(place)) return;
    if (problems.length) return this.form.refuse(problems);
    await this.card.updateComplete;
    this.form.focus();
  }

  /** Somebody was faster: what they have not touched goes along, the rest is asked. */
  async #conflict(intent: Intent, open: CardDraft, place: Place): Promise<void> {
    const theirs = await inTheWay(intent, place.backend);
    if (!this.#isAt(place)) return;
    if (theirs === undefined) return void (this.#stuck = intent.id);
    if (theirs === 'gone') return this.#orphan(intent, open, place);
    const next = mergedWith(open, theirs, this.writing.typing.rebasing);
    if (!next.clashes?.length) {
      // Under the same name: whoever looks at it meanwhile, from wherever, sees it go on.
      place.drafts.change({ ...next, intent: intent.id });
      this.form.onMet(open, next);
      await this.writing.outgoing.edit(intent.id, wishOf(next, place, this.card.lookup.around?.fields ?? [], intent.id).payload);
      return;
    }
    place.drafts.change(next);
    await place.drafts.flush();
    await this.#drop(intent);
    if (!this.#isAt(place)) return;
    this.form.onMet(open, next);
    this.card.lookup.refresh();
    await this.card.updateComplete;
    this.form.focus(next.clashes[0]!.field);
  }

  /** The customer has gone: what was typed becomes a new one, unless another is being typed. */
  async #orphan(intent: Intent, open: CardDraft, place: Place): Promise<void> {
    if (!(await this.writing.typing.adopt(open))) {
      if (this.#isAt(place)) {
        this.#said = { key: place.key, code: 'not-found' };
        this.#stuck = intent.id;
      }
      return;
    }
    const { store } = this.writing.typing;
    if (store) await dropDraft(store, place.key, isHanded(intent.id)).catch(() => undefined);
    await this.#drop(intent);
    this.card.lookup.refresh();
  }

  /** Refused for good, or overtaken: nothing of it was done. */
  #drop({ id }: Intent): Promise<void> {
    return this.writing.outgoing.discard(id).catch(() => undefined);
  }

  #isAt({ key, backend }: Place): boolean {
    const { place } = this.writing.typing;
    return place?.key === key && place.backend === backend;
  }

  /** What stands in the form of a place, as long as it is on screen and nothing of it is handed over. */
  #editAt(place: Place): CardDraft | undefined {
    return this.#isAt(place) && !this.writing.typing.edit?.intent ? this.writing.typing.edit : undefined;
  }
}
