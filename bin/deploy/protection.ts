import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { Problem } from '../../local/problem.ts';
import type { Settings } from './settings.ts';

/** What outlives the stack, by logical id, unless removal=Delete. A test holds it against the template. */
export const STAYS = ['SubjectsTable', 'DecisionsTable', 'OperationsTable', 'DataKey', 'FailuresBucket'];

/** The stage's tables that are there in its region, and whether each is protected. Throws a Problem where that cannot be found out. */
export async function findTables({
  region,
  service,
}: Pick<Settings, 'region' | 'service'>): Promise<Map<string, boolean>> {
  const client = new DynamoDBClient({ region });
  const found = new Map<string, boolean>();
  try {
    for (const { create } of service.tables) {
      const isProtected = await protectionOf(client, create.TableName);
      if (isProtected !== undefined) found.set(create.TableName, isProtected);
    }
  } finally {
    client.destroy();
  }
  return found;
}

/** Undefined when there is no such table. */
async function protectionOf(client: DynamoDBClient, TableName: string): Promise<boolean | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.DeletionProtectionEnabled === true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    const name = error instanceof Error ? error.name : 'unknown';
    throw new Problem(
      `whether ${TableName} is protected cannot be found out (${name})`,
      'check credentials and region',
    );
  }
}
