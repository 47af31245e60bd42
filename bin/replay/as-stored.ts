import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../local/engines/streams-api/lambda-record.ts';
import { itemOf, numberIn, type StreamRecord, sourceOf } from './document.ts';

const isProfile = ({ dynamodb }: StreamRecord) => dynamodb.Keys.sk.S === 'PROFILE';

/**
 * The records with each profile as it is stored now, once per person; whose profile is gone is left out. A profile of
 * the past must not be scored again: an unchanged score is not written (decision 3), so the stored one may bear an older
 * version than the profile and would be replaced by that of a version in between, which nothing would put right.
 * Without a former image the function reads the score consistently. Records of scores stay as they are: what follows
 * from one depends on its images alone.
 */
export async function asStoredNow(client: DynamoDBClient, records: readonly StreamRecord[]): Promise<StreamRecord[]> {
  const last = new Map(records.map((record) => [itemOf(record), record]));
  const handed: StreamRecord[] = [];
  for (const record of records) {
    if (!isProfile(record)) handed.push(record);
    else if (last.get(itemOf(record)) === record) {
      const item = await readProfile(client, record);
      if (item !== undefined) handed.push(withImage(record, item));
    }
  }
  return handed;
}

/** Of records that were handed in as stored then, those whose profile is another one by now. */
export async function movedOn(client: DynamoDBClient, records: readonly StreamRecord[]): Promise<StreamRecord[]> {
  const moved: StreamRecord[] = [];
  for (const record of records.filter(isProfile)) {
    const now = await readProfile(client, record, { version: 'pk, #version' });
    if (now && numberIn(now, 'version') !== numberIn(record.dynamodb.NewImage, 'version')) moved.push(record);
  }
  return moved;
}

function withImage(record: StreamRecord, item: Record<string, AttributeValue>): StreamRecord {
  const { OldImage: _former, ...dynamodb } = record.dynamodb;
  return { ...record, eventName: 'MODIFY', dynamodb: { ...dynamodb, NewImage: toItem(item) } };
}

async function readProfile(client: DynamoDBClient, record: StreamRecord, only?: { version: string }) {
  const { pk, sk } = record.dynamodb.Keys;
  const command = new GetItemCommand({
    TableName: sourceOf(record).table,
    Key: { pk: { S: pk.S }, sk: { S: sk.S } },
    ConsistentRead: true,
    ...(only && { ProjectionExpression: only.version, ExpressionAttributeNames: { '#version': 'version' } }),
  });
  return (await client.send(command)).Item;
}
