import { DescribeTableCommand, type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { Problem } from '../../local/problem.ts';

/** What outlives the stack, by logical id, where removal=Retain. A test holds it against the template. */
export const STAYS = ['SubjectsTable', 'DecisionsTable', 'OperationsTable', 'DataKey', 'FailuresBucket'];

/** Those of the tables that are there and cannot be deleted. Throws a Problem where that cannot be found out. */
export async function protectedTables(client: DynamoDBClient, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const TableName of names) if (await isProtected(client, TableName)) found.push(TableName);
  return found;
}

async function isProtected(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.DeletionProtectionEnabled === true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    const name = error instanceof Error ? error.name : 'unknown';
    throw new Problem(
      `whether ${TableName} is protected cannot be found out (${name})`,
      'check credentials and region',
    );
  }
}
