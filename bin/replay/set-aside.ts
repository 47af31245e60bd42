import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from './document.ts';

/** What a function has set aside of these records, as it lies in the Operations table, by sequence number. */
export async function setAsideOf(
  client: DynamoDBClient,
  { table, functionName }: { table: string; functionName: string },
  records: readonly StreamRecord[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const look = async (sequenceNumber: string) => {
    const command = new GetItemCommand({
      TableName: table,
      Key: { pk: { S: `failure#${functionName}` }, sk: { S: sequenceNumber } },
      ConsistentRead: true,
    });
    const { Item } = await client.send(command);
    if (Item?.document !== undefined) found.set(sequenceNumber, Buffer.from(Item.document.B ?? []).toString('base64'));
  };
  await Promise.all(records.map(({ dynamodb }) => look(dynamodb.SequenceNumber)));
  return found;
}

/** How many records were set aside in between: each time they are, the document tells another moment. */
export function newlySetAside(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  return [...after].filter(([sequenceNumber, document]) => before.get(sequenceNumber) !== document).length;
}
