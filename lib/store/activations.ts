import { type AttributeValue, type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Activation, Registry } from '../schemas/registry.ts';
import { calling, ifHolds } from './errors.ts';

type Activations = Pick<Registry, 'latestActivation' | 'listActivations' | 'putActivation'>;

const PK = { S: 'scorecard#activations' };

/**
 * Activations in the Operations table, one item for each number. There is no pointer beside them that could disagree:
 * the highest number is the active card.
 */
export function activationsIn(client: DynamoDBClient, table: string): Activations {
  const latestFirst = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': PK },
    ScanIndexForward: false,
  };
  return {
    async latestActivation({ consistent }) {
      const command = new QueryCommand({ ...latestFirst, Limit: 1, ConsistentRead: consistent });
      const { Items = [] } = await calling(() => client.send(command));
      return Items[0] && activationFrom(Items[0]);
    },

    async listActivations() {
      const found: Activation[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const command: QueryCommand = new QueryCommand({
          ...latestFirst,
          ConsistentRead: true,
          ExclusiveStartKey: from,
        });
        const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
        found.push(...Items.map(activationFrom));
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },

    putActivation(activation) {
      const sk = { S: String(activation.seq).padStart(6, '0') };
      const command = new PutItemCommand({
        TableName: table,
        Item: { pk: PK, sk, activation: { S: JSON.stringify(activation) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return ifHolds(() => client.send(command));
    },
  };
}

function activationFrom(item: Record<string, AttributeValue>): Activation {
  return JSON.parse(item.activation?.S ?? '') as Activation;
}
