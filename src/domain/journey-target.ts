import { type PageAddress, pageAddress } from './page-address.js';
import { type JourneySession, type PageVisit, whereabouts } from './journey.js';
import { type FieldProblem, isRecord } from './field.js';

/** A page that customers are to be led to. */
export interface TargetPage {
  /** What it is called. */
  readonly name: string;
  /** Where the link leads that is sent to the customer. */
  readonly url: string;
  /** Reached when this page was opened; a `*` at the end: any page that begins so. The page itself unless told. */
  readonly goal?: string;
}

/** How a customer stands to a target page. Times are ISO 8601. */
export type TargetStanding =
  /** Looks at it now; `perhaps` where nobody can be sure. */
  | { readonly kind: 'here' | 'perhaps'; readonly since: string }
  /** Was on it, and is not now. */
  | { readonly kind: 'was'; readonly at: string }
  | { readonly kind: 'never' };

export interface TargetReport {
  readonly page: TargetStanding;
  /** When the goal was reached last. Absent where that is the page itself. */
  readonly goal?: TargetStanding;
}

/** Pages are compared by site and path, without regard to `www.`, capitals of the site, and a slash at the end; by parameters where the pattern has some that may be seen. */
const placeOf = (read: PageAddress | undefined) =>
  read && { path: `${read.site.replace(/^www\./, '')}${read.path.replace(/\/+$/, '')}`, query: read.query };

type Addresses = (url: string) => PageAddress | undefined;

function leadsTo(pattern: string, shownParameters: readonly string[], addressOf: Addresses): (url: string) => boolean {
  const open = pattern.endsWith('*');
  const wanted = placeOf(pageAddress(open ? pattern.slice(0, -1) : pattern, { shownParameters, hiddenPaths: [] }));
  if (!wanted) return () => false;
  const known = new Map<string, boolean>();
  return (url) => {
    let found = known.get(url);
    if (found === undefined) {
      const there = placeOf(addressOf(url));
      const isThere = there !== undefined && (there.path === wanted.path || (open && there.path.startsWith(wanted.path)));
      known.set(url, (found = isThere && (wanted.query === '' || wanted.query === there.query)));
    }
    return found;
  };
}

function standing(visits: readonly PageVisit[], isIt: (url: string) => boolean, now: number): TargetStanding {
  let was: string | undefined;
  let perhaps: string | undefined;
  for (const visit of visits) {
    if (!isIt(visit.url)) continue;
    const where = whereabouts(visit, now);
    if (where === 'here') return { kind: 'here', since: visit.enteredAt };
    if (where === 'perhaps' && (perhaps === undefined || visit.enteredAt > perhaps)) perhaps = visit.enteredAt;
    if (was === undefined || visit.seenAt > was) was = visit.seenAt;
  }
  if (perhaps !== undefined) return { kind: 'perhaps', since: perhaps };
  return was === undefined ? { kind: 'never' } : { kind: 'was', at: was };
}

/** Whether the customer is, was, or never was on the page, and whether the goal behind it was reached, at a time in milliseconds since 1970. Whoever asks again and again brings the addresses of the visits, read already. */
export function targetReport(
  { url, goal }: TargetPage,
  sessions: readonly JourneySession[],
  now: number,
  shownParameters: readonly string[] = [],
  addressOf: Addresses = (url) => pageAddress(url, { shownParameters, hiddenPaths: [] }),
): TargetReport {
  const visits = sessions.flatMap((session) => session.visits);
  const found = (pattern: string) => standing(visits, leadsTo(pattern, shownParameters, addressOf), now);
  return { page: found(url), ...(goal && { goal: found(goal) }) };
}

/** What is wrong with something that claims to be a target page: `name` `required`, `url` `not-a-page`, `goal` `not-a-page`. Safe to call with anything. */
export function targetPageProblems(value: unknown): FieldProblem[] {
  const { name, url, goal } = isRecord(value) ? value : {};
  const isPage = (text: unknown) =>
    typeof text === 'string' && pageAddress(text.replace(/\*$/, ''), { shownParameters: [], hiddenPaths: [] }) !== undefined;
  return [
    ...(typeof name === 'string' && name.trim() ? [] : [{ field: 'name', reason: 'required' }]),
    ...(isPage(url) ? [] : [{ field: 'url', reason: 'not-a-page' }]),
    ...(goal === undefined || isPage(goal) ? [] : [{ field: 'goal', reason: 'not-a-page' }]),
  ];
}
