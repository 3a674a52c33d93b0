import type { LitElement, ReactiveController } from 'lit';
import type { Backend } from '../backend/backend.js';
import { asBackendError, type BackendErrorCode } from '../backend/backend-error.js';
import type { FieldProblem } from '../domain/field.js';
import type { DraftStore } from './draft-store.js';
import { Drafts, type DraftState, dropDraft } from './drafts.js';
import { pageClock } from './clock.js';
import { Handover } from './handover.js';
import type { Intent, Wish } from './intent.js';
import { intentKey } from './intent-key.js';
import { pageDraftsOf } from './memory-drafts.js';
import { Missing } from './missing.js';
import type { Outgoing, Senders } from './outgoing.js';
import { isRefused } from './refusal.js';
import { storeInTime } from './store-in-time.js';
import { Teller } from './teller.js';

/** What is kept of a form beside what was typed. */
interface Kept<T> {
  readonly typed: T;
  /** It was handed to the outbox under this id. */
  readonly intent?: string;
  /** It was handed over once under this key, and may have been done: the same words are the same deed. */
  readonly handed?: { readonly key: string; readonly text: string };
}

/** What is wished for: the rest is the submission's. */
export interface SubmissionWish {
  readonly kind: string;
  readonly payload: object;
  /** What it is about, for example `interaction/4711`. */
  readonly about: string;
  /** ISO 8601: before, nothing is sent, and the form is closed; `again` takes it back as if it had never been. After a crash meanwhile it is not sent either. */
  readonly notBefore?: string;
}

/** A payload on its way, with the draft that it was made of. */
interface Carried {
  readonly payload: object;
  readonly draftKey: string;
}

export interface SubmissionOptions {
  backend(): Backend | undefined;
  /** The desk's choice of where drafts are kept. */
  store(): DraftStore | undefined;
  /** Where the draft of what is on screen lies; undefined: nothing is. Asked before each render. */
  key(): string | undefined;
  /** They are given the payload of the wish. */
  readonly senders: Senders;
  /** The form is free for the next text as soon as the outbox has the last one for good; what becomes of that is asked of `released`. */
  readonly release?: boolean;
  /** What was typed is another text, and not by this element: restored, from another window, or gone. */
  onRestored?(): void;
  /** Acknowledged: told by one element of the page, whatever is on screen by then. */
  onSent?(intent: Intent, payload: object): void;
  /** Refused for good: what was typed is in the form again. */
  onRefused?(code: BackendErrorCode, problems: readonly FieldProblem[]): void;
}

/** Something that was submitted and left the form. */
export interface Released {
  readonly intent: Intent;
  readonly payload: object;
}

/** How what was handed over stands: under way for the first time; going on by itself after a failure; only the agent can say what now. */
export type SubmissionFace = 'none' | 'sending' | 'waiting' | 'stopped';

/** Its time has not come. */
const isHeld = ({ state, heldBy }: Intent): boolean => state === 'queued' && heldBy !== undefined;

/** What is being handed over in this page: named by its draft already, and not yet in the outbox. */
const handing = new Set<string>();

/**
 * A form of which each text belongs to one record and is submitted as a whole: what is typed is kept as a draft, goes through the outbox under a key, and is in the form, in the outbox or acknowledged,
 * whatever breaks.
 */
export class Submission<T extends object> implements ReactiveController {
  readonly #drafts: Drafts<Kept<T>>;
  readonly #handover: Handover;
  readonly #missing: Missing;
  readonly #teller: Teller;
  readonly #kinds: readonly string[];
  #key?: string;
  #busy?: string;
  #settling?: string;
  #stuck?: string;
  /** On its way back from the outbox. */
  #reopening?: string;
  /** Seen on their way. */
  #waiting = new Set<string>();
  /** Resolves when what is being handed over is in the outbox, or in the form again. */
  #handing = Promise.resolve();
  #giveUp?: () => void;
  /** Why nothing came of it, and where. */
  #refusal?: { readonly key?: string; readonly code: BackendErrorCode };

  constructor(
    private readonly host: LitElement,
    private readonly options: SubmissionOptions,
  ) {
    const { backend, store, senders } = options;
    this.#kinds = Object.keys(senders);
    this.#drafts = new Drafts(host, { store: () => this.store, onRestored: () => options.onRestored?.() });
    this.#handover = new Handover(host, { backend, store, senders: unpacking(senders) });
    this.#missing = new Missing(host);
    this.#teller = new Teller(host);
    host.addController(this);
  }

  get outgoing(): Outgoing {
    return this.#handover.outgoing;
  }

  /** Where drafts are kept: without a choice, in the page's memory. */
  get store(): DraftStore | undefined {
    const backend = this.options.backend();
    return this.options.store() ?? (backend && pageDraftsOf(backend));
  }

  /** What was typed and is not acknowledged; undefined: nothing. */
  get value(): T | undefined {
    return this.#drafts.value?.typed;
  }

  get state(): DraftState {
    return this.#drafts.state;
  }

  get error(): Drafts<T>['error'] {
    return this.#drafts.error;
  }

  /** Another window typed something else. */
  get others(): number {
    return this.#drafts.others.length;
  }

  /** It was handed over, or is about to be: the form is closed. */
  get locked(): boolean {
    return this.#drafts.value?.intent !== undefined || this.busy;
  }

  get busy(): boolean {
    return this.#busy !== undefined && this.#busy === this.#key;
  }

  /** Something is typed, and nobody was handed it. */
  get dirty(): boolean {
    return this.value !== undefined && !this.locked;
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.dirty || this.#handover.isAtRisk(this.#kinds);
  }

  get intent(): Intent | undefined {
    const id = this.#drafts.value?.intent;
    return id === undefined ? undefined : this.outgoing.get(id);
  }

  get face(): SubmissionFace {
    const { intent } = this;
    if (!this.locked) return 'none';
    if (intent?.state === 'conflict' || intent?.state === 'needs-attention')
      return this.#isToSettle(intent) ? 'sending' : 'stopped';
    return intent && (intent.error || intent.attempts > 1) ? 'waiting' : 'sending';
  }

  /** What left the form and is not acknowledged, of whatever record, oldest first. */
  get released(): readonly Released[] {
    const named = this.#drafts.value?.intent;
    return this.outgoing
      .of(this.#kinds)
      .filter(({ id, state }) => state !== 'sent' && id !== named)
      .map((intent) => ({ intent, payload: (intent.payload as Carried).payload }));
  }

  /** Why nothing came of the last attempt. */
  get refusal(): BackendErrorCode | undefined {
    return this.#refusal && this.#refusal.key === this.#key ? this.#refusal.code : undefined;
  }

  /** Resolves when what was kept is there. */
  ready(): Promise<void> {
    return this.#drafts.open(this.#key);
  }

  change(typed: T): void {
    if (this.locked) return;
    const { handed } = this.#drafts.value ?? {};
    this.#refusal = undefined;
    this.#drafts.change({ typed, ...(handed && { handed }) });
    this.host.requestUpdate();
  }

  /** Nothing is wanted of it (any more). */
  async discard(): Promise<void> {
    this.#refusal = undefined;
    await this.#drafts.discard();
  }

  takeBack(): void {
    this.#drafts.takeBack();
  }

  flush(): Promise<void> {
    return this.#drafts.flush();
  }

  /** Hands what is typed over: the draft first, then the outbox. False when it could not be; then it is in the form still. A wish without anything typed is its own draft. */
  async submit(typed: T, { kind, payload, about, notBefore }: SubmissionWish): Promise<boolean> {
    const key = this.#key;
    if (key === undefined || this.locked) return false;
    const text = JSON.stringify([kind, payload]);
    const { handed } = this.#drafts.value ?? {};
    const id = handed?.text === text ? handed.key : intentKey();
    const backend = this.options.backend();
    this.#busy = key;
    this.#refusal = undefined;
    let over = () => {};
    this.#handing = new Promise((resolve) => (over = resolve));
    handing.add(id);
    this.#drafts.change({ typed, intent: id, handed: { key: id, text } });
    this.host.requestUpdate();
    try {
      await storeInTime(this.#drafts.flush()).catch(() => undefined);
      if (backend !== this.options.backend()) return false;
      this.#teller.expect(id);
      const carried: Carried = { payload, draftKey: key };
      await this.#handover.send({
        id,
        kind,
        about,
        payload: carried,
        ...(notBefore !== undefined && { notBefore }),
      } satisfies Wish);
      if (this.#releases && notBefore === undefined) this.#release(id, key);
      return true;
    } catch (caught) {
      this.#refusal = { key, code: asBackendError(caught).code };
      if (this.#key === key) this.#unlock();
      return false;
    } finally {
      handing.delete(id);
      if (this.#busy === key) this.#busy = undefined;
      over();
      this.host.requestUpdate();
    }
  }

  /** Tries it (again) now. */
  async retry(): Promise<void> {
    const { intent } = this;
    this.#stuck = undefined;
    if (intent) await this.outgoing.retry(intent.id).catch(() => undefined);
    await this.outgoing.resume().catch(() => undefined);
    this.host.requestUpdate();
  }

  /** Takes it back into the form. What was under way may have been done all the same; the same words are not done twice. False: it is under way at this moment. */
  async again(): Promise<boolean> {
    const { intent } = this;
    if (!intent) return false;
    try {
      await this.outgoing.discard(intent.id);
    } catch {
      return false;
    }
    if (this.#drafts.value?.intent === intent.id) this.#unlock();
    return true;
  }

  /** Takes something released back into the form, as this text. The draft names it until the outbox has let it go: it is never in neither. False: the form is not free, or it is under way at this moment. */
  async reopen({ intent, payload }: Released, typed: T): Promise<boolean> {
    const { id, kind } = intent;
    if (this.#key === undefined || this.#drafts.value !== undefined || this.busy) return false;
    this.#reopening = id;
    const isNamed = () => this.#drafts.value?.intent === id;
    this.#drafts.change({ typed, intent: id, handed: { key: id, text: JSON.stringify([kind, payload]) } });
    this.host.requestUpdate();
    try {
      await storeInTime(this.#drafts.flush()).catch(() => undefined);
      await this.outgoing.discard(id);
      if (isNamed()) this.#unlock();
      return true;
    } catch {
      if (isNamed()) void this.#drafts.discard();
      return false;
    } finally {
      this.#reopening = undefined;
      this.host.requestUpdate();
    }
  }

  /** Gives something released up. False: it is under way at this moment. */
  async giveUp({ intent }: Released): Promise<boolean> {
    return this.outgoing.discard(intent.id).then(
      () => true,
      () => false,
    );
  }

  /** Resolves when nothing of this form is under way: acknowledged, back in the form, waiting for better times, or so much time is over. */
  async settled(milliseconds: number): Promise<void> {
    let timer: unknown;
    const late = new Promise<void>((resolve) => {
      this.#giveUp = resolve;
      timer = pageClock.set(resolve, milliseconds);
    });
    await Promise.race([this.#arrived(), late]);
    pageClock.clear(timer);
    await this.host.updateComplete;
  }

  hostUpdate(): void {
    this.#key = this.host.isConnected ? this.options.key() : undefined;
    void this.#drafts.open(this.#key);
    const id = this.#drafts.value?.intent;
    if (id === undefined) return this.#missing.reset();
    const { intent } = this;
    if (!intent) {
      // What was typed can be handed over, and under the same key.
      const known = handing.has(id) || !this.outgoing.loaded;
      if (!known && this.#missing.isLost(id)) this.#unlock();
      return;
    }
    this.#missing.reset();
    if (this.#releases && intent.state !== 'sent' && !isHeld(intent)) {
      // A page died after the outbox had it.
      if (!handing.has(id) && this.#reopening !== id) this.#release(id);
      return;
    }
    if (this.#isToSettle(intent) && this.#settling !== id) void this.#settle(intent);
  }

  hostUpdated(): void {
    const intents = this.outgoing.of(this.#kinds);
    const own = this.#drafts.value?.intent;
    const before = this.#waiting;
    const unsent = intents.filter(({ state }) => state !== 'sent').map(({ id }) => id);
    for (const id of unsent) if (!this.#teller.isExpected(id)) this.#teller.expect(id);
    if (this.outgoing.loaded) {
      const known = new Set(intents.map(({ id }) => id));
      for (const id of before) if (!known.has(id)) this.#teller.forget(id); // given up
      this.#waiting = new Set(unsent);
    }
    for (const intent of intents) if (intent.state === 'sent' && (before.has(intent.id) || own === intent.id)) this.#take(intent);
  }

  hostDisconnected(): void {
    this.#key = undefined;
    this.#giveUp?.();
  }

  async #arrived(): Promise<void> {
    await this.#handing;
    const id = this.#drafts.value?.intent;
    if (id !== undefined && this.face === 'sending') await this.outgoing.settled(id).catch(() => undefined);
  }

  /** Not while what is sent waits in the memory of the page although a store was chosen: the draft is what lasts then. */
  get #releases(): boolean {
    return this.options.release === true && this.#handover.lasting === this.options.store();
  }

  /** What the outbox has needs no draft. */
  #release(id: string, draftKey?: string): void {
    const meant = (draft: unknown) => (draft as Kept<T> | undefined)?.intent === id;
    if (meant(this.#drafts.value)) void this.#drafts.discard();
    else if (this.store && draftKey !== undefined) void dropDraft(this.store, draftKey, meant).catch(() => undefined); // whoever comes back to it sees that it is done
  }

  #take(intent: Intent): void {
    const { payload, draftKey } = intent.payload as Carried;
    this.#release(intent.id, this.#teller.tells(intent.id) ? draftKey : undefined);
    if (!this.#teller.tells(intent.id)) return this.host.requestUpdate();
    this.#teller.forget(intent.id);
    this.options.onSent?.(intent, payload);
  }

  #isToSettle(intent: Intent): boolean {
    return intent.id !== this.#stuck && isRefused(intent);
  }

  /** Refused: in the form first, then it is given up in the outbox. */
  async #settle(intent: Intent): Promise<void> {
    this.#settling = intent.id;
    const key = this.#key;
    const { code = 'failed', fields = [] } = intent.error ?? {};
    try {
      this.#unlock();
      await this.#drafts.flush();
      await this.outgoing.discard(intent.id).catch(() => undefined);
      if (key !== this.#key) return;
      this.#refusal = { key, code: code as BackendErrorCode };
      this.options.onRefused?.(code as BackendErrorCode, fields);
    } catch {
      this.#stuck = intent.id;
    } finally {
      this.#settling = undefined;
      this.host.requestUpdate();
    }
  }

  #unlock(): void {
    const { value } = this.#drafts;
    if (value) this.#drafts.change({ typed: value.typed, ...(value.handed && { handed: value.handed }) });
    this.host.requestUpdate();
  }
}

/** Senders of what was wished for, for what is carried. */
function unpacking(senders: Senders): Senders {
  return Object.fromEntries(
    Object.entries(senders).map(([kind, make]) => [
      kind,
      (backend: Backend) => {
        const sender = make(backend);
        return sender && { send: (carried: unknown, options) => sender.send((carried as Carried).payload, options) };
      },
    ]),
  );
}
