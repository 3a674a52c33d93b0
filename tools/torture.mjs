// npm run torture [n]: the randomized tests with n times the runs and a new seed. (npm test is the same every time.) The seed is
// printed; TORTURE_SEED=… repeats a run. Tests get both from test/support/chance.ts; 20 times are 200 kills (test/e2e/kills.mjs) and 200 more
// each of test/e2e/kills-enquiries.mjs, test/e2e/kills-notes.mjs, test/e2e/kills-messages.mjs,
// test/e2e/kills-callbacks.mjs and test/e2e/kills-journey.mjs.
import { run } from './steps.mjs';

const times = Number(process.argv[2] ?? 20);
if (!Number.isInteger(times) || times < 1) {
  console.error('npm run torture [n]: n is how many times the usual runs, a whole number from 1');
  process.exit(2);
}
const seed = process.env.TORTURE_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
console.log(`torture: ${times} times the runs, TORTURE_SEED=${seed}`);
const steps = ['domain', 'browsers', 'e2e', 'kills'];
const { code } = await run(process.execPath, ['tools/test.mjs', ...steps], {
  env: { TORTURE: String(times), TORTURE_SEED: seed },
});
console.log(`torture: ${code === 0 ? 'held' : 'broke'} with TORTURE_SEED=${seed}`);
process.exitCode = code;
