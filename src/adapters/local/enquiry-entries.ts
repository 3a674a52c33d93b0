import type { Enquiry } from '../../domain/enquiry.js';
import type { InteractionState } from '../../domain/interaction.js';
import type { IndexEntries, Operation, Row } from './store.js';

/** An enquiry as the store keeps one: the revision is the row's. */
export type KeptEnquiry = Omit<Enquiry, 'revision'>;

/** When this backend heard that a conversation was over: a row of `wrap-ups`, by interaction id. */
export interface KeptWrapUp {
  readonly heardAt: string;
}

/** How often more time was given: a row of `extensions`, by interaction id; apart from `wrap-ups` because it is told. */
export interface KeptExtensions {
  readonly count: number;
}

/** Whether the conversation itself is over, and only the work after it is left. */
export const isOver = (state: InteractionState): boolean => state === 'wrap-up' || state === 'closed';

/** More than the milliseconds of any date: what is left of it sorts the newest first, and those of one instant by their key. */
const end = 8.64e15;
export const newestFirst = (iso: string): string => String(end - Date.parse(iso)).padStart(17, '0');

/** The entries under which a customer's enquiries are found. */
export const enquiryEntries = ({ customerId, registeredAt }: KeptEnquiry): IndexEntries => ({
  customer: customerId === undefined ? [] : [`${customerId}\0${newestFirst(registeredAt)}`],
});

/** The enquiry of a conversation that belongs to another customer now, or to nobody. One that changes hands is told to everybody. */
export function reassigned({ key, value: before, revision }: Row<KeptEnquiry>, customerId: string | undefined): Operation {
  const { customerId: former, ...rest } = before;
  const value = { ...rest, ...(customerId !== undefined && { customerId }) };
  const whose = former === undefined && customerId !== undefined && { customerId };
  return { put: 'enquiries', key, value, index: enquiryEntries(value), ifRevision: revision, ...whose };
}
