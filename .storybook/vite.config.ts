import { defineConfig } from 'vite';

/** Not the library's own configuration: that one builds a library, and leaves its dependencies outside. */
export default defineConfig({ build: { target: 'es2022' } });
