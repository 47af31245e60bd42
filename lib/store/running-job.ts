import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { JobStore } from '../schemas/job.ts';
import { calling, ifHolds } from './errors.ts';

const RUNNING = { pk: { S: 'job#running' }, sk: { S: 'RUNNING' } };

/** Which job is running: one at a time, by an item that is there or not. */
export function runningJobIn(
  client: DynamoDBClient,
  TableName: string,
): Pick<JobStore, 'readRunning' | 'takeRunning' | 'releaseRunning'> {
  return {
    async readRunning() {
      const command = new GetItemCommand({ TableName, Key: RUNNING, ConsistentRead: true });
      return (await calling(() => client.send(command))).Item?.jobId?.S;
    },

    takeRunning(jobId, former) {
      const command = new PutItemCommand({
        TableName,
        Item: { ...RUNNING, jobId: { S: jobId } },
        ...(former === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'jobId = :former', ExpressionAttributeValues: { ':former': { S: former } } }),
      });
      return ifHolds(() => client.send(command));
    },

    async releaseRunning(jobId) {
      const command = new DeleteItemCommand({
        TableName,
        Key: RUNNING,
        ConditionExpression: 'jobId = :jobId',
        ExpressionAttributeValues: { ':jobId': { S: jobId } },
      });
      await ifHolds(() => client.send(command));
    },
  };
}
