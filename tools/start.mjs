// npm start: the demo, an agent desktop in a page, with sample customers. --build writes it to demo-static/ instead.
import { existsSync } from 'node:fs';
import { build, createServer } from 'vite';
import { run } from './steps.mjs';

if (existsSync('tools/sample.mjs')) {
  const { code } = await run(process.execPath, ['tools/sample.mjs']);
  if (code !== 0) process.exit(code);
}

if (process.argv.includes('--build')) {
  await build({
    configFile: false,
    root: 'demo',
    base: './',
    build: { outDir: '../demo-static', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 },
  });
} else {
  const port = Number(process.env.PORT ?? 5173);
  // The project is the root, so that the page may import ../src; its front page is the demo.
  const frontPage = {
    name: 'front-page',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url !== '/') return next();
        response.writeHead(302, { location: '/demo/' }).end();
      });
    },
  };
  const server = await createServer({
    configFile: false,
    server: { port, strictPort: true, open: false },
    optimizeDeps: { entries: ['demo/*.html'] },
    plugins: [frontPage],
    logLevel: 'warn',
  });
  await server.listen();
  console.log(`Sidedesk demo: http://localhost:${port}/demo/`);
}
