import { openVariables } from './message-template.js';
import { textParts } from './plain-text.js';

/** A text with a link in it, and the place behind the link in UTF-16 units. */
export interface LinkInText {
  readonly text: string;
  readonly behind: number;
  /** It was not there before. */
  readonly added: boolean;
}

/**
 * Puts a link (one of `pageLink`) into a text at a place in UTF-16 units, with a space to what stands beside it. Never into a word, another link or a variable: then behind that. A link that the text has already,
 * however it is written there, is not put in again.
 */
export function withLink(text: string, link: string, at: number): LinkInText {
  const there = endOf(link, text);
  if (there !== undefined) return { text, behind: there, added: false };
  const place = gapFrom(text, at);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  const put = `${before}${/\S$/.test(before.slice(-1)) ? ' ' : ''}${link}`;
  return { text: `${put}${/^\S/.test(after) ? ' ' : ''}${after}`, behind: put.length, added: true };
}

/** Where a link ends that the text has; undefined: it has not. */
function endOf(link: string, text: string): number | undefined {
  const { href } = new URL(link);
  let end = 0;
  for (const part of textParts(text)) {
    end += part.text.length;
    if (part.href === href) return end;
  }
  // To the letter too: one that ends like a sentence, or leads to a house of its own.
  for (let at = text.indexOf(link); at >= 0; at = text.indexOf(link, at + 1)) {
    end = at + link.length;
    if (/^[\s([{"'«]?$/.test(text.charAt(at - 1)) && /^[.,;:!?…'"»)\]}]*(?:\s|$)/.test(text.slice(end, end + 20))) return end;
  }
  return undefined;
}

/** The place itself, or the next one that is not within something that belongs together. */
function gapFrom(text: string, at: number): number {
  let place = Math.max(0, Math.min(at, text.length));
  const within = (from: number, to: number) => from < place && place < to && (place = to);
  const word = new Intl.Segmenter('en', { granularity: 'word' }).segment(text).containing(place);
  if (word) within(word.index, word.index + word.segment.length);
  for (const { from, to } of openVariables(text)) within(from, to);
  let [from, to] = [place, place];
  while (/\S/.test(text.charAt(from - 1))) from -= 1;
  while (/\S/.test(text.charAt(to))) to += 1;
  // An address of a page or of mail, however it ends.
  if (/:\/\/|@|^www\./i.test(text.slice(from, to))) within(from, to);
  return place;
}
