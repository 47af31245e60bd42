import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { JobStore, RescoreJob } from '../schemas/job.ts';
import { dryRunsIn } from './dry-runs.ts';
import { calling, ifHolds } from './errors.ts';
import { fullSweepIn } from './full-sweep.ts';
import { reportsIn } from './reports.ts';
import { runningJobIn } from './running-job.ts';
import { segmentsIn } from './segments.ts';
import { unscoredIn } from './unscored.ts';

type Item = Record<string, AttributeValue>;

const jobKey = (jobId: string) => ({ pk: { S: `job#${jobId}` }, sk: { S: 'JOB' } });
const LIST = { S: 'job#list' };
/** Ids begin with the time, so their order is that of the jobs. */
const listed = (jobId: string) => ({ pk: LIST, sk: { S: jobId } });

/** Jobs of the Operations table: parameters, progress by segment, and the people who could not be scored. */
export function jobsIn(client: DynamoDBClient, tables: { subjects: string; operations: string }): JobStore {
  const TableName = tables.operations;
  return {
    ...segmentsIn(client, TableName),
    ...runningJobIn(client, TableName),
    ...reportsIn(client, TableName),
    ...unscoredIn(client, TableName),
    ...dryRunsIn(client, TableName),
    ...fullSweepIn(client, TableName),

    async describeSubjects() {
      const command = new DescribeTableCommand({ TableName: tables.subjects });
      const { Table } = await calling(() => client.send(command));
      return { items: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
    },

    async putJob(job) {
      const Item = jobItem(job);
      // First, so that no job is begun that is not listed.
      await calling(() => client.send(new PutItemCommand({ TableName, Item: listed(job.jobId) })));
      const command = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      return ifHolds(() => client.send(command));
    },

    async readJob(jobId) {
      const command = new GetItemCommand({ TableName, Key: jobKey(jobId), ConsistentRead: true });
      const { Item } = await calling(() => client.send(command));
      return Item && jobFrom(Item);
    },

    moveJob(jobId, from, to, at) {
      const command = new UpdateItemCommand({
        TableName,
        Key: jobKey(jobId),
        UpdateExpression:
          to === 'running' ? 'SET #state = :to, resumedAt = :at REMOVE endedAt' : 'SET #state = :to, endedAt = :at',
        ConditionExpression: '#state = :from',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':from': { S: from }, ':to': { S: to }, ':at': { N: String(at) } },
      });
      return ifHolds(() => client.send(command));
    },

    async closeSegment(jobId, segment) {
      const command = new UpdateItemCommand({
        TableName,
        Key: jobKey(jobId),
        UpdateExpression: 'DELETE #open :segment',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':segment': { NS: [String(segment)] } },
        ReturnValues: 'ALL_NEW',
      });
      const { Attributes } = await calling(() => client.send(command));
      return openIn(Attributes);
    },

    async listJobs({ limit, before }) {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': LIST },
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
        ...(before === undefined ? {} : { ExclusiveStartKey: listed(before) }),
      });
      const { Items = [] } = await calling(() => client.send(command));
      return Items.map(({ sk }) => sk?.S ?? '');
    },
  };
}

function jobItem({ jobId, state, open, endedAt, resumedAt, ...parameters }: RescoreJob): Item {
  return {
    ...jobKey(jobId),
    state: { S: state },
    open: { NS: open.map(String) },
    parameters: { S: JSON.stringify(parameters) },
    ...(resumedAt === undefined ? {} : { resumedAt: { N: String(resumedAt) } }),
    ...(endedAt === undefined ? {} : { endedAt: { N: String(endedAt) } }),
  };
}

function jobFrom(item: Item): RescoreJob {
  const parameters = JSON.parse(item.parameters?.S ?? '{}') as Omit<
    RescoreJob,
    'jobId' | 'state' | 'open' | 'endedAt' | 'resumedAt'
  >;
  return {
    ...parameters,
    // One that former code began may have had another beside it.
    beside: parameters.beside ?? true,
    jobId: item.pk?.S?.slice('job#'.length) ?? '',
    state: item.state?.S as RescoreJob['state'],
    open: openIn(item),
    resumedAt: item.resumedAt && Number(item.resumedAt.N),
    endedAt: item.endedAt && Number(item.endedAt.N),
  };
}

/** A set that lost its last member is gone. */
function openIn(item: Item | undefined): number[] {
  return (item?.open?.NS ?? []).map(Number).sort((a, b) => a - b);
}
