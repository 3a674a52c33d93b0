import type { ReactiveController } from 'lit';
import { asBackendError } from '../../backend/backend-error.js';
import type { Note, Pin } from '../../domain/note.js';
import { pageClock } from '../../wiring/clock.js';
import { Handover } from '../../wiring/handover.js';
import type { Intent, IntentError } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { isRefused } from '../../wiring/refusal.js';
import { Teller } from '../../wiring/teller.js';
import { NoteDeletedEvent } from './note-list.events.js';
import type { NoteList } from './note-list.js';
import { about, deedSenders, kinds, noteIn, type PinWish, reasonsIn, type RemoveWish } from './wishes.js';

/** Seconds in which a deletion can be taken back: nothing is sent before. */
export const undoTime = 10;
const own: readonly string[] = [kinds.pin, kinds.remove];
const ofNotes: readonly string[] = [...own, kinds.change];

/** What is done with a note by one click: pinning, and deleting, which can be undone for a while. It goes on whatever the agent looks at meanwhile. */
export class Deeds implements ReactiveController {
  readonly #handover: Handover;
  readonly #teller: Teller;
  /** On their way; told when they have arrived. */
  readonly #expected = new Set<string>();
  readonly #settling = new Set<string>();
  /** Ids of notes of which something is being handed over. */
  readonly #busy = new Set<string>();
  /** Why nothing came of it, by note. */
  readonly #said = new Map<string, string>();
  #sorted: { readonly of: readonly Intent[]; readonly by: ReadonlyMap<string, readonly Intent[]> } = { of: [], by: new Map() };
  #tick?: unknown;

  constructor(readonly host: NoteList) {
    const backend = () => host.source.backend;
    this.#handover = new Handover(host, { backend, store: () => host.draftStore, senders: deedSenders });
    this.#teller = new Teller(host);
    host.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#handover.isAtRisk(own);
  }

  /** What is on its way for a note, of whichever kind, or stopped there; oldest first. As it was when this update began. */
  underway(id: string): readonly Intent[] {
    return this.#sorted.by.get(about(id)) ?? [];
  }

  /** Asked for each of thousands of rows. */
  isBusy(id: string): boolean {
    return this.#busy.has(id) || (this.#sorted.by.size > 0 && this.underway(id).length > 0);
  }

  /** Something of it is to be shown; cheap, for each of thousands of rows. */
  isLively(id: string): boolean {
    return this.#busy.has(id) || this.#said.has(id) || (this.#sorted.by.size > 0 && this.#sorted.by.has(about(id)));
  }

  /** Why nothing came of the last deed. */
  said(id: string): string | undefined {
    return this.#said.get(id);
  }

  /** The deletion of a note, as long as it is not done; with the seconds in which it can be undone. */
  removal(id: string): { readonly intent: Intent; readonly seconds: number } | undefined {
    const intent = this.underway(id).find(
      ({ kind, state }) => kind === kinds.remove && (state === 'queued' || state === 'sending'),
    );
    if (!intent) return undefined;
    const left = Date.parse(intent.notBefore ?? '') - pageClock.now();
    if (left > 0 && this.host.isConnected)
      this.#tick ??= pageClock.set(
        () => {
          this.#tick = undefined;
          this.host.requestUpdate();
        },
        left % 1000 || 1000,
      );
    return { intent, seconds: left > 0 ? Math.ceil(left / 1000) : 0 };
  }

  hostUpdate(): void {
    const intents = this.#handover.outgoing.of(ofNotes);
    if (intents === this.#sorted.of) return;
    const by = new Map<string, Intent[]>();
    for (const intent of intents) if (intent.state !== 'sent') by.set(intent.about, [...(by.get(intent.about) ?? []), intent]);
    this.#sorted = { of: intents, by };
  }

  hostUpdated(): void {
    for (const intent of this.#handover.outgoing.of(own)) {
      if (intent.state === 'sent') {
        if (this.#expected.delete(intent.id)) this.#onSent(intent);
      } else {
        this.#expected.add(intent.id);
        if (!this.#teller.isExpected(intent.id)) this.#teller.expect(intent.id);
        if (isRefused(intent) && !this.#settling.has(intent.id)) void this.#settle(intent);
      }
    }
  }

  hostDisconnected(): void {
    pageClock.clear(this.#tick);
    this.#tick = undefined;
    this.#expected.clear();
    this.#busy.clear();
    this.#said.clear();
  }

  /** Something else is tried: what was said before is over. */
  forget(id: string): void {
    this.#said.delete(id);
  }

  pin({ id }: Note, pin: Pin | undefined): Promise<void> {
    return this.#send(id, kinds.pin, { id, ...(pin && { pin }) } satisfies PinWish);
  }

  async remove({ id, customerId, revision, text }: Note): Promise<void> {
    const { host } = this;
    const notBefore = new Date(pageClock.now() + undoTime * 1000).toISOString();
    const wish: RemoveWish = { id, customerId, revision, before: text };
    await this.#send(id, kinds.remove, wish, notBefore);
    await host.updateComplete;
    if (this.removal(id)) host.announce(host.texts.say('note-removed-in', { seconds: undoTime }));
  }

  /** Takes a deletion back; where it may have been done all the same, it is looked at. */
  async undo({ id, tried, payload }: Intent): Promise<void> {
    const { host } = this;
    try {
      await this.#handover.outgoing.discard(id);
      this.#expected.delete(id);
      if (tried) await host.reading.ask((payload as RemoveWish).id);
      else host.announce(host.texts.say('deletion-undone'), 'good');
    } catch {
      // It has gone out meanwhile: what became of it is told by what comes next.
    }
    host.requestUpdate();
  }

  async retry({ id }: Intent): Promise<void> {
    await this.#handover.outgoing.retry(id).catch(() => undefined);
    await this.#handover.outgoing.resume().catch(() => undefined);
  }

  async giveUp({ id, payload }: Intent): Promise<void> {
    this.#expected.delete(id);
    await this.#handover.outgoing.discard(id).catch(() => undefined);
    await this.host.reading.ask((payload as PinWish).id);
  }

  async #send(id: string, kind: string, payload: object, notBefore?: string): Promise<void> {
    const { host } = this;
    if (this.isBusy(id)) return;
    const key = intentKey();
    this.#busy.add(id);
    this.#said.delete(id);
    this.#expected.add(key);
    this.#teller.expect(key);
    host.requestUpdate();
    try {
      await this.#handover.send({ id: key, kind, about: about(id), payload, ...(notBefore !== undefined && { notBefore }) });
    } catch (caught) {
      this.#expected.delete(key);
      this.#teller.forget(key);
      this.#said.set(id, this.#why(kind, asBackendError(caught)));
    } finally {
      this.#busy.delete(id);
      host.requestUpdate();
    }
  }

  #onSent({ id, kind, payload, result }: Intent): void {
    const { host } = this;
    const { say } = host.texts;
    const tells = this.#teller.tells(id);
    if (tells) this.#teller.forget(id);
    if (kind === kinds.remove) {
      const wish = payload as RemoveWish;
      host.reading.drop(wish.id);
      if (!tells) return;
      host.dispatchEvent(new NoteDeletedEvent(wish.id, wish.customerId));
      if (wish.customerId === host.source.customerId) host.announce(say('note-removed'), 'good');
      return;
    }
    const { id: noteId, pin } = payload as PinWish;
    this.#said.delete(noteId);
    const note = noteIn(result);
    if (note) host.reading.put(note);
    else void host.reading.ask(noteId);
    if (tells && note?.customerId === host.source.customerId) host.announce(say(pin ? 'note-pinned' : 'note-unpinned'), 'good');
  }

  /** Refused: in words beside the note, and out of the outbox. */
  async #settle(intent: Intent): Promise<void> {
    const { host } = this;
    const { id } = intent.payload as PinWish;
    this.#settling.add(intent.id);
    const { error = { code: 'failed' } } = intent;
    this.#said.set(id, this.#why(intent.kind, error));
    await this.#handover.outgoing.discard(intent.id).catch(() => undefined);
    this.#expected.delete(intent.id);
    this.#teller.forget(intent.id);
    if (host.reading.find(id)) await host.reading.ask(id);
    host.requestUpdate();
  }

  #why(kind: string, error: IntentError): string {
    const { texts, reading } = this.host;
    const { say } = texts;
    const { code } = error;
    if (reasonsIn(error).includes('too-many')) return say('note-pins-full', { count: reading.around?.settings.notePins ?? 0 });
    const why = code === 'denied' ? say('note-denied') : say(code === 'not-sent' ? 'deletion-not-sent' : `error-${code}`);
    return `${say(kind === kinds.remove ? 'note-not-removed' : 'note-not-done')} ${why}`;
  }
}
