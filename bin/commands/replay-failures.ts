import { S3Client } from '@aws-sdk/client-s3';
import { asProblem } from '../../local/problem.ts';
import { EXIT } from '../exit-codes.ts';
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
  if (!options.dryRun && sums.setAside + sums.failed + sums.refused > 0) process.exitCode = EXIT.partly;
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
