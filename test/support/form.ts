import { memory, memoryData, type MemoryOptions } from '../../src/adapters/memory.js';
import type { Backend } from '../../src/backend/backend.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import type { CustomerDeletedEvent, CustomerSavedEvent } from '../../src/elements/customer-card/customer-card.events.js';
// At hand, like what the card loads elsewhere; the backend's part too: a minute that passes at once is over before it is fetched.
import '../../src/adapters/local/customer-records.js';
import '../../src/elements/customer-card/form.js';
import '../../src/elements/customer-card/writing.js';
import type { Speech } from '../../src/wiring/words.js';
import { everybody, noon, press, type, until } from './card.js';

/** Everything that a form is looked at and used by, as a person would. */

export const form = (card: Element): HTMLFormElement | null => card.shadowRoot!.querySelector('form.form');

/** The form is there. */
export const opened = (card: Element): Promise<void> => until(() => form(card), 'the form opens');
export const closed = (card: Element): Promise<void> => until(() => !form(card), 'the form closes');

/** The input with this label. */
export function input<E extends HTMLElement = HTMLInputElement>(card: Element, label: string): E {
  const labels = [...card.shadowRoot!.querySelectorAll('.caption label')];
  const found = labels.filter(
    (each) =>
      each.firstChild &&
      (each.textContent ?? '')
        .trim()
        .split(/\s·|\n/)[0]!
        .trim() === label,
  );
  if (found.length !== 1)
    throw new Error(`${found.length} inputs called ${label}: ${labels.map((each) => each.textContent?.trim()).join(' | ')}`);
  return card.shadowRoot!.getElementById(found[0]!.getAttribute('for')!) as E;
}

/** Label → what stands in its input. */
export function inputs(card: Element): Record<string, string> {
  const all = [...card.shadowRoot!.querySelectorAll<HTMLInputElement>('[data-field]')];
  return Object.fromEntries(all.map((each) => [each.dataset['field']!, each.value]));
}

/** Types in place of what stands there. */
export function fill(card: Element, label: string, text: string): void {
  const at = input(card, label);
  at.focus();
  type(at, text);
}

/** What is said to be wrong: label → words. */
export function problems(card: Element): Record<string, string> {
  const all = [...card.shadowRoot!.querySelectorAll('.problem')];
  return Object.fromEntries(
    all.map((each) => [
      each.closest('.input')!.querySelector<HTMLElement>('[data-field]')!.dataset['field']!,
      each.textContent!.trim(),
    ]),
  );
}

export const save = (card: Element): void => card.shadowRoot!.querySelector<HTMLElement>('#save')!.click();
export const cancel = (card: Element): void => card.shadowRoot!.querySelector<HTMLElement>('#cancel')!.click();
export const edit = async (card: CustomerCard): Promise<void> => {
  await until(() => card.shadowRoot!.querySelector('#edit'), 'Edit is offered');
  card.shadowRoot!.querySelector<HTMLElement>('#edit')!.click();
  await opened(card);
};
export const add = async (card: CustomerCard): Promise<void> => {
  await until(() => card.shadowRoot!.querySelector('#add'), 'Add is offered');
  card.shadowRoot!.querySelector<HTMLElement>('#add')!.click();
  await opened(card);
};
export const escape = (card: Element): KeyboardEvent => press(form(card)!, 'Escape');

/** What the card told its host of what was written. */
export function told(card: EventTarget): string[] {
  const heard: string[] = [];
  card.addEventListener('customer-saved', (event) => {
    const { customerId, created } = event as CustomerSavedEvent;
    heard.push(`${created ? 'added' : 'saved'} ${customerId}`);
  });
  card.addEventListener('customer-deleted', (event) => heard.push(`deleted ${(event as CustomerDeletedEvent).customerId}`));
  return heard;
}

/** Two agents at their desks over the same data. */
export function two(options: MemoryOptions = {}): { readonly mia: Backend; readonly tom: Backend } {
  const data = memoryData();
  const shared = { data, now: () => noon, settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' }, ...options };
  return {
    mia: memory({ ...shared, customers: everybody, agent: { id: 'mia', name: 'Mia Lund' } }),
    tom: memory({ ...shared, agent: { id: 'tom', name: 'Tom Vik' } }),
  };
}

/** How English counts and lists, for texts that ask: `en.merged({ fields }, english)`. */
export const english: Speech = {
  plural: (count, forms) => forms[new Intl.PluralRules('en').select(count)] ?? forms.other,
  number: (value) => new Intl.NumberFormat('en').format(value),
  list: (items) => new Intl.ListFormat('en').format(items),
};
