import { spawn } from 'node:child_process';

/** Starts a command, lets its output through as it comes, and resolves to its exit code and all that it said. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1', ...env },
    });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A tool that a package of ours brings, without npx in between (which would say things of its own). */
export const bin = (name) => `node_modules/.bin/${name}`;

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
