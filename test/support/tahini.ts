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
  const child = spawn(process.execPath, ['bin/tahini.ts', ...args], { env: { ...process.env, ...env }, cwd });
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
