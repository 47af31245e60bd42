import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { deleteFailure, listFailures } from '../../lib/store/failures.ts';
import type { Kept } from './kept.ts';

/** What functions have set aside in an Operations table, function by function, oldest first. */
export async function* inTable(client: DynamoDBClient, table: string): AsyncGenerator<Kept> {
  for (const functionName of await functionsThatFailed(client, table)) {
    for await (const failure of listFailures(client, table, functionName, Date.now())) {
      yield {
        name: `${functionName}/${failure.sequenceNumber}`,
        text: failure.document,
        remove: () => deleteFailure(client, table, failure),
      };
    }
  }
}

/** By a scan: besides failures there are only counters there, and those expire within hours. */
async function functionsThatFailed(client: DynamoDBClient, table: string): Promise<Set<string>> {
  const names = new Set<string>();
  const filter = {
    ProjectionExpression: 'pk',
    FilterExpression: 'begins_with(pk, :failure)',
    ExpressionAttributeValues: { ':failure': { S: 'failure#' } },
  };
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true, ...filter })) {
    for (const { pk } of Items) names.add(pk?.S?.slice('failure#'.length) ?? '');
  }
  return names;
}
