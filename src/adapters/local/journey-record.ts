import type { JourneyReceipt, JourneysService } from '../../backend/backend.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import {
  cleanJourneyEvent,
  type JourneyEvent,
  journeyEventProblems,
  type JourneyIdentity,
  readJourneyEvent,
  type RecordedJourneyEvent,
  timeSetRight,
} from '../../domain/journey-event.js';
import { isInstant } from '../../domain/time.js';
import { invalid, type LocalContext } from './context.js';
import { besides } from './guard.js';
import { carryOut, type Plan } from './intents.js';
import { type Arrival, ownersOf, withArrivals } from './journey-browsers.js';
import { eventKey, keepingEvent, ledgerOf } from './journey-entries.js';
import { customerKnownBy } from './journey-identities.js';
import { heldBrowser, journeyAttempts, journeyCut, owned, reowned } from './journey-owning.js';
import type { Operation } from './store.js';

/** So many events are taken at a time. */
const recordLimit = 500;
/** So many events that are kept too long go with each write. */
const expiredAtOnce = 100;

/** An event that was told, with its place among what was sent. */
interface Told {
  readonly index: number;
  readonly event: RecordedJourneyEvent;
  readonly identity?: JourneyIdentity;
}

type Refused = JourneyReceipt['refused'][number];

/** What became of the events of one visitor. */
interface Outcome {
  readonly recorded: number;
  readonly repeated: number;
  readonly gone: readonly Told[];
}

const refusal = (index: number, id: unknown, problems: readonly FieldProblem[]): Refused => ({
  index,
  // An id that is none is not handed back.
  ...(typeof id === 'string' && id !== '' && !problems.some(({ field }) => field === 'id') && { id }),
  problems,
});

/** Takes in what a web site tells. */
export function recording(context: LocalContext): Required<JourneysService>['record'] {
  const { store, settings, options } = context;

  /** What is wrong with something that was sent, or how it is to be kept. */
  const read = (given: unknown, index: number, receivedAt: string, sentAt: string | undefined): Told | Refused => {
    const claimed = readJourneyEvent(given);
    const id = isRecord(claimed) ? claimed['id'] : undefined;
    const problems = journeyEventProblems(claimed);
    if (problems.length) return refusal(index, id, problems);
    const { journeyParameters: shownParameters, journeyHiddenPaths: hiddenPaths } = settings;
    const { identity, ...event } = cleanJourneyEvent(claimed as JourneyEvent, { shownParameters, hiddenPaths });
    const at = timeSetRight(event.at, receivedAt, sentAt);
    if (at < journeyCut(context)) return refusal(index, id, [{ field: 'at', reason: 'too-old' }]);
    return { index, event: { ...event, at, receivedAt }, ...(identity && { identity }) };
  };

  /** What is kept too long, whosever it is. */
  const expired = async (signal?: AbortSignal): Promise<readonly Operation[]> => {
    const rows = await store.find('journey-events', 'at', { below: journeyCut(context) }, { signal, limit: expiredAtOnce });
    return rows.map(({ key }) => ({ delete: 'journey-events', key }));
  };

  /** Keeps what one visitor did: all of it, or nothing. */
  const keep = async (visitorId: string, told: readonly Told[], signal: AbortSignal | undefined): Promise<Outcome> => {
    const logins = told.filter(({ identity }) => identity !== undefined);
    const whoLogsIn = async () => {
      const customerIds = await Promise.all(logins.map(({ identity }) => customerKnownBy(context, identity!, signal)));
      return { found: new Map(logins.map((login, at) => [login, customerIds[at]])), customerIds };
    };
    const plan = async (): Promise<Plan<Outcome>> => {
      const { browser: before, holders, guards, found } = await heldBrowser(store, visitorId, whoLogsIn, signal);
      const keys = new Set<string>();
      const there = await Promise.all(told.map(({ event }) => store.get('journey-events', eventKey(event), { signal })));
      const fresh = told.filter(({ event }, at) => !there[at] && keys.size < keys.add(eventKey(event)).size);
      const repeated = told.length - fresh.length;
      if (!fresh.length) return { batch: [], answer: { recorded: 0, repeated, gone: [] } };

      const arrivals = fresh
        .filter((each) => found.has(each))
        .map((login): Arrival => ({ customerId: found.get(login), at: login.event.at }));
      const { browser, batch } = withArrivals(before, arrivals, journeyCut(context), options.newId);
      const ledger = await ledgerOf(store, holders, signal);
      for (const { customerId } of arrivals) if (customerId !== undefined) ledger.touch(customerId);
      const moved = await reowned(store, before, browser, ledger, signal);
      const owners = ownersOf(browser);
      const gone: Told[] = [];
      const kept = fresh.flatMap((each): Operation[] => {
        const owner = owners.at(each.event.at);
        if (owner !== 'gone') return [keepingEvent(owned(each.event, owner.customerId, ledger), 'absent')];
        gone.push(each);
        return [];
      });
      const all = [...batch, ...moved, ...kept, ...ledger.batch(), ...(await expired(signal))];
      return { batch: besides(all, guards), answer: { recorded: kept.length, repeated, gone } };
    };
    return carryOut(context, 'journeys.record', undefined, { signal }, plan, journeyAttempts);
  };

  return (events, given = {}) =>
    context.run(given, undefined, async (signal) => {
      const { sentAt } = given;
      if (!Array.isArray(events)) throw invalid('events', 'not-a-list');
      if (events.length > recordLimit) throw invalid('events', 'too-many');
      if (sentAt !== undefined && !(typeof sentAt === 'string' && isInstant(sentAt))) throw invalid('sentAt', 'not-a-date');
      const receivedAt = context.now();
      const all = Array.from(events as readonly unknown[], (event, index) => read(event, index, receivedAt, sentAt));
      const refused = all.filter((each) => 'problems' in each);
      const visitors = new Map<string, Told[]>();
      for (const each of all) {
        if ('problems' in each) continue;
        const { visitorId } = each.event;
        visitors.set(visitorId, [...(visitors.get(visitorId) ?? []), each]);
      }
      let [recorded, repeated] = [0, 0];
      for (const [visitorId, told] of visitors) {
        const outcome = await keep(visitorId, told, signal);
        recorded += outcome.recorded;
        repeated += outcome.repeated;
        const problems = [{ field: 'visitorId', reason: 'gone' }];
        refused.push(...outcome.gone.map(({ index, event }) => refusal(index, event.id, problems)));
      }
      return { recorded, repeated, refused: refused.sort((a, b) => a.index - b.index) };
    });
}
