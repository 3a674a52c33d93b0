import { html, nothing, type TemplateResult } from 'lit';
import type { Customer } from '../../domain/customer.js';
import { isConcealed } from '../../domain/customer.js';
import { dialPlan } from '../../domain/dial.js';
import type { FieldDefinition } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons.js';
import { copyText } from '../../wiring/clipboard.js';
import { intentKey } from '../../wiring/intent-key.js';
import { CallRequestedEvent, MessageRequestedEvent } from '../../wiring/requests.js';
import type { CustomerCard } from './customer-card.js';
import { fieldName } from './details.js';

/** What can be done with a customer's addresses: copy, call, write. */
export class Actions {
  constructor(private readonly card: CustomerCard) {}

  get canCall(): boolean {
    return Boolean(this.card.source.backend?.calls) || this.card.answered('call');
  }

  /** The call button of the card: dials at once, or offers the choice between the numbers. */
  renderCall(customer: Customer): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const fields = this.card.lookup.around?.fields ?? [];
    const plan = dialPlan(customer, fields);
    if (!this.canCall || plan.kind === 'none') return nothing;
    const choose = plan.kind === 'choose';
    return html`<button
        class="quiet"
        id="call"
        title=${`${say('call')} (Alt+C)`}
        aria-label=${say('call')}
        aria-haspopup=${choose ? 'menu' : nothing}
        popovertarget=${choose ? 'numbers' : nothing}
        @click=${choose ? nothing : () => this.call(customer, plan.field)}
      >
        ${icon(shapes.call)}
      </button>
      ${choose ? this.card.menus.get()?.renderNumbers(customer, plan.fields) : nothing}`;
  }

  /** The small buttons beside a value. */
  renderFor(customer: Customer, field: FieldDefinition): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const name = fieldName(this.card, field);
    const phone = field.use === 'phone' || field.use === 'default-phone';
    const email = field.use === 'email';
    if (!phone && !email) return nothing;
    const writes = (channel: 'sms' | 'email') => this.card.answered('message') || this.card.answered(channel);
    // With its picture in one piece: a card has a dozen of these, and every template of its own is paid for.
    const button = (label: string, picture: string, deed: () => void) =>
      html`<button class="quiet small" title=${label} aria-label=${label} @click=${deed}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${picture} /></svg>
      </button>`;
    return html`<span class="actions"
      >${isConcealed(customer, field.name) ? nothing : button(say('copy-field', { field: name }), shapes.copy, () => void this.copy(customer, field))}${
        phone && this.canCall
          ? button(say('call-field', { field: name }), shapes.call, () => this.call(customer, field.name))
          : nothing
      }${phone && writes('sms') ? button(say('sms-field', { field: name }), shapes.sms, () => this.#write(customer, 'sms', field.name)) : nothing}${
        email && writes('email')
          ? button(say('email-field', { field: name }), shapes.email, () => this.#write(customer, 'email', field.name))
          : nothing
      }</span
    >`;
  }

  /** Copies what a field holds: a number as E.164, so that it can be dialled anywhere. */
  async copy(customer: Customer, field: FieldDefinition): Promise<void> {
    const value = customer.fields[field.name] ?? '';
    let text = value.trim();
    if (field.use === 'phone' || field.use === 'default-phone') {
      const reader = await this.card.phones.load().catch(() => undefined);
      text = reader?.read(value, this.card.lookup.around?.settings.homeRegion ?? '')?.e164 ?? text;
    }
    await this.copyText(text, fieldName(this.card, field));
  }

  async copyText(text: string, what: string): Promise<void> {
    const { say } = this.card.texts;
    const copied = await copyText(text);
    this.card.announce(copied ? say('copied', { what }) : say('copy-refused'), copied ? 'good' : 'bad');
  }

  /** Calls by reference, so that a concealed number can be called too. */
  call(customer: Customer, field: string): void {
    void this.#dial(customer, field);
  }

  async #dial(customer: Customer, field: string): Promise<void> {
    const { say } = this.card.texts;
    const { backend, interaction } = this.card.source;
    const open = this.card.dispatchEvent(new CallRequestedEvent(customer.id, field, interaction?.id));
    if (!open || !backend?.calls) return;
    const definition = this.card.lookup.around?.fields.find((known) => known.name === field);
    const what = definition ? fieldName(this.card, definition) : field;
    try {
      await backend.calls.dial({ customerId: customer.id, field }, { key: intentKey() });
      this.card.announce(say('calling', { what }), 'good');
    } catch {
      this.card.announce(say('call-failed', { what }), 'bad');
    }
  }

  #write(customer: Customer, channel: 'sms' | 'email', field: string): void {
    this.card.dispatchEvent(new MessageRequestedEvent(customer.id, channel, field));
  }
}
