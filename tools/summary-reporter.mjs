const count = (suite, sum) => {
  for (const test of suite.tests) sum[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) count(inner, sum);
};

/** Ends a run of the browsers with one line that tools/test.mjs reads. A file that did not load counts as one failure. */
export const summaryReporter = () => ({
  onTestRunFinished({ sessions }) {
    const sum = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      const before = sum.failed;
      if (session.testResults) count(session.testResults, sum);
      if (!session.passed && sum.failed === before) sum.failed++;
    }
    console.log(`\nwtr: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  },
});
