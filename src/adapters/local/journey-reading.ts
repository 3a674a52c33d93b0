import type { JourneysService } from '../../backend/backend.js';
import { isRecord } from '../../domain/field.js';
import { type JourneySession, journeySessions } from '../../domain/journey.js';
import { isInstant } from '../../domain/time.js';
import { invalid, type LocalContext } from './context.js';
import { canonical } from './fingerprint.js';
import {
  arrivedBetween,
  eventsSince,
  type KeptJourney,
  type KeptJourneyEvent,
  nothingYet,
  revealedEvent,
} from './journey-entries.js';
import { journeyCut } from './journey-owning.js';
import { everyRow, limitOf, readCursor, writeCursor } from './paging.js';
import type { Position, Row } from './store.js';

/** How far the counting was, and where a list goes on. */
interface Mark {
  readonly moment: KeptJourney;
  readonly position?: Position;
}

/** A position in a list as it was at one moment. */
const writeMark = (list: string, { last, epoch }: KeptJourney, { entry, key }: Position): string =>
  writeCursor(list, { entry, key: `${epoch} ${last} ${key}` });

function readMark(list: string, cursor: string | undefined): Required<Mark> | undefined {
  const found = readCursor(list, cursor);
  if (!found) return undefined;
  const [, epoch, last, key] = /^(\d+) (\d+) (.*)$/s.exec(found.key) ?? [];
  if (key === undefined) throw invalid('cursor', 'unknown');
  return { moment: { epoch: Number(epoch), last: Number(last) }, position: { entry: found.entry, key } };
}

const newsOf = (customerId: string) => `news of the journey of ${canonical(customerId)}`;
const writeAfter = (customerId: string, moment: KeptJourney): string =>
  writeMark(newsOf(customerId), moment, { entry: '', key: '' });

/** How far somebody had heard. Throws `invalid` with field `after`. */
function readAfter(customerId: string, after: unknown): KeptJourney {
  try {
    const mark = typeof after === 'string' ? readMark(newsOf(customerId), after) : undefined;
    if (mark) return mark.moment;
  } catch {
    // another list's, or nobody's
  }
  throw invalid('after', 'unknown');
}

/** Whose journey, and from when on. Throws `invalid` with field `from`. */
function readScope(scope: unknown): { readonly customerId: string; readonly from?: string } {
  const { customerId: whose, from } = isRecord(scope) ? scope : {};
  const customerId = typeof whose === 'string' ? whose : '';
  if (from === undefined) return { customerId };
  if (typeof from !== 'string' || !isInstant(from)) throw invalid('from', 'not-a-date');
  return { customerId, from: new Date(from).toISOString() };
}

/** Sessions newest first, of one instant by id and then visitor: as places in a list. */
const placeOf = ({ startedAt, id, visitorId }: JourneySession): Position => ({ entry: startedAt, key: `${id}\0${visitorId}` });
const before = (a: Position, b: Position): number =>
  a.entry === b.entry ? (a.key < b.key ? -1 : Number(a.key > b.key)) : a.entry > b.entry ? -1 : 1;

/** What is known of customers' journeys. */
export function reading(context: LocalContext): Pick<Required<JourneysService>, 'events' | 'since' | 'sessions'> {
  const { store } = context;
  const momentOf = async (customerId: string, signal?: AbortSignal): Promise<KeptJourney> =>
    (customerId === '' ? undefined : await store.get<KeptJourney>('journeys', customerId, { signal }))?.value ?? nothingYet;
  const wasThere =
    ({ last }: KeptJourney) =>
    ({ value }: Row<KeptJourneyEvent>): boolean =>
      (value.arrival ?? 0) <= last;

  return {
    events: (scope, pageOptions = {}) =>
      context.run(pageOptions, 'customers.view', async (signal) => {
        const limit = limitOf(pageOptions);
        const { customerId, from = '' } = readScope(scope);
        const list = `events of the journey of ${canonical([customerId, from])}`;
        const mark: Mark = readMark(list, pageOptions.cursor) ?? { moment: await momentOf(customerId, signal) };
        const { moment } = mark;
        const after = writeAfter(customerId, moment);
        if (customerId === '') return { items: [], after };
        const cut = journeyCut(context);
        const range = eventsSince(customerId, from > cut ? from : cut);
        const rows: Row<KeptJourneyEvent>[] = [];
        // What came since the first page is not on this one: the page is filled with what follows.
        for (let position = mark.position; ;) {
          const request = { range, after: position, limit: limit - rows.length, signal };
          const page = await store.page<KeptJourneyEvent>('journey-events', 'customer', request);
          rows.push(...page.rows.filter(wasThere(moment)));
          position = page.next;
          if (position && rows.length < limit) continue;
          const items = rows.map(revealedEvent);
          return { items, after, ...(position && { next: writeMark(list, moment, position) }) };
        }
      }),

    since: (scope, given = {}) =>
      context.run(given, 'customers.view', async (signal) => {
        const limit = limitOf(given);
        const { customerId } = readScope({ customerId: isRecord(scope) ? scope.customerId : undefined });
        const heard = readAfter(customerId, isRecord(scope) ? scope.after : undefined);
        const now = await momentOf(customerId, signal);
        const { epoch } = now;
        if (heard.epoch !== epoch || heard.last > now.last)
          return { events: [], after: writeAfter(customerId, now), reset: true as const };
        const cut = journeyCut(context);
        for (let last = heard.last; ;) {
          const range = arrivedBetween(customerId, last, now.last);
          const page = await store.page<KeptJourneyEvent>('journey-events', 'arrival', { range, limit, signal });
          const events = page.rows.filter(({ value }) => value.at >= cut).map(revealedEvent);
          last = page.next ? page.rows.at(-1)!.value.arrival! : now.last;
          // None at all would say that this is the end.
          if (events.length || !page.next) return { events, after: writeAfter(customerId, { epoch, last }) };
        }
      }),

    sessions: (scope, pageOptions = {}) =>
      context.run(pageOptions, 'customers.view', async (signal) => {
        const limit = limitOf(pageOptions);
        const { customerId, from = '' } = readScope(scope);
        const list = `sessions of the journey of ${canonical([customerId, from])}`;
        const mark: Mark = readMark(list, pageOptions.cursor) ?? { moment: await momentOf(customerId, signal) };
        const { moment, position } = mark;
        if (customerId === '') return { items: [] };
        const range = eventsSince(customerId, journeyCut(context));
        const rows = await everyRow<KeptJourneyEvent>(store, 'journey-events', 'customer', range, signal);
        const sessions = journeySessions(rows.filter(wasThere(moment)).map(revealedEvent))
          .filter((session) => session.seenAt >= from && (!position || before(position, placeOf(session)) < 0))
          .sort((a, b) => before(placeOf(a), placeOf(b)));
        const items = sessions.slice(0, limit);
        const last = sessions.length > limit && items.at(-1);
        return { items, ...(last && { next: writeMark(list, moment, placeOf(last)) }) };
      }),
  };
}
