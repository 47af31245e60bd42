import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { JobStore } from '../schemas/job.ts';
import { calling } from './errors.ts';
import { namesExpire } from './names-kept.ts';
import { unzipped, zipped } from './zipped.ts';

/** What a finished job showed of everybody: the counts stay, the names go. */
export function reportsIn(client: DynamoDBClient, TableName: string): Pick<JobStore, 'putReport' | 'readReport'> {
  return {
    async putReport(jobId, { report, movers, now }) {
      const pk = { S: `job#${jobId}` };
      const names = { pk, sk: { S: 'MOVERS' }, document: zipped(movers), expiresAt: namesExpire(now) };
      await calling(() => client.send(new PutItemCommand({ TableName, Item: names })));
      const Item = { pk, sk: { S: 'REPORT' }, document: zipped(report) };
      await calling(() => client.send(new PutItemCommand({ TableName, Item })));
    },

    async readReport(jobId) {
      const at = async (sk: string) => {
        const Key = { pk: { S: `job#${jobId}` }, sk: { S: sk } };
        return (await calling(() => client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })))).Item;
      };
      const [report, movers] = await Promise.all([at('REPORT'), at('MOVERS')]);
      return report && { report: unzipped(report.document), movers: movers && unzipped(movers.document) };
    },
  };
}
