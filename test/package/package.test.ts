// The package as a host gets it: packed, unpacked, and bundled. Runs after the build.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Manifest {
  name: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  exports: Record<string, string | { types: string; default?: string }>;
}

const host = mkdtempSync(join(tmpdir(), 'sidedesk-host-'));
const installed = join(host, 'node_modules', 'sidedesk');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
let tarball = '';

const npm = (...args: string[]) => execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));

/** A host's bundler at work on one line of code. */
async function bundled(code: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles = [] } = await build({
    stdin: { contents: code, resolveDir: host },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    treeShaking: true,
    splitting: true,
    outdir: join(host, 'out'),
    logLevel: 'silent',
    legalComments: 'none',
    ...options,
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** Leaves what is imported when first used out of the bundle: the bundler writes its chunk whether or not anybody asks for it. */
const lazyOutside: Plugin = {
  name: 'lazy-outside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

before(() => {
  assert.ok(existsSync('dist/index.js'), 'dist/ is missing: npm run build comes first');
  const [packed] = JSON.parse(npm('pack', '--json', '--ignore-scripts', '--pack-destination', host)) as { filename: string }[];
  assert.ok(packed);
  tarball = join(host, packed.filename);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  // The host has the dependencies that the package declares, and nothing else of ours.
  for (const name of dependenciesBelow(Object.keys(manifest.dependencies))) {
    const place = join(host, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(resolve('node_modules', name), place, 'dir');
  }
  writeFileSync(join(host, 'package.json'), JSON.stringify({ name: 'host', type: 'module', private: true }));
});
after(() => rmSync(host, { recursive: true, force: true }));

function dependenciesBelow(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const { dependencies = {} } = JSON.parse(
      readFileSync(join('node_modules', name, 'package.json'), 'utf8'),
    ) as Partial<Manifest>;
    dependenciesBelow(Object.keys(dependencies), seen);
  }
  return seen;
}

describe('packing', () => {
  it('takes what a host needs and leaves the workshop behind', () => {
    const files = filesIn(installed);
    for (const needed of ['package.json', 'LICENSE', 'README.md', 'custom-elements.json', 'dist/index.d.ts', 'dist/sidedesk.js'])
      assert.ok(files.includes(needed), `${needed} is not in the package`);
    assert.deepEqual(
      files.filter((file) => /^(src|test|stories|demo|tools|bench)\/|\.test\.|\.stories\./.test(file)),
      [],
    );
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    assert.deepEqual(
      messages.filter(({ type }) => type !== 'suggestion').map((message) => formatMessage(message, manifest)),
      [],
    );
  });

  it('has types that agree with its code, at every door', () => {
    const attw = resolve('node_modules/.bin/attw');
    const doors = Object.keys(manifest.exports).filter((door) => door.endsWith('.json'));
    try {
      execFileSync(attw, [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color', '--exclude-entrypoints', ...doors], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout);
    }
  });
});

describe('opening each door', () => {
  const tags = existsSync('src/elements') ? readdirSync('src/elements') : [];
  const locales = existsSync('src/locales') ? readdirSync('src/locales').map((file) => file.replace(/\.ts$/, '')) : [];
  const doors = Object.keys(manifest.exports).flatMap((door) => {
    if (door === './jsx') return []; // types only
    if (door.startsWith('./locales/')) return locales.map((locale) => `./locales/${locale}`);
    return door.includes('*') ? tags.map((tag) => door.replace('*', tag)) : [door];
  });

  for (const door of doors) {
    const specifier = door.replace(/^\./, 'sidedesk');
    it(`finds ${specifier}`, () => {
      const found = createRequire(join(host, 'package.json')).resolve(specifier);
      assert.ok(existsSync(found), `${specifier} leads to ${found}`);
      assert.ok(
        found.endsWith('.json') || door === './cdn' || existsSync(found.replace(/\.js$/, '.d.ts')),
        `${specifier} has no types`,
      );
    });
  }

  it('has the types for JSX', () => assert.ok(existsSync(join(installed, 'dist/jsx.d.ts'))));

  it('imports nothing that the package does not declare', () => {
    const modules = filesIn(join(installed, 'dist')).filter((file) => file.endsWith('.js') || file.endsWith('.d.ts'));
    const faults = modules.flatMap((file) => {
      const text = readFileSync(join(installed, 'dist', file), 'utf8');
      const imports = [
        ...text.matchAll(
          /^\s*(?:import|export)\b[^'"\n;]*?\bfrom\s*["']([^."'][^"']*)["']|^\s*import\s*["']([^."'][^"']*)["']|\bimport\(\s*["']([^."'][^"']*)["']\s*\)/gm,
        ),
      ];
      return imports
        .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
        .map((specifier) =>
          specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? ''),
        )
        .filter((library) => !(library in manifest.dependencies))
        .map((library) => `${file}: ${library}`);
    });
    assert.deepEqual(faults, []);
  });
});

describe('bundling', () => {
  it('keeps the registering code of the side door', async () => {
    const code = await bundled(`import 'sidedesk/define';`);
    assert.match(code, /customElements\.define/);
    for (const tag of readdirSync('src/elements')) assert.ok(code.includes(`"${tag}"`), `<${tag}> is not registered`);
  });

  it('keeps the registering code of one element', async () => {
    const code = await bundled(`import 'sidedesk/customer-card/define';`);
    assert.match(code, /customElements\.define/);
    assert.ok(code.includes('customer-card'));
  });

  it('lets a class that is not used cost nothing', async () => {
    const code = await bundled(`import { AgentDesk } from 'sidedesk';`, {
      minify: true,
      splitting: false,
      plugins: [lazyOutside],
    });
    assert.ok(code.length < 300, `${code.length} bytes remain:\n${code.slice(0, 600)}`);
  });

  it('brings no database unasked', async () => {
    const { metafile } = await build({
      stdin: { contents: `export { CustomerCard, AgentDesk } from 'sidedesk';`, resolveDir: host },
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      splitting: true,
      outdir: join(host, 'out'),
      logLevel: 'silent',
    });
    // What the page can come to load: from its entry on, whatever is imported, now or later.
    const reached = new Set<string>();
    const reach = (output: string): void => {
      const { imports = [], inputs = {} } = metafile.outputs[output] ?? {};
      // Drafts are kept in a database where the host asked for it: `drafts="indexeddb:…"`.
      if (Object.keys(inputs).some((input) => input.endsWith('wiring/draft-database.js'))) return;
      if (reached.size === reached.add(output).size) return;
      imports.forEach(({ path }) => reach(path));
    };
    reach(Object.keys(metafile.outputs).find((output) => output.endsWith('stdin.js'))!);
    assert.deepEqual(
      [...reached]
        .flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}))
        .filter((input) => /node_modules\/idb\/|adapters\//.test(input)),
      [],
    );
  });

  it('has a tracker that a web site can load as it is: one small module that imports nothing', () => {
    const code = readFileSync(join(installed, 'dist/tracker/tracker.js'));
    assert.doesNotMatch(code.toString(), /\bimport\b|\bfrom\s*["']/);
    assert.match(code.toString(), /export\s*\{\s*\w+ as track\s*\}/);
    const { length } = gzipSync(code, { level: 9 });
    assert.ok(length <= 1536, `${length} bytes`);
  });

  it('leaves Lit to the host', () => {
    const own = filesIn(join(installed, 'dist')).filter((file) => /(^|\/)vendor\/(lit|@lit|lit-html)\//.test(file));
    assert.deepEqual(own, []);
  });

  it('has Lit inside in the build for pages without a bundler, and imports nothing by name there', () => {
    const code = readFileSync(join(installed, 'dist/sidedesk.js'), 'utf8');
    assert.deepEqual(code.match(/\bfrom\s*["'](?!\.)[^"']+["']/g) ?? [], []);
    assert.match(code, /customElements\.define/);
  });
});
