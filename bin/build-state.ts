import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All that a build reads, and what it is done with. Packages count by the lock that npm leaves when it has installed them. */
const SOURCES = [
  'functions',
  'lib',
  'bin',
  'local',
  'deploy',
  'serverless.yml',
  'docs/openapi.json',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** A text that is another one when any source was written since: names, sizes and times of the files, not what is in them. */
export function stateOfSources(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    for (const file of filesIn(join(root, source))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\n${size}\n${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The state of which the files in `outdir` were built; undefined when one of them is not there. */
export function builtState(outdir: string, names: readonly string[]): string | undefined {
  const built = ['.state', 'reference.json', ...names.map((name) => `${name}.mjs`)];
  const isWhole = built.every((name) => existsSync(join(outdir, name)));
  return isWhole ? readFileSync(stateFile(outdir), 'utf8') : undefined;
}

export function stateFile(outdir: string): string {
  return join(outdir, '.state');
}
