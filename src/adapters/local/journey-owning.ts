import type { RecordedJourneyEvent } from '../../domain/journey-event.js';
import type { LocalContext } from './context.js';
import { type Guard, guardsOf } from './guard.js';
import { type Browser, browserOf, ownersOf } from './journey-browsers.js';
import { keepingEvent, type KeptJourneyEvent, type Ledger, withoutEvent } from './journey-entries.js';
import { everyRow } from './paging.js';
import type { Operation, Store } from './store.js';

/** So often is read again: all tabs of a browser tell of it at the same time. */
export const journeyAttempts = 60;

const day = 24 * 3_600_000;
/** Nobody’s settings mean more than a hundred years, and dates end somewhere. */
const longest = 36_500;

/** What happened before this is neither kept nor told, ISO 8601. */
export const journeyCut = ({ settings, options }: LocalContext): string =>
  new Date(options.now() - Math.min(longest, Math.max(0, settings.journeyDays)) * day).toISOString();

/** A browser as it is, and what has the store refuse a write when anybody comes to be known there, or one of these is taken away, at the same time. */
export interface HeldBrowser {
  readonly browser: Browser;
  /** Who is known there, or comes to be. */
  readonly holders: readonly string[];
  readonly guards: readonly Guard[];
}

/** `others`: who comes to be known there; asked again once the guards are there. */
export async function heldBrowser<T>(
  store: Store,
  visitorId: string,
  others: () => Promise<{ readonly found: T; readonly customerIds: readonly (string | undefined)[] }>,
  signal?: AbortSignal,
): Promise<HeldBrowser & { readonly found: T }> {
  const look = async () => {
    const [browser, { found, customerIds }] = await Promise.all([browserOf(store, visitorId, signal), others()]);
    const known = [...browser.aliases.map(({ value }) => value.customerId), ...customerIds];
    return { browser, found, holders: [...new Set(known.filter((id) => id !== undefined))] };
  };
  for (let expected = (await look()).holders; ;) {
    const guards = await guardsOf(store, [visitorId, ...expected], signal);
    const seen = await look();
    if (seen.holders.every((id) => expected.includes(id))) return { ...seen, guards };
    expected = seen.holders;
  }
}

/** An event of the customer’s, or of nobody’s. */
export const owned = (event: RecordedJourneyEvent, customerId: string | undefined, ledger: Ledger): KeptJourneyEvent =>
  customerId === undefined ? event : { ...event, customerId, arrival: ledger.arrival(customerId) };

/** What is done with the events of a browser that are not whose they were, now that something else is known of it. */
export async function reowned(
  store: Store,
  before: Browser,
  after: Browser,
  ledger: Ledger,
  signal?: AbortSignal,
): Promise<readonly Operation[]> {
  const owners = ownersOf(after);
  if (owners.spans === ownersOf(before).spans) return [];
  const rows = await everyRow<KeptJourneyEvent>(store, 'journey-events', 'visitor', { is: after.visitorId }, signal);
  rows.sort((a, b) => (a.value.at < b.value.at ? -1 : Number(a.value.at > b.value.at)));
  return rows.flatMap((row): Operation[] => {
    const { customerId: whose, arrival: _arrival, ...event } = row.value;
    const owner = owners.at(event.at);
    if (owner !== 'gone' && owner.customerId === whose) return [];
    if (whose !== undefined) ledger.touch(whose, true);
    return [owner === 'gone' ? withoutEvent(row) : keepingEvent(owned(event, owner.customerId, ledger), row.revision)];
  });
}
