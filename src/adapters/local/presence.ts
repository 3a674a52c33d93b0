import type { PresenceService, PresenceTicket } from '../../backend/backend.js';
import { nameKey } from '../../domain/customer.js';
import type { Agent } from '../../domain/agent.js';
import { invalid, type LocalContext, notFound } from './context.js';
import type { Operation, Row } from './store.js';

/** One tab that has a card open. */
interface Presence {
  readonly customerId: string;
  readonly agent: Agent;
  readonly editing: readonly string[];
  readonly since: string;
  /** ISO 8601; from then on the entry is none. */
  readonly until: string;
}

const lifetimeMilliseconds = 60_000;
/** So many outdated entries are swept away at a time, and so many entries of one card are read. */
const [swept, entries] = [100, 1000];

/**
 * Who has which card open. The entries stand in a collection that nobody is told of; what is told is a row a customer in `presence`, whose revision grows when
 * there is something new to see: an entry that only goes on is no news, and tickets are nobody's business.
 */
export function presence(context: LocalContext): PresenceService {
  const { store, options } = context;
  /** Customer → the one entry that this backend object, which is one tab, has there. */
  const tickets = new Map<string, PresenceTicket>();

  const news = (customerId: string): Operation => ({ put: 'presence', key: customerId, value: {}, customerId });

  /** Takes away what has run out, and tells it; somebody else may be at it, or the store: then the next one does. */
  const sweep = async (signal?: AbortSignal) => {
    try {
      const old = await store.find<Presence>('presences', 'until', { below: `${context.now()}\0` }, { limit: swept, signal });
      if (!old.length) return;
      const customers = new Set(old.map(({ value }) => value.customerId));
      const gone = old.map(({ key, revision }) => ({ delete: 'presences', key, ifRevision: revision }));
      await store.commit([...gone, ...[...customers].map(news)], { signal });
    } catch {
      signal?.throwIfAborted();
    }
  };

  const lasting = ({ value }: Row<Presence>) => value.until > context.now();

  return {
    enter: (customerId, activity, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        const editing = await readEditing(context, activity);
        const known = typeof customerId === 'string' && customerId !== '';
        if (!known || !(await store.get('customers', customerId, { signal }))) throw notFound('customer');
        await sweep(signal);
        const ticket = tickets.get(customerId) ?? options.newId();
        tickets.set(customerId, ticket);
        const row = await store.get<Presence>('presences', ticket, { signal });
        const before = row && lasting(row) ? row.value : undefined;
        const { id, name } = options.agent;
        const value: Presence = {
          customerId,
          agent: { id, name },
          editing,
          since: before?.since ?? context.now(),
          until: new Date(options.now() + lifetimeMilliseconds).toISOString(),
        };
        const index = { customer: [customerId], until: [value.until] };
        const isNews = before?.editing.join() !== editing.join();
        await store.commit([{ put: 'presences', key: ticket, value, index }, ...(isNews ? [news(customerId)] : [])], { signal });
        return ticket;
      }),

    who: (customerId, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        if (typeof customerId !== 'string' || customerId === '') return [];
        await sweep(signal);
        const rows = await store.find<Presence>('presences', 'customer', { is: customerId }, { limit: entries, signal });
        const found = new Map<string, { agent: Agent; editing: readonly string[]; since: string }>();
        for (const { value } of rows.filter(lasting)) {
          const { agent, editing, since } = value;
          if (agent.id === options.agent.id) continue;
          const other = found.get(agent.id);
          found.set(agent.id, {
            agent,
            editing: [...(other?.editing ?? []), ...editing],
            since: other && other.since < since ? other.since : since,
          });
        }
        const fields = (await context.fields()).map((field) => field.name);
        const inOrder = (names: readonly string[]) => fields.filter((name) => names.includes(name));
        const key = ({ agent }: { readonly agent: Agent }) => `${nameKey(agent.name)}\0${agent.id}`;
        const present = [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
        return present.map((each) => ({ ...each, editing: inOrder(each.editing) }));
      }),

    leave: (ticket, callOptions) =>
      context.run(callOptions, undefined, async (signal) => {
        const row =
          typeof ticket === 'string' && ticket !== '' ? await store.get<Presence>('presences', ticket, { signal }) : undefined;
        for (const [customerId, own] of tickets) if (own === ticket) tickets.delete(customerId);
        if (!row || row.value.agent.id !== options.agent.id) return;
        await store.commit([{ delete: 'presences', key: ticket }, news(row.value.customerId)], { signal });
      }),
  };
}

/** What is being edited, each once; names that are no field are passed over. */
async function readEditing(context: LocalContext, activity: unknown): Promise<readonly string[]> {
  const { editing } = (activity ?? {}) as { readonly editing?: unknown };
  if (!Array.isArray(editing)) throw invalid('editing', 'not-a-list');
  if (!editing.every((name) => typeof name === 'string')) throw invalid('editing', 'not-text');
  const named = new Set<string>(editing);
  return (await context.fields()).map(({ name }) => name).filter((name) => named.has(name));
}
