// Writes custom-elements.json, the editors' data and dist/jsx.d.ts. With --check: fails when the committed manifest was stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bin, run } from './steps.mjs';

const FILE = 'custom-elements.json';
const JSX = 'dist/jsx.d.ts';
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const before = read(FILE);
const { code, output } = await run(bin('cem'), ['analyze'], { quiet: true });
if (code !== 0) {
  console.error(output);
  process.exit(code);
}
importEventTypes();

if (process.argv.includes('--check') && read(FILE) !== before) {
  console.error(`manifest: ${FILE} was stale. It is fresh now: commit it.`);
  process.exit(1);
}
console.log(`manifest: ${JSON.parse(read(FILE)).modules.flatMap((module) => module.declarations ?? []).length} elements`);

/** The generator of the JSX types names our event classes and forgets to import them. */
function importEventTypes() {
  const manifest = JSON.parse(read(FILE));
  const named = manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .flatMap((declaration) => declaration.events ?? [])
    .map((event) => event.type?.text ?? '');
  const index = read('src/index.ts');
  const classes = [...new Set(named)].filter((name) => new RegExp(`\\b${name}\\b`).test(index) && /^[A-Z]\w+Event$/.test(name));
  if (!existsSync(JSX) || classes.length === 0) return;
  writeFileSync(JSX, `import type { ${classes.sort().join(', ')} } from './index.js';\n${read(JSX)}`);
}
