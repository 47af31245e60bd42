import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { streamHandler } from '../../lib/http/stream.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { day, self } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { CONTEXT, listen } from '../support/telemetry.ts';
import { NOW, TODAY, worldOn } from './world.ts';

type Item = Record<string, AttributeValue>;

describeOnEachEngine('a damaged item', (engine) => {
  const world = worldOn(engine);
  let streams: Awaited<ReturnType<typeof engine.drive>>;
  beforeAll(async () => {
    streams = await engine.drive(world.handlers());
  });
  const put = (Item: Item) => world.client.send(new PutItemCommand({ TableName: engine.tables.subjects, Item }));
  const get = async (pk: string, sk: string): Promise<Item> => {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    return (await world.client.send(new GetItemCommand({ TableName: engine.tables.subjects, Key }))).Item ?? {};
  };
  const setAside = () => world.told.counts.get('RecordSetAside') ?? 0;
  const DAMAGES: [string, string, Item][] = [
    ['a profile without evidence', 'PROFILE', { evidence: { NULL: true } }],
    ['a profile without a version', 'PROFILE', { version: { S: 'two' } }],
    ['consents that are no JSON', 'PROFILE', { consents: { S: '{"social":' } }],
    ['a score that does not decode', 'SCORE', { detail: { S: '[broken' } }],
    ['a score without its version', 'SCORE', { profileVersion: { S: 'x' } }],
  ];

  test.each(DAMAGES)('does not keep a person from being erased: %s', async (_what, sk, damage) => {
    const id = `erased-${Object.keys(damage)[0]}`;
    await world.put(id, { income: 60 });
    await streams.idle();
    await put({ ...(await get(id, sk)), ...damage });
    await eraseProfile(world.dependencies, id, NOW);
    await streams.idle();
    expect(await world.decisions(id)).toEqual([]);
    expect((await world.items('subjects', id)).map((item) => Object.keys(item).sort())).toEqual([
      ['erasedVersion', 'expiresAt', 'pk', 'sk'],
    ]);
  });

  test.each(DAMAGES.slice(0, 3))(
    'that was put right is scored like any other change: %s',
    async (_what, sk, damage) => {
      const id = `mended-${Object.keys(damage)[0]}`;
      await world.put(id, { income: 60 });
      await streams.idle();
      const good = await get(id, sk);
      await put({ ...good, ...damage });
      await streams.idle();
      const before = setAside();
      await world.put(`${id}-as-it-should-be`, { income: 150 });
      const { evidence = { S: '' } } = await get(`${id}-as-it-should-be`, 'PROFILE');
      await put({ ...good, version: { N: '9' }, evidence });
      await streams.idle();
      expect(setAside()).toBe(before);
      expect(await world.store.readCurrent(id, { consistent: true })).toMatchObject({ profileVersion: 9 });
    },
  );

  test('a former score whose inputs are damaged keeps nobody from a new one; only its causes are not told', async () => {
    await world.put('former', { income: 60 });
    await streams.idle();
    await put({ ...(await get('former', 'SCORE')), inputs: { S: '1[[' } });
    await world.put('former', { income: { value: 150, observedAt: TODAY, revision: 1e12 } });
    await streams.idle();
    const { stored } = await computeScore(world.dependencies, { subjectId: 'former', asOf: day(TODAY) });
    expect(stored).toMatchObject({ profileVersion: 2, causes: undefined });
    expect((await world.decisions('former')).map(({ profileVersion }) => profileVersion)).toContain(2);
  });

  test('that is large is set aside all the same, and as much of it is kept as an item holds', async () => {
    const noise = (length: number) => {
      let state = 7;
      return Array.from({ length }, () => {
        state = (state * 48_271) % 2_147_483_647;
        return String.fromCharCode(0x4e00 + (state % 20_000));
      }).join('');
    };
    const large = (about: string, length: number): Item => ({
      pk: { S: 'large' },
      sk: { S: 'PROFILE' },
      version: { N: '1' },
      evidence: { S: `1[${about}${noise(length)}` },
    });
    await put(large('a', 100_000));
    await streams.idle();
    await put(large('b', 100_000));
    await streams.idle();
    await put({ ...large('c', 60_000), version: { N: '3' } });
    await streams.idle();
    const kept = (await world.failures('score-on-change')).map(({ document }) => {
      const [{ dynamodb }] = JSON.parse(JSON.parse(document).payload).Records;
      return dynamodb.Keys.pk.S === 'large' ? ['OldImage' in dynamodb, 'NewImage' in dynamodb] : undefined;
    });
    expect(kept.filter((images) => images !== undefined)).toEqual([
      [false, true],
      [false, true],
      [true, true],
    ]);
    expect(streams.givenUp).toEqual([]);
  });

  test('dated by a clock that is ahead of ours is tried again, not set aside', async () => {
    const handlers = world.handlers(world.dependencies, day(TODAY) - 1);
    const before = setAside();
    await world.put('ahead', { income: 60 }, { caller: self });
    const NewImage = (await get('ahead', 'PROFILE')) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
    const record = {
      eventName: 'INSERT' as const,
      dynamodb: { Keys: { pk: { S: 'ahead' }, sk: { S: 'PROFILE' } }, NewImage, SequenceNumber: '5' },
    };
    const { batchItemFailures } = await handlers['score-on-change']({ Records: [record] as DynamoDBRecord[] });
    expect([batchItemFailures, setAside() - before]).toEqual([[{ itemIdentifier: '5' }], 0]);
  });
});

test('when time runs out nobody is begun any more, and what is done counts', async () => {
  const { telemetry, lines } = listen();
  let left = 30_000;
  const done: string[] = [];
  const handler = streamHandler({
    telemetry,
    store: { keepFailure: () => Promise.reject(new Error('nothing is to be kept')) },
    handle: async ({ dynamodb }) => {
      done.push(dynamodb?.SequenceNumber ?? '');
      left -= 6000;
    },
  });
  const Records = Array.from({ length: 20 }, (_, n) => ({
    dynamodb: { Keys: { pk: { S: `p${n}` } }, SequenceNumber: String(n) },
  }));
  const context = { ...CONTEXT, getRemainingTimeInMillis: () => left };
  const { batchItemFailures } = await handler({ Records }, context);
  expect(done.length).toBeGreaterThan(0);
  expect(done.length).toBeLessThan(20);
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  expect([...done, ...failed].sort()).toEqual(Records.map(({ dynamodb }) => dynamodb.SequenceNumber).sort());
  expect(lines.at(-1)).toMatchObject({ event: 'batch-handled', records: 20, failed: failed.length });
});
