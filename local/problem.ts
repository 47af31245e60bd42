/** Something a person can put right: one line that says what is wrong, one that says what to do. */
export class Problem extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = 'Problem';
    this.remedy = remedy;
  }
}

const REMEDIES: [pattern: RegExp, what: string, remedy: string][] = [
  [/ENOSPC|No space left/i, 'the disk is full', 'free some space, or keep the state elsewhere with --state DIR'],
  [/EACCES|EPERM|Permission denied/i, 'the state directory cannot be written', 'choose another one with --state DIR'],
  [/EROFS|Read-only file system/i, 'the state directory is read-only', 'choose another one with --state DIR'],
  [/ENOTDIR|EEXIST/i, 'the state directory is not a directory', 'choose another one with --state DIR'],
];

/** Turns the file system's errors, however deep they are wrapped, into a problem; leaves every other error as it is. */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const text = causes(error).join(' ');
  const known = REMEDIES.find(([pattern]) => pattern.test(text));
  return known ? new Problem(known[1], known[2]) : error;
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return [code, error.message, ...causes(error.cause)];
}
