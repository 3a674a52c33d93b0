import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EmbeddedBackend, local, type LocalOptions } from '../../../src/adapters/local/local.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { surroundings } from '../../../src/adapters/local/surroundings.js';
import { memory, type MemoryData, memoryData, memoryStore } from '../../../src/adapters/memory.js';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import type { Interaction } from '../../../src/domain/interaction.js';

const catalogue: Catalogue = {
  revision: 7,
  categories: [{ id: 'c', label: 'C', choice: 'many', topics: ['one', 'two'].map((id) => ({ id, label: id })) }],
};
const clock = Date.parse('2026-03-10T12:00:00Z');
const options: LocalOptions = {
  tenantId: 't',
  agent: { id: 'a', name: 'Ada' },
  role: 'administrator',
  catalogue,
  settings: { wrapUpSeconds: 60 },
  ...surroundings,
  now: () => clock,
};
const talk: Interaction = {
  id: 'talk',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  startedAt: '2026-03-10T11:00:00Z',
  from: '92233445',
};
const draft = { type: 'person', fields: { givenName: 'Kari', mobile: '92233445' } } as const;

describe('the catalogue of the integrator', () => {
  it('counts as the first revision, and what is told counts on', async () => {
    const backend = memory(options);
    assert.deepEqual(await backend.enquiries.catalogue(), { ...catalogue, revision: 1 });
    const told: unknown[] = [];
    backend.watch({}, { change: (change) => told.push(change) });
    const { categories } = catalogue;
    const [own] = categories;
    for (const revision of [1, 2]) {
      const next = { revision, categories: [{ ...own!, label: `C${revision}` }] };
      assert.deepEqual(await backend.enquiries.saveCatalogue(next), { ...next, revision: revision + 1 });
    }
    assert.deepEqual(
      told,
      [2, 3].map((revision) => ({ kind: 'catalogue', id: 'catalogue', revision })),
    );
  });

  it('is not asked for any more when one was saved', async () => {
    const data = memoryData();
    const saved = await memory({ ...options, data }).enquiries.saveCatalogue({
      ...catalogue,
      revision: 1,
      categories: [{ ...catalogue.categories[0]!, label: 'Saved' }],
    });
    const other = { ...catalogue, categories: [] };
    assert.deepEqual(await memory({ ...options, data, catalogue: other }).enquiries.catalogue(), saved);
  });
});

describe('the time for the work after a conversation of older data', () => {
  const ends = async (data: MemoryData, more: Partial<Interaction>) => {
    const backend = memory({ ...options, data });
    await backend.interactions.record({ ...talk, state: 'wrap-up', ...more });
    data.rows.get('wrap-ups')?.clear();
    return (await backend.enquiries.get('talk')).wrapUp?.endsAt;
  };

  for (const [what, more, expected] of [
    ['when the desk says it was over', { endedAt: '2026-03-10T11:59:30Z' }, '2026-03-10T12:00:30.000Z'],
    ['now, where the desk says it will be', { endedAt: '2026-03-11T12:00:00Z' }, '2026-03-10T12:01:00.000Z'],
    ['when it began, where nobody says when it was over', {}, '2026-03-10T11:01:00.000Z'],
  ] as const)
    it(`counts from ${what}`, async () => assert.equal(await ends(memoryData(), more), expected));

  it('can be extended', async () => {
    const data = memoryData();
    await ends(data, { endedAt: '2026-03-10T11:59:30Z' });
    const { wrapUp } = await memory({ ...options, data }).enquiries.extend('talk');
    assert.equal(wrapUp?.endsAt, '2026-03-10T12:01:30.000Z');
  });
});

describe('a registration', () => {
  /** A store that lets somebody else come before its question or commit of this number. */
  const interrupted = (data: MemoryData, at: number, other: () => Promise<unknown>): { store: Store; steps(): number } => {
    const store = memoryStore(data);
    let step = 0;
    const turn = async () => {
      step += 1;
      if (step === at) await other();
    };
    return {
      steps: () => step,
      store: {
        ...store,
        get: async (...given) => (await turn(), store.get(...given)),
        commit: async (...given) => (await turn(), store.commit(...given)),
      },
    };
  };

  const deeds: Readonly<Record<string, (backend: EmbeddedBackend, ids: readonly string[]) => Promise<unknown>>> = {
    'the conversation changes hands': (backend, [, other]) => backend.interactions.record({ ...talk, customerId: other }),
    'the conversation becomes nobody’s': (backend) => backend.interactions.record({ ...talk, customerId: '' }),
    'the customer is removed': (backend, [one = '']) => backend.customers.remove(one, 1),
    'the customer is erased': (backend, [one = '']) => backend.customers.erase(one),
    'another one is registered': (backend) => backend.enquiries.register({ interactionId: 'talk', topicIds: ['two'] }),
    'it is closed': (backend) => backend.interactions.record({ ...talk, state: 'closed' }),
  };

  for (const [what, deed] of Object.entries(deeds))
    for (const assigned of [true, false])
      it(`is right when ${what} at any step of it, ${assigned ? 'a customer’s' : 'nobody’s'}`, async () => {
        for (let at = 1; at < 100; at += 1) {
          const data = memoryData();
          const quick = memory({ ...options, data });
          const ids = [
            (await quick.customers.add(draft)).id,
            (await quick.customers.add({ ...draft, fields: { mobile: '92000011', givenName: 'Ola' } })).id,
          ];
          await quick.interactions.record({ ...talk, ...(assigned && { customerId: ids[0] }) });
          const { store, steps } = interrupted(data, at, () => deed(quick, ids));
          const slow = local(store, options);
          await slow.enquiries.register({ interactionId: 'talk', topicIds: ['one'] }).catch((caught: unknown) => {
            assert.equal((caught as { code?: string }).code, 'not-found');
          });
          const kept = await quick.interactions.get('talk');
          const { enquiry } = await quick.enquiries.get('talk');
          assert.equal(enquiry?.customerId, kept?.customerId, `step ${at}`);
          const expected = kept && ['one'];
          assert.deepEqual(enquiry?.topicIds, expected, `step ${at}`);
          for (const customerId of ids) {
            const { items } = await quick.enquiries.list({ customerId });
            assert.equal(items.length, kept && kept.customerId === customerId ? 1 : 0, `step ${at}`);
          }
          if (steps() < at) return assert.ok(at > 4, `${at} steps`);
        }
        assert.fail('it has no end');
      });

  it('is told as its new customer’s when it was nobody’s, and to everybody when it changes hands', async () => {
    const backend = memory(options);
    const ids = [(await backend.customers.add(draft)).id, (await backend.customers.add(draft)).id];
    await backend.interactions.record(talk);
    await backend.enquiries.register({ interactionId: 'talk', topicIds: ['one'] });
    const told: unknown[] = [];
    backend.watch({ kinds: ['enquiry'] }, { change: (change) => told.push('customerId' in change && change.customerId) });
    for (const customerId of [ids[0], ids[1], '']) await backend.interactions.record({ ...talk, customerId });
    assert.deepEqual(told, [ids[0], false, false]);
  });

  const both = (['talk', 'loose'] as const).flatMap((which) =>
    (['move', 'remove', 'erase'] as const).map((deed) => [deed, which] as const),
  );
  for (const [deed, which] of both)
    it(`is right when it comes at any step of ${deed}, of ${which}`, async () => {
      for (let at = 1; at < 200; at += 1) {
        const data = memoryData();
        const quick = memory({ ...options, data });
        const ids = [
          (await quick.customers.add(draft)).id,
          (await quick.customers.add({ ...draft, fields: { mobile: '92000011', givenName: 'Ola' } })).id,
        ];
        const [one = ''] = ids;
        await quick.interactions.record({ ...talk, customerId: one });
        await quick.interactions.record({ ...talk, id: 'loose' });
        const register = async () => {
          await quick.enquiries.register({ interactionId: which, topicIds: ['one'] }, { key: which }).catch(() => undefined);
        };
        const { store, steps } = interrupted(data, at, register);
        const slow = local(store, options);
        if (deed === 'remove') await slow.customers.remove(one, 1);
        else if (deed === 'erase') await slow.customers.erase(one);
        else await slow.interactions.record({ ...talk, customerId: ids[1] });
        for (const id of ['talk', 'loose']) {
          const kept = await quick.interactions.get(id);
          const { enquiry } = await quick.enquiries.get(id);
          if (deed === 'erase') assert.deepEqual([kept, enquiry], [undefined, undefined], `step ${at}: ${id}`);
          else assert.equal(enquiry?.customerId, enquiry && kept?.customerId, `step ${at}: ${id}`);
        }
        if (deed === 'erase') {
          const left = [...data.rows].filter(([name]) => ['enquiries', 'wrap-ups', 'extensions'].includes(name));
          assert.deepEqual(left.map(([, rows]) => rows.size).filter(Boolean), [], `step ${at}`);
          assert.ok(
            !JSON.stringify([...data.rows].map(([, rows]) => [...rows])).includes('"one"]'),
            `step ${at}: an answer is left`,
          );
        }
        if (steps() < at) return assert.ok(at > 4, `${at} steps`);
      }
      assert.fail('it has no end');
    });
});
