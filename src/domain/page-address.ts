import { bullets } from './conceal.js';

/** What of the addresses of pages may be kept and seen; an administrator says so. */
export interface PageAddressRules {
  /** Names of query parameters that are kept with their values; all others, and what is behind a `#`, never are. */
  readonly shownParameters: readonly string[];
  /** Beginnings of paths, whole segments, behind which nothing is kept: `/account` hides `/account/reset/abc`, not `/accounts`. */
  readonly hiddenPaths: readonly string[];
}

/** The address of a page as it may be kept and seen. */
export interface PageAddress {
  /** Host and port, as the network writes them: names in other scripts begin with `xn--`, so that no letter passes for another one. */
  readonly site: string;
  /** For people to read: decoded, with bullets for what looks like an e-mail address, a number of a person or a token. */
  readonly path: string;
  /** The parameters that may be seen, with `?` and decoded; empty without any. */
  readonly query: string;
  /** All that is kept: the same again when it is read again. */
  readonly url: string;
  /** It leads where the customer was: nothing of the path stands behind bullets. */
  readonly whole: boolean;
}

/** No address is longer, in UTF-16 units: browsers and servers refuse longer ones. */
export const pageAddressLimit = 8000;

/** With an `@` in it, all of it may be an address: what stands before may be almost anything (RFC 5322, 3.2.3). */
const word = /\S+/gu;
const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/giu;
/** Three parts of signs in base64, as a JSON Web Token has them (RFC 7519). It begins where the signs do: from every one of them on, a long word would be read again. */
const signed = /(?<![\w-])[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/gu;
const run = /[A-Za-z0-9+=]{16,}|[\w-]{20,}/gu;
/** Eight digits or more, as telephone, account and identity numbers have, however they are grouped; a day of the calendar is none. */
const digits = /\+?\d(?:[ .\-/()\u00a0]{0,2}\d){7,}/gu;
const day = /^(?:19|20)\d\d[-./](?:0\d|1[0-2])[-./](?:[0-2]\d|3[01])$/;
/** Letters and digits in one run are a token; with `-` and `_` only where capitals are mixed in, or it may be the words of a title. */
const isToken = (text: string): boolean =>
  /\d/.test(text) && (/[-_]/.test(text) ? /[a-z]/.test(text) && /[A-Z]/.test(text) : /[A-Za-z]/.test(text));

/** A text of a web site (a title, a word that was searched for) with bullets for e-mail addresses, numbers of people, and tokens in it. */
export function withoutPersonal(text: string): string {
  return text
    .replace(word, (found) => (found.includes('@') ? bullets : found))
    .replace(uuid, bullets)
    .replace(signed, (found) => (/\d/.test(found) && /[A-Z]/.test(found) ? bullets : found))
    .replace(run, (found) => (isToken(found) ? bullets : found))
    .replace(digits, (found) => (day.test(found) ? found : bullets));
}

/** Signs that no name on a web site needs, and that can make it read as another. */
const unseen = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** A text of a web site on one line, without what cannot be seen, as long as a line may be. */
export const lineOf = (text: string, limit: number): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(unseen, '')
    .trim()
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(unseen, '');
  } catch {
    // What can be read of it is: an `@` must not hide behind a broken sign.
    return text.replace(/%[2-7][\da-f]/gi, decodeURIComponent);
  }
}

const isBelow = (path: string, head: string): boolean => {
  const start = head.replace(/\/+$/, '');
  return path === start || path.startsWith(`${start}/`);
};

/**
 * The address of a page, without what must not be kept: user and password, fragment, parameters that nobody allowed, hidden paths, and what looks personal in the rest. Undefined for what is no address of a page on a web site
 * (`javascript:`, `data:`, `file:`, `blob:`; anything that is no URL).
 */
export function pageAddress(given: unknown, { shownParameters, hiddenPaths }: PageAddressRules): PageAddress | undefined {
  if (typeof given !== 'string' || given.length > pageAddressLimit) return undefined;
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return undefined;
  }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || !url.hostname) return undefined;
  const there = url.pathname.split('/').map(decoded);
  const hidden = hiddenPaths.find((head) => head && isBelow(there.join('/').toLowerCase(), decoded(head).toLowerCase()));
  const kept = hidden === undefined ? there.map(withoutPersonal) : hiddenSegments(there.join('/').split('/'), hidden); // an encoded slash is one
  const shown = shownParameters.flatMap((name) => url.searchParams.getAll(name).map((value) => [name, value] as const));
  const parameters = new URLSearchParams(shown.map(([name, value]) => [name, withoutPersonal(value.replace(unseen, ''))]));
  const same = kept.length === there.length && kept.every((segment, at) => segment === there[at]);
  const query = parameters.size ? `?${parameters.toString()}` : '';
  return {
    site: url.host,
    path: kept.join('/') || '/',
    query: query && `?${[...parameters].map(([name, value]) => `${name}=${value}`).join('&')}`,
    url: `${url.protocol}//${url.host}${same ? url.pathname : kept.map(encodeURIComponent).join('/')}${query}`,
    whole: !kept.some((segment) => segment.includes(bullets)),
  };
}

function hiddenSegments(there: readonly string[], head: string): string[] {
  const depth = head.replace(/\/+$/, '').split('/').length;
  return [...there.slice(0, depth), ...(there.length > depth ? [bullets] : [])];
}
