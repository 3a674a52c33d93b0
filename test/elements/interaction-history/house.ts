import type { AddressRef } from '../../../src/domain/address.js';
import type { Backend, Change, PageOptions, Session, WatchListeners } from '../../../src/backend/backend.js';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import { customerAddress, type Interaction, type InteractionSummary } from '../../../src/domain/interaction.js';

/** By the backend's clock: a Wednesday. */
export const now = Date.parse('2026-03-04T12:00:00Z');
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
export const minute = 60_000;
export const hour = 60 * minute;
export const me = { id: 'mia', name: 'Mia Lund' };
export const ola = { agentId: 'ola', agentName: 'Ola Nordmann' };

let made = 0;

/** An inbound call of Ingrid's (customer `c1`), Ola's, that ended so many hours ago after four minutes. */
export function past(hoursAgo: number, more: Partial<InteractionSummary> = {}): InteractionSummary {
  made += 1;
  const startedAt = now - hoursAgo * hour;
  const calls = (more.channel ?? 'call') === 'call';
  return {
    id: `past ${made}`,
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    from: '+4790012345',
    customerId: 'c1',
    ...ola,
    startedAt: iso(startedAt),
    ...(calls && { answeredAt: iso(startedAt + 10_000), endedBy: 'hang-up' }),
    endedAt: iso(startedAt + 4 * minute + 10_000),
    revision: 1,
    ...more,
  };
}

export const catalogue: Catalogue = {
  revision: 1,
  categories: [
    {
      id: 'about',
      label: 'What it was about',
      choice: 'many',
      topics: [
        { id: 't1', label: 'Invoice' },
        { id: 't2', label: 'Meter reading' },
        { id: 't3', label: 'Moving house', retired: true },
        { id: 't4', label: 'Power cut' },
        { id: 't5', label: 'Contract' },
        { id: 't6', label: 'Solar panels' },
      ],
    },
  ],
};

export interface HistoryHouse {
  readonly backend: Backend;
  /** What is kept, in no order. */
  readonly kept: Map<string, InteractionSummary>;
  /** Addresses by customer. */
  readonly addresses: Map<string, readonly string[]>;
  catalogue: Catalogue;
  session: Session;
  /** Somebody records it, and it is told. */
  record(interaction: InteractionSummary, change?: Partial<Exclude<Change, { kind: 'reset' }>>): void;
  /** Somebody registers it: no new revision of the interaction. */
  register(id: string, ...topicIds: readonly string[]): void;
  tell(change: Change): void;
}

const bare = (address: string) => address.replace(/\s/g, '');

/** A contact centre that remembers: enough of a backend for histories, and no more. Keeps the port's order and pages, and answers copies. */
export function historyHouse(
  interactions: readonly InteractionSummary[] = [],
  more: { readonly session?: Partial<Session>; readonly pageSize?: number } = {},
): HistoryHouse {
  const kept = new Map(interactions.map((each) => [each.id, each]));
  const addresses = new Map<string, readonly string[]>([['c1', ['+4790012345']]]);
  const watchers = new Set<WatchListeners>();
  const tell = (change: Change) => [...watchers].forEach((each) => each.change(change));
  const session: Session = {
    tenantId: 'test',
    agent: me,
    permissions: ['customers.view'],
    settings: { timeZone: 'UTC', homeRegion: 'NO' },
    now: iso(now),
    ...more.session,
  };
  const addressOf = (ref: AddressRef): string => {
    if ('raw' in ref) return bare(ref.raw);
    const one = 'interactionId' in ref ? kept.get(ref.interactionId) : undefined;
    return bare((one && hidden.get(one.id)) ?? (one && customerAddress(one)) ?? '');
  };
  const hidden = new Map<string, string>();
  const time = ({ startedAt }: Interaction) => Date.parse(startedAt) || 0;
  const listed = (scope: { readonly customerId: string } | { readonly address: AddressRef }) => {
    const oldest = now - (house.session.settings.retentionDays ?? 90) * 24 * hour;
    const fits = (each: InteractionSummary): boolean => {
      const address = bare(hidden.get(each.id) ?? customerAddress(each) ?? '');
      if ('address' in scope) return address !== '' && address === addressOf(scope.address);
      const own = addresses.get(scope.customerId) ?? [];
      return each.customerId === scope.customerId || (!each.customerId && own.includes(address));
    };
    return [...kept.values()]
      .filter((each) => fits(each) && (time(each) === 0 || time(each) > oldest))
      .sort((a, b) => time(b) - time(a) || (a.id < b.id ? 1 : -1));
  };
  const house: HistoryHouse = {
    kept,
    addresses,
    catalogue,
    session,
    tell,
    record(interaction, change) {
      const revision = (kept.get(interaction.id)?.revision ?? 0) + 1;
      kept.set(interaction.id, { ...interaction, revision });
      const { customerId } = interaction;
      tell({ kind: 'interaction', id: interaction.id, revision, ...(customerId && { customerId }), ...change });
    },
    register(id, ...topicIds) {
      const one = kept.get(id)!;
      kept.set(id, { ...one, topicIds });
      tell({ kind: 'enquiry', id, revision: 1, ...(one.customerId && { customerId: one.customerId }) });
    },
    backend: {
      session: async () => house.session,
      watch: (_, listeners) => {
        watchers.add(listeners);
        return () => void watchers.delete(listeners);
      },
      interactions: {
        list: async (scope, { cursor, limit = 50 }: PageOptions = {}) => {
          const all = listed(scope);
          const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
          const end = from + Math.min(limit, more.pageSize ?? limit);
          const items = structuredClone(all.slice(from, end));
          return { items, ...(end < all.length && { next: items.at(-1)!.id }) };
        },
        get: async (id) => structuredClone(kept.get(id)),
      },
      enquiries: {
        catalogue: async () => structuredClone(house.catalogue),
        get: async (interactionId) => ({ interactionId, offered: false, forced: false, now: iso(now) }),
      },
    },
  };
  return house;
}

const kinds = [
  { channel: 'call' },
  { channel: 'email', from: 'ingrid@example.com', excerpt: 'Thank you for the quick answer. The invoice is right now.' },
  { channel: 'call', direction: 'outbound', to: '+4790012345', from: undefined, agentId: me.id, agentName: me.name },
  { channel: 'sms', direction: 'outbound', to: '+4790012345', from: undefined, excerpt: 'Your appointment is on Friday at ten.' },
  { channel: 'chat', agentId: me.id, agentName: me.name },
] as const;

/** So many, of all kinds, an hour apart: the first an hour ago. */
export const many = (count: number): InteractionSummary[] =>
  Array.from({ length: count }, (_, at) => past((at + 1) * (count > 1000 ? 0.2 : 1), kinds[at % kinds.length]));
