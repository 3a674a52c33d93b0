/** Keys of a menu (ARIA APG) in a native popover: arrows, Home and End move among its items; Escape and Tab close it, the browser gives the focus back. */
export function onMenuKeydown(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = menuItems(menu);
  const at = items.findIndex((item) => item === event.composedPath()[0] || item.matches(':focus'));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

/** Puts the focus on the first item once the menu is open. */
export function onMenuToggle(event: Event): void {
  if ((event as ToggleEvent).newState === 'open') menuItems(event.currentTarget as HTMLElement)[0]?.focus();
}

function menuItems(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"], slot')].flatMap((item) =>
    item instanceof HTMLSlotElement ? (item.assignedElements() as HTMLElement[]) : item,
  );
}
