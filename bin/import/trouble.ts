import { relative } from 'node:path';
import { Problem } from '../../local/problem.ts';

/** The file system's errors as a Problem that names the file; leaves every other error as it is. */
export function fileTrouble(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const name = 'path' in error && typeof error.path === 'string' ? relative('.', error.path) : 'a file';
  return new Problem(
    `${name} cannot be read or written (${error.code})`,
    'free it, or choose other files with --refused and --resume',
  );
}
