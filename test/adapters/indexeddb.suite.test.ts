import { indexedDbStore } from '../../src/adapters/indexeddb/indexeddb.js';
import { backendSuite } from '../../src/testing/index.js';
import { embeddedFixture } from '../support/fixture.js';

let count = 0;

backendSuite({
  describe,
  test: it,
  name: 'indexeddb',
  patience: 8000, // three browsers may write to one disk at the same time
  create: (seed) => {
    count += 1;
    const name = `suite-${Date.now()}-${count}`;
    return embeddedFixture(seed, () => indexedDbStore(name));
  },
});
