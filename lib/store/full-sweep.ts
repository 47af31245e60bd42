import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { FullSweep, JobStore } from '../schemas/job.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

const KEY = { pk: { S: 'job#full-sweep' }, sk: { S: 'LAST' } };

/** The last finished sweep of everybody, in the Operations table. */
export function fullSweepIn(
  client: DynamoDBClient,
  TableName: string,
): Pick<JobStore, 'putFullSweep' | 'readFullSweep' | 'withdrawFullSweep'> {
  return {
    putFullSweep({ jobId, former, startedAt, asOf, activationSeq, cardHash, exceptions }) {
      const command = new PutItemCommand({
        TableName,
        Item: {
          ...KEY,
          jobId: { S: jobId },
          ...(former === undefined ? {} : { former: { S: former } }),
          startedAt: { N: String(startedAt) },
          asOf: { N: String(asOf) },
          activationSeq: { N: String(activationSeq) },
          cardHash: { S: cardHash },
          ...(exceptions === undefined ? {} : { exceptions: { S: JSON.stringify(exceptions) } }),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR startedAt <= :startedAt',
        ExpressionAttributeValues: { ':startedAt': { N: String(startedAt) } },
      });
      return ifHolds(() => client.send(command));
    },

    async readFullSweep({ consistent }) {
      const command = new GetItemCommand({ TableName, Key: KEY, ConsistentRead: consistent });
      const { Item } = await calling(() => client.send(command));
      return Item && sweepFrom(Item);
    },

    async withdrawFullSweep(asOf) {
      const command = new UpdateItemCommand({
        TableName,
        Key: KEY,
        UpdateExpression: 'REMOVE #exceptions',
        ExpressionAttributeNames: { '#exceptions': 'exceptions' },
        ConditionExpression: 'asOf > :asOf',
        ExpressionAttributeValues: { ':asOf': { N: String(asOf) } },
      });
      await ifHolds(() => client.send(command));
    },
  };
}

function sweepFrom(item: Item): FullSweep {
  return {
    jobId: item.jobId?.S ?? '',
    former: item.former?.S,
    startedAt: Number(item.startedAt?.N),
    asOf: Number(item.asOf?.N),
    activationSeq: Number(item.activationSeq?.N),
    cardHash: item.cardHash?.S ?? '',
    exceptions: item.exceptions && (JSON.parse(item.exceptions.S ?? '[]') as string[]),
  };
}
