import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from '../../domain/fold.js';
import { isPinned, type Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import type { NoteList } from './note-list.js';

type Which = 'all' | 'mine' | 'pinned' | 'here';
const titles = { all: 'notes-all', mine: 'notes-mine', pinned: 'notes-pinned', here: 'note-here' } as const;

/** With so many notes nothing is searched. */
const few = 5;
/** Milliseconds at a time for taking texts apart, and before a count is told to those who listen. */
const [budget, pause] = [8, 500];
/** Of a text so much is searched, in UTF-16 units. */
const far = 100_000;

/** Finding a note among those that are loaded: every typed word begins a word of the text or of its author. */
export class Finding implements ReactiveController {
  #text = '';
  #which: Which = 'all';
  /** The words of a note, each between two spaces. */
  readonly #words = new WeakMap<Note, string>();
  #known?: { readonly of: readonly unknown[]; readonly notes: readonly Note[] };
  #slice?: unknown;
  #telling?: unknown;

  constructor(private readonly host: NoteList) {
    host.addController(this);
  }

  get active(): boolean {
    return this.#text.trim() !== '' || this.#which !== 'all';
  }

  reset(): void {
    this.#text = '';
    this.#which = 'all';
    this.hostDisconnected();
  }

  hostDisconnected(): void {
    pageClock.clear(this.#slice);
    pageClock.clear(this.#telling);
    this.#slice = this.#telling = this.#known = undefined;
  }

  /** Those that are to be shown. */
  found(notes: readonly Note[]): readonly Note[] {
    if (!this.active) return notes;
    const { now, agentId } = this.host.reading;
    const { id: here } = this.host.source.interaction ?? {};
    const of = [notes, this.#text, this.#which, agentId, here];
    if (this.#known && of.every((each, i) => each === this.#known!.of[i])) return this.#known.notes;
    const wanted = words(this.#text).map((word) => ` ${word}`);
    const end = this.#steady() + budget;
    let whole = true;
    const found = notes.filter((note) => {
      if (this.#which === 'mine' && note.authorId !== agentId) return false;
      if (this.#which === 'pinned' && !isPinned(note, now)) return false;
      if (this.#which === 'here' && (here === undefined || note.interactionId !== here)) return false;
      if (!wanted.length) return true;
      if (!this.#words.has(note) && this.#steady() > end) return (whole = false);
      return wanted.every((word) => this.#wordsOf(note).includes(word));
    });
    if (whole) this.#known = { of, notes: found };
    else
      this.#slice ??= pageClock.set(() => {
        this.#slice = undefined;
        this.host.requestUpdate();
      }, 0);
    return found;
  }

  render(count: number): TemplateResult | typeof nothing {
    if (count <= few && !this.active) return nothing;
    const { say } = this.host.texts;
    const here = this.host.source.interaction !== undefined;
    const kinds = (['all', 'mine', 'pinned', 'here'] as const).filter((which) => which !== 'here' || here);
    return html`<div class="finding" role="search" aria-label=${say('notes-search')}>
      <label class="box">
        ${icon(shapes.search)}
        <input
          type="search"
          id="search"
          autocomplete="off"
          aria-label=${say('notes-search')}
          placeholder=${say('notes-search')}
          .value=${live(this.#text)}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        />
      </label>
      <fieldset class="which">
        <legend class="sr">${say('notes-which')}</legend>
        ${kinds.map(
          (which) =>
            html`<label class="chip"
              ><input
                type="radio"
                class="sr"
                name="which"
                id=${`which-${which}`}
                .checked=${live(this.#which === which)}
                @change=${() => this.#set(this.#text, which)}
              /><span>${say(titles[which])}</span></label
            >`,
        )}
      </fieldset>
    </div>`;
  }

  /** Nothing was found. */
  renderNone(): TemplateResult {
    const { say } = this.host.texts;
    return html`<div class="none">
      <p class="soft">${say('notes-nothing-found')}</p>
      <button type="button" class="button" id="show-all" @click=${this.#onAll}>${say('notes-show-all')}</button>
    </div>`;
  }

  #steady(): number {
    return pageClock.steady?.() ?? pageClock.now();
  }

  #wordsOf(note: Note): string {
    let known = this.#words.get(note);
    if (known === undefined) {
      known = ` ${words(`${note.text.slice(0, far)} ${note.authorName ?? ''}`).join(' ')}`;
      this.#words.set(note, known);
    }
    return known;
  }

  #set(text: string, which: Which): void {
    this.#text = text;
    this.#which = which;
    this.host.requestUpdate();
    pageClock.clear(this.#telling);
    this.#telling = pageClock.set(() => {
      this.#telling = undefined;
      const { length: count } = this.found(this.host.reading.feed.items);
      this.host.announce(this.host.texts.say('notes-found', { count }));
    }, pause);
  }

  readonly #onInput = (event: Event): void => this.#set((event.target as HTMLInputElement).value, this.#which);

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.#text === '' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#set('', this.#which);
  };

  readonly #onAll = (): void => {
    this.#set('', 'all');
    const find = (selector: string) => this.host.renderRoot.querySelector<HTMLElement>(selector);
    void this.host.updateComplete.then(() => (find('#search') ?? find('#title'))?.focus());
  };
}
