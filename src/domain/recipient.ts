import { type AddressOptions, addressKey, type AddressRef, readAddress } from './address.js';
import { hasBullets } from './conceal.js';
import { type Customer, fieldValue, isConcealed } from './customer.js';
import { type FieldDefinition, separateAddresses } from './field.js';
import { customerAddress, type Interaction } from './interaction.js';
import type { MessageChannel } from './message.js';

/** Somebody's address that can be written to. */
export interface Recipient {
  readonly to: AddressRef;
  /** The field that it stands in; the conversation's own address has none. */
  readonly field?: FieldDefinition;
  /** For people, as it was typed; bullets where it is concealed. */
  readonly text: string;
  readonly concealed: boolean;
  /** Written to unless the agent chooses another one. */
  readonly preferred?: true;
}

const uses: Readonly<Record<MessageChannel, readonly FieldDefinition['use'][]>> = {
  sms: ['phone', 'default-phone'],
  email: ['email'],
};

/** Who is to be reached, as far as it is known. */
export interface Reachable {
  /** Whom it is for, also where the record cannot be read. */
  readonly customerId?: string;
  readonly customer?: Customer;
  readonly fields: readonly FieldDefinition[];
  readonly interaction?: Interaction;
}

/**
 * The addresses of a customer that suit a way of writing, in the order of the fields, and that of the conversation where no field has it, if nobody is known, or it is this customer's: assigned, or another number of a field. Of several in one field it is the first.
 * The default number is preferred, else the only address; of several nobody knows which (Systell contact card: a list to choose from, as for calls).
 */
export function recipients(
  channel: MessageChannel,
  { customer, customerId = customer?.id, fields, interaction }: Reachable,
  reader: AddressOptions,
): readonly Recipient[] {
  const found: Recipient[] = [];
  const keys = new Set<string>();
  const others = new Set<string>();
  for (const field of fields) {
    const value = customer && uses[channel].includes(field.use) ? fieldValue(customer, field.name) : undefined;
    const [text, ...rest] = value === undefined ? [] : separateAddresses(field.use, value);
    if (!customer || text === undefined) continue;
    for (const each of rest) others.add(addressKey(readAddress(each, reader)) ?? '');
    const key = addressKey(readAddress(text, reader));
    if (key !== undefined) keys.add(key);
    const concealed = isConcealed(customer, field.name);
    found.push({ to: { customerId: customer.id, field: field.name }, field, text, concealed });
  }
  // Somebody else may be on the line than the one who is written to.
  const isTheirs = customerId === undefined || interaction?.customerId === customerId;
  const own = interaction && ofConversation(channel, interaction, reader);
  const { key = '' } = own ?? {};
  if (own && !keys.has(key) && (isTheirs || (key && others.has(key)))) found.push(own.recipient);
  const chosen = found.find(({ field }) => field?.use === 'default-phone') ?? (found.length === 1 ? found[0] : undefined);
  return found.map((each) => (each === chosen ? { ...each, preferred: true } : each));
}

/** The conversation's address, where it suits; one that is concealed suits a conversation that came by this very way. */
function ofConversation(
  channel: MessageChannel,
  interaction: Interaction,
  reader: AddressOptions,
): { readonly key?: string; readonly recipient: Recipient } | undefined {
  const text = (customerAddress(interaction) ?? '').trim();
  const to = { interactionId: interaction.id };
  if (hasBullets(text)) {
    const suits =
      channel === 'sms' ? interaction.channel === 'call' || interaction.channel === 'sms' : interaction.channel === 'email';
    return suits ? { recipient: { to, text, concealed: true } } : undefined;
  }
  const reading = readAddress(text, reader);
  if (reading.kind !== (channel === 'sms' ? 'phone' : 'email')) return undefined;
  return {
    key: addressKey(reading),
    recipient: { to, text: reading.kind === 'phone' ? reading.display : text, concealed: false },
  };
}

/** A text that stands for a reference, to know it again by. */
export const refKey = (to: AddressRef): string =>
  'raw' in to
    ? JSON.stringify(['raw', to.raw])
    : 'interactionId' in to
      ? JSON.stringify(['interaction', to.interactionId])
      : JSON.stringify(['field', to.customerId, to.field]);
