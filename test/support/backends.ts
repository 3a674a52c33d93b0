import type { Backend, Session } from '../../src/backend/backend.js';
import { rolePermissions } from '../../src/backend/permissions.js';
import type { Customer } from '../../src/domain/customer.js';
import type { Interaction, InteractionSummary } from '../../src/domain/interaction.js';

/** The smallest backends that tell what an element test wants to know; `faults` of `sidedesk/testing` makes them misbehave. */
export const aSession = (changes: Partial<Session> = {}): Session => ({
  tenantId: 'test',
  agent: { id: 'a1', name: 'Ada' },
  permissions: rolePermissions.agent,
  settings: {},
  now: '2026-01-01T10:00:00Z',
  ...changes,
});

export const aBackend = (services: Partial<Backend> = {}): Backend => ({ session: async () => aSession(), ...services });

/** Keeps the records of interactions in the order in which they came. */
export function recording(): { readonly backend: Backend; readonly records: Interaction[]; kept(count: number): Promise<void> } {
  const records: Interaction[] = [];
  const waiting: (() => void)[] = [];
  const record = async (interaction: Interaction): Promise<InteractionSummary> => {
    records.push(interaction);
    for (const look of waiting) look();
    return { ...interaction, revision: records.length };
  };
  const kept = (count: number) => new Promise<void>((resolve) => waiting.push(() => records.length >= count && resolve()));
  return { records, kept, backend: aBackend({ interactions: { list: async () => ({ items: [] }), record } }) };
}

/** Knows one customer, who has every address. */
export function knowing(customer: Customer): Backend {
  return aBackend({
    customers: {
      find: async () => ({
        outcome: 'one',
        address: { kind: 'phone', raw: '+4722334455', e164: '+4722334455', display: '22 33 44 55' },
        shared: false,
        matches: [{ customer, why: [] }],
      }),
      search: async () => [],
      get: async (id) => (id === customer.id ? customer : undefined),
    },
  });
}

export const aCustomer = (id: string, name: string): Customer => ({
  id,
  type: 'person',
  name,
  fields: { givenName: name },
  createdAt: '2026-01-01T09:00:00Z',
  changedAt: '2026-01-01T09:00:00Z',
  revision: 1,
});

export const aCall = (changes: Partial<Interaction> = {}): Interaction => ({
  id: 'i1',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  from: '+4722334455',
  startedAt: '2026-01-01T10:00:00Z',
  ...changes,
});
