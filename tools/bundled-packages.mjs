import { build } from 'esbuild';

/**
 * Serves packages as one bundled module each: those that are not ES modules cannot be imported by the runner at all, and those
 * of hundreds of small files cost seconds a test file. Never list a package that must exist once in a page (lit, @lit/context).
 */
export function bundledPackages(names) {
  const prefix = '/__bundled__/';
  const bundles = new Map();
  const bundle = async (name) => {
    const { outputFiles } = await build({
      // Named exports by `export *`, and a default only where there is one (CommonJS always has one).
      stdin: { contents: `export * from ${JSON.stringify(name)};\n${await defaultExport(name)}`, resolveDir: process.cwd() },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      conditions: ['production'],
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    return outputFiles[0].text;
  };
  return {
    name: 'bundled-packages',
    resolveImport: ({ source }) => (names.includes(source) ? `${prefix}${source}.js` : undefined),
    async serve({ path }) {
      if (!path.startsWith(prefix)) return undefined;
      const name = path.slice(prefix.length, -'.js'.length);
      if (!bundles.has(name)) bundles.set(name, bundle(name));
      return { body: await bundles.get(name), type: 'js' };
    },
  };
}

async function defaultExport(name) {
  const module = await import(name);
  return 'default' in module ? `export { default } from ${JSON.stringify(name)};` : '';
}
