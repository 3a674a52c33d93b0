import { english as en } from '../../support/english.js';
import { turn, until } from '../../support/card.js';
import { all, asked, bench, type Bench, type BenchOptions, by, calm, press, textOf } from './bench.js';
import { aliases, visiting } from './house.js';

/** Opens what the customer is known by, where it is not open already. */
export async function look(at: Bench): Promise<void> {
  await until(() => by(at, '.aliases summary'), 'there is something to open');
  if (!isOpen(at)) await press(at, '.aliases summary');
  await until(() => by(at, '.known') && !by(at, '.known [aria-busy]') && !by(at, '.known[aria-busy]'), 'it is read');
  await calm(at);
}

/** A journey whose aliases are looked at. */
export async function known(options: BenchOptions = {}): Promise<Bench> {
  const at = await bench({ events: visiting(), aliases, ...options });
  await look(at);
  return at;
}

export const isOpen = (at: Bench): boolean => by<HTMLDetailsElement>(at, '.aliases')?.open ?? false;
/** The aliases that are listed. */
export const listed = (at: Bench): readonly string[] => all(at, '.alias .value').map(textOf);
export const told = (at: Bench): readonly string[] => all(at, '[role=status].sr').map(textOf).filter(Boolean);
export const bars = (at: Bench): string => all(at, '.known :is(.bar, .problem), .aliases > .bar').map(textOf).join(' | ');
export const input = (at: Bench): HTMLInputElement => by<HTMLInputElement>(at, '#alias-value')!;
export const focused = (at: Bench): Element | null => at.journey.shadowRoot!.activeElement;
export const sent = (at: Bench, method: 'addAlias' | 'removeAlias'): readonly unknown[] =>
  asked(at, method).map(({ given }) => given[0]);

/** As somebody does who works with the keyboard. */
export async function type(at: Bench, value: string): Promise<void> {
  input(at).focus();
  input(at).value = value;
  input(at).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await calm(at);
}
export async function add(at: Bench, value: string): Promise<void> {
  await type(at, value);
  by<HTMLFormElement>(at, '.adding')!.requestSubmit();
  await calm(at);
}
export const button = (at: Bench, text: string, within = '.known'): HTMLElement | undefined =>
  all(at, `${within} button`).find((each) => textOf(each) === text);
export async function click(at: Bench, text: string, within?: string): Promise<void> {
  await until(() => button(at, text, within), `there is ${text}`);
  button(at, text, within)!.click();
  await calm(at);
}
/** Asks for a removal and means it. */
export async function remove(at: Bench, id: string): Promise<void> {
  await press(at, `[id="remove-${id}"]`);
  await press(at, '#remove-now');
  await until(() => undo(at, id), 'it can be undone');
}
export const undo = (at: Bench, id: string): HTMLElement | null => by(at, `[id="undo-journey-alias/${id}"]`);

/** Another customer, in the same element. */
export async function turnTo(at: Bench, customerId: string): Promise<void> {
  at.journey.customerId = customerId;
  await at.journey.updateComplete;
  await turn();
  await until(() => at.journey.visits.complete && at.journey.visits.customerId === customerId, `${customerId} is read`);
  await calm(at);
}
export const notAdded = (code: 'error-offline' | 'journey-alias-taken' | 'journey-alias-denied'): string =>
  `${en['journey-alias-not-added']} ${en[code]}`;
