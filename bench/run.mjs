// npm run bench [name…]: one JSON line a figure, { name, unit, ours, floor, ratio, limit, pass, peers }. All sides of a figure are measured
// in the same run, in turns, and are medians. A figure that is not reached is printed with pass: false; the exit code stays 0.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { ensureBrowsers } from '../tools/browsers.mjs';
import { shortLiteralsEsbuild } from '../tools/literals.mjs';

const pages = new URL('./pages/', import.meta.url);
const known = readdirSync(pages).map((file) => file.replace(/\.ts$/, ''));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length) {
  console.error(`No such figure: ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  process.exit(2);
}

const { outputFiles } = await build({
  entryPoints: known.map((name) => new URL(`${name}.ts`, pages).pathname),
  bundle: true,
  splitting: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['production'],
  outdir: '/out',
  logLevel: 'error',
  plugins: [shortLiteralsEsbuild],
});
const files = new Map(outputFiles.map(({ path, contents }) => [path.replace('/out', ''), contents]));

const server = createServer(({ url }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  const file = files.get(pathname);
  if (file) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><body><script type="module" src="${pathname}.js"></script>`;
  response.writeHead(200, { 'content-type': 'text/html' }).end(page);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const { port } = server.address();

/** What the page holds when everything that can be collected has been: the second time, after a rest, also what the last frame and the first collection held on to. */
async function heapOf(devtools) {
  for (let twice = 0; twice < 2; twice += 1) {
    await new Promise((rested) => setTimeout(rested, 100));
    await devtools.send('HeapProfiler.collectGarbage');
  }
  const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize + backingStorageSize, nodes, listeners };
}

/** What goes on for a while is measured for this long, where that is told. */
const seconds = process.env['BENCH_SECONDS'] ? `?seconds=${Number(process.env['BENCH_SECONDS'])}` : '';

/** What V8 is told for a figure: without compilers and their feedback the heap holds what the page does, not how often it was done. */
const engine = { 'mount-leak': ' --lite-mode' };

try {
  for (const name of wanted.length ? wanted : known) {
    const browser = await chromium.launch({
      executablePath: ensureBrowsers(['chromium']).chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', `--js-flags=--expose-gc${engine[name] ?? ''}`],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
      const failed = new Promise((_, reject) => page.once('pageerror', reject));
      const devtools = await page.context().newCDPSession(page);
      await page.exposeFunction('heap', () => heapOf(devtools));
      await page.goto(`http://127.0.0.1:${port}/${name}${seconds}`);
      await page.waitForFunction('globalThis.measure', undefined, { timeout: 30_000 });
      const figures = await Promise.race([page.evaluate('measure()'), failed]);
      for (const figure of figures) console.log(JSON.stringify({ name, ...figure }));
    } finally {
      await browser.close();
    }
  }
} finally {
  server.close();
}
