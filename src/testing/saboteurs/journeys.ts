import { BackendError } from '../../backend/backend-error.js';
import type { JourneyEvent } from '../../domain/journey-event.js';
import { announcing, leaking, receipting, showing, takingIn, telling } from './journey-saboteur.js';
import { inJourneys, replacing, type Saboteur } from './saboteur.js';

const [record, privacy, browsers] = ['journeys.record', 'journeys.record, privacy', 'journeys.record, browsers'];

const nothing = () => undefined;
const without = (event: JourneyEvent, ...names: readonly (keyof JourneyEvent)[]): JourneyEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([name]) => !names.includes(name as keyof JourneyEvent)),
  ) as unknown as JourneyEvent;

const isCloudEvent = (event: unknown) => typeof event === 'object' && event !== null && 'specversion' in event;

/** Knows nobody by such a login. */
const blind = (name: string, to: (event: JourneyEvent, identity: NonNullable<JourneyEvent['identity']>) => boolean): Saboteur =>
  telling(name, browsers, nothing, (event) => (event.identity && to(event, event.identity) ? without(event, 'identity') : event));

/** What can happen to what a web site tells. */
export const journeys: readonly Saboteur[] = [
  telling(
    'keeps an event again that is told again',
    record,
    () => ({ count: 0 }),
    (event, shared) => ({
      ...event,
      id: `${event.id}-${(shared.count += 1)}`,
    }),
  ),
  telling(
    'knows an event by its id alone',
    record,
    () => new Map<string, JourneyEvent>(),
    (event, known) => {
      const first = known.get(event.id) ?? event;
      known.set(event.id, first);
      return first;
    },
  ),
  telling(
    'keeps what is told last',
    record,
    () => new Map<string, number>(),
    (event, times) => {
      times.set(event.id, (times.get(event.id) ?? 0) + 1);
      return { ...event, id: times.get(event.id) === 2 ? `${event.id}~` : event.id };
    },
  ),
  inJourneys('refuses a call for one event that is wrong', record, (journeys) => ({
    async record(events, options) {
      const receipt = await journeys.record(events, options);
      if (receipt.refused.length) throw new BackendError('invalid', 'One of them is wrong', { fields: [] });
      return receipt;
    },
  })),
  inJourneys('keeps nothing beside an event that is wrong', record, (journeys) => ({
    async record(events, options) {
      const none = !Array.isArray(events) || events.some((event: unknown) => typeof event !== 'object' || event === null);
      return journeys.record(none && Array.isArray(events) ? events.filter(() => false) : events, options);
    },
  })),
  receipting('says nothing of what it refuses', record, (receipt) => ({ ...receipt, refused: [] })),
  receipting('counts what it refuses from one', record, (receipt) => ({
    ...receipt,
    refused: receipt.refused.map((each) => ({ ...each, index: each.index + 1 })),
  })),
  receipting('names what it refuses by its place alone', record, (receipt) => ({
    ...receipt,
    refused: receipt.refused.map(({ index, problems }) => ({ index, problems })),
  })),
  receipting('says only the first that is wrong with an event', record, (receipt) => ({
    ...receipt,
    refused: receipt.refused.map((each) => ({ ...each, problems: each.problems.slice(0, 1) })),
  })),
  receipting('counts what is repeated among what is new', record, ({ recorded, repeated, refused }) => ({
    recorded: recorded + repeated,
    repeated: 0,
    refused,
  })),
  takingIn('says that it keeps what is too old', record, 'too-old'),
  inJourneys('takes any number of events', record, (journeys) => ({
    async record(events, options) {
      if (!Array.isArray(events) || events.length <= 500) return journeys.record(events, options);
      await journeys.record(events.slice(0, 500) as JourneyEvent[], options);
      return journeys.record(events.slice(500) as JourneyEvent[], options);
    },
  })),
  inJourneys('takes an event that is in no list', record, (journeys) => ({
    record: (events, options) => journeys.record(Array.isArray(events) ? events : [events as unknown as JourneyEvent], options),
  })),
  inJourneys('believes every clock', record, (journeys) => ({
    record: (events, { sentAt: _sentAt, ...options } = {}) => journeys.record(events, options),
  })),
  showing('says that all happened when it came', record, (event) => ({ ...event, at: event.receivedAt })),
  leaking('says of nothing that it happened later than it came', record, (event, { at }) => ({ ...event, at })),
  inJourneys('reads no CloudEvents', record, (journeys) => ({
    record: (events, options) =>
      journeys.record(Array.isArray(events) ? events.filter((event: unknown) => !isCloudEvent(event)) : events, options),
  })),
  ...(['title', 'referrer', 'campaign', 'viewId', 'seconds', 'left', 'amount', 'order'] as const).map((what) =>
    telling(`forgets the ${what} of an event`, record, nothing, (event) => without(event, what)),
  ),
  inJourneys('takes nothing from whoever may do nothing', record, (journeys, _seed, backend) => ({
    async record(...given) {
      if (!(await backend.session()).permissions.length) throw new BackendError('denied', 'Who are you?');
      return journeys.record(...given);
    },
  })),
  announcing('says nothing of what came', record, () => undefined),
  announcing('does not say whose journey it is', record, ({ customerId: _customerId, ...told }) => told),

  // What must not be kept.
  ...(['url', 'referrer', 'title', 'term', 'form', 'campaign'] as const).map((what) =>
    leaking(`keeps the ${what} as it was told`, privacy, (event, told) => ({ ...event, [what]: told[what] ?? event[what] })),
  ),
  leaking('tells the address as it was in the news', privacy, (event, { url }) => ({ ...event, url }), 'since'),
  leaking('keeps who logged in with the event', privacy, (event, { identity }) =>
    identity ? { ...event, term: identity.value } : event,
  ),
  showing('keeps no parameter, also where it may', privacy, (event) => ({ ...event, url: event.url.replace(/\?.*/, '') })),
  showing('keeps no path', privacy, (event) => ({ ...event, url: new URL('/', event.url).href })),
  receipting('quotes what it refuses', privacy, (receipt) => ({
    ...receipt,
    refused: receipt.refused.map((each) => ({
      ...each,
      problems: each.problems.map((problem) => ({ ...problem, reason: `${problem.reason}: rosebud` })),
    })),
  })),

  // Whose a browser is.
  telling(
    'gives to nobody what was before a login',
    browsers,
    () => new Set<string>(),
    (event, known) => {
      if (event.identity) known.add(event.visitorId);
      return known.has(event.visitorId) ? event : { ...event, visitorId: `${event.visitorId}-anonymous` };
    },
  ),
  telling(
    'gives a browser for good to who logged in first',
    browsers,
    () => new Set<string>(),
    (event, known) => {
      const late = known.has(event.visitorId);
      if (event.identity) known.add(event.visitorId);
      return late ? without(event, 'identity') : event;
    },
  ),
  telling(
    'gives a browser to who logs in as from when it hears of it',
    browsers,
    ({ now }) => now,
    (event, now) => (event.identity ? { ...event, at: now } : event),
  ),
  telling(
    'takes a logout for a new person',
    browsers,
    () => new Set<string>(),
    (event, out) => {
      if (event.type === 'logout') out.add(event.visitorId);
      return out.has(event.visitorId) ? { ...event, visitorId: `${event.visitorId}-out` } : event;
    },
  ),
  telling(
    'takes a login without a name for a new person',
    browsers,
    () => new Set<string>(),
    (event, out) => {
      if (event.type === 'login' && !event.identity) out.add(event.visitorId);
      return out.has(event.visitorId) ? { ...event, visitorId: `${event.visitorId}-in` } : event;
    },
  ),
  blind('knows nobody by a number', (_, { kind }) => kind === 'phone'),
  blind('knows nobody by an address in capitals', (_, { value }) => value !== value.toLowerCase()),
  blind('knows nobody by a login', (_, { kind }) => kind === 'login'),
  blind('leaves a browser to its customer when a stranger logs in', (_, { value }) => value.startsWith('stranger')),
  telling('reads a login as an e-mail address', browsers, nothing, (event) =>
    event.identity?.kind === 'login' && event.identity.value.includes('@')
      ? { ...event, identity: { kind: 'email', value: event.identity.value } }
      : event,
  ),
  telling('takes all browsers for one', browsers, nothing, (event) => ({ ...event, visitorId: 'browser-1' })),
  {
    name: 'knows by an address the first of those who have it',
    caughtIn: browsers,
    sabotage: () => (backend) =>
      replacing(backend, 'journeys', {
        async record(events, options) {
          for (const event of events as readonly JourneyEvent[]) {
            if (event.identity?.kind !== 'email') continue;
            const { outcome, matches } = await backend.customers.find({ raw: event.identity.value });
            const customerId = outcome === 'many' ? matches[0]!.customer.id : undefined;
            if (customerId) await backend.journeys.addAlias({ customerId, kind: 'visitor', value: event.visitorId });
          }
          return backend.journeys.record(events, options);
        },
      }),
  },
];
