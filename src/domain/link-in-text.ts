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
  const wanted = new URL(link).href;
  let from = 0;
  for (const { text: shown, href } of textParts(text)) {
    // What ends with a sign that people write behind a link is found as a whole.
    const whole = text.startsWith(link, from) && !/\S/.test(text.charAt(from + link.length));
    if (href !== undefined && (whole || href === wanted)) return from + (whole ? link : shown).length;
    from += shown.length;
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
  let from = 0;
  for (const { text: shown, href } of textParts(text)) {
    if (href !== undefined) within(from, from + shown.length);
    from += shown.length;
  }
  return place;
}
