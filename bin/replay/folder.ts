import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Kept } from './kept.ts';

/** The files below a folder, in the order of their names: those of one function, oldest first. */
export async function* inFolder(folder: string): AsyncGenerator<Kept> {
  if (!existsSync(folder)) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files.sort()) {
    const remove = async () => {
      await rm(file, { force: true });
      return true;
    };
    yield { name: relative('.', file), text: await readFile(file, 'utf8'), remove };
  }
}
