import { deepEqual, ok } from 'node:assert/strict';
import { BatchWriteItemCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { scoreChange } from '../../lib/store/images.ts';
import { metered } from '../../lib/store/meter.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import type { Engine } from '../../local/engines/engine.ts';
import { type EngineKind, startEngine } from '../../local/engines/start-engine.ts';
import { readService } from '../../local/service.ts';
import { driveStreams } from '../../local/streams/stream-driver.ts';
import { expectedOf, type Population, populationOf } from '../sweep/population.ts';
import type { Crowd } from '../sweep/processes.ts';
import { idOf } from '../sweep/subjects.ts';
import { SCORING, SWEEP_DAY } from '../sweep/templates.ts';
import { clientAt, type SweptEverybody, sweepEverybody } from './sweep-everybody.ts';
import { TABLES } from './tables.ts';

/** A sweep on an engine that keeps its people, and what its stream made of it. */
export interface OnEngine {
  swept: SweptEverybody;
  changed: number;
  /** Scores that do not fit into a unit: they take two. */
  overOneKb: number;
  decisions: number;
  decisionUnits: number;
}

const service = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const BATCH = 25;
const AT_ONCE = 8;
const RETENTION_DAYS = 1826;

/** Loads the people, sweeps them, and lets the stream write the decisions. Throws when a count or a unit is not exact. */
export async function sweepOnEngine(kind: EngineKind, { people, distinct, percent = 0 }: Crowd): Promise<OnEngine> {
  const engine = await startEngine({ kind });
  const client = clientAt(engine);
  try {
    await engine.createTables(service.tables);
    const population = populationOf(people, distinct, percent);
    await load(client, population);
    const stream = await publishing(engine);
    const place = { endpoint: engine.endpoint, tables: TABLES, scoring: SCORING, asOf: SWEEP_DAY };
    const swept = await sweepEverybody(place);
    const decisionUnits = await stream.done();
    const { changed, unchanged, unscorable, writeUnits } = expectedOf(population);
    const { counts, scoreWriteUnits } = swept;
    deepEqual([counts.changed, counts.unchanged, counts.unscorable], [changed, unchanged, unscorable]);
    deepEqual([counts.people, counts.written], [people, changed]);
    // An engine may count a number a byte otherwise than we do, which shows where an item is as large as a unit.
    const odd = Math.abs(scoreWriteUnits - writeUnits);
    ok(odd <= Math.max(1, changed / 500), `${scoreWriteUnits} write units for ${writeUnits}`);
    ok(counts.readUnits < people, 'a scan reads more than one person for a unit');
    const decisions = await countOf(client, TABLES.decisions);
    deepEqual(decisions, changed, 'a decision record for everybody who changed, and for nobody else');
    return { swept, changed, overOneKb: writeUnits - changed, decisions, decisionUnits };
  } finally {
    client.destroy();
    await engine.close();
  }
}

async function load(client: DynamoDBClient, { people, templateOf }: Population): Promise<void> {
  let next = 0;
  const batch = async () => {
    const items = [];
    for (; next < people && items.length < BATCH - 1; next += 1) {
      const { profile, score } = templateOf(next);
      for (const { item } of [profile, score]) items.push({ pk: { S: idOf(next) }, ...item });
    }
    const RequestItems = { [TABLES.subjects]: items.map((Item) => ({ PutRequest: { Item } })) };
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    deepEqual(UnprocessedItems ?? {}, {});
  };
  const loader = async () => {
    while (next < people) await batch();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loader));
}

/** The trigger of publish-change, from now on; `done` says what the decisions took. */
async function publishing(engine: Engine) {
  const client = clientAt(engine);
  const meter = metered(client);
  const store = dynamodbStore(client, TABLES);
  const publish = async (record: DynamoDBRecord) => {
    const change = scoreChange(record);
    if (change !== undefined) await publishChange({ store, decisionRetentionDays: RETENTION_DAYS }, change);
  };
  const triggers = service.functions
    .filter(({ name }) => name === 'publish-change')
    .flatMap(({ streams }) => streams.map((trigger) => ({ ...trigger, from: 'LATEST' as const })));
  const driver = await driveStreams(engine, triggers, {
    invoke: (_name, { Records }) => Promise.all(Records.map((record) => publish(record as DynamoDBRecord))),
    giveUp: async ({ condition }) => {
      throw new Error(`publish-change gave up: ${condition}`);
    },
  });
  const done = async () => {
    await driver.idle();
    await driver.close();
    client.destroy();
    return meter.writeUnits;
  };
  return { done };
}

async function countOf(client: DynamoDBClient, TableName: string): Promise<number> {
  let count = 0;
  for await (const page of paginateScan({ client }, { TableName, Select: 'COUNT' })) count += page.Count ?? 0;
  return count;
}
