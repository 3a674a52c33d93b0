import { agentPermissions } from '../../src/backend/agent-permissions.js';
import type { Permission } from '../../src/backend/permissions.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import '../../src/elements/customer-card/menus.js';
import type { FaultCall } from '../../src/testing/index.js';
import { allByRole, en, squeeze, until } from './card.js';

/** How a customer is deleted and not deleted, as an agent does it. */

/** Of somebody who may delete customers as well. */
export const permissions: readonly Permission[] = [...agentPermissions, 'customers.remove'];

const root = (card: Element) => card.shadowRoot!;

/** What stands in the question before. */
export const question = (card: Element): HTMLDialogElement | null => root(card).querySelector<HTMLDialogElement>('#delete[open]');
export const consequence = (card: Element): string => squeeze(question(card)?.querySelector('.consequence')?.textContent ?? '');
/** A button of the question. */
export const answer = (card: Element, text: string): HTMLButtonElement | undefined =>
  [...(question(card)?.querySelectorAll('button') ?? [])].find((each) => squeeze(each.textContent) === text);

/** What stands on the bar over the card, with its buttons: '' without one. */
export const bar = (card: Element): string => squeeze(root(card).querySelector('#deletion')?.textContent ?? '');
export const barButton = (card: Element, text: string): HTMLButtonElement | undefined =>
  [...root(card).querySelectorAll<HTMLButtonElement>('#deletion button')].find((each) => squeeze(each.textContent) === text);

export const deleteEntry = (card: Element): HTMLElement | undefined =>
  allByRole(card, 'menuitem', en['delete-customer'])[0] ?? undefined;

/** Opens the question from the menu. */
export async function ask(card: CustomerCard): Promise<void> {
  await until(() => deleteEntry(card), 'Delete is in the menu');
  deleteEntry(card)!.click();
  await until(() => question(card), 'the question opens');
}

/** Asks, and says yes when that is possible. */
export async function remove(card: CustomerCard): Promise<void> {
  await ask(card);
  await until(() => answer(card, en['delete-customer'])?.disabled === false, 'Delete can be pressed');
  answer(card, en['delete-customer'])!.click();
  await until(() => bar(card), 'the bar is there');
}

/** What reached the backend: id, revision and key of each. */
export const removals = ({ calls }: { readonly calls: readonly FaultCall[] }): readonly (readonly unknown[])[] =>
  calls
    .filter(({ method }) => method === 'customers.remove')
    .map(({ given: [id, revision, options] }) => [id, revision, (options as { key: string }).key]);
