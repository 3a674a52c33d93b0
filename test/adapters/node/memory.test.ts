import { describe, it } from 'node:test';
import { memoryData, memoryStore } from '../../../src/adapters/memory.js';
import { storeContract } from '../../support/store-contract.js';

const runs = Number(process.env['RUNS'] ?? 200);

storeContract(
  { describe, it },
  'memory',
  () => {
    const data = memoryData();
    return { store: () => memoryStore(data), end: async () => undefined };
  },
  runs,
);
