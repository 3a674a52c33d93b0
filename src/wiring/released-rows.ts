import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BackendErrorCode } from '../backend/backend-error.js';
import type { IntentError } from './intent.js';
import type { Released, Submission } from './submission.js';
import type { Texts } from './words.js';

export interface ReleasedRowsOptions {
  readonly texts: Texts;
  /** Before a warning. */
  readonly sign: TemplateResult;
  /** Those of what is on screen, the newest first. */
  shown(): readonly Released[];
  /** That it is on its way; that it was not done, and not done yet; that the form has to be freed before it can be taken back. */
  words(): { readonly sending: string; readonly not: string; readonly notYet: string; readonly taken: string };
  /** Why it was not done. */
  why(code: BackendErrorCode, error: IntentError): string;
  renderText(payload: object): TemplateResult;
  mayEdit(): boolean;
  onEdit(released: Released): void;
  onDiscarded(released: Released): void;
}

/** What has left a form of the kind that is free at once, and is not acknowledged: each with what can be done. Bring `released` of `styles/released`. */
export class ReleasedRows<T extends object> {
  constructor(
    private readonly submission: Submission<T>,
    private readonly options: ReleasedRowsOptions,
  ) {}

  render(): TemplateResult | typeof nothing {
    const shown = this.options.shown();
    if (!shown.length) return nothing;
    return html`<ul class="underway" aria-label=${this.options.words().sending}>
      ${repeat(
        shown,
        ({ intent }) => intent.id,
        (each) => this.#renderOne(each),
      )}
    </ul>`;
  }

  #renderOne(released: Released): TemplateResult {
    const { options } = this;
    const { sending, not, notYet } = options.words();
    const { intent, payload } = released;
    const { state, error, attempts } = intent;
    const stopped = state === 'conflict' || state === 'needs-attention';
    const late = stopped || error !== undefined || attempts > 1;
    const why = error && error.code !== 'not-sent' ? options.why(error.code, error) : '';
    return html`<li class="sending">
      ${late ? nothing : html`<p class="meta soft" role="status">${sending}</p>`} ${options.renderText(payload)}
      ${
        late
          ? html`<div class="bar warn inside" part="bar" role="alert">
              <span
                >${options.sign} ${stopped ? not : notYet} ${why} ${stopped ? nothing : options.texts.say('sent-by-itself')}</span
              >
              ${this.#renderDeeds(released)}
            </div>`
          : nothing
      }
    </li>`;
  }

  #renderDeeds(released: Released): TemplateResult {
    const { options, submission } = this;
    const { say } = options.texts;
    const { id, state } = released.intent;
    const taken = submission.value !== undefined;
    const deed = (name: string, text: string, run: () => void, off = false) =>
      html`<button
        type="button"
        class="button slim"
        data-topic=${`${name} ${id}`}
        ?disabled=${state === 'sending' || off}
        aria-describedby=${off ? `taken-${id}` : nothing}
        @click=${run}
      >
        ${text}
      </button>`;
    return html`${deed('retry', say('retry'), () => void this.#retry(id))}
    ${options.mayEdit() ? deed('again', say('edit-again'), () => options.onEdit(released), taken) : nothing}
    ${deed('discard', say('discard'), () => void this.#discard(released))}
    ${taken ? html`<span class="hint" id=${`taken-${id}`}>${options.words().taken}</span>` : nothing}`;
  }

  async #retry(id: string): Promise<void> {
    const { outgoing } = this.submission;
    await outgoing.retry(id).catch(() => undefined);
    await outgoing.resume().catch(() => undefined);
  }

  async #discard(released: Released): Promise<void> {
    if (await this.submission.giveUp(released)) this.options.onDiscarded(released);
  }
}
