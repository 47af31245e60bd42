import { type AttributeValue, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Tables } from '../../lib/store/dynamodb.ts';
import { clientConfig } from '../../local/engines/engine.ts';

export type Item = Record<string, AttributeValue>;

/** All items of one person, and their like under another key. */
export function itemsAt(endpoint: string, tables: Tables) {
  const client = new DynamoDBClient(clientConfig(endpoint));

  async function under(TableName: string, pk: string): Promise<Item[]> {
    const command = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    });
    return (await client.send(command)).Items ?? [];
  }

  return {
    subject: async (pk: string) => {
      const items = await under(tables.subjects, pk);
      const find = (sk: string) => items.find((item) => item.sk?.S === sk);
      return { profile: find('PROFILE'), score: find('SCORE') };
    },
    copy: async (from: string, to: string) => {
      for (const TableName of [tables.subjects, tables.decisions]) {
        for (const item of await under(TableName, from)) {
          await client.send(new PutItemCommand({ TableName, Item: { ...item, pk: { S: to } } }));
        }
      }
    },
    close: () => client.destroy(),
  };
}

export type Items = ReturnType<typeof itemsAt>;
