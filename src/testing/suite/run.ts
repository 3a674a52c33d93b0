import { backendSuite, type Skipped, type SuiteOptions, type Test } from './suite.js';

/** What came of the suite. */
export interface SuiteReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly error: Error }[];
  readonly skipped: readonly Skipped[];
}

export interface RunOptions extends Omit<SuiteOptions, 'describe' | 'test'> {
  /** Runs only the cases whose whole name (`section: name`) this accepts. */
  only?(name: string): boolean;
  /** After so many milliseconds a case has failed; 10,000 unless told. */
  readonly deadline?: number;
}

function within(deadline: number, promise: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the case is not over within ${deadline} ms`)), deadline);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The suite without a test runner, one case after the other: for a script, a page, or a test of the suite itself. Rejects never; a case that fails is in the report. */
export async function runBackendSuite({ only = () => true, deadline = 10_000, ...options }: RunOptions): Promise<SuiteReport> {
  const cases: { name: string; body: () => Promise<void> }[] = [];
  let section = '';
  const test: Test = (name, body) => cases.push({ name: `${section}: ${name}`, body: () => body() });
  test.skip = () => {};
  const describe = (name: string, body: () => void) => {
    section = name;
    body();
  };
  const suite = backendSuite({ ...options, describe, test });
  const passed: string[] = [];
  const failed: { name: string; error: Error }[] = [];
  for (const { name, body } of cases) {
    if (!only(name)) continue;
    try {
      await within(deadline, body());
      if (!suite.skipped.some((each) => each.name === name)) passed.push(name);
    } catch (caught) {
      failed.push({ name, error: caught instanceof Error ? caught : new Error(String(caught)) });
    }
  }
  return { passed, failed, skipped: suite.skipped };
}
