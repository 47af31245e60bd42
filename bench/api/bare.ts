import { type AttributeValue, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../lib/store/dynamodb.ts';

type Item = Record<string, AttributeValue>;

/**
 * The calls to DynamoDB that a request cannot do without, and nothing else; with the functions' own client settings,
 * bundled as they are.
 */
export function bareCalls(endpoint: string, TableName: string) {
  const client = dynamodbClient(endpoint);

  async function query(pk: string): Promise<Item[]> {
    const command = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    });
    return (await client.send(command)).Items ?? [];
  }

  /** As PUT profile: one consistent Query, and one PutItem on condition of the version. */
  async function put(pk: string): Promise<void> {
    const profile = (await query(pk)).find(({ sk }) => sk?.S === 'PROFILE');
    const version = profile?.version?.N ?? '';
    const command = new PutItemCommand({
      TableName,
      Item: { ...profile, version: { N: String(Number(version) + 1) } },
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':expected': { N: version } },
    });
    await client.send(command);
  }

  /** One PutItem on condition of the version, by who knows the item. */
  async function write(item: Item, version: number): Promise<void> {
    const command = new PutItemCommand({
      TableName,
      Item: { ...item, version: { N: String(version + 1) } },
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':expected': { N: String(version) } },
    });
    await client.send(command);
  }

  /** As GET score: one GetItem; or of another item, consistently. */
  async function get(pk: string, sk = 'SCORE'): Promise<void> {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: sk !== 'SCORE' }));
    if (Item === undefined) throw new Error('an item is not there');
  }

  /** Puts the items of one person under another key. */
  async function copy(from: string, to: string): Promise<void> {
    for (const item of await query(from)) {
      await client.send(new PutItemCommand({ TableName, Item: { ...item, pk: { S: to } } }));
    }
  }

  return { query, put, write, get, copy, close: () => client.destroy() };
}
