import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendingTo } from '../../lib/http/send-messages.ts';

interface Batch {
  Entries: { MessageBody: string; DelaySeconds?: number; MessageGroupId?: string }[];
}

let server: Server;
let url: string;
const batches: Batch[] = [];

beforeAll(async () => {
  const aws = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_MAX_ATTEMPTS: '1' };
  for (const [name, value] of Object.entries(aws)) vi.stubEnv(name, value);
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    batches.push(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"Successful":[],"Failed":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', url);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

test('messages go ten at a time, put off for a quarter of an hour at most, and each in its group', async () => {
  const send = sendingTo<{ wait: number; of: string }>(`${url}/000000000000/q`, {
    delayMs: ({ wait }) => wait,
    group: ({ of }) => of,
  });
  const waits = [-5, 0, 1, 1000, 1001, 9e8];
  await send(waits.map((wait, n) => ({ wait, of: `s-${n}` })));
  const [{ Entries }] = batches.splice(0) as [Batch];
  expect(Entries.map(({ DelaySeconds }) => DelaySeconds)).toEqual([undefined, undefined, 1, 1, 2, 900]);
  expect(Entries.map(({ MessageGroupId }) => MessageGroupId)).toEqual(waits.map((_, n) => `s-${n}`));
  await sendingTo<number>(`${url}/000000000000/q`)(Array.from({ length: 25 }, (_, n) => n));
  expect(batches.map((batch) => batch.Entries.length).sort()).toEqual([10, 10, 5]);
  expect(Object.keys(batches[0]?.Entries[0] ?? {})).toEqual(['Id', 'MessageBody']);
});

test('a queue that cannot be reached is no fault of the message: the caller may come again', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', 'http://127.0.0.1:9');
  const sending = sendingTo<number>('http://127.0.0.1:9/000000000000/q')([1]);
  await expect(sending).rejects.toMatchObject({ kind: 'throttled', retryAfter: 2 });
});
