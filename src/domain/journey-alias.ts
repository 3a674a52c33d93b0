/** By what somebody on the web site is known to be a customer: the random id of a browser, a login, an address. */
export const journeyAliasKinds = ['visitor', 'login', 'email', 'phone'] as const;
export type JourneyAliasKind = (typeof journeyAliasKinds)[number];

/** That an alias is a customer's. */
export interface JourneyAlias {
  readonly id: string;
  readonly kind: JourneyAliasKind;
  readonly value: string;
  readonly customerId: string;
  /** From when on it is known, ISO 8601. */
  readonly since: string;
}

/** A browser at a time when it was a customer's: `from` included, `until` not; without them there is no bound. ISO 8601. */
export interface JourneySpan {
  readonly customerId: string;
  readonly from?: string;
  readonly until?: string;
}

/** That a browser was known to be a customer's at a time. */
export type JourneyClaim = Pick<JourneyAlias, 'customerId' | 'since'>;

/**
 * Whose a browser was, and when: until somebody else is known there it is whose it was, and what was before anybody was known belongs to the first. So nobody's visits become somebody else's because both use one computer. In whatever order the
 * claims come.
 */
export function journeySpans(claims: readonly JourneyClaim[]): readonly JourneySpan[] {
  const inOrder = [...claims].sort((a, b) => Date.parse(a.since) - Date.parse(b.since) || (a.customerId < b.customerId ? -1 : 1));
  const changes = inOrder.filter(({ customerId }, at) => customerId !== inOrder[at - 1]?.customerId);
  return changes.map(({ customerId, since }, at) => {
    const until = changes[at + 1]?.since;
    return { customerId, ...(at > 0 && { from: since }), ...(until !== undefined && { until }) };
  });
}
