import type { Agent, Interaction } from 'sidedesk';
import type { CallSimulator } from 'sidedesk/testing';
import { campaign, dialerQueue } from './campaign.js';
import type { Customers } from './customers.js';
import { $, element } from './dom.js';

const agents: readonly Agent[] = [
  { id: 'sample-sara', name: 'Sara (sample)' },
  { id: 'sample-jonas', name: 'Jonas (sample)' },
];

/** Two desks side by side, as two agents over the same customers: who else is here, conflicts, and what becomes of both. */
export class TwoAgents {
  #close: (() => Promise<void>)[] = [];
  #calls = 0;

  constructor(
    private readonly customers: Customers,
    private readonly simulator: CallSimulator,
  ) {
    const form = $<HTMLFormElement>('#both');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.ring((form.elements.namedItem('address') as HTMLInputElement).value.trim());
    });
    $('#pair-dialer').addEventListener('click', () =>
      this.#dial((form.elements.namedItem('address') as HTMLInputElement).value.trim()),
    );
    $('[data-view=two]').addEventListener('click', () => {
      if (this.#close.length === 0) form.requestSubmit();
    });
  }

  /** The same number calls both. */
  async ring(from: string): Promise<void> {
    if (this.#close.length === 0) this.#open();
    for (const desk of $('#pair').querySelectorAll('agent-desk')) desk.interaction = this.#call(from);
  }

  /** The first of both gets a call of the dialer, and may agree on a call-back that the other sees. */
  #dial(address: string): void {
    if (this.#close.length === 0) this.#open();
    const attempt = { campaignId: campaign.id, number: 1, of: campaign.attempts };
    const more = { direction: 'outbound', queue: campaign.queue, campaignId: campaign.id, attempt } as const;
    const desk = $('#pair').querySelector('agent-desk');
    if (desk) desk.interaction = this.simulator.answer(this.simulator.offer(address, more));
  }

  /** Before the data go. */
  async close(): Promise<void> {
    const close = this.#close.splice(0);
    $('#pair').replaceChildren();
    await Promise.all(close.map((each) => each()));
  }

  #open(): void {
    const panels = agents.map((agent) => {
      const backend = this.customers.colleague(agent);
      this.#close.push(() => backend.close());
      const parts = ['customer-card', 'dialer-callback', 'callback-list'].map((tag) => document.createElement(tag));
      const desk = element('agent-desk', { backend }, ...parts);
      desk.drafts = 'indexeddb:sidedesk-demo';
      const free = element('input', { type: 'checkbox' });
      free.addEventListener('change', () => {
        desk.availability = free.checked ? { queues: [dialerQueue], state: 'free' } : undefined;
      });
      return element(
        'section',
        { class: 'panel', aria: { label: agent.name } },
        element(
          'header',
          {},
          element('h2', {}, agent.name),
          element('span', { class: 'grow' }),
          element('label', {}, free, ' Free for the dialer'),
        ),
        desk,
      );
    });
    $('#pair').replaceChildren(...panels);
  }

  #call(from: string): Interaction {
    this.#calls += 1;
    const channel = from.includes('@') ? 'email' : 'call';
    return {
      id: `pair-${Date.now()}-${this.#calls}`,
      channel,
      direction: 'inbound',
      state: 'active',
      from,
      startedAt: new Date().toISOString(),
    };
  }
}
