import type { Callback } from '../../domain/callback.js';
import type { ChosenTime } from '../../domain/chosen-time.js';
import { callbackKinds, callbackSenders } from '../../wiring/callback-senders.js';
import type { Senders } from '../../wiring/outgoing.js';

export type Form = 'reschedule' | 'cancel';

/** What is typed in either form, and of what agreement: another one may be there when it is sent. */
export interface Typed {
  readonly agreed: string;
  readonly when?: ChosenTime;
  readonly whom?: 'same' | 'me' | 'all';
  readonly comment?: string;
  readonly reason?: string;
}
export const kinds = { reschedule: callbackKinds.change, cancel: callbackKinds.cancel } as const;

/** How what is typed in a row is sent. */
export const senders: Senders = {
  [kinds.reschedule]: callbackSenders[kinds.reschedule],
  [kinds.cancel]: callbackSenders[kinds.cancel],
};

/** What was agreed, as text: routing alone does not change it. */
export const agreementOf = ({ dueAt, timeZone, for: whom, agentId, comment }: Callback): string =>
  JSON.stringify([dueAt, timeZone, whom, agentId, comment ?? '']);
