import type { AgentDesk, Backend, Callback, Interaction } from 'sidedesk';
import type { CallSimulator } from 'sidedesk/testing';
import { campaign } from './campaign.js';
import { outboundQueue } from './catalogue.js';

/** Calls that the agent starts from a card. A hidden number is dialled, and shown to nobody. */
export class Outgoing {
  /** What the agent asked to call last: the telephone itself is only told a number. */
  #wanted?: { readonly customerId: string; readonly field: string };

  constructor(
    private readonly simulator: CallSimulator,
    private readonly backend: () => Backend,
    private readonly place: (interaction: Interaction, concealed: boolean) => void,
    /** The agreed call-back that was answered, if that is what is dialled. */
    private readonly callback: () => Promise<Callback | undefined>,
  ) {}

  listen(desk: AgentDesk): void {
    desk.addEventListener('call-requested', ({ customerId, field }) => (this.#wanted = { customerId, field }));
  }

  /** The telephone, as the backend knows it. */
  readonly dial = async (number: string): Promise<void> => {
    const { customerId = '', field = '' } = this.#wanted ?? {};
    this.#wanted = undefined;
    const callback = customerId ? undefined : await this.callback();
    if (callback) return this.#callBack(callback, number);
    const customer = await this.backend().customers?.get(customerId);
    const concealed = customer?.concealed?.includes(field) ?? false;
    this.place(this.#offer(concealed ? '' : number, { customerId }), concealed);
  };

  #callBack({ id: callbackId, customerId, campaignId }: Callback, number: string): void {
    const attempt = { campaignId, number: 2, of: campaign.attempts, reason: 'callback', callbackId } as const;
    const whose = customerId === undefined ? {} : { customerId };
    this.place(this.#offer(number, { ...whose, queue: campaign.queue, campaignId, attempt }), false);
  }

  #offer(address: string, more: Partial<Interaction>): Interaction {
    return this.simulator.offer(address, { direction: 'outbound', queue: outboundQueue, ...more });
  }
}
