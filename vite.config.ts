import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { shortLiteralsPlugin } from './tools/literals.mjs';

/** Every module of src is an entry, so that each public door, and each element, is a file of its own in dist. */
const entries = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/').slice(0, -'.ts'.length));

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

export default defineConfig({
  plugins: [shortLiteralsPlugin()],
  base: './', // workers and assets are found beside the module that names them
  server: { port: 5173, strictPort: true },
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    lib: { entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])), formats: ['es'] },
    rolldownOptions: {
      external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
      output: {
        // One module in, one module out. Shared chunks would carry the registering code away from the define modules, and
        // then `sideEffects` lets a bundler drop it: `import 'sidedesk/define'` would come out as nothing.
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: (chunk) => `${chunk.name.replace(/^.*node_modules\//, 'vendor/')}.js`,
      },
    },
  },
});
