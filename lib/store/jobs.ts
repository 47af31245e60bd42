import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreError } from '../errors.ts';
import {
  type JobSegment,
  type JobStore,
  NO_COUNTS,
  type RescoreJob,
  type SweepCounts,
  type Tallied,
} from '../schemas/job.ts';
import { dryRunsIn } from './dry-runs.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

const jobKey = (jobId: string) => ({ pk: { S: `job#${jobId}` }, sk: { S: 'JOB' } });
const segmentKey = (jobId: string, segment: number) => ({
  pk: { S: `job#${jobId}` },
  sk: { S: `SEGMENT#${String(segment).padStart(5, '0')}` },
});
const LIST = { S: 'job#list' };
/** Ids begin with the time, so their order is that of the jobs. */
const listed = (jobId: string) => ({ pk: LIST, sk: { S: jobId } });
const RUNNING = { pk: { S: 'job#running' }, sk: { S: 'RUNNING' } };

/** What names people is not kept for longer; in seconds. */
const NAMES_KEPT = 90 * 86_400;
const expiry = (now: number) => ({ N: String(Math.floor(now / 1000) + NAMES_KEPT) });

/** Jobs of the Operations table: parameters, progress by segment, and the people who could not be scored. */
export function jobsIn(client: DynamoDBClient, tables: { subjects: string; operations: string }): JobStore {
  const TableName = tables.operations;
  const read = async (Key: Item) =>
    (await calling(() => client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })))).Item;
  return {
    ...dryRunsIn(client, TableName),

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
      const item = await read(jobKey(jobId));
      return item && jobFrom(item);
    },

    moveJob(jobId, from, to, endedAt) {
      const command = new UpdateItemCommand({
        TableName,
        Key: jobKey(jobId),
        UpdateExpression: endedAt === undefined ? 'SET #state = :to REMOVE endedAt' : 'SET #state = :to, endedAt = :at',
        ConditionExpression: '#state = :from',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':from': { S: from },
          ':to': { S: to },
          ...(endedAt === undefined ? {} : { ':at': { N: String(endedAt) } }),
        },
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

    async listSegments(jobId) {
      const found: JobSegment[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': { S: `job#${jobId}` }, ':sk': { S: 'SEGMENT#' } },
          ConsistentRead: true,
        },
      );
      await calling(async () => {
        for await (const { Items = [] } of pages) found.push(...Items.map(segmentFrom));
      });
      return found;
    },

    async claimSegment({ jobId, segment, lap }) {
      const command = new UpdateItemCommand({
        TableName,
        Key: segmentKey(jobId, segment),
        UpdateExpression: 'SET lap = :lap, #state = :open ADD attempt :one',
        // A segment that nobody took yet has no item.
        ConditionExpression: 'attribute_not_exists(pk) OR #state = :open AND lap <= :lap',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':lap': { N: String(lap) },
          ':open': { S: 'open' },
          ':one': { N: '1' },
        },
        ReturnValues: 'ALL_NEW',
      });
      try {
        const { Attributes } = await calling(() => client.send(command));
        return Attributes && segmentFrom(Attributes);
      } catch (error) {
        if (error instanceof StoreError && error.cause instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    saveSegment(jobId, segment) {
      const command = new PutItemCommand({
        TableName,
        Item: { ...segmentKey(jobId, segment.segment), ...segmentAttributes(segment) },
        ConditionExpression: 'attempt = :attempt',
        ExpressionAttributeValues: { ':attempt': { N: String(segment.attempt) } },
      });
      return ifHolds(() => client.send(command));
    },

    async readRunning() {
      return (await read(RUNNING))?.jobId?.S;
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

    async putReport(jobId, { report, movers, now }) {
      const pk = { S: `job#${jobId}` };
      const names = { pk, sk: { S: 'MOVERS' }, document: zipped(movers), expiresAt: expiry(now) };
      await calling(() => client.send(new PutItemCommand({ TableName, Item: names })));
      const Item = { pk, sk: { S: 'REPORT' }, document: zipped(report) };
      await calling(() => client.send(new PutItemCommand({ TableName, Item })));
    },

    async readReport(jobId) {
      const at = (sk: string) => read({ pk: { S: `job#${jobId}` }, sk: { S: sk } });
      const [report, movers] = await Promise.all([at('REPORT'), at('MOVERS')]);
      return report && { report: unzipped(report.document), movers: movers && unzipped(movers.document) };
    },

    async putUnsweepable(jobId, { subjectId, reason, now }) {
      const key = { pk: { S: `job#${jobId}` }, sk: { S: `UNSCORED#${subjectId}` } };
      const Item = { ...key, reason: { S: reason }, expiresAt: expiry(now) };
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

function jobItem({ jobId, state, open, endedAt, ...parameters }: RescoreJob): Item {
  return {
    ...jobKey(jobId),
    state: { S: state },
    open: { NS: open.map(String) },
    parameters: { S: JSON.stringify(parameters) },
    ...(endedAt === undefined ? {} : { endedAt: { N: String(endedAt) } }),
  };
}

function jobFrom(item: Item): RescoreJob {
  const parameters = JSON.parse(item.parameters?.S ?? '{}') as Omit<RescoreJob, 'jobId' | 'state' | 'open' | 'endedAt'>;
  return {
    ...parameters,
    jobId: item.pk?.S?.slice('job#'.length) ?? '',
    state: item.state?.S as RescoreJob['state'],
    open: openIn(item),
    endedAt: item.endedAt && Number(item.endedAt.N),
  };
}

/** A set that lost its last member is gone. */
function openIn(item: Item | undefined): number[] {
  return (item?.open?.NS ?? []).map(Number).sort((a, b) => a - b);
}

function segmentAttributes({ state, lap, attempt, after, counts, tally, savedAt }: JobSegment): Item {
  return {
    state: { S: state },
    lap: { N: String(lap) },
    attempt: { N: String(attempt) },
    counts: { S: JSON.stringify(counts) },
    ...(tally === undefined ? {} : { tally: zipped(tally) }),
    ...(after === undefined ? {} : { after: { S: after } }),
    ...(savedAt === undefined ? {} : { savedAt: { N: String(savedAt) }, expiresAt: expiry(savedAt) }),
  };
}

function segmentFrom(item: Item): JobSegment {
  return {
    segment: Number(item.sk?.S?.slice('SEGMENT#'.length)),
    state: item.state?.S as JobSegment['state'],
    lap: Number(item.lap?.N),
    attempt: Number(item.attempt?.N),
    after: item.after?.S,
    counts: item.counts === undefined ? NO_COUNTS : (JSON.parse(item.counts.S ?? '{}') as SweepCounts),
    tally: item.tally && (unzipped(item.tally) as Tallied),
    savedAt: item.savedAt && Number(item.savedAt.N),
  };
}

function zipped(document: unknown): AttributeValue {
  return { B: gzipSync(JSON.stringify(document ?? null)) };
}

function unzipped(value: AttributeValue | undefined): object {
  return JSON.parse(gunzipSync(value?.B ?? new Uint8Array()).toString('utf8')) as object;
}
