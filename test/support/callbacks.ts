import type { Backend, CallbackPatch, CallbacksService, Change, Session, WatchListeners } from '../../src/backend/backend.js';
import { BackendError } from '../../src/backend/backend-error.js';
import type { Permission } from '../../src/backend/permissions.js';
import { agreedTime, type Callback, isOpen } from '../../src/domain/callback.js';
import { type CallbackListName, isListed } from '../../src/domain/callback-list.js';
import type { Campaign } from '../../src/domain/campaign.js';
import type { Customer } from '../../src/domain/customer.js';
import { nextRoutingAt, route } from '../../src/domain/routing.js';
import type { Routing, RoutingEvent } from '../../src/domain/routing-event.js';
import { zonedAt } from '../../src/domain/wall-time.js';
import { pageClock } from '../../src/wiring/clock.js';

export const winter: Campaign = {
  id: 'winter',
  name: 'Winter campaign',
  mode: 'progressive',
  queue: 'Dialer',
  attempts: 3,
  reservationMinutes: 20,
  offerSeconds: 30,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 30,
  status: 'open',
};

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly permissions?: readonly Permission[];
}
export const mia: Colleague = {
  id: 'mia',
  name: 'Mia Lund',
  permissions: ['customers.view', 'callbacks.view', 'callbacks.manage'],
};
export const ola: Colleague = { id: 'ola', name: 'Ola Nordmann', permissions: ['customers.view', 'callbacks.view'] };

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const minute = 60_000;

let made = 0;
/** A call-back of Mia's that is due in so many minutes. */
export function aCallback(inMinutes: number, more: Partial<Callback> = {}): Callback {
  made += 1;
  const timeZone = more.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { at, wallTime } = zonedAt(iso(pageClock.now() + inMinutes * minute + minute - 1), timeZone);
  return {
    id: `callback ${made}`,
    campaignId: winter.id,
    interactionId: `call-${made}`,
    number: { raw: `+4790012${String(300 + made)}` },
    for: 'me',
    agentId: mia.id,
    wallTime,
    timeZone,
    dueAt: at,
    agreedAt: iso(pageClock.now() - 60 * minute),
    agreedBy: mia.id,
    agreedByName: mia.name,
    state: 'planned',
    changedAt: iso(pageClock.now()),
    revision: 1,
    ...more,
  };
}

export interface DialerHouse {
  /** As this agent sees it. */
  as(colleague?: Colleague): Backend;
  readonly callbacks: readonly Callback[];
  get(id: string): Callback;
  /** Somebody else's doing. */
  happen(event: Omit<RoutingEvent, 'at'>): void;
  put(callback: Callback): void;
  tell(change: Change): void;
}

/** A contact centre with call-backs, by the domain's own rules, with the page's clock. Enough of a backend for the screens of the dialer, and no more. */
export function dialerHouse(
  callbacks: readonly Callback[] = [],
  {
    customers = [],
    campaigns = [winter],
  }: { readonly customers?: readonly Customer[]; readonly campaigns?: readonly Campaign[] } = {},
): DialerHouse {
  const now = () => iso(pageClock.now());
  let routing: Routing = { now: now(), agents: [], callbacks, campaigns };
  const watchers = new Set<WatchListeners>();
  const keys = new Map<string, Promise<unknown>>();
  const tell = (change: Change) => [...watchers].forEach((each) => each.change(change));
  const get = (id: string): Callback => {
    const found = routing.callbacks.find((each) => each.id === id);
    if (!found) throw new BackendError('not-found', 'There is no such call-back');
    return found;
  };
  const take = (next: Routing) => {
    const before = new Map(routing.callbacks.map((each) => [each.id, each]));
    const changed = next.callbacks.filter((each) => each !== before.get(each.id));
    const raised = new Map(changed.map((each) => [each.id, { ...each, revision: (before.get(each.id)?.revision ?? 0) + 1 }]));
    routing = { ...next, callbacks: next.callbacks.map((each) => raised.get(each.id) ?? each) };
    for (const { id, revision } of raised.values()) tell({ kind: 'callback', id, revision });
  };
  const happen = (event: Omit<RoutingEvent, 'at'>) => {
    const { routing: next, refused } = route(routing, { ...event, at: now() } as RoutingEvent);
    take(next);
    return refused;
  };
  const once = <T>(key: string | undefined, deed: () => T): Promise<T> => {
    const known = key === undefined ? undefined : keys.get(key);
    const answer = (known as Promise<T> | undefined) ?? new Promise<T>((resolve) => resolve(deed()));
    if (key !== undefined) keys.set(key, answer);
    answer.catch(() => keys.delete(key ?? ''));
    return answer;
  };
  const work = (id: string, event: Omit<RoutingEvent, 'at'>): Callback => {
    const refused = happen(event);
    if (refused === 'off-queue') throw new BackendError('invalid', refused, { fields: [{ field: 'queue', reason: refused }] });
    if (refused) throw new BackendError(refused === 'not-found' ? 'not-found' : 'conflict', refused, { current: get(id) });
    return get(id);
  };
  const unchanged = (id: string, revision: number): Callback => {
    const current = get(id);
    if (current.revision !== revision) throw new BackendError('conflict', 'It was changed', { current });
    return current;
  };

  const service = (agent: Colleague): CallbacksService => ({
    get: async (interactionId) => ({ interactionId, actions: { mark: false, callBackFor: [] }, others: [], now: now() }),
    list: async (name: CallbackListName, { cursor = '0', limit = 50 } = {}) => {
      happen({ kind: 'time' } as RoutingEvent);
      const all = routing.callbacks
        .filter((each) => isListed(each, name, { agentId: agent.id, now: now() }))
        .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.id < b.id ? -1 : 1));
      const end = Number(cursor) + limit;
      return { items: all.slice(Number(cursor), end), total: all.length, ...(end < all.length && { next: String(end) }) };
    },
    change: (id, patch: CallbackPatch, { key } = {}) =>
      once(key, () => {
        const current = unchanged(id, patch.revision);
        const { wallTime, timeZone, dueAt } = { ...current, ...(patch.wallTime && { dueAt: undefined }), ...patch };
        const time = agreedTime({ ...current, wallTime, timeZone, dueAt })!;
        if (Date.parse(time.at) <= pageClock.now())
          throw new BackendError('invalid', 'Past', { fields: [{ field: 'wallTime', reason: 'past' }] });
        const { for: whom, comment } = patch;
        const event = { kind: 'reschedule', callbackId: id, agentId: agent.id, agentName: agent.name, time } as const;
        return work(id, { ...event, ...(whom && { for: whom }), ...(comment !== undefined && { comment }) } as RoutingEvent);
      }),
    cancel: (id, revision, reason, { key } = {}) =>
      once(key, () => {
        unchanged(id, revision);
        return work(id, { kind: 'cancel', callbackId: id, agentId: agent.id, reason } as RoutingEvent);
      }),
    takeOver: (id, from, { key } = {}) =>
      once(key, () => work(id, { kind: 'take-over', callbackId: id, agentId: agent.id, from } as RoutingEvent)),
    attend: async ({ queues, state }) => {
      const agentId = agent.id;
      happen((queues.length ? { kind: 'attend', agentId, queues, state } : { kind: 'leave', agentId }) as RoutingEvent);
      const offer = routing.callbacks.find((each) => each.state === 'offered' && each.takenBy === agentId);
      const nextAt = nextRoutingAt(routing);
      return { holdsUntilAt: iso(pageClock.now() + minute), now: now(), ...(offer && { offer }), ...(nextAt && { nextAt }) };
    },
    answer: (id, offeredAt, taken, { key } = {}) =>
      once(key, () => {
        const kind = taken ? 'answer' : 'let-ring';
        return work(id, { kind, callbackId: id, agentId: agent.id, offeredAt } as RoutingEvent);
      }),
    complete: (id, answered, { key } = {}) =>
      once(key, () => work(id, { kind: 'complete', callbackId: id, agentId: agent.id, answered } as RoutingEvent)),
  });

  return {
    as: (agent = mia) => ({
      session: async (): Promise<Session> => ({
        tenantId: 'test',
        agent: { id: agent.id, name: agent.name },
        permissions: agent.permissions ?? [],
        settings: { homeRegion: 'NO' },
        now: now(),
      }),
      watch: ({ kinds }, listeners) => {
        const each: WatchListeners = {
          change: (change) => (change.kind === 'reset' || !kinds || kinds.includes(change.kind)) && listeners.change(change),
        };
        watchers.add(each);
        return () => void watchers.delete(each);
      },
      customers: {
        find: async () => ({ outcome: 'none', address: { kind: 'unreadable', raw: '' }, shared: false, matches: [] }),
        search: async () => [],
        get: async (id) => customers.find((each) => each.id === id),
      },
      campaigns: { list: async () => campaigns, get: async (id) => campaigns.find((each) => each.id === id) },
      callbacks: service(agent),
    }),
    get callbacks() {
      return routing.callbacks.filter((each) => isOpen(each));
    },
    get,
    happen: (event) => void happen(event),
    put: (callback) => {
      const others = routing.callbacks.filter(({ id }) => id !== callback.id);
      take({ ...routing, callbacks: [...others, callback] });
    },
    tell,
  };
}
