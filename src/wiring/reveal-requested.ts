/** An element has something to show and may be out of sight: whoever folds it away (a card's tab, the host's own) brings it to light. */
export class RevealRequestedEvent extends Event {
  static readonly type = 'reveal-requested';
  constructor() {
    super(RevealRequestedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'reveal-requested': RevealRequestedEvent;
  }
}
