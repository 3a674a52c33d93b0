// npm run verify: what can be known without a browser, in well under a minute. Every check runs, also after one has failed.
import { bin, run, seconds } from './steps.mjs';

const node = process.execPath;
const checks = [
  ['prettier', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['eslint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the demo', bin('tsc'), ['-p', 'demo']],
  [
    'types of the build (no Node, no test names)',
    bin('tsc'),
    ['-p', 'tsconfig.build.json', '--noEmit', '--emitDeclarationOnly', 'false'],
  ],
  ['templates', bin('lit-analyzer'), ['src/**/*.ts', 'stories/**/*.ts', '--strict', '--maxWarnings', '0', '--quiet']],
  ['house', node, ['--import', 'tsx', '--test', '--test-reporter=dot', 'test/house.test.ts']],
  ['manifest', node, ['tools/manifest.mjs', '--check']],
  ['unused', bin('knip'), ['--no-progress']],
];
const only = process.argv.slice(2);

let failed = 0;
for (const [name, command, args] of checks) {
  if (only.length && !only.some((wanted) => name.startsWith(wanted))) continue;
  const start = performance.now();
  const { code, output } = await run(command, args, { quiet: true });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(start)})`);
  if (code !== 0) {
    failed++;
    console.log(output.trimEnd());
  }
}
console.log(failed ? `verify: ${failed} of ${checks.length} checks failed` : 'verify: all is well');
process.exitCode = failed ? 1 : 0;
