import type { Interaction } from 'sidedesk';
import type { CallSimulator, ScenarioId } from 'sidedesk/testing';
import type { Customers } from './customers.js';
import { $, element, icon } from './dom.js';

/** What each scenario will show, and its picture. */
const shows: Record<ScenarioId, [picture: string, text: string]> = {
  one: ['person', 'The full card at once.'],
  many: ['people', 'A list to choose from, and why each is in it. Nobody is picked for you.'],
  shared: ['shared', 'The organization first, then its people; the choice is yours and is remembered.'],
  none: ['unknown', 'The number as received and as searched, its earlier calls, and a search by hand.'],
  withheld: ['withheld', 'Not the same as unknown: nobody was looked up, and the card says so.'],
  own: ['own', 'Recognised, and not matched with a customer.'],
  internal: ['internal', 'Recognised, and not matched with a customer.'],
  outbound: ['outbound', 'The card of the one who is called.'],
  email: ['email', 'Looked up by the e-mail address.'],
  chat: ['chat', 'The card reads again in place with each message. Accept it to write back.'],
  slow: ['slow', 'Eight seconds of waiting: the number at once, “still searching” after four.'],
  failing: ['failing', 'The first look-up fails: the card says so, and Try again finds the customer.'],
  'fast-switching': ['fast', 'Six calls in three seconds, answers late and out of order: never the wrong customer.'],
};

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
      const address = String(new FormData(form).get('address') ?? '').trim();
      const email = address.includes('@') && !/^sips?:/i.test(address);
      stage.take(simulator.offer(address, email ? { channel: 'email', lastInboundAt: new Date().toISOString() } : {}));
    });
  }

  render(): void {
    const rows = this.simulator.scenarios.map(({ id, says, possible }) => {
      const [picture, text] = shows[id];
      const lacking = possible ? '' : ' There is no customer to play it with: load the sample, or a file of yours.';
      return element(
        'li',
        {},
        element(
          'button',
          { type: 'button', disabled: !possible, data: { scenario: id }, onclick: () => void this.play(id) },
          icon(picture),
          element('span', {}, element('strong', {}, says), element('span', { class: 'soft' }, text + lacking)),
        ),
      );
    });
    $('#scenarios').replaceChildren(...rows);
  }

  async play(id: ScenarioId): Promise<void> {
    this.#playing?.abort();
    const { signal } = (this.#playing = new AbortController());
    const { faulty } = this.customers;
    const asked = () => faulty.calls.filter(({ method }) => method === 'customers.find').length;
    const before = asked();
    // Only looking up misbehaves: searching by hand goes on meanwhile, as it should.
    const { customers: fault } = this.simulator.planOf(id);
    faulty.set(fault ? { 'customers.find': fault } : {});
    let last: Interaction | undefined;
    let count = 0;
    for await (const interaction of this.simulator.play(id, { signal })) {
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
