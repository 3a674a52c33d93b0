import { html, nothing, type TemplateResult } from 'lit';
import { untyped } from '../../domain/customer-edit.js';
import { isEditable } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';
import type { Inputs } from './inputs.js';
import type { CardDraft } from './place.js';

/** What was typed in fields that an administrator took away, hid or closed meanwhile: to be read off, until the agent lets it go. */
export function renderAstray(card: CustomerCard, edit: CardDraft, inputs: Inputs): TemplateResult | typeof nothing {
  const { say } = card.texts;
  const fields = card.lookup.around?.fields;
  if (!fields || edit.intent) return nothing;
  const bars = Object.entries(edit.fields).map(([name, text]) => {
    const field = fields.find((known) => known.name === name);
    if ((field?.visible && isEditable(field)) || (!edit.base && text.trim() === '')) return nothing;
    return html`<div class="bar warn" part="bar" role="alert">
      <span
        >${icon(shapes.warning)}
        ${say('typed-astray', { field: field ? fieldName(card, field) : name, text: text.trim() || say('empty') })}</span
      >
      <button type="button" class="button" data-astray=${name} @click=${() => inputs.change(untyped(inputs.now(edit), name))}>
        ${say('discard')}
      </button>
    </div>`;
  });
  return html`${bars}`;
}
