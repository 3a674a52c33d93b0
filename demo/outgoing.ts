import type { AgentDesk, Backend, Interaction } from 'sidedesk';
import type { CallSimulator } from 'sidedesk/testing';
import { outboundQueue } from './catalogue.js';

/** Calls and messages that the agent starts from a card. A hidden number is dialled, and shown to nobody. */
export class Outgoing {
  /** What the agent asked to call last: the telephone itself is only told a number. */
  #wanted?: { readonly customerId: string; readonly field: string };

  constructor(
    private readonly simulator: CallSimulator,
    private readonly backend: () => Backend,
    private readonly place: (interaction: Interaction, concealed: boolean) => void,
  ) {}

  listen(desk: AgentDesk): void {
    desk.addEventListener('call-requested', ({ customerId, field }) => (this.#wanted = { customerId, field }));
    desk.addEventListener('message-requested', ({ customerId, channel, field }) => void this.#write(customerId, field, channel));
  }

  /** The telephone, as the backend knows it. */
  readonly dial = async (number: string): Promise<void> => {
    const { customerId = '', field = '' } = this.#wanted ?? {};
    const { concealed } = await this.#address(customerId, field);
    this.place(this.#offer(concealed ? '' : number, { customerId }), concealed);
  };

  /** The message goes nowhere, but the conversation is real to the elements. */
  async #write(customerId: string, field: string, channel: 'sms' | 'email'): Promise<void> {
    const { value, concealed } = await this.#address(customerId, field);
    this.place(this.simulator.answer(this.#offer(concealed ? '' : value, { channel, customerId })), concealed);
  }

  #offer(address: string, more: Partial<Interaction>): Interaction {
    return this.simulator.offer(address, { direction: 'outbound', queue: outboundQueue, ...more });
  }

  async #address(customerId: string, field: string): Promise<{ readonly value: string; readonly concealed: boolean }> {
    const customer = await this.backend().customers?.get(customerId);
    return { value: customer?.fields[field] ?? '', concealed: customer?.concealed?.includes(field) ?? false };
  }
}
