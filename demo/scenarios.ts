import type { Interaction } from 'sidedesk';
import type { CallSimulator, ScenarioId } from 'sidedesk/testing';
import type { Customers } from './customers.js';
import { forcedQueue, outboundQueue } from './catalogue.js';
import { $, element, icon } from './dom.js';

/** What each scenario is called here, what it will show, and its picture. */
const shows: Record<ScenarioId, readonly [picture: string, title: string, text: string]> = {
  one: ['person', 'One customer', 'The full card, at once.'],
  many: ['people', 'Several people, one number', 'A list with the reasons. Nobody is picked for you.'],
  shared: ['shared', 'A switchboard', 'The organization first; your choice is remembered.'],
  none: ['unknown', 'Nobody we know', 'The number as received and as searched; search by hand.'],
  withheld: ['withheld', 'Number withheld', 'Not the same as unknown, and the card says so.'],
  own: ['own', 'One of our own numbers', 'Recognised, and never matched with a customer.'],
  internal: ['internal', 'A colleague’s extension', 'Recognised too, and not matched.'],
  outbound: ['outbound', 'A call to a customer', 'The card of the one who is called.'],
  dialer: ['outbound', 'A call of the dialer', 'Say what became of it: an answering machine, or call back.'],
  email: ['email', 'An e-mail', 'Looked up by the sender’s address.'],
  chat: ['chat', 'A chat', 'The card reads again with each message. Write back.'],
  slow: ['slow', 'A slow backend', 'Eight seconds: the number at once, then “still searching”.'],
  failing: ['failing', 'A failing backend', 'The look-up fails once. Try again finds the customer.'],
  'fast-switching': ['fast', 'Six calls in three seconds', 'Late answers, out of order: never the wrong customer.'],
};

/** The same as `one`, through the queue in which every conversation has to be registered. */
const forced = ['check', 'One that must be registered', 'It is not closed before its enquiry is registered.'] as const;

interface Stage {
  /** Somebody calls or writes; `instead` of the call that was taken away unanswered. */
  take(interaction: Interaction, instead?: string): void;
  withdraw(interactionId: string): void;
}

/** The list of calls to play. */
export class Scenarios {
  #playing?: AbortController;

  constructor(
    private readonly simulator: CallSimulator,
    private readonly customers: Customers,
    private readonly stage: Stage,
  ) {
    const form = $<HTMLFormElement>('#call-from');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const address = (form.elements.namedItem('address') as HTMLInputElement).value.trim();
      const email = address.includes('@') && !/^sips?:/i.test(address);
      stage.take(simulator.offer(address, email ? { channel: 'email', lastInboundAt: new Date().toISOString() } : {}));
    });
  }

  render(): void {
    const all = this.simulator.scenarios.flatMap((scenario) => {
      const plain = { ...scenario, show: shows[scenario.id], queue: undefined };
      return scenario.id === 'one' ? [plain, { ...plain, show: forced, queue: forcedQueue }] : [plain];
    });
    const rows = all.map(({ id, says, possible, show: [picture, title, text], queue }) => {
      const lacking = possible ? '' : ' Nobody to play it with yet: customers are needed.';
      return element(
        'li',
        {},
        element(
          'button',
          { type: 'button', disabled: !possible, title: says, data: { scenario: id }, onclick: () => void this.play(id, queue) },
          icon(picture),
          element('span', {}, element('strong', {}, title), element('span', { class: 'soft' }, text + lacking)),
        ),
      );
    });
    $('#scenarios').replaceChildren(...rows);
  }

  /** Through another queue than the simulator's own, where one is named. */
  async play(id: ScenarioId, named?: string): Promise<void> {
    const queue = named ?? (id === 'outbound' ? outboundQueue : undefined);
    this.#playing?.abort();
    const { signal } = (this.#playing = new AbortController());
    const { faulty } = this.customers;
    const asked = () => faulty.calls.filter(({ method }) => method === 'customers.find').length;
    const before = asked();
    const plan = this.simulator.planOf(id);
    const fault = Object.keys(plan).length > 0;
    faulty.set(plan);
    let last: Interaction | undefined;
    let count = 0;
    for await (const played of this.simulator.play(id, { signal })) {
      const interaction = queue ? { ...played, queue } : played;
      const instead = last && last.id !== interaction.id ? last.id : undefined;
      this.stage.take(interaction, instead);
      if (instead) this.stage.withdraw(instead);
      if (last?.id !== interaction.id) count += 1;
      last = interaction;
    }
    // Each look-up had its fault: the next one works, be it Try again or the next call.
    for (let waited = 0; fault && asked() < before + count && waited < 3000 && !signal.aborted; waited += 50)
      await new Promise((rest) => setTimeout(rest, 50));
    if (!signal.aborted) faulty.set({});
  }
}
