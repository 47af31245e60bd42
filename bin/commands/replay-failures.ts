import { S3Client } from '@aws-sdk/client-s3';
import { asProblem } from '../../local/problem.ts';
import { inFolder } from '../replay/folder.ts';
import { lookHere, startHere } from '../replay/here.ts';
import type { Kept } from '../replay/kept.ts';
import { onAws } from '../replay/on-aws.ts';
import { type Place, type ReplayArguments, readArguments } from '../replay/options.ts';
import { type Handled, replay } from '../replay/replay.ts';
import { factsOf, inWords, lineOf, summaryOf } from '../replay/report.ts';
import { inBucket } from '../replay/s3.ts';
import type { Stack } from '../replay/stack.ts';
import { inTable } from '../replay/table.ts';
import { placeTrouble } from '../replay/trouble.ts';

export const usage = `tahini replay-failures [place]
  place                     s3://bucket[/prefix] and dynamodb://operations-table: by Lambda, on AWS
                            a folder, or nothing (all that --state has kept): on this machine
  --function NAME           only what this function failed on (score-on-change, publish-change)
  --since 2026-11-20        only what was given up then or later (or 2026-11-20T08:30Z)
  --dry-run                 list what is there, hand in nothing
  --keep                    leave what was taken where it is
  --json                    one JSON document on stdout
  --aws                     the folder's records are of functions on AWS
  --state DIR               the state of this machine (.tahini); no other run may be using it
  --engine, --days-ahead, --card, --dictionary: as it was started`;

export const summary = 'hand records that functions failed on to them again: [s3://bucket | dynamodb://table | folder]';

const SOME_LEFT = 3;

/** Exit code 0 when all was taken, 3 when something failed or was set aside again, or was refused. May be run as often as one likes. */
export async function run(args: string[]): Promise<void> {
  const options = readArguments(args);
  const handled: Handled[] = [];
  const stack = await prepare(options);
  try {
    for (const place of options.places) {
      for await (const kept of keptIn(place, stack)) {
        const done = await replay(kept, { ...options, stack });
        if (done === undefined) continue;
        handled.push(done);
        if (!options.json) console.log(lineOf(done));
      }
    }
  } catch (error) {
    throw placeTrouble(error) ?? asProblem(error);
  } finally {
    await stack.close();
  }
  const sums = summaryOf(handled);
  if (options.json) console.log(JSON.stringify({ ...sums, documents: handled.map(factsOf) }));
  else console.log(inWords(sums, options.dryRun));
  if (!options.dryRun && sums.setAside + sums.failed + sums.refused > 0) process.exitCode = SOME_LEFT;
}

/** Where functions and tables are: on this machine, or on AWS with the credentials and region of the environment. */
async function prepare({ here, dryRun }: ReplayArguments): Promise<Stack> {
  if (here) return dryRun ? lookHere(here) : startHere(here);
  const stack = await onAws();
  return dryRun ? { ...stack, invoke: undefined } : stack;
}

function keptIn(place: Place, { client, operationsTable }: Stack): AsyncGenerator<Kept> {
  if (place.kind === 'folder') return inFolder(place.folder);
  if (place.kind === 's3') return inBucket(new S3Client({}), place.bucket, place.prefix);
  return inTable(client, place.table ?? operationsTable());
}
