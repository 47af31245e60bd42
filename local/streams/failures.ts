import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GivenUp } from './stream-driver.ts';

/** Keeps records that were given up, whole, as Lambda writes them to S3: `<directory>/<function>/<time>-<id>.json`. */
export async function keepFailure(directory: string, failure: GivenUp): Promise<string> {
  const folder = join(directory, failure.trigger.functionName);
  await mkdir(folder, { recursive: true });
  const now = new Date();
  const file = join(folder, `${now.toISOString().replaceAll(':', '.')}-${randomUUID()}.json`);
  // Flushed, because the records leave the stream right after.
  await writeFile(file, JSON.stringify(describe(failure, now), undefined, 2), { flush: true, mode: 0o600 });
  return file;
}

function describe({ trigger, records, tries }: GivenUp, now: Date) {
  const [first, last] = [records[0], records.at(-1)];
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: `arn:aws:lambda:${first?.awsRegion}:000000000000:function:${trigger.functionName}`,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: tries,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: now.toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'local',
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first?.dynamodb.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrival(last?.dynamodb.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: first?.eventSourceARN,
    },
    payload: JSON.stringify({ Records: records }),
  };
}

function arrival(seconds: number | undefined): string {
  return new Date((seconds ?? 0) * 1000).toISOString();
}
