import { Problem } from '../../local/problem.ts';
import { fileTrouble } from '../import/trouble.ts';

/** The file system's errors as a Problem that names the file; leaves every other error as it is. */
export function outputTrouble(error: unknown): unknown {
  const found = fileTrouble(error);
  if (found === error || !(found instanceof Problem)) return found;
  return new Problem(found.message, 'free it, or choose other files with --data, --out and --refused');
}
