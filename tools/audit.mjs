// npm run audit: accessibility in full, every story in every mode (npm test looks at them in light).
import { bin, run } from './steps.mjs';

const build = await run(bin('storybook'), ['build', '--disable-telemetry', '--quiet', '-o', 'storybook-static']);
if (build.code !== 0) process.exit(build.code);
const { code } = await run(process.execPath, ['tools/stories.mjs', '--all', ...process.argv.slice(2)]);
process.exitCode = code;
