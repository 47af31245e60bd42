import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle, type Plugin } from 'esbuild';
import { build, SETTINGS } from '../../bin/build.ts';
import { lean } from '../../bin/bundle/lean.ts';

/** The DynamoDB client alone, as anybody would bundle it, and without what ours leave out of it. */
export const PEER = 'DynamoDB client alone';
export const LEAN_PEER = 'DynamoDB client alone, lean';

export interface Bundle {
  name: string;
  file: string;
  bytes: number;
}

/** The functions as they are deployed, and the peers bundled by the same settings, while `use` runs. */
export async function withBundles<T>(use: (functions: Bundle[], peers: Bundle[]) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-bundles-'));
  try {
    const names = await build(undefined, directory);
    const functions = names.map((name) => described(name, join(directory, `${name}.mjs`)));
    const peers = [
      described(PEER, await peer(join(directory, 'peer'), [])),
      described(LEAN_PEER, await peer(join(directory, 'lean-peer'), [lean()])),
    ];
    return await use(functions, peers);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function peer(outdir: string, plugins: Plugin[]): Promise<string> {
  const entry = fileURLToPath(new URL('peer.ts', import.meta.url));
  await bundle({ ...SETTINGS, entryPoints: [entry], outdir, plugins, write: true });
  return join(outdir, 'peer.mjs');
}

function described(name: string, file: string): Bundle {
  return { name, file, bytes: statSync(file).size };
}
