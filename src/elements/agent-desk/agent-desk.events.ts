/** Closing was asked for and something stands against it. */
export class CloseRefusedEvent extends Event {
  static readonly type = 'close-refused';
  constructor(
    readonly interactionId: string | undefined,
    /** In words, in the language of the desk. */
    readonly reasons: readonly string[],
  ) {
    super(CloseRefusedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'close-refused': CloseRefusedEvent;
  }
}
