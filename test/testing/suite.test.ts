import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendSuite, faults, offersOf, runBackendSuite, suiteCases, type Fixture, type Seed } from '../../src/testing/index.js';
import { memoryFixture } from './memory-fixture.js';

interface Registered {
  readonly name: string;
  readonly body: (...given: unknown[]) => Promise<void>;
}

/** A runner that runs nothing, with or without a `skip` of its own. */
function runner(withSkip: boolean) {
  const tests: Registered[] = [];
  const skipped: string[] = [];
  const test = (name: string, body: Registered['body']) => void tests.push({ name, body });
  if (withSkip) test.skip = (name: string) => void skipped.push(name);
  const groups: string[] = [];
  const group = (name: string, body: () => void) => {
    groups.push(name);
    body();
  };
  return { tests, skipped, groups, test, describe: group };
}

const withoutWatch = async (seed: Seed): Promise<Fixture> => {
  const { second: _second, ...fixture } = await memoryFixture(seed);
  const { watch: _watch, ...backend } = fixture.backend;
  return { ...fixture, backend };
};

describe('the suite', () => {
  it('has at least ninety cases, each with a name of its own, in sections named by the services', () => {
    assert.ok(suiteCases.length >= 90, `${suiteCases.length} cases`);
    assert.equal(new Set(suiteCases).size, suiteCases.length);
    const sections = new Set(suiteCases.map((name) => name.split(': ')[0]?.split(',')[0]));
    const expected =
      'session fields customers.find customers.search customers.list customers.get customers.choose interactions interactions.record calls watch';
    for (const section of [...expected.split(' '), 'permissions', 'signals', 'values', 'errors'])
      assert.ok(sections.has(section), section);
  });

  it('registers every case with the runner that it is given, and none takes a callback', () => {
    const { tests, groups, test, describe: group } = runner(true);
    const suite = backendSuite({ describe: group, test, create: memoryFixture, name: 'mine' });
    assert.equal(tests.length, suiteCases.length);
    assert.equal(groups[0], 'mine');
    assert.ok(tests.every(({ body }) => body.length === 0));
    assert.deepEqual(suite.skipped, []);
  });

  describe('over a backend that lacks something', () => {
    it('skips through the runner what is known beforehand', async () => {
      const { tests, skipped, test, describe: group } = runner(true);
      const suite = backendSuite({
        describe: group,
        test,
        create: withoutWatch,
        declares: { offers: await offersOf(withoutWatch) },
      });
      assert.ok(skipped.includes('tells its state at once') && skipped.includes('gives another client the same record'));
      assert.equal(tests.length + skipped.length, suiteCases.length);
      assert.equal(suite.skipped.length, skipped.length);
      assert.match(suite.summary(), /not offered: watch/);
    });

    it('says it in the name where the runner cannot skip', async () => {
      const { tests, test, describe: group } = runner(false);
      backendSuite({ describe: group, test, create: withoutWatch, declares: { offers: await offersOf(withoutWatch) } });
      assert.ok(tests.some(({ name }) => name === 'tells its state at once (skipped, not offered: watch)'));
    });

    it('skips through the context of the runner what is found out while it runs', async () => {
      for (const how of ['argument', 'this'] as const) {
        const { tests, test, describe: group } = runner(true);
        const suite = backendSuite({ describe: group, test, create: withoutWatch });
        const one = tests.find(({ name }) => name === 'tells its state at once');
        const said: unknown[] = [];
        const context = { skip: (why: unknown) => said.push(why) };
        await (how === 'this' ? one?.body.call(context) : one?.body(context));
        assert.deepEqual(said, ['not offered: watch']);
        assert.deepEqual(suite.skipped, [{ name: 'watch: tells its state at once', why: 'not offered: watch' }]);
      }
    });

    it('prints what was left out at the end', async () => {
      const lines: string[] = [];
      const { tests, test, describe: group } = runner(true);
      const offers = await offersOf(withoutWatch);
      backendSuite({ describe: group, test, create: withoutWatch, declares: { offers }, print: (line) => lines.push(line) });
      await tests.at(-1)?.body();
      assert.match(lines.join('\n'), /^backend contract: \d+ cases, \d+ skipped: /);
    });

    it('fails when more is promised than is there', async () => {
      const { tests, test, describe: group } = runner(true);
      backendSuite({ describe: group, test, create: withoutWatch, declares: { offers: await offersOf(memoryFixture) } });
      const one = tests.find(({ name }) => name === 'tells its state at once');
      await assert.rejects(async () => one?.body(), /does not have: not offered: watch/);
    });
  });

  describe('with declarations', () => {
    it('leaves out what is declared, and nothing by a name that does not exist', () => {
      const { skipped, test, describe: group } = runner(true);
      const [name = ''] = suiteCases;
      backendSuite({ describe: group, test, create: memoryFixture, declares: { skip: [name] } });
      assert.deepEqual(skipped, [name.slice(name.indexOf(': ') + 2)]);
      assert.throws(
        () => backendSuite({ describe: group, test, create: memoryFixture, declares: { skip: ['no such case'] } }),
        /no such case/,
      );
    });

    it('allows typing mistakes to be forgiven', () => {
      const { skipped, test, describe: group } = runner(true);
      backendSuite({ describe: group, test, create: memoryFixture, declares: { typos: true } });
      assert.ok(skipped.includes('finds nothing for a typing mistake'));
    });
  });

  it('disposes of every fixture, whatever came of the case', async () => {
    let [made, gone] = [0, 0];
    const create = async (seed: Seed): Promise<Fixture> => {
      const fixture = await memoryFixture(seed);
      made += 1;
      const backend = { ...fixture.backend, session: async () => Promise.reject(new Error('broken')) };
      return { ...fixture, backend, dispose: async () => void (gone += 1) };
    };
    const { failed } = await runBackendSuite({ create, only: (name) => name.startsWith('session: '), patience: 100 });
    assert.ok(failed.length > 0 && made > 0);
    assert.equal(gone, made);
  });

  it('passes over a backend behind the faults that are set to none', async () => {
    const create = async (seed: Seed): Promise<Fixture> => {
      const fixture = await memoryFixture(seed);
      const { second } = fixture;
      return { ...fixture, backend: faults(fixture.backend).backend, second: async (as) => faults(await second!(as)).backend };
    };
    const { failed } = await runBackendSuite({ create, patience: 100 });
    assert.deepEqual(
      failed.map(({ name, error }) => `${name}: ${error.message}`),
      [],
    );
  });
});
