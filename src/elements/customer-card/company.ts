import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { PresentAgent } from '../../backend/backend.js';
import { withoutBidi } from '../../domain/fold.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Presence } from '../../wiring/presence.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';

/** Which colleagues have the same card open, what they are editing, and that one of them has saved. */
export class Company implements ReactiveController {
  /** It was said that the card on screen is not how it is by now. */
  #told = false;

  constructor(
    private readonly card: CustomerCard,
    private readonly presence: Presence,
  ) {
    card.addController(this);
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const others = this.#others;
    if (others.length === 0) return nothing;
    const reading = others.filter((other) => other.editing.length === 0).map(({ agent }) => agent.name);
    return html`<div class="bar company" part="bar">
      ${icon(shapes.people)}
      <span>
        ${this.renderEditors()}
        ${reading.length ? html`<span class="line">${say('colleagues-here', { agents: reading })}</span>` : nothing}
      </span>
    </div>`;
  }

  /** Who is typing in it, and where: also for those who are about to delete it. */
  renderEditors(): TemplateResult {
    const { say } = this.card.texts;
    const editors = this.#others.filter(({ editing }) => editing.length > 0);
    return html`${editors.map(
      ({ agent, editing }) =>
        html`<span class="line">${say('colleague-edits', { agent: agent.name, fields: this.#names(editing) })}</span>`,
    )}`;
  }

  /** Who is at this field. */
  at(field: string): readonly PresentAgent[] {
    return this.#others.filter(({ editing }) => editing.includes(field));
  }

  hostUpdated(): void {
    const { lookup, texts, writing } = this.card;
    const told = lookup.changed && !writing.value?.typing.mode;
    if (told && !this.#told) this.card.announce(texts.say('changed-by-colleague'));
    this.#told = told;
  }

  hostDisconnected(): void {
    this.#told = false;
  }

  /** Those at the customer who is on screen: in the form of a new one nobody else can be. Their names cannot turn the sentence around. */
  get #others(): readonly PresentAgent[] {
    if (this.card.writing.value?.typing.mode === 'add') return [];
    return this.presence.others.map(({ agent, ...rest }) => ({
      ...rest,
      agent: { ...agent, name: withoutBidi(agent.name).trim() || agent.id },
    }));
  }

  #names(names: readonly string[]): readonly string[] {
    const fields = this.card.lookup.around?.fields ?? [];
    return names.flatMap((name) => {
      const field = fields.find((known) => known.name === name);
      return field ? fieldName(this.card, field) : [];
    });
  }
}
