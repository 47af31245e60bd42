import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { numberIn, type StreamRecord, sourceOf } from './document.ts';

/**
 * The records without those of people who were erased since. The functions refuse a late profile by themselves, but a
 * late score would become a decision record again: its function sees the stream's images only.
 */
export async function withoutErased(client: DynamoDBClient, records: StreamRecord[]): Promise<StreamRecord[]> {
  const erased = new Map<string, number>();
  const kept: StreamRecord[] = [];
  for (const record of records) {
    const version = versionOf(record);
    if (version === undefined) {
      kept.push(record);
      continue;
    }
    const { table } = sourceOf(record);
    const pk = record.dynamodb.Keys.pk.S;
    const key = `${table}/${pk}`;
    if (!erased.has(key)) erased.set(key, await erasedVersion(client, table, pk));
    if (version > (erased.get(key) ?? 0)) kept.push(record);
  }
  return kept;
}

/** The version of the profile that a record is about; a tombstone has none, and may always be handled again. */
function versionOf({ dynamodb: { NewImage } }: StreamRecord): number | undefined {
  return numberIn(NewImage, 'version') ?? numberIn(NewImage, 'profileVersion');
}

/** Up to which version a person was erased; 0 = never. Who enrolled anew has no tombstone any more, but a first version. */
async function erasedVersion(client: DynamoDBClient, TableName: string, pk: string): Promise<number> {
  const read = async (sk: string) => {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const about = { ProjectionExpression: 'erasedVersion, enrolledVersion', ConsistentRead: true };
    return (await client.send(new GetItemCommand({ TableName, Key, ...about }))).Item;
  };
  const [profile, score] = [await read('PROFILE'), await read('SCORE')];
  return Math.max(numberIn(score, 'erasedVersion') ?? 0, (numberIn(profile, 'enrolledVersion') ?? 1) - 1);
}
