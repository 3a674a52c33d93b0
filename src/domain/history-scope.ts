import { type AddressRef, readAddress } from './address.js';
import { hasBullets } from './conceal.js';
import { customerAddress, type Interaction } from './interaction.js';

/** Whose history: a customer's, or that of an address, with the text that stands for it on a screen. */
export type HistoryScope = { readonly customerId: string } | { readonly address: AddressRef; readonly text: string };

/** Numbers are the backend's to read: here only those that are none are told apart. */
const withoutNumbers = { phones: { read: () => undefined }, region: '' } as const;

/**
 * Whose history is to be shown: the customer's where there is one, else that of the interaction's address. Bullets stand for an address that this agent may not see: it is asked for by the interaction. `withheld`
 * where the caller hides the number, `nobody` where there is nothing to go by.
 */
export function historyScope(
  customerId: string | undefined,
  interaction: Interaction | undefined,
): HistoryScope | 'withheld' | 'nobody' {
  if (customerId) return { customerId };
  const given: unknown = interaction && customerAddress(interaction); // of a host without types: also a number, or anything
  if (!interaction || given === undefined) return 'nobody';
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
  if (hasBullets(text)) return { address: { interactionId: interaction.id }, text };
  return readAddress(text, withoutNumbers).kind === 'withheld' ? 'withheld' : { address: { raw: text }, text };
}
