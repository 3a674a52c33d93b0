// Runs every test that needs a browser, in three engines. A quick run: BROWSERS=chromium npx wtr --files test/elements/x.test.ts
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import puppeteer from 'puppeteer-core';
import { anotherCopy } from './tools/another-copy.mjs';
import { CHROMIUM_ARGS, ensureBrowsers } from './tools/browsers.mjs';
import { bundledPackages } from './tools/bundled-packages.mjs';
import { firefoxMedia, withCommands, withFocus } from './tools/firefox-media.mjs';
import { strictHost } from './tools/strict-host.mjs';
import { summaryReporter } from './tools/summary-reporter.mjs';
import { webkitCommands, webkitLauncher } from './tools/webkit-launcher.mjs';

const wanted = (process.env.BROWSERS ?? 'chromium,firefox,webkit').split(',');
const found = ensureBrowsers(wanted); // throws when one is missing: BROWSERS is the only way to leave an engine out

const clipboard = ['clipboard-read', 'clipboard-sanitized-write', 'clipboard-write'];
const launch = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: found.chromium, args: [...CHROMIUM_ARGS, '--lang=en-US'] },
      createBrowserContext: async ({ browser, config }) => {
        const context = browser.defaultBrowserContext();
        await context.overridePermissions(`${config.protocol}//${config.hostname}:${config.port}`, clipboard);
        return context;
      },
    }),
  firefox: () =>
    withCommands(
      withFocus(
        chromeLauncher({
          puppeteer,
          launchOptions: {
            browser: 'firefox',
            executablePath: found.firefox,
            args: ['--remote-allow-system-access'],
            extraPrefsFirefox: { 'dom.events.testing.asyncClipboard': true, 'intl.accept_languages': 'en-US' },
          },
        }),
      ),
      firefoxMedia(),
    ),
  webkit: () => withCommands(webkitLauncher({ binary: found.webkit }), webkitCommands()),
};

// npm run torture: more runs, another seed (test/support/chance.ts).
const { TORTURE, TORTURE_SEED } = process.env;
const patience = Number(TORTURE ?? 1);
const define = Object.fromEntries(
  Object.entries({ TORTURE, TORTURE_SEED }).map(([name, value]) => [
    `process.env.${name}`,
    value === undefined ? 'undefined' : JSON.stringify(value),
  ]),
);

export default {
  // What needs no browser runs in Node (tools/test.mjs); test/e2e drives a browser of its own.
  files: [
    'test/**/*.test.ts',
    '!test/house.test.ts',
    '!test/{domain,backend,testing,package,e2e,server}/**',
    '!test/adapters/node/**',
  ],
  nodeResolve: { exportConditions: ['production', 'default'] }, // else Lit speaks in the console, and we promise silence
  concurrency: 1, // two pages of one browser fight for focus: tests with a real keyboard then fail
  concurrentBrowsers: Number(process.env.CONCURRENT_BROWSERS ?? 2),
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 300_000 * patience,
  testFramework: { config: { timeout: 15_000 * patience } },
  testRunnerHtml: (framework) => `<!doctype html>
    <html lang="en">
      <head><link rel="icon" href="data:," /></head>
      <body>
        <script type="module" src="/test/support/seeded.ts"></script>
        <script type="module" src="${framework}"></script>
      </body>
    </html>`,
  plugins: [
    bundledPackages([
      'libphonenumber-js',
      'libphonenumber-js/min',
      'libphonenumber-js/core',
      'papaparse',
      'fuse.js',
      'fast-check',
      'date-fns',
    ]),
    esbuildPlugin({ ts: true, target: 'es2022', define, tsconfig: new URL('./tsconfig.json', import.meta.url).pathname }),
  ],
  middleware: [anotherCopy, strictHost('/test/pages/')],
  browsers: wanted.map((name) => launch[name]()),
  coverageConfig: { include: ['src/**/*.ts'], report: true, reportDir: 'coverage' },
  staticLogging: !process.stdout.isTTY, // a log gets each result once, not a new picture of the progress every second
  reporters: [defaultReporter(), summaryReporter()],
};
