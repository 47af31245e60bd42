import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../schemas/stored.ts';
import { calling, ifHolds } from './errors.ts';

const keyOf = (key: string) => ({ pk: { S: `use#${key}` }, sk: { S: 'USE' } });

/** Counters of the Operations table, for rate limits; each expires by itself. */
export function usesIn(client: DynamoDBClient, table: string): Pick<Store, 'countUse' | 'addUses'> {
  return {
    countUse(key, most, expiresAt) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: keyOf(key),
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

    async addUses(key, uses, expiresAt) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: 'ADD uses :uses SET expiresAt = :expiresAt',
        ExpressionAttributeValues: { ':uses': { N: String(uses) }, ':expiresAt': { N: String(expiresAt) } },
        ReturnValues: 'UPDATED_NEW',
      });
      const { Attributes } = await calling(() => client.send(command));
      return Number(Attributes?.uses?.N);
    },
  };
}
