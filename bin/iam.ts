import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';
import { iamPage } from './deploy/iam.ts';
import { packageStack } from './deploy/template.ts';

// `npm run docs:iam`: docs/iam.md out of the packaged template.
const directory = mkdtempSync(join(tmpdir(), 'tahini-iam-'));
try {
  await build();
  const page = iamPage(await packageStack(directory), 'tahini-dev');
  writeFileSync(fileURLToPath(new URL('../docs/iam.md', import.meta.url)), page);
  console.log('wrote docs/iam.md');
} finally {
  rmSync(directory, { recursive: true });
}
