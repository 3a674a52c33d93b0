import { defineConfig } from 'vite';
import { shortLiteralsPlugin } from './tools/literals.mjs';

/** The build for pages without a bundler: `dist/sidedesk.js` with Lit inside, and what is loaded when first used in `chunks/`. */
export default defineConfig({
  plugins: [shortLiteralsPlugin()],
  base: './',
  publicDir: false,
  build: {
    target: 'es2022',
    sourcemap: true,
    emptyOutDir: false,
    lib: { entry: { sidedesk: 'src/define.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true, // build.minify leaves white space in a library
      },
    },
  },
});
