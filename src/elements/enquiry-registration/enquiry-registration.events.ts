import type { EnquiryStatus } from '../../domain/enquiry.js';

/** A conversation was registered here and the backend has acknowledged it; `status` says whether by the agent or because the time was over. */
export class EnquiryRegisteredEvent extends Event {
  static readonly type = 'enquiry-registered';
  constructor(
    readonly interactionId: string,
    readonly status: EnquiryStatus,
    /** Ids, in no order. */
    readonly topicIds: readonly string[],
  ) {
    super(EnquiryRegisteredEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'enquiry-registered': EnquiryRegisteredEvent;
  }
}
