// Opens every built story in Chromium and asks of each: nothing in the console, nothing from outside, no error shown, the play
// function through, and no finding of axe for WCAG 2.2 AA (axe looks into open shadow roots by itself).
//   node tools/stories.mjs [--all] [part of a story's id]     --all: every mode, not only light (npm run audit)
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureBrowsers } from './browsers.mjs';
import { serve } from './serve.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const MODES = {
  light: { globals: { theme: 'light' } },
};
const MORE_MODES = {
  dark: { globals: { theme: 'dark' }, media: { colorScheme: 'dark' } },
  'more contrast': { globals: { theme: 'light', contrast: 'more' }, media: { contrast: 'more' } },
  'forced colors': { globals: { theme: 'light' }, media: { forcedColors: 'active' } },
  narrow: { globals: { theme: 'light', width: '280' } },
  'right to left': { globals: { theme: 'light', direction: 'rtl' } },
};
const PATIENCE_MS = 20_000;
const VIEWPORT = { width: 1000, height: 800 };
/** No window is higher: of a list of thousands of rows a browser cannot show all at once. */
const HIGHEST = 10_000;

const args = process.argv.slice(2);
const modes = args.includes('--all') ? { ...MODES, ...MORE_MODES } : MODES;
const part = args.find((arg) => !arg.startsWith('--')) ?? '';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const { entries } = JSON.parse(readFileSync('storybook-static/index.json', 'utf8'));
const { url, close } = await serve('storybook-static');
const { chromium: executablePath } = ensureBrowsers(['chromium']);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
/** So many stories are looked at at a time, each in a browser context of its own. */
const EYES = 2;

const isOurs = (address) => [url, 'data:', 'blob:', 'about:'].some((start) => address.startsWith(start));
const isIcon = (address) => address.endsWith('/favicon.ico');

/** Storybook's own account of how far a story has come; "completed" is before the hooks after it, so only the end counts. */
const storyEnded = () => {
  const preview = window.__STORYBOOK_PREVIEW__;
  const render = preview?.currentRender ?? preview?.storyRenders?.[0];
  return ['finished', 'errored', 'aborted'].includes(render?.phase) || document.body.classList.contains('sb-show-errordisplay');
};
const docsShown = () => (document.querySelector('#storybook-docs')?.children.length ?? 0) > 0;
const errorShown = () =>
  document.body.classList.contains('sb-show-errordisplay') && document.querySelector('#error-message')?.textContent;
const audit = async (rules) => {
  const { violations } = await window.axe.run('#storybook-root', { runOnly: rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all }) => `axe ${id} at ${target.flat().join(' > ')}: ${[...any, ...all][0]?.message ?? ''}`),
  );
};

/** A page that looks at one story after the other. */
async function eye() {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  let faults = [];
  page.on('pageerror', (error) => faults.push(`threw ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isIcon(message.location().url)) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !isIcon(response.url())) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!isOurs(request.url())) faults.push(`outside: ${request.url()}`);
  });

  return async (entry, { globals, media = {} }) => {
    await page.goto('about:blank'); // what the previous story still asks for is none of this one's business
    faults = [];
    await page.emulateMedia({
      colorScheme: 'light',
      forcedColors: 'none',
      contrast: 'no-preference',
      reducedMotion: 'reduce',
      ...media,
    });
    // a11y.manual: the add-on must not run axe at the same time as we do.
    const wanted = Object.entries({ ...globals, 'a11y.manual': '!true' }).map(([name, value]) => `${name}:${value}`);
    await page.goto(`${url}/iframe.html?id=${entry.id}&viewMode=${entry.type}&globals=${wanted.join(';')}`);
    try {
      await page.waitForFunction(entry.type === 'docs' ? docsShown : storyEnded, null, { timeout: PATIENCE_MS });
    } catch {
      faults.push(`not there after ${PATIENCE_MS} ms`);
    }
    const error = await page.evaluate(errorShown);
    if (error) faults.push(`error shown: ${error}`);
    if (entry.type === 'story') {
      // As high as what is shown: what a sticky bar covers can be scrolled out from under it, and is no finding.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...VIEWPORT, height: Math.min(Math.max(VIEWPORT.height, height), HIGHEST) });
      await page.evaluate(axe);
      faults.push(...(await page.evaluate(audit, RULES)));
      await page.setViewportSize(VIEWPORT);
    }
    return [...new Set(faults)];
  };
}

const started = performance.now();
let passed = 0;
let failed = 0;
const jobs = Object.entries(modes).flatMap(([mode, settings]) =>
  Object.values(entries)
    .filter((entry) => entry.id.includes(part) && (entry.type !== 'docs' || mode === 'light'))
    // axe reads the colours of the author, and those of a page that is dark on its own are not on the system's white.
    .filter((entry) => mode !== 'forced colors' || !entry.id.endsWith('-dark'))
    .map((entry) => ({ entry, mode, settings })),
);
await Promise.all(
  Array.from({ length: EYES }, async () => {
    const look = await eye();
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const found = await look(job.entry, job.settings);
      if (found.length === 0) passed++;
      else {
        failed++;
        console.log(`${job.entry.id} (${job.mode})\n${found.map((fault) => `  ${fault}`).join('\n')}`);
      }
    }
  }),
);
await browser.close();
close();
console.log(
  `stories: ${passed} passed, ${failed} failed, in ${Object.keys(modes).join(', ')} (${((performance.now() - started) / 1000).toFixed(0)} s)`,
);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
