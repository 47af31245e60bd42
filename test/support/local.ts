// The whole service in this process, on a free port, with a state of its own:
//
//   beforeAll(async () => { local = await startTestLocal(); });     // local.url, local.token({ subject, scope }), local.idle()
//   afterAll(() => local.close());                                  // removes the state, too
//
// One at a time per test file: the functions share process.env.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildIfChanged } from '../../bin/build.ts';
import { loadFrom } from '../../local/load.ts';
import { type Local, type LocalOptions, startLocal } from '../../local/start-local.ts';

export async function startTestLocal(options: Partial<LocalOptions> = {}): Promise<Local> {
  if (!options.load) await buildIfChanged();
  const stateDir = mkdtempSync(join(tmpdir(), 'tahini-test-'));
  const load = loadFrom(process.cwd());
  const local = await startLocal({ serviceFile: 'serverless.yml', stateDir, port: 0, load, ...options });
  const close = async () => {
    await local.close();
    rmSync(stateDir, { recursive: true, force: true });
  };
  return { ...local, close };
}

/** Removed when the test ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
