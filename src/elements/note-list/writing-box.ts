import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { cardNumbers } from '../../domain/card-number.js';
import { noteTextProblem } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { NoteList } from './note-list.js';

/** From this part of what is allowed on it is said how much is left. */
const nearly = 0.8;
/** Rows, where the box does not grow by itself. */
const [least, most] = [2, 10];

export interface WritingBoxOptions {
  /** Of the text area. */
  readonly id: string;
  label(): string;
  readonly text: () => string;
  readonly locked: () => boolean;
  onInput(text: string): void;
}

/** Where a note is written: how much of it there is, and what should not stand in it. */
export class WritingBox {
  /** Problems are shown from the first attempt on. */
  tried = false;
  /** The text that the agent was warned of. */
  #warnedOf?: string;

  constructor(
    private readonly host: NoteList,
    private readonly options: WritingBoxOptions,
  ) {}

  reset(): void {
    this.tried = false;
    this.#warnedOf = undefined;
  }

  /** What looks like a payment card is in it, and the agent has seen the warning. */
  get warned(): boolean {
    return this.#warnedOf !== undefined && this.#warnedOf === this.options.text();
  }

  get #limit(): number {
    return this.host.reading.around!.settings.noteLimit;
  }

  get #problem(): string | undefined {
    const problem = noteTextProblem(this.options.text(), { noteLimit: this.#limit });
    return this.tried || problem === 'too-long' ? problem : undefined;
  }

  /** Whether it can be sent as it is; else says what has to be done first, and puts the focus there. */
  check(): boolean {
    const { host, options } = this;
    this.tried = true;
    host.requestUpdate();
    const problem = this.#problem;
    if (problem) {
      host.announce(`${host.texts.say('not-saved')} ${this.#words(problem)}`);
      void this.focus();
      return false;
    }
    if (cardNumbers(options.text()).length && !this.warned) {
      this.#warnedOf = options.text();
      void this.focus(`#${options.id}-card`);
      return false;
    }
    return true;
  }

  async focus(selector = `#${this.options.id}`): Promise<void> {
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** `status`: how it stands with the draft. */
  render(status: unknown): TemplateResult {
    const { say } = this.host.texts;
    const { id, label, text, locked, onInput } = this.options;
    const written = text();
    const problem = this.#problem;
    return html`<div class="input">
      <div class="caption">
        <label for=${id}>${label()}</label>
        ${status}
        <span class="number end" ?hidden=${written.length < nearly * this.#limit} aria-live="off"
          >${say('comment-left', { count: this.#limit - written.length })}</span
        >
      </div>
      <textarea
        id=${id}
        rows=${Math.min(most, Math.max(least, written.split('\n', most).length))}
        dir="auto"
        .value=${live(written)}
        ?readonly=${locked()}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? `${id}-problem` : nothing}
        @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${problem ? html`<p class="problem" id=${`${id}-problem`}>${icon(shapes.warning)} ${this.#words(problem)}</p>` : nothing}
      ${
        cardNumbers(written).length && !locked()
          ? html`<div class="bar warn inside" part="bar" role="alert">
              <span>${icon(shapes.warning)} ${say('card-number')}</span>
              <button type="button" class="button" id=${`${id}-card`} @click=${this.#onTakeOut}>${say('take-out')}</button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #words(problem: string): string {
    const { say } = this.host.texts;
    if (problem === 'too-long') return say('note-too-long', { limit: this.#limit });
    return say(problem === 'required' ? 'note-empty' : 'note-not-text');
  }

  /** Takes out what looks like the number of a card; one of the two spaces goes along, the rest stays as it was typed. */
  readonly #onTakeOut = (): void => {
    let text = this.options.text();
    for (const { from, to } of [...cardNumbers(text)].reverse())
      text = from > 0 ? text.slice(0, from).replace(/ $/, '') + text.slice(to) : text.slice(to).replace(/^ /, '');
    this.options.onInput(text);
    void this.focus();
  };
}
