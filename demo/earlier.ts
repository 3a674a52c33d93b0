import type { Backend, InteractionSummary } from 'sidedesk';
import { element, icon } from './dom.js';
import { say } from './words.js';

/** The host's own tab in the card: a plain element with a label and a counter, filled from the backend whenever the card is about another customer. */
export class EarlierInteractions {
  readonly element = element('div', { class: 'earlier' });
  #customerId?: string;
  #items: readonly InteractionSummary[] = [];
  #state: 'read' | 'reading' | 'failed' = 'reading';
  #asked?: AbortController;
  #stop?: () => void;

  constructor(
    private readonly backend: () => Backend,
    private readonly current: () => string | undefined,
  ) {
    this.render();
  }

  /** Another customer, or the same once more. */
  show(customerId: string | undefined): void {
    if (customerId !== this.#customerId) this.#items = [];
    this.#customerId = customerId;
    this.#stop?.();
    this.#stop = customerId ? this.backend().watch?.({ kinds: ['interaction'] }, { change: () => void this.#read() }) : undefined;
    void this.#read();
  }

  dispose(): void {
    this.#asked?.abort();
    this.#stop?.();
  }

  async #read(): Promise<void> {
    const customerId = this.#customerId;
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    if (!customerId) return this.render();
    try {
      const page = await this.backend().interactions?.list({ customerId }, { limit: 20, signal });
      this.#items = page?.items ?? [];
      this.#state = 'read';
    } catch {
      if (signal.aborted) return;
      this.#state = 'failed';
    }
    this.render();
  }

  render(): void {
    const earlier = this.#items.filter(({ id }) => id !== this.current());
    this.element.setAttribute('label', say('earlier'));
    if (this.#state === 'read') this.element.setAttribute('count', String(earlier.length));
    else this.element.removeAttribute('count');
    const empty = this.#state === 'read' ? say('none') : this.#state === 'failed' ? say('unread') : '';
    this.element.replaceChildren(
      earlier.length ? element('ul', {}, ...earlier.map(row)) : element('p', { class: 'soft' }, empty),
    );
  }
}

function row({ channel, direction, state, startedAt, answeredAt, endedAt, queue }: InteractionSummary): HTMLElement {
  const { lang } = document.documentElement;
  const when = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(startedAt));
  const seconds = answeredAt && endedAt ? Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000) : undefined;
  const unit = (value: number, name: string) => new Intl.NumberFormat(lang, { style: 'unit', unit: name }).format(value);
  const length = seconds === undefined ? '' : seconds < 60 ? unit(seconds, 'second') : unit(Math.round(seconds / 60), 'minute');
  const result = state === 'active' || state === 'offered' ? say('running') : length || say('unanswered');
  return element(
    'li',
    {},
    icon(channel === 'call' ? direction : channel),
    element(
      'p',
      {},
      element('strong', {}, `${say(channel)}, ${say(direction)}`),
      ...(queue ? [' ', element('span', { class: 'soft' }, queue)] : []),
    ),
    element('time', { class: 'soft number', dateTime: startedAt }, when),
    element('span', { class: 'soft number' }, result),
  );
}
