import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../schemas/stored.ts';
import { ifHolds } from './errors.ts';

/** Counters of the Operations table, for rate limits; each expires by itself. */
export function usesIn(client: DynamoDBClient, table: string): Pick<Store, 'countUse'> {
  return {
    countUse(key, most, expiresAt) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: { pk: { S: `use#${key}` }, sk: { S: 'USE' } },
        UpdateExpression: 'ADD uses :one SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(uses) OR uses < :most',
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':most': { N: String(most) },
          ':expiresAt': { N: String(expiresAt) },
        },
      });
      return ifHolds(() => client.send(command));
    },
  };
}
