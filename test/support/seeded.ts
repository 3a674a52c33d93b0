// Loaded before every test file, in Node (tools/test.mjs) and in browsers (web-test-runner.config.mjs): what fast-check draws is the
// same every time, and more in `npm run torture`.
import fc from 'fast-check';
import { rounds, seed } from './chance.js';

fc.configureGlobal({ seed, numRuns: rounds(100) });
