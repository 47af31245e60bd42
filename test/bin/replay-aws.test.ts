import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDynalite } from '../../local/engines/dynalite.ts';
import { clientConfig, type Engine } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import {
  documentOf,
  HERE,
  type Invocation,
  type LambdaAnswer,
  lambda,
  ON_AWS,
  scoreRecord,
  TAKEN,
} from './replay-support.ts';

// S3 and DynamoDB are engines of their own kind on this machine, Lambda is a server that answers as Invoke does: what
// AWS itself permits, and how it signs and limits calls, is not shown here.
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_REGION: 'eu-west-1' };
const PREFIX = 'aws/lambda/0c1d/shardId-7/2026/11/20';
const service = readService('serverless.yml');
const { SUBJECTS_TABLE = '', OPERATIONS_TABLE = '' } = service.environment;

let aws: FauxqsServer;
let engine: Engine;
let s3: S3Client;
let dynamodb: DynamoDBClient;
let bucket: string;
let buckets = 0;

beforeAll(async () => {
  [aws, engine] = await Promise.all([startFauxqs({ port: 0, logger: false }), startDynalite()]);
  await engine.createTables(service.tables);
  s3 = new S3Client({ ...clientConfig(aws.address), forcePathStyle: true });
  dynamodb = new DynamoDBClient(clientConfig(engine.endpoint));
});
afterAll(async () => {
  s3.destroy();
  dynamodb.destroy();
  await Promise.all([aws.stop(), engine.close()]);
});
beforeEach(() => {
  buckets += 1;
  bucket = `failures-${buckets}`;
  aws.createBucket(bucket);
});

const keep = (name: string, text: string) =>
  s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${PREFIX}/${name}`, Body: Buffer.from(text) }));
const left = async () => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key?.slice(PREFIX.length + 1));
};

async function replay(args: string[], answer?: (invocation: Invocation) => LambdaAnswer | Promise<LambdaAnswer>) {
  const { endpoint, invocations } = await lambda(answer);
  const env = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL_S3: aws.address,
    AWS_ENDPOINT_URL_LAMBDA: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_MAX_ATTEMPTS: '1',
  };
  const ended = await tahini(['replay-failures', ...args], env).ended;
  expect(ended.output + ended.errors).not.toMatch(/amina|bob/);
  return { ...ended, invocations };
}

describe('records that Lambda kept in S3', () => {
  it('are handed to the function that failed on them, and are gone from the bucket once it has taken them', async () => {
    await keep('a', documentOf([scoreRecord('amina'), scoreRecord('bob')]));
    await keep('b', documentOf([scoreRecord('bob', { version: 2 })]));
    const { code, output, invocations } = await replay([`s3://${bucket}`]);
    expect(invocations.map(({ functionName, people }) => [functionName, people])).toEqual([
      [ON_AWS, ['amina', 'bob']],
      [ON_AWS, ['bob']],
    ]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('2 document(s) replayed, 0 failed again, 0 refused');
  });

  it.each<[string, LambdaAnswer, string]>([
    [
      'fails altogether',
      { functionError: 'Unhandled', payload: { errorMessage: 'amina broke it' } },
      'failed altogether',
    ],
    ['fails on one', { payload: { batchItemFailures: [{ itemIdentifier: '1' }] } }, '1 record(s) failed again'],
    ['is of another kind', { payload: { statusCode: 200 } }, 'not that of a stream function'],
    ['answers nothing', { payload: null }, 'not that of a stream function'],
    ['is too busy', { status: 429, payload: { message: 'amina' } }, ''],
  ])('stay where the function %s, and the next document is handed in all the same', async (_what, answer, why) => {
    await keep('a', documentOf([scoreRecord('amina')]));
    await keep('b', documentOf([scoreRecord('bob')]));
    const { code, output } = await replay([`s3://${bucket}/aws/`], ({ people }) =>
      people[0] === 'amina' ? answer : TAKEN,
    );
    expect([code, await left()]).toEqual([3, ['a']]);
    expect(output).toMatch(new RegExp(`^failed s3://${bucket}/${PREFIX}/a: .*${why.replace(/[()]/g, '.')}`, 'm'));
    expect(output).toContain('1 document(s) replayed, 1 failed again');
  });

  it('are listed by function, time, condition and sequence numbers, and nothing is handed in', async () => {
    const records = [scoreRecord('amina'), scoreRecord('bob')];
    await keep('a', documentOf(records, ON_AWS, new Date('2026-11-20T08:00:00Z')));
    const { code, output, invocations } = await replay([`s3://${bucket}`, '--dry-run', '--json']);
    expect([code, invocations, await left()]).toEqual([0, [], ['a']]);
    expect(JSON.parse(output)).toEqual({
      listed: 1,
      replayed: 0,
      failed: 0,
      refused: 0,
      documents: [
        {
          name: `s3://${bucket}/${PREFIX}/a`,
          outcome: 'listed',
          function: 'tahini-prod-publish-change',
          time: '2026-11-20T08:00:00.000Z',
          condition: 'RetryAttemptsExhausted',
          records: 2,
          first: records[0]?.dynamodb?.SequenceNumber,
          last: records[1]?.dynamodb?.SequenceNumber,
        },
      ],
    });
  });

  it('are chosen by function and day, and kept where that is wished', async () => {
    const other = ON_AWS.replace('publish-change', 'score-on-change');
    await keep('a', documentOf([scoreRecord('amina')], other, new Date('2026-11-20T08:00:00Z')));
    await keep('b', documentOf([scoreRecord('bob')], ON_AWS, new Date('2026-11-20T08:00:00Z')));
    await keep('c', documentOf([scoreRecord('bob')], ON_AWS, new Date('2026-11-19T08:00:00Z')));
    const choice = ['--function', 'publish-change', '--since', '2026-11-20', '--keep'];
    const { code, invocations } = await replay([`s3://${bucket}`, ...choice]);
    expect(invocations).toMatchObject([{ functionName: ON_AWS, people: ['bob'] }]);
    expect([code, await left()]).toEqual([0, ['a', 'b', 'c']]);
  });

  it('are refused when they are so old that an erased person could come back', async () => {
    await keep('a', documentOf([scoreRecord('amina', { days: 31 }), scoreRecord('bob')]));
    const { code, output, invocations } = await replay([`s3://${bucket}`]);
    expect([code, invocations, await left()]).toEqual([3, [], ['a']]);
    expect(output).toContain('it is older than 30 days: who was erased since can no longer be told');
  });

  it('leave out whoever was erased since, whom a late score would have given a decision record again', async () => {
    const tombstone = { pk: { S: 'amina' }, sk: { S: 'SCORE' }, erasedVersion: { N: '4' } };
    await dynamodb.send(new PutItemCommand({ TableName: SUBJECTS_TABLE, Item: tombstone }));
    await keep('a', documentOf([scoreRecord('amina', { version: 3 }), scoreRecord('bob')]));
    const { code, output, invocations } = await replay([`s3://${bucket}`]);
    expect(invocations.map(({ people }) => people)).toEqual([['bob']]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('without 1 of people who were erased since');
  });

  it('leave out what is older than the enrolment of somebody who was erased and came back', async () => {
    const profile = { pk: { S: 'phoenix' }, sk: { S: 'PROFILE' }, version: { N: '7' }, enrolledVersion: { N: '5' } };
    await dynamodb.send(new PutItemCommand({ TableName: SUBJECTS_TABLE, Item: profile }));
    await keep('a', documentOf([scoreRecord('phoenix', { version: 3 }), scoreRecord('phoenix', { version: 5 })]));
    const { code, output, invocations } = await replay([`s3://${bucket}`]);
    expect(invocations.map(({ people }) => people)).toEqual([['phoenix']]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('without 1 of people who were erased since');
  });

  it('go in batches that Lambda takes, however many there are and however large', async () => {
    await keep('a', documentOf(Array.from({ length: 250 }, () => scoreRecord('bob'))));
    await keep('b', documentOf(Array.from({ length: 30 }, () => scoreRecord('bob', { padding: 300_000 }))));
    const { code, invocations } = await replay([`s3://${bucket}`]);
    expect(invocations.slice(0, 3).map(({ people }) => people.length)).toEqual([100, 100, 50]);
    const sizes = invocations.slice(3);
    expect(sizes.reduce((sum, { people }) => sum + people.length, 0)).toBe(30);
    expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThan(6 * 1024 * 1024);
    expect(code).toBe(0);
  });

  it('that are no such records are named and left alone, and the others are handed in', async () => {
    const good = documentOf([scoreRecord('bob')]);
    await keep('1-text', 'amina was here');
    await keep('2-empty', '');
    await keep('3-json', '{"name": "amina"}');
    await keep('4-cut', good.slice(0, 300));
    await keep('5-payload', good.replace(/"payload":"/, '"payload":"x'));
    await keep('6-here', documentOf([scoreRecord('amina')], HERE));
    await keep('7-queue', good.replaceAll('aws:dynamodb', 'aws:sqs'));
    await keep('8-good', good);
    const { code, output } = await replay([`s3://${bucket}`]);
    const refused = output.split('\n').filter((line) => line.startsWith('refused '));
    expect(refused).toHaveLength(7);
    expect(refused[2]).toContain('3-json: it is no document of failed records: see requestContext');
    expect(refused[5]).toContain('it is of a function of one machine');
    expect([code, (await left()).length]).toEqual([3, 7]);
    expect(output).toContain('1 document(s) replayed, 0 failed again, 7 refused');
  });
});

describe('records that a function set aside in the Operations table', () => {
  const key = (sequence: string) => ({ pk: { S: 'failure#tahini-prod-publish-change' }, sk: { S: sequence } });
  const later = { expiresAt: { N: String(Math.floor(Date.now() / 1000) + 1000) } };
  const setAside = (sequence: string, document: string) =>
    dynamodb.send(
      new PutItemCommand({
        TableName: OPERATIONS_TABLE,
        Item: { ...key(sequence), document: { S: document }, ...later },
      }),
    );
  const isThere = async (sequence: string) =>
    (await dynamodb.send(new GetItemCommand({ TableName: OPERATIONS_TABLE, Key: key(sequence) }))).Item !== undefined;

  it('are handed in and gone; one that the function sets aside again stays', async () => {
    await setAside('1', documentOf([scoreRecord('amina')]));
    await setAside('2', documentOf([scoreRecord('bob')]));
    const use = { pk: { S: 'use#simulate' }, sk: { S: 'USE' }, ...later };
    await dynamodb.send(new PutItemCommand({ TableName: OPERATIONS_TABLE, Item: use }));
    const { code, output } = await replay([`dynamodb://${OPERATIONS_TABLE}`], async ({ people }) => {
      if (people[0] === 'bob') await setAside('2', documentOf([scoreRecord('bob')], ON_AWS, new Date(Date.now() + 1)));
      return TAKEN;
    });
    expect([await isThere('1'), await isThere('2')]).toEqual([false, true]);
    expect(output).toMatch(/^failed tahini-prod-publish-change\/2: .*: the function has set it aside again$/m);
    expect(code).toBe(3);
  });
});

describe('a place that cannot be read', () => {
  it.each([
    ['without credentials', {}, 's3://x-y-z', 'no AWS credentials were found'],
    ['without a region', { ...CREDENTIALS, AWS_REGION: undefined }, 's3://x-y-z', 'no AWS region is set'],
    ['in a bucket that is not there', CREDENTIALS, 's3://x-y-z', 'there is no such bucket'],
    ['in a table that is not there', CREDENTIALS, 'dynamodb://nowhere', 'there is no such table'],
  ])('%s is told in one line', async (_what, given, place, words) => {
    const none = Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('AWS_'))
        .map((name) => [name, undefined]),
    );
    const env = {
      ...none,
      HOME: temporaryDirectory(),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL_S3: aws.address,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'eu-west-1',
      ...given,
    };
    const { code, output, errors } = await tahini(['replay-failures', place], env).ended;
    expect([code, output]).toEqual([1, '']);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain(words);
  });
});
