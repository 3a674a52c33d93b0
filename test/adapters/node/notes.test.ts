import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EmbeddedBackend, local } from '../../../src/adapters/local/local.js';
import { keepingNote } from '../../../src/adapters/local/note-entries.js';
import type { Store } from '../../../src/adapters/local/store.js';
import { surroundings } from '../../../src/adapters/local/surroundings.js';
import { type MemoryData, memoryData, memoryStore } from '../../../src/adapters/memory.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import { counting, desks, minute } from '../../support/dialing.js';

const person = { type: 'person', fields: { givenName: 'Kari', mobile: '92233445' } } as const;
const codeOf = (caught: unknown) => (caught as { code?: string }).code ?? String(caught);
const code = (expected: string) => (caught: unknown) => codeOf(caught) === expected;
const rowsOf = (data: MemoryData, collection: string) => [...(data.rows.get(collection)?.entries() ?? [])];
/** All that is kept, but for these collections, as one text. */
const everything = (data: MemoryData, ...but: readonly string[]) =>
  JSON.stringify([...data.rows].filter(([name]) => !but.includes(name)).map(([name, rows]) => [name, [...rows]]));

/** Ada’s and Bea’s desks, a customer, and a note of Ada’s that was changed once. */
async function noted(options: Parameters<typeof desks>[0] = {}) {
  const given = desks(options);
  const [ada, bea] = [given.desk('ada'), given.desk('bea')];
  const { id: customerId } = await ada.customers.add(person);
  const { id } = await ada.notes.add({ customerId, text: 'Rosebud' }, { key: 'add' });
  const note = await ada.notes.change(id, { revision: 1, text: 'Rosebuds' }, { key: 'change' });
  return { ...given, ada, bea, customerId, note };
}

/** A store that lets somebody else come before its question or commit of this number. */
function interrupted(data: MemoryData, at: number, other: () => Promise<unknown>): { readonly store: Store; steps(): number } {
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
      page: async (...given) => (await turn(), store.page(...given)),
      commit: async (...given) => (await turn(), store.commit(...given)),
    },
  };
}

describe('a note', () => {
  interface Scene {
    readonly customerId: string;
    readonly noteId: string;
    readonly otherId: string;
  }
  type Deed = (backend: EmbeddedBackend, scene: Scene) => Promise<unknown>;
  const deeds: Readonly<Record<string, Deed>> = {
    add: ({ notes }, { customerId }) => notes.add({ customerId, text: 'Rosebud, late' }, { key: 'late' }),
    change: ({ notes }, { noteId }) => notes.change(noteId, { revision: 2, text: 'Rosebud, late' }, { key: 'late' }),
    'change of nothing': ({ notes }, { noteId }) => notes.change(noteId, { revision: 2, text: 'Rosebuds' }, { key: 'late' }),
    pin: ({ notes }, { noteId }) => notes.pin(noteId, {}, { key: 'late' }),
    unpin: ({ notes }, { noteId }) => notes.pin(noteId, undefined, { key: 'late' }),
    'remove it': ({ notes }, { noteId }) => notes.remove(noteId, 2, { key: 'late' }),
  };
  const others: Readonly<Record<string, Deed>> = {
    'its customer is removed': ({ customers }, { customerId }) => customers.remove(customerId, 1),
    'its customer is erased': ({ customers }, { customerId }) => customers.erase(customerId),
    'it is deleted': ({ notes }, { noteId }) => notes.remove(noteId, 2),
    'another one is pinned': ({ notes }, { otherId }) => notes.pin(otherId, {}),
    'another one is written': ({ notes }, { customerId }) => notes.add({ customerId, text: 'Other' }),
  };

  /** Nothing that belongs together is kept apart, and no more are pinned than may be. */
  const consistent = async (data: MemoryData, backend: EmbeddedBackend, { customerId, noteId }: Scene, what: string) => {
    const there = data.rows.get('customers')?.has(customerId) ?? false;
    const notes = rowsOf(data, 'notes');
    const kept = everything(data, 'notes', 'note-versions');
    if (!there) assert.deepEqual([notes, rowsOf(data, 'note-versions')], [[], []], what);
    if (!there && !data.rows.get('removals')?.has(customerId)) assert.ok(!kept.includes('Rosebud'), `${what}: ${kept}`);
    if (!data.rows.get('notes')?.has(noteId)) {
      assert.equal((await backend.notes.history(noteId)).length, 0, what);
      if (there) assert.ok(!kept.includes('Rosebuds'), `${what}: ${kept}`);
    }
    assert.ok((await backend.notes.list({ customerId, pinned: true })).items.length <= 1, what);
  };

  for (const [mine, deed] of Object.entries(deeds))
    for (const [theirs, other] of Object.entries(others))
      for (const turned of [false, true])
        it(`is right when ${theirs} at any step of ${mine}${turned ? ', and the other way round' : ''}`, async () => {
          for (let at = 1; at < 200; at += 1) {
            const data = memoryData();
            const options = { tenantId: 't', agent: { id: 'ada', name: 'Ada' }, role: 'administrator', ...surroundings } as const;
            const settings = { notePins: 1 };
            const quick = local(memoryStore(data), { ...options, settings });
            const { id: customerId } = await quick.customers.add(person);
            const { id: noteId } = await quick.notes.add({ customerId, text: 'Rosebud' });
            await quick.notes.change(noteId, { revision: 1, text: 'Rosebuds' });
            const { id: otherId } = await quick.notes.add({ customerId, text: 'Another' });
            const scene = { customerId, noteId, otherId };
            const between = async () => (turned ? deed : other)(quick, scene).catch(() => undefined);
            const { store, steps } = interrupted(data, at, between);
            await (turned ? other : deed)(local(store, { ...options, settings }), scene).catch((caught: unknown) => {
              assert.ok(['not-found', 'invalid', 'conflict'].includes(codeOf(caught)), `step ${at}: ${codeOf(caught)}`);
            });
            await consistent(data, quick, scene, `step ${at}`);
            if (steps() < at) return assert.ok(at > 3, `${at} steps`);
          }
          assert.fail('it has no end');
        });

  it('is written, changed, pinned and deleted in one commit each', async () => {
    const { data, desk, ada, customerId, note } = await noted();
    const { store, batches } = counting(data);
    const { notes } = desk('ada', {}, store);
    const { id } = await notes.add({ customerId, text: 'x' });
    await notes.change(id, { revision: 1, text: 'y' });
    await notes.pin(id, {});
    await notes.remove(note.id, note.revision);
    await ada.customers.impact(customerId);
    assert.equal(batches.length, 4);
  });

  it('stays as it was when the store fails, and can be sent again', async () => {
    const { data, desk, ada, customerId, note } = await noted();
    const store = memoryStore(data);
    let broken = true;
    const failing: Store = {
      ...store,
      commit: (...given) => (broken ? Promise.reject(new BackendError('unavailable', 'full')) : store.commit(...given)),
    };
    const { notes } = desk('ada', {}, failing);
    const { id, revision } = note;
    const tries: readonly (() => Promise<unknown>)[] = [
      () => notes.add({ customerId, text: 'x' }, { key: 'k1' }),
      () => notes.change(id, { revision, text: 'y' }, { key: 'k2' }),
      () => notes.pin(id, {}, { key: 'k3' }),
      () => notes.remove(id, revision + 2, { key: 'k4' }),
    ];
    for (const deed of tries.slice(0, 3)) await assert.rejects(deed(), code('unavailable'));
    assert.deepEqual(await ada.notes.get(id), note);
    assert.equal((await ada.notes.list({ customerId })).items.length, 1);
    broken = false;
    for (const deed of tries) await deed();
    assert.equal(await ada.notes.get(id), undefined);
    assert.equal((await ada.notes.list({ customerId })).items.length, 1);
  });

  it('is kept where nothing changed without a commit', async () => {
    const { data, desk, ada, customerId, note } = await noted();
    const pinned = await ada.notes.pin(note.id, { untilAt: '2999-01-01T10:00Z' });
    const { store, batches } = counting(data);
    const { notes } = desk('ada', {}, store);
    await notes.change(note.id, { revision: pinned.revision, text: note.text });
    await notes.pin(note.id, { untilAt: '2999-01-01T11:00+01:00' });
    await notes.list({ customerId });
    await notes.list({ customerId, pinned: true });
    await notes.get(note.id);
    await notes.history(note.id);
    assert.deepEqual(batches, []);
  });

  it('takes another id when one is taken', async () => {
    const { desk, customerId, note } = await noted();
    const ids = [note.id, 'N2'];
    const { notes } = desk('ada', { newId: () => ids.shift()! });
    assert.equal((await notes.add({ customerId, text: 'x' })).id, 'N2');
  });

  it('is written by fifty agents at once, without one who gives up', async () => {
    const { desk, ada, customerId } = await noted();
    await Promise.all(Array.from({ length: 50 }, (_, i) => desk(`agent${i}`).notes.add({ customerId, text: `Note ${i}` })));
    const { items } = await ada.notes.list({ customerId }, { limit: 200 });
    assert.equal(new Set(items.map(({ authorId }) => authorId)).size, 51);
  });

  it('remembers what it said a hundred times, and no more', async () => {
    const { data, ada, note } = await noted();
    for (let revision = note.revision; revision < 130; revision += 1)
      await ada.notes.change(note.id, { revision, text: `Text ${revision}` });
    assert.equal(rowsOf(data, 'note-versions').length, 100);
    assert.equal((await ada.notes.history(note.id)).at(-1)?.text, 'Text 29');
    await ada.notes.remove(note.id, 130);
    assert.deepEqual(rowsOf(data, 'note-versions'), []);
  });
});

describe('what is deleted', () => {
  it('leaves nothing of a note, in no collection and no index', async () => {
    const { data, ada, bea, note } = await noted();
    await bea.notes.pin(note.id, {}, { key: 'pin' });
    await ada.notes.remove(note.id, 3, { key: 'remove' });
    assert.ok(!everything(data).includes('Rosebud'));
    const indexes = [...data.indexes].filter(([name]) => /^note/.test(name)).map(([, index]) => index.count({}));
    assert.deepEqual(new Set(indexes), new Set([0]));
  });

  it('leaves nothing of the notes of who is erased, removed before or not', async () => {
    for (const removed of [false, true]) {
      const { data, ada, bea, customerId, note } = await noted();
      await bea.notes.pin(note.id, {}, { key: 'pin' });
      await bea.notes.add({ customerId, text: 'Rosebud, too' }, { key: 'add' });
      if (removed) await ada.customers.remove(customerId, 1);
      const { counts } = await ada.customers.erase(customerId);
      assert.equal(counts['note'], removed ? 0 : 2);
      assert.ok(!everything(data).includes('Rosebud'), everything(data));
      assert.ok(!everything(data).includes(note.id) || removed, 'not even its id');
      assert.deepEqual([rowsOf(data, 'notes'), rowsOf(data, 'note-versions')], [[], []]);
    }
  });
});

describe('pins', () => {
  const pinned = (backend: EmbeddedBackend, customerId: string) =>
    backend.notes.list({ customerId, pinned: true }).then(({ items }) => items.map(({ id }) => id));

  it('whose time is over go with the next one, and are told then', async () => {
    const { data, ada, now, tick, customerId, note } = await noted();
    const until = (minutes: number) => ({ untilAt: new Date(Date.parse(now()) + minutes * minute).toISOString() });
    const { id: other } = await ada.notes.add({ customerId, text: 'x' });
    await ada.notes.pin(note.id, until(1));
    tick(minute);
    const kept = () => rowsOf(data, 'notes').filter(([, row]) => (row.value as { pin?: object }).pin !== undefined);
    assert.equal(kept().length, 1);
    const told: unknown[] = [];
    ada.watch({ kinds: ['note'] }, { change: (change) => told.push(change) });
    await ada.notes.pin(other, undefined);
    assert.equal(kept().length, 1);
    await ada.notes.pin(other, until(1));
    assert.deepEqual([kept().map(([key]) => key), data.indexes.get('notes\0pinned')?.count({})], [[other], 1]);
    assert.deepEqual(
      told,
      [other, note.id].map((id) => ({ kind: 'note', id, customerId, revision: id === other ? 2 : 4 })),
    );
    tick(minute);
    await ada.notes.pin(note.id, {});
    assert.deepEqual(
      kept().map(([key]) => key),
      [note.id],
    );
  });

  it('that are more than may be by now stay, can be moved and taken away, and let no other in', async () => {
    const { ada, desk, customerId, note } = await noted();
    const { id: other } = await ada.notes.add({ customerId, text: 'x' });
    const { id: third } = await ada.notes.add({ customerId, text: 'y' });
    for (const id of [note.id, other]) await ada.notes.pin(id, {});
    const strict = desk('ada', { settings: { notePins: 1 } });
    assert.equal((await strict.notes.pin(other, { untilAt: '2999-01-01T10:00Z' })).pin?.untilAt, '2999-01-01T10:00Z');
    await assert.rejects(strict.notes.pin(third, {}), code('invalid'));
    await strict.notes.pin(other, undefined);
    await assert.rejects(strict.notes.pin(third, {}), code('invalid'));
    await strict.notes.pin(note.id, undefined);
    await strict.notes.pin(third, {});
    assert.deepEqual(await pinned(ada, customerId), [third]);
  });
});

describe('ten thousand notes', () => {
  const many = 10_000;
  const crowded = async () => {
    const given = await noted();
    const { data, customerId, now } = given;
    const store = memoryStore(data);
    const rows = Array.from({ length: many }, (_, i) => {
      const createdAt = new Date(Date.parse(now()) - i * minute).toISOString();
      return { id: `n${i}`, customerId: i % 2 ? customerId : 'other', text: `Note ${i}`, authorId: 'ada', createdAt, changes: 0 };
    });
    await store.commit(rows.map((value) => keepingNote(value, 'absent')));
    return given;
  };

  it('cost each call no more rows than it answers, and a few', async () => {
    const { data, desk, customerId, note } = await crowded();
    const { store, read } = counting(data);
    const { notes, customers } = desk('ada', {}, store);
    await notes.get(note.id);
    let { revision } = note;
    const { next } = await notes.list({ customerId }, { limit: 10 });
    const deeds: Readonly<Record<string, () => Promise<unknown>>> = {
      list: () => notes.list({ customerId }, { limit: 10 }),
      'the next page': () => notes.list({ customerId }, { limit: 10, cursor: next! }),
      pinned: () => notes.list({ customerId, pinned: true }),
      get: () => notes.get(note.id),
      history: () => notes.history(note.id),
      add: () => notes.add({ customerId, text: 'x' }, { key: 'k1' }),
      change: async () => void ({ revision } = await notes.change(note.id, { revision, text: 'y' }, { key: 'k2' })),
      pin: async () => void ({ revision } = await notes.pin(note.id, {}, { key: 'k3' })),
      impact: () => customers.impact(customerId),
      remove: () => notes.remove(note.id, revision, { key: 'k4' }),
    };
    for (const [what, deed] of Object.entries(deeds)) {
      Object.assign(read, { rows: 0, requests: 0 });
      await deed();
      assert.ok(read.rows < 15 && read.requests < 12, `${what}: ${read.rows} rows by ${read.requests} requests`);
    }
  });

  it('go with their customer, and those of others stay', async () => {
    const { data, ada, customerId } = await crowded();
    assert.equal((await ada.customers.impact(customerId)).notes, many / 2 + 1);
    await ada.customers.remove(customerId, 1);
    assert.equal(rowsOf(data, 'notes').length, many / 2);
  });
});

describe('what conversations were about', () => {
  it('is read once for each that is listed', async () => {
    const catalogue = {
      revision: 1,
      categories: [{ id: 'c', label: 'C', choice: 'many', topics: [{ id: 'one', label: '1' }] }],
    } as const;
    const { data, desk } = desks({ catalogue });
    const ada = desk('ada');
    const from = '+4792233445';
    for (let i = 0; i < 30; i += 1)
      await ada.interactions.record({
        ...{ id: `talk${i}`, channel: 'call', direction: 'inbound', state: 'active', from },
        startedAt: new Date(Date.parse('2026-03-10T11:00:00Z') + i * 1000).toISOString(),
      });
    for (const id of ['talk29', 'talk3']) await ada.enquiries.register({ interactionId: id, topicIds: ['one'] });
    const { store, read } = counting(data);
    const counted = desk('ada', {}, store);
    const { items } = await counted.interactions.list({ address: { raw: from } }, { limit: 10 });
    assert.deepEqual(
      items.map(({ topicIds }) => topicIds),
      [['one'], ...Array.from({ length: 9 }, () => undefined)],
    );
    assert.ok(read.requests <= 13 && read.rows <= 13, `${read.rows} rows by ${read.requests} requests`);
    assert.ok(!JSON.stringify(rowsOf(data, 'interactions')).includes('topicIds'), 'it is kept in one place');
  });
});
