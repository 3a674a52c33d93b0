/** The agent wants to send a customer the link to a page. Unless cancelled, the desk's message-composer puts it into the text; only fired where the desk says that somebody answers it. */
export class LinkSendRequestedEvent extends Event {
  static readonly type = 'link-send-requested';
  constructor(
    readonly customerId: string,
    /** Where the link leads; others than `http:` and `https:` nobody puts into a text. */
    readonly url: string,
    /** What the page is called. */
    readonly name: string,
  ) {
    super(LinkSendRequestedEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'link-send-requested': LinkSendRequestedEvent;
  }
}
