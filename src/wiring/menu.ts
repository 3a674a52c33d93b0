/** Keys of a menu (ARIA APG) in a native popover: arrows, Home and End move among its items; Escape (the browser's own) and Tab close it. */
export function onMenuKeydown(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = menuItems(menu);
  const at = items.findIndex((item) => item === event.composedPath()[0] || item.matches(':focus'));
  const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') {
    menu.hidePopover();
    openerOf(menu)?.focus(); // from there the browser goes on to what is next
  }
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

/** Puts the focus on the first item once the menu is open, and back on the button that opened it once it is closed. */
export function onMenuToggle(event: Event): void {
  const menu = event.currentTarget as HTMLElement;
  if ((event as ToggleEvent).newState === 'open') menuItems(menu)[0]?.focus();
  // Chromium (seen in 156) loses the focus of a popover in a shadow root, where the others give it back. Remove this when it does too.
  else if (document.activeElement === document.body || menu.matches(':focus-within'))
    openerOf(menu)?.focus({ preventScroll: true });
}

function openerOf(menu: HTMLElement): HTMLElement | null {
  return (menu.getRootNode() as ParentNode & Node).querySelector<HTMLElement>(`[popovertarget="${menu.id}"]`);
}

function menuItems(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"], slot')].flatMap((item) =>
    item instanceof HTMLSlotElement ? (item.assignedElements() as HTMLElement[]) : item,
  );
}
