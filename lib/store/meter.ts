import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Consumed capacity since the client was made. */
export interface Meter {
  readUnits: number;
  writeUnits: number;
}

const READS = new Set(['GetItemCommand', 'QueryCommand', 'ScanCommand']);
const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);

/** Counts what a client's calls consume, as DynamoDB tells it. */
export function metered(client: DynamoDBClient): Meter {
  const meter: Meter = { readUnits: 0, writeUnits: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (given) => {
        const isWrite = WRITES.has(commandName);
        if (!isWrite && !READS.has(commandName)) return next(given);
        try {
          const done = await next({ ...given, input: { ...given.input, ReturnConsumedCapacity: 'TOTAL' } as never });
          const { ConsumedCapacity } = done.output as { ConsumedCapacity?: { CapacityUnits?: number } };
          meter[isWrite ? 'writeUnits' : 'readUnits'] += ConsumedCapacity?.CapacityUnits ?? 0;
          return done;
        } catch (error) {
          // Charged as well, by the item that is there; those of a sweep are within 1 KB or nearly so.
          if (error instanceof ConditionalCheckFailedException) meter.writeUnits += 1;
          throw error;
        }
      },
    { step: 'initialize', name: 'meter' },
  );
  return meter;
}
