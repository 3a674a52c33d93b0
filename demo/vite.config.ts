import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { titles } from './shop/site.js';

const src = (path: string) => resolve(import.meta.dirname, '../src', path);

/** The built page takes no inline code or style, nothing from elsewhere, and no HTML from text but Lit's own. (Vite's own page needs more while one works on it.) */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const strict: Plugin = {
  name: 'strict-page',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  ],
};

/** Every page of the shop is the same one, which looks at its address. Built, each has a file of its own, so that any server has it. */
const shopPages: Plugin = {
  name: 'shop-pages',
  enforce: 'post',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (/^\/shop\/(?:[\w-]+\/)*(?:\?|$)/.test(request.url ?? '')) request.url = '/shop/index.html';
      next();
    });
  },
  generateBundle(_options, bundle) {
    const page = bundle['shop/index.html'];
    if (page?.type !== 'asset') throw new Error('The shop has no page');
    for (const path of Object.keys(titles).filter(Boolean)) {
      const up = '../'.repeat(path.split('/').length - 1);
      const source = String(page.source).replaceAll(/(href|src)="\.\.\//g, `$1="${up}../`);
      this.emitFile({ type: 'asset', fileName: `shop/${path}index.html`, source });
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  // The demo names the package's public doors, as any integrator does; here they lead to the source.
  resolve: {
    conditions: ['module', 'browser', 'production'], // Lit without its reminders for developers
    alias: [
      { find: /^sidedesk$/, replacement: src('index.ts') },
      { find: /^sidedesk\/(define|define-all)$/, replacement: src('$1.ts') },
      { find: /^sidedesk\/adapters\/(local|indexeddb)$/, replacement: src('adapters/$1/$1.ts') },
      { find: /^sidedesk\/adapters\/memory$/, replacement: src('adapters/memory.ts') },
      { find: /^sidedesk\/testing$/, replacement: src('testing/index.ts') },
      { find: /^sidedesk\/tracker$/, replacement: src('tracker/tracker.ts') },
    ],
  },
  // Named, since some are first asked for in the middle of a session: finding them then would reload the page.
  optimizeDeps: {
    include: ['lit', 'lit/decorators.js', '@lit/context', 'idb', 'fuse.js', 'papaparse', 'libphonenumber-js/min'],
    noDiscovery: true,
  },
  cacheDir: '../node_modules/.vite-demo',
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    outDir: '../demo-static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rollupOptions: { input: ['index.html', 'enquiry.html', 'shop/index.html'].map((page) => resolve(import.meta.dirname, page)) },
  },
  plugins: [strict, shopPages],
});
