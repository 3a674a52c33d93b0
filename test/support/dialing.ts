import { type EmbeddedBackend, local, type LocalOptions } from '../../src/adapters/local/local.js';
import type { Operation, Store } from '../../src/adapters/local/store.js';
import { surroundings } from '../../src/adapters/local/surroundings.js';
import { type MemoryData, memoryData, memoryStore } from '../../src/adapters/memory.js';
import type { Callback } from '../../src/domain/callback.js';
import type { Interaction } from '../../src/domain/interaction.js';
import { campaign } from '../domain/campaigns.js';

export const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00Z');

/** Agents at their desks, on the same data and by the same clock; whom they called is noted. */
export function desks(options: Partial<LocalOptions> = {}) {
  const data: MemoryData = memoryData();
  let now = noon;
  const dialled: string[] = [];
  const common: LocalOptions = {
    tenantId: 't',
    agent: { id: 'ada', name: 'Ada' },
    role: 'administrator',
    campaigns: [campaign({ periods: [] })],
    ...surroundings,
    now: () => now,
    dial: async (number) => void dialled.push(number),
    ...options,
  };
  return {
    data,
    dialled,
    now: () => new Date(now).toISOString(),
    tick: (milliseconds: number) => void (now += milliseconds),
    /** One more desk: of this agent, with what else is told, on a store of its own. */
    desk: (id: string, more: Partial<LocalOptions> = {}, store: Store = memoryStore(data)): EmbeddedBackend =>
      local(store, { ...common, agent: { id, name: id }, ...more }),
    /** The call-backs that are kept, read past all services. */
    kept: () => [...(data.rows.get('callbacks')?.values() ?? [])].map(({ value }) => value as Callback),
  };
}

/** A dialer call that goes on. */
export const dialerCall = (id: string, more: Partial<Interaction> = {}): Interaction => ({
  id,
  channel: 'call',
  direction: 'outbound',
  state: 'active',
  startedAt: '2026-03-10T11:58:00Z',
  answeredAt: '2026-03-10T11:59:00Z',
  to: '+4792233445',
  attempt: { campaignId: 'winter', number: 1, of: 3 },
  ...more,
});

/** A call so many minutes after noon. */
export const agreement = (interactionId: string, minutes = 60) => ({
  campaignId: 'winter',
  interactionId,
  for: 'me' as const,
  wallTime: new Date(noon + minutes * minute).toISOString().slice(0, 16),
  timeZone: 'UTC',
});

/** A store that counts what is read from it, and notes its batches. */
export function counting(data: MemoryData) {
  const store = memoryStore(data);
  const batches: (readonly Operation[])[] = [];
  const read = { rows: 0, requests: 0 };
  const noted = <T extends readonly unknown[]>(rows: T): T => {
    read.requests += 1;
    read.rows += rows.length;
    return rows;
  };
  const counted: Store = {
    ...store,
    async get<T>(...given: Parameters<Store['get']>) {
      const row = await store.get<T>(...given);
      noted(row ? [row] : []);
      return row;
    },
    find: async <T>(...given: Parameters<Store['find']>) => noted(await store.find<T>(...given)),
    async page<T>(...given: Parameters<Store['page']>) {
      const page = await store.page<T>(...given);
      noted(page.rows);
      return page;
    },
    commit: async (batch, given) => {
      const changes = await store.commit(batch, given);
      batches.push(batch);
      return changes;
    },
  };
  return { store: counted, batches, read };
}
