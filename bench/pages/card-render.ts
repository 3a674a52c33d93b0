import type { Backend } from '../../src/backend/backend.js';
import '../../src/define.js';
import { displayName } from '../../src/domain/customer.js';
import { defaultFields } from '../../src/domain/field.js';
import { inTurns, median, ratio, type Figure } from '../figure.js';
import { people } from '../sample.js';

/* Two hundred cards at once, beside the same nodes by innerHTML under the same style sheets, each in a shadow root of its own. */
const count = 200;
const rounds = 15;

const customers = [...people(count)].map(({ draft }, n) => ({
  ...draft,
  id: `ID${n}`,
  name: displayName(draft, defaultFields),
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
  revision: 1,
}));

/** Answers at once: what is measured is the card. */
const backend: Backend = {
  session: async () => ({
    tenantId: 'bench',
    agent: { id: 'a', name: 'A' },
    permissions: ['customers.view'],
    settings: {},
    now: '2026-01-01T00:00:00Z',
  }),
  calls: { dial: async () => {} },
  customers: {
    find: async () => ({ outcome: 'none', address: { kind: 'withheld', raw: '' }, shared: false, matches: [] }),
    search: async () => [],
    get: async (id) => customers.find((customer) => customer.id === id),
  },
};

globalThis.measure = async (): Promise<readonly Figure[]> => {
  const stage = document.createElement('div');
  document.body.append(stage);
  const cards = async (): Promise<number> => {
    stage.replaceChildren();
    const start = performance.now();
    const made = customers.map(({ id }) => {
      const card = document.createElement('customer-card');
      card.backend = backend;
      card.customerId = id;
      return card;
    });
    const all = new Promise<void>((resolve) => {
      let missing = count;
      stage.addEventListener('customer-selected', function listen(event) {
        if (!event.customerId || (missing -= 1) > 0) return;
        stage.removeEventListener('customer-selected', listen);
        resolve();
      });
    });
    stage.append(...made);
    await all;
    stage.getBoundingClientRect();
    return performance.now() - start;
  };
  await cards();
  await cards();
  const roots = [...stage.children].map((card) => card.shadowRoot!);
  const markup = roots.map((root) => root.innerHTML);
  const sheets = roots[0]!.adoptedStyleSheets;
  const plain = async (): Promise<number> => {
    stage.replaceChildren();
    const start = performance.now();
    stage.append(
      ...markup.map((html) => {
        const host = document.createElement('div');
        const root = host.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = sheets;
        root.innerHTML = html;
        return host;
      }),
    );
    stage.getBoundingClientRect();
    return performance.now() - start;
  };
  const [ours = [], floor = []] = await inTurns(rounds, [cards, plain]);
  return [ratio('ms', median(ours), median(floor), 1.5, { case: `${count} cards` })];
};
