import type { RecordedJourneyEvent } from '../../domain/journey-event.js';
import { newestFirst } from './enquiry-entries.js';
import { beginningWith } from './ranges.js';
import type { IndexEntries, IndexRange, Operation, Row, Store } from './store.js';

/** An event as the store keeps one: a row of `journey-events`. */
export interface KeptJourneyEvent extends RecordedJourneyEvent {
  /** Whose it is; absent: nobody's, so far. */
  readonly customerId?: string;
  /** Counts what came to be this customer's, from 1. */
  readonly arrival?: number;
}

/** How far the counting of a customer's events is: a row of `journeys`, by customer id; it is what those who watch are told of. */
export interface KeptJourney {
  readonly last: number;
  /** How often something was taken away again. */
  readonly epoch: number;
}

export const nothingYet: KeptJourney = { last: 0, epoch: 0 };

/** Neither id has NUL in it. The id goes first: events of one instant stand by it. */
export const eventKey = ({ id, visitorId }: Pick<RecordedJourneyEvent, 'id' | 'visitorId'>): string => `${id}\0${visitorId}`;

const arrivalEntry = (customerId: string, arrival: number) => `${customerId}\0${String(arrival).padStart(16, '0')}`;

/** Where a customer's events from then on stand in the index `customer`, newest first. */
export const eventsSince = (customerId: string, at: string): IndexRange => ({
  from: `${customerId}\0`,
  below: `${customerId}\0${newestFirst(at)}\0`,
});

/** Where all of a customer's events stand in the index `customer`, and their aliases in that of theirs. */
export const belongingTo = (customerId: string): IndexRange => beginningWith(`${customerId}\0`);

/** Where those stand in the index `arrival` that came after one number, as far as another. */
export const arrivedBetween = (customerId: string, after: number, last: number): IndexRange => ({
  from: arrivalEntry(customerId, after + 1),
  below: arrivalEntry(customerId, last + 1),
});

/** `visitor`: in no order. `at`: to find by it what is kept too long. */
const eventEntries = ({ customerId, arrival, visitorId, at }: KeptJourneyEvent): IndexEntries => ({
  visitor: [visitorId],
  at: [at],
  customer: customerId === undefined ? [] : [`${customerId}\0${newestFirst(at)}`],
  arrival: customerId === undefined ? [] : [arrivalEntry(customerId, arrival ?? 0)],
});

export const keepingEvent = (value: KeptJourneyEvent, ifRevision: number | 'absent'): Operation => ({
  put: 'journey-events',
  key: eventKey(value),
  value,
  index: eventEntries(value),
  ifRevision,
});

export const withoutEvent = ({ key, revision }: Row): Operation => ({ delete: 'journey-events', key, ifRevision: revision });

/** As it is told. */
export const revealedEvent = ({
  value: { customerId: _customerId, arrival: _arrival, ...event },
}: Row<KeptJourneyEvent>): RecordedJourneyEvent => event;

/** Gives numbers to what comes to be a customer's, and remembers who is to be told. */
export interface Ledger {
  /** The number of one more event of this customer. */
  arrival(customerId: string): number;
  /** Something is told of the customer; `taken`: something that was told is not theirs any more. */
  touch(customerId: string, taken?: boolean): void;
  /** Keeps what was counted. */
  batch(): readonly Operation[];
}

/** The numbers as they are now: of two who count at the same time the store refuses the slower one. */
export async function ledgerOf(store: Store, customerIds: readonly string[], signal?: AbortSignal): Promise<Ledger> {
  const rows = await Promise.all(customerIds.map((id) => store.get<KeptJourney>('journeys', id, { signal })));
  const before = new Map(customerIds.map((id, at) => [id, rows[at]]));
  const now = new Map<string, KeptJourney>();
  const of = (id: string): KeptJourney => now.get(id) ?? before.get(id)?.value ?? nothingYet;
  return {
    arrival(id) {
      const { last, epoch } = of(id);
      now.set(id, { last: last + 1, epoch });
      return last + 1;
    },
    touch(id, taken = false) {
      const { last, epoch } = of(id);
      now.set(id, { last, epoch: epoch + Number(taken) });
    },
    batch: () =>
      [...now].map(([id, value]) => ({
        put: 'journeys',
        key: id,
        value,
        ifRevision: before.get(id)?.revision ?? ('absent' as const),
        customerId: id,
      })),
  };
}
