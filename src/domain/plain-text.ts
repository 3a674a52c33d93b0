/** A piece of a text: with `href`, it is a link to there. */
export interface TextPart {
  readonly text: string;
  /** Only ever `http:`, `https:`, `mailto:` or `tel:`. */
  readonly href?: string;
}

/** What begins like a link or holds an `@`: whether it is one is looked at more closely. Bounded, so that no text takes longer than its length. */
const candidate =
  /(?<![\p{L}\p{N}_@/.+-])(?:(?:https?:\/\/|mailto:|tel:)[^\s<>"'`\p{Cc}]{1,2000}|www\.[^\s<>"'`\p{Cc}]{1,2000}|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})/giu;

/** What people write behind a link, and what is not part of it. */
const behind = /[.,;:!?…'"*_~\u2019\u201d«»]$/;
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * A text in pieces, together the text as it was: addresses of pages (`https://…`, `www.…`), of mail and of telephones become links, everything else, `javascript:` and other schemes too, stays text. An address with
 * a name or password in it (`https://bank.example@evil.example`) stays text: it shows one place and leads to another.
 */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = withoutEnd(match[0]);
    const href = hrefOf(shown);
    if (!href) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function withoutEnd(text: string): string {
  for (let end = text.length; end > 0; end -= 1) {
    const shown = text.slice(0, end);
    const last = shown[end - 1]!;
    const open = brackets[last];
    const lone = open !== undefined && shown.split(open).length < shown.split(last).length;
    if (!behind.test(last) && !lone) return shown;
  }
  return '';
}

function hrefOf(shown: string): string | undefined {
  if (/^tel:/i.test(shown)) return /^tel:\+?[\d().\-/]{3,30}$/i.test(shown) ? shown.toLowerCase() : undefined;
  if (/^mailto:/i.test(shown)) return /^mailto:[^\s@?&]{1,64}@[^\s@?&]{1,255}$/i.test(shown) ? shown : undefined;
  if (!/^(?:https?:\/\/|www\.)/i.test(shown)) return `mailto:${shown}`;
  const url = pageUrl(/^www\./i.test(shown) ? `https://${shown}` : shown);
  return url?.hostname.includes('.') ? url.href : undefined;
}

function pageUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

/** The address of a page as it can be put into a text, in one piece; undefined for all that is not `http:` or `https:`, or has a name or password in it. Safe to call with anything. */
export function pageLink(given: unknown): string | undefined {
  const shown = typeof given === 'string' ? given.trim() : '';
  const href = /^https?:\/\/\S{1,2000}$/i.test(shown) ? pageUrl(shown)?.href : undefined;
  return href === `${shown}/` ? shown : href;
}

/** The beginning of a text, at most so many UTF-16 units, cut between signs (never within an emoji) and with `…` where something is missing. */
export function beginningOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit - 1);
  let end = 0;
  // A sign is rarely longer than thirty units: only the last ones are taken apart.
  const start = Math.max(0, room.length - 40);
  for (const { index, segment } of new Intl.Segmenter('en').segment(text.slice(start, limit + 40))) {
    if (start + index + segment.length > room.length) break;
    end = start + index + segment.length;
  }
  const whole = end || start === 0 ? room.slice(0, end) : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${whole.trimEnd()}…`;
}
