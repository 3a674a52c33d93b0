import { html, LitElement, type TemplateResult } from 'lit';
import { indexedDb } from '../../src/adapters/indexeddb/indexeddb.js';
import { memory } from '../../src/adapters/memory.js';
import type { Backend } from '../../src/backend/backend.js';
import '../../src/define.js';
import type { Interaction } from '../../src/domain/interaction.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import { bound, type Figure, type Heap, painted, slope } from '../figure.js';
import { numberOf, people } from '../sample.js';

/*
 * What a mount leaves behind: a desk with a card of a matched customer comes and goes a thousand times. Floor: a bare LitElement with as many nodes. Each
 * side is measured in one go, since what the last mount of a side still holds differs. V8 runs without compilers here (run.mjs): what they keep grows for thousands of
 * rounds.
 */
const warmUp = 200;
const mounts = 1000;
const block = 100;
const customers = 20;
const limit = 50;

let calls = 0;

/** A call of one of the customers, every one another conversation. */
const ring = (): Interaction => ({
  id: `call-${(calls += 1)}`,
  channel: 'call',
  direction: 'inbound',
  state: 'offered',
  from: numberOf(calls % customers),
  startedAt: '2026-01-01T00:00:00Z',
});

/** Until an editor is open, or closed again. */
async function editing(card: CustomerCard, open: boolean): Promise<void> {
  const there = () => card.shadowRoot!.querySelector('form.form') !== null;
  while (there() !== open) {
    await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Nothing is typed: what is kept of an edit is data, no leak. */
async function openAndCloseEditor(card: CustomerCard): Promise<void> {
  await card.writing.load();
  await card.writing.value!.open();
  await editing(card, true);
  card.shadowRoot!.querySelector<HTMLElement>('#cancel')!.click();
  await editing(card, false);
}

/** What an agent does with a card that is shown, before it goes. */
const deeds: readonly ((card: CustomerCard) => Promise<unknown>)[] = [
  async (card) => card.details.toggle(),
  (card) => card.showSearch(),
  (card) => card.keys.value!.show(),
  openAndCloseEditor,
  async (card) => card.refresh(),
];

function shown(card: CustomerCard): Promise<void> {
  return new Promise((resolve) => {
    card.addEventListener('customer-selected', function listen(event) {
      if (!event.customerId) return;
      card.removeEventListener('customer-selected', listen);
      resolve();
    });
  });
}

/** Every fifth stays until it is on the screen; the others are gone before. */
const drawn = async (): Promise<void> => {
  if (calls % 5 === 0) await painted();
};

async function use(card: CustomerCard): Promise<void> {
  for (const deed of deeds) await deed(card);
  await drawn();
}

async function mountDesk(backend: Backend): Promise<void> {
  const desk = document.createElement('agent-desk');
  const card = document.createElement('customer-card');
  desk.append(card);
  desk.backend = backend;
  desk.interaction = ring();
  const there = shown(card);
  document.body.append(desk);
  await there;
  await use(card);
  desk.remove();
}

async function mountCard(backend: Backend): Promise<void> {
  const card = document.createElement('customer-card');
  card.backend = backend;
  card.interaction = ring();
  const there = shown(card);
  document.body.append(card);
  await there;
  await use(card);
  card.remove();
}

/** A card that stays, while the conversations change. */
function staying(backend: Backend): () => Promise<void> {
  const desk = document.createElement('agent-desk');
  const card = document.createElement('customer-card');
  desk.append(card);
  desk.backend = backend;
  document.body.append(desk);
  return async () => {
    const there = shown(card);
    desk.interaction = ring();
    await there;
    await drawn();
  };
}

/** As many nodes as a desk with its card. */
class BareElement extends LitElement {
  override render(): TemplateResult {
    return html`${Array.from({ length: 60 }, (_, n) => html`<p class=${n % 2 ? 'odd' : 'even'}><span>${n}</span> <b>${calls}</b></p>`)}`;
  }
}
customElements.define('bare-element', BareElement);

async function mountBare(): Promise<void> {
  const bare = new BareElement();
  calls += 1;
  document.body.append(bare);
  await bare.updateComplete;
  await drawn();
  bare.remove();
}

const repeat = async (times: number, deed: () => Promise<void>) => {
  for (let n = 0; n < times; n += 1) await deed();
};

/** By how much the page grows in a thousand mounts: the slope, so that a single large value says little. */
async function growth(mount: () => Promise<void>): Promise<Heap> {
  await repeat(block, mount);
  const heaps = [await heap()];
  for (let done = 0; done < mounts; done += block) {
    await repeat(block, mount);
    heaps.push(await heap());
  }
  const per = (what: keyof Heap) => slope(heaps.map((each) => each[what])) * (mounts / block);
  return { bytes: per('bytes'), nodes: per('nodes'), listeners: per('listeners') };
}

globalThis.measure = async (): Promise<readonly Figure[]> => {
  const drafts = [...people(customers)].map(({ draft }) => draft);
  // What a backend in memory keeps of every conversation is data, no leak.
  const inMemory: Backend = { ...memory({ customers: drafts }), interactions: undefined };
  const inDatabase = indexedDb('bench-leak');
  await inDatabase.load(people(customers));

  const sides: Readonly<Record<string, () => Promise<void>>> = {
    floor: mountBare,
    'desk with a card, memory': () => mountDesk(inMemory),
    'desk with a card, IndexedDB': () => mountDesk(inDatabase),
    'card alone, memory': () => mountCard(inMemory),
    [`one card, ${customers} customers in turn, IndexedDB`]: staying(inDatabase),
  };
  for (const mount of Object.values(sides)) await repeat(warmUp, mount);
  const grown: Record<string, Heap> = {};
  for (const [name, mount] of Object.entries(sides)) grown[name] = await growth(mount);
  const { floor, ...ours } = grown as typeof grown & { floor: Heap };
  return Object.entries(ours).flatMap(([name, { bytes, nodes, listeners }]) => [
    bound('kB per 1,000 mounts', bytes / 1000, limit, { case: name, floor: floor.bytes / 1000 }),
    bound('nodes per 1,000 mounts', nodes, 1, { case: name, floor: floor.nodes }),
    bound('listeners per 1,000 mounts', listeners, 1, { case: name, floor: floor.listeners }),
  ]);
};
