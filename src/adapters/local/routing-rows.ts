import type { Callback } from '../../domain/callback.js';
import { type Campaign, isOverFor } from '../../domain/campaign.js';
import { nextRoutingAt, route } from '../../domain/routing.js';
import type { Attendance, Routing, RoutingEvent, RoutingRefusal } from '../../domain/routing-event.js';
import { type KeptCallback, keepingCallback, revealedCallback } from './callback-entries.js';
import { campaignRows } from './campaign-rows.js';
import { carryOut } from './intents.js';
import type { LocalContext } from './context.js';
import { canonical } from './fingerprint.js';
import { everyRow } from './paging.js';
import { beginningWith } from './ranges.js';
import type { Operation, Row } from './store.js';

/** So often is a step taken again when other desks route at the same time. */
export const routingAttempts = 60;

/** An agent who is logged on: a row of `attendances`, by agent id. It holds until then. */
export interface KeptAttendance extends Attendance {
  readonly untilAt: string;
}

/** The one row `clock` of `routing`, put with every step, so that two desks never route on different pictures. */
interface Clock {
  readonly now: string;
  /** Campaigns that were over then: nothing is planned in them any more. */
  readonly over: readonly string[];
}

/** What a step is about, beside what it always reads. */
export interface RoutingSubject {
  readonly callbackId?: string;
  /** All that was agreed on in this conversation. */
  readonly interactionId?: string;
  /** And the call-back that brought it. */
  readonly broughtBy?: string;
  /** This campaign is over from now on: whatever is planned in it. */
  readonly ending?: string;
}

type Timed<E> = E extends unknown ? Omit<E, 'at'> : never;

/** What happened, now. */
export type Happening = Timed<RoutingEvent>;

interface Rows {
  readonly clock: Row<Clock> | undefined;
  readonly callbacks: ReadonlyMap<string, Row<KeptCallback>>;
  readonly attendances: ReadonlyMap<string, Row<KeptAttendance>>;
}

const byTime = (a: KeptAttendance, b: KeptAttendance) =>
  Date.parse(a.untilAt) - Date.parse(b.untilAt) || (a.agentId < b.agentId ? -1 : 1);

/** All that the router needs to know at a time, as the store has it; what happens is worked in, and what comes of it is one batch. */
export class RoutingPicture {
  readonly now: string;
  readonly #rows: Rows;
  readonly #before: ReadonlyMap<string, Callback>;
  /** Agent → until when, by what was said in this step. */
  readonly #holding = new Map<string, string>();
  #routing: Routing;

  constructor(rows: Rows, campaigns: Iterable<Campaign>, now: string) {
    this.now = now;
    this.#rows = rows;
    this.#before = new Map([...rows.callbacks].map(([id, row]) => [id, revealedCallback(row)]));
    const attendances = [...rows.attendances.values()].map(({ value }) => value);
    const agents = attendances.map(({ untilAt: _, ...attendance }) => attendance);
    const clock = rows.clock?.value.now ?? new Date(0).toISOString();
    this.#routing = { now: clock, agents, callbacks: [...this.#before.values()], campaigns: [...campaigns] };
    // Who was not heard of any more left then, one after the other.
    for (const { agentId, untilAt } of attendances.sort(byTime))
      if (Date.parse(untilAt) <= Date.parse(now)) this.#work({ kind: 'leave', at: untilAt, agentId });
  }

  /** Works in what happened now; says why it could not. */
  tell(happening: Happening): RoutingRefusal | undefined {
    return this.#work({ ...happening, at: this.now });
  }

  #work(event: RoutingEvent): RoutingRefusal | undefined {
    const { routing, refused } = route(this.#routing, event);
    this.#routing = routing;
    return refused;
  }

  /** What a new word of an agreement changes beside the routing. */
  revise(id: string, change: (callback: Callback) => Callback): void {
    const callbacks = this.#routing.callbacks.map((callback) => (callback.id === id ? change(callback) : callback));
    this.#routing = { ...this.#routing, callbacks };
  }

  /** The agent is there until then. */
  hold(agentId: string, untilAt: string): void {
    this.#holding.set(agentId, untilAt);
  }

  campaign(id: string): Campaign | undefined {
    return this.#routing.campaigns.find((campaign) => campaign.id === id);
  }

  isAttending(agentId: string): boolean {
    return this.#routing.agents.some((agent) => agent.agentId === agentId);
  }

  /** As it was read. */
  row(id: string): Row<KeptCallback> | undefined {
    return this.#rows.callbacks.get(id);
  }

  /** Those that were read, as they are kept when the batch is. */
  get callbacks(): readonly Callback[] {
    return this.#routing.callbacks.map((callback) => {
      if (callback === this.#before.get(callback.id)) return callback;
      return { ...callback, revision: (this.row(callback.id)?.revision ?? 0) + 1 };
    });
  }

  callback(id: string): Callback | undefined {
    return this.callbacks.find((callback) => callback.id === id);
  }

  /** What was agreed on in a conversation: what is open, or else the last. */
  agreedIn(interactionId: string, isOpen: (callback: Callback) => boolean): Callback | undefined {
    const agreed = this.callbacks.filter((callback) => callback.interactionId === interactionId);
    agreed.sort((a, b) => Date.parse(a.agreedAt) - Date.parse(b.agreedAt) || (a.id < b.id ? -1 : 1));
    return agreed.find(isOpen) ?? agreed.at(-1);
  }

  /** When something changes by itself next, of what was read. */
  get nextAt(): string | undefined {
    return nextRoutingAt({ ...this.#routing, now: this.now });
  }

  /** What keeps all that changed, each row only as it was read. Empty when nothing did, unless the picture is another one for others too. */
  operations(always = false): readonly Operation[] {
    const { clock, callbacks, attendances } = this.#rows;
    const { agents, campaigns } = this.#routing;
    const operations: Operation[] = [];
    for (const callback of this.#routing.callbacks) {
      if (callback === this.#before.get(callback.id)) continue;
      const { revision: _, ...value } = callback;
      operations.push(keepingCallback(value, callbacks.get(callback.id)?.revision ?? 'absent'));
    }
    for (const agent of agents) {
      const row = attendances.get(agent.agentId);
      const untilAt = this.#holding.get(agent.agentId) ?? row?.value.untilAt ?? this.now;
      const value: KeptAttendance = { ...agent, untilAt };
      if (row && canonical(row.value) === canonical(value)) continue;
      const index = { until: [untilAt] };
      operations.push({ put: 'attendances', key: agent.agentId, value, index, ifRevision: row?.revision ?? 'absent' });
    }
    const here = new Set(agents.map(({ agentId }) => agentId));
    for (const [key, { revision }] of attendances)
      if (!here.has(key)) operations.push({ delete: 'attendances', key, ifRevision: revision });
    if (operations.length === 0 && !always) return [];
    const value: Clock = { now: this.now, over: campaigns.filter(isOverFor).map(({ id }) => id) };
    return [...operations, { put: 'routing', key: 'clock', value, ifRevision: clock?.revision ?? 'absent' }];
  }
}

/** What the router knows now: who is there, what is on its way or due, and what the step is about; never what is over, or planned for later. */
export async function routingPicture(
  context: LocalContext,
  { callbackId, interactionId, broughtBy, ending }: RoutingSubject,
  signal?: AbortSignal,
): Promise<RoutingPicture> {
  const { store } = context;
  // First: whoever commits after this was read is refused.
  const clock = await store.get<Clock>('routing', 'clock', { signal });
  const heard = context.now();
  const now = clock && Date.parse(clock.value.now) > Date.parse(heard) ? clock.value.now : heard;
  const all = (index: string, range = {}) => everyRow<KeptCallback>(store, 'callbacks', index, range, signal);
  const one = async (id: string | undefined) => {
    const row = id ? await store.get<KeptCallback>('callbacks', id, { signal }) : undefined;
    return row ? [row] : [];
  };
  const { campaigns } = await campaignRows(context, signal);
  const known = new Set(clock?.value.over);
  const over = [...campaigns.values()].filter((campaign) => isOverFor(campaign) && !known.has(campaign.id));
  const ended = new Set([...over.map(({ id }) => id), ...(ending === undefined ? [] : [ending])]);
  const [attendances, ...found] = await Promise.all([
    everyRow<KeptAttendance>(store, 'attendances', 'until', {}, signal),
    all('active'),
    all('due', { below: `${now}\0` }),
    ...[...ended].map((id) => all('campaign', { is: id })),
    one(callbackId),
    one(broughtBy),
    interactionId === undefined ? [] : all('interaction', beginningWith(`${interactionId}\0`)),
  ]);
  const rows = {
    clock,
    callbacks: new Map(found.flat().map((row) => [row.key, row])),
    attendances: new Map(attendances.map((row) => [row.key, row])),
  };
  return new RoutingPicture(rows, campaigns.values(), now);
}

/** Keeps what has become of everything by now, and gives the picture of it. */
export async function upToDate(
  context: LocalContext,
  subject: RoutingSubject = {},
  signal?: AbortSignal,
): Promise<RoutingPicture> {
  const plan = async () => {
    const picture = await routingPicture(context, subject, signal);
    picture.tell({ kind: 'time' });
    return { batch: picture.operations(), answer: picture };
  };
  return carryOut(context, 'callbacks.route', undefined, { signal }, plan, routingAttempts);
}
