// npm run size: what a page pays, one JSON line a set. Only the static graph counts, as one file; what is loaded when first used is
// listed under `lazy`. kB = 1024 bytes, gzip -9, esbuild, ES2022, production conditions.
//   --check: exit 1 when a limit is broken      --why: the modules of each set, largest first
import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { shortLiteralsEsbuild } from './literals.mjs';

const args = process.argv.slice(2);
const kB = (bytes) => Math.round((bytes / 1024) * 10) / 10;
const gzipped = ({ contents }) => gzipSync(contents, { level: 9 }).length;

/** Leaves out what is imported when first used. */
const staticOnly = {
  name: 'static-only',
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
};

const page = (modules, options) =>
  build({
    stdin: {
      contents: modules.map((module) => `export * from ${JSON.stringify(module)};`).join('\n'),
      resolveDir: '.',
      sourcefile: 'page.js',
    },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: 'out',
    logLevel: 'error',
    ...options,
    plugins: [...(options.plugins ?? []), shortLiteralsEsbuild],
  });

/** The gzipped size of a page that imports these modules, and the bytes of each module in it. */
async function measure(modules) {
  const { outputFiles, metafile } = await page(modules, { plugins: [staticOnly] });
  const [{ inputs }] = Object.values(metafile.outputs);
  return { bytes: gzipped(outputFiles[0]), inputs };
}

/** What such a page may load later: each part with the size of its own chunk. */
async function lazyParts(modules) {
  const { outputFiles, metafile } = await page(modules, { splitting: true });
  const parts = Object.entries(metafile.outputs).flatMap(([output, { entryPoint }]) => {
    if (entryPoint === undefined || entryPoint === 'page.js') return [];
    const file = outputFiles.find(({ path }) => path.replaceAll('\\', '/').endsWith(`/${output}`));
    return [[entryPoint.replace(/^node_modules\//, ''), kB(gzipped(file))]];
  });
  return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const define = (tag) => `./src/elements/${tag}/define.ts`;
const tags = existsSync('src/elements') ? readdirSync('src/elements').filter((tag) => existsSync(define(tag))) : [];
const desk = [define('agent-desk')];

/** kB beyond the desk, where an element has promised. */
const LIMITS = {
  'callback-list': 8,
  'customer-journey': 8,
  'dialer-callback': 8,
  'enquiry-registration': 8,
  'interaction-history': 8,
  'message-composer': 8,
  'note-list': 8,
};

const SETS = [
  {
    name: 'agent-desk + customer-card + indexeddb adapter + lit',
    modules: [...desk, define('customer-card'), './src/adapters/indexeddb/indexeddb.ts'],
    floor: ['lit', '@lit/context', 'idb'],
    limit: 26,
    peers: { 'mgt-person-card': 181, 'Web Awesome button': 33 },
  },
  { name: 'agent-desk + lit', modules: desk, floor: ['lit', '@lit/context'] },
  // What one more element costs a page that has the desk.
  ...tags
    .filter((tag) => tag !== 'agent-desk')
    .map((tag) => ({ name: `${tag}, beside agent-desk`, modules: [...desk, define(tag)], beside: desk, limit: LIMITS[tag] })),
  { name: 'indexeddb adapter', modules: ['./src/adapters/indexeddb/indexeddb.ts'], floor: ['idb'] },
  { name: 'memory adapter', modules: ['./src/adapters/memory.ts'] },
  // To the byte: what customers' browsers load has no room for what is rounded away.
  { name: 'tracker', modules: ['./src/tracker/tracker.ts'], limit: 1.5, exact: true },
];

let broken = 0;
for (const { name, modules, floor, beside, limit = null, exact = false, peers = {} } of SETS) {
  if (modules.some((module) => !existsSync(module))) continue;
  const { bytes, inputs } = await measure(modules);
  const ours = exact ? Math.ceil(bytes / 1.024) / 1000 : kB(bytes - (beside ? (await measure(beside)).bytes : 0));
  const least = floor ? kB((await measure(floor)).bytes) : null;
  const pass = limit === null || ours <= limit;
  if (!pass) broken++;
  const ratio = least ? Math.round((ours / least) * 100) / 100 : null;
  const lazy = await lazyParts(modules);
  console.log(JSON.stringify({ name, unit: 'kB gzip', ours, floor: least, ratio, limit, pass, peers, lazy }));
  if (args.includes('--why')) {
    const rows = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
    for (const [input, { bytesInOutput }] of rows)
      if (bytesInOutput > 0) console.log(`  ${String(bytesInOutput).padStart(7)} bytes minified  ${input}`);
  }
}
if (broken && args.includes('--check')) {
  console.error(`size: ${broken} limit(s) broken`);
  process.exitCode = 1;
}
