import { gunzipSync, gzipSync } from 'node:zlib';
import { type AttributeValue, type DynamoDBClient, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { BatchStore, PlacedResult } from '../schemas/partner-event.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

/** Batches in the Operations table, compressed: one item for what was known at first, one for the results of each part. */
export function batchesIn(client: DynamoDBClient, TableName: string): BatchStore {
  const pkOf = (partnerId: string, batchId: string) => ({ S: `batch#${partnerId}#${batchId}` });
  const putOnce = (Item: Item) =>
    ifHolds(() =>
      client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
    );
  return {
    async putBatch({ partnerId, batchId, events, parts, results, expiresAt }) {
      await putOnce({
        pk: pkOf(partnerId, batchId),
        sk: { S: 'BATCH' },
        events: { N: String(events) },
        parts: { N: String(parts) },
        results: packed(results),
        expiresAt: { N: String(expiresAt) },
      });
    },

    async putPart({ partnerId, batchId, part, expiresAt }, results) {
      await putOnce({
        pk: pkOf(partnerId, batchId),
        sk: { S: `PART#${String(part).padStart(3, '0')}` },
        results: packed(results),
        expiresAt: { N: String(expiresAt) },
      });
    },

    async readBatch(partnerId, batchId, now) {
      const items = await itemsOf(client, TableName, pkOf(partnerId, batchId));
      const alive = items.filter(({ expiresAt }) => Number(expiresAt?.N) * 1000 > now);
      const head = alive.find(({ sk }) => sk?.S === 'BATCH');
      if (head === undefined) return undefined;
      const parts = alive.filter((item) => item !== head);
      const [events, expected, expiresAt] = [head.events, head.parts, head.expiresAt].map((value) => Number(value?.N));
      const batch = { partnerId, batchId, events: events!, parts: expected!, expiresAt: expiresAt! };
      return {
        batch: { ...batch, results: unpacked(head) },
        parts: parts.length,
        results: parts.flatMap(unpacked),
      };
    },
  };
}

async function itemsOf(client: DynamoDBClient, TableName: string, pk: { S: string }): Promise<Item[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    },
  );
  const items: Item[] = [];
  await calling(async () => {
    for await (const { Items = [] } of pages) items.push(...Items);
  });
  return items;
}

function packed(results: readonly PlacedResult[]): AttributeValue {
  return { B: gzipSync(JSON.stringify(results)) };
}

function unpacked({ results }: Item): PlacedResult[] {
  return JSON.parse(gunzipSync(results?.B ?? new Uint8Array()).toString('utf8')) as PlacedResult[];
}
