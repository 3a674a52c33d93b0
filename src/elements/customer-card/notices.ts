import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Intent } from '../../wiring/intent.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import type { Form } from './form.js';
import type { CardDraft } from './typing.js';
import type { Writing } from './writing.js';

/** What stands over a form: whether what is in it is kept, saved, restored, and what colleagues did meanwhile. */
export class Notices {
  /** What a colleague's save brought, until the next one. */
  #merged: readonly string[] = [];

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly form: Form,
  ) {}

  reset(): void {
    this.#merged = [];
  }

  /** A colleague saved meanwhile: what was taken over, and what has to be decided. */
  onMet(before: CardDraft, after: CardDraft): void {
    const { base } = after;
    if (!base || !before.base) return;
    const clashing = new Set((after.clashes ?? []).map(({ field }) => field));
    const fields = this.card.lookup.around?.fields ?? [];
    const theirs = ({ name }: { name: string }) => before.base?.fields[name] !== base.fields[name];
    const taken = fields.filter(
      (field) => field.visible && !clashing.has(field.name) && theirs(field) && after.fields[field.name] === undefined,
    );
    this.#merged = taken.map((field) => fieldName(this.card, field));
    const { say } = this.card.texts;
    if (clashing.size) this.card.announce(say('clashes', { count: clashing.size }));
    else if (this.#merged.length) this.card.announce(say('merged', { fields: this.#merged }));
  }

  /** In a few words, beside the title. */
  status({ intent }: CardDraft): string {
    const { say } = this.card.texts;
    const { state = 'none' } = this.writing.typing.place?.drafts ?? {};
    if (intent) return say('saving');
    return state === 'saved' ? say('draft-kept') : state === 'none' || state === 'restored' ? '' : say('draft-unsaved');
  }

  render(edit: CardDraft): TemplateResult {
    const { say } = this.card.texts;
    return html`${this.#renderDraft(edit)}
    ${this.#merged.length ? html`<div class="bar" part="bar"><span>${icon(shapes.refresh)} ${say('merged', { fields: this.#merged })}</span></div>` : nothing}
    ${this.#renderSaving(edit)}`;
  }

  #renderDraft(edit: CardDraft): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { drafts } = this.writing.typing.place ?? {};
    if (!drafts) return nothing;
    const { others, state, error } = drafts;
    return html`${
      state === 'not-saved'
        ? html`<div class="bar warn" part="bar" role="alert">
            <span>${icon(shapes.warning)} ${say('draft-not-kept')} ${error ? say(`error-${error.code}`) : nothing}</span>
          </div>`
        : nothing
    }
    ${
      others.length
        ? html`<div class="bar" part="bar">
            <span>${say('draft-elsewhere')}</span
            ><button type="button" class="button" @click=${() => drafts.takeBack()}>${say('take-other')}</button>
          </div>`
        : nothing
    }
    ${
      state === 'restored' && !edit.intent && !edit.orphan
        ? html`<div class="bar" part="bar" role="status">
            <span>${icon(shapes.undo)} ${say('draft-restored')}</span>
            <button type="button" class="button" id="discard" @click=${this.#onDiscard}>${say('discard')}</button>
          </div>`
        : nothing
    }`;
  }

  /** Why it is not saved yet, and what can be done. */
  #renderSaving({ intent: id, orphan }: CardDraft): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { error } = this.form.saving;
    const intent = id ? this.writing.outgoing.get(id) : undefined;
    if (intent && (intent.error || intent.attempts > 1)) return this.#renderWaiting(intent);
    if (!error && !orphan) return nothing;
    const why = error && error !== 'not-sent' ? say(`error-${error}`) : '';
    return html`<div class="bar warn" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${error ? say('not-saved') : say('gone-kept')} ${why}</span>
    </div>`;
  }

  #renderWaiting(intent: Intent): TemplateResult {
    const { say } = this.card.texts;
    const code = intent.error?.code;
    const why = code && code !== 'not-sent' ? say(`error-${code}`) : '';
    const stopped = intent.state === 'needs-attention';
    return html`<div class="bar warn" part="bar" role="alert">
      <span
        >${icon(shapes.warning)} ${stopped ? say('not-saved') : say('not-sent-yet')} ${why}
        ${stopped ? nothing : say('sent-by-itself')}</span
      >
      <button type="button" class="button" @click=${() => void this.form.saving.retry(intent)}>${say('retry')}</button>
      <button type="button" class="button" @click=${() => void this.form.saving.again(intent)}>${say('edit-again')}</button>
    </div>`;
  }

  readonly #onDiscard = async (): Promise<void> => {
    const { mode } = this.writing.typing;
    const { drafts } = this.writing.typing.place ?? {};
    await drafts?.discard();
    this.form.inputs.reset();
    this.card.announce(this.card.texts.say('draft-discarded'));
    // What was found open closes again: the agent has not asked for a form.
    this.writing.typing.close();
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>(mode === 'add' ? '#add' : '#edit')?.focus();
  };
}
