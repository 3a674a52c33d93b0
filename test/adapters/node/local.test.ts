import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { local, type LocalOptions } from '../../../src/adapters/local/local.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { surroundings } from '../../../src/adapters/local/surroundings.js';
import { memory, memoryData, memoryStore } from '../../../src/adapters/memory.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
import type { Interaction } from '../../../src/domain/interaction.js';

const person = (familyName: string, more: Record<string, string> = {}): CustomerDraft => ({
  type: 'person',
  fields: { familyName, ...more },
});
const options: LocalOptions = { tenantId: 't', agent: { id: 'a', name: 'Ada' }, ...surroundings };
const code = (expected: string) => (caught: unknown) => (caught as { code?: string }).code === expected;
const call = (id: string, more: Partial<Interaction> = {}): Interaction => ({
  id,
  channel: 'call',
  direction: 'inbound',
  state: 'closed',
  startedAt: new Date(Date.now() - 60_000).toISOString(),
  ...more,
});

describe('load', () => {
  it('refuses invalid rows with row and reasons, and keeps all others', async () => {
    const backend = memory();
    const rows = [
      { draft: person('One') },
      { row: 17, draft: { ...person('Two'), type: 'robot' } as unknown as CustomerDraft },
      { draft: person('Three', { nonsense: 'x' }) },
      { draft: null as unknown as CustomerDraft },
      { draft: person('Four') },
    ];
    const { added, refused } = await backend.load(rows.filter(({ draft }) => draft));
    assert.equal(added, 2);
    assert.deepEqual(refused, [
      { row: 17, fields: [{ field: 'type', reason: 'not-a-type' }] },
      { row: 3, fields: [{ field: 'nonsense', reason: 'unknown-field' }] },
    ]);
    const { items, total } = await backend.customers.list();
    assert.deepEqual([items.map(({ name }) => name), total], [['Four', 'One'], 2]);
  });

  it('refuses what is no draft at all', async () => {
    const { refused } = await memory().load([
      { draft: undefined as unknown as CustomerDraft },
      { draft: 7 as unknown as CustomerDraft },
    ]);
    assert.deepEqual(
      refused.map(({ row }) => row),
      [1, 2],
    );
  });

  it('tells progress, and watchers one reset', async () => {
    const backend = memory();
    const told: unknown[] = [];
    const progress: unknown[] = [];
    backend.watch({}, { change: (change) => told.push(change) });
    const rows = Array.from({ length: 600 }, (_, n) => ({ draft: person(`P${n}`) }));
    await backend.load(rows, { progress: (done, total) => progress.push([done, total]) });
    assert.deepEqual(told, [{ kind: 'reset' }]);
    assert.deepEqual(progress, [
      [250, 600],
      [500, 600],
      [600, 600],
    ]);
  });

  it('leaves whole batches and tells them when it is aborted', async () => {
    const data = memoryData();
    const backend = memory({ data });
    const told: unknown[] = [];
    backend.watch({}, { change: (change) => told.push(change) });
    const controller = new AbortController();
    const rows = Array.from({ length: 1000 }, (_, n) => ({ draft: person(`P${n}`) }));
    const loading = backend.load(rows, { signal: controller.signal, progress: () => controller.abort() });
    await assert.rejects(loading, { name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal((await memory({ data }).customers.list()).total, 250);
    assert.deepEqual(told, [{ kind: 'reset' }]);
  });

  it('takes other ids when some are taken', async () => {
    let n = 0;
    const ids = ['A1', 'A1', 'A1', 'A2', 'A3', 'A4'];
    const { random: _, ...without } = options;
    const backend = local(memoryStore(), { ...without, newId: () => ids[n++]! });
    assert.equal((await backend.load([{ draft: person('One') }])).added, 1);
    assert.equal((await backend.load([{ draft: person('Two') }, { draft: person('Three') }])).added, 2);
    assert.equal((await backend.customers.list()).items.length, 3);
  });
});

describe('loadCsv', () => {
  const names = async (backend: ReturnType<typeof memory>) => (await backend.customers.list()).items.map(({ name }) => name);

  for (const [what, delimiter] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const)
    it(`reads ${what}`, async () => {
      const backend = memory();
      const text = `\ufeffgivenName|familyName|color|address\r\nKari|Nordmann|red|"Street 1\nHall ""B""${delimiter} 2"\r\nOla|Hansen|blue|\r\n`;
      const result = await backend.loadCsv(text.replaceAll('|', delimiter));
      assert.deepEqual(result, { added: 2, refused: [], ignored: ['color'] });
      assert.deepEqual(await names(backend), ['Kari Nordmann', 'Ola Hansen']);
      const [kari] = await backend.customers.search('kari');
      assert.equal(kari?.fields['address'], `Street 1\nHall "B"${delimiter} 2`);
    });

  it('refuses ragged rows with row and reason', async () => {
    const backend = memory();
    const { added, refused } = await backend.loadCsv('familyName,city\nOne,Oslo\nTwo\nThree,Bergen,x\n\nFour,Rome');
    assert.equal(added, 2);
    assert.deepEqual(refused, [
      { row: 3, fields: [{ field: '', reason: 'too-few-cells' }] },
      { row: 4, fields: [{ field: '', reason: 'too-many-cells' }] },
    ]);
  });

  it('refuses a row whose quotes never end, and what it swallowed', async () => {
    const { added, refused } = await memory().loadCsv('familyName,city\nOne,Oslo\nTwo,"Ber\nThree,Rome');
    assert.equal(added, 1);
    assert.deepEqual(
      refused.map(({ row }) => row),
      [3],
    );
  });

  it('takes UTF-8 and nothing else', async () => {
    const backend = memory();
    await backend.loadCsv(new Blob(['\ufefffamilyName\nØdegård']));
    assert.deepEqual(await names(backend), ['Ødegård']);
    const latin1 = new Blob([Uint8Array.from([...'familyName\n\xd8deg\xe5rd'].map((letter) => letter.charCodeAt(0)))]);
    await assert.rejects(backend.loadCsv(latin1), (caught: { code?: string; fields?: unknown }) => {
      assert.deepEqual(caught.fields, [{ field: 'file', reason: 'not-utf-8' }]);
      return caught.code === 'invalid';
    });
    assert.equal((await backend.customers.list()).total, 1);
  });

  it('refuses a file without a header', async () => {
    for (const text of ['', '\n', ' , \nx,y']) await assert.rejects(memory().loadCsv(text), code('invalid'));
  });
});

describe('a confidential external id', () => {
  it('is shown as bullets, by what it is looked up with too', async () => {
    const fields: readonly FieldDefinition[] = [
      ...defaultFields,
      { name: 'crm', type: 'text', visible: true, use: 'external-id', confidential: true },
    ];
    const data = memoryData();
    await memory({ data, fields }).load([{ draft: person('Hidden', { crm: '+4792233445', mobile: '92233446' }) }]);
    const backend = memory({ data, fields, role: 'agent', dial: async () => {} });
    const [{ id } = { id: '' }] = (await backend.customers.list()).items;
    const found = await backend.customers.find({ customerId: id, field: 'crm' });
    assert.deepEqual([found.outcome, found.address.kind], ['unreadable', 'unreadable']);
    assert.doesNotMatch(JSON.stringify([found, await backend.customers.get(id)]), /92233445/);
    assert.deepEqual(await backend.customers.search('92233445'), []);
    await assert.rejects(backend.calls!.dial({ customerId: id, field: 'crm' }), code('invalid'));
    await assert.rejects(backend.customers.choose({ customerId: id, field: 'crm' }, id), code('invalid'));
    assert.deepEqual((await backend.interactions.list({ address: { customerId: id, field: 'crm' } })).items, []);
  });
});

describe('confidential values', () => {
  const fields: readonly FieldDefinition[] = [
    ...defaultFields,
    { name: 'secret', type: 'text', visible: true, use: 'phone', confidential: true },
  ];
  const secret = '+4792233445';
  const open = async (may: boolean) => {
    const data = memoryData();
    const all = memory({
      data,
      fields,
      role: 'administrator',
      interactions: [call('assigned', { from: secret }), call('other', { from: '22345678' })],
    });
    await all.load([{ draft: person('Hidden', { secret, phone: '22345678' }) }]);
    const [{ id } = { id: '' }] = (await all.customers.list()).items;
    return {
      id,
      backend: memory({ data, fields, role: may ? 'administrator' : 'agent', dial: async (number) => void dialled.push(number) }),
    };
  };
  const dialled: string[] = [];
  const leaks = (answer: unknown) => /92\s?23\s?34|92233445/.test(JSON.stringify(answer));

  it('leave in no answer of any method', async () => {
    const { id, backend } = await open(false);
    const answers = [
      await backend.customers.get(id),
      await backend.customers.list(),
      await backend.customers.search('Hidden'),
      await backend.customers.find({ raw: '22345678' }),
      await backend.customers.find({ customerId: id, field: 'secret' }),
      await backend.customers.find({ interactionId: 'assigned' }),
      await backend.interactions.list({ customerId: id }),
      await backend.interactions.list({ address: { customerId: id, field: 'secret' } }),
      await backend.interactions.get('assigned'),
      await backend.interactions.record(call('assigned')),
    ];
    answers.forEach((answer, at) => assert.ok(!leaks(answer), `answer ${at} tells it: ${JSON.stringify(answer)}`));
    assert.deepEqual(await backend.customers.search(secret), []);
    assert.equal((await backend.interactions.list({ customerId: id })).items.length, 2);
  });

  it('are found, called and chosen all the same', async () => {
    const { id, backend } = await open(false);
    assert.equal((await backend.customers.find({ raw: secret })).outcome, 'one');
    assert.equal((await backend.customers.find({ customerId: id, field: 'secret' })).outcome, 'one');
    await backend.calls!.dial({ customerId: id, field: 'secret' });
    assert.deepEqual(dialled, [secret]);
    await backend.customers.choose({ customerId: id, field: 'secret' }, id);
    assert.equal((await backend.customers.find({ raw: secret })).matches[0]?.why[0]?.by, 'choice');
  });

  it('are shown to those who may see them', async () => {
    const { id, backend } = await open(true);
    assert.equal((await backend.customers.get(id))?.fields['secret'], secret);
    assert.equal((await backend.customers.get(id))?.concealed, undefined);
    assert.equal((await backend.customers.search(secret)).length, 1);
  });

  it('survive bullets that a screen hands back', async () => {
    const { id, backend } = await open(false);
    const [shown] = (await backend.interactions.list({ address: { customerId: id, field: 'secret' } })).items;
    const { revision: _, ...back } = shown!;
    await backend.interactions.record(back);
    assert.equal((await backend.interactions.list({ address: { raw: secret } })).items.length, 1);
  });
});

describe('what fails', () => {
  const failing = (times: number): LocalOptions => {
    let left = times;
    return { ...options, phones: async () => (left-- > 0 ? Promise.reject(new TypeError('no network')) : surroundings.phones()) };
  };

  it('is unavailable while the phone library cannot be loaded, and works again', async () => {
    const backend = local(memoryStore(), failing(2));
    await assert.rejects(backend.customers.find({ raw: '22345678' }), (caught: { code?: string; cause?: unknown }) => {
      assert.ok(caught.cause instanceof TypeError);
      return caught.code === 'unavailable';
    });
    await assert.rejects(backend.customers.find({ raw: '22345678' }), code('unavailable'));
    assert.equal((await backend.customers.find({ raw: '22345678' })).outcome, 'none');
  });

  it('leaves session, and search by name, untouched', async () => {
    const backend = local(memoryStore(), failing(99));
    assert.equal((await backend.session()).tenantId, 't');
    assert.deepEqual(await backend.customers.search('kari'), []);
  });

  it('becomes a BackendError whatever the store throws', async () => {
    const broken = new Proxy(memoryStore(), {
      get: (store, name) =>
        name === 'watch' ? store.watch : name === 'reach' ? 'shared' : () => Promise.reject(new RangeError('broken')),
    }) as Store;
    const backend = local(broken, options);
    for (const deed of [
      () => backend.customers.get('x'),
      () => backend.customers.find({ raw: 'a@b.no' }),
      () => backend.customers.list(),
      () => backend.fields.list(),
      () => backend.interactions.list({ customerId: 'x' }),
      () => backend.interactions.record(call('x')),
    ])
      await assert.rejects(deed(), code('failed'));
  });

  it('gives up after some conflicts', async () => {
    const store = memoryStore();
    let tries = 0;
    const busy: Store = {
      ...store,
      commit: async () => {
        tries += 1;
        const { BackendError } = await import('../../../src/backend/backend-error.js');
        throw new BackendError('conflict', 'busy');
      },
    };
    await assert.rejects(local(busy, options).interactions.record(call('x')), code('conflict'));
    assert.equal(tries, 8);
  });
});

describe('intents', () => {
  it('call a number once a key, also when asked twice at once, and again after a refusal', async () => {
    const dialled: string[] = [];
    let refuse = true;
    const backend = memory({
      dial: async (number) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        dialled.push(number);
        if (refuse) throw new Error('busy');
      },
    });
    const dial = () => backend.calls!.dial({ raw: '22345678' }, { key: 'k' });
    await assert.rejects(dial(), code('failed'));
    refuse = false;
    await Promise.all([dial(), dial()]);
    await dial();
    assert.equal(dialled.length, 2);
    await assert.rejects(backend.calls!.dial({ raw: '22345679' }, { key: 'k' }), code('invalid'));
  });

  it('are of one agent', async () => {
    const data = memoryData();
    const [ada, bob] = ['ada', 'bob'].map((id) => memory({ data, agent: { id, name: id } }));
    await ada!.interactions.record(call('one'), { key: 'k' });
    await bob!.interactions.record(call('two'), { key: 'k' });
    assert.ok(await bob!.interactions.get('two'));
  });
});

describe('fields that the store has saved', () => {
  it('count at once, in every backend on the data', async () => {
    const data = memoryData();
    const backend = memory({ data });
    assert.equal((await backend.fields.list()).length, defaultFields.length);
    const told: unknown[] = [];
    backend.watch({ kinds: ['fields'] }, { change: (change) => told.push(change) });
    await memoryStore(data).commit([{ put: 'fields', key: 'definitions', value: [{ name: 'only', type: 'text' }] }]);
    assert.deepEqual(await backend.fields.list(), [{ name: 'only', type: 'text' }]);
    assert.deepEqual(told, [{ kind: 'fields', id: 'definitions', revision: 1 }]);
  });
});

describe('memory', () => {
  it('works alone', async () => {
    const session = await memory().session();
    assert.deepEqual([session.tenantId, session.agent], ['memory', { id: 'agent', name: 'Agent' }]);
  });

  it('is filled before its first answer, in silence', async () => {
    const backend = memory({
      customers: [person('One', { phone: '22345678' })],
      interactions: [call('x', { from: '22345678' })],
    });
    const told: unknown[] = [];
    backend.watch({}, { change: (change) => told.push(change) });
    assert.equal((await backend.customers.find({ raw: '+47 22 34 56 78' })).outcome, 'one');
    assert.equal((await backend.interactions.list({ address: { raw: '22345678' } })).items.length, 1);
    await backend.interactions.record(call('y'));
    assert.deepEqual(told, [{ kind: 'interaction', id: 'y', revision: 1 }]);
  });

  it('says which customer it was given is not valid', async () => {
    await assert.rejects(memory({ customers: [person('One', { what: 'x' })] }).customers.list(), code('invalid'));
  });

  it('tells nobody after its close', async () => {
    const data = memoryData();
    const backend = memory({ data });
    const told: unknown[] = [];
    backend.watch({}, { change: (change) => told.push(change) });
    await backend.close();
    await backend.close();
    await memory({ data }).interactions.record(call('x'));
    assert.deepEqual(told, []);
    await assert.rejects(backend.session(), code('unavailable'));
  });
});
