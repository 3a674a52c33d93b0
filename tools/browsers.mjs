// Finds the browsers that the tests use, or installs them (Debian, as root), or says what to do.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { homedir } from 'node:os';
import { pathToFileURL } from 'node:url';

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const firstThatRuns = (files) => files.find((file) => file && runs(file));
const onPath = (...names) => names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, name)));

/** Browsers that Playwright or Puppeteer once downloaded, newest first. */
const inCache = (dir, prefix, ...tails) => {
  if (!existsSync(dir)) return [];
  const versions = readdirSync(dir).filter((version) => version.startsWith(prefix));
  versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return versions.flatMap((version) => tails.map((tail) => join(dir, version, tail)));
};
const cache = join(homedir(), '.cache');

const findChromium = () =>
  firstThatRuns([
    process.env.CHROME_PATH,
    process.env.PUPPETEER_EXECUTABLE_PATH,
    ...onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .filter((name) => process.env[name])
      .map((name) => join(process.env[name], 'Google/Chrome/Application/chrome.exe')),
    ...inCache(
      process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(cache, 'ms-playwright'),
      'chromium-',
      'chrome-linux64/chrome',
      'chrome-linux/chrome',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    ),
    ...inCache(join(cache, 'puppeteer', 'chrome'), '', 'chrome-linux64/chrome'),
  ]);

const findFirefox = () =>
  firstThatRuns([
    process.env.FIREFOX_PATH,
    ...onPath('firefox-esr', 'firefox'),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]);

/** WebKitGTK's small browser, if its driver and a display are there too. */
const findWebKit = () => {
  const roots = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib'];
  const versions = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
  const driver = firstThatRuns(onPath('WebKitWebDriver'));
  const display = process.env.DISPLAY || firstThatRuns(onPath('xvfb-run'));
  if (!driver || !display) return undefined;
  return firstThatRuns(roots.flatMap((root) => versions.map((version) => join(root, version, 'MiniBrowser'))));
};

/** Debian's packages. Fonts count: without one, text has no size and every target is too small. */
const PACKAGES = {
  chromium: ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'],
  firefox: ['firefox-esr', 'fonts-liberation'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-liberation'],
};
const FIND = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };
const SEARCHED = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH', webkit: 'WebKitWebDriver in PATH, with Xvfb' };

const canInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get').some(runs);

/** Started as root in containers without a GPU, and a good guest of the network too. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * The path of each browser asked for. Throws, with what to do, when one can be neither found nor installed.
 * @param {('chromium' | 'firefox' | 'webkit')[]} names
 * @returns {Record<string, string>}
 */
export function ensureBrowsers(names = ['chromium']) {
  const unknown = names.find((name) => !FIND[name]);
  if (unknown !== undefined) throw new Error(`No browser is called "${unknown}": ${Object.keys(FIND).join(', ')}`);
  const missing = names.filter((name) => !FIND[name]());
  if (missing.length && canInstall() && !process.env.NO_BROWSER_INSTALL) {
    console.log(`installing ${missing.join(', ')} with apt-get`);
    const packages = [...new Set(missing.flatMap((name) => PACKAGES[name]))];
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync('apt-get', ['-q', 'update'], options);
    execFileSync('apt-get', ['-q', 'install', '-y', '--no-install-recommends', ...packages], options);
  }
  for (const name of names) {
    if (FIND[name]()) continue;
    throw new Error(
      `No ${name} found (looked at ${SEARCHED[name]}, and the usual places). On Debian or Ubuntu: ` +
        `sudo apt-get install ${PACKAGES[name].join(' ')}. To leave an engine out, name the others: BROWSERS=chromium,firefox`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, FIND[name]()]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(ensureBrowsers(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(FIND)));
}
