import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { isPinned, type Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Lazy } from '../../wiring/lazy.js';
import { renderDeeds, renderPins, renderReason, renderSaid } from './controls.js';
import { renderEditor } from './editor.js';
import type { NoteList } from './note-list.js';
import type { Notes } from './notes.js';
import { excerptOf, isPlainClick, openedText, step } from './text.js';
import { authorText, fullTime, pinText, shortTime, wordOf } from './times.js';
import type { Versions } from './versions.js';

/** What is opened of a note. */
interface Opened {
  /** So much of its text, in UTF-16 units. */
  length: number;
  /** The choice of how long it is to be pinned. */
  pins?: boolean;
  versions?: boolean;
}

/** One note in the list: who, when, what; opened in place with all of its text, and what can be done with it. */
export class Rows implements ReactiveController {
  readonly host: NoteList;
  readonly #opened = new Map<string, Opened>();
  readonly #versions: Lazy<Versions>;
  /** Where the pointer went down. */
  #begun?: { readonly x: number; readonly y: number };

  constructor(readonly notes: Notes) {
    this.host = notes.host;
    this.#versions = new Lazy(this.host, async () => ({ part: new (await import('./versions.js')).Versions(this.host) }));
    this.host.addController(this);
    const { renderRoot } = this.host;
    renderRoot.addEventListener('pointerdown', (event) => {
      const { clientX: x, clientY: y } = event as PointerEvent;
      this.#begun = { x, y };
    });
    // The keyboard has the button of the row for this.
    renderRoot.addEventListener('click', this.#onClick);
  }

  hostDisconnected(): void {
    this.reset();
  }

  reset(): void {
    this.#opened.clear();
    this.#versions.value?.close();
  }

  /** What a row shows besides its note: what is open, or on its way, is looked at each time. Most have nothing of the kind. */
  stateOf(note: Note): unknown {
    const { deeds, editing } = this.notes;
    const { id } = note;
    const lively = this.#opened.has(id) || editing.isOpen(id) || editing.isKept(id) || deeds.isLively(id);
    return lively ? {} : (note.pin !== undefined && isPinned(note, this.host.reading.now)) || undefined;
  }

  /** `divider`: what stands above it. */
  render(note: Note, divider: unknown): TemplateResult {
    const { notes, host } = this;
    const { id } = note;
    const removal = notes.deeds.removal(id);
    const open = this.#opened.get(id);
    const word = wordOf(id);
    const edited = notes.editing.isOpen(id);
    const pinned = isPinned(note, host.reading.now);
    return html`${divider}
      <div class=${['note', removal && 'going', open && 'open', pinned && 'is-pinned'].filter(Boolean).join(' ')}>
        <button
          type="button"
          class="head"
          data-row
          data-topic=${`row ${id}`}
          tabindex="-1"
          aria-expanded=${open !== undefined}
          aria-controls=${`text-${word}`}
          @click=${() => this.toggle(id)}
        >
          <span class="by"><bdi class="author">${authorText(host, note)}</bdi>${this.#renderMarks(note, pinned)}</span>
          <span class="at"
            ><time class="number" datetime=${note.createdAt} title=${fullTime(host, note.createdAt)}
              >${shortTime(host, note.createdAt)}</time
            ><svg class="icon chevron" viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes.chevron} /></svg
          ></span>
        </button>
        <div id=${`text-${word}`} class="content">
          ${
            edited
              ? renderEditor(notes.editing, note)
              : html`<span class=${open ? 'text' : 'text clamped'} dir="auto"
                  >${open ? openedText(note, open.length) : excerptOf(note)}</span
                >`
          }
          ${removal || edited || !open ? nothing : this.#renderOpen(note, open)} ${renderSaid(this, note, removal)}
        </div>
      </div>`;
  }

  isOpen(id: string): boolean {
    return this.#opened.has(id);
  }

  toggle(id: string): void {
    if (!this.#opened.delete(id)) this.#opened.set(id, { length: step });
    else if (this.notes.editing.isOpen(id)) this.notes.editing.close();
    this.host.requestUpdate();
  }

  /** What is opened in an open row is another thing. */
  turn(id: string, part: 'pins' | 'versions'): void {
    const open = this.#opened.get(id);
    if (!open) return;
    const versions = this.#versions.value;
    if (part === 'versions' && open.versions) versions?.close();
    // Versions are read of one note at a time.
    if (part === 'versions') for (const [other, each] of this.#opened) if (other !== id) each.versions = false;
    open[part] = !open[part];
    this.host.requestUpdate();
  }

  shows(id: string, part: 'pins' | 'versions'): boolean {
    return this.#opened.get(id)?.[part] ?? false;
  }

  #renderMarks(note: Note, pinned: boolean): TemplateResult | typeof nothing {
    const { host, notes } = this;
    const { say } = host.texts;
    const { id: here } = host.source.interaction ?? {};
    const { editedAt } = note;
    const isHere = here !== undefined && note.interactionId === here;
    const isKept = notes.editing.isKept(note.id);
    if (!pinned && !isHere && editedAt === undefined && !isKept) return nothing;
    return html`${
      pinned
        ? html` <span class="mark" title=${pinText(host, note) ?? ''}
            >${icon(shapes.pin)}<span class="sr">${say('note-pinned')}</span></span
          >`
        : nothing
    }${isHere ? html` <span class="pill here">${say('note-here')}</span>` : nothing}${
      editedAt !== undefined
        ? html` <span class="soft edited" title=${fullTime(host, editedAt)}
            >${say('note-edited', { when: shortTime(host, editedAt) })}</span
          >`
        : nothing
    }${isKept ? html` <span class="pill warn">${say('note-change-kept')}</span>` : nothing}`;
  }

  #renderOpen(note: Note, open: Opened): TemplateResult {
    const { say } = this.host.texts;
    return html`${
      note.text.length > open.length
        ? html`<button
            type="button"
            class="link"
            data-topic=${`more ${note.id}`}
            @click=${() => {
              open.length += step;
              this.host.requestUpdate();
            }}
          >
            ${say('note-more-text')}
          </button>`
        : nothing
    }
    ${renderReason(this, note)} ${renderDeeds(this, note)} ${open.pins ? renderPins(this, note) : nothing}
    ${open.versions ? (this.#versions.get()?.render(note) ?? html`<span class="skeleton wide"></span>`) : nothing}`;
  }

  /** A click on the beginning of a text opens the rest of it. */
  readonly #onClick = (event: Event): void => {
    const target = event.target as Element;
    const id = target.closest('.note .clamped') && target.closest<HTMLElement>('.row')?.dataset['id'];
    if (id && isPlainClick(event as MouseEvent, this.#begun)) this.toggle(id);
  };
}
