import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the client declares in files of its own, but for contract.ts, which is written out: contract-text.ts. */
export async function declarations(root: string): Promise<Record<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'tahini-client-'));
  try {
    const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir: out };
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { ...emit, typeRoots: [join(root, 'node_modules/@types')] },
      files: [join(root, 'lib/client/client.ts')],
      include: [],
    };
    writeFileSync(join(out, 'tsconfig.json'), JSON.stringify(config));
    await promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', out]);
    // Nobody else may import .ts files.
    const text = (file: string) =>
      readFileSync(join(out, 'lib/client', file), 'utf8').replaceAll(/(from '\.\/\w+)\.ts'/g, "$1.js'");
    const shapes = "export type * from './contract.js';\n";
    return { 'client.d.ts': text('client.d.ts') + shapes, 'types.d.ts': text('types.d.ts') };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
