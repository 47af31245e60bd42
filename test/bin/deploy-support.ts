import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, inject, onTestFinished, vi } from 'vitest';
import { clientConfig } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';

const ENDPOINT = inject('dynamodbLocal');
// dynalite knows no deletion protection, so only AWS's own engine can be asked.
export const describeWithJava = ENDPOINT === '' ? describe.skip : describe;
if (ENDPOINT === '') console.warn('NOT TESTED without Java: what is done with the tables of a stage that is there');

/** Where the tables of `deployed` are. */
export const REGION = 'us-east-1';

/** Unprotected tables of a stage of their own. */
export async function deployed() {
  await ready();
  const stage = `t${randomUUID().slice(0, 8)}`;
  const client = new DynamoDBClient(clientConfig(ENDPOINT));
  onTestFinished(() => client.destroy());
  const names: string[] = [];
  for (const { create } of readService('serverless.yml', { opt: { stage } }).tables) {
    await client.send(new CreateTableCommand(create));
    names.push(create.TableName);
  }
  return { stage, client, names };
}

/** Resolves when AWS's own engine can be asked. */
export async function ready(): Promise<void> {
  await vi.waitFor(() => fetch(ENDPOINT), { timeout: 25_000, interval: 50 });
}

/** Stands where all of AWS but DynamoDB would be, and writes down what it is asked, and as which region. */
export async function nobody(status = 403, answer = '') {
  const asked: string[] = [];
  const regions: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push(body);
    regions.push(request.headers.authorization?.split('/')[2] ?? '');
    response.writeHead(status).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB: ENDPOINT, AWS_MAX_ATTEMPTS: '1', ...NOWHERE };
  return {
    asked,
    regions,
    env: { ...env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_PROFILE: '' },
  };
}

/** A shell that is set to no region. */
export const NOWHERE = { AWS_REGION: '', AWS_DEFAULT_REGION: '' };

const CONFIGURATION = ['serverless.yml', 'deploy', 'lib'];
const PROGRAM = ['package.json', 'bin', 'local', 'functions', 'web', 'docs'];

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** What a stage's parameters are read from and checked against, with files of its own, such as `stages/prod.yml`. */
export function project(files: Record<string, string> = {}, parts = CONFIGURATION): string {
  const home = mkdtempSync(join(tmpdir(), 'tahini-project-'));
  roots.push(home);
  const root = join(home, 'tahini');
  mkdirSync(root);
  for (const name of parts) cpSync(name, join(root, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/**
 * The whole project. The framework packages through one folder of it, which two runs at once would spoil for each other. It
 * looks through all that is there, for every function: so the packages lie above, and only its own is where it is called.
 */
export function copyOfAll(): string {
  const root = project({}, [...CONFIGURATION, ...PROGRAM]);
  symlinkSync(resolve('node_modules'), join(root, '../node_modules'));
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(resolve('node_modules/serverless'), join(root, 'node_modules/serverless'));
  return root;
}
