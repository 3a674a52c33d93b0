import type { ReactiveController } from 'lit';
import type { Note, Pin } from '../../domain/note.js';
import { type Deed, DeedsUnderway, undoSeconds } from '../../wiring/deeds-underway.js';
import type { Intent, IntentError } from '../../wiring/intent.js';
import { NoteDeletedEvent } from './note-list.events.js';
import type { NoteList } from './note-list.js';
import { about, deedSenders, kinds, noteIn, type PinWish, reasonsIn, type RemoveWish } from './wishes.js';

const ofNotes: readonly string[] = [kinds.pin, kinds.remove, kinds.change];

/** What is done with a note by one click: pinning, and deleting, which can be undone for a while. It goes on whatever the agent looks at meanwhile. */
export class Deeds implements ReactiveController {
  readonly #deeds: DeedsUnderway;
  /** Why nothing came of it, by note. */
  readonly #said = new Map<string, string>();
  #sorted: { readonly of: readonly Intent[]; readonly by: ReadonlyMap<string, readonly Intent[]> } = { of: [], by: new Map() };

  constructor(readonly host: NoteList) {
    this.#deeds = new DeedsUnderway(host, {
      backend: () => host.source.backend,
      store: () => host.draftStore,
      senders: deedSenders,
      onSent: (intent, tells) => this.#onSent(intent, tells),
      onRefused: (deed, error) => this.#onRefused(deed, error),
      onSettled: ({ payload }) => this.#look(payload as PinWish),
    });
    host.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#deeds.atRisk;
  }

  /** What is on its way for a note, of whichever kind, or stopped there; oldest first. As it was when this update began. */
  underway(id: string): readonly Intent[] {
    return this.#sorted.by.get(about(id)) ?? [];
  }

  /** Asked for each of thousands of rows. */
  isBusy(id: string): boolean {
    return this.#deeds.isBusy(about(id)) || (this.#sorted.by.size > 0 && this.underway(id).length > 0);
  }

  /** Something of it is to be shown; cheap, for each of thousands of rows. */
  isLively(id: string): boolean {
    return this.#deeds.isBusy(about(id)) || this.#said.has(id) || (this.#sorted.by.size > 0 && this.#sorted.by.has(about(id)));
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
    return intent && { intent, seconds: this.#deeds.secondsLeft(intent) };
  }

  hostUpdate(): void {
    const intents = this.#deeds.outgoing.of(ofNotes);
    if (intents === this.#sorted.of) return;
    const by = new Map<string, Intent[]>();
    for (const intent of intents) if (intent.state !== 'sent') by.set(intent.about, [...(by.get(intent.about) ?? []), intent]);
    this.#sorted = { of: intents, by };
  }

  hostDisconnected(): void {
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
    const wish: RemoveWish = { id, customerId, revision, before: text };
    await this.#send(id, kinds.remove, wish, { undo: true });
    await host.updateComplete;
    if (this.removal(id)) host.announce(host.texts.say('note-removed-in', { seconds: undoSeconds }));
  }

  /** Takes a deletion back; where it may have been done all the same, it is looked at. */
  async undo(intent: Intent): Promise<void> {
    const { host } = this;
    if (!(await this.#deeds.giveUp(intent))) return;
    if (intent.tried) await host.reading.ask((intent.payload as RemoveWish).id);
    else host.announce(host.texts.say('deletion-undone'), 'good');
    host.requestUpdate();
  }

  retry(intent: Intent): Promise<void> {
    return this.#deeds.retry(intent);
  }

  async giveUp(intent: Intent): Promise<void> {
    await this.#deeds.giveUp(intent);
    await this.host.reading.ask((intent.payload as PinWish).id);
  }

  async #send(id: string, kind: string, payload: object, options?: { readonly undo: boolean }): Promise<void> {
    if (this.isBusy(id)) return;
    this.#said.delete(id);
    await this.#deeds.send({ kind, about: about(id), payload }, options);
  }

  #onSent({ kind, payload, result }: Intent, tells: boolean): void {
    const { host } = this;
    const { say } = host.texts;
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

  /** In words beside the note. */
  #onRefused({ kind, payload }: Deed, error: IntentError): void {
    this.#said.set((payload as PinWish).id, this.#why(kind, error));
  }

  /** A note that was refused something may be another one by now. */
  #look({ id }: PinWish): void {
    if (this.host.reading.find(id)) void this.host.reading.ask(id);
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
