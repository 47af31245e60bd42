import { asProblem, Problem } from '../../local/problem.ts';
import type { Local } from '../../local/start-local.ts';
import { begin } from '../start/begin.ts';
import { cardNotice } from '../start/card-notice.ts';
import { greeting } from '../start/greeting.ts';
import { readOptions } from '../start/options.ts';
import { beginSample, samplePeople } from '../start/sample.ts';

export const usage = `tahini start [options]                   (npm start -- [options])
  --port N                port of the API (3000)
  --state DIR             where everything is kept (.tahini); survives a restart
  --fresh                 forget what was kept
  --no-sample             without the 300 synthetic people
  --days-ahead N          score as of N days from now, to see what time does
  --card F --dictionary F a scorecard and dictionary of your own, until another one is activated
  --engine NAME           dynalite (default), or dynamodb-local: AWS's own engine, needs Java
  --log-level L           INFO shows what is logged of every request (WARN)`;

export const summary = 'run everything on this machine, with sample people (--port, --engine, --state, --fresh, ...)';

/** Runs until Ctrl-C. */
export async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  process.setSourceMapsEnabled(true);
  let local: Local | undefined;
  const ending = endOnSignals(() => local?.close());
  endOnCrash();
  local = await begin(options);
  const people = options.sample ? samplePeople() : [];
  const loadOthers = await beginSample(local, people);
  console.log(await greeting(local, people));
  const notice = await cardNotice(local, options);
  if (notice !== undefined) console.log(notice);
  await loadOthers().catch((error: unknown) => {
    if (!ending.aborted) throw error;
  });
}

/** The first signal ends everything in good order, a second one at once. */
function endOnSignals(close: () => Promise<void> | undefined): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(130);
      ending.abort();
      Promise.resolve(close()).finally(() => process.exit(0));
    });
  }
  return ending.signal;
}

/** The engine reports a full disk by throwing where nobody can catch it: say it in one line, too. */
function endOnCrash(): void {
  process.on('uncaughtException', (error) => {
    const known = asProblem(error);
    console.error(known instanceof Problem ? `tahini: ${known.message}: ${known.remedy}` : error);
    process.exit(1);
  });
}
