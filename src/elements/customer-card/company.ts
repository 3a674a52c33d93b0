import { html, nothing, type TemplateResult } from 'lit';
import type { PresentAgent } from '../../backend/backend.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Presence } from '../../wiring/presence.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';

/** Which colleagues have the same card open, and what they are editing. */
export class Company {
  constructor(
    private readonly card: CustomerCard,
    private readonly presence: Presence,
  ) {}

  render(): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const { others } = this.presence;
    if (others.length === 0) return nothing;
    const editing = others.filter((other) => other.editing.length > 0);
    const reading = others.filter((other) => other.editing.length === 0).map(({ agent }) => agent.name || agent.id);
    return html`<div class="bar company" part="bar">
      ${icon(shapes.people)}
      <span>
        ${editing.map(({ agent, editing }) => html`<span class="line">${say('colleague-edits', { agent: agent.name || agent.id, fields: this.#names(editing) })}</span>`)}
        ${reading.length ? html`<span class="line">${say('colleagues-here', { agents: reading })}</span>` : nothing}
      </span>
    </div>`;
  }

  /** Who is at this field. */
  at(field: string): readonly PresentAgent[] {
    return this.presence.others.filter(({ editing }) => editing.includes(field));
  }

  #names(names: readonly string[]): readonly string[] {
    const fields = this.card.lookup.around?.fields ?? [];
    return names.flatMap((name) => {
      const field = fields.find((known) => known.name === name);
      return field ? fieldName(this.card, field) : [];
    });
  }
}
