import type { ReactiveController } from 'lit';
import type { Desk } from '../../wiring/context.js';
import type { MessageRequestedEvent } from '../../wiring/requests.js';
import { RevealRequestedEvent } from '../../wiring/reveal-requested.js';
import type { MessageComposer } from './message-composer.js';

/** Answers the wish to write of the cards at the same desk, unless the host does. */
export class Asked implements ReactiveController {
  /** Whom a card asked for, and where that was: anywhere else it does not count. */
  #wanted?: { readonly customerId: string; readonly place: readonly unknown[] };
  /** Asked for, and to be opened as soon as the customer is there. */
  #asked?: Pick<MessageRequestedEvent, 'customerId' | 'channel' | 'field'>;
  #desk?: Desk;
  #wish?: string;
  #stop?: () => void;

  constructor(private readonly host: MessageComposer) {
    host.addController(this);
  }

  get customerId(): string | undefined {
    const { backend, customerId, interaction } = this.host.around;
    const place = [backend, customerId, interaction?.id];
    return this.#wanted?.place.every((each, i) => each === place[i]) ? this.#wanted.customerId : undefined;
  }

  /** Whoever comes back from elsewhere is not asked for any more. */
  hostUpdate(): void {
    if (this.customerId === undefined) this.#wanted = undefined;
  }

  hostUpdated(): void {
    this.#open();
    const { desk, reading } = this.host;
    const { office } = reading;
    const channels = office?.around.may('messages.send') ? office.channels.map(({ channel }) => channel) : [];
    const wish = channels.length > 1 ? 'message' : channels[0];
    if (desk === this.#desk && wish === this.#wish) return;
    this.#leave();
    this.#desk = desk;
    this.#wish = wish;
    if (!desk || !wish) return;
    desk.host.addEventListener('message-requested', this.#onRequest);
    const unanswer = desk.answer(wish);
    this.#stop = () => {
      desk.host.removeEventListener('message-requested', this.#onRequest);
      unanswer();
    };
  }

  hostDisconnected(): void {
    this.#leave();
    this.#wanted = this.#asked = undefined;
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = this.#desk = this.#wish = undefined;
  }

  /** The host may cancel it as long as the event travels: this is what happens else. The nearest desk's composer is asked first. */
  readonly #onRequest = (event: Event): void => {
    const { customerId, channel, field } = event as MessageRequestedEvent;
    const answer = () => {
      if (event.defaultPrevented || !this.host.isConnected || !this.host.reading.offer(channel)) return;
      event.preventDefault();
      this.#take({ customerId, channel, field });
    };
    // One that is about this customer anyway goes before the others.
    const later = () => (this.host.around.customerId === customerId ? answer() : queueMicrotask(answer));
    queueMicrotask(later);
  };

  #take(asked: Pick<MessageRequestedEvent, 'customerId' | 'channel' | 'field'>): void {
    const { host } = this;
    const { customerId } = asked;
    const { backend, customerId: around, interaction } = host.around;
    this.#wanted = customerId === around ? undefined : { customerId, place: [backend, around, interaction?.id] };
    this.#asked = asked;
    host.requestUpdate();
    host.dispatchEvent(new RevealRequestedEvent());
  }

  #open(): void {
    const { host } = this;
    const asked = this.#asked;
    if (!asked || host.reading.whom.face === 'waiting') return;
    this.#asked = undefined;
    if (host.source.customerId !== asked.customerId) return;
    void host.composer().then((composer) => composer?.writing.open(asked.customerId, asked.channel, asked.field));
  }
}
