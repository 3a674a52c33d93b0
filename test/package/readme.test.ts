import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  it('shows the backend of thirty lines that the suite runs, to the letter', () => {
    const code = readFileSync('test/support/thirty-lines.ts', 'utf8');
    const shown = code.slice(code.indexOf('/** A backend over an array')).trimEnd();
    assert.ok(readme.includes(shown), 'README.md and test/support/thirty-lines.ts differ');
    assert.ok(shown.split('\n').length <= 40, 'the backend has grown');
  });

  it('names only scripts and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const [, script = ''] of readme.matchAll(/npm run ([\w-]+)/g)) assert.ok(scripts[script], `no script ${script}`);
    for (const [, file = ''] of readme.matchAll(/\]\(([\w./-]+)\)/g)) assert.ok(existsSync(file), `no file ${file}`);
  });
});
