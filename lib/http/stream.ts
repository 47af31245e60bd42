import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { TahiniError } from '../errors.ts';
import { logFailure } from './endpoint.ts';

const AT_ONCE = 8;

/**
 * Handles a batch of stream records: people side by side, each person's changes in order. Failures are isolated: a
 * person whose record fails is reported from that record on, and all others go on.
 */
export function streamHandler(handle: (record: DynamoDBRecord) => Promise<void>) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const people = [...Map.groupBy(event.Records, (record) => record.dynamodb?.Keys?.pk?.S ?? '').values()];
    const failed: string[] = [];
    const work = people.values();
    const worker = async () => {
      for (const records of work) {
        const at = await firstFailure(records, handle);
        if (at !== undefined) failed.push(at);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function firstFailure(
  records: DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<string | undefined> {
  for (const record of records) {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
    try {
      await handle(record);
    } catch (error) {
      const kind = error instanceof TahiniError ? error.kind : 'unexpected';
      logFailure('record-failed', error, { sequenceNumber, kind });
      return sequenceNumber;
    }
  }
  return undefined;
}
