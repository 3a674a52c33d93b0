import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBackendSuite, sabotaged, saboteurs, suiteCases } from '../../src/testing/index.js';
import { memoryFixture } from './memory-fixture.js';

/** Nothing here has to wait for another process: a change that is not told in this time is not told. */
const patience = 100;

describe('the suite over the memory backend', () => {
  it('passes every case and skips none', async () => {
    const { passed, failed, skipped } = await runBackendSuite({ create: memoryFixture, patience });
    assert.deepEqual(
      failed.map(({ name, error }) => `${name}: ${error.message}`),
      [],
    );
    assert.deepEqual(skipped, []);
    assert.equal(passed.length, suiteCases.length);
  });

  it('passes with a real clock too', async () => {
    const { failed } = await runBackendSuite({ create: memoryFixture, patience, now: new Date().toISOString() });
    assert.deepEqual(
      failed.map(({ name }) => name),
      [],
    );
  });
});

describe('a saboteur that', () => {
  const names = saboteurs.map((each) => each.name);
  it('has a name has it alone', () => assert.equal(new Set(names).size, names.length));

  for (const saboteur of saboteurs) {
    it(`${saboteur.name} is caught in ${saboteur.caughtIn}`, async () => {
      const only = (name: string) => name.startsWith(`${saboteur.caughtIn}: `);
      const { passed, failed } = await runBackendSuite({
        create: sabotaged(memoryFixture, saboteur),
        patience,
        deadline: 3000,
        only,
      });
      assert.ok(
        failed.length > 0,
        `no case of ${saboteur.caughtIn} notices a backend that ${saboteur.name} (${passed.length} pass)`,
      );
    });
  }
});
