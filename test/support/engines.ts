// Tests against real engines. Each suite has tables of its own, as serverless.yml defines them:
//
//   describeOnEachEngine('a profile', (engine) => {
//     test('is kept', async () => {
//       const client = new DynamoDBClient(engine.clientConfig);     // engine.tables.subjects, .decisions, .operations
//       const streams = await engine.drive({ 'score-on-change': (event) => handle(event) });
//       await streams.idle();                                        // streams.givenUp, streams.close()
//
// `engine.environment` is what a function finds in process.env. Everything of `engine` is there once tests run.

import { randomUUID } from 'node:crypto';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { startDynalite } from '../../local/engines/dynalite.ts';
import { useEndpoint } from '../../local/engines/endpoint.ts';
import { clientConfig, type Engine } from '../../local/engines/engine.ts';
import type { EngineKind } from '../../local/engines/start-engine.ts';
import { localEnvironment } from '../../local/environment.ts';
import { readService, type Service } from '../../local/service.ts';
import type { RetryPolicy } from '../../local/streams/batch.ts';
import { driveStreams, type GivenUp, type StreamDriver } from '../../local/streams/stream-driver.ts';

export type StreamHandler = (event: DynamoDBStreamEvent) => unknown;

export interface TestEngine {
  readonly kind: EngineKind;
  readonly clientConfig: ReturnType<typeof clientConfig>;
  readonly tables: { subjects: string; decisions: string; operations: string };
  readonly environment: Record<string, string>;
  /**
   * Runs these functions on the stream triggers that serverless.yml gives them, until the next call or the suite's end.
   * A function begins with all changes since the suite began, later on where it was. `policy` replaces some of what
   * serverless.yml says of tries.
   */
  drive(
    handlers: Record<string, StreamHandler>,
    policy?: Partial<RetryPolicy>,
  ): Promise<StreamDriver & { givenUp: GivenUp[] }>;
}

/** The same suite on dynalite and, with Java, on AWS's own DynamoDB Local. */
export function describeOnEachEngine(name: string, suite: (engine: TestEngine) => void): void {
  describe(`${name} [dynalite]`, () => suite(prepare('dynalite', () => startDynalite())));
  const endpoint = inject('dynamodbLocal');
  if (endpoint === '') return;
  describe(`${name} [DynamoDB Local]`, () => suite(prepare('dynamodb-local', () => whenReady(endpoint))));
}

function prepare(kind: EngineKind, start: () => Promise<Engine>): TestEngine {
  // The stage is part of every table's name, so a stage of its own means tables of its own.
  const service = readService('serverless.yml', { opt: { stage: `t${randomUUID().slice(0, 8)}` } });
  let driver: StreamDriver | undefined;
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
    await engine.createTables(service.tables);
  });
  afterAll(async () => {
    await driver?.close();
    await engine?.close();
  });
  return {
    kind,
    tables: tableNames(service),
    get clientConfig() {
      return clientConfig(engine.endpoint);
    },
    get environment() {
      return localEnvironment(service, engine.endpoint);
    },
    drive: async (handlers, policy = {}) => {
      const givenUp: GivenUp[] = [];
      await driver?.close();
      driver = await drive(engine, service, { handlers, policy, givenUp });
      return { ...driver, givenUp };
    },
  };
}

/** The service, with records tried as often and as long as a test has time for. */
export function withPolicy(service: Service, policy: Partial<RetryPolicy>): Service {
  const functions = service.functions.map((about) => ({
    ...about,
    streams: about.streams.map((trigger) => ({ ...trigger, ...policy })),
  }));
  return { ...service, functions };
}

function tableNames({ environment }: Service): TestEngine['tables'] {
  const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = environment;
  return { subjects: SUBJECTS_TABLE, decisions: DECISIONS_TABLE, operations: OPERATIONS_TABLE };
}

interface Driven {
  handlers: Record<string, StreamHandler>;
  policy: Partial<RetryPolicy>;
  givenUp: GivenUp[];
}

function drive(engine: Engine, service: Service, { handlers, policy, givenUp }: Driven) {
  const triggers = withPolicy(service, policy).functions.flatMap(({ streams }) => streams);
  return driveStreams(
    engine,
    triggers.filter(({ functionName }) => functionName in handlers),
    {
      invoke: async (functionName, event) => handlers[functionName]?.(JSON.parse(JSON.stringify(event))),
      giveUp: async (failure) => {
        givenUp.push(failure);
      },
      delayMs: () => 1,
    },
  );
}

async function whenReady(endpoint: string): Promise<Engine> {
  const deadline = Date.now() + 25_000;
  while (!(await fetch(endpoint).then(Boolean, () => false))) {
    if (Date.now() > deadline) throw new Error('DynamoDB Local did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return useEndpoint(endpoint);
}
