import type { ReactiveControllerHost } from 'lit';
import type { Backend } from '../../backend/backend.js';
import { generation, type Interaction } from '../../domain/interaction.js';
import type { CustomerSelectedEvent } from '../../wiring/customer-selected.js';

/** What a desk knows of an interaction. */
interface Conversation {
  /** As the host gave it last. */
  interaction?: Interaction;
  /** Where it is recorded: what is said of it later goes there, and nowhere else. */
  backend?: Backend;
  /** Whom its card shows. */
  selected?: string;
  /** What the agent said of it, '' when taken back: it goes before what the host's object still says. */
  chosen?: string;
}

/** Nobody has so many conversations open. */
const remembered = 100;

/** What a desk knows of its interactions: a host that goes back to one has its card still there, which says nothing again. */
export class Conversations {
  readonly #known = new Map<string | undefined, Conversation>();

  constructor(host: ReactiveControllerHost & EventTarget) {
    host.addEventListener('customer-deleted', (event) => {
      this.#forget((event as Event & { readonly customerId: string }).customerId);
      host.requestUpdate();
    });
  }

  of(id: string | undefined): Conversation {
    const conversation = this.#known.get(id) ?? {};
    this.#known.delete(id); // the latest stands last
    this.#known.set(id, conversation);
    for (const oldest of this.#known.keys()) if (this.#known.size > remembered) this.#known.delete(oldest);
    return conversation;
  }

  /** The host gave it, for the first time or changed. */
  give(now: Interaction): void {
    const conversation = this.of(now.id);
    const before = conversation.interaction ?? now;
    const anew = generation(before) !== generation(now);
    if (anew) conversation.selected = undefined;
    if (anew || before.customerId !== now.customerId) conversation.chosen = undefined; // the host knows better since
    conversation.interaction = now;
  }

  /** A card said whose its conversation is. Whether that is now for the record: what is only looked at is not, nor what was chosen in an earlier conversation and is taken back. */
  hear({ interactionId, customerId, reason }: CustomerSelectedEvent): boolean {
    const conversation = this.of(interactionId);
    conversation.selected = customerId;
    if (reason === 'chosen') conversation.chosen = customerId;
    else if (reason === 'forgotten' && conversation.chosen === customerId) conversation.chosen = '';
    else return false;
    return true;
  }

  /** A customer is not there any more: no conversation is theirs, whatever the host's objects still say. */
  #forget(customerId: string): void {
    for (const conversation of this.#known.values()) {
      const { selected, chosen, interaction } = conversation;
      if (selected === customerId) conversation.selected = undefined;
      if ((chosen ?? interaction?.customerId) === customerId) conversation.chosen = '';
    }
  }
}
