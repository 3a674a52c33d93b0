/** The element that the page is known to have. */
export function $<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

type Child = Node | string | undefined | false;
type Given<T> = { class?: string; data?: Record<string, string>; aria?: Record<string, string | undefined> } & Partial<
  Omit<T, 'children' | 'dataset'>
>;

/** A new element: properties, `class`, `data-…`, `aria-…`, and what is in it (text is text, whatever it looks like). */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Given<HTMLElementTagNameMap[K]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const { class: name, data = {}, aria = {}, ...properties } = given as Given<HTMLElement>;
  const made = Object.assign(document.createElement(tag), properties);
  if (name) made.className = name;
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(aria))
    if (value !== undefined) made.setAttribute(key === 'role' ? key : `aria-${key}`, value);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** The sheet lies beside the icon that each page names, however deep the page does. */
const sheet = new URL('icons.svg', $<HTMLLinkElement>('link[rel=icon]').href).href;

/** A picture of the sheet icons.svg, for eyes only: the control around it carries the name. */
export function icon(name: string, picture: Element = document.createElementNS(svg, 'svg')): Element {
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `${sheet}#icon-${name}`);
  picture.replaceChildren(use);
  picture.setAttribute('class', 'icon');
  picture.setAttribute('aria-hidden', 'true');
  return picture;
}

/** Fills in the pictures that the page names by `data-icon`. */
export function fillIcons(): void {
  for (const picture of document.querySelectorAll('svg[data-icon]')) icon(picture.getAttribute('data-icon') ?? '', picture);
}

/** A button with a picture and its deed. */
export function button(text: string, picture: string | undefined, deed: () => void, look = 'button'): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: look, onclick: deed },
    picture ? (icon(picture) as unknown as Node) : undefined,
    text,
  );
}
