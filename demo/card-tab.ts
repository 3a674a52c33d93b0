import type { Customer, Interaction } from 'sidedesk';
import { element, icon } from './dom.js';
import { addressOf } from './strip.js';

interface TabDeeds {
  show(): void;
  close(): void;
}

/** One tab: who it is, as soon as that is known, else the address as it was received; and the way to close it. */
export function renderTab(
  { customer, interaction }: { readonly customer?: Customer; readonly interaction?: Interaction },
  front: boolean,
  { show, close }: TabDeeds,
): HTMLElement {
  const name = customer?.name || (interaction ? addressOf(interaction) : (customer?.id ?? 'No customer'));
  const picture = icon(customer ? customer.type : (interaction?.channel ?? 'person'));
  const tab = element(
    'button',
    { type: 'button', class: 'tab', title: name, aria: { current: front ? 'true' : undefined }, onclick: show },
    picture,
    element('bdi', {}, name),
  );
  const cross = element(
    'button',
    { type: 'button', class: 'quiet', title: 'Close', aria: { label: `Close ${name}` }, onclick: close },
    icon('close'),
  );
  return element('li', { class: front ? 'front' : '' }, tab, cross);
}

/** Moves the row until the tab is seen; the page stays where it is. */
export function revealTab(row: Element, tab: Element | null): void {
  if (!tab) return;
  const [inside, outside] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.max(0, inside.right - outside.right) + Math.min(0, inside.left - outside.left);
}
