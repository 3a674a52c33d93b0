import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { initials } from '../../domain/customer.js';
import { draftOf, formFields } from '../../domain/customer-edit.js';
import { displayName } from '../../domain/customer.js';
import type { CustomerKind, FieldProblem } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { renderAstray } from './astray.js';
import type { CustomerCard } from './customer-card.js';
import { Duplicates } from './duplicates.js';
import { hue } from './header.js';
import { Inputs } from './inputs.js';
import { Notices } from './notices.js';
import { Saving } from './saving.js';
import { Unsaved } from './unsaved.js';
import type { CardDraft } from './typing.js';
import type { Writing } from './writing.js';

export { styles } from './form.styles.js';

/** The form of a customer, new or known: an input a field, what is wrong with it beside it, and Save. */
export class Form {
  readonly saving: Saving;
  readonly inputs: Inputs;
  readonly duplicates: Duplicates;
  readonly #unsaved: Unsaved;
  readonly #notices: Notices;
  /** What the sentences above the form are about: another place has others. */
  #about?: string;
  /** Of which question the form was drawn last. */
  #question?: string;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.inputs = new Inputs(card, writing);
    this.duplicates = new Duplicates(card, writing);
    this.saving = new Saving(card, writing, this);
    this.#notices = new Notices(card, writing, this);
    this.#unsaved = new Unsaved(card, writing, () => {
      const { edit } = writing.typing;
      return edit !== undefined && this.saving.possible(edit);
    });
  }

  render(mode: 'edit' | 'add', edit: CardDraft): TemplateResult {
    const { say } = this.card.texts;
    this.#turn();
    this.#keepFocus();
    const fields = this.card.lookup.around?.fields ?? [];
    const name = edit.base?.name || displayName(draftOf(edit), fields);
    return html`<form
        class="form"
        part="form"
        novalidate
        aria-labelledby="form-title"
        @submit=${this.#onSubmit}
        @keydown=${this.#onKeydown}
        @input=${this.inputs.onInput}
        @focusout=${this.inputs.onFocusOut}
        @pointerdown=${this.inputs.onPointerDown}
      >
        <div class="header" part="header">
          <span class=${edit.base ? `avatar hue-${hue(edit.base.id)}` : 'avatar'} aria-hidden="true"
            >${initials(name) || icon(mode === 'add' ? shapes.add : shapes.person)}</span
          >
          <div class="who">
            <h2 class="name" id="form-title" tabindex="-1">
              ${mode === 'add' ? say('new-customer') : say('edit-customer', { name: name || say('unnamed') })}
            </h2>
            <p class="soft">${this.#notices.status(edit)}</p>
          </div>
        </div>
        ${this.writing.company.render()} ${edit.base ? this.writing.removal.renderBar(edit.base) : nothing}
        ${this.#notices.render(edit)} ${renderAstray(this.card, edit, this.inputs)}
        <fieldset class="fields" ?disabled=${Boolean(edit.intent)}>
          <legend class="sr">${say('details')}</legend>
          ${mode === 'add' ? this.#renderTypes(edit) : nothing}
          <div class="inputs">
            ${repeat(
              formFields(edit, fields),
              ({ name, type, mask }) => `${name} ${type} ${mask}`,
              (field, index) => this.inputs.render(edit, field, index, this.writing.company.at(field.name)),
            )}
          </div>
        </fieldset>
        ${this.duplicates.render(edit)}
        <div class="deeds end">
          <button class="button" type="button" id="cancel" title="Esc" @click=${this.#onCancel}>
            ${edit.intent ? say('close') : say('cancel')}
          </button>
          ${
            this.saving.possible(edit)
              ? html`<button
                  class="button primary"
                  id="save"
                  title="Ctrl+Enter"
                  aria-busy=${this.saving.busy}
                  ?disabled=${Boolean(edit.intent)}
                >
                  ${this.duplicates.warned(edit) ? say(mode === 'add' ? 'add-anyway' : 'save-anyway') : say('save')}
                </button>`
              : nothing
          }
        </div>
      </form>
      ${this.inputs.renderCalendar()} ${this.#unsaved.render()}`;
  }

  /** Puts the focus on a field, else on the first that can be typed in. */
  focus(name?: string): void {
    const root = this.card.renderRoot;
    (
      (name === undefined ? undefined : this.#inputOf(name)) ??
      root.querySelector<HTMLElement>('.form [data-field]:not(:disabled)') ??
      root.querySelector<HTMLElement>('#cancel')
    )?.focus();
  }

  /** Shows what is wrong, with the focus on the first. */
  async refuse(problems: readonly FieldProblem[]): Promise<void> {
    this.inputs.problems = new Map(problems.map(({ field, reason }) => [field, reason]));
    this.card.requestUpdate();
    await this.card.updateComplete;
    this.focus(problems[0]?.field);
    this.card.announce(this.card.texts.say('not-saved-problems', { count: problems.length }));
  }

  /** The agent is about to leave with something typed: true when the form may go. */
  async leave(): Promise<boolean> {
    const answer = await this.#unsaved.ask();
    if (answer === 'save') return this.saving.save();
    if (answer === 'discard') await this.writing.typing.discard();
    if (answer === 'keep' && !(this.card.renderRoot as ShadowRoot).activeElement?.matches('[data-field]')) this.focus();
    return answer === 'discard';
  }

  /** A colleague saved meanwhile; what is not mine was taken over. */
  onMet(before: CardDraft, after: CardDraft): void {
    this.#turn(); // of the form that is about to be drawn
    this.#notices.onMet(before, after);
    this.card.requestUpdate();
  }

  /** What was said in it is not said in the next one, which may be about the same customer. */
  onClosed(): void {
    this.#about = undefined;
  }

  /** The text is another one than was typed here. */
  onRestored(): void {
    this.inputs.renew();
    this.card.requestUpdate();
  }

  /** What is disabled or taken away while it has the focus leaves it to the same field, else to the title: never to the page. */
  #keepFocus(): void {
    const root = this.card.renderRoot as ShadowRoot;
    const had = root.activeElement as HTMLElement | null;
    const { question } = this.card.lookup;
    const before = this.#question;
    this.#question = question;
    if (!had || (before !== undefined && before !== question)) return; // of another conversation nothing is gone on with
    void this.card.updateComplete.then(() => {
      const now = root.activeElement;
      if (now ? now !== had || !had.matches(':disabled') : document.activeElement !== document.body) return;
      const { field } = had.dataset;
      const same = field === undefined ? undefined : this.#inputOf(field);
      (same && !same.matches(':disabled') ? same : root.querySelector<HTMLElement>('#form-title'))?.focus();
    });
  }

  #inputOf(name: string): HTMLElement | null {
    const field = CSS.escape(name);
    return this.card.renderRoot.querySelector<HTMLElement>(`[data-field="${field}"], [data-astray="${field}"]`);
  }

  #turn(): void {
    const { key } = this.writing.typing.place ?? {};
    if (key === this.#about) return;
    this.#about = key;
    this.#notices.reset();
    this.inputs.reset();
    this.duplicates.reset();
    this.duplicates.look(); // what is there already counts too
    this.saving.reset();
  }

  #renderTypes(edit: CardDraft): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    if (this.card.lookup.around?.settings.customerType === 'new-case') return nothing;
    const choice = (type: CustomerKind) =>
      html`<label class="choice-of">
        <input
          type="radio"
          name="type"
          value=${type}
          .checked=${edit.type === type}
          @change=${() => {
            this.writing.change({ ...edit, ...this.writing.typing.edit, type });
            this.card.requestUpdate();
          }}
        />${icon(shapes[type])}${say(type)}</label
      >`;
    return html`<fieldset class="types">
      <legend class="sr">${say('customer-type')}</legend>
      ${choice('person')}${choice('organization')}
    </fieldset>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#save();
  };

  readonly #onCancel = (): void => void this.#cancel();

  async #cancel(): Promise<void> {
    const { mode } = this.writing.typing;
    if (await this.writing.left()) await this.#goBack(mode);
  }

  async #save(): Promise<void> {
    const { mode } = this.writing.typing;
    if ((await this.saving.save()) && !this.writing.typing.mode) await this.#goBack(mode); // there was nothing to save
  }

  async #goBack(mode: 'edit' | 'add' | undefined): Promise<void> {
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>(mode === 'add' ? '#add, #edit' : '#edit')?.focus();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape' && !this.card.renderRoot.querySelector('dialog[open], :popover-open')) {
      event.preventDefault();
      event.stopPropagation();
      void this.#cancel();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#save();
    }
  };
}
