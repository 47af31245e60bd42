import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { JobStore, SegmentMessage } from '../../lib/schemas/job.ts';
import type { Store } from '../../lib/schemas/stored.ts';
import { dynamodbJobs, dynamodbStore, type Tables } from '../../lib/store/dynamodb.ts';
import { beginRescore, type Start } from '../../lib/usecases/rescore/begin-rescore.ts';
import { clientConfig, type Engine } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';
import { driveStreams, type StreamDriver } from '../../local/streams/stream-driver.ts';
import { type EngineDoor, openEngineDoor } from '../http/engine-door.ts';
import { putPeople } from '../support/sweep-people.ts';
import { FIRST } from './cards.ts';
import type { Dice } from './dice.ts';

/** Tables of their own on an engine that nobody kills, and a door before it through which the workers must go. */
export interface Ground {
  dice: Dice;
  client: DynamoDBClient;
  tables: Tables;
  store: Store & JobStore;
  door: EngineDoor;
  /** What waits for a worker. */
  queue: SegmentMessage[];
  send: (messages: readonly SegmentMessage[]) => Promise<void>;
  people(n: number, asOf: number): Promise<string[]>;
  start(asOf: number, more?: Partial<Start>): Promise<string>;
  drive(handlers: Record<string, (record: DynamoDBRecord) => Promise<unknown>>): Promise<StreamDriver>;
  close(): Promise<void>;
}

const SEGMENTS = 12;

export async function groundOn(engine: Engine, dice: Dice): Promise<Ground> {
  const service = readService('serverless.yml', { opt: { stage: `c${randomUUID().slice(0, 8)}` } });
  await engine.createTables(service.tables);
  const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = service.environment;
  const tables = { subjects: SUBJECTS_TABLE, decisions: DECISIONS_TABLE, operations: OPERATIONS_TABLE };
  const client = new DynamoDBClient(clientConfig(engine.endpoint));
  const store = { ...dynamodbStore(client, tables), ...dynamodbJobs(client, tables) };
  const door = await openEngineDoor(() => engine.endpoint);
  const queue: SegmentMessage[] = [];
  const send = async (messages: readonly SegmentMessage[]) => void queue.push(...messages);
  let driver: StreamDriver | undefined;
  let jobs = 0;
  return {
    dice,
    client,
    tables,
    store,
    door,
    queue,
    send,
    people: async (n, asOf) => {
      const names = Array.from({ length: n }, (_, i) => `person-${i}`);
      await putPeople(store, names, asOf);
      return names;
    },
    start: async (asOf, more = {}) => {
      jobs += 1;
      const card = { id: FIRST.id, version: FIRST.version, hash: FIRST.hash };
      const rest = { startedBy: 'chaos', now: Date.now(), dryRun: false, force: false, segments: SEGMENTS };
      const asked = { jobId: `job-${jobs}`, card, activationSeq: 1, asOf, ...rest, ...more };
      return (await beginRescore({ store, send }, asked)).job.jobId;
    },
    drive: async (handlers) => {
      const triggers = service.functions.flatMap(({ streams }) => streams);
      driver = await driveStreams(
        engine,
        triggers.filter(({ functionName }) => functionName in handlers),
        {
          invoke: async (name, { Records }) => {
            for (const record of Records) await handlers[name]?.(record as DynamoDBRecord);
          },
          giveUp: async ({ condition }) => {
            throw new Error(`a stream function gave up: ${condition}`);
          },
        },
      );
      return driver;
    },
    close: async () => {
      await driver?.close();
      await door.close();
      client.destroy();
    },
  };
}
