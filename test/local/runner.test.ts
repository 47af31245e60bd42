import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test, vi } from 'vitest';
import { clientConfig } from '../../local/engines/engine.ts';
import type { Handler } from '../../local/lambda.ts';
import { readService } from '../../local/service.ts';
import { type Local, startLocal } from '../../local/start-local.ts';
import { temporaryDirectory } from '../support/local.ts';
import { SERVICE_FILE, THINGS } from './fixtures/service.ts';

const nothing = () => undefined;

function start(
  stateDir: string,
  watch: (event: DynamoDBStreamEvent) => unknown = nothing,
  log?: (line: string) => void,
) {
  const handlers: Record<string, Handler> = { 'build/watch.handler': (event) => watch(event as DynamoDBStreamEvent) };
  const load = async (handler: string) => handlers[handler] ?? (() => ({ ...process.env }));
  return startLocal({ serviceFile: SERVICE_FILE, stateDir, port: 0, load, ...(log && { log }) });
}

async function put(pk: string, sk: string): Promise<void> {
  const client = new DynamoDBClient(clientConfig(process.env.DYNAMODB_ENDPOINT!));
  await client.send(new PutItemCommand({ TableName: THINGS, Item: { pk: { S: pk }, sk: { S: sk } } }));
  client.destroy();
}

function keysOf({ Records }: DynamoDBStreamEvent): string[] {
  return Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
}

async function verify(local: Local, token: string) {
  const keys = createRemoteJWKSet(new URL(process.env.TOKEN_KEYS_URL!));
  const claims = await jwtVerify(token, keys, { issuer: process.env.TOKEN_ISSUER!, audience: 'tahini' });
  expect(process.env.TOKEN_KEYS_URL?.startsWith(local.url)).toBe(true);
  return claims.payload;
}

test('functions find their tables and nothing that leads to AWS', async () => {
  vi.stubEnv('AWS_PROFILE', 'production');
  vi.stubEnv('AWS_SESSION_TOKEN', 'real');
  const local = await start(temporaryDirectory());
  const answer = await fetch(`${local.url}/v1/things/list`);
  const seen = (await answer.json()) as Record<string, string>;
  expect(seen).toMatchObject({ THINGS_TABLE: THINGS, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  expect(seen.AWS_ENDPOINT_URL).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(seen.AWS_PROFILE ?? seen.AWS_SESSION_TOKEN).toBeUndefined();
  await local.close();
  expect(process.env.AWS_PROFILE).toBe('production');
  vi.unstubAllEnvs();
});

test('a change waits for its function across a restart, and is not repeated once it was handled', async () => {
  const stateDir = temporaryDirectory();
  const first = await start(
    stateDir,
    () => Promise.reject(new Error('down')),
    () => {},
  );
  await put('ada', 'KEEP');
  await put('bob', 'DROP');
  await first.close();
  const seen: string[] = [];
  const second = await start(stateDir, (event) => void seen.push(...keysOf(event)));
  await second.idle();
  await second.close();
  const third = await start(stateDir, (event) => void seen.push(...keysOf(event)));
  await third.idle();
  await third.close();
  expect(seen).toEqual(['ada']);
});

test('records that are given up are kept whole in a file, and the log says where without naming the person', async () => {
  const stateDir = temporaryDirectory();
  const lines: string[] = [];
  const refuse = () => Promise.reject(new Error('ada is broken'));
  const local = await start(stateDir, refuse, (line) => lines.push(line));
  await put('ada', 'KEEP');
  await local.idle();
  await local.close();
  const [file = ''] = readdirSync(join(stateDir, 'failures', 'watch'));
  const kept = JSON.parse(readFileSync(join(stateDir, 'failures', 'watch', file), 'utf8'));
  expect(kept).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  expect(keysOf(JSON.parse(kept.payload))).toEqual(['ada']);
  expect(lines.filter((line) => line.includes('gave up 1 record(s)'))).toHaveLength(1);
  expect(lines.join('\n')).not.toContain('ada');
});

test('kept records are forgotten after 14 days, as on AWS: they may be about people who were erased since', async () => {
  const stateDir = temporaryDirectory();
  const folder = join(stateDir, 'failures', 'watch');
  mkdirSync(folder, { recursive: true });
  for (const [name, days] of Object.entries({ old: 15, young: 13 })) {
    writeFileSync(join(folder, name), '{}');
    const then = new Date(Date.now() - days * 86_400_000);
    utimesSync(join(folder, name), then, then);
  }
  await (await start(stateDir)).close();
  expect(readdirSync(folder)).toEqual(['young']);
});

test('a token of the development issuer is verified with the keys the run serves, and says who is calling', async () => {
  const local = await start(temporaryDirectory());
  const token = await local.token({ subject: 'bank', scope: 'subjects:any profile:write', tier: 'bureau' });
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
  const claims = await verify(local, token);
  expect(claims).toMatchObject({ sub: 'bank', scope: 'subjects:any profile:write', tahini_tier: 'bureau' });
  expect(claims.exp! - claims.iat!).toBe(12 * 3600);
  const own = await verify(local, await local.token({ subject: 'ada', scope: 'score:read', expiresIn: '5m' }));
  expect(own).not.toHaveProperty('tahini_tier');
  await local.close();
});

test('a token of another state directory is not believed', async () => {
  const [local, other] = [await start(temporaryDirectory()), temporaryDirectory()];
  const { issueToken } = await import('../../local/issuer.ts');
  const forged = await issueToken({ state: other, subject: 'ada', scope: 'score:read' });
  await expect(verify(local, forged)).rejects.toThrow();
  await local.close();
});

test('a function reaches the queue by its environment, and what it sends is handled', async () => {
  const seen: string[] = [];
  const handlers: Record<string, Handler> = {
    'build/echo.handler': async () => {
      const client = new SQSClient({});
      await client.send(new SendMessageCommand({ QueueUrl: process.env.WORK_QUEUE_URL, MessageBody: 'hello' }));
      client.destroy();
    },
    'build/work.handler': (event) => void seen.push(...(event as SQSEvent).Records.map(({ body }) => body)),
  };
  const load = async (handler: string) => handlers[handler] ?? nothing;
  const local = await startLocal({ serviceFile: SERVICE_FILE, stateDir: temporaryDirectory(), port: 0, load });
  expect((await fetch(`${local.url}/v1/things/list`)).status).toBe(200);
  await local.idle();
  expect(seen).toEqual(['hello']);
  await local.close();
});

test('a service without queues starts none', async () => {
  const service = { ...readService(SERVICE_FILE), queues: [], functions: [] };
  const stateDir = temporaryDirectory();
  const local = await startLocal({ serviceFile: SERVICE_FILE, service, stateDir, port: 0, load: async () => nothing });
  expect(local.sqs).toBeUndefined();
  expect(existsSync(join(stateDir, 'queues'))).toBe(false);
  await local.close();
});

test('an expired item is deleted, and its function can tell that nobody did it', async () => {
  const removed: unknown[] = [];
  const { startDynalite } = await import('../../local/engines/dynalite.ts');
  const engine = await startDynalite();
  await engine.createTables(readService(SERVICE_FILE).tables);
  const client = new DynamoDBClient(clientConfig(engine.endpoint));
  const past = String(Math.floor(Date.now() / 1000) - 1);
  const Item = { pk: { S: 'old' }, sk: { S: 'KEEP' }, expiresAt: { N: past } };
  await client.send(new PutItemCommand({ TableName: THINGS, Item }));
  const changes = await engine.changes(THINGS, 'test', 'TRIM_HORIZON');
  await vi.waitFor(
    async () => {
      removed.push(...(await changes.read(10)).filter(({ eventName }) => eventName === 'REMOVE'));
      expect(removed[0]).toMatchObject({ userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } });
    },
    { timeout: 20_000, interval: 100 },
  );
  client.destroy();
  await engine.close();
});
