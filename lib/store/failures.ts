import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Store } from '../schemas/stored.ts';
import { calling, ifHolds } from './errors.ts';

/** A kept document under its name. */
export interface KeptFailure {
  functionName: string;
  sequenceNumber: string;
  document: string;
  /** As it lies there. */
  stored: Uint8Array;
}

const key = (functionName: string, sequenceNumber: string) => ({
  pk: { S: `failure#${functionName}` },
  sk: { S: sequenceNumber },
});

/** Records that a function set aside, in the Operations table, compressed (two images are in one item); each expires by itself. */
export function failuresIn(client: DynamoDBClient, table: string): Pick<Store, 'keepFailure'> {
  return {
    async keepFailure({ functionName, sequenceNumber, document, expiresAt }) {
      const Item = {
        ...key(functionName, sequenceNumber),
        document: { B: gzipSync(document) },
        expiresAt: { N: String(expiresAt) },
      };
      await calling(() => client.send(new PutItemCommand({ TableName: table, Item })));
    },
  };
}

/** The documents of one function, oldest first. What has expired but is still there is left out. `now` in milliseconds. */
export async function* listFailures(
  client: DynamoDBClient,
  table: string,
  functionName: string,
  now: number,
): AsyncGenerator<KeptFailure> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `failure#${functionName}` } },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { sk, document, expiresAt } of Items) {
      if (Number(expiresAt?.N) * 1000 <= now) continue;
      const stored = document?.B ?? new Uint8Array();
      yield { functionName, sequenceNumber: sk?.S ?? '', document: textOf(stored), stored };
    }
  }
}

/** Nothing of an item that somebody else put there: it is no document, and is told as such. */
function textOf(stored: Uint8Array): string {
  try {
    return gunzipSync(stored).toString('utf8');
  } catch {
    return '';
  }
}

/** Deletes this very document: false when the function has set the same record aside again since it was read. */
export function deleteFailure(
  client: DynamoDBClient,
  table: string,
  { functionName, sequenceNumber, stored }: KeptFailure,
): Promise<boolean> {
  const command = new DeleteItemCommand({
    TableName: table,
    Key: key(functionName, sequenceNumber),
    ConditionExpression: 'attribute_not_exists(pk) OR document = :document',
    ExpressionAttributeValues: { ':document': { B: stored } },
  });
  return ifHolds(() => client.send(command));
}
