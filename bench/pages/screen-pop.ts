import { indexedDb } from '../../src/adapters/indexeddb/indexeddb.js';
import '../../src/define.js';
import { bound, inTurns, median, painted, ratio, type Figure } from '../figure.js';
import { numberOf, people } from '../sample.js';

/*
 * From the address to the card. Floor: a get from a plain IndexedDB index, and the same nodes by innerHTML under the same style sheets. Both sides end with the
 * layout of what they made; `painted` adds the wait for the frame.
 */
const sizes = [1000, 100_000];
const rounds = 60;

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

/** A plain database: one record a customer, one index on the numbers. */
async function plainDatabase(size: number): Promise<IDBDatabase> {
  const opening = indexedDB.open(`plain-${size}`, 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore('customers', { autoIncrement: true }).createIndex('number', 'fields.mobile');
  const database = await request(opening);
  let transaction = database.transaction('customers', 'readwrite', { durability: 'relaxed' });
  let n = 0;
  for (const { draft } of people(size)) {
    transaction.objectStore('customers').put(draft);
    if ((n += 1) % 5000 === 0) {
      await new Promise((done) => (transaction.oncomplete = done));
      transaction = database.transaction('customers', 'readwrite', { durability: 'relaxed' });
    }
  }
  transaction.commit();
  return database;
}

async function measureAt(size: number): Promise<{ ours: number; floor: number; frame: number }> {
  const backend = indexedDb(`bench-${size}`);
  await backend.load(people(size));
  const database = await plainDatabase(size);

  const desk = document.createElement('agent-desk');
  desk.backend = backend;
  const card = document.createElement('customer-card');
  desk.append(card);
  const plain = document.createElement('div');
  const shadow = plain.attachShadow({ mode: 'open' });
  document.body.append(desk, plain);

  let calls = 0;
  const ring = (number: string) =>
    (desk.interaction = {
      id: `call-${(calls += 1)}`,
      channel: 'call',
      direction: 'inbound',
      state: 'offered',
      from: number,
      startedAt: new Date().toISOString(),
    });
  const next = () => Math.floor(((calls * 7919) % size) + 0);
  const shown = () =>
    new Promise<void>((resolve) => {
      card.addEventListener('customer-selected', function listen(event) {
        if (!event.customerId) return;
        card.removeEventListener('customer-selected', listen);
        resolve();
      });
    });
  /** Calls do not come one on the heels of the other: what the last one left to write is written. */
  const rest = () => new Promise((resolve) => setTimeout(resolve, 50));
  const pop = async (wait: boolean): Promise<number> => {
    await rest();
    const number = numberOf(next());
    const start = performance.now();
    const done = shown();
    ring(number);
    await done;
    card.getBoundingClientRect();
    if (wait) await painted();
    return performance.now() - start;
  };

  for (let warm = 0; warm < 30; warm += 1) await pop(true); // the parts that load when first used are there now
  const markup = card.shadowRoot!.innerHTML;
  const name = card.shadowRoot!.querySelector('[part=name]')!.textContent!.trim();
  shadow.adoptedStyleSheets = card.shadowRoot!.adoptedStyleSheets;
  let asked = 0;
  const raw = async (): Promise<number> => {
    await rest();
    const number = numberOf((asked += 7919) % size);
    const start = performance.now();
    const record = (await request(database.transaction('customers').objectStore('customers').index('number').get(number))) as {
      fields: Record<string, string>;
    };
    shadow.innerHTML = markup.replaceAll(name, `${record.fields['givenName']} ${record.fields['familyName']}`);
    plain.getBoundingClientRect();
    return performance.now() - start;
  };
  const [ours = [], floor = [], frame = []] = await inTurns(rounds, [() => pop(false), raw, () => pop(true)]);
  desk.remove();
  plain.remove();
  database.close();
  await backend.close();
  return { ours: median(ours), floor: median(floor), frame: median(frame) };
}

globalThis.measure = async (): Promise<readonly Figure[]> => {
  const [small, large] = [await measureAt(sizes[0]!), await measureAt(sizes[1]!)];
  return [
    ratio('ms', small.ours, small.floor, 1.5, { case: '1,000 customers' }),
    ratio('ms', large.ours, large.floor, 1.5, { case: '100,000 customers' }),
    bound('ms', large.frame, 1000 / 60, { case: '100,000 customers, painted, p50' }),
    ratio('ms', large.ours, small.ours, 2, { case: '100,000 beside 1,000 customers' }),
  ];
};
