// npm run build: dist/ (one file a module, and the build for pages without a bundler), types, manifest.
import { rmSync } from 'node:fs';
import { bin, run, seconds } from './steps.mjs';

const start = performance.now();
rmSync('dist', { recursive: true, force: true });

const steps = [
  [bin('vite'), ['build', '--logLevel', 'warn']],
  [bin('vite'), ['build', '-c', 'vite.cdn.config.ts', '--logLevel', 'warn']],
  // Customers' browsers load the tracker as it is, so it is small as it is.
  [
    bin('esbuild'),
    ['src/tracker/tracker.ts', '--bundle', '--minify', '--format=esm', '--target=es2022', '--sourcemap=external'].concat(
      '--legal-comments=none',
      '--outfile=dist/tracker/tracker.js',
      '--log-level=warning',
    ),
  ],
  [bin('tsc'), ['-p', 'tsconfig.build.json']],
  [process.execPath, ['tools/manifest.mjs']],
];
for (const [command, args] of steps) {
  const { code } = await run(command, args);
  if (code !== 0) {
    console.error(`build: ${command} ${args.join(' ')} failed`);
    process.exit(code);
  }
}
console.log(`build: dist/ in ${seconds(start)}`);
