import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { JobStore } from '../schemas/job.ts';
import { calling } from './errors.ts';
import { namesExpire } from './names-kept.ts';

/** Whom a job could not score. */
export function unscoredIn(
  client: DynamoDBClient,
  TableName: string,
): Pick<JobStore, 'putUnsweepable' | 'listUnsweepable'> {
  return {
    async putUnsweepable(jobId, { subjectId, reason, now }) {
      const key = { pk: { S: `job#${jobId}` }, sk: { S: `UNSCORED#${subjectId}` } };
      const Item = { ...key, reason: { S: reason }, expiresAt: namesExpire(now) };
      await calling(() => client.send(new PutItemCommand({ TableName, Item })));
    },

    async listUnsweepable(jobId, { limit, after }) {
      const pk = { S: `job#${jobId}` };
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': { S: 'UNSCORED#' } },
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: { S: `UNSCORED#${after}` } } }),
      });
      const { Items = [] } = await calling(() => client.send(command));
      return Items.map(({ sk, reason }) => ({
        subjectId: sk?.S?.slice('UNSCORED#'.length) ?? '',
        reason: reason?.S ?? '',
      }));
    },
  };
}
