import type { Backend, Customer } from 'sidedesk';
import { $, element, icon } from './dom.js';

const rest = 150;

/** The box that finds a customer without a call: type, choose with the arrows, Enter. */
export class Find {
  readonly #input = $<HTMLInputElement>('#find');
  readonly #list = $('#found');
  #found: readonly Customer[] = [];
  #active = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #asked?: AbortController;

  constructor(
    private readonly backend: () => Backend,
    private readonly onPick: (customerId: string) => void,
  ) {
    this.#input.addEventListener('input', () => this.#onInput());
    this.#input.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.#input.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  #onInput(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const text = this.#input.value.trim();
    if (!text) return this.#close();
    this.#timer = setTimeout(() => void this.#search(text), rest);
  }

  async #search(text: string): Promise<void> {
    const { signal } = (this.#asked = new AbortController());
    try {
      this.#found = (await this.backend().customers?.search(text, { signal })) ?? [];
      this.#active = 0;
      this.#render(this.#found.length ? undefined : 'Nobody found');
    } catch {
      if (!signal.aborted) this.#render('The search failed. Type again to try again.');
    }
  }

  #render(instead?: string): void {
    const options = this.#found.map(({ type, name, fields, id }, index) => {
      const apart = [
        fields['organization'] === name ? '' : fields['organization'],
        fields['city'],
        fields['mobile'] ?? fields['phone'],
      ]
        .filter(Boolean)
        .join(' · ');
      const option = element(
        'div',
        {
          id: `found-${index}`,
          class: 'option',
          aria: { role: 'option', selected: String(index === this.#active) },
          onclick: () => this.#pick(id),
        },
        icon(type),
        element(
          'div',
          {},
          element('p', {}, element('strong', {}, element('bdi', {}, name || id))),
          element('p', { class: 'soft' }, element('bdi', {}, apart)),
        ),
      );
      return option;
    });
    this.#list.replaceChildren(
      ...(instead ? [element('div', { class: 'option soft', aria: { role: 'option', disabled: 'true' } }, instead)] : options),
    );
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#mark();
  }

  #mark(): void {
    [...this.#list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === this.#active)));
    const active = this.#found.length ? this.#list.children[this.#active] : undefined;
    active?.scrollIntoView({ block: 'nearest' });
    if (active) this.#input.setAttribute('aria-activedescendant', active.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #pick(id: string): void {
    this.#input.value = '';
    this.#close();
    this.onPick(id);
  }

  #close(): void {
    this.#found = [];
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #onKeydown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const customer = this.#found[this.#active];
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && customer) this.#pick(customer.id);
    else if (step && this.#found.length) {
      event.preventDefault();
      this.#active = (this.#active + step + this.#found.length) % this.#found.length;
      this.#mark();
    }
  }
}
