import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { clientConfig } from '../../local/engines/engine.ts';
import { type Local, startLocal } from '../../local/start-local.ts';
import { temporaryDirectory } from '../support/local.ts';
import { SERVICE_FILE, service, withVisibility } from './fixtures/service.ts';

const KILLS = 3;
const NUMBERS_PER_RUN = 1_000_000;
const WORKER = new URL('fixtures/queue-worker.ts', import.meta.url).pathname;

test(`no message is lost through ${KILLS} kills, throws and time-outs; what always fails is with the dead letters`, async () => {
  const stateDir = temporaryDirectory();
  const [sent, handled] = [new Set<string>(), new Set<string>()];
  for (let run = 0; run < KILLS; run += 1) {
    for (const line of await workUntilKilled(stateDir, run * NUMBERS_PER_RUN)) {
      const [what, number = ''] = line.split(' ');
      (what === 'sent' ? sent : handled).add(number);
    }
  }
  const { dead, lines } = await finish(stateDir, handled);
  expect(sent.size).toBeGreaterThan(200);
  expect([...sent].filter((number) => !handled.has(number) && !dead.includes(number))).toEqual([]);
  const poison = [...sent].filter((number) => number.endsWith('7'));
  expect(poison.filter((number) => !dead.includes(number))).toEqual([]);
  expect(poison.filter((number) => handled.has(number))).toEqual([]);
  expect(new Set(dead).size).toBe(dead.length);
  expect(lines.join('\n')).toMatch(
    /\d+ message\(s\) of fixture-dev-work failed 3 times and went to fixture-dev-dead-letters/,
  );
});

async function workUntilKilled(stateDir: string, firstNumber: number): Promise<string[]> {
  const child = spawn(process.execPath, [WORKER, stateDir, String(firstNumber)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child.stdout, 'data');
  await sleep(200 + Math.random() * 500);
  child.kill('SIGKILL');
  await once(child, 'close');
  // A line cut by the kill was not fully said.
  return output.split('\n').slice(0, -1);
}

/** Handles what is left; returns the dead letters, and what the log says of them. */
async function finish(stateDir: string, handled: Set<string>): Promise<{ dead: string[]; lines: string[] }> {
  const lines: string[] = [];
  const work = ({ Records }: SQSEvent) => {
    const failed = Records.filter(({ body }) => body.endsWith('7'));
    for (const record of Records) if (!failed.includes(record)) handled.add(record.body);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
  const local = await startLocal({
    serviceFile: SERVICE_FILE,
    service: withVisibility(service(), 0.05),
    stateDir,
    port: 0,
    load: async () => (event) => work(event as SQSEvent),
    log: (line) => lines.push(line),
  });
  const dead = await deadLetters(local);
  await local.close();
  return { dead, lines };
}

async function deadLetters(local: Local): Promise<string[]> {
  const client = new SQSClient(clientConfig(local.sqs!));
  const urlOf = async (QueueName: string) => (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  const left = { QueueUrl: await urlOf('fixture-dev-work'), AttributeNames: ['All' as const] };
  const isEmpty = async () => {
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand(left));
    expect(Object.entries(Attributes).filter(([name, count]) => /Number/.test(name) && count !== '0')).toEqual([]);
  };
  await vi.waitFor(isEmpty, { timeout: 20_000 });
  const options = {
    QueueUrl: await urlOf('fixture-dev-dead-letters'),
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 600,
  };
  const dead: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(options));
    dead.push(...Messages.map(({ Body = '' }) => Body));
    if (Messages.length === 0) break;
  }
  client.destroy();
  return dead;
}
