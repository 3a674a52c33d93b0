import { describe, test } from 'node:test';
import { memoryData, memoryStore } from '../../../src/adapters/memory.js';
import { backendSuite } from '../../../src/testing/index.js';
import { embeddedFixture } from '../../support/fixture.js';

backendSuite({
  describe,
  test,
  name: 'memory',
  create: (seed) => {
    const data = memoryData();
    return embeddedFixture(seed, () => memoryStore(data));
  },
  print: console.log,
});
