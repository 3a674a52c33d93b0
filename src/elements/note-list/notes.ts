import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { dayAt } from '../../domain/day.js';
import { compareNotes, type Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Intent } from '../../wiring/intent.js';
import { RowGroups } from '../../wiring/row-groups.js';
import { Composing } from './composing.js';
import { Contact } from './contact.js';
import { Deeds } from './deeds.js';
import { Editing } from './editing.js';
import { Finding } from './finding.js';
import { Guarding } from './guarding.js';
import type { NoteList } from './note-list.js';
import { Pinned } from './pinned.js';
import { Rows } from './rows.js';
import { Staying } from './staying.js';
import { authorText } from './times.js';
import { underway } from './underway.js';
import type { RemoveWish } from './wishes.js';

export { styles } from './notes.styles.js';

/** Everything that is seen and done with a customer's notes. Loaded beside the first reading. */
export class Notes implements ReactiveController {
  readonly deeds: Deeds;
  readonly composing: Composing;
  readonly editing: Editing;
  readonly #rows: Rows;
  readonly #groups: RowGroups<Note>;
  readonly #finding: Finding;
  readonly #contact: Contact;
  readonly #pinned: Pinned;
  readonly #underway: ReturnType<typeof underway>;
  readonly #staying: Staying;
  /** Whose draft the composer shows: what had the focus there gets it back only in the same one. */
  #key?: string;
  /** The list as it is in this render. */
  #shown: readonly Note[] = [];
  #line?: ReturnType<Contact['place']>;

  constructor(readonly host: NoteList) {
    this.deeds = new Deeds(host);
    this.composing = new Composing(host);
    this.editing = new Editing(this);
    this.#rows = new Rows(this);
    this.#finding = new Finding(host);
    this.#contact = new Contact(host);
    this.#pinned = new Pinned(host, this.deeds);
    this.#underway = underway(host, this.composing);
    this.#groups = new RowGroups(host, {
      idOf: ({ id }) => id,
      render: (note) => this.#rows.render(note, note.id === this.#line?.before ? this.#renderLine() : nothing),
      stateOf: (note) => (note.id === this.#line?.before ? {} : this.#rows.stateOf(note)),
      label: () => host.label ?? host.texts.say('notes'),
    });
    this.#staying = new Staying(host);
    new Guarding(this);
    host.addController(this);
    const { reading } = host;
    reading.onTurned = () => this.#onTurned();
    reading.onArrival = (note) => this.#onArrival(note);
    reading.onDrop = (id) => this.#onDrop(id);
  }

  hostConnected(): void {
    this.#contact.reset();
  }

  hostDisconnected(): void {
    this.#key = undefined;
  }

  /** Puts the focus on a row; where that is not there (any more), on the list. */
  async focusRow(id: string): Promise<void> {
    await this.#groups.focus(id);
    const { activeElement } = this.host.renderRoot as ShadowRoot;
    if (!activeElement) this.host.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  async remove(note: Note): Promise<void> {
    await this.deeds.remove(note);
    await this.host.updateComplete;
    const { activeElement } = this.host.renderRoot as ShadowRoot;
    if (activeElement || document.activeElement === document.body) this.#find(`undo ${note.id}`)?.focus();
  }

  async undo(intent: Intent): Promise<void> {
    await this.deeds.undo(intent);
    await this.focusRow((intent.payload as RemoveWish).id);
  }

  render(): TemplateResult {
    const { host, composing } = this;
    const { feed } = host.reading;
    if (this.#key === composing.key) this.#staying.keep();
    this.#key = composing.key;
    return html`<section aria-labelledby="title" class="notes">
      <h2 class="sr" id="title" tabindex="-1">${host.label ?? host.texts.say('notes')}</h2>
      ${this.#pinned.render()} ${composing.render()} ${this.#underway.render()} ${this.#finding.render(feed.items.length)}
      ${this.#renderList()}
    </section>`;
  }

  #renderList(): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const { feed } = host.reading;
    if (feed.face === 'failed') return host.renderFailed(feed.error!.code, () => host.reading.reload());
    if (feed.face !== 'ready') return host.renderWaiting();
    const found = this.#finding.found(feed.items);
    this.#shown = this.#withEdited(found);
    this.#line = this.#finding.active ? undefined : this.#contact.place(this.#shown);
    return html`${feed.error && feed.complete ? this.#renderBar('not-refreshed') : nothing}
    ${this.#shown.length ? this.#groups.render(this.#shown, this.#common) : nothing}
    ${this.#shown.length && this.#line && this.#line.before === undefined ? this.#renderLine() : nothing}
    ${found.length || feed.busy || !feed.complete ? nothing : this.#finding.active ? this.#finding.renderNone() : html`<p class="none soft">${say('notes-none')}</p>`}
    ${feed.busy && !feed.complete ? html`<p class="older soft" role="status">${say('notes-older')}</p>` : nothing}
    ${feed.error && !feed.complete ? this.#renderBar('notes-older-failed') : nothing}`;
  }

  #renderBar(key: 'not-refreshed' | 'notes-older-failed'): TemplateResult {
    const { say } = this.host.texts;
    const { feed } = this.host.reading;
    return html`<div class="bar warn" part="bar" role="status">
      <span>${icon(shapes.warning)} ${say(key)} ${say(`error-${feed.error!.code}`)}</span>
      <button type="button" class="button" id="retry-notes" @click=${() => feed.retry()}>${say('retry')}</button>
    </div>`;
  }

  #renderLine(): TemplateResult {
    return html`<p class="line">
      ${icon(shapes.chevron, 'up')}<span>${this.host.texts.say('notes-since-contact', { day: this.#line!.day })}</span>
    </p>`;
  }

  /** What all rows show besides their notes: their words, the day of today, whose they are. */
  get #common(): readonly unknown[] {
    const { texts, reading, source } = this.host;
    const { say } = texts;
    const spoken = [
      say('note-by-you'),
      say('note-here'),
      say('note-pinned'),
      say('note-author-unknown'),
      say('note-edited', { when: '' }),
    ];
    const today = dayAt(Date.parse(reading.now), reading.timeZone);
    return [texts.locale, ...spoken, today, reading.around, source.interaction?.id];
  }

  /** The note that is being changed stays where it is, whatever is searched for and also when it is gone. */
  #withEdited(notes: readonly Note[]): readonly Note[] {
    const { note } = this.editing;
    if (!note || notes.some(({ id }) => id === note.id)) return notes;
    return [...notes, note].sort(compareNotes);
  }

  #find(topic: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(`[data-topic="${CSS.escape(topic)}"]`);
  }

  /** Another customer: nothing of the last one is left. */
  #onTurned(): void {
    this.host.announce(''); // it was said of another customer
    this.editing.close();
    for (const part of [this.#rows, this.#finding, this.#groups, this.#contact]) part.reset();
    this.composing.box.reset();
    this.#shown = [];
  }

  #onArrival(note: Note): void {
    const { host } = this;
    if (note.authorId === host.reading.agentId) return;
    host.announce(host.texts.say('note-arrived', { author: authorText(host, note) }));
  }

  /** Whoever stands in a row that goes is put on the next one. */
  #onDrop(id: string): void {
    const { activeElement } = this.host.renderRoot as ShadowRoot;
    const at = this.#shown.findIndex((note) => note.id === id);
    const inside = activeElement?.closest<HTMLElement>('.row')?.dataset['id'] === id;
    if (!inside || at < 0 || this.editing.isOpen(id)) return;
    const next = this.#shown[at + 1] ?? this.#shown[at - 1];
    void this.host.updateComplete.then(() => this.focusRow(next?.id ?? ''));
  }
}
