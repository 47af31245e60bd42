import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { call, SCORABLE, useApi } from '../support/api.ts';
import { startTestLocal, temporaryDirectory } from '../support/local.ts';
import { describeConformance, onDynamoDbLocal, Spy, scan, tables } from './support.ts';

const UTILISATION = [95, 5, 5, 60, 95];

/** All that is known and was decided, byte for byte. */
const everything = async () => JSON.stringify([await scan(tables.subjects), await scan(tables.decisions)]);

describeConformance('what the stream delivers again', () => {
  const spy = new Spy();
  const api = useApi(() => onDynamoDbLocal(spy));
  beforeEach(() => {
    spy.around = (_name, event, handle) => handle(event);
  });

  test('batch by batch and all over again makes no second decision and changes no byte', async () => {
    const seen: Record<string, DynamoDBRecord[]> = { 'score-on-change': [], 'publish-change': [] };
    spy.around = async (name, event, handle) => {
      seen[name]?.push(...event.Records);
      await handle(event);
      return handle(event);
    };
    const token = await api.service('bureau-1', 'bureau');
    const put = (id: string, facts: object) => api.call('PUT', `/v1/profiles/${id}`, { token, body: { facts } });
    for (const id of ['ada', 'bob']) await put(id, SCORABLE);
    for (const value of UTILISATION) {
      await put('ada', { creditUtilisation: { value } });
      await api.local.idle();
    }
    await api.call('DELETE', '/v1/profiles/bob', { token });
    await api.local.idle();
    const once = await everything();
    const decisions = (await scan(tables.decisions)).map(({ pk, profileVersion }) => `${pk?.S} ${profileVersion?.N}`);
    // Of the five figures one is a repetition; the first figure is version 2.
    expect(decisions).toEqual(['ada 1', 'ada 2', 'ada 3', 'ada 4', 'ada 5']);
    for (const _again of [1, 2]) {
      for (const [name, Records] of Object.entries(seen)) {
        expect(await api.local.invoke(name, { Records })).toEqual({ batchItemFailures: [] });
      }
      await api.local.idle();
      expect(await everything()).toBe(once);
    }
    expect(await scan(tables.operations)).toEqual([]);
  });

  test('in records without their images neither breaks the others nor changes anything about anybody', async () => {
    const records: Record<string, DynamoDBRecord> = {};
    spy.around = (name, event, handle) => {
      for (const record of event.Records) records[name] ??= record;
      return handle(event);
    };
    const token = await api.service('bureau-1', 'bureau');
    await api.call('PUT', '/v1/profiles/cem', { token, body: { facts: SCORABLE } });
    await api.local.idle();
    const before = await everything();
    for (const [name, record] of Object.entries(records)) {
      const { OldImage, NewImage, ...about } = record.dynamodb!;
      const { Keys: _keys, ...keyless } = about;
      const harmless = [
        { ...about },
        { ...about, OldImage: NewImage! },
        { ...about, NewImage: {}, OldImage: {} },
        { ...about, NewImage: {}, Keys: { pk: { S: 'nobody' }, sk: about.Keys!.sk! } },
        keyless,
        {},
      ].map((dynamodb, n) => ({ ...record, dynamodb: { ...dynamodb, SequenceNumber: `9${n}` } }));
      const { dynamodb: _gone, ...bare } = record;
      const event: DynamoDBStreamEvent = { Records: [...harmless, bare, record] };
      expect(await api.local.invoke(name, event), name).toEqual({ batchItemFailures: [] });
      expect(await api.local.invoke(name, { Records: [] }), name).toEqual({ batchItemFailures: [] });
    }
    await api.local.idle();
    expect(await everything()).toBe(before);
    // An image that is there and empty is damage: it is kept, so that somebody sees it.
    const kept = (await scan(tables.operations)).map(({ pk, sk }) => `${pk?.S} ${sk?.S}`);
    expect(kept).toEqual(
      ['publish-change', 'score-on-change'].flatMap((name) => [`failure#${name} 92`, `failure#${name} 93`]),
    );
  });
});

describeConformance('a stop in the middle', () => {
  test('of a batch is taken up where it was after a restart: nothing is lost, nothing is decided twice', async () => {
    const spy = new Spy();
    const options = { ...(await onDynamoDbLocal(spy)), stateDir: temporaryDirectory() };
    const scored: string[] = [];
    const isStuck = Promise.withResolvers<void>();
    spy.around = (name, event, handle) => {
      const ids = event.Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
      if (name !== 'score-on-change' || !ids.includes('person-3')) {
        if (name === 'score-on-change') scored.push(...ids);
        return handle(event);
      }
      isStuck.resolve();
      throw new Error('not today');
    };
    const first = await startTestLocal(options);
    await enrol(first.url, await first.token(BUREAU), 6);
    await isStuck.promise;
    await first.close();
    const before = [...scored];

    spy.around = (name, event, handle) => {
      if (name === 'score-on-change') scored.push(...event.Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? ''));
      return handle(event);
    };
    const second = await startTestLocal(options);
    onTestFinished(second.close);
    await second.idle();
    const decided = (await scan(tables.decisions)).map(({ pk, profileVersion }) => `${pk?.S} ${profileVersion?.N}`);
    expect(decided).toEqual([0, 1, 2, 3, 4, 5].map((n) => `person-${n} 1`));
    expect(before).not.toContain('person-3');
    expect(new Set(scored)).toEqual(new Set([0, 1, 2, 3, 4, 5].map((n) => `person-${n}`)));
    const done = await everything();
    await second.close();

    scored.length = 0;
    const third = await startTestLocal(options);
    onTestFinished(third.close);
    await third.idle();
    expect([scored, await everything()]).toEqual([[], done]);
  });
});

const BUREAU = { subject: 'bureau-1', tier: 'bureau', scope: 'subjects:any profile:write' } as const;

async function enrol(url: string, token: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { status } = await call(url, 'PUT', `/v1/profiles/person-${n}`, { token, body: { facts: SCORABLE } });
    expect(status).toBe(201);
  }
}
