import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Problem } from '../../local/problem.ts';
import { type Kept, MOST_BYTES, TOO_LARGE } from './kept.ts';
import { codeOf } from './trouble.ts';

/** The files below a folder, in the order of their names: those of one function, oldest first. */
export async function* inFolder(folder: string): AsyncGenerator<Kept> {
  if (!existsSync(folder)) return;
  for (const file of (await filesBelow(folder)).sort()) {
    const remove = async () => {
      await rm(file, { force: true });
      return true;
    };
    const content = await read(file);
    if (content !== undefined) yield { name: relative('.', file), ...content, remove };
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    throw new Problem(`${folder} cannot be read`, `the system says ${codeOf(error)}`);
  }
}

/** Undefined for a file that another run has finished with in the meantime. */
async function read(file: string): Promise<Pick<Kept, 'text' | 'trouble'> | undefined> {
  try {
    return (await stat(file)).size > MOST_BYTES ? TOO_LARGE : { text: await readFile(file, 'utf8') };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : { text: '', trouble: `it cannot be read (${codeOf(error)})` };
  }
}
