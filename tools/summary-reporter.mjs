const count = (suite, sum, failed, path = []) => {
  for (const test of suite.tests) {
    sum[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
    if (!test.skipped && !test.passed) failed([...path, test.name].join(' › '), test.error?.message);
  }
  for (const inner of suite.suites) count(inner, sum, failed, [...path, inner.name]);
};

/** Ends a run of the browsers with what failed, where, and one line that tools/test.mjs reads. A file that did not load counts as one failure. */
export const summaryReporter = () => ({
  onTestRunFinished({ sessions }) {
    const sum = { passed: 0, failed: 0, skipped: 0 };
    for (const { browser, testFile, testResults, passed, errors } of sessions) {
      const before = sum.failed;
      const failed = (name, why = '') => console.log(`wtr failed: ${browser.name} ${testFile} ${name}: ${why.split('\n')[0]}`);
      if (testResults) count(testResults, sum, failed);
      if (passed || sum.failed > before) continue;
      sum.failed++;
      failed('(the file)', errors?.[0]?.message);
    }
    console.log(`\nwtr: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  },
});
