import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { contractText } from './client/contract-text.ts';
import { declarations } from './client/declarations.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface BuiltClient {
  outdir: string;
  bytes: number;
  gzipped: number;
}

/**
 * The client as others install it: one file of plain JavaScript, declarations that need no other package, and a
 * package.json without dependencies, so that an app does not install what only the service needs.
 */
export async function buildClient(outdir = `${ROOT}/build/client`): Promise<BuiltClient> {
  const { outputFiles } = await bundle({
    entryPoints: [`${ROOT}/lib/client/client.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2018',
    write: false,
  });
  const code = outputFiles[0]!.contents;
  const { name, version, description, license } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
  const entry = { types: './client.d.ts', default: './client.js' };
  const manifest = { name, version, description: `Client of: ${description}`, license, type: 'module' };
  const files: Record<string, string | Uint8Array> = {
    ...(await declarations(ROOT)),
    'contract.d.ts': contractText(),
    'client.js': code,
    'package.json': JSON.stringify({ ...manifest, sideEffects: false, exports: { './client': entry } }, null, 2),
    LICENSE: readFileSync(`${ROOT}/LICENSE`),
  };
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(`${outdir}/${file}`, content);
  return { outdir, bytes: code.length, gzipped: gzipSync(code).length };
}

if (import.meta.main) {
  const { outdir, bytes, gzipped } = await buildClient();
  console.log(`built ${outdir}: ${bytes} bytes, ${gzipped} gzipped`);
}
