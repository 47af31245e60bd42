import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreError } from '../errors.ts';
import { type JobSegment, type JobStore, NO_COUNTS, type SweepCounts, type Tallied } from '../schemas/job.ts';
import { calling, ifHolds } from './errors.ts';
import { namesExpire } from './names-kept.ts';
import { unzipped, zipped } from './zipped.ts';

type Item = Record<string, AttributeValue>;

const segmentKey = (jobId: string, segment: number) => ({
  pk: { S: `job#${jobId}` },
  sk: { S: `SEGMENT#${String(segment).padStart(5, '0')}` },
});

/** How far each segment of a job is, and who is at it. */
export function segmentsIn(
  client: DynamoDBClient,
  TableName: string,
): Pick<JobStore, 'listSegments' | 'claimSegment' | 'saveSegment'> {
  return {
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

    async claimSegment({ jobId, segment, lap }, now) {
      const command = new UpdateItemCommand({
        TableName,
        Key: segmentKey(jobId, segment),
        UpdateExpression: 'SET lap = :lap, #state = :open, begunAt = if_not_exists(begunAt, :now) ADD attempt :one',
        // A segment that nobody took yet has no item.
        ConditionExpression: 'attribute_not_exists(pk) OR #state = :open AND lap <= :lap',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':lap': { N: String(lap) },
          ':open': { S: 'open' },
          ':one': { N: '1' },
          ':now': { N: String(now) },
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
  };
}

function segmentAttributes({ state, lap, attempt, after, counts, tally, begunAt, savedAt }: JobSegment): Item {
  return {
    state: { S: state },
    lap: { N: String(lap) },
    attempt: { N: String(attempt) },
    counts: { S: JSON.stringify(counts) },
    ...(tally === undefined ? {} : { tally: zipped(tally) }),
    ...(after === undefined ? {} : { after: { S: after } }),
    ...(begunAt === undefined ? {} : { begunAt: { N: String(begunAt) } }),
    ...(savedAt === undefined ? {} : { savedAt: { N: String(savedAt) }, expiresAt: namesExpire(savedAt) }),
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
    // One that former code saved tells of nobody.
    tally: item.tally && ({ unjudged: [], ...unzipped(item.tally) } as unknown as Tallied),
    begunAt: item.begunAt && Number(item.begunAt.N),
    savedAt: item.savedAt && Number(item.savedAt.N),
  };
}
