import type { ReactiveController } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { draftKey } from '../../wiring/draft-store.js';
import type { Intent } from '../../wiring/intent.js';
import { Submission } from '../../wiring/submission.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import { NoteSavedEvent } from './note-list.events.js';
import type { Notes } from './notes.js';
import { about, type ChangeWish, changeSenders, kinds, noteIn } from './wishes.js';
import { WritingBox } from './writing-box.js';

interface Typed {
  readonly text: string;
  /** What the edit began on. */
  readonly before: string;
  readonly revision: number;
}

/** The one note that is being changed, in its row. What is typed is kept as a draft of its own and sent through the outbox. */
export class Editing implements ReactiveController {
  readonly submission: Submission<Typed>;
  readonly notices: SubmissionNotices<Typed>;
  readonly box: WritingBox;
  /** As it is known now; also when it is there no more. */
  #note?: Note;
  /** It is there no more. */
  gone = false;
  /** Somebody wants to leave, and something is typed. */
  leaving = false;
  /** Notes whose editor was left with something in it. */
  readonly #kept = new Set<string>();

  constructor(readonly owner: Notes) {
    const { host } = owner;
    const { say } = host.texts;
    this.submission = new Submission<Typed>(host, {
      backend: () => host.source.backend,
      store: () => host.draftStore,
      key: () => this.#key,
      senders: changeSenders,
      onRestored: () => host.requestUpdate(),
      onSent: (intent, payload) => this.#onSent(intent, payload as ChangeWish),
      onRefused: (code) => this.#onRefused(code),
    });
    this.box = new WritingBox(host, {
      id: 'change-note',
      label: () => say('note-edit'),
      text: () => this.#text,
      locked: () => this.submission.locked,
      onInput: (text) => this.#write(text),
    });
    this.notices = new SubmissionNotices(this.submission, {
      texts: host.texts,
      sign: icon(shapes.warning),
      words: () => ({ not: say('not-saved'), notYet: say('not-sent-yet') }),
      refused: (code) => say(code === 'denied' ? 'note-denied' : `error-${code}`),
      onAgain: () => void this.focus(),
      onDiscarded: () => {
        this.box.reset();
        host.announce(say('draft-discarded'));
        void this.focus();
      },
    });
    host.addController(this);
  }

  /** The note in whose row the editor stands. */
  get note(): Note | undefined {
    return this.#note;
  }
  /** Something is typed, and nobody was handed it. */
  get dirty(): boolean {
    return this.#note !== undefined && this.submission.dirty;
  }

  isOpen(id: string): boolean {
    return this.#note?.id === id;
  }

  /** Something typed waits in its editor, which is closed. */
  isKept(id: string): boolean {
    return this.#kept.has(id) && !this.isOpen(id);
  }

  hostUpdate(): void {
    const { reading, source } = this.owner.host;
    if (this.#note && (!reading.around || this.#note.customerId !== source.customerId)) return this.close();
    const now = this.#note && reading.find(this.#note.id);
    if (now) this.#note = now;
    this.gone = this.#note !== undefined && !now && reading.feed.complete;
    if (this.gone && this.submission.value === undefined) this.close();
  }

  hostDisconnected(): void {
    this.close();
    this.#kept.clear();
  }

  start(note: Note): void {
    this.close();
    this.owner.deeds.forget(note.id);
    this.#kept.delete(note.id);
    this.#note = note;
    void this.focus();
  }

  /** What is typed stays, and is there when it is opened again. */
  close(): void {
    if (!this.#note) return;
    if (this.submission.dirty) this.#kept.add(this.#note.id);
    this.#note = undefined;
    this.gone = this.leaving = false;
    this.box.reset();
    this.owner.host.requestUpdate();
  }

  focus(selector?: string): Promise<void> {
    this.owner.host.requestUpdate();
    return this.box.focus(selector);
  }

  /** The note says something else than when this was begun. */
  get clashes(): boolean {
    const { value, locked } = this.submission;
    const note = this.#note;
    return !this.gone && !locked && !!note && !!value && note.text !== value.before && note.text !== value.text;
  }

  get #text(): string {
    return this.submission.value?.text ?? this.#note?.text ?? '';
  }

  /** Whose draft it is, is known with the session. */
  get #key(): string | undefined {
    const { session } = this.owner.host.reading.around ?? {};
    if (!this.#note || !session) return undefined;
    const { id, customerId } = this.#note;
    const interactionId = `edit ${id}`; // of no conversation: of this note
    const { tenantId, agent } = session;
    return draftKey({ tenantId, agentId: agent.id, element: 'note-list', customerId, interactionId });
  }

  #write(text: string): void {
    const { submission } = this;
    const note = this.#note;
    if (!note || submission.locked) return;
    this.leaving = false;
    const { before, revision } = submission.value ?? { before: note.text, revision: note.revision };
    // What stands there already is no draft.
    if (text === note.text && text === before) void submission.discard();
    else submission.change({ text, before, revision });
    this.owner.host.requestUpdate();
  }

  async save(): Promise<void> {
    const { submission } = this;
    const note = this.#note;
    if (!note || submission.locked || this.gone || this.clashes) return;
    const { value } = submission;
    if (!value || value.text === note.text) return this.discard();
    if (!this.box.check()) return;
    const { id, text: before, revision } = note;
    const { text } = value;
    const payload: ChangeWish = { id, revision, text, before };
    await submission.submit({ text, before, revision }, { kind: kinds.change, about: about(id), payload });
  }

  /** Acknowledged: of whatever note. */
  #onSent({ result }: Intent, { id }: ChangeWish): void {
    const { host } = this.owner;
    const note = noteIn(result);
    if (note) host.reading.put(note);
    else void host.reading.ask(id);
    this.#kept.delete(id);
    if (note) host.dispatchEvent(new NoteSavedEvent(note.id, note.customerId, note.interactionId, false));
    if (note?.customerId === host.source.customerId) host.announce(host.texts.say('note-changed'), 'good');
    if (!this.isOpen(id)) return;
    const { activeElement } = host.renderRoot as ShadowRoot;
    const here = activeElement ? activeElement.matches('.editing *') : document.activeElement === document.body;
    this.close();
    this.#kept.delete(id);
    if (here) void this.owner.focusRow(id);
  }

  #onRefused(code: BackendErrorCode): void {
    const { host } = this.owner;
    const { id } = this.#note ?? {};
    host.announce(host.texts.say('not-saved'));
    if (id === undefined) return;
    if (code === 'not-found') host.reading.drop(id);
    else void host.reading.ask(id);
    void this.focus();
  }

  /** Away from here; what is typed stays. */
  leave(): void {
    const { id } = this.#note!;
    this.close();
    void this.owner.focusRow(id);
  }

  /** Away from here; what is typed goes, once that is sure. What is on its way goes on. */
  cancel(): void {
    if (this.submission.locked) return this.leave();
    if (this.submission.value === undefined) return this.discard();
    this.leaving = true;
    void this.focus('#keep-change');
  }

  /** Nothing of it is wanted any more. */
  discard(): void {
    const { id } = this.#note!;
    void this.submission.discard();
    this.leave();
    this.#kept.delete(id);
  }

  stay(): void {
    this.leaving = false;
    void this.focus();
  }

  /** Of two texts the one that was typed here. */
  keepMine(): void {
    const { text } = this.submission.value!;
    const { text: before, revision } = this.#note!;
    this.submission.change({ text, before, revision });
    void this.save();
  }

  /** In the new note first, then away from here. */
  async intoNew(): Promise<void> {
    await this.owner.composing.append(this.#text);
    await this.submission.discard();
    this.close();
  }
}
