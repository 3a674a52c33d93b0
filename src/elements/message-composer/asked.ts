import type { ReactiveController } from 'lit';
import type { Backend } from '../../backend/backend.js';
import type { MessageChannel } from '../../domain/message.js';
import { pageLink } from '../../domain/plain-text.js';
import type { Desk } from '../../wiring/context.js';
import type { LinkSendRequestedEvent } from '../../wiring/link-send-requested.js';
import type { MessageRequestedEvent } from '../../wiring/requests.js';
import { RevealRequestedEvent } from '../../wiring/reveal-requested.js';
import type { MessageComposer } from './message-composer.js';

/** What a card asks to be written to, or a link that is to be in the text. */
type Wish = { readonly customerId: string } & (
  { readonly channel: MessageChannel; readonly field: string } | { readonly link: string }
);
/** What was asked for, and where. */
export type Wanted = Wish & { readonly backend: Backend | undefined; readonly focused: Element | null };

const heard = ['message-requested', 'link-send-requested'] as const;

/** What has the focus, however deep. */
export function focused(root: DocumentOrShadowRoot = document): Element | null {
  const { activeElement } = root;
  return activeElement?.shadowRoot?.activeElement ? focused(activeElement.shadowRoot) : activeElement;
}

/** Answers the wishes to write of the elements at the same desk, unless the host does. */
export class Asked implements ReactiveController {
  /** Whom a wish is about, and where that was: anywhere else it does not count. */
  #whom?: { readonly customerId: string; readonly place: readonly unknown[] };
  /** To be done as soon as the form of the customer is there and free, in this order. */
  #wanted: readonly Wanted[] = [];
  #desk?: Desk;
  #wishes = '';
  #stop?: () => void;

  constructor(private readonly host: MessageComposer) {
    host.addController(this);
  }

  get customerId(): string | undefined {
    const { backend, customerId, interaction } = this.host.around;
    const place = [backend, customerId, interaction?.id];
    return this.#whom?.place.every((each, i) => each === place[i]) ? this.#whom.customerId : undefined;
  }

  /** What is to be done next; undefined: nothing, for whom would be written to now. */
  get next(): Wanted | undefined {
    return this.#wanted.find((each) => this.#isHere(each));
  }

  /** A link waits for the form to be free. */
  get hasLink(): boolean {
    return this.#wanted.some((each) => 'link' in each && this.#isHere(each));
  }

  done(wanted: Wanted): void {
    this.#wanted = this.#wanted.filter((each) => each !== wanted);
  }

  /** Whoever comes back from elsewhere is not asked for any more, and nothing is done for whoever is not. */
  hostUpdate(): void {
    if (this.customerId === undefined) this.#whom = undefined;
    this.#wanted = this.#wanted.filter((each) => this.#isHere(each));
  }

  hostUpdated(): void {
    const { desk, reading } = this.host;
    const { office } = reading;
    const channels = office?.around.may('messages.send') ? office.channels.map(({ channel }) => channel) : [];
    const wishes = channels.length ? [channels.length > 1 ? 'message' : channels[0]!, 'link-send'] : [];
    if (desk === this.#desk && wishes.join() === this.#wishes) return;
    this.#leave();
    this.#desk = desk;
    this.#wishes = wishes.join();
    if (!desk || !wishes.length) return;
    for (const type of heard) desk.host.addEventListener(type, this.#onRequest);
    const unanswer = wishes.map((wish) => desk.answer(wish));
    this.#stop = () => {
      for (const type of heard) desk.host.removeEventListener(type, this.#onRequest);
      for (const stop of unanswer) stop();
    };
  }

  hostDisconnected(): void {
    this.#leave();
    this.#whom = undefined;
    this.#wanted = [];
  }

  #isHere({ customerId, backend }: Wanted): boolean {
    const { source } = this.host;
    return customerId === source.customerId && backend === source.backend;
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = this.#desk = undefined;
    this.#wishes = '';
  }

  /** The host may cancel it as long as the event travels: this is what happens else. The nearest desk's composer is asked first. */
  readonly #onRequest = (event: Event): void => {
    const had = focused();
    const answer = () => {
      const wish = event.defaultPrevented || !this.host.isConnected ? undefined : this.#read(event);
      if (!wish) return;
      event.preventDefault();
      this.#take(wish, had);
    };
    const { customerId } = event as MessageRequestedEvent | LinkSendRequestedEvent;
    // One that is about this customer anyway goes before the others.
    const later = () => (this.host.around.customerId === customerId ? answer() : queueMicrotask(answer));
    queueMicrotask(later);
  };

  /** What is asked for, where it can be done here. */
  #read(event: Event): Wish | undefined {
    if (event.type === 'message-requested') {
      const { customerId, channel, field } = event as MessageRequestedEvent;
      return this.host.reading.offer(channel) && { customerId, channel, field };
    }
    const { customerId, url } = event as LinkSendRequestedEvent;
    const link = pageLink(url);
    return link === undefined || !customerId ? undefined : { customerId, link };
  }

  #take(wish: Wish, had: Element | null): void {
    const { host } = this;
    const { customerId } = wish;
    const { backend, customerId: around, interaction } = host.around;
    this.#whom = customerId === around ? undefined : { customerId, place: [backend, around, interaction?.id] };
    // Of the same the last counts.
    const isSame = (each: Wanted) => ('link' in each ? 'link' in wish && each.link === wish.link : !('link' in wish));
    this.#wanted = [...this.#wanted.filter((each) => !isSame(each)), { ...wish, backend, focused: had }];
    host.requestUpdate();
    host.dispatchEvent(new RevealRequestedEvent());
  }
}
