import type { LocalContext } from './context.js';
import { browserOf, type KeptAlias, withNobody, withoutAlias } from './journey-browsers.js';
import { belongingTo, type KeptJourney, type KeptJourneyEvent, withoutEvent } from './journey-entries.js';
import { journeyCut } from './journey-owning.js';
import { everyRow } from './paging.js';
import type { Operation } from './store.js';

/** What is known of a customer's visits, and by what. */
export async function countedJourney(
  { store }: LocalContext,
  customerId: string,
  signal?: AbortSignal,
): Promise<{ readonly journeyEvents: number; readonly journeyAliases: number }> {
  const [journeyEvents, journeyAliases] = await Promise.all(
    ['journey-events', 'journey-aliases'].map((each) => store.count(each, 'customer', belongingTo(customerId), { signal })),
  );
  return { journeyEvents: journeyEvents!, journeyAliases: journeyAliases! };
}

/** The journey of a customer who is removed or erased goes, with all by what it came to be known. Of each browser it stays known that it was somebody's then: what it tells of that time later is taken for nobody else's. */
export async function goneJourney(
  context: LocalContext,
  customerId: string,
  signal?: AbortSignal,
): Promise<{ readonly batch: readonly Operation[]; readonly events: number; readonly aliases: number }> {
  const { store } = context;
  const theirs = belongingTo(customerId);
  const [events, aliases, journey] = await Promise.all([
    everyRow<KeptJourneyEvent>(store, 'journey-events', 'customer', theirs, signal),
    everyRow<KeptAlias>(store, 'journey-aliases', 'customer', theirs, signal),
    store.get<KeptJourney>('journeys', customerId, { signal }),
  ]);
  const visitors = aliases.filter(({ value }) => value.kind === 'visitor');
  const apart = visitors.map(async ({ value: { value: visitorId, claims = [] } }) =>
    withNobody(await browserOf(store, visitorId, signal), { gone: claims }, journeyCut(context)),
  );
  return {
    batch: [
      ...events.map(withoutEvent),
      ...aliases.map(withoutAlias),
      ...(await Promise.all(apart)).map(({ operation }) => operation),
      ...(journey ? [{ delete: 'journeys', key: customerId, ifRevision: journey.revision, customerId }] : []),
    ],
    events: events.length,
    aliases: aliases.length,
  };
}
