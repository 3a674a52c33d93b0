import type { CustomerKind } from '../domain/field.js';

/**
 * How it came that this customer is shown: `matched` as the only one with the address, `opened` from a list or a search, `chosen` by
 * *This is the customer*, `forgotten` when that was taken back, `assigned` by the host.
 */
export type SelectionReason = 'matched' | 'opened' | 'chosen' | 'forgotten' | 'assigned';

/** The card shows another customer, or none any more (`customerId` is undefined). */
export class CustomerSelectedEvent extends Event {
  static readonly type = 'customer-selected';
  constructor(
    readonly customerId: string | undefined,
    readonly interactionId: string | undefined,
    readonly reason: SelectionReason | undefined,
    /** For the host's icon. */
    readonly customerType?: CustomerKind,
  ) {
    super(CustomerSelectedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'customer-selected': CustomerSelectedEvent;
  }
}
