import { indexedDbStore } from '../../src/adapters/indexeddb/indexeddb.js';
import type { Store } from '../../src/adapters/local/store.js';
import { storeContract } from '../support/store-contract.js';

let count = 0;

storeContract(
  { describe, it },
  'indexeddb',
  () => {
    count += 1;
    const name = `contract-${Date.now()}-${count}`;
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
