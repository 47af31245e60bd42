import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from '../../bin/build.ts';

const SOURCES = {
  'upsert-profile': '../../functions/upsert-profile.ts',
  'compute-score': '../../functions/compute-score.ts',
  'get-profile': '../../functions/get-profile.ts',
  'erase-profile': '../../functions/erase-profile.ts',
  'score-on-change': '../../functions/score-on-change.ts',
  'publish-change': '../../functions/publish-change.ts',
  'receive-events': '../../functions/receive-events.ts',
  bare: './bare.ts',
};
export type Bundle = keyof typeof SOURCES;

export interface Bundles {
  load(name: Bundle, run: string): Promise<unknown>;
  remove(): void;
}

const SERVICE = { service: 'bench', provider: { name: 'aws' } };

/** Functions, or the bare calls, bundled alike by bin/build.ts in a directory of their own: `load` starts one cold. */
export async function bundled(names: readonly Bundle[]): Promise<Bundles> {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-bench-'));
  // Test runners that rewrite what is imported leave alone what lies in node_modules.
  const root = join(directory, 'node_modules', 'bench');
  mkdirSync(join(root, 'functions'), { recursive: true });
  const functions: Record<string, { handler: string }> = {};
  for (const name of names) {
    symlinkSync(fileURLToPath(new URL(SOURCES[name], import.meta.url)), join(root, 'functions', `${name}.ts`));
    functions[name] = { handler: `build/${name}.handler` };
  }
  writeFileSync(join(root, 'serverless.yml'), JSON.stringify({ ...SERVICE, functions }));
  await build(root);
  return {
    load: (name, run) => import(`${pathToFileURL(join(root, 'build', `${name}.mjs`)).href}?run=${run}`),
    remove: () => rmSync(directory, { recursive: true }),
  };
}
