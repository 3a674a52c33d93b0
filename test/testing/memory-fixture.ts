import { memoryData, memoryStore } from '../../src/adapters/memory.js';
import type { Fixture, Seed } from '../../src/testing/index.js';
import { embeddedFixture } from '../support/fixture.js';

/** The memory backend as the suite wants it: fresh data a case, any number of clients on it. */
export function memoryFixture(seed: Seed): Promise<Fixture> {
  const data = memoryData();
  return embeddedFixture(seed, () => memoryStore(data));
}
