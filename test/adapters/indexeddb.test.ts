import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { indexedDb, indexedDbStore } from '../../src/adapters/indexeddb/indexeddb.js';
import type { Store } from '../../src/adapters/local/store.js';
import { isBackendError } from '../../src/backend/backend-error.js';
import type { Change, WatchState } from '../../src/backend/backend.js';
import type { Interaction } from '../../src/domain/interaction.js';
import { storeContract } from '../support/store-contract.js';

let count = 0;
const freshName = () => {
  count += 1;
  return `test-${Date.now()}-${count}`;
};

storeContract(
  { describe, it },
  'indexeddb',
  () => {
    const name = freshName();
    const opened: Store[] = [];
    return {
      store: () => {
        const store = indexedDbStore(name);
        opened.push(store);
        return store;
      },
      end: async () => {
        const [last, ...others] = opened.reverse();
        for (const store of others) await store.close();
        await last?.close({ wipe: true });
      },
    };
  },
  12,
);

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (caught) {
    return isBackendError(caught) ? caught.code : `no BackendError: ${String(caught)}`;
  }
  return 'nothing';
}

async function until(holds: () => boolean): Promise<void> {
  for (let wait = 0; wait < 3000 && !holds(); wait += 10) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds(), String(holds)).to.be.true;
}

/** Replaces a property until `body` is over. */
async function replacing<T extends object, K extends keyof T>(
  on: T,
  name: K,
  value: unknown,
  body: () => Promise<void>,
): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(on, name)!;
  Object.defineProperty(on, name, { configurable: true, writable: true, value });
  try {
    await body();
  } finally {
    Object.defineProperty(on, name, before);
  }
}

const row = (key: string) => ({ put: 'things', key, value: key, index: { by: ['x'] } });
const keys = async (store: Store) => (await store.find('things', 'by', { is: 'x' })).map(({ key }) => key);
const call = (id: string): Interaction => ({
  id,
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  startedAt: new Date().toISOString(),
  from: '+4722345678',
});

describe('the IndexedDB store', () => {
  let name: string;
  let store: Store;
  beforeEach(() => {
    name = freshName();
    store = indexedDbStore(name, { patience: 300 });
  });
  afterEach(async () => {
    await store.close();
    await deleteDB(`sidedesk:${name}`);
  });

  it('opens when it is first used', async () => {
    const names = async () => (await indexedDB.databases()).map((each) => each.name);
    expect(await names()).not.to.include(`sidedesk:${name}`);
    await store.get('things', 'a');
    expect(await names()).to.include(`sidedesk:${name}`);
  });

  it('keeps what was committed for the next page, flushed to disk', async () => {
    const durabilities: unknown[] = [];
    const { transaction } = IDBDatabase.prototype;
    const spy = function (this: IDBDatabase, ...given: Parameters<typeof transaction>) {
      if (given[1] === 'readwrite') durabilities.push(given[2]?.durability);
      return transaction.apply(this, given);
    };
    await replacing(IDBDatabase.prototype, 'transaction', spy, async () => {
      await store.commit([row('a')]);
      await store.commit([row('b')], { bulk: true });
    });
    expect(durabilities).to.deep.equal(['strict', 'relaxed']);
    await store.close();
    store = indexedDbStore(name);
    expect(await keys(store)).to.deep.equal(['a', 'b']);
  });

  it('needs no new version for a new collection', async () => {
    await store.commit([row('a')]);
    await store.commit([{ put: 'never-seen', key: 'k', value: 1, index: { other: ['y'] } }]);
    expect((await store.find('never-seen', 'other', { is: 'y' })).length).to.equal(1);
    const raw = await openDB(`sidedesk:${name}`);
    expect(raw.version).to.equal(1);
    raw.close();
  });

  it('lets go when another page deletes the database, says so, and begins anew', async () => {
    const told: unknown[] = [];
    store.watch((changes) => told.push(changes));
    await store.commit([row('a')]);
    await deleteDB(`sidedesk:${name}`);
    expect(told.at(-1)).to.equal('reset');
    expect(await keys(store)).to.deep.equal([]);
    await store.commit([row('b')]);
    expect(await keys(store)).to.deep.equal(['b']);
  });

  it('lets go when a newer version upgrades the database, and is unavailable then', async () => {
    await store.commit([row('a')]);
    const newer = await openDB(`sidedesk:${name}`, 2);
    expect(await codeOf(store.get('things', 'a'))).to.equal('unavailable');
    expect(await codeOf(store.commit([row('b')]))).to.equal('unavailable');
    newer.close();
  });

  it('opens again when the browser closed the connection', async () => {
    await store.commit([row('a')]);
    let closed = false;
    const { transaction } = IDBDatabase.prototype;
    const closing = function (this: IDBDatabase, ...given: Parameters<typeof transaction>) {
      if (!closed) this.close();
      closed = true;
      return transaction.apply(this, given);
    };
    await replacing(IDBDatabase.prototype, 'transaction', closing, async () => {
      expect(await keys(store)).to.deep.equal(['a']);
    });
    expect(closed).to.be.true;
  });

  for (const [what, open] of [
    [
      'throws a SecurityError',
      () => {
        throw new DOMException('no', 'SecurityError');
      },
    ],
    [
      'fails to open as in a private window',
      () => {
        throw new DOMException(
          'A mutation operation was attempted on a database that did not allow mutations.',
          'InvalidStateError',
        );
      },
    ],
  ] as const)
    it(`is offline where the browser ${what}, and tries again`, async () => {
      await replacing(IDBFactory.prototype, 'open', open, async () => {
        expect(await codeOf(store.get('things', 'a'))).to.equal('offline');
        expect(await codeOf(store.commit([row('a')]))).to.equal('offline');
        expect(await codeOf(store.page('things', 'by', { limit: 1 }))).to.equal('offline');
      });
      await store.commit([row('a')]);
      expect(await keys(store)).to.deep.equal(['a']);
    });

  it('is unavailable while the browser does not answer, and tries again', async () => {
    const { open } = IDBFactory.prototype;
    const silent = function (this: IDBFactory, ...given: Parameters<typeof open>) {
      const request = open.apply(this, given);
      request.addEventListener('success', (event) => {
        event.stopImmediatePropagation();
        request.result.close();
      });
      return request;
    };
    await replacing(IDBFactory.prototype, 'open', silent, async () => {
      expect(await codeOf(store.get('things', 'a'))).to.equal('unavailable');
    });
    expect(await store.get('things', 'a')).to.equal(undefined);
  });

  it('is unavailable when the storage is full, and keeps nothing of the batch', async () => {
    await store.commit([row('a')]);
    const { put } = IDBObjectStore.prototype;
    let calls = 0;
    const full = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      calls += 1;
      if (calls > 2) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
    await replacing(IDBObjectStore.prototype, 'put', full, async () => {
      expect(await codeOf(store.commit(['b', 'c', 'd'].map(row)))).to.equal('unavailable');
    });
    expect(await keys(store)).to.deep.equal(['a']);
  });

  it('keeps nothing of a batch that is killed in the middle', async () => {
    await store.commit([row('a')]);
    const { put } = IDBObjectStore.prototype;
    for (let last = 1; last <= 3; last += 1) {
      let calls = 0;
      const killing = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
        calls += 1;
        const request = put.apply(this, given);
        if (calls === last) request.addEventListener('success', () => request.transaction?.abort());
        return request;
      };
      // The commit is asked for at once, and an abort comes too late then: hold it back.
      await replacing(
        IDBTransaction.prototype,
        'commit',
        () => undefined,
        () =>
          replacing(IDBObjectStore.prototype, 'put', killing, async () => {
            expect(await codeOf(store.commit(['b', 'c', 'd'].map(row)))).to.equal('unavailable');
          }),
      );
      expect(await keys(store)).to.deep.equal(['a']);
      expect(await store.count('things', 'by')).to.equal(1);
    }
  });

  it('tells a large commit as a reset', async () => {
    const told: unknown[] = [];
    store.watch((changes) => told.push(changes));
    await store.commit(Array.from({ length: 201 }, (_, n) => row(String(n))));
    expect(told).to.deep.equal(['reset']);
  });

  it('tells a reset when the page comes back from the back-forward cache', async () => {
    const told: unknown[] = [];
    store.watch((changes) => told.push(changes));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(told).to.deep.equal([]);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(told).to.deep.equal(['reset']);
  });

  it('refuses a batch that loads what is there, and keeps nothing of it', async () => {
    await store.commit([row('a')]);
    const absent = { ifRevision: 'absent' } as const;
    const batch = [
      { ...row('b'), ...absent },
      { ...row('a'), ...absent },
    ];
    expect(await codeOf(store.commit(batch, { bulk: true }))).to.equal('conflict');
    expect(await keys(store)).to.deep.equal(['a']);
  });

  it('wipes, and tells the others', async () => {
    const other = indexedDbStore(name);
    const told: unknown[] = [];
    other.watch((changes) => told.push(changes));
    await store.commit([row('a')]);
    expect(await keys(other)).to.deep.equal(['a']);
    await store.close({ wipe: true });
    await until(() => told.includes('reset'));
    expect(await keys(other)).to.deep.equal([]);
    await other.close();
  });

  it('is unavailable when another page does not let go for a wipe', async () => {
    await store.commit([row('a')]);
    const stubborn = await openDB(`sidedesk:${name}`);
    expect(await codeOf(store.close({ wipe: true }))).to.equal('unavailable');
    stubborn.close();
  });

  it('closes while it is opening', async () => {
    const reading = store.get('things', 'a');
    await store.close();
    expect(await codeOf(reading)).to.equal('unavailable');
  });

  it('works alone where tabs cannot speak to each other', async () => {
    await replacing(globalThis, 'BroadcastChannel', undefined, async () => {
      const alone = indexedDb(name);
      const states: WatchState[] = [];
      const told: Change[] = [];
      alone.watch({}, { change: (change) => told.push(change), state: (state) => states.push(state) });
      expect(states).to.deep.equal(['paused']);
      expect((await alone.fields.list()).length).to.equal(11);
      await store.commit([{ put: 'fields', key: 'definitions', value: [{ name: 'only', type: 'text' }] }]);
      expect((await alone.fields.list()).map((field) => field.name)).to.deep.equal(['only']);
      await alone.interactions.record(call('one'));
      expect(told.map((change) => change.kind)).to.deep.equal(['interaction']);
      await alone.close();
    });
  });
});

describe('two windows on one IndexedDB', () => {
  let frame: HTMLIFrameElement;
  afterEach(() => frame.remove());

  it('tell each other, and read the same', async () => {
    const name = freshName();
    const backend = indexedDb(name);
    const told: Change[] = [];
    backend.watch({ kinds: ['interaction'] }, { change: (change) => told.push(change) });
    const module = new URL('../../src/adapters/indexeddb/indexeddb.ts', import.meta.url).href;
    frame = document.createElement('iframe');
    frame.srcdoc = `<script type="module">
      import { indexedDb } from '${module}';
      const backend = indexedDb('${name}');
      backend.watch({ kinds: ['interaction'] }, { change: async ({ id }) => parent.postMessage({ heard: await backend.interactions.get(id) }, '*') });
      const { revision } = await backend.interactions.record(${JSON.stringify(call('theirs'))}, { key: 'k' });
      parent.postMessage({ revision }, '*');
    </script>`;
    const said: { heard?: Interaction; revision?: number }[] = [];
    const listen = ({ data, source }: MessageEvent<object>) => void (source === frame.contentWindow && said.push(data));
    window.addEventListener('message', listen);
    document.body.append(frame);
    await until(() => told.length > 0 && said.some(({ revision }) => revision === 1));
    expect(told).to.deep.equal([{ kind: 'interaction', id: 'theirs', revision: 1, key: 'k' }]);
    expect((await backend.interactions.get('theirs'))?.from).to.equal('+4722345678');
    await backend.interactions.record(call('ours'));
    await until(() => said.some(({ heard }) => heard?.id === 'ours'));
    window.removeEventListener('message', listen);
    await backend.close({ wipe: true });
  });
});

describe('the IndexedDB backend', () => {
  it('works with nothing but a name', async () => {
    const name = freshName();
    const backend = indexedDb(name);
    expect((await backend.session()).tenantId).to.equal(name);
    const { added } = await backend.loadCsv('givenName,familyName,mobile\nKari,Nordmann,92 23 34 45\n');
    expect(added).to.equal(1);
    await backend.close();
    const again = indexedDb(name);
    const found = await again.customers.find({ raw: '+4792233445' });
    expect([found.outcome, found.matches[0]?.customer.name]).to.deep.equal(['one', 'Kari Nordmann']);
    await again.close({ wipe: true });
    expect(await codeOf(again.session())).to.equal('unavailable');
  });

  it('looks an address up with one transaction', async () => {
    const name = freshName();
    const backend = indexedDb(name);
    await backend.session();
    await backend.load([{ draft: { type: 'person', fields: { givenName: 'Kari', mobile: '+4792233445' } } }]);
    await backend.customers.find({ raw: '+4792233445' });
    let transactions = 0;
    const { transaction } = IDBDatabase.prototype;
    const counting = function (this: IDBDatabase, ...given: Parameters<typeof transaction>) {
      transactions += 1;
      return transaction.apply(this, given);
    };
    await replacing(IDBDatabase.prototype, 'transaction', counting, async () => {
      await backend.customers.find({ raw: '+4792233445' });
    });
    expect(transactions).to.equal(1);
    await backend.close({ wipe: true });
  });
});
