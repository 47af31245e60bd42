import { realpathSync, statSync } from 'node:fs';
import { Problem } from '../local/problem.ts';

/**
 * Where a file that is written under another name first has to go: what a link leads to, for the link itself would be replaced
 * by it. Throws a Problem where something is that is no file: a directory, a device, a pipe.
 */
export function placeOf(path: string): string {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return path;
  if (!there.isFile()) throw new Problem(`${path} is not a file`, 'name another one');
  return realpathSync(path);
}
