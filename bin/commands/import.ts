import { relative, resolve } from 'node:path';
import { issueToken } from '../../local/issuer.ts';
import { asProblem } from '../../local/problem.ts';
import { EXIT } from '../exit-codes.ts';
import { help } from '../help/import.ts';
import { importFile, type Summary } from '../import/import-file.ts';
import { type Mapping, readMapping } from '../import/mapping.ts';
import { readArguments } from '../import/options.ts';
import { count, Progress } from '../import/progress.ts';
import { Interrupted } from '../import/send.ts';
import { fileTrouble } from '../import/trouble.ts';

/** A run that was stopped continues when it is run again. */
export async function run(args: string[]): Promise<void> {
  const { mappingFile, token, state, json, ...options } = readArguments(args, help.usage[0]);
  const mapping = readMapping(mappingFile);
  const progress = new Progress(process.stderr);
  const say = (line: string) => progress.say(`import: ${line}`);
  const signal = untilSignal();
  try {
    const result = await importFile({
      ...options,
      mapping,
      token: token ?? (await developmentToken(state, mapping)),
      signal,
      say,
      onProgress: (position) => progress.update(position),
    });
    progress.clear();
    if (result.refused > 0) say(`the refused rows are in ${relative('.', options.refused)}`);
    console.log(json ? JSON.stringify(result) : inWords(result));
    process.exitCode = result.refused > 0 ? EXIT.partly : EXIT.done;
  } catch (error) {
    progress.clear();
    if (!(error instanceof Interrupted)) throw fileTrouble(error);
    say('interrupted; run the same command again to continue');
    process.exitCode = signal.reason === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
  }
}

async function developmentToken(state: string, { source, tier }: Mapping): Promise<string> {
  try {
    return await issueToken({ state: resolve(state), subject: source, scope: 'subjects:any profile:write', tier });
  } catch (error) {
    throw asProblem(error);
  }
}

/** The first signal lets what is under way end, a second one ends the process at once. */
function untilSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));
  return stop.signal;
}

function inWords({ rows, imported, unchanged, refused, seconds }: Summary): string {
  const parts = `${count(imported)} imported, ${count(unchanged)} unchanged, ${count(refused)} refused`;
  return `${count(rows)} rows in ${seconds.toFixed(1)} s: ${parts}`;
}
