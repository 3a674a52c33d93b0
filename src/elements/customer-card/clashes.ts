import { html, nothing, type TemplateResult } from 'lit';
import { decided } from '../../domain/customer-edit.js';
import type { FieldDefinition } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName, fieldText } from './details.js';
import type { Inputs } from './inputs.js';
import type { CardDraft } from './typing.js';

/** A field that two agents changed: both values side by side, and a button for each. */
export class Clashes {
  constructor(
    private readonly card: CustomerCard,
    private readonly inputs: Inputs,
  ) {}

  render(edit: CardDraft, field: FieldDefinition, id: string): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const clash = edit.clashes?.find((each) => each.field === field.name);
    if (!clash) return nothing;
    const name = fieldName(this.card, field);
    const shown = (text: string) =>
      text && edit.base ? fieldText(this.card, { ...edit.base, fields: { [field.name]: text } }, field) : text || say('empty');
    const side = (whose: 'mine' | 'theirs') => {
      const label = say(`take-${whose}`);
      return html`<div class="side">
        <span class="soft">${say(whose)}</span>
        <bdi class="strong">${shown(clash[whose])}</bdi>
        <button
          type="button"
          class="button"
          data-take=${whose}
          aria-label=${`${label}: ${name}`}
          @click=${() => this.#decide(edit, field.name, id, whose)}
        >
          ${label}
        </button>
      </div>`;
    };
    return html`<div class="clash" role="group" aria-label=${say('clash-of', { field: name })}>
      <p id="${id}-clash">
        ${icon(shapes.warning)} ${say('clash-why')} <span class="soft">${say('it-was', { text: shown(clash.base) })}</span>
      </p>
      ${side('mine')}${side('theirs')}
    </div>`;
  }

  #decide(edit: CardDraft, name: string, id: string, whose: 'mine' | 'theirs'): void {
    this.inputs.change(decided(this.inputs.now(edit), name, whose));
    void this.card.updateComplete.then(() => this.card.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }
}
