import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server renders pages in a process of its own, where there is no document. */
const importing = (...modules: readonly string[]) =>
  run(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    modules.map((path) => `await import('./${path}');`).join('\n'),
  ]);

describe('importing on a server', () => {
  for (const modules of [
    ['src/index.ts'],
    ['src/define-all.ts'],
    ['src/define.ts'],
    ['src/elements/customer-card/define.ts', 'src/elements/agent-desk/define.ts'],
    ['src/testing/index.ts'],
  ]) {
    it(`does not throw and says nothing: ${modules.join(', ')}`, async () => {
      const { stdout, stderr } = await importing(...modules);
      assert.deepEqual([stdout, stderr], ['', '']);
    });
  }
});
