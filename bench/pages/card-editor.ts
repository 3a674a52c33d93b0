import { html, LitElement } from 'lit';
import { memory } from '../../src/adapters/memory.js';
import '../../src/define.js';
import type { FieldDefinition } from '../../src/domain/field.js';
import { bound, inTurns, median, painted, type Figure } from '../figure.js';

/* A form of forty fields of all kinds, beside a plain one of forty inputs in one LitElement that is drawn again at every key. */
const count = 40;
const opens = 15;
const words = 5;

const shown = { visible: true, editable: true } as const;
const kinds: readonly Omit<FieldDefinition, 'name'>[] = [
  { ...shown, type: 'text' },
  { ...shown, type: 'text', use: 'phone' },
  { ...shown, type: 'text', use: 'email' },
  { ...shown, type: 'number' },
  { ...shown, type: 'masked', mask: '##-###-##-###-##-###' },
  { ...shown, type: 'date-time' },
  { ...shown, type: 'choice', choices: Array.from({ length: 12 }, (_, i) => ({ id: `c${i}`, label: `Choice ${i}` })) },
  { ...shown, type: 'text', required: true },
];
const fields = Array.from({ length: count }, (_, i): FieldDefinition => ({ ...kinds[i % kinds.length]!, name: `field${i}` }));
const filled = fields.filter(({ required }) => required).map(({ name }) => [name, 'Something'] as const);

const backend = memory({
  fields,
  customers: [{ type: 'person', fields: Object.fromEntries(filled) }],
  permissions: ['customers.view', 'customers.edit', 'customers.add'],
  settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' },
});

class PlainForm extends LitElement {
  static override properties = { open: { state: true }, values: { state: true } };
  declare open: boolean;
  declare values: readonly string[];

  constructor() {
    super();
    this.open = false;
    this.values = Array.from({ length: count }, () => '');
  }

  override render() {
    if (!this.open) return html`<button id="edit" @click=${() => (this.open = true)}>Edit</button>`;
    return html`<form class="form" @input=${this.#onInput}>
      ${this.values.map((value, i) => html`<label>Field ${i} <input data-field=${`field${i}`} .value=${value} /></label>`)}
      <button type="button" id="cancel" @click=${() => (this.open = false)}>Cancel</button>
    </form>`;
  }

  #onInput(event: Event): void {
    const { dataset, value } = event.target as HTMLInputElement;
    this.values = this.values.map((before, i) => (`field${i}` === dataset['field'] ? value : before));
  }
}
customElements.define('plain-form', PlainForm);

const find = (host: LitElement, selector: string) => host.renderRoot.querySelector<HTMLElement>(selector);
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits, as long as a slow machine may take, outside of what is measured. */
async function there(host: LitElement, selector: string): Promise<HTMLElement> {
  for (let frames = 0; frames < 600; frames += 1) {
    const found = find(host, selector);
    if (found) return found;
    await frame();
  }
  throw new Error(`There is no ${selector}`);
}

/** The frames from the click until the form is in one. */
const opening = (host: LitElement) => async (): Promise<number> => {
  const edit = await there(host, '#edit');
  await painted();
  edit.click();
  let frames = 0;
  do {
    await frame();
    frames += 1;
  } while (!find(host, '.form'));
  await painted();
  find(host, '#cancel')!.click();
  await there(host, '#edit');
  return frames;
};

/** A word typed into a field, key by key: the median of a key, from the event to what is laid out after it. */
const typing = (host: LitElement, index: number) => async (): Promise<number> => {
  const input = find(host, `input[data-field=field${index}]`) as HTMLInputElement;
  input.focus();
  const text = index % kinds.length === 5 ? '1.12.1990 14' : '123456789012';
  const times: number[] = [];
  for (let length = 1; length <= text.length; length += 1) {
    await painted();
    const start = performance.now();
    input.value = text.slice(0, length);
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    await host.updateComplete;
    host.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return median(times);
};

globalThis.measure = async (): Promise<readonly Figure[]> => {
  const [customer] = (await backend.customers!.list!({})).items;
  const card = document.createElement('customer-card');
  card.backend = backend;
  card.customerId = customer!.id;
  const plain = document.createElement('plain-form') as PlainForm;
  document.body.append(card, plain);

  (await there(card, '#edit')).click(); // loaded once
  await there(card, '.form');
  find(card, '#cancel')!.click();
  const [open = [], openFloor = []] = await inTurns(opens, [opening(card), opening(plain)]);

  (await there(card, '#edit')).click();
  (await there(plain, '#edit')).click();
  await there(card, '.form');
  await there(plain, '.form');
  const typed = [0, 1, 2, 3, 4, 5, 7];
  const medians = { ours: 0, floor: 0 };
  for (const index of typed) {
    const [ours = [], floor = []] = await inTurns(words, [typing(card, index), typing(plain, index)]);
    if (median(ours) > medians.ours) Object.assign(medians, { ours: median(ours), floor: median(floor) });
  }
  return [
    bound('frames', median(open), 2, { name: 'card-editor-open', case: `${count} fields`, floor: median(openFloor) }),
    bound('ms', medians.ours, 4, { name: 'card-editor-key', case: `${count} fields, the slowest kind`, floor: medians.floor }),
  ];
};
