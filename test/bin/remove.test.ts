import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { clientConfig } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';
import { tahini } from '../support/tahini.ts';

const ENDPOINT = inject('dynamodbLocal');
// dynalite knows no deletion protection, so only AWS's own engine can be asked.
const describeWithJava = ENDPOINT === '' ? describe.skip : describe;
if (ENDPOINT === '') console.warn('NOT TESTED without Java: that a protected stage is not removed');

/** Unprotected tables of a stage of their own. */
async function deployed() {
  await vi.waitFor(() => fetch(ENDPOINT), { timeout: 25_000, interval: 50 });
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

/** Stands where all of AWS but DynamoDB would be, and writes down what it is asked. */
async function nobody() {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push(body);
    response.writeHead(403).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB: ENDPOINT, AWS_MAX_ATTEMPTS: '1' };
  return { asked, env: { ...env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_PROFILE: '' } };
}

describeWithJava('a stage', () => {
  test('is not removed while one of its tables is protected, and the way to do it is said', async () => {
    const { stage, client, names } = await deployed();
    await client.send(new UpdateTableCommand({ TableName: names[1]!, DeletionProtectionEnabled: true }));
    const { asked, env } = await nobody();
    const { code, errors } = await tahini(['remove', '--stage', stage], env).ended;
    expect(code).toBe(1);
    expect(errors).toContain(`nothing was removed: deletion protection is on for ${names[1]}`);
    expect(errors).not.toContain(names[0]);
    expect(errors).toContain(`npm run deploy -- --stage ${stage} --param deletionProtection=false`);
    expect(asked).toEqual([]);
  });

  test('is removed by CloudFormation once nothing is protected', async () => {
    const { stage } = await deployed();
    const { asked, env } = await nobody();
    const { code, output, errors } = await tahini(['remove', '--stage', stage, '--region', 'us-east-1'], env).ended;
    expect(output + errors).toContain(`Removing tahini from stage ${stage} (us-east-1)`);
    expect(asked.filter((body) => body.includes(`StackName=tahini-${stage}`))).not.toEqual([]);
    expect(code).not.toBe(0);
  });
});

test('whose protection cannot be found out, nothing is removed', async () => {
  const { asked, env } = await nobody();
  const { code, errors } = await tahini(['remove', '--stage', 'x'], { ...env, AWS_ENDPOINT_URL_DYNAMODB: '' }).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/whether tahini-x-subjects is protected cannot be found out \(.+\): check credentials/);
  expect(asked).toHaveLength(1);
});

test('which stage to remove has to be said: none is guessed', async () => {
  const { code, errors } = await tahini(['remove']).ended;
  expect([code, errors]).toEqual([2, 'tahini: which stage? give --stage NAME\n']);
});
