/** The agent wants to see a customer's card. Unless cancelled, the host opens it; only fired where the desk says that somebody answers it. */
export class CustomerOpenRequestedEvent extends Event {
  static readonly type = 'customer-open-requested';
  constructor(readonly customerId: string) {
    super(CustomerOpenRequestedEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'customer-open-requested': CustomerOpenRequestedEvent;
  }
}
