import type { ReactiveController } from 'lit';
import { asCustomer, asPage } from '../../backend/answers.js';
import { asChannels, asMessage, asStanding, asTemplates } from '../../backend/message-answers.js';
import type { Backend, Change, MessageChannelOffer, MessageScope, MessageStanding } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import type { Message, MessageChannel } from '../../domain/message.js';
import type { MessageTemplate } from '../../domain/message-template.js';
import { refKey } from '../../domain/recipient.js';
import { pageClock } from '../../wiring/clock.js';
import { Load } from '../../wiring/load.js';
import { loadMessageEnglish } from '../../wiring/message-words.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import type { MessageComposer } from './message-composer.js';

/** So many messages are shown, and so many more each time. */
export const step = 5;
/** No more are read. */
const most = 200;

/** What does not depend on who is written to. */
export interface Office {
  readonly around: Surroundings;
  readonly channels: readonly MessageChannelOffer[];
  readonly templates: readonly MessageTemplate[];
}

/** What the backend says of the customer, of whether they can be written to, and of what was written before. */
export class Reading implements ReactiveController {
  readonly base: Load<readonly [Backend], Office>;
  readonly whom: Load<readonly [Backend, string], Customer | 'gone'>;
  readonly standing: Load<readonly [Backend, MessageChannel, string, string], MessageStanding | undefined>;
  readonly sent: Load<readonly [Backend, string, string], { readonly messages: readonly Message[]; readonly more: boolean }>;
  /** So many of the messages are shown. */
  shown = step;
  #place: readonly unknown[] = [];
  #unwatch?: () => void;

  constructor(private readonly host: MessageComposer) {
    host.addController(this);
    this.base = new Load<readonly [Backend], Office>(host, {
      args: () => (host.source.backend?.messages?.send ? [host.source.backend] : undefined),
      read: async ([backend], signal) => {
        const { messages } = backend;
        const [around, channels, templates] = await Promise.all([
          workplace(backend).surroundings(),
          messages!.channels({ signal }),
          this.#templates(backend, signal),
          loadMessageEnglish(),
          host.phones.load().catch(() => undefined), // numbers stand as they were written then
        ]);
        return { around, channels: asChannels(channels), templates };
      },
    });
    this.whom = new Load<readonly [Backend, string], Customer | 'gone'>(host, {
      args: () => {
        const { backend, customerId } = host.source;
        const sees = this.base.value?.around.may('customers.view') && backend?.customers;
        return sees && backend && customerId !== undefined ? [backend, customerId] : undefined;
      },
      read: async ([{ customers }, customerId], signal) => {
        const answer = await customers!.get(customerId, { signal });
        const customer = answer === undefined ? 'gone' : asCustomer(answer);
        return customer === 'gone' || customer.id === customerId ? customer : 'gone';
      },
    });
    this.standing = new Load<readonly [Backend, MessageChannel, string, string], MessageStanding | undefined>(host, {
      args: () => {
        const { backend, customerId = '' } = host.source;
        const target = this.base.value ? host.target : undefined;
        if (!backend?.messages?.consent || !target || ('raw' in target.to && !target.to.raw.trim())) return undefined;
        return [backend, target.channel, refKey(target.to), customerId];
      },
      read: async ([{ messages }, channel, key, customerId], signal) => {
        const { to } = host.target ?? {};
        if (!to || refKey(to) !== key) return undefined;
        const target = { channel, to, ...(customerId && { customerId }) };
        return asStanding(await messages!.consent!(target, { signal }));
      },
    });
    this.sent = new Load<readonly [Backend, string, string], { readonly messages: readonly Message[]; readonly more: boolean }>(
      host,
      {
        args: () => {
          const { backend, customerId = '', interaction } = host.source;
          if (!backend?.messages?.list || !this.base.value?.around.may('customers.view')) return undefined;
          return customerId || interaction ? [backend, customerId, interaction?.id ?? ''] : undefined;
        },
        read: async ([{ messages }, customerId, interactionId], signal) => {
          const limit = this.shown;
          const scope: MessageScope = customerId ? { customerId } : { interactionId };
          const page = asPage(await messages!.list!(scope, { limit: Math.min(limit, most), signal }), asMessage);
          const isOurs = (message: Message) => !customerId || message.customerId === customerId;
          return { messages: page.items.filter(isOurs), more: page.next !== undefined && limit < most };
        },
      },
    );
  }

  get office(): Office | undefined {
    return this.base.value;
  }
  get customer(): Customer | undefined {
    return this.whom.value === 'gone' ? undefined : this.whom.value;
  }
  get now(): string {
    return new Date(pageClock.now()).toISOString();
  }
  get timeZone(): string {
    return this.office?.around.settings.timeZone ?? 'UTC';
  }

  offer(channel: MessageChannel): MessageChannelOffer | undefined {
    return this.office?.channels.find((each) => each.channel === channel);
  }

  /** A message as the backend has just answered it. */
  put(message: Message): void {
    const { sent } = this;
    const { customerId, interaction } = this.host.source;
    if (!sent.value || (customerId ? message.customerId !== customerId : message.interactionId !== interaction?.id)) return;
    const { busy } = sent;
    const others = sent.value.messages.filter(({ id }) => id !== message.id);
    sent.put({ ...sent.value, messages: [message, ...others] });
    if (busy) sent.reload();
  }

  hostUpdate(): void {
    const { backend, customerId, interaction } = this.host.source;
    const place = [backend, customerId, interaction?.id];
    if (this.host.isConnected && place.every((each, i) => each === this.#place[i]) && this.#unwatch) return;
    this.hostDisconnected();
    this.host.announce(''); // it was about somebody else
    if (!backend?.messages) return;
    this.#place = place;
    const kinds = ['message', 'customer', 'interaction', 'session', 'fields'] as const;
    this.#unwatch = workplace(backend).watch(
      { kinds, ...(customerId !== undefined && { customerId }) },
      { change: (change) => this.#onChange(change) },
    );
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#place = [];
    this.shown = step;
  }

  #onChange(change: Change): void {
    const { kind } = change;
    const { customerId } = this.host.source;
    if (kind === 'reset' || kind === 'message') this.sent.reload();
    if (kind === 'reset' || (kind === 'customer' && change.id === customerId)) this.whom.reload();
    if (kind === 'reset' || kind === 'session' || kind === 'customer') this.standing.reload();
    // Of a conversation that begins the backend may hear later than we do.
    if (kind === 'interaction' && this.standing.error?.code === 'not-found') this.standing.reload();
    if (kind === 'reset' || kind === 'session' || kind === 'fields') this.base.reload();
  }

  /** Without them can be written, too. */
  async #templates({ messages }: Backend, signal: AbortSignal): Promise<readonly MessageTemplate[]> {
    if (!messages?.templates) return [];
    return messages.templates({ signal }).then(asTemplates, () => []);
  }
}
