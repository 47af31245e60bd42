// The command line as a child process: `const run = tahini(['token']); await run.ended` gives its code and output.

import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export interface Run {
  child: ChildProcess;
  /** Resolves with everything it said so far, once that matches. */
  says(pattern: RegExp): Promise<string>;
  ended: Promise<{ code: number | null; output: string; errors: string }>;
}

/** Killed at the end of the test, should it still run. `cwd` is a copy of the project, where it must not disturb others. */
export function tahini(args: string[], env: NodeJS.ProcessEnv = {}, cwd = '.'): Run {
  const child = spawn(process.execPath, ['bin/tahini.ts', ...args], {
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
    cwd,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, errors }));
  });
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const check = () => pattern.test(output) && resolve(output);
      child.stdout.on('data', check);
      ended.then(() => reject(new Error(`it ended without saying ${pattern}: ${errors}`)));
      check();
    });
  return { child, says, ended };
}

/** What is said of a mistake, last of all: a line that says what is wrong, below it what to do next; here joined by colons. */
export function told(errors: string): string {
  const [what = '', ...next] = errors
    .slice(errors.search(/^tahini: /m))
    .trimEnd()
    .split('\n');
  const isTold = what.startsWith('tahini: ') && next.length > 0 && next.every((line) => /^ {2,}(?!at )\S/.test(line));
  if (!isTold) throw new Error(`not told so: ${errors}`);
  return [what, ...next.map((line) => line.trim())].join(': ');
}
