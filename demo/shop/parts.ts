import { element, icon } from '../dom.js';
import { addressOf } from './home.js';
import type { Path } from './site.js';

export type Part = HTMLElement | false | undefined;

/** A picture of the sheet; `element` takes it as the node that it is. */
export const picture = (name: string): HTMLElement => icon(name) as unknown as HTMLElement;

/** A way to another page of the site. */
export const link = (to: Parameters<typeof addressOf>[0], look: string, ...inside: (string | Part)[]): HTMLAnchorElement =>
  element('a', { href: addressOf(to), class: look }, ...inside);

/** The name of the page. It takes the focus when the page is opened, so that whoever cannot see it hears where they are. */
export const heading = (text: string): HTMLHeadingElement => element('h1', { tabIndex: -1 }, text);

export const text = (words: string, look = ''): HTMLElement => element('p', { class: look }, words);

export const list = (look: string, ...items: HTMLElement[]): HTMLElement =>
  element('ul', { class: look }, ...items.map((item) => element('li', {}, item)));

/** Somewhere to read on, as a card that is one link. */
export const tile = (to: Path, name: string, title: string, words: string, price?: string): HTMLElement =>
  link(
    to,
    'tile',
    element('span', { class: 'tile-picture' }, picture(name)),
    element('strong', {}, title),
    element('span', { class: 'soft' }, words),
    price !== undefined && element('span', { class: 'price' }, price),
  );

/** What to fill in, with its name above it. */
export const field = (name: string, control: HTMLElement): HTMLElement =>
  element('label', { class: 'field' }, element('span', {}, name), control);

export const submit = (words: string): HTMLElement => element('button', { type: 'submit', class: 'button primary' }, words);

/** A form that sends nothing anywhere: the deed is told how to read what was filled in. */
export function form(
  name: string,
  deed: (read: (control: string) => string, form: HTMLFormElement) => void,
  ...inside: Part[]
): HTMLFormElement {
  const made = element('form', { name, class: 'form' }, ...inside);
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    const filled = new FormData(made);
    deed((control) => {
      const value = filled.get(control);
      return typeof value === 'string' ? value.trim() : '';
    }, made);
  });
  return made;
}
