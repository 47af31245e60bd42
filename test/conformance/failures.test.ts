import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { unpack } from '../../lib/scoring/pack.ts';
import { type EngineDoor, openEngineDoor } from '../http/engine-door.ts';
import { SCORABLE, useApi } from '../support/api.ts';
import { shipped } from '../support/builders.ts';
import { describeConformance, keptFiles, onDynamoDbLocal, putItem, Spy, scan, tables, unreadable } from './support.ts';

const pkOf = ({ dynamodb }: DynamoDBStreamEvent['Records'][number]) => dynamodb?.Keys?.pk?.S ?? '';
const ENROLS = { facts: SCORABLE };

describeConformance('failures in the stream', () => {
  const spy = new Spy();
  let door: EngineDoor;
  const api = useApi(async () => {
    door = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL ?? '');
    const environment = { DYNAMODB_ENDPOINT: door.endpoint, AWS_MAX_ATTEMPTS: '1' };
    return { ...(await onDynamoDbLocal(spy, { maxAgeSeconds: 1 })), environment };
  });
  afterAll(() => door?.close());
  let bureau: string;
  beforeEach(async () => {
    bureau = await api.service('bureau-1', 'bureau');
    spy.around = (_name, event, call) => call(event);
  });

  const enrol = async (...people: string[]) => {
    for (const id of people) {
      expect((await api.call('PUT', `/v1/profiles/${id}`, { token: bureau, body: ENROLS })).status).toBe(201);
    }
  };
  const change = (id: string, creditUtilisation: number) => {
    const body = { facts: { creditUtilisation: { value: creditUtilisation } } };
    return api.call('PUT', `/v1/profiles/${id}`, { token: bureau, body });
  };
  const versions = async (id: string) => {
    const items = (await scan(tables.decisions)).filter(({ pk }) => pk?.S === id);
    return items.map(({ profileVersion }) => Number(profileVersion?.N));
  };

  test('a record that nobody can read is set aside whole at once, and everybody else is scored', async () => {
    const calls: number[] = [];
    spy.around = (_name, event, call) => {
      calls.push(event.Records.length);
      return call(event);
    };
    await enrol('u-before');
    await putItem(tables.subjects, unreadable('u-poison'));
    await enrol('u-after');
    await api.local.idle();
    expect(await versions('u-before')).toEqual([1]);
    expect(await versions('u-after')).toEqual([1]);
    const [kept, ...others] = (await scan(tables.operations)).filter(({ pk }) => pk?.S?.startsWith('failure#'));
    expect([kept?.pk?.S, others]).toEqual(['failure#score-on-change', []]);
    const document = JSON.parse(gunzipSync(kept?.document?.B ?? new Uint8Array()).toString('utf8'));
    expect(document.requestContext).toMatchObject({ condition: 'RecordUnreadable' });
    const [record, ...more] = (JSON.parse(document.payload) as DynamoDBStreamEvent).Records;
    expect(record).toMatchObject({ eventName: 'INSERT', dynamodb: { NewImage: unreadable('u-poison') } });
    expect(more).toEqual([]);
    // Nobody waited for it: no record was handed in more than once.
    expect(calls.reduce((sum, count) => sum + count)).toBe(3 + 2);
  });

  test('a record that breaks its function is bisected out, tried for its age, and kept whole with both images', async () => {
    await enrol('b-one', 'b-poison', 'b-two');
    await api.local.idle();
    let tries = 0;
    spy.around = (name, event, call) => {
      if (name !== 'score-on-change' || !event.Records.some((record) => pkOf(record) === 'b-poison'))
        return call(event);
      if (event.Records.length === 1) tries += 1;
      throw new Error('the function fell over');
    };
    for (const id of ['b-one', 'b-poison', 'b-two']) expect((await change(id, 95)).status).toBe(200);
    await api.local.idle();
    expect([await versions('b-one'), await versions('b-poison'), await versions('b-two')]).toEqual([
      [1, 2],
      [1],
      [1, 2],
    ]);
    expect(tries).toBeGreaterThan(3);
    const kept = keptFiles(api.local.state.failures, 'score-on-change');
    expect(kept.map(({ records }) => records.map(pkOf))).toEqual([['b-poison']]);
    const [{ document, records } = { document: undefined, records: [] }] = kept;
    expect(document).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: tries },
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: records[0]?.dynamodb?.SequenceNumber },
    });
    expect(records[0]).toMatchObject({
      eventName: 'MODIFY',
      dynamodb: {
        OldImage: { version: { N: '1' }, evidence: { S: expect.any(String) } },
        NewImage: { version: { N: '2' }, evidence: { S: expect.any(String) } },
      },
    });
    const { evidence } = records[0]?.dynamodb?.NewImage ?? {};
    expect(
      unpack(evidence?.S ?? '', shipped.dictionary).observations[
        shipped.dictionary.index.get('creditUtilisation') ?? -1
      ],
    ).toMatchObject([{ value: 95 }]);
  });

  test('a function that is down altogether loses nothing: it goes on where it was when it is back', async () => {
    let downFor = 5;
    spy.around = (_name, event, call) => {
      downFor -= 1;
      if (downFor >= 0) throw new Error('no memory left');
      return call(event);
    };
    await enrol('d-one', 'd-two');
    await change('d-one', 95);
    await api.local.idle();
    expect(downFor).toBeLessThan(0);
    expect([await versions('d-one'), await versions('d-two')]).toEqual([[1, 2], [1]]);
    const kept = keptFiles(api.local.state.failures, 'score-on-change').flatMap(({ records }) => records.map(pkOf));
    expect(kept.filter((id) => id.startsWith('d-'))).toEqual([]);
  });

  test('of a batch that failed in part, the failed one and those behind it come again, and each is done once', async () => {
    let isFirst = true;
    const [held, scored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handed: string[][] = [];
    spy.around = async (name, event, call) => {
      if (name !== 'publish-change') return call(event);
      held.resolve();
      await scored.promise;
      handed.push(event.Records.map(pkOf));
      const failed = isFirst ? event.Records.filter((record) => pkOf(record) === 'p-two') : [];
      if (failed.length === 0) return call(event);
      isFirst = false;
      await call({ Records: event.Records.filter((record) => pkOf(record) !== 'p-two') });
      return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber })) };
    };
    // While its function is held up with the first, the others gather behind it to one batch.
    await enrol('p-one');
    await held.promise;
    for (const id of ['p-two', 'p-three']) {
      await enrol(id);
      while ((await scan(tables.subjects)).filter(({ pk }) => pk?.S === id).length < 2) await sleep(20);
    }
    scored.resolve();
    await api.local.idle();
    for (const id of ['p-one', 'p-two', 'p-three']) expect(await versions(id)).toEqual([1]);
    const firstTry = handed.findIndex((ids) => ids.includes('p-two'));
    expect(handed[firstTry]).toEqual(['p-two', 'p-three']);
    expect(handed[firstTry + 1]?.[0]).toBe('p-two');
  });

  test('somebody whose decision the store will not take just now is reported alone, and recorded when it does', async () => {
    const reported: string[][] = [];
    spy.around = async (name, event, call) => {
      const reply = (await call(event)) as DynamoDBBatchResponse;
      const failed = new Set(reply.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const people = event.Records.filter(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? '')).map(pkOf);
      if (name === 'publish-change' && people.length > 0) reported.push(people);
      return reply;
    };
    let refusals = 4;
    door.disturb((operation, body) => {
      const isMeant = operation === 'PutItem' && body.includes(tables.decisions) && body.includes('q-two');
      if (!isMeant || refusals === 0) return undefined;
      refusals -= 1;
      return { status: 400, name: 'ProvisionedThroughputExceededException' };
    });
    await enrol('q-one', 'q-two', 'q-three');
    await api.local.idle();
    door.reset();
    for (const id of ['q-one', 'q-two', 'q-three']) expect(await versions(id)).toEqual([1]);
    expect(reported).toEqual(Array.from({ length: 4 }, () => ['q-two']));
    const setAside = (await scan(tables.operations)).filter(({ pk }) => pk?.S === 'failure#publish-change');
    expect(setAside).toEqual([]);
  });
});
