import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle } from 'esbuild';
import { readService } from '../local/service.ts';
import { builtState, stateFile, stateOfSources } from './build-state.ts';
import { checkedArtefacts } from './bundle/checked-artefacts.ts';
import { lean } from './bundle/lean.ts';
import { makeReference } from './reference/reference.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// Bundled CommonJS dependencies still call `require` for Node's own modules.
const BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** How everything is bundled: the functions, and what bench:bundle compares them with. */
export const SETTINGS = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // Beside the bundles, to read a stack trace with; not named in them, because they are not deployed.
  sourcemap: 'external',
  sourcesContent: false,
  banner: { js: BANNER },
  logLevel: 'silent',
  write: false,
} as const satisfies BuildOptions;

/** Bundles every function of serverless.yml to one file each, `build/<name>.mjs`, with what they read, and returns their names. */
export async function build(root = ROOT, outdir = `${root}/build`): Promise<string[]> {
  const names = functionNames(root);
  const state = stateOfSources(root);
  const entryPoints = names.map((name) => ({ in: `functions/${name}.ts`, out: name }));
  const plugins = [lean(), checkedArtefacts()];
  const { outputFiles } = await bundle({ ...SETTINGS, absWorkingDir: root, entryPoints, outdir, plugins });
  mkdirSync(outdir, { recursive: true });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  replaceFile(`${outdir}/reference.json`, JSON.stringify(makeReference()));
  // The last one: whoever is stopped before has built nothing.
  replaceFile(stateFile(outdir), state);
  return names;
}

/** The same, unless it was built of these very files before. For one machine: what is deployed is always built. */
export async function buildIfChanged(root = ROOT): Promise<void> {
  const names = functionNames(root);
  if (builtState(`${root}/build`, names) !== stateOfSources(root)) await build(root);
}

/** The functions of serverless.yml, by the name of their file. */
export function functionNames(root = ROOT): string[] {
  return readService(`${root}/serverless.yml`).functions.map(({ handler }) => handler.replace(/^build\/|\.\w+$/g, ''));
}

/** Whole or not at all, because another run may be loading the file at this moment. */
function replaceFile(path: string, contents: Uint8Array | string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}

if (import.meta.main) {
  const started = performance.now();
  const names = await build();
  console.log(`built ${names.length} functions in ${Math.round(performance.now() - started)} ms`);
}
