/** An element slotted as a tab has another number of things to show. */
export class CountChangedEvent extends Event {
  static readonly type = 'count-changed';
  constructor(readonly count: number | undefined) {
    super(CountChangedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'count-changed': CountChangedEvent;
  }
}
