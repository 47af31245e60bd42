// The client as an app has it: built, packed and installed offline into an empty folder.
//
//   const app = await installClient();     // app.folder has node_modules/tahini; app.run('npx', ...) runs there

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type BuiltClient, buildClient } from '../../bin/build-client.ts';

const execute = promisify(execFile);

export interface App {
  folder: string;
  built: BuiltClient;
  /** `tsc`'s complaints about a file of the app; '' for none. Nothing but the language and `lib` is given to it. */
  typecheck(file: string, lib?: string): Promise<string>;
  node(file: string): Promise<string>;
}

export async function installClient(): Promise<App> {
  const ground = mkdtempSync(join(tmpdir(), 'tahini-app-'));
  const folder = join(ground, 'app');
  mkdirSync(folder);
  const built = await buildClient(join(ground, 'client'));
  await execute('npm', ['pack', built.outdir, '--pack-destination', ground], { cwd: ground });
  const tarball = readdirSync(ground).find((file) => file.endsWith('.tgz'))!;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', type: 'module', private: true }));
  await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', join(ground, tarball)], { cwd: folder });
  return {
    folder,
    built,
    async typecheck(file, lib = 'es2022,dom') {
      const tsc = resolve('node_modules/typescript/bin/tsc');
      const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--types', ''];
      const options = [
        '--noEmit',
        '--module',
        'esnext',
        '--moduleResolution',
        'bundler',
        '--target',
        'es2022',
        '--lib',
        lib,
        ...strict,
      ];
      return execute(process.execPath, [tsc, ...options, file], { cwd: folder }).then(
        () => '',
        (error) => String(error.stdout),
      );
    },
    node: async (file) => (await execute(process.execPath, [file], { cwd: folder })).stdout,
  };
}
