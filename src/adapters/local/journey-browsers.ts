import { type JourneyAlias, type JourneyClaim, journeySpans } from '../../domain/journey-alias.js';
import { identityKeyOf } from './journey-identities.js';
import { fingerprint } from './fingerprint.js';
import { everyRow } from './paging.js';
import type { Operation, Row, Store } from './store.js';

/** An alias as the store keeps one: a row of `journey-aliases`. */
export interface KeptAlias extends JourneyAlias {
  /** What is compared, as of `identityKey`. */
  readonly identity: string;
  /** Of a browser: when it was known to be theirs, each time, ISO 8601 in UTC. */
  readonly claims?: readonly string[];
}

/** When a browser was no customer's: a row of `journey-visitors`. Nothing in it tells which browser it is, so it may outlive whose it was. ISO 8601 in UTC. */
interface KeptVisitor {
  /** From then on it was a customer's of whom nothing is to be known any more. */
  readonly gone: readonly string[];
  /** Then somebody logged in who is no customer that could be found. */
  readonly strangers: readonly string[];
}

/** What is known of a browser. */
export interface Browser {
  readonly visitorId: string;
  readonly aliases: readonly Row<KeptAlias>[];
  readonly apart: Row<KeptVisitor> | undefined;
}

/** Whose an event is: a customer's, nobody's, or that of somebody who is gone. */
export type Owner = { readonly customerId?: string } | 'gone';

export const visitorKey = (visitorId: string): string => fingerprint(visitorId);

export async function browserOf(store: Store, visitorId: string, signal?: AbortSignal): Promise<Browser> {
  const [aliases, apart] = await Promise.all([
    everyRow<KeptAlias>(store, 'journey-aliases', 'identity', { is: identityKeyOf.visitor(visitorId) }, signal),
    store.get<KeptVisitor>('journey-visitors', visitorKey(visitorId), { signal }),
  ]);
  return { visitorId, aliases, apart };
}

/** Stand for nobody among claims; no customer has such an id. The stranger's stands first: of one instant a customer counts. */
const [gone, stranger] = ['\0gone', '\0'];

/** In whose time a browser told something: the same text for the same answer at any time. */
export function ownersOf({ aliases, apart }: Pick<Browser, 'aliases' | 'apart'>): {
  readonly spans: string;
  at(time: string): Owner;
} {
  const of = (customerId: string) => (since: string) => ({ customerId, since });
  const known: readonly JourneyClaim[] = [
    ...aliases.flatMap(({ value: { customerId, claims = [] } }) => claims.map(of(customerId))),
    ...(apart?.value.gone ?? []).map(of(gone)),
  ];
  // A stranger takes a browser from a customer: where nobody was known, or who was is gone, everything stays as it is.
  const strangers = (apart?.value.strangers ?? []).filter((time) => {
    const before = known.filter(({ since }) => since < time).sort((a, b) => (a.since < b.since ? -1 : 1));
    return (before.at(-1)?.customerId ?? gone) !== gone;
  });
  const spans = journeySpans([...known, ...strangers.map(of(stranger))]);
  return {
    spans: JSON.stringify(spans),
    at(time) {
      const span = spans.find(({ from, until }) => (from === undefined || from <= time) && (until === undefined || time < until));
      if (span?.customerId === gone) return 'gone';
      return span === undefined || span.customerId === stranger ? {} : { customerId: span.customerId };
    },
  };
}

/** Without what no longer decides anything: of what was before a time only the last. */
function timely(times: readonly string[], since: string): readonly string[] {
  const inOrder = [...new Set(times)].sort();
  const past = inOrder.filter((time) => time < since).length;
  return inOrder.slice(Math.max(0, past - 1));
}

export function keepingAlias(value: KeptAlias, ifRevision: number | 'absent'): Operation {
  const { id, customerId, since, identity } = value;
  const index = { customer: [`${customerId}\0${since}`], identity: [identity] };
  return { put: 'journey-aliases', key: id, value, index, ifRevision };
}

export const withoutAlias = ({ key, revision }: Row): Operation => ({ delete: 'journey-aliases', key, ifRevision: revision });

export const revealedAlias = ({ value: { identity: _identity, claims: _claims, ...alias } }: Row<KeptAlias>): JourneyAlias =>
  alias;

/** Somebody came to be known in a browser at a time: a customer, or a stranger. */
export interface Arrival {
  readonly customerId: string | undefined;
  readonly at: string;
}

/** The browser with what came to be known of it, and what keeps that. `cut`: older than this is nothing that could be asked about. */
export function withArrivals(
  browser: Browser,
  arrivals: readonly Arrival[],
  cut: string,
  newId: () => string,
): { readonly browser: Browser; readonly batch: readonly Operation[] } {
  const { visitorId } = browser;
  const batch: Operation[] = [];
  const aliases = [...browser.aliases];
  for (const customerId of new Set(arrivals.map((each) => each.customerId))) {
    const times = arrivals.filter((each) => each.customerId === customerId).map(({ at }) => at);
    if (customerId === undefined) continue;
    const place = aliases.findIndex(({ value }) => value.customerId === customerId);
    const before = aliases[place];
    const since = [...times, ...(before ? [before.value.since] : [])].sort()[0]!;
    const claims = timely([...(before?.value.claims ?? []), ...times], cut);
    const identity = identityKeyOf.visitor(visitorId);
    const value: KeptAlias = {
      ...(before?.value ?? { id: newId(), kind: 'visitor' as const, value: visitorId, customerId, identity }),
      since,
      claims,
    };
    const row = { key: value.id, value, revision: (before?.revision ?? 0) + 1 };
    if (before) aliases[place] = row;
    else aliases.push(row);
    batch.push(keepingAlias(value, before?.revision ?? 'absent'));
  }
  const strangers = arrivals.filter((each) => each.customerId === undefined).map(({ at }) => at);
  if (!strangers.length) return { browser: { ...browser, aliases }, batch };
  const apart = withNobody(browser, { strangers }, cut);
  return { browser: { ...browser, aliases, apart: apart.row }, batch: [...batch, apart.operation] };
}

/** What is kept of a browser that was nobody's, with more of it. */
export function withNobody(
  { visitorId, apart }: Pick<Browser, 'visitorId' | 'apart'>,
  more: Partial<KeptVisitor>,
  cut: string,
): { readonly row: Row<KeptVisitor>; readonly operation: Operation } {
  const value: KeptVisitor = {
    gone: timely([...(apart?.value.gone ?? []), ...(more.gone ?? [])], cut),
    strangers: timely([...(apart?.value.strangers ?? []), ...(more.strangers ?? [])], cut),
  };
  const key = visitorKey(visitorId);
  const ifRevision = apart?.revision ?? ('absent' as const);
  return {
    row: { key, value, revision: (apart?.revision ?? 0) + 1 },
    operation: { put: 'journey-visitors', key, value, ifRevision },
  };
}
