import { asProblem } from '../../local/problem.ts';
import type { Local } from '../../local/start-local.ts';
import { EXIT } from '../exit-codes.ts';
import { fail } from '../fail.ts';
import { begin } from '../start/begin.ts';
import { cardNotice } from '../start/card-notice.ts';
import { greeting } from '../start/greeting.ts';
import { readOptions } from '../start/options.ts';
import { beginSample, samplePeople } from '../start/sample.ts';

/** Runs until Ctrl-C. */
export async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  process.setSourceMapsEnabled(true);
  let local: Local | undefined;
  const ending = endOnSignals(() => local?.close());
  endOnCrash();
  // Somebody looks on, and it takes some seconds.
  if (process.stderr.isTTY) process.stderr.write('building the functions and the console, starting the tables ...\n');
  local = await begin(options);
  // What is under way when it ends is no failure.
  await welcome(local, options).catch((error: unknown) => {
    if (!ending.aborted) throw error;
  });
}

async function welcome(local: Local, options: ReturnType<typeof readOptions>): Promise<void> {
  const people = options.sample ? samplePeople() : [];
  const loadOthers = await beginSample(local, people);
  console.log(await greeting(local, people));
  const notice = await cardNotice(local, options);
  if (notice !== undefined) console.log(notice);
  await loadOthers();
}

/** The first signal ends everything in good order, a second one at once. */
function endOnSignals(close: () => Promise<void> | undefined): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(EXIT.interrupted);
      ending.abort();
      Promise.resolve(close()).finally(() => process.exit(EXIT.done));
    });
  }
  return ending.signal;
}

/** The engine reports a full disk by throwing where nobody can catch it: say it in one line, too. */
function endOnCrash(): void {
  process.prependListener('uncaughtException', (error) => {
    process.exit(fail(asProblem(error)));
  });
}
