import { html, nothing, type TemplateResult } from 'lit';
import { beginningOf, textParts } from '../../domain/plain-text.js';
import type { Note } from '../../domain/note.js';

/** So much of a text stands in the page while its row is closed, and so much more at a time when it is open, in UTF-16 units: a text of a million must not hold up anybody. */
export const [closedLength, step] = [2000, 20_000];

/** With its links. In a closed row the Tab key passes them by. Most texts have none, and there are thousands. */
function linked(text: string, stops: boolean): string | TemplateResult {
  const parts = textParts(text);
  if (parts.every(({ href }) => !href)) return text;
  return html`${parts.map(({ text: shown, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer" tabindex=${stops ? nothing : -1}>${shown}</a>` : shown,
  )}`;
}

/** The beginning of a note. */
export const excerptOf = ({ text }: Note): string | TemplateResult => linked(beginningOf(text, closedLength), false);

export const linkedText = (text: string, length: number): string | TemplateResult => linked(beginningOf(text, length), true);

const opened = new WeakMap<Note, { readonly length: number; readonly made: string | TemplateResult }>();

/** So much of an open note; the same as long as that is. */
export function openedText(note: Note, length: number): string | TemplateResult {
  let known = opened.get(note);
  if (known?.length !== length) opened.set(note, (known = { length, made: linkedText(note.text, length) }));
  return known.made;
}

/** Whether a click on a text was meant for the text: not a link in it, not the end of a selection. */
export function isPlainClick(event: MouseEvent, begun: { readonly x: number; readonly y: number } | undefined): boolean {
  if ((event.target as Element).closest('a')) return false;
  return event.detail < 2 && (!begun || Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < 4);
}
