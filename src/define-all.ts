import { AgentDesk } from './elements/agent-desk/agent-desk.js';
import { CustomerCard } from './elements/customer-card/customer-card.js';
import { EnquiryRegistration } from './elements/enquiry-registration/enquiry-registration.js';
import { offerLocales } from './locales/offer.js';
import { defineElement } from './wiring/define-element.js';

const elements: readonly (readonly [string, CustomElementConstructor])[] = [
  ['agent-desk', AgentDesk],
  ['customer-card', CustomerCard],
  ['enquiry-registration', EnquiryRegistration],
];

export interface DefineOptions {
  /** Put before every tag with a hyphen: `acme` gives `acme-agent-desk`. For pages where the plain names are taken. */
  readonly prefix?: string;
}

/** Registers every element, under the prefix if one is given. Tags that something else has taken are left alone and listed as skipped. */
export function defineAll({ prefix }: DefineOptions = {}): {
  readonly defined: readonly string[];
  readonly skipped: readonly string[];
} {
  offerLocales();
  const defined: string[] = [];
  const skipped: string[] = [];
  for (const [name, element] of elements) {
    const tag = prefix ? `${prefix}-${name}` : name;
    (defineElement(tag, element) === 'skipped' ? skipped : defined).push(tag);
  }
  return { defined, skipped };
}
