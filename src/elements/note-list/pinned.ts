import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Deeds } from './deeds.js';
import type { NoteList } from './note-list.js';
import { closedLength, linkedText, step } from './text.js';
import { authorText, pinText, shortTime, wordOf } from './times.js';

export { styles } from './pinned.styles.js';

/** A text of so many characters or lines may not be all in sight. */
const [fewCharacters, fewLines] = [100, 3];
const isLong = (text: string) => text.length > fewCharacters || text.split('\n', fewLines + 1).length > fewLines;

/** The pinned notes, above everything else. Loaded alone where nothing else is shown. */
export class Pinned {
  /** Ids of those that are shown whole. */
  readonly #whole = new Set<string>();

  constructor(
    private readonly host: NoteList,
    private readonly deeds = new Deeds(host),
  ) {}

  render(): TemplateResult | typeof nothing {
    const { reading, texts } = this.host;
    const { pins } = reading;
    const failure = reading.feed.face === 'failed' ? undefined : pins.error; // then nothing could be read, and that is said once
    const notes = pins.value ?? [];
    if (!notes.length && !failure) return nothing;
    return html`<section class="pinned" part="pinned" aria-label=${texts.say('notes-pinned-title')}>
      ${
        failure
          ? html`<div class="bar warn" part="bar" role="status">
              <span>${icon(shapes.warning)} ${texts.say('notes-pinned-failed')} ${texts.say(`error-${failure.code}`)}</span>
              <button type="button" class="button slim" data-topic="retry-pins" @click=${() => pins.reload()}>
                ${texts.say('retry')}
              </button>
            </div>`
          : nothing
      }
      <ul>
        ${repeat(
          notes,
          ({ id }) => id,
          (note) => this.#renderNote(note),
        )}
      </ul>
    </section>`;
  }

  #renderNote(note: Note): TemplateResult {
    const { host, deeds } = this;
    const { say } = host.texts;
    const author = authorText(host, note);
    const said = deeds.said(note.id);
    const unpin = host.reading.may('pin');
    const whole = this.#whole.has(note.id);
    const name = `pin-${wordOf(note.id)}`;
    return html`<li class="pin">
      ${icon(shapes.pin)}
      <div>
        <span class=${whole ? 'pin-text whole' : 'pin-text'} id=${name} dir="auto"
          >${linkedText(note.text, whole ? step : closedLength)}</span
        >
        <p class="pin-foot soft">
          <bdi>${author}</bdi> · <span class="number">${shortTime(host, note.createdAt)}</span>
          ${note.pin?.untilAt ? html`· <span>${pinText(host, note)}</span>` : nothing}
          ${
            isLong(note.text)
              ? html`<button
                  type="button"
                  class="link"
                  data-topic=${`whole ${note.id}`}
                  aria-expanded=${whole}
                  aria-controls=${name}
                  @click=${() => this.#onWhole(note.id)}
                >
                  ${say(whole ? 'show-less' : 'more')}
                </button>`
              : nothing
          }
        </p>
        ${said && host.pinnedOnly ? html`<p class="problem" role="alert">${icon(shapes.warning)} ${said}</p>` : nothing}
      </div>
      ${
        unpin
          ? html`<button
              type="button"
              class="quiet small"
              data-topic=${`strip-unpin ${note.id}`}
              title=${say('note-unpin')}
              aria-label=${`${say('note-unpin')}: ${author}`}
              aria-disabled=${deeds.isBusy(note.id)}
              @click=${() => void deeds.pin(note, undefined)}
            >
              ${icon(shapes.close)}
            </button>`
          : nothing
      }
    </li>`;
  }

  #onWhole(id: string): void {
    if (!this.#whole.delete(id)) this.#whole.add(id);
    this.host.requestUpdate();
  }
}
