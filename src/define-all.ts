import { AgentDesk } from './elements/agent-desk/agent-desk.js';
import { CallbackList } from './elements/callback-list/callback-list.js';
import { CustomerCard } from './elements/customer-card/customer-card.js';
import { CustomerJourney } from './elements/customer-journey/customer-journey.js';
import { DialerCallback } from './elements/dialer-callback/dialer-callback.js';
import { EnquiryRegistration } from './elements/enquiry-registration/enquiry-registration.js';
import { InteractionHistory } from './elements/interaction-history/interaction-history.js';
import { MessageComposer } from './elements/message-composer/message-composer.js';
import { NoteList } from './elements/note-list/note-list.js';
import { offerLocales } from './locales/offer.js';
import { defineElement } from './wiring/define-element.js';

const elements: readonly (readonly [string, CustomElementConstructor])[] = [
  ['agent-desk', AgentDesk],
  ['callback-list', CallbackList],
  ['customer-card', CustomerCard],
  ['customer-journey', CustomerJourney],
  ['dialer-callback', DialerCallback],
  ['enquiry-registration', EnquiryRegistration],
  ['interaction-history', InteractionHistory],
  ['message-composer', MessageComposer],
  ['note-list', NoteList],
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
