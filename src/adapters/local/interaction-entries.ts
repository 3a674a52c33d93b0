import { addressKey, type AddressOptions, readAddress } from '../../domain/address.js';
import { customerAddress, type InteractionSummary } from '../../domain/interaction.js';
import type { IndexEntries } from './store.js';

/** An interaction as the store keeps one: the revision is the row's. */
export type KeptInteraction = Omit<InteractionSummary, 'revision'>;

/** Of one zone and length, so that the order of the texts is the order of the instants. */
export const instant = (iso: string) => new Date(iso).toISOString();

/** By customer, by address, and by the address of those that are assigned to nobody: each with the time, so that pages come newest first. */
export function interactionEntries(kept: KeptInteraction, reader: AddressOptions): IndexEntries {
  const key = addressKey(readAddress(customerAddress(kept) ?? '', reader));
  const at = instant(kept.startedAt);
  return {
    customer: kept.customerId ? [`${kept.customerId}\0${at}`] : [],
    address: key === undefined ? [] : [`${key}\0${at}`],
    unassigned: key === undefined || kept.customerId ? [] : [`${key}\0${at}`],
  };
}
