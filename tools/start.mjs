// npm start: the demo, an agent desktop in a page, with sample customers. --build writes it to demo-static/ instead.
import { build, createServer } from 'vite';
import { run } from './steps.mjs';

const configFile = 'demo/vite.config.ts';

const { code } = await run(process.execPath, ['tools/sample.mjs']);
if (code !== 0) process.exit(code);

if (process.argv.includes('--build')) {
  await build({ configFile, logLevel: 'warn' });
  console.log('Sidedesk demo: demo-static/');
} else {
  const server = await createServer({
    configFile,
    logLevel: 'warn',
    ...(process.env.PORT ? { server: { port: Number(process.env.PORT) } } : {}),
  });
  await server.listen();
  console.log(`Sidedesk demo: ${server.resolvedUrls.local[0]}`);
}
