import type { AgentDesk, Callback } from 'sidedesk';
import { dialerQueue } from './campaign.js';
import { moveClock, now } from './clock.js';
import type { Customers } from './customers.js';
import { $, button } from './dom.js';
import type { Phone } from './phone.js';

const minutes = 60_000;
const text = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** The dialer's side of the page: whether a call may come, the clock that can be moved, and the call-back that was answered. */
export class Dialling {
  readonly #clock = $('#clock');

  constructor(
    private readonly desk: AgentDesk,
    private readonly customers: Customers,
    private readonly phone: Phone,
  ) {
    $('#clock-buttons').append(
      button('+10 min', undefined, () => this.#move(10 * minutes)),
      button('+1 h', undefined, () => this.#move(60 * minutes)),
      button('To the next call-back', undefined, () => void this.#toNext()),
    );
    setInterval(() => this.#tick(), 1000);
    this.#tick();
    this.attend();
  }

  /** Nobody is rung while talking, or writing down what was talked about. */
  attend(): void {
    const state = this.phone.all.length > 0 ? 'busy' : 'free';
    if (this.desk.availability?.state !== state) this.desk.availability = { queues: [dialerQueue], state };
  }

  /** Which agreed call-back this agent answered last, for the telephone that is told nothing but a number. */
  async answered(): Promise<Callback | undefined> {
    const page = await this.customers.embedded.callbacks.list('queue');
    return page.items
      .filter(({ state }) => state === 'dialled')
      .sort((a, b) => ((a.takenAt ?? '') < (b.takenAt ?? '') ? 1 : -1))[0];
  }

  async #toNext(): Promise<void> {
    const { items } = await this.customers.embedded.callbacks.list('planned');
    const next = items[0] && Date.parse(items[0].dueAt) - now();
    if (next !== undefined) this.#move(next);
  }

  #move(milliseconds: number): void {
    moveClock(milliseconds);
    this.#tick();
    this.customers.reset();
  }

  #tick(): void {
    this.#clock.textContent = text.format(now());
  }
}
