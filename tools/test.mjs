// npm test: everything that must hold before a change goes in. Steps run one after the other; the last line is the sum.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, run, seconds } from './steps.mjs';

const ZONES = ['Europe/Oslo', 'America/New_York', 'Pacific/Auckland']; // east, west, and a summer in January

const SEEDED = pathToFileURL('test/support/seeded.ts').href;

const only = process.argv.slice(2); // names of steps, for a part of it: npm test -- house domain
const scratch = mkdtempSync(join(tmpdir(), 'sidedesk-test-'));

/** The test files below the folders (or the files) named. */
function testFiles(...places) {
  return places.flatMap((place) => {
    if (place.endsWith('.test.ts')) return existsSync(place) ? [place] : [];
    if (!existsSync(place)) return [];
    const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
    return names.sort().map((name) => join(place, name));
  });
}

const matches = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

/** Node's own runner: dots and failures on the screen, TAP in a file for the count. */
async function inNode(files, env = {}) {
  const tap = join(scratch, 'results.tap');
  const reporters = [`--test-concurrency=${availableParallelism()}`, '--test-reporter=dot', '--test-reporter-destination=stdout'];
  reporters.push('--test-reporter=tap', `--test-reporter-destination=${tap}`);
  const { code } = await run(process.execPath, ['--import', 'tsx', '--import', SEEDED, '--test', ...reporters, ...files], {
    env,
  });
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  rmSync(tap, { force: true });
  const failures = [...text.matchAll(/^\s*not ok \d+ - (.*)$/gm)].map(([, name]) => `node failed: ${name}`);
  return {
    code,
    failures,
    passed: matches(text, /^# pass (\d+)$/m),
    failed: matches(text, /^# fail (\d+)$/m) + matches(text, /^# cancelled (\d+)$/m),
  };
}

/** A command that says `name: N passed, N failed` itself. */
async function counted(command, args, line) {
  const { code, output } = await run(command, args);
  return {
    code,
    passed: matches(output, new RegExp(`${line}: (\\d+) passed`)),
    failed: matches(output, new RegExp(`${line}: \\d+ passed, (\\d+) failed`)),
    // Said again at the end, where whoever reads only the last lines of a long log finds it.
    failures: output.split('\n').filter((said) => said.startsWith(`${line} failed: `)),
  };
}

/** A command that either works or does not: no tests of its own, but a failure counts as one. Quiet ones speak when they fail. */
async function work(command, args, { quiet = false } = {}) {
  const { code, output } = await run(command, args, { quiet });
  if (quiet && code !== 0) console.log(output);
  return { code, passed: 0, failed: 0, countless: true };
}

// What depends on the zone of the machine is the domain's: the rest is run once.
const pureFiles = testFiles('test/backend', 'test/adapters/node');

const steps = [
  ['house', () => inNode(testFiles('test/house.test.ts'))],
  ...ZONES.map((zone) => [`domain in ${zone}`, () => inNode(testFiles('test/domain'), { TZ: zone })]),
  ['adapters', () => inNode(pureFiles, { TZ: ZONES[0] })],
  ['suite', () => inNode(testFiles('test/testing'))],
  ['browsers', () => counted(bin('wtr'), [], 'wtr')],
  ['build', () => work(process.execPath, ['tools/build.mjs'])],
  ['size', () => work(process.execPath, ['tools/size.mjs', '--check'])],
  ['package', () => inNode(testFiles('test/package'))],
  [
    'storybook',
    () => work(bin('storybook'), ['build', '--disable-telemetry', '--quiet', '-o', 'storybook-static'], { quiet: true }),
  ],
  ['stories', () => counted(process.execPath, ['tools/stories.mjs'], 'stories')],
  ['e2e', () => counted(process.execPath, ['test/e2e/demo.mjs'], 'demo')],
  ['kills', () => counted(process.execPath, ['test/e2e/kills.mjs'], 'kills')],
  ['kills-enquiries', () => counted(process.execPath, ['test/e2e/kills-enquiries.mjs'], 'kills-enquiries')],
  ['kills-notes', () => counted(process.execPath, ['test/e2e/kills-notes.mjs'], 'kills-notes')],
  ['kills-messages', () => counted(process.execPath, ['test/e2e/kills-messages.mjs'], 'kills-messages')],
  ['kills-callbacks', () => counted(process.execPath, ['test/e2e/kills-callbacks.mjs'], 'kills-callbacks')],
  ['kills-journey', () => counted(process.execPath, ['test/e2e/kills-journey.mjs'], 'kills-journey')],
].filter(([name]) => only.length === 0 || only.some((wanted) => name.startsWith(wanted)));

const sum = { passed: 0, failed: 0 };
const table = [];
const failures = [];
for (const [name, step] of steps) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const result = await step();
  const empty = !result.countless && result.passed + result.failed === 0;
  if (empty) console.error(`${name}: no test was run`);
  // A step may fail with every test green (a file that did not load, a build): that is one failure more, never none.
  const failed = result.failed || (result.code !== 0 || empty ? 1 : 0);
  sum.passed += result.passed;
  sum.failed += failed;
  const counts = result.countless ? (failed ? 'failed' : 'done') : `${result.passed} passed, ${failed} failed`;
  failures.push(...(result.failures ?? []));
  table.push(`${name.padEnd(28)} ${seconds(start).padStart(8)}   ${counts}`);
  console.log(table.at(-1));
}
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${[...table, ...failures].join('\n')}\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || (sum.passed === 0 && only.length === 0) ? 1 : 0;
