import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { help } from '../../bin/help/webhook.ts';
import { answerInWords } from '../../bin/webhook/in-words.ts';
import { readSendArguments } from '../../bin/webhook/send-options.ts';
import { connectAs } from '../../bin/webhook/signed-api.ts';
import { newSecret } from '../../lib/http/signature.ts';
import { applyEnvironment } from '../../local/environment.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

// A receiver that checks each message by the official library, and answers as it is told.

const SECRET = newSecret();
interface Seen {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}
const seen: Seen[] = [];
const answers: [status: number, body: unknown, headers?: Record<string, string>][] = [];
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, path: request.url, headers: request.headers, body });
    new Webhook(SECRET).verify(body, request.headers as Record<string, string>);
    const [status, answer, headers = {}] = answers.shift() ?? [500, {}];
    response.writeHead(status, headers).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => {
  seen.length = 0;
  answers.length = 0;
});

const send = (...args: string[]) =>
  tahini(['webhook', 'send', url, '--partner', 'acme', ...args], { TAHINI_WEBHOOK_SECRET: SECRET }).ended;
const partner = () => connectAs({ url: new URL(url), partnerId: 'acme', secret: SECRET });
const ONE = ['--type', 'bill.paid', '--subject', 'ada'];
const result = (id: string, what: string, more: object = {}) => ({ id, result: what, ...more });

test('an event is signed as the official library verifies it, sent, and its result told', async () => {
  answers.push([200, { results: [result('evt_1', 'accepted')] }]);
  const sent = await send(...ONE, '--data', '{"meter": "m1"}', '--at', '2026-05-01T10:00:00Z');
  expect(sent).toEqual({ code: 0, output: 'accepted   evt_1\n1 sent: 1 accepted\n', errors: '' });
  const [{ method, path, headers, body }] = seen as [Seen];
  expect([method, path, headers['content-type']]).toEqual(['POST', '/v1/partners/acme/events', 'application/json']);
  expect(JSON.parse(body)).toEqual({
    id: expect.stringMatching(/^evt_[\w-]{36}$/),
    type: 'bill.paid',
    subjectId: 'ada',
    occurredAt: '2026-05-01T10:00:00Z',
    data: { meter: 'm1' },
  });
});

test('a file is sent byte for byte; one event that is refused ends it with 3', async () => {
  const file = join(temporaryDirectory(), 'events.json');
  const text = '{ "events":\n [{"id":"a"}, {"id":"é"}] }\n';
  writeFileSync(file, text);
  const answer = { results: [result('a', 'accepted'), result('b', 'refused', { why: 'not-reachable' })], more: 1 };
  answers.push([200, answer]);
  const { code, output } = await send('--file', file, '--json');
  expect([code, JSON.parse(output)]).toEqual([3, answer]);
  expect(seen[0]?.body).toBe(text);
});

test('a large batch is waited for, by messages signed about this batch', async () => {
  answers.push(
    [202, { batchId: 'batch_1', status: 'open' }],
    [200, { batchId: 'batch_1', status: 'open' }],
    [200, { batchId: 'batch_1', status: 'done', results: [result('e', 'accepted')] }],
  );
  expect(await send(...ONE)).toMatchObject({ code: 0, output: 'accepted   e\n1 sent: 1 accepted\n' });
  expect(seen.slice(1).map(({ method, path, headers }) => [method, path, headers['webhook-id']])).toEqual(
    Array.from({ length: 2 }, () => ['GET', '/v1/partners/acme/batches/batch_1', 'batch_1']),
  );
});

test('every result has its line, in the order of the events, and none commands a terminal', () => {
  const results = [
    result('a', 'accepted'),
    result('b', 'duplicate'),
    result('c', 'refused', { why: 'not-reachable', detail: 'Nobody\u001b[2J.' }),
    result('d', 'accepted'),
  ];
  expect(answerInWords({ results }).split('\n')).toEqual([
    'accepted   a',
    'duplicate  b',
    'refused    c  not-reachable: Nobody?[2J.',
    'accepted   d',
    '4 sent: 2 accepted, 1 duplicate, 1 refused',
  ]);
});

describe('what the API refuses', () => {
  const sent = () => partner().send(Buffer.from('{}'));
  test('is told by field and rule', async () => {
    const errors = [{ pointer: '/events', detail: 'At most 500.' }];
    answers.push([422, { detail: 'The body does not have the right shape.', errors }]);
    await expect(sent()).rejects.toMatchObject({
      message: 'the API answers 422: The body does not have the right shape',
      remedy: 'correct this:\n  /events: At most 500.',
    });
  });

  test('for now is told with when to come again', async () => {
    answers.push([429, { detail: 'At most 60 events a minute.' }, { 'retry-after': '7' }]);
    await expect(sent()).rejects.toMatchObject({
      message: 'the API answers 429: At most 60 events a minute',
      remedy: 'send it again in 7 s',
    });
  });

  test('for its signature is told with all that may be wrong with one', async () => {
    answers.push([401, { detail: 'Not signed by a secret of an enabled partner within the last five minutes.' }]);
    await expect(sent()).rejects.toMatchObject({
      message: expect.stringContaining('the API answers 401: Not signed'),
      remedy: expect.stringMatching(/--partner and its secret.*is enabled.*the clock/),
    });
  });

  test('by leading elsewhere is not followed', async () => {
    answers.push([307, {}, { location: `${url}/elsewhere` }]);
    await expect(sent()).rejects.toMatchObject({ message: expect.stringContaining('answers 307') });
    expect(seen).toHaveLength(1);
  });

  test('in words of its own is told as such', async () => {
    for (const answer of [{ results: 'all fine' }, {}, [], null]) {
      answers.push([200, answer]);
      await expect(sent()).rejects.toMatchObject({
        message: expect.stringMatching(/answers 200 with (JSON of another kind|no JSON object), which is no answer of/),
        remedy: expect.stringContaining('check the URL'),
      });
    }
    answers.push([404, 'gone']);
    await expect(sent()).rejects.toMatchObject({ message: expect.stringContaining('answers 404 with no JSON object') });
    answers.push([502, 'Bad gateway']);
    await expect(sent()).rejects.toMatchObject({
      message: 'the API answers 502',
      remedy: expect.stringContaining('log'),
    });
  });
});

describe('the command line is refused, and no secret repeated, when', () => {
  const HERE = ['http://localhost', '--partner', 'acme'];
  test.each<[string, string[], RegExp, string?]>([
    ['there is no URL', ['--partner', 'acme', ...ONE], /URL is missing/],
    ['nobody signs', ['http://localhost', ...ONE], /--partner is missing/],
    ['there is no secret', [...HERE, ...ONE], /TAHINI_WEBHOOK_SECRET/, ''],
    ['the secret is none', [...HERE, '--secret', `${SECRET}!`, ...ONE], /24 to 64 bytes/],
    ['nothing is sent', HERE, /--type and --subject, or --file/],
    ['too much is', [...HERE, '--file', 'x', ...ONE], /either --file or --type/],
    ['the data are no JSON', [...HERE, ...ONE, '--data', '{'], /--data takes JSON/],
    ['it would go unprotected', ['http://api.example', '--partner', 'acme', ...ONE], /https/],
    ['the URL is none', ['localhost:3000', '--partner', 'acme', ...ONE], /where the API is/],
    ['an option is none', [...HERE, '--token', 'x'], /--token/],
  ])('%s', (_, args, says, secret = SECRET) => {
    const restore = applyEnvironment({ TAHINI_WEBHOOK_SECRET: secret });
    try {
      readSendArguments(args, help.usage[0]);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect(String(error)).toMatch(says);
      expect(String(error)).not.toContain(SECRET.slice(6));
    } finally {
      restore();
    }
  });

  test('it is not said what is to be done', async () => {
    const ended = [['webhook'], ['webhook', 'toString'], ['webhook', '--help']].map((args) => tahini(args).ended);
    expect(await Promise.all(ended)).toMatchObject([
      { code: 2, errors: expect.stringContaining('one of send, listen') },
      { code: 2 },
      { code: 0, output: expect.stringContaining('--secret whsec_') },
    ]);
  });
});
