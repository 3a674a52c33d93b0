import { html, type TemplateResult } from 'lit';
import type { Backend } from '../../backend/backend.js';
import { asNoteVersions } from '../../backend/note-answers.js';
import type { Note, NoteVersion } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Load } from '../../wiring/load.js';
import type { NoteList } from './note-list.js';
import { linkedText, step } from './text.js';
import { fullTime, shortTime } from './times.js';

/** What a note said before it was changed: of one note at a time, read when it is opened. */
export class Versions {
  readonly #load: Load<readonly [backend: Backend, id: string, at?: string], readonly NoteVersion[]>;
  #note?: Note;

  constructor(private readonly host: NoteList) {
    this.#load = new Load(host, {
      args: () => {
        const { backend } = host.source;
        return this.#note && backend?.notes?.history ? [backend, this.#note.id, this.#note.editedAt] : undefined;
      },
      read: async ([{ notes }, id], signal) => {
        return asNoteVersions(await notes!.history!(id, { signal }));
      },
    });
  }

  render(note: Note): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    if (this.#note?.id !== note.id || this.#note.editedAt !== note.editedAt) {
      this.#note = note;
      host.requestUpdate();
    }
    const { face, value, error } = this.#load;
    if (face === 'failed')
      return html`<div class="bar warn inside" part="bar" role="alert">
        <span>${icon(shapes.warning)} ${say('note-versions-failed')} ${say(`error-${error!.code}`)}</span>
        <button type="button" class="button slim" data-topic="retry-versions" @click=${() => this.#load.reload()}>
          ${say('retry')}
        </button>
      </div>`;
    if (face !== 'ready' || !value)
      return html`<div aria-busy="true"><span class="sr">${say('note-versions')}</span><span class="skeleton wide"></span></div>`;
    if (!value.length) return html`<p class="soft">${say('note-versions-none')}</p>`;
    return html`<ol class="versions" reversed>
      ${value.map(({ text, fromAt, untilAt }) => {
        const times = { from: shortTime(host, fromAt), until: shortTime(host, untilAt) };
        return html`<li>
          <p class="meta soft number" title=${`${fullTime(host, fromAt)} – ${fullTime(host, untilAt)}`}>
            ${say('note-version', times)}
          </p>
          <span class="text" dir="auto">${linkedText(text, step)}</span>
        </li>`;
      })}
    </ol>`;
  }

  /** Nobody looks at any. */
  close(): void {
    this.#note = undefined;
    this.host.requestUpdate();
  }
}
