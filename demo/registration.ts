import type { AgentDesk } from 'sidedesk';
import { $ } from './dom.js';
import type { Conversation } from './phone.js';

/** The panel in which the conversation in front is registered. The form in it is the desk's affair; the page only says when there is room for it. */
export class Registration {
  readonly #panel = $('#enquiry');

  constructor(
    desk: AgentDesk,
    /** Closing was refused: this conversation is to be in front. */
    private readonly turnTo: (interactionId: string) => void,
  ) {
    desk.addEventListener('close-refused', ({ interactionId }) => this.#onRefused(interactionId));
  }

  render(conversation: Conversation | undefined): void {
    this.#panel.hidden = !conversation;
  }

  /** What is in the way stands at the top of the form. */
  #onRefused(interactionId: string | undefined): void {
    if (interactionId === undefined) return;
    this.turnTo(interactionId);
    this.#panel.scrollTop = 0;
    this.#panel.scrollIntoView({ block: 'start' });
  }
}
