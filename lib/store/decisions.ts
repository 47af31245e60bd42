import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { DecisionKey, Store } from '../schemas/stored.ts';
import { calling } from './errors.ts';
import { scoreAttributes, scoreFrom } from './items.ts';

type Decisions = Pick<Store, 'putDecision' | 'readDecision' | 'listDecisions' | 'deleteDecisions'>;

/** Keys of decisions begin with a digit; what else lies under a person comes after them. */
export const BEFORE_OUTCOMES = 'O';
export const OUTCOME = 'OUTCOME#';

/** The Decisions table: append-only, one record per real change, under a key that follows from its content. */
export function decisionsIn(client: DynamoDBClient, table: string): Decisions {
  return {
    async putDecision(subjectId, decision, expiresAt) {
      const Item = {
        pk: { S: subjectId },
        sk: { S: sortKey(decision) },
        ...scoreAttributes(decision),
        expiresAt: { N: String(expiresAt) },
      };
      await calling(() => client.send(new PutItemCommand({ TableName: table, Item })));
    },

    async readDecision(subjectId, key) {
      const Key = { pk: { S: subjectId }, sk: { S: sortKey(key) } };
      const command = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item } = await calling(() => client.send(command));
      return Item && scoreFrom(Item);
    },

    async listDecisions(subjectId, { limit, after }) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :outcomes',
        ExpressionAttributeValues: { ':pk': { S: subjectId }, ':outcomes': { S: BEFORE_OUTCOMES } },
        ScanIndexForward: false,
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk: { S: subjectId }, sk: { S: after } } }),
      });
      const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
      return { decisions: Items.map((item) => scoreFrom(item)), next: LastEvaluatedKey?.sk?.S };
    },

    /** Outcomes have the version, too, and go with them. */
    async deleteDecisions(subjectId, version) {
      let from: Record<string, { S: string }> | undefined;
      do {
        const command: QueryCommand = new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: 'profileVersion <= :version OR NOT attribute_type(profileVersion, :number)',
          ExpressionAttributeValues: {
            ':pk': { S: subjectId },
            ':version': { N: String(version) },
            ':number': { S: 'N' },
          },
          ProjectionExpression: 'pk, sk',
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        });
        const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
        for (const { pk, sk } of Items) {
          if (pk && sk) await calling(() => client.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } })));
        }
        from = LastEvaluatedKey as typeof from;
      } while (from !== undefined);
    },
  };
}

/** `asOf#profileVersion#activationSeq`, padded so that text order is number order. */
function sortKey({ asOf, profileVersion, activationSeq }: DecisionKey): string {
  return `${decisionsBefore(asOf)}#${padded(profileVersion, 10)}#${padded(activationSeq, 6)}`;
}

/** Above the keys of all decisions as of earlier days, and below those of this day. */
export function decisionsBefore(day: number): string {
  return padded(day, 6);
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
