import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachEngine } from '../support/engines.ts';

describeOnEachEngine('a table with a stream', (engine) => {
  let client: DynamoDBClient;
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
  });
  afterAll(() => client.destroy());

  const put = (pk: string, sk: string, version: number, more = {}) => {
    const Item = { pk: { S: pk }, sk: { S: sk }, version: { N: String(version) }, ...more };
    return client.send(new PutItemCommand({ TableName: engine.tables.subjects, Item }));
  };
  const key = (pk: string, sk: string) => ({
    TableName: engine.tables.subjects,
    Key: { pk: { S: pk }, sk: { S: sk } },
  });
  const about = ({ eventName, dynamodb }: DynamoDBRecord) => {
    return `${eventName} ${dynamodb?.Keys?.pk?.S} ${dynamodb?.OldImage?.version?.N} ${dynamodb?.NewImage?.version?.N}`;
  };

  test('hands every real change with both images to its function, in order, and an identical put is no change', async () => {
    const seen: DynamoDBRecord[] = [];
    const streams = await engine.drive({ 'score-on-change': ({ Records }) => void seen.push(...Records) });
    await put('ada', 'PROFILE', 1, {
      packed: { B: new Uint8Array([1, 2]) },
      map: { M: { list: { L: [{ NULL: true }] } } },
    });
    await put('ada', 'SCORE', 1);
    await put('bob', 'PROFILE', 1);
    await put('bob', 'PROFILE', 1);
    await client.send(
      new UpdateItemCommand({
        ...key('bob', 'PROFILE'),
        UpdateExpression: 'SET version = :two',
        ExpressionAttributeValues: { ':two': { N: '2' } },
      }),
    );
    await client.send(new DeleteItemCommand(key('bob', 'PROFILE')));
    await streams.idle();
    expect(seen.map(about)).toEqual(['INSERT ada undefined 1', 'INSERT bob undefined 1', 'MODIFY bob 1 2']);
    expect(seen[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: { pk: { S: 'ada' }, sk: { S: 'PROFILE' } },
        NewImage: { packed: { B: 'AQI=' }, map: { M: { list: { L: [{ NULL: true }] } } } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    // DynamoDB Local rounds it down to the minute.
    expect(Math.abs(Date.now() / 1000 - (seen[0]?.dynamodb?.ApproximateCreationDateTime ?? 0))).toBeLessThan(120);
  });

  test('does not hand over a write that was refused', async () => {
    const seen: string[] = [];
    const streams = await engine.drive({ 'score-on-change': ({ Records }) => void seen.push(...Records.map(about)) });
    await put('carla', 'PROFILE', 1);
    const conditional = new PutItemCommand({
      TableName: engine.tables.subjects,
      Item: { ...key('carla', 'PROFILE').Key, version: { N: '9' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await expect(client.send(conditional)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await streams.idle();
    expect(seen.filter((entry) => entry.includes('carla'))).toEqual(['INSERT carla undefined 1']);
  });

  test('is caught up only when what the functions themselves wrote is handled, too', async () => {
    const scored: string[] = [];
    const streams = await engine.drive({
      'score-on-change': async ({ Records }) => {
        for (const { dynamodb } of Records)
          await put(dynamodb?.Keys?.pk?.S ?? '', 'SCORE', Number(dynamodb?.NewImage?.version?.N));
      },
      'publish-change': ({ Records }) => void scored.push(...Records.map(about)),
    });
    await Promise.all(Array.from({ length: 40 }, (_, index) => put(`person-${index}`, 'PROFILE', 7)));
    await streams.idle();
    expect(scored.filter((entry) => /^INSERT person-\d+ undefined 7$/.test(entry))).toHaveLength(40);
  });

  test('keeps a record that nothing can be done with, and goes on with the rest', async () => {
    const seen = new Set<string>();
    const handlers = { 'score-on-change': (event: DynamoDBStreamEvent) => failOn('poison', event, seen) };
    const streams = await engine.drive(handlers, { retries: 3 });
    await put('before', 'PROFILE', 1);
    await put('poison', 'PROFILE', 1);
    await put('after', 'PROFILE', 1);
    await streams.idle();
    expect(seen).toContain('before');
    expect(seen).toContain('after');
    expect(streams.givenUp.map(({ records, tries }) => [records.map(about), tries])).toEqual([
      [['INSERT poison undefined 1'], 4],
    ]);
  });

  test('goes on when a record that may be tried without end has become too old', async () => {
    const seen = new Set<string>();
    const handlers = { 'score-on-change': (event: DynamoDBStreamEvent) => failOn('aging', event, seen) };
    const streams = await engine.drive(handlers, { retries: Number.POSITIVE_INFINITY, maxAgeSeconds: 0.3 });
    await put('aging', 'PROFILE', 1);
    await put('later', 'PROFILE', 1);
    await streams.idle();
    expect(seen).toContain('later');
    const [{ records, tries, condition } = { records: [], tries: 0, condition: '' }, ...others] = streams.givenUp;
    expect([records.map(about), condition, others]).toEqual([['INSERT aging undefined 1'], 'RecordAgeExceeded', []]);
    expect(tries).toBeGreaterThan(3);
  });

  test('answers a query for one person with that person only', async () => {
    await put('dora', 'PROFILE', 1);
    await put('dora', 'SCORE', 1);
    await put('dorab', 'PROFILE', 1);
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'dora' } } };
    const { Items } = await client.send(new QueryCommand({ TableName: engine.tables.subjects, ...query }));
    expect(Items?.map(({ sk }) => sk?.S)).toEqual(['PROFILE', 'SCORE']);
  });
});

function failOn(poison: string, { Records }: DynamoDBStreamEvent, seen: Set<string>) {
  const failed = Records.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S === poison);
  for (const { dynamodb } of Records) seen.add(dynamodb?.Keys?.pk?.S ?? '');
  return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber })) };
}
