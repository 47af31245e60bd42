import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cliPage } from './markdown.ts';

// `npm run docs:cli`: docs/cli.md out of what the commands say of themselves.
writeFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), await cliPage());
console.log('wrote docs/cli.md');
