import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EmbeddedBackend } from '../../../src/adapters/local/local.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { type MemoryData, memoryStore } from '../../../src/adapters/memory.js';
import type { JourneyEvent } from '../../../src/domain/journey-event.js';
import { desks, minute } from '../../support/dialing.js';

const person = { type: 'person', fields: { givenName: 'Kari', email: 'rosebud@example.org' } } as const;
const other = { type: 'person', fields: { givenName: 'Ola', email: 'ola@example.org' } } as const;
const identity = { kind: 'email', value: 'rosebud@example.org' } as const;
const rowsOf = (data: MemoryData, collection: string) => [...(data.rows.get(collection)?.values() ?? [])];
/** All that is kept, but for these collections, as one text. */
const everything = (data: MemoryData, ...but: readonly string[]) =>
  JSON.stringify([...data.rows].filter(([name]) => !but.includes(name)).map(([name, rows]) => [name, [...rows]]));

const page = (at: string, id: string, more: Partial<JourneyEvent> = {}): JourneyEvent => ({
  ...{ id, visitorId: 'browser-secret', type: 'page', at, url: 'https://shop.example/boots' },
  ...more,
});

/** Two customers; the first logged in where something had happened before. */
async function visited(options: Parameters<typeof desks>[0] = {}) {
  const given = desks(options);
  const [ada, bea] = [given.desk('ada'), given.desk('bea')];
  const { id: customerId } = await ada.customers.add(person);
  const { id: otherId } = await ada.customers.add(other);
  const ago = (minutes: number) => new Date(Date.parse(given.now()) - minutes * minute).toISOString();
  await ada.journeys.record([page(ago(9), 'a'), page(ago(8), 'b', { type: 'login', identity })]);
  const { id: aliasId } = await ada.journeys.addAlias({ customerId, kind: 'login', value: 'kari64' }, { key: 'add' });
  const [browser] = await ada.journeys.aliases(customerId);
  return { ...given, ada, bea, customerId, otherId, aliasId, browserId: browser!.id, ago };
}

/** A store that lets somebody else come before its question or commit of this number. */
function interrupted(data: MemoryData, at: number, another: () => Promise<unknown>): { readonly store: Store; steps(): number } {
  const store = memoryStore(data);
  let step = 0;
  const turn = async () => {
    step += 1;
    if (step === at) await another();
  };
  return {
    steps: () => step,
    store: {
      ...store,
      get: async (...given) => (await turn(), store.get(...given)),
      find: async (...given) => (await turn(), store.find(...given)),
      page: async (...given) => (await turn(), store.page(...given)),
      commit: async (...given) => (await turn(), store.commit(...given)),
    },
  };
}

describe('a journey', () => {
  type Scene = Awaited<ReturnType<typeof visited>>;
  type Deed = (backend: EmbeddedBackend, scene: Scene) => Promise<unknown>;
  const login = ({ ago }: Scene, minutes: number, value: string) =>
    page(ago(minutes), `login-${minutes}`, { type: 'login', identity: { kind: 'email', value } });
  const deeds: Readonly<Record<string, Deed>> = {
    page: ({ journeys }, { ago }) => journeys.record([page(ago(5), 'late'), page(ago(30), 'early')]),
    'another login': ({ journeys }, scene) => journeys.record([login(scene, 4, 'ola@example.org'), page(scene.ago(3), 'theirs')]),
    'a login of long ago': ({ journeys }, scene) => journeys.record([login(scene, 20, 'ola@example.org')]),
    'the same login': ({ journeys }, scene) => journeys.record([login(scene, 4, identity.value)]),
    'a browser of the other': ({ journeys }, { otherId }) =>
      journeys.addAlias({ customerId: otherId, kind: 'visitor', value: 'browser-secret' }, { key: 'late' }),
    'a browser': ({ journeys }, { customerId }) =>
      journeys.addAlias({ customerId, kind: 'visitor', value: 'browser-other' }, { key: 'late' }),
    'an alias': ({ journeys }, { customerId }) =>
      journeys.addAlias({ customerId, kind: 'login', value: 'kari65' }, { key: 'late' }),
    'remove a browser': ({ journeys }, { browserId }) => journeys.removeAlias(browserId, { key: 'late' }),
    'remove an alias': ({ journeys }, { aliasId }) => journeys.removeAlias(aliasId, { key: 'late' }),
  };
  const others: Readonly<Record<string, Deed>> = {
    ...deeds,
    'its customer is removed': ({ customers }, { customerId }) => customers.remove(customerId, 1),
    'its customer is erased': ({ customers }, { customerId }) => customers.erase(customerId),
    'the other is erased': ({ customers }, { otherId }) => customers.erase(otherId),
  };

  /** Nothing belongs to who is not there, everything to whose the browser was, and the numbers are each there once. */
  const consistent = async (data: MemoryData, backend: EmbeddedBackend, scene: Scene, what: string) => {
    const customers = data.rows.get('customers')!;
    const kept = rowsOf(data, 'journey-events').map(
      ({ value }) => value as JourneyEvent & { customerId?: string; arrival?: number },
    );
    const aliases = rowsOf(data, 'journey-aliases').map(
      ({ value }) => value as { customerId: string; kind: string; value: string },
    );
    for (const { customerId } of aliases) assert.ok(customers.has(customerId), `${what}: an alias of nobody`);
    for (const { customerId, visitorId } of kept) {
      if (customerId === undefined) continue;
      assert.ok(customers.has(customerId), `${what}: an event of nobody`);
      assert.ok(
        aliases.some((alias) => alias.customerId === customerId && alias.kind === 'visitor' && alias.value === visitorId),
        `${what}: an event of somebody who is not known there`,
      );
    }
    for (const id of [scene.customerId, scene.otherId]) {
      const own = kept.filter(({ customerId }) => customerId === id).map(({ arrival }) => arrival);
      assert.equal(new Set(own).size, own.length, `${what}: numbers`);
      const last = (data.rows.get('journeys')?.get(id)?.value as { last: number } | undefined)?.last ?? 0;
      assert.ok(
        own.every((arrival) => arrival! <= last),
        `${what}: numbers that were not counted`,
      );
      assert.equal((await backend.journeys.events({ customerId: id })).items.length, own.length, `${what}: the list`);
    }
    const gone = !customers.has(scene.customerId) && !data.rows.get('removals')?.has(scene.customerId);
    if (gone) assert.ok(!/rosebud|kari6/.test(everything(data)), `${what}: ${everything(data)}`);
  };

  for (const [name, deed] of Object.entries(deeds))
    for (const [meanwhile, another] of Object.entries(others))
      it(`is whole when ${meanwhile} comes at any step of ${name}`, async () => {
        for (let at = 1; ; at += 1) {
          const scene = await visited();
          const { store, steps } = interrupted(scene.data, at, () => another(scene.bea, scene).catch(() => undefined));
          await deed(scene.desk('ada', {}, store), scene).catch(() => undefined);
          await consistent(scene.data, scene.bea, scene, `step ${at}`);
          if (steps() < at) break;
        }
      });

  it('is kept without who logged in, and without what was in an address', async () => {
    const { data, ada, ago } = await visited();
    await ada.journeys.record([page(ago(1), 'c', { url: 'https://kane:xanadu@shop.example/find?q=xanadu#xanadu', identity })]);
    assert.ok(!/rosebud|xanadu/.test(JSON.stringify(rowsOf(data, 'journey-events'))));
  });

  it('leaves of who was erased nothing that tells who, or in which browser', async () => {
    const { data, ada, customerId } = await visited();
    await ada.customers.erase(customerId);
    assert.ok(!/rosebud|kari64|browser-secret/.test(everything(data)), everything(data));
    assert.equal(rowsOf(data, 'journey-events').length + rowsOf(data, 'journeys').length, 0);
  });

  it('loses what is kept too long as other things come, whosever it is', async () => {
    const { data, ada, tick, now } = await visited({ settings: { journeyDays: 1 } });
    await ada.journeys.record([page(now(), 'c', { visitorId: 'unknown' })]);
    tick(25 * 60 * minute);
    await ada.journeys.record([page(now(), 'd', { visitorId: 'another' })]);
    assert.deepEqual(
      rowsOf(data, 'journey-events').map(({ value }) => (value as JourneyEvent).id),
      ['d'],
    );
  });

  it('does not grow with every login: of what was before only the last is remembered', async () => {
    const { data, ada, tick, now } = await visited({ settings: { journeyDays: 1 } });
    for (let at = 0; at < 40; at += 1) {
      tick(60 * minute);
      await ada.journeys.record([page(now(), `l${at}`, { type: 'login', identity })]);
    }
    const claims = rowsOf(data, 'journey-aliases').map(
      ({ value }) => (value as { claims?: readonly string[] }).claims?.length ?? 0,
    );
    assert.ok(Math.max(...claims) <= 26, claims.join());
  });

  it('tells nothing twice when others use the same data, and no commit is made for what is repeated', async () => {
    const { data, ada, bea, customerId, ago } = await visited();
    const before = everything(data);
    await bea.journeys.record([page(ago(9), 'a')]);
    await ada.journeys.aliases(customerId);
    assert.equal(everything(data), before);
  });
});
