import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { useEndpoint } from '../../local/engines/endpoint.ts';
import type { Change } from '../../local/engines/engine.ts';
import { type DynamoDbLocal, spawnDynamoDbLocal } from '../../local/engines/java.ts';
import { SCORABLE, useApi } from '../support/api.ts';
import { describeConformance, onDynamoDbLocal, scan, tables, withClient } from './support.ts';

const ada = '/v1/profiles/ada';
const ENROLS = { consents: { social: true } };

describeConformance('a person, from the first word to erasure and back', () => {
  // One of its own: what has expired is looked for in every table of an engine, and those of a whole run are many.
  let java: DynamoDbLocal | undefined;
  afterAll(() => java?.close());
  const api = useApi(async () => {
    java = await spawnDynamoDbLocal();
    return onDynamoDbLocal(undefined, {}, java.endpoint);
  });
  const put = async (facts: object, token: string) => (await api.call('PUT', ada, { token, body: { facts } })).body;

  test('is scored by the stream, and each real change of the score is a decision in the history', async () => {
    const bureau = await api.service('bureau-1', 'bureau');
    expect(await put(SCORABLE, bureau)).toMatchObject({ version: 1 });
    await api.local.idle();
    expect(await put({ creditUtilisation: { value: 95 } }, bureau)).toMatchObject({ version: 2 });
    await api.local.idle();
    // What was known already changes nothing, and reaches nobody.
    expect(await put({ creditUtilisation: { value: 95 } }, bureau)).toMatchObject({ version: 2, accepted: [] });
    await api.local.idle();
    const token = await api.person('ada');
    const { body: current } = await api.call('GET', `${ada}/score`, { token });
    const { body: history } = await api.call('GET', `${ada}/score/history`, { token });
    expect(current).toMatchObject({ status: 'scored', score: expect.any(Number) });
    expect(history.decisions).toHaveLength(2);
    expect(history.decisions[0].score).toBe(current.score);
    expect(history.decisions[1].score).not.toBe(current.score);
  });

  test('is gone once erased, but for a tombstone without anything of them', async () => {
    const token = await api.person('ada');
    expect((await api.call('DELETE', ada, { token })).status).toBe(204);
    await api.local.idle();
    const left = await api.stored('ada');
    expect(left.map((item) => Object.keys(item).sort())).toEqual([['erasedVersion', 'expiresAt', 'pk', 'sk']]);
    const bureau = await api.service('bureau-1', 'bureau');
    expect((await api.call('PUT', ada, { token: bureau, body: { facts: SCORABLE } })).status).toBe(410);
    await api.local.idle();
    expect(await api.stored('ada')).toEqual(left);
    expect(await scan(tables.decisions)).toEqual([]);
  });

  test('may enrol anew when the tombstone and an old decision have expired, which the database does by itself', {
    timeout: 180_000,
  }, async () => {
    const bureau = await api.service('bureau-1', 'bureau');
    await api.call('PUT', '/v1/profiles/bob', { token: bureau, body: { facts: SCORABLE } });
    await api.local.idle();
    const [decision] = await scan(tables.decisions);
    await expire(tables.subjects, { pk: { S: 'ada' }, sk: { S: 'SCORE' } });
    await expire(tables.decisions, { pk: decision!.pk!, sk: decision!.sk! });
    const isGone = async () => (await scan(tables.decisions)).length === 0 && (await api.stored('ada')).length === 0;
    while (!(await isGone())) await sleep(200);
    await api.local.idle();

    const removal = (await changes()).find(({ userIdentity }) => userIdentity !== undefined);
    expect(removal).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { pk: { S: 'ada' } }, OldImage: { erasedVersion: expect.anything() } },
    });
    // The filters of serverless.yml keep it from the functions; even without them it would do no harm.
    const before = [await scan(tables.subjects), await scan(tables.operations)];
    for (const name of ['score-on-change', 'publish-change']) {
      expect(await api.local.invoke(name, { Records: [removal] })).toEqual({ batchItemFailures: [] });
    }
    expect([await scan(tables.subjects), await scan(tables.operations)]).toEqual(before);

    const token = await api.person('ada');
    expect((await api.call('PUT', ada, { token, body: { facts: {}, ...ENROLS } })).status).toBe(201);
    await put(SCORABLE, bureau);
    await api.local.idle();
    expect((await api.call('GET', `${ada}/score`, { token })).body).toMatchObject({ status: 'scored' });
    expect((await api.call('GET', '/v1/profiles/bob/score', { token: bureau })).body).toMatchObject({
      status: 'scored',
    });
  });
});

function expire(TableName: string, Key: Record<string, { S?: string }>) {
  const past = { ':past': { N: String(Math.floor(Date.now() / 1000) - 60) } };
  const update = { UpdateExpression: 'SET expiresAt = :past', ExpressionAttributeValues: past };
  return withClient((client) => client.send(new UpdateItemCommand({ TableName, Key: Key as never, ...update })));
}

/** All that the stream of Subjects holds, as another reader of it sees it. */
async function changes(): Promise<Change[]> {
  const engine = useEndpoint(process.env.DYNAMODB_ENDPOINT ?? '');
  const reader = await engine.changes(tables.subjects, 'witness', 'TRIM_HORIZON');
  const all: Change[] = [];
  for (let some = await reader.read(1000); some.length > 0; some = await reader.read(1000)) {
    all.push(...some);
    await reader.commit(some);
  }
  await engine.close();
  return all;
}
