import type { Backend, CustomerPatch } from '../../backend/backend.js';
import type { Customer, CustomerDraft } from '../../domain/customer.js';
import type { Sender } from '../../wiring/intent.js';

/** What is sent for each wish of the card. */
export interface ChangeWish {
  readonly id: string;
  readonly patch: CustomerPatch;
}
export interface RemoveWish {
  readonly id: string;
  readonly revision: number;
}

/** Under this name everything about a customer waits in one line. */
export const about = (customerId: string): string => `customer/${customerId}`;

/** A wish on the revision that an earlier one of the same card has made. */
const onto = (revision: number, earlier: unknown): number => {
  const made = (earlier as Partial<Customer> | undefined)?.revision;
  return typeof made === 'number' && made > revision ? made : revision;
};

export const senders: Readonly<Record<string, (backend: Backend) => Sender | undefined>> = {
  'customers.add': ({ customers }) =>
    customers?.add && { send: (draft, options) => customers.add!(draft as CustomerDraft, options) },
  'customers.change': ({ customers }) =>
    customers?.change && {
      send: (wish, options) => customers.change!((wish as ChangeWish).id, (wish as ChangeWish).patch, options),
      rebase: (wish, earlier) => {
        const { patch, ...rest } = wish as ChangeWish;
        return { ...rest, patch: { ...patch, revision: onto(patch.revision, earlier) } };
      },
    },
  'customers.remove': ({ customers }) =>
    customers?.remove && {
      send: (wish, options) => customers.remove!((wish as RemoveWish).id, (wish as RemoveWish).revision, options),
      rebase: (wish, earlier) => ({ ...(wish as RemoveWish), revision: onto((wish as RemoveWish).revision, earlier) }),
    },
};
