import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Intent, IntentError } from '../../wiring/intent.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import type { Form } from './form.js';
import type { CardDraft } from './typing.js';
import { isParked } from './wishes.js';
import type { Writing } from './writing.js';

/** What stands over a form: whether what is in it is kept, saved, restored, and what colleagues did meanwhile. */
export class Notices implements ReactiveController {
  /** Names of the fields that colleagues changed and that were taken over, since the form was opened. */
  readonly #merged = new Set<string>();
  /** The record as the form had it last. */
  #base?: Customer;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
    private readonly form: Form,
  ) {
    card.addController(this);
  }

  reset(): void {
    this.#merged.clear();
    this.#base = undefined;
  }

  /** Where nothing was typed yet there is no draft to be merged with: the form has simply another record. */
  hostUpdate(): void {
    const { mode, edit } = this.writing.typing;
    const before = this.#base;
    const base = (this.#base = mode === 'edit' ? edit?.base : undefined);
    const newer = edit && before && base && before.id === base.id && before.revision < base.revision;
    if (newer && !edit.intent) this.onMet({ ...edit, base: before }, edit);
  }

  /** A colleague saved meanwhile: what was taken over, and what has to be decided. */
  onMet(before: CardDraft, after: CardDraft): void {
    const { base, clashes = [] } = after;
    if (!base || !before.base) return;
    this.#base = base;
    const clashing = new Set(clashes.map(({ field }) => field));
    const fields = this.card.lookup.around?.fields ?? [];
    for (const { name, visible } of fields) {
      // What I had typed too may be my own save, whose answer was lost.
      const mine = before.fields[name] !== undefined || after.fields[name] !== undefined;
      const theirs = before.base.fields[name] !== base.fields[name] && !mine;
      if (clashing.has(name)) this.#merged.delete(name);
      else if (visible && theirs) this.#merged.add(name);
    }
    const { say } = this.card.texts;
    if (clashes.length) this.card.announce(say('clashes', { count: clashes.length }));
    else if (this.#merged.size) this.card.announce(say('merged', { fields: this.#names }));
  }

  /** In a few words, beside the title. */
  status({ intent }: CardDraft): string {
    const { say } = this.card.texts;
    const { state = 'none' } = this.writing.typing.place?.drafts ?? {};
    const handed = intent && this.writing.outgoing.get(intent);
    if (handed && (this.form.saving.isStopped(handed) || isWaiting(handed))) return ''; // the bar says how it stands
    if (intent) return say('saving');
    return state === 'saved' ? say('draft-kept') : state === 'saving' ? say('draft-unsaved') : '';
  }

  render(edit: CardDraft): TemplateResult {
    const { say } = this.card.texts;
    return html`${this.#renderDraft(edit)}
    ${this.#merged.size ? html`<div class="bar" part="bar"><span>${icon(shapes.refresh)} ${say('merged', { fields: this.#names })}</span></div>` : nothing}
    ${edit.clashes?.length && !edit.intent ? html`<div class="bar warn" part="bar"><span>${icon(shapes.warning)} ${say('clashes', { count: edit.clashes.length })}</span></div>` : nothing}
    ${this.#renderSaving(edit)} ${edit.intent ? this.writing.parked.renderBefore(edit.intent) : nothing}`;
  }

  /** As they stand in the form. */
  get #names(): readonly string[] {
    const fields = this.card.lookup.around?.fields ?? [];
    return fields.filter(({ name }) => this.#merged.has(name)).map((field) => fieldName(this.card, field));
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
    const stopped = intent && this.form.saving.isStopped(intent);
    if (stopped || (intent && isWaiting(intent))) return this.#renderWaiting(intent);
    if (!error && !orphan) return nothing;
    const why = this.#why(error);
    return html`<div class="bar warn" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${error ? say('not-saved') : say('gone-kept')} ${why}</span>
    </div>`;
  }

  #renderWaiting(intent: Intent): TemplateResult {
    const { say } = this.card.texts;
    const why = this.#why(intent.error?.code);
    const stopped = isParked(intent);
    const busy = intent.state === 'sending';
    return html`<div class="bar warn" part="bar" role="alert">
      <span
        >${icon(shapes.warning)} ${stopped ? say('not-saved') : say('not-sent-yet')} ${why}
        ${stopped ? nothing : say('sent-by-itself')}</span
      >
      <button type="button" class="button" ?disabled=${busy} @click=${() => void this.form.saving.retry(intent)}>
        ${say('retry')}
      </button>
      <button type="button" class="button" ?disabled=${busy} @click=${() => void this.form.saving.again(intent)}>
        ${say('edit-again')}
      </button>
    </div>`;
  }

  #why(code: IntentError['code'] | undefined): string {
    const { say } = this.card.texts;
    if (code === undefined || code === 'not-sent') return '';
    return code === 'denied' ? say('saving-denied') : say(`error-${code}`);
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

/** It did not go out at the first attempt, and goes on by itself. */
const isWaiting = (intent: Intent): boolean => !isParked(intent) && Boolean(intent.error || intent.attempts > 1);
