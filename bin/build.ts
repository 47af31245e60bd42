import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { readService } from '../local/service.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// Bundled CommonJS dependencies still call `require` for Node's own modules.
const BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Bundles every function of serverless.yml to one file each, `build/<name>.mjs`, and returns their names. */
export async function build(root = ROOT): Promise<string[]> {
  const names = readService(`${root}/serverless.yml`).functions.map(({ handler }) =>
    handler.replace(/^build\/|\.\w+$/g, ''),
  );
  const { outputFiles } = await bundle({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: name })),
    outdir: 'build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: BANNER },
    logLevel: 'silent',
    write: false,
  });
  mkdirSync(`${root}/build`, { recursive: true });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  return names;
}

/** Whole or not at all, because another run may be loading the file at this moment. */
function replaceFile(path: string, contents: Uint8Array): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}

if (import.meta.main) {
  const started = performance.now();
  const names = await build();
  console.log(`built ${names.length} functions in ${Math.round(performance.now() - started)} ms`);
}
