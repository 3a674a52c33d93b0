// What the scripts that kill pages share: chance by a seed, a page on a port of its own, a browser, and the ways in which a page dies.
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureBrowsers } from '../../tools/browsers.mjs';

const { TORTURE, TORTURE_SEED = '20260101' } = process.env;
/** Named in each failure: it repeats the run. */
export const seed = TORTURE_SEED;
export const patience = 10_000;
/** Milliseconds of typing that a kill may take. */
export const atMost = 500;

/** How often: as the command line says, else ten times what the torture does, else this. */
export const times = (usual) => Number(process.argv[2] ?? (TORTURE ? 10 * Number(TORTURE) : usual));

/** As in src/testing/chance.ts. */
let drawn = Number(TORTURE_SEED) >>> 0;
export function random() {
  drawn = (drawn + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(drawn ^ (drawn >>> 15), drawn | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
export const oneOf = (list) => list[Math.floor(random() * list.length)];
export const rest = (milliseconds) => new Promise((rested) => setTimeout(rested, milliseconds));

/** A page with this body and this script, in a browser of its own; `stop` ends both. */
export async function stage(script, body) {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    outdir: '/out',
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.replace('/out', ''), contents]));
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kills</title><link rel="icon" href="data:,">
<body>${body}
<script type="module" src="/stdin.js"></script>`;
  const server = createServer(({ url }, response) => {
    const file = files.get(new URL(url, 'http://localhost').pathname);
    if (file) response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(html);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${server.address().port}/`;

  const browser = await chromium.launch({ executablePath: ensureBrowsers(['chromium']).chromium, args: CHROMIUM_ARGS });
  const context = await browser.newContext({ locale: 'en-GB' });
  context.setDefaultTimeout(patience);
  const stop = async () => {
    await browser.close();
    server.close();
  };
  return { address, context, stop };
}

/** Ends a page: `crash`, `close`, or `leave`. Whoever works in it is waited for; `life.at` is when it was. */
export async function kill(context, life, how) {
  const { page } = life;
  life.over = true;
  life.at = Date.now();
  if (how === 'close') await page.close();
  else if (how === 'leave') await page.goto('about:blank');
  else {
    const crashed = new Promise((gone) => page.once('crash', gone));
    const devtools = await context.newCDPSession(page);
    life.at = Date.now();
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
  }
  await life.working;
  await page.close();
}

const ends = ['crash', 'close', 'leave'];
const cuts = ['offline', 'broken'];

/**
 * One life after the other in which somebody works until the network is cut (`cut` and `mend` of the page), the page dies, or both; every second of them soon after something was pressed (`life.onPressed`). A page that outlives the cut goes on.
 * `judge(life, next, survived)` compares what is left with what was done.
 */
export async function cutLives({ context, stop, kills, sum, says, open, begin, work, judge }) {
  /** How a life ends: what becomes of the network, and then of the page (nothing: it goes on). */
  const ways = [
    ...ends.map((end) => ({ end })),
    ...cuts.flatMap((cut) => [{ cut }, { cut, end: 'crash' }, { cut, end: oneOf(ends) }]),
    { cut: 'silent', end: 'crash' },
  ];
  try {
    let life = await open();
    for (; sum.kills < kills; sum.kills += 1) {
      const { cut, end } = oneOf(ways);
      const { page, seat } = life;
      life.how = [cut, end].filter(Boolean).join(' and ');
      const pressed = new Promise((press) => (life.onPressed = sum.kills % 2 === 0 ? press : undefined));
      const soon = () => Promise.race([rest(100 + random() * 2400), pressed]);
      if (cut && random() < 0.5) await page.evaluate(`cut('${cut}')`); // from the beginning, or when it has begun
      life.working = work(life).catch((error) => void (life.over || says('worked', error.message.split('\n')[0])));
      await soon();
      if (cut) {
        sum.cuts += 1;
        await page.evaluate(`cut('${cut}')`);
        await rest(100 + random() * 1400);
      }
      let next;
      if (end) {
        await kill(context, life, end);
        next = await open();
      } else {
        await page.evaluate(`mend(${random() < 0.5})`);
        await rest(random() * 800);
        life.over = true;
        life.at = Date.now();
        await life.working;
        next = await begin(seat);
      }
      judge(life, next, end === undefined);
      life = next;
    }
  } finally {
    await stop();
  }
}

/** The last line, as tools/test.mjs counts it. */
export function report(name, wrong, sum, began) {
  for (const line of wrong.slice(0, 20)) console.error(`${name}: ${line}`);
  console.log(`${name}: ${JSON.stringify({ ...sum, seconds: Math.round((performance.now() - began) / 1000) })}`);
  console.log(`${name}: ${wrong.length ? 0 : 1} passed, ${wrong.length} failed`);
  process.exitCode = wrong.length ? 1 : 0;
}
