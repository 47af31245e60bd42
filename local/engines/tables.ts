import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { Table } from '../service/tables.ts';
import { clientConfig } from './engine.ts';

/** Creates the tables that are missing; `ttl` is for engines that expire items by themselves. */
export async function createTables(endpoint: string, tables: readonly Table[], ttl: boolean): Promise<void> {
  const client = new DynamoDBClient(clientConfig(endpoint));
  try {
    await Promise.all(tables.map((table) => createTable(client, table, ttl)));
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, { create, ttlAttribute }: Table, ttl: boolean): Promise<void> {
  const { TableName } = create;
  const existed = await client.send(new CreateTableCommand(create)).then(
    () => false,
    (error: unknown) => {
      if (error instanceof ResourceInUseException) return true;
      throw error;
    },
  );
  if (existed) return;
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 }, { TableName });
  if (!ttl || ttlAttribute === undefined) return;
  const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}
