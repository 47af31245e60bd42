import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll } from 'vitest';
import { streamHandler } from '../../lib/http/stream.ts';
import type { FactReport } from '../../lib/schemas/profile.ts';
import type { Store, StoredScore } from '../../lib/schemas/stored.ts';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { type KeptFailure, listFailures } from '../../lib/store/failures.ts';
import { profileChange, scoreChange } from '../../lib/store/images.ts';
import type { Caller, Dependencies } from '../../lib/usecases/dependencies.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { upsertProfile } from '../../lib/usecases/upsert-profile.ts';
import { day, endOf, service } from '../support/builders.ts';
import type { TestEngine } from '../support/engines.ts';
import { CONTEXT, listen, type Told } from '../support/telemetry.ts';
import { tiny } from '../support/tiny-card.ts';

/** The real one: the engines delete what has expired by their own clock. */
export const TODAY = formatDay(dayOf(Date.now()));
export const NOW = endOf(TODAY);
export const ago = (days: number) => formatDay(day(TODAY) - days);
export const bank = service('partner', 'bank');

export type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
export type Handlers = Record<'score-on-change' | 'publish-change', Handler>;

/** The use cases over the real store on a real engine, with the tiny card. */
export interface World {
  readonly client: DynamoDBClient;
  readonly store: Store;
  readonly dependencies: Dependencies;
  /** The same over another store, such as one that dawdles, or with another card. */
  with(changes: Partial<Dependencies>): Dependencies;
  /** What the stream triggers run, as functions/*.ts wire them. */
  handlers(dependencies?: Dependencies, asOf?: number): Handlers;
  /** What a stream function set aside. */
  failures(functionName: string): Promise<KeptFailure[]>;
  /** What the handlers told of themselves so far. */
  readonly told: Told;
  put(subjectId: string, facts: Record<string, unknown>, more?: Partial<PutOptions>): ReturnType<typeof upsertProfile>;
  /** All decision records, the oldest version first. */
  decisions(subjectId: string): Promise<StoredScore[]>;
  items(table: keyof TestEngine['tables'], subjectId: string): Promise<Record<string, unknown>[]>;
}

export interface PutOptions {
  caller: Caller;
  on: string;
  consents: Record<string, boolean>;
  ifMatch: number;
  dependencies: Dependencies;
}

export function worldOn(engine: TestEngine): World {
  let client: DynamoDBClient;
  let store: Store;
  const told = listen();
  const stream = (functionName: string, keeping: Store, handle: (record: DynamoDBRecord) => Promise<void>): Handler => {
    const handler = streamHandler({ handle, telemetry: told.telemetry, store: keeping });
    return (event) => handler(event, { ...CONTEXT, functionName });
  };
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
    store = dynamodbStore(client, engine.tables);
  });
  afterAll(() => client.destroy());
  const with_ = (changes: Partial<Dependencies>): Dependencies => ({
    store,
    card: tiny.card,
    cardByHash: (hash) => (hash === tiny.card.hash ? tiny.card : undefined),
    activationSeq: 1,
    decisionRetentionDays: 365,
    simulationsPerHour: 60,
    pause: () => sleepUpTo(20),
    ...changes,
  });
  return {
    get client() {
      return client;
    },
    get store() {
      return store;
    },
    get dependencies() {
      return with_({});
    },
    with: with_,
    told,
    handlers: (dependencies = with_({}), asOf = day(TODAY)) => ({
      'score-on-change': stream('score-on-change', dependencies.store, async (record) => {
        const change = profileChange(record);
        if (change !== undefined) await scoreOnChange(dependencies, change, asOf);
      }),
      'publish-change': stream('publish-change', dependencies.store, async (record) => {
        const change = scoreChange(record);
        if (change !== undefined) await publishChange(dependencies, change);
      }),
    }),
    put: (subjectId, facts, { caller = bank, on = TODAY, consents, ifMatch, dependencies = with_({}) } = {}) =>
      upsertProfile(dependencies, {
        subjectId,
        caller,
        report: { facts: reports(facts), consents },
        ifMatch,
        now: endOf(on),
      }),
    decisions: async (subjectId) => {
      const { decisions } = await store.listDecisions(subjectId, { limit: 1000, after: undefined });
      return [...decisions].reverse();
    },
    failures: async (functionName) => {
      const kept: KeptFailure[] = [];
      for await (const failure of listFailures(client, engine.tables.operations, functionName, Date.now())) {
        kept.push(failure);
      }
      return kept;
    },
    items: async (table, subjectId) => {
      const query = new QueryCommand({
        TableName: engine.tables[table],
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: subjectId } },
        ConsistentRead: true,
      });
      return (await client.send(query)).Items ?? [];
    },
  };
}

/** `{ income: 60 }`, or a whole statement: `{ income: { value: 60, revision: 3 } }`. */
function reports(facts: Record<string, unknown>): Record<string, FactReport> {
  const isStatement = (value: unknown) =>
    typeof value === 'object' && value !== null && ('value' in value || 'retracted' in value);
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, isStatement(value) ? (value as FactReport) : { value }]),
  );
}

export const sleepUpTo = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.random() * ms));

/** A store that waits a random while before and after each call, so that callers get into each other's way. */
export function dawdling(store: Store, ms: number): Store {
  return intercept(store, async (_name, call) => {
    await sleepUpTo(ms);
    const answer = await call();
    await sleepUpTo(ms);
    return answer;
  });
}

/** A store whose every call goes through `around`. */
export function intercept(
  store: Store,
  around: (name: keyof Store, call: () => Promise<unknown>, args: readonly unknown[]) => Promise<unknown>,
): Store {
  const wrapped = Object.entries(store).map(([name, method]) => [
    name,
    (...args: unknown[]) => around(name as keyof Store, () => Reflect.apply(method, store, args), args),
  ]);
  return Object.fromEntries(wrapped) as Store;
}
