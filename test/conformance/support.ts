// The whole pipeline on AWS's own DynamoDB Local with its real streams: HTTP in front, the functions from their sources.
//
//   describeConformance('a poison record', () => {
//     const spy = new Spy();                                   // sees, and may spoil, every call of a function
//     const api = useApi(() => onDynamoDbLocal(spy, { maxAgeSeconds: 1 }));

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, inject, test } from 'vitest';
import type { Handler } from '../../local/lambda.ts';
import { readService } from '../../local/service.ts';
import type { LocalOptions } from '../../local/start-local.ts';
import type { RetryPolicy } from '../../local/streams/batch.ts';
import { fromSource } from '../support/api.ts';
import { withPolicy } from '../support/engines.ts';

const ENDPOINT = inject('dynamodbLocal');

/** Without Java it is skipped, and says so; where conformance is what was asked for, that is a failure. */
export function describeConformance(name: string, suite: () => void): void {
  if (ENDPOINT !== '') return void describe(name, suite);
  const remedy = 'needs Java 17: apt-get install openjdk-17-jre-headless';
  if (process.env.npm_lifecycle_event !== 'test:conformance') {
    console.warn(`NOT RUN on DynamoDB Local: ${name}; it ${remedy}`);
    return void describe.skip(name, suite);
  }
  test(name, () => {
    throw new Error(`${name}: ${remedy}`);
  });
}

/** Stands between the streams and the functions. */
export class Spy {
  /** `around` does in the call's place what a test wants; by default it calls the function. */
  around: (functionName: string, event: DynamoDBStreamEvent, call: (event: DynamoDBStreamEvent) => unknown) => unknown =
    (_name, event, call) => call(event);

  load(): (handler: string) => Promise<Handler> {
    const load = fromSource();
    return async (file) => {
      const handler = await load(file);
      const name = file.replace('build/', '').replace('.handler', '');
      return (event, context) => {
        if (!isStreamEvent(event)) return handler(event, context);
        return this.around(name, event, (given) => handler(given, context));
      };
    };
  }
}

function isStreamEvent(event: unknown): event is DynamoDBStreamEvent {
  return typeof event === 'object' && event !== null && 'Records' in event;
}

/** Options for the local stack on a DynamoDB Local, that of the run by default, with tables of its own. */
export async function onDynamoDbLocal(
  spy = new Spy(),
  policy: Partial<RetryPolicy> = {},
  endpoint = ENDPOINT,
): Promise<Partial<LocalOptions>> {
  const deadline = Date.now() + 25_000;
  while (!(await fetch(endpoint).then(Boolean, () => false))) {
    if (Date.now() > deadline) throw new Error('DynamoDB Local did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // The stage is part of every table's name, so a stage of its own means tables of its own.
  const service = readService('serverless.yml', { opt: { stage: `t${randomUUID().slice(0, 8)}` } });
  return { service: withPolicy(service, policy), endpoint, load: spy.load(), log: () => {} };
}

/** The documents that the runner has kept for a function, with the people they are about. */
export function keptFiles(failures: string, functionName: string) {
  const folder = join(failures, functionName);
  return readdirSync(folder).map((file) => {
    const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return { document, records: (JSON.parse(document.payload) as DynamoDBStreamEvent).Records };
  });
}

type Item = Record<string, AttributeValue>;

export async function putItem(table: string, Item: Item): Promise<void> {
  await withClient((client) => client.send(new PutItemCommand({ TableName: table, Item })));
}

/** Everything in a table, in the order of its keys. */
export async function scan(table: string): Promise<Item[]> {
  const { Items = [] } = await withClient((client) =>
    client.send(new ScanCommand({ TableName: table, ConsistentRead: true })),
  );
  const keyOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
  return Items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export async function withClient<T>(use: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const client = new DynamoDBClient({});
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

export const tables = {
  get subjects() {
    return process.env.SUBJECTS_TABLE ?? '';
  },
  get decisions() {
    return process.env.DECISIONS_TABLE ?? '';
  },
  get operations() {
    return process.env.OPERATIONS_TABLE ?? '';
  },
};

/** A profile that nobody can read, as it would lie there after a mishap. */
export const unreadable = (subjectId: string): Item => ({
  pk: { S: subjectId },
  sk: { S: 'PROFILE' },
  version: { N: '1' },
  evidence: { S: '1[[["bank",2]],[["income",[0,20000' },
});
