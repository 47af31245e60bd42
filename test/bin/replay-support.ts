import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { onTestFinished } from 'vitest';
import { failedBatch } from '../../lib/http/failed-batch.ts';
import { temporaryDirectory } from '../support/local.ts';

export const ACCOUNT = '123456789012';
export const ON_AWS = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:tahini-dev-publish-change`;
export const HERE = 'arn:aws:lambda:us-east-1:000000000000:function:score-on-change';

let sequence = 1000;

type Item = Record<string, AttributeValue>;

/** A stream record of a person's score. */
export function scoreRecord(subjectId: string, { days = 0, version = 1, padding = 0 } = {}): DynamoDBRecord {
  const image = { profileVersion: { N: String(version) }, inputs: { S: 'x'.repeat(padding) } };
  return record(subjectId, 'SCORE', image, days);
}

/** A stream record of a person's profile. */
export function profileRecord(subjectId: string, version: number): DynamoDBRecord {
  return record(subjectId, 'PROFILE', { version: { N: String(version) }, evidence: { S: 'of the past' } });
}

function record(subjectId: string, sk: string, image: Item, days = 0): DynamoDBRecord {
  sequence += 1;
  const Keys = { pk: { S: subjectId }, sk: { S: sk } };
  return {
    eventID: String(sequence),
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/tahini-dev-subjects/stream/2026-01-01T00:00:00.000`,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000) - days * 86_400,
      Keys,
      NewImage: { ...Keys, ...image },
      ...(sk === 'PROFILE' && { OldImage: { ...Keys, ...image } }),
      SequenceNumber: String(sequence),
    },
  };
}

export function documentOf(records: DynamoDBRecord[], functionArn = ON_AWS, now = new Date()): string {
  const about = { functionArn, requestId: 'a', condition: 'RetryAttemptsExhausted', tries: 3 };
  return JSON.stringify(failedBatch({ ...about, records, now }));
}

export interface Invocation {
  functionName: string;
  people: string[];
  records: DynamoDBRecord[];
  bytes: number;
}

export interface LambdaAnswer {
  status?: number;
  functionError?: string;
  payload?: unknown;
}

export const TAKEN: LambdaAnswer = { payload: { batchItemFailures: [] } };

/** Stands for Lambda's endpoint, as far as Invoke goes. */
export async function lambda(answer: (invocation: Invocation) => LambdaAnswer | Promise<LambdaAnswer> = () => TAKEN) {
  const invocations: Invocation[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    const { Records } = JSON.parse(body.toString('utf8')) as { Records: DynamoDBRecord[] };
    const people = Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
    const invocation = { functionName: decodeURIComponent(name), people, records: Records, bytes: body.length };
    invocations.push(invocation);
    const { status = 200, functionError, payload } = await answer(invocation);
    response.writeHead(status, functionError === undefined ? {} : { 'x-amz-function-error': functionError });
    response.end(JSON.stringify(payload));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, invocations };
}

/** A state as the first run leaves it, with nobody in it. */
export function emptyState(): string {
  const state = temporaryDirectory();
  mkdirSync(join(state, 'dynalite'));
  writeFileSync(join(state, 'latest-day'), '0');
  return state;
}
