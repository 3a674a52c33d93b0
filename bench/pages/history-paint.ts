import { html } from 'lit';
import type { Backend, WatchListeners } from '../../src/backend/backend.js';
import '../../src/elements/interaction-history/define.js';
import type { Channel, InteractionSummary } from '../../src/domain/interaction.js';
import { longList } from '../long-list.js';

/* Ten thousand earlier interactions of one customer. */
const count = 10_000;
const channels: readonly Channel[] = ['call', 'sms', 'email', 'chat'];
const start = Date.parse('2026-01-01T00:00:00Z');
const oneOf = (n: number): InteractionSummary => ({
  id: `i${n}`,
  channel: channels[n % 4]!,
  direction: n % 3 ? 'inbound' : 'outbound',
  state: 'closed',
  from: '+4790012345',
  to: '+4790012345',
  customerId: 'c1',
  agentId: `a${n % 7}`,
  agentName: `Agent ${n % 7}`,
  startedAt: new Date(start + n * 600_000).toISOString(),
  answeredAt: new Date(start + n * 600_000 + 8000).toISOString(),
  endedAt: new Date(start + n * 600_000 + 8000 + (n % 500) * 1000).toISOString(),
  excerpt: n === 0 ? 'The very first words with this customer.' : `Interaction ${n}: asked for the invoice of last month again.`,
  revision: 1,
});

let interactions: readonly InteractionSummary[] = Array.from({ length: count }, (_, n) => oneOf(count - 1 - n));
const listeners = new Set<WatchListeners>();
let asked = 0;

const backend: Backend = {
  session: async () => ({
    tenantId: 'bench',
    agent: { id: 'a1', name: 'Agent 1' },
    permissions: ['customers.view'],
    settings: { retentionDays: 100_000 },
    now: '2026-06-01T00:00:00Z',
  }),
  watch: (_, listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  interactions: {
    list: async (_, { cursor, limit = 50 } = {}) => {
      const from = Number(cursor ?? 0);
      const items = interactions.slice(from, from + limit);
      return { items, ...(from + limit < interactions.length && { next: String(from + limit) }) };
    },
    get: async (id) => {
      asked = performance.now();
      return interactions.find((each) => each.id === id);
    },
  },
};

globalThis.measure = () =>
  longList<InteractionSummary>({
    rows: interactions,
    row: ({ agentName, startedAt, channel, direction, excerpt }) =>
      html`<button type="button" class="head" aria-expanded="false">
          <span>${channel}, ${direction}</span> <time datetime=${startedAt}>${new Date(startedAt).toLocaleString('en')}</time>
          <bdi>${agentName}</bdi> <span>4 min</span>
        </button>
        <p class="excerpt" dir="auto">${excerpt}</p>`,
    element: () => Object.assign(document.createElement('interaction-history'), { backend, customerId: 'c1' }),
    tell: () => {
      const next = oneOf(interactions.length);
      interactions = [next, ...interactions];
      for (const listener of listeners) listener.change({ kind: 'interaction', id: next.id, customerId: 'c1', revision: 1 });
    },
    asked: () => asked,
    last: 'The very first words with this customer',
  });
