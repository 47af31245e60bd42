import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import type { StoredScore } from '../../lib/schemas/stored.ts';
import { loadScorecard } from '../../lib/scorecards/load.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { day, self } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { tiny, tinyCard } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';
import { type Handlers, intercept, TODAY, worldOn } from './world.ts';

const today = day(TODAY);
/** The tiny card, five points more generous with those of whom no loans are known. */
const generous = loadScorecard(
  altered(tinyCard, { version: '2', 'characteristics.0.missing.points': 9 }),
  tiny.dictionary,
);
const cards = [tiny.card, generous];
const cardByHash: Dependencies['cardByHash'] = (hash) => cards.find((card) => card.hash === hash);

describeOnEachEngine('a change in the stream', (engine) => {
  const world = worldOn(engine);
  let seen: DynamoDBRecord[];
  beforeEach(() => {
    seen = [];
  });

  /** Each batch comes twice, and now and then everything since the beginning comes again. */
  function repeating(handlers: Handlers): Handlers {
    let batches = 0;
    const twice = (handle: Handlers['publish-change']) => {
      const all: DynamoDBRecord[] = [];
      return async (event: DynamoDBStreamEvent) => {
        all.push(...event.Records);
        seen.push(...event.Records);
        batches += 1;
        await handle(event);
        return handle(batches % 3 === 0 ? { Records: all } : event);
      };
    };
    return {
      'score-on-change': twice(handlers['score-on-change']),
      'publish-change': twice(handlers['publish-change']),
    };
  }

  const outcomeOf = ({ score, band, dimensions }: StoredScore) => JSON.stringify([score, band, dimensions]);

  test('becomes a score and one decision record per real change, however often it is delivered', async () => {
    const streams = await engine.drive(repeating(world.handlers()));
    const incomes = [60, 60.5, 150, 20, 20, 150, 151, 60];
    for (const [n, income] of incomes.entries()) {
      await world.put('ada', { income: { value: income, revision: n, observedAt: TODAY } });
      if (n % 2 === 1) await streams.idle();
    }
    await streams.idle();
    const decisions = await world.decisions('ada');
    // The repeated 20 is no change of the profile at all; 60.5 and 151 change it, but not the score.
    expect(decisions.map(({ profileVersion }) => profileVersion)).toEqual([1, 3, 4, 6, 8]);
    expect((await world.store.readSubject('ada', { consistent: true })).profile?.version).toBe(8);
    expect(streams.givenUp).toEqual([]);
    decisions.forEach((decision, n) => {
      const before = decisions[n - 1];
      expect(decision.previous).toEqual(before && { score: before.score, band: before.band });
      if (before) expect(outcomeOf(decision)).not.toBe(outcomeOf(before));
    });
    const { current } = await world.store.readSubject('ada', { consistent: true });
    expect(current).toEqual(decisions.at(-1));
    await streams.close();
  });

  test('that says what was known writes nothing anywhere', async () => {
    const streams = await engine.drive(repeating(world.handlers()));
    await world.put('bob', { income: 60, housing: 'own' });
    await streams.idle();
    const before = [await world.items('subjects', 'bob'), await world.items('decisions', 'bob')];
    seen.length = 0;
    expect(await world.put('bob', { income: 60, housing: 'own' })).toMatchObject({
      accepted: [],
      ignored: ['income', 'housing'],
    });
    await streams.idle();
    expect([await world.items('subjects', 'bob'), await world.items('decisions', 'bob')]).toEqual(before);
    expect(seen).toEqual([]);
    await streams.close();
  });

  test('is explained: ageing, data and scorecard add up through years, a new card, and the old one again', async () => {
    const run = async (asOf: number, changes: Partial<Dependencies>, income?: number) => {
      const dependencies = world.with({ cardByHash, ...changes });
      const streams = await engine.drive(world.handlers(dependencies, asOf));
      const on = new Date(asOf * 86_400_000).toISOString().slice(0, 10);
      if (income !== undefined) await world.put('carla', { income }, { caller: self, on, dependencies });
      else await computeScore(dependencies, { subjectId: 'carla', asOf });
      await streams.idle();
      await streams.close();
    };
    const first = today - 300;
    await run(first, {}, 40);
    await run(first + 90, {});
    await run(first + 150, {}, 150);
    await run(first + 160, { card: generous, activationSeq: 2 });
    await run(first + 160, { card: tiny.card, activationSeq: 3 });
    await run(first + 160, { card: tiny.card, activationSeq: 3 });
    const decisions = await world.decisions('carla');
    expect(decisions.map(({ activationSeq }) => activationSeq)).toEqual([1, 1, 1, 2, 3]);
    expect(decisions[0]?.causes).toBeUndefined();
    for (const [n, { score, causes, previous }] of decisions.entries()) {
      if (n === 0) continue;
      const before = decisions[n - 1];
      expect(previous?.score).toBe(before?.score);
      expect(before!.score! + causes!.ageing + causes!.data + causes!.scorecard).toBe(score);
    }
    const why = decisions.slice(1).map(({ causes }) => causes);
    expect(why[0]).toMatchObject({ data: 0, scorecard: 0 });
    expect(why[1]).toMatchObject({ data: expect.toSatisfy((points: number) => points > 0), scorecard: 0 });
    expect([why[2]?.data, why[2]?.scorecard]).toEqual([0, 5]);
    expect(why[3]).toEqual({ ageing: 0, data: 0, scorecard: -5 });
    expect(decisions.at(-1)?.score).toBe(decisions[2]!.score! + why[2]!.ageing);
    expect(await world.store.readCurrent('carla', { consistent: true })).toMatchObject({
      activationSeq: 3,
      card: { hash: tiny.card.hash },
    });
  });

  test('that nobody can read is set aside whole, and the others are scored', async () => {
    const handlers = world.handlers();
    const streams = await engine.drive({
      ...handlers,
      'score-on-change': (event) => {
        seen.push(...event.Records);
        return handlers['score-on-change'](event);
      },
    });
    const evidence = [
      '1[[["bank",2]],[["income",[0,20000,Ada Lovelace earns 4711',
      '7{}',
      '1[[],[["income",[3,1,2]]]]',
      '1[[],[["gone",[0,1,2]]]]',
    ];
    const poison = evidence.map((text, n) =>
      world.client.send(
        new PutItemCommand({
          TableName: engine.tables.subjects,
          Item: { pk: { S: `poison-${n}` }, sk: { S: 'PROFILE' }, version: { N: '1' }, evidence: { S: text } },
        }),
      ),
    );
    const healthy = Array.from({ length: 12 }, (_, n) => world.put(`healthy-${n}`, { income: 60 + n }));
    await Promise.all([...poison, ...healthy]);
    await streams.idle();
    for (let n = 0; n < healthy.length; n += 1) expect(await world.decisions(`healthy-${n}`)).toHaveLength(1);
    expect(streams.givenUp).toEqual([]);
    const once = [...new Map(seen.map((record) => [record.dynamodb?.SequenceNumber, record])).values()];
    const poisonous = once.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S?.startsWith('poison'));
    expect([once.length >= 16, poisonous.length]).toEqual([true, 4]);
    const kept = await world.failures('score-on-change');
    expect(kept.map(({ sequenceNumber }) => sequenceNumber).sort()).toEqual(
      poisonous.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '').sort(),
    );
    // Whole: what was set aside is the very record, and can be handed in again.
    const records = kept.flatMap(({ document }) => JSON.parse(JSON.parse(document).payload).Records);
    expect(records).toEqual(expect.arrayContaining(JSON.parse(JSON.stringify(poisonous))));
    expect(world.told.counts.get('RecordSetAside')).toBe(4);
    expect(world.told.lines.filter(({ event }) => event === 'record-set-aside')).toHaveLength(4);
    expect(JSON.stringify(world.told.lines)).not.toMatch(/Lovelace|4711|poison-/);
    // Put right by hand, the person is scored again.
    await world.client.send(
      new PutItemCommand({
        TableName: engine.tables.subjects,
        Item: { pk: { S: 'poison-0' }, sk: { S: 'PROFILE' }, version: { N: '2' }, evidence: { S: '1[[],[]]' } },
      }),
    );
    const mended = await engine.drive(world.handlers());
    await mended.idle();
    expect(mended.givenUp).toEqual([]);
    expect(await world.decisions('poison-0')).toHaveLength(1);
  });

  test('that the store fails on is tried again from that record of the person on, and nothing is set aside', async () => {
    let failures = 3;
    const store = intercept(world.store, async (name, call, args) => {
      if (name === 'putScore' && args[0] === 'unlucky' && failures-- > 0) throw new StoreError(new Error('4711'));
      return call();
    });
    const setAside = world.told.counts.get('RecordSetAside');
    const failed = world.told.counts.get('RecordFailed') ?? 0;
    const streams = await engine.drive(world.handlers(world.with({ store })));
    await world.put('unlucky', { income: { value: 60, observedAt: TODAY, revision: 0 } });
    await world.put('lucky', { income: 60 });
    await world.put('unlucky', { income: { value: 150, observedAt: TODAY, revision: 1 } });
    await streams.idle();
    expect((await world.decisions('unlucky')).map(({ profileVersion }) => profileVersion)).toEqual([1, 2]);
    expect(await world.decisions('lucky')).toHaveLength(1);
    expect(world.told.counts.get('RecordFailed')).toBe(failed + 3);
    expect(world.told.counts.get('RecordSetAside')).toBe(setAside);
    expect(streams.givenUp).toEqual([]);
  });

  test('is set aside and still tried again when not even that can be done', async () => {
    const store = { ...world.store, keepFailure: () => Promise.reject(new StoreError(new Error('down'))) };
    const record = {
      eventName: 'INSERT' as const,
      dynamodb: { Keys: { pk: { S: 'x' }, sk: { S: 'PROFILE' } }, NewImage: {}, SequenceNumber: '7' },
    };
    const handlers = world.handlers(world.with({ store }));
    expect(await handlers['score-on-change']({ Records: [record] })).toEqual({
      batchItemFailures: [{ itemIdentifier: '7' }],
    });
  });
});
