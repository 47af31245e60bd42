import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

// What a bare handler over the same table does: the client, the commands that we send, and nothing else.
const client = new DynamoDBClient({});
const TableName = 'subjects';

export async function handler(Key: Record<string, AttributeValue>) {
  await client.send(new PutItemCommand({ TableName, Item: Key }));
  await client.send(new UpdateItemCommand({ TableName, Key }));
  await client.send(new DeleteItemCommand({ TableName, Key }));
  return [
    await client.send(new GetItemCommand({ TableName, Key })),
    await client.send(new QueryCommand({ TableName })),
  ];
}
