import { memoryData, memoryStore } from '../../src/adapters/memory.js';
import { backendSuite } from '../../src/testing/index.js';
import { embeddedFixture } from '../support/fixture.js';

backendSuite({
  describe,
  test: it,
  name: 'memory, in a browser',
  create: (seed) => {
    const data = memoryData();
    return embeddedFixture(seed, () => memoryStore(data));
  },
});
