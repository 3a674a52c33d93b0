/** A customer was added or changed here, and the backend has acknowledged it. */
export class CustomerSavedEvent extends Event {
  static readonly type = 'customer-saved';
  constructor(
    readonly customerId: string,
    /** The conversation in which it was typed. */
    readonly interactionId: string | undefined,
    /** It is a new customer. */
    readonly created: boolean,
  ) {
    super(CustomerSavedEvent.type, { bubbles: true, composed: true });
  }
}

/** A customer was deleted here, and the backend has acknowledged it. */
export class CustomerDeletedEvent extends Event {
  static readonly type = 'customer-deleted';
  constructor(
    readonly customerId: string,
    readonly interactionId: string | undefined,
  ) {
    super(CustomerDeletedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'customer-saved': CustomerSavedEvent;
    'customer-deleted': CustomerDeletedEvent;
  }
}
