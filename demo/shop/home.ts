import type { Path } from './site.js';

/** Where the site begins, wherever it is put: each of its pages lies below. */
export const home = new URL(/^.*\/shop\//.exec(location.pathname)?.[0] ?? './', location.href);

/** The address of a page; what is behind a `?` in it goes along. */
export const addressOf = (to: Path | `${Path}?${string}` | 'order/'): string => new URL(to, home).href;

/** The path of an address below the site's home; undefined for one of another site. */
export function pathOf({ origin, pathname }: URL | Location): string | undefined {
  if (origin !== home.origin || !pathname.startsWith(home.pathname)) return undefined;
  const path = pathname.slice(home.pathname.length).replace(/(?:^|\/)index\.html$/, '');
  return path && !path.endsWith('/') ? `${path}/` : path;
}
