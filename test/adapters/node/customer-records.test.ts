import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { local, type LocalOptions } from '../../../src/adapters/local/local.js';
import type { Operation, Store } from '../../../src/adapters/local/store.js';
import { surroundings } from '../../../src/adapters/local/surroundings.js';
import { memoryData, memoryStore } from '../../../src/adapters/memory.js';
import { defaultFields } from '../../../src/domain/field.js';
import type { Interaction } from '../../../src/domain/interaction.js';

let clock = Date.parse('2026-03-10T12:00:00Z');
const options: LocalOptions = {
  tenantId: 't',
  agent: { id: 'a', name: 'Ada' },
  role: 'administrator',
  ...surroundings,
  now: () => clock,
};
const bea = { ...options, agent: { id: 'b', name: 'Bea' } };
const code = (expected: string) => (caught: unknown) => (caught as { code?: string }).code === expected;
const draft = { type: 'person', fields: { givenName: 'Kari', familyName: 'Nordmann', mobile: '92233445' } } as const;
const call = (id: string, more: Partial<Interaction> = {}): Interaction => ({
  id,
  channel: 'call',
  direction: 'inbound',
  state: 'closed',
  startedAt: '2026-03-10T11:00:00Z',
  from: '92233445',
  ...more,
});

/** A store that tells its batches, and lets a test come between a question and its answer. */
function watched(data = memoryData()) {
  const batches: (readonly Operation[])[] = [];
  const hooks = { get: async (_collection: string) => {}, commit: async () => {} };
  const store = memoryStore(data);
  const between: Store = {
    ...store,
    get: async (collection, key, given) => {
      await hooks.get(collection);
      return store.get(collection, key, given);
    },
    commit: async (batch, given) => {
      await hooks.commit();
      batches.push(batch);
      return store.commit(batch, given);
    },
  };
  return { batches, hooks, data, store: between };
}

const rowsOf = (data: ReturnType<typeof memoryData>, collection: string) => [...(data.rows.get(collection)?.entries() ?? [])];

describe('a write that is sent twice', () => {
  it('is answered as it was first, also when its twin is kept between the two looks', async () => {
    for (const deed of ['change', 'remove', 'erase'] as const) {
      const { store, hooks, data } = watched();
      const [slow, quick] = [local(store, options), local(memoryStore(data), options)];
      const { id } = await quick.customers.add(draft);
      const run = (backend: typeof slow): Promise<unknown> =>
        deed === 'change'
          ? backend.customers.change(id, { revision: 1, fields: { city: 'Oslo' } }, { key: 'k' })
          : deed === 'remove'
            ? backend.customers.remove(id, 1, { key: 'k' })
            : backend.customers.erase(id, { key: 'k' });
      let first: unknown;
      hooks.get = async (collection) => {
        if (collection !== 'customers') return;
        hooks.get = async () => {};
        first = await run(quick);
      };
      assert.deepEqual(await run(slow), first, deed);
    }
  });

  it('that says something else is refused, whatever else is wrong with it', async () => {
    const backend = local(memoryStore(), options);
    await backend.customers.add(draft, { key: 'k' });
    await assert.rejects(backend.customers.add({ ...draft, fields: {} }, { key: 'k' }), code('invalid'));
  });
});

describe('adding', () => {
  it('takes another id when one is taken', async () => {
    const ids = ['A1', 'A1', 'A2'];
    const { random: _, ...rest } = options;
    const backend = local(memoryStore(), { ...rest, newId: () => ids.shift()! });
    assert.equal((await backend.customers.add(draft)).id, 'A1');
    assert.equal((await backend.customers.add(draft)).id, 'A2');
    assert.equal((await backend.customers.list()).total, 2);
  });

  it('looks nobody through for duplicates: who has an external id is found by its key', async () => {
    const { store, data } = watched();
    const fields = [...defaultFields, { name: 'crm', type: 'text', visible: true, editable: true, use: 'external-id' } as const];
    const asked: unknown[][] = [];
    const counting: Store = {
      ...store,
      find: async (...given) => {
        const rows = await store.find(...(given as Parameters<Store['find']>));
        asked.push([given[1], given[2], rows.length]);
        return rows as never;
      },
      page: () => Promise.reject(new Error('a scan')),
    };
    const filled = local(memoryStore(data), { ...options, fields });
    await filled.load(
      Array.from({ length: 300 }, (_, index) => ({ draft: { ...draft, fields: { givenName: 'K', crm: `N-${index}` } } })),
    );
    const found = await local(counting, { ...options, fields }).customers.duplicates({
      type: 'person',
      fields: { crm: 'n-277 ' },
    });
    assert.deepEqual(
      found.map(({ customer }) => customer.fields['crm']),
      ['N-277'],
    );
    assert.deepEqual(asked, [['external', { is: 'crm:n-277' }, 1]]);
  });
});

describe('changing', () => {
  it('wants what the administrator requires since, also where it is not named', async () => {
    const data = memoryData();
    const backend = local(memoryStore(data), options);
    const { id } = await backend.customers.add(draft);
    const required = (await backend.fields.list()).map((field) =>
      field.name === 'email' ? { ...field, required: true } : field,
    );
    await memoryStore(data).commit([{ put: 'fields', key: 'definitions', value: required }]);
    await assert.rejects(
      backend.customers.change(id, { revision: 1, fields: { city: 'Oslo' } }),
      (caught: { fields?: unknown }) => {
        assert.deepEqual(caught.fields, [{ field: 'email', reason: 'required' }]);
        return true;
      },
    );
    const both = { revision: 1, fields: { city: 'Oslo', email: 'k@example.org' } };
    assert.equal((await backend.customers.change(id, both)).revision, 2);
  });

  it('leaves alone what an older set of fields let in', async () => {
    const data = memoryData();
    const backend = local(memoryStore(data), options);
    await backend.load([{ draft: { ...draft, fields: { ...draft.fields, phone: 'reception' } } }]);
    const [{ id } = { id: '' }] = (await backend.customers.list()).items;
    assert.equal((await backend.customers.change(id, { revision: 1, fields: { city: 'Oslo' } })).fields['phone'], 'reception');
  });

  it('gives the conflict to whoever loses while both are writing', async () => {
    const { store, hooks, data } = watched();
    const [slow, quick] = [local(store, options), local(memoryStore(data), bea)];
    const { id } = await quick.customers.add(draft);
    hooks.commit = async () => {
      hooks.commit = async () => {};
      await quick.customers.change(id, { revision: 1, fields: { city: 'Rome' } });
    };
    await assert.rejects(
      slow.customers.change(id, { revision: 1, fields: { city: 'Oslo' } }),
      (caught: { code?: string; current?: { fields: Record<string, string>; revision: number } }) => {
        assert.deepEqual([caught.code, caught.current?.fields['city'], caught.current?.revision], ['conflict', 'Rome', 2]);
        return true;
      },
    );
  });
});

describe('removing', () => {
  it('is one commit, whatever goes along', async () => {
    const { store, batches } = watched();
    const backend = local(store, options);
    const { id } = await backend.customers.add(draft);
    for (let count = 0; count < 3; count += 1) await backend.interactions.record(call(`c${count}`, { customerId: id }));
    await backend.customers.choose({ raw: '92233445' }, id);
    batches.length = 0;
    await backend.customers.remove(id, 1);
    assert.equal(batches.length, 1);
  });

  it('takes along what is recorded for the first time while it is being done', async () => {
    for (const deed of ['remove', 'erase'] as const) {
      const { store, hooks, data } = watched();
      const [slow, quick] = [local(store, options), local(memoryStore(data), bea)];
      const { id } = await quick.customers.add(draft);
      hooks.commit = async () => {
        hooks.commit = async () => {};
        await quick.interactions.record(call('new', { customerId: id }));
      };
      await (deed === 'remove' ? slow.customers.remove(id, 1) : slow.customers.erase(id));
      const kept = await quick.interactions.get('new');
      assert.deepEqual([kept?.id, kept?.customerId], deed === 'remove' ? ['new', undefined] : [undefined, undefined], deed);
      const removals = rowsOf(data, 'removals').map(([, { value }]) => (value as { interactions: unknown }).interactions);
      assert.deepEqual(removals, deed === 'remove' ? [['new']] : []);
    }
  });

  it('leaves nothing to who records while it is done', async () => {
    for (const deed of ['remove', 'erase'] as const) {
      const { store, hooks, data } = watched();
      const [slow, quick] = [local(store, options), local(memoryStore(data), bea)];
      const { id } = await quick.customers.add(draft);
      hooks.commit = async () => {
        hooks.commit = async () => {};
        await (deed === 'remove' ? quick.customers.remove(id, 1) : quick.customers.erase(id));
      };
      const answer = await slow.interactions.record(call('new', { customerId: id }));
      assert.deepEqual([answer.customerId, (await quick.interactions.get('new'))?.customerId], [undefined, undefined], deed);
      assert.ok(!JSON.stringify(rowsOf(data, 'interactions')).includes(id));
    }
  });

  it('takes along what was assigned while it was being done', async () => {
    const { store, hooks, data } = watched();
    const [slow, quick] = [local(store, options), local(memoryStore(data), bea)];
    const { id } = await quick.customers.add(draft);
    await quick.interactions.record(call('one', { customerId: id }));
    hooks.commit = async () => {
      hooks.commit = async () => {};
      await quick.interactions.record(call('one', { customerId: id, state: 'wrap-up' }));
    };
    await slow.customers.remove(id, 1);
    assert.deepEqual((await quick.interactions.get('one'))?.customerId, undefined);
    assert.equal((await quick.interactions.get('one'))?.state, 'wrap-up');
  });
});

describe('erasing', () => {
  it('leaves nothing of the customer in the store', async () => {
    const data = memoryData();
    const backend = local(memoryStore(data), { ...options, settings: { wrapUpSeconds: 60 } });
    const { id } = await backend.customers.add(draft, { key: 'add' });
    await backend.customers.change(id, { revision: 1, fields: { city: 'Bergen' } }, { key: 'change' });
    await backend.interactions.record(call('given', { state: 'wrap-up', from: '22345678', customerId: id }), { key: 'record' });
    const category = { id: 'c', label: 'C', choice: 'one', topics: [{ id: 'one', label: 'One' }] } as const;
    await backend.enquiries.saveCatalogue({ revision: 0, categories: [category] });
    for (const key of ['register', undefined])
      await backend.enquiries.register({ interactionId: 'given', topicIds: ['one'], comment: `Kari ${key}` }, { key });
    await backend.enquiries.extend('given', { key: 'extend' });
    await backend.interactions.record(call('theirs'));
    await backend.enquiries.register({ interactionId: 'theirs', topicIds: ['one'], comment: 'Nordmann' }, { key: 'theirs' });
    await backend.customers.choose({ raw: '92233445' }, id, { key: 'choose' });
    await backend.notes.add({ customerId: id, text: 'Kari Nordmann calls back' }, { key: 'note' });
    await backend.journeys.addAlias({ customerId: id, kind: 'visitor', value: 'Nordmann 1' }, { key: 'alias' });
    const url = 'https://shop.example/Kari';
    await backend.journeys.record([{ id: 'Kari', visitorId: 'Nordmann 1', type: 'page', at: '2026-03-10T11:00:00Z', url }]);
    await local(memoryStore(data), bea).presence.enter(id, { editing: ['city'] });
    const { counts } = await backend.customers.erase(id);
    assert.deepEqual(counts, {
      attempt: 0,
      callback: 0,
      customer: 1,
      choice: 1,
      enquiry: 2,
      interaction: 2,
      journeyAlias: 1,
      journeyEvent: 1,
      message: 0,
      note: 1,
      presence: 1,
    });
    const left = JSON.stringify([...data.rows].map(([name, rows]) => [name, [...rows]]));
    assert.doesNotMatch(left, /Kari|Nordmann|92233445|Bergen|22345678/);
    assert.ok(!left.includes(id), left);
  });

  it('keeps of a removed customer no more than ids, until it is erased', async () => {
    const data = memoryData();
    const backend = local(memoryStore(data), options);
    const { id } = await backend.customers.add(draft);
    await backend.interactions.record(call('one', { customerId: id }));
    await backend.customers.remove(id, 1);
    assert.deepEqual(
      rowsOf(data, 'removals').map(([key, { value }]) => [key, value]),
      [[id, { removedAt: '2026-03-10T12:00:00.000Z', interactions: ['one'], callbacks: [] }]],
    );
    await backend.customers.erase(id);
    assert.deepEqual(rowsOf(data, 'removals'), []);
  });
});

describe('presence', () => {
  it('leaves no entry in the store when it ran out and somebody asks, or enters', async () => {
    for (const deed of ['who', 'enter'] as const) {
      const data = memoryData();
      const [ada, other] = [local(memoryStore(data), options), local(memoryStore(data), bea)];
      const [one, two] = [await ada.customers.add(draft), await ada.customers.add(draft)];
      await other.presence.enter(one.id, { editing: [] });
      clock += 61_000;
      if (deed === 'who') await ada.presence.who(two.id);
      else await ada.presence.enter(two.id, { editing: [] });
      assert.equal(rowsOf(data, 'presences').length, deed === 'who' ? 0 : 1);
    }
  });

  it('is over exactly when its time is', async () => {
    const data = memoryData();
    const [ada, other] = [local(memoryStore(data), options), local(memoryStore(data), bea)];
    const { id } = await ada.customers.add(draft);
    await other.presence.enter(id, { editing: [] });
    clock += 59_999;
    assert.equal((await ada.presence.who(id)).length, 1);
    clock += 1;
    assert.equal((await ada.presence.who(id)).length, 0);
  });

  it('answers although the store takes no writes', async () => {
    const { store, hooks, data } = watched();
    const [ada, other] = [local(store, options), local(memoryStore(data), bea)];
    const { id } = await other.customers.add(draft);
    await other.presence.enter(id, { editing: [] });
    clock += 61_000;
    hooks.commit = () => Promise.reject(new Error('full'));
    assert.deepEqual(await ada.presence.who(id), []);
  });

  it('tells no tickets', async () => {
    const data = memoryData();
    const [ada, other] = [local(memoryStore(data), options), local(memoryStore(data), bea)];
    const { id } = await ada.customers.add(draft);
    const told: unknown[] = [];
    ada.watch({ kinds: ['presence'] }, { change: (change) => told.push(change) });
    const ticket = await other.presence.enter(id, { editing: [] });
    assert.deepEqual(told, [{ kind: 'presence', id, customerId: id, revision: 1 }]);
    assert.ok(!JSON.stringify(await ada.presence.who(id)).includes(ticket));
  });

  it('takes one entry for two that are made at once', async () => {
    const data = memoryData();
    const [ada, other] = [local(memoryStore(data), options), local(memoryStore(data), bea)];
    const { id } = await ada.customers.add(draft);
    const tickets = await Promise.all([1, 2].map(() => other.presence.enter(id, { editing: [] })));
    assert.equal(new Set(tickets).size, 1);
  });
});
