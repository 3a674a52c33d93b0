import type { Interaction } from 'sidedesk';
import { $, button, element, icon } from './dom.js';
import type { Conversation, Phone } from './phone.js';

export const channelNames = { call: 'call', sms: 'SMS', email: 'e-mail', chat: 'chat' } as const;

/** Whose conversation it is, as the line told it: never looked up, never made prettier. */
export function addressOf({ direction, from, to }: Interaction, concealed = false): string {
  return (concealed ? 'Hidden number' : direction === 'inbound' ? from : to) || 'Number withheld';
}

/** What is going on, in words. */
export function titleOf({ interaction, held }: Conversation): string {
  const { channel, direction, state, queue, answeredAt } = interaction;
  const what = channelNames[channel];
  if (state === 'closed') return `Closed ${what}`;
  if (state === 'wrap-up') return `Wrap-up after the ${what}`;
  const line = queue && direction === 'inbound' ? ` · ${queue}` : '';
  if (held) return `On hold${line}`;
  if (state === 'offered') return direction === 'inbound' ? `Incoming ${what}${line}` : 'Calling…';
  return `${answeredAt && channel === 'call' ? 'In' : 'Open'} ${direction === 'inbound' ? '' : 'outbound '}${what}${line}`;
}

/** Minutes and seconds since then. */
function elapsed(since: string): string {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

interface StripDeeds {
  /** The agent turned to this conversation. */
  show(id: string): void;
  answer(id: string): void;
  close(id: string): void;
}

/** The softphone on screen: a row for each conversation, with what can be done with it now. */
export class Strip {
  readonly #list = $('#conversations');
  readonly #status = $('#phone-status');
  #current?: string;

  constructor(
    private readonly phone: Phone,
    private readonly deeds: StripDeeds,
  ) {
    setInterval(() => this.#tick(), 1000);
  }

  /** Draws the rows anew; the focus stays on the same button where it is still there. */
  render(current: string | undefined): void {
    this.#current = current;
    const { all } = this.phone;
    const focused = this.#list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
    const place = focused && { id: focused.closest('li')?.dataset['id'], deed: focused.dataset['deed'] };
    this.#list.replaceChildren(...all.map((conversation) => this.#renderRow(conversation)));
    this.#list.hidden = all.length === 0;
    $('#idle').hidden = all.length > 0;
    if (place) {
      const row = [...this.#list.querySelectorAll<HTMLElement>('li')].find(({ dataset }) => dataset['id'] === place.id);
      (
        row?.querySelector<HTMLElement>(`[data-deed=${place.deed ?? 'none'}]`) ??
        row?.querySelector<HTMLElement>('.button') ??
        $('#card-button')
      ).focus();
    }
    this.#tick();
  }

  /** Said to people who listen. */
  announce(text: string): void {
    this.#status.textContent = text;
  }

  #renderRow(conversation: Conversation): HTMLElement {
    const { interaction, held, concealed } = conversation;
    const { id, state, direction, channel } = interaction;
    const look = held ? 'held' : state;
    const name = element(
      'button',
      { type: 'button', class: 'title', data: { deed: 'show' }, onclick: () => this.deeds.show(id) },
      titleOf(conversation),
    );
    return element(
      'li',
      { class: 'conversation', data: { id, state: look }, aria: { current: id === this.#current ? 'true' : undefined } },
      element('span', { class: 'dot', aria: { hidden: 'true' } }),
      icon(channel === 'call' ? (direction === 'inbound' ? 'inbound' : 'outbound') : channel),
      element(
        'div',
        { class: 'grow' },
        element('h2', {}, name),
        element('p', { class: 'soft number' }, element('bdi', { dir: 'ltr' }, addressOf(interaction, concealed))),
      ),
      element('time', {
        class: state === 'wrap-up' ? 'pill warn number' : 'clock number',
        data: { since: interaction.endedAt ?? interaction.answeredAt ?? interaction.startedAt },
        aria: { label: 'Duration' },
      }),
      element('span', { class: 'actions' }, ...this.#renderDeeds(conversation)),
    );
  }

  #renderDeeds({ interaction, held }: Conversation): HTMLElement[] {
    const { id, state, direction, channel } = interaction;
    const call = channel === 'call';
    const deed = (name: string, text: string, picture: string | undefined, run: () => void, look = 'button') => {
      const made = button(text, picture, run, look);
      made.dataset['deed'] = name;
      return made;
    };
    if (state === 'wrap-up') return [deed('close', 'Close', 'check', () => this.deeds.close(id), 'button primary')];
    if (state === 'offered' && direction === 'inbound')
      return [
        deed('answer', call ? 'Answer' : 'Accept', call ? 'call' : 'check', () => this.deeds.answer(id), 'button primary'),
        deed('end', 'Decline', 'end', () => this.phone.end(id, 'un-assign'), 'button bad'),
      ];
    const hold = deed('hold', held ? 'Resume' : 'Hold', held ? 'resume' : 'hold', () => this.phone.hold(id));
    const end = deed('end', call ? 'End call' : 'End', 'end', () => this.phone.end(id), 'button bad');
    return call && state === 'active' ? [hold, end] : [end];
  }

  #tick(): void {
    for (const clock of this.#list.querySelectorAll<HTMLElement>('time'))
      clock.textContent = elapsed(clock.dataset['since'] ?? '');
  }
}
