import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AddressRef } from '../../domain/address.js';
import { fieldValue } from '../../domain/customer.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { fieldText } from '../../wiring/field-words.js';
import type { Typed } from './agreeing.js';
import type { Form } from './form.js';
import { problemText } from './problems.js';

const other = 'other';

/** Which number is called: that of the call, another one of the customer's (masked ones too), or one that is typed. */
export class Numbers {
  constructor(private readonly host: Form) {}

  render({ number }: Typed): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const chosen = number === undefined ? '' : 'field' in number ? number.field : 'raw' in number ? other : '';
    const typed = number !== undefined && 'raw' in number ? number.raw : undefined;
    const problem = host.agreeing.problem('number');
    return html`<div class="input">
      <label class="caption" for="number">${say('call-number')}</label>
      <select id="number" .value=${live(chosen)} @change=${this.#onChoice}>
        <option value="" ?selected=${chosen === ''}>${say('number-same')}</option>
        ${this.#ofCustomer.map(
          ({ name, label, value }) => html`<option value=${name} ?selected=${chosen === name}>${label}: ${value}</option>`,
        )}
        <option value=${other} ?selected=${chosen === other}>${say('number-other')}</option>
      </select>
      ${
        typed === undefined
          ? nothing
          : html`<input
              id="number-typed"
              type="tel"
              dir="ltr"
              class="number"
              aria-label=${say('number-typed')}
              aria-invalid=${problem ? 'true' : nothing}
              aria-describedby=${problem ? 'number-problem' : nothing}
              .value=${live(typed)}
              @input=${this.#onTyped}
            />`
      }
      ${problem ? html`<p class="problem" id="number-problem">${icon(shapes.warning)} ${problemText(host, problem)}</p>` : nothing}
    </div>`;
  }

  get #ofCustomer(): readonly { readonly name: string; readonly label: string; readonly value: string }[] {
    const { customer, around } = this.host.known!;
    if (!customer) return [];
    return around.fields
      .filter(({ use, visible }) => visible && (use === 'phone' || use === 'default-phone'))
      .flatMap((field) => {
        const { name } = field;
        const value = fieldValue(customer, name);
        return value ? { name, label: fieldText(this.host.texts, field), value } : [];
      });
  }

  readonly #onChoice = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    const { customer } = this.host.known!;
    const number: AddressRef | undefined =
      value === other ? { raw: '' } : value && customer ? { customerId: customer.id, field: value } : undefined;
    this.host.change({ number });
    if (value === other) this.host.focusLater('number');
  };

  readonly #onTyped = (event: Event): void => this.host.change({ number: { raw: (event.target as HTMLInputElement).value } });
}
