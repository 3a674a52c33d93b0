import { withoutBidi } from './fold.js';

const address =
  /^[^\s@"<>()[\]\\,;:\p{Cc}\p{Cs}]{1,64}@(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

/**
 * An e-mail address in the form in which equal ones are the same text, or undefined when it is none: trimmed, without `mailto:` and a name around it
 * (`"Ada" <ada@example.org>`), lower case, NFC. International domain names stay as they are written. Says whether the text looks like an address, not whether
 * somebody reads it.
 */
export function emailKey(raw: string): string | undefined {
  if (raw.length > 1000) return undefined;
  let text = withoutBidi(raw).trim();
  text = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1]?.trim() ?? text;
  if (/^mailto:/i.test(text)) text = decoded(text.slice(7).replace(/\?.*$/s, ''));
  const key = text.toLowerCase().normalize('NFC');
  return key.length <= 254 && address.test(key) && !/\.\d+$/.test(key) ? key : undefined;
}

/** Percent signs resolved, or the text itself where they mean nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
