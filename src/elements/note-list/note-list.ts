import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { failedFace, waitingFace } from '../../styles/list-faces.js';
import { Announcer } from '../../wiring/announcer.js';
import {
  backendContext,
  Consumed,
  customerContext,
  type Desk,
  deskContext,
  draftsContext,
  interactionContext,
} from '../../wiring/context.js';
import { CountChangedEvent } from '../../wiring/count-changed.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { Texts } from '../../wiring/words.js';
import { styles } from './note-list.styles.js';
import type { Notes } from './notes.js';
import type { Pinned } from './pinned.js';
import { Reading } from './reading.js';

/** Where its data come from. */
export interface Source {
  readonly backend?: Backend;
  readonly customerId?: string;
  readonly interaction?: Interaction;
}

/**
 * What agents know about a customer: their notes, newest first, read and written while the conversation goes on. One's own can be changed and deleted, pinned ones stand above, and nothing that is typed is ever lost.
 *
 * @tag note-list
 * @fires {NoteSavedEvent} note-saved - The backend has acknowledged a new note, or another text for one; `noteId`, `customerId`, `interactionId` and `added`.
 * @fires {NoteDeletedEvent} note-deleted - The backend has acknowledged that a note is gone; `noteId` and `customerId`.
 * @fires {CountChangedEvent} count-changed - The customer has another number of notes; `count`.
 * @csspart pinned - The pinned notes.
 * @csspart composer - Where a new note is written.
 * @csspart rows - The list.
 * @csspart row - One note.
 * @csspart bar - A notice.
 */
export class NoteList extends LitElement {
  static override styles = [base, controls, styles];

  /** The customer whose notes these are; the desk's, or the card's, unless given. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The conversation in which is written; the desk's unless given. What was typed for another one waits for it. */
  @property({ attribute: false }) interaction?: Interaction;

  /** What its tab is called, where it stands in one. */
  @property() label?: string;

  /** Shows the pinned notes alone, and nothing at all when there are none: for a place that is always in sight, such as the top of the card. */
  @property({ type: Boolean, attribute: 'pinned-only' }) pinnedOnly = false;

  readonly texts = new Texts(this);
  readonly #announcer = new Announcer(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly reading = new Reading(this);
  readonly #notes = new Lazy<Notes>(this, async () => {
    const { Notes, styles } = await import('./notes.js');
    return { part: new Notes(this), styles };
  });
  readonly #pinned = new Lazy<Pinned>(this, async () => {
    const { Pinned, styles } = await import('./pinned.js');
    return { part: new Pinned(this), styles };
  });
  #count?: number;

  /** How many notes the customer has; undefined until that is known, and where only pinned ones are shown. */
  get count(): number | undefined {
    return this.#count;
  }

  /** The properties, else the desk's.
   * @internal */
  get source(): Source {
    return {
      backend: this.backend ?? this.#backend.value,
      customerId: (this.customerId ?? this.#customer.value) || undefined,
      interaction: this.interaction ?? this.#interaction.value,
    };
  }

  /** The frame around, if there is one.
   * @internal */
  get desk(): Desk | undefined {
    return this.#desk.value;
  }

  /** The desk's choice of where drafts are kept.
   * @internal */
  get draftStore(): DraftStore | undefined {
    return this.#drafts.value;
  }

  /** Says something to people who listen; with a tone also shown for a while to those who look.
   * @internal */
  announce(text: string, tone?: 'good'): void {
    this.#announcer.say(text, tone);
  }

  /** Loaded beside the first reading rather than after it. */
  protected override firstUpdated(): void {
    void this.#part.load();
  }

  protected override updated(): void {
    const { count } = this.reading;
    if (count === this.#count) return;
    this.#count = count;
    this.dispatchEvent(new CountChangedEvent(count));
  }

  override render(): TemplateResult | typeof nothing {
    const { reading, source, pinnedOnly } = this;
    const { base } = reading;
    if (!source.backend?.notes || base.face === 'nothing' || (base.value && !base.value.may('customers.view'))) return nothing;
    if (pinnedOnly && (base.face === 'waiting' || !source.customerId)) return nothing;
    if (base.face === 'failed') return pinnedOnly ? nothing : this.renderFailed(base.error!.code, () => base.reload());
    if (this.#part.failed) return pinnedOnly ? nothing : this.renderFailed('offline', () => void this.#part.load());
    if (base.value && !source.customerId) return html`<p class="none soft">${this.texts.say('notes-need-customer')}</p>`;
    const part = base.value && this.#part.get();
    if (!part) return pinnedOnly ? nothing : this.renderWaiting();
    return html`${part.render()} ${this.#announcer.render()}`;
  }

  get #part(): Lazy<Notes | Pinned> {
    return this.pinnedOnly ? this.#pinned : this.#notes;
  }

  /** @internal */
  renderWaiting(): TemplateResult {
    return waitingFace(this.texts.say('notes'));
  }

  /** @internal */
  renderFailed(code: BackendErrorCode, again: () => void): TemplateResult {
    const { say } = this.texts;
    return failedFace({ what: say('notes-not-loaded'), why: say(`error-${code}`), retry: say('retry') }, again);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'note-list': NoteList;
  }
}
