import { $, element } from './dom.js';
import type { Conversation, Phone } from './phone.js';
import { addressOf } from './strip.js';

/** What is written to and fro, for conversations that are not calls. */
export class Chat {
  readonly #panel = $('#chat');
  readonly #form = $<HTMLFormElement>('#write');
  readonly #list = $('#messages');
  #id = '';
  #shown = 0;

  constructor(phone: Phone) {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const input = this.#form.elements.namedItem('text') as HTMLInputElement;
      if (input.value.trim()) phone.write(this.#id, input.value.trim());
      input.value = '';
    });
  }

  render(conversation: Conversation | undefined): void {
    const written = conversation && conversation.interaction.channel !== 'call' ? conversation : undefined;
    this.#panel.hidden = !written;
    if (!written) return;
    const { interaction, messages } = written;
    if (interaction.id !== this.#id) {
      this.#id = interaction.id;
      this.#shown = 0;
      this.#list.replaceChildren();
    }
    $('#chat-with').textContent = addressOf(interaction);
    this.#form.hidden = interaction.state !== 'active';
    const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
    for (const { by, text, at } of messages.slice(this.#shown))
      this.#list.append(
        element(
          'li',
          { class: by },
          element('p', { dir: 'auto' }, text),
          element('span', { class: 'soft number' }, `${by === 'agent' ? 'You' : 'Customer'} · ${time.format(new Date(at))}`),
        ),
      );
    this.#shown = messages.length;
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}
