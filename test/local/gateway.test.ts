import { connect } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, startGateway } from '../../local/http/gateway.ts';
import { invoke as invokeLambda } from '../../local/lambda.ts';
import { service } from './fixtures/service.ts';

let gateway: Gateway;
let url: string;
let reply: (event: APIGatewayProxyEventV2) => unknown = (event) => event;

beforeAll(async () => {
  const { functions } = service();
  const handlers: Record<string, (event: unknown) => unknown> = {
    echo: (event) => reply(event as APIGatewayProxyEventV2),
    slow: () => new Promise((resolve) => setTimeout(resolve, 5000).unref()),
    broken: () => Promise.reject(new Error('a secret')),
  };
  gateway = await startGateway({
    port: 0,
    routes: functions.flatMap(({ routes }) => routes),
    invoke: async (name, event) => invokeLambda(handlers[name]!, functions.find((each) => each.name === name)!, event),
    documents: { '/.well-known/jwks.json': { keys: [] } },
  });
  url = `http://127.0.0.1:${gateway.port}`;
});

afterAll(() => gateway.close());

async function ask(path: string, init: RequestInit = {}, answer = (event: APIGatewayProxyEventV2): unknown => event) {
  reply = answer;
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function eventOf(path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> {
  return JSON.parse((await ask(path, init)).text);
}

test('a function sees a request as API Gateway would describe it', async () => {
  const headers = { 'Content-Type': 'application/json', 'X-Trace': 'One', Cookie: 'a=1; b=2' };
  const event = await eventOf('/v1/things/a%2Fb%20c?x=1&x=2&y=', { method: 'PUT', headers, body: '{"name":"æ"}' });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'PUT /v1/things/{thingId}',
    rawPath: '/v1/things/a%2Fb%20c',
    rawQueryString: 'x=1&x=2&y=',
    queryStringParameters: { x: '1,2', y: '' },
    pathParameters: { thingId: 'a/b c' },
    cookies: ['a=1', 'b=2'],
    headers: { 'content-type': 'application/json', 'x-trace': 'One' },
    body: '{"name":"æ"}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'PUT', sourceIp: '127.0.0.1' }, routeKey: 'PUT /v1/things/{thingId}' },
  });
  expect(event.headers.cookie).toBeUndefined();
});

test('bytes that are no text reach the function in base64', async () => {
  const headers = { 'content-type': 'application/octet-stream' };
  const event = await eventOf('/v1/things/a', { method: 'PUT', headers, body: new Uint8Array([0, 255]) });
  expect(event).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
});

test('the route that spells out more of the path is chosen', async () => {
  expect((await eventOf('/v1/things/list')).routeKey).toBe('GET /v1/things/list');
  expect((await eventOf('/v1/things/else')).routeKey).toBe('GET /v1/things/{thingId}');
  expect((await eventOf('/files/a/b.txt')).pathParameters).toEqual({ path: 'a/b.txt' });
});

test('a full reply keeps its status, headers, cookies and binary body', async () => {
  const answer = await ask('/v1/things/a', {}, () => ({
    statusCode: 201,
    headers: { ETag: '"1"', 'x-count': 2 },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from('hi').toString('base64'),
    isBase64Encoded: true,
  }));
  expect(answer).toMatchObject({ status: 201, text: 'hi' });
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('a bare value is a 200 with JSON', async () => {
  const answer = await ask('/v1/things/a', {}, () => ({ fine: true }));
  expect(answer).toMatchObject({ status: 200, text: '{"fine":true}' });
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test.each([
  ['an unknown path', '/nothing', 404, 'Not Found'],
  ['a method without a route', '/v1/things', 404, 'Not Found'],
  ['a malformed %-encoding', '/v1/things/%E0%A4%A', 400, 'Bad Request'],
  ['a function that throws', '/broken', 500, 'Internal Server Error'],
  ['a function that takes too long', '/slow', 500, 'Internal Server Error'],
])('%s is answered by the gateway, and says nothing of the inside', async (_what, path, status, message) => {
  expect(await ask(path)).toMatchObject({ status, text: JSON.stringify({ message }) });
});

test('a text body reaches the function as it was sent, to the byte: a signature over it holds', async () => {
  const text = '\ufeff\r\n { "æ" : "\u{1f33e}\u2028\\u00e6" }\t\n';
  const types = ['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/cloudevents+json'];
  for (const type of [...types, 'application/octet-stream']) {
    const event = await eventOf('/v1/things/a', { method: 'PUT', headers: { 'content-type': type }, body: text });
    expect(event.isBase64Encoded).toBe(!types.includes(type));
    const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    expect(bytes.equals(Buffer.from(text)), type).toBe(true);
  }
});

/** Sends as long as somebody reads; tells how much was taken, and what was answered. */
async function pour(megabytes: number, headers: string): Promise<{ taken: number; answer: string; ended: boolean }> {
  const socket = connect(gateway.port, '127.0.0.1').setMaxListeners(0);
  let answer = '';
  let ended = false;
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    ended = true;
  });
  socket.write(`PUT /v1/things/a HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`);
  const part = Buffer.alloc(1024 * 1024, 'x');
  const chunked = headers.startsWith('transfer-encoding');
  for (let n = 0; n < megabytes && !ended; n += 1) {
    const chunk = chunked ? Buffer.concat([Buffer.from('100000\r\n'), part, Buffer.from('\r\n')]) : part;
    if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
  if (!ended) await new Promise((resolve) => socket.once('close', resolve));
  return { taken: socket.bytesWritten / 1024 / 1024 - socket.writableLength / 1024 / 1024, answer, ended };
}

test.each([
  ['that says how long it is', 'content-length: 104857600', 8],
  ['that does not', 'transfer-encoding: chunked', 20],
])('a body of 100 MB %s is cut off, after the answer', async (_how, headers, most) => {
  const { taken, answer, ended } = await pour(100, headers);
  expect(answer).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close[\s\S]*Request Entity Too Large/i);
  expect(ended).toBe(true);
  // What lies in the buffers between the two, too.
  expect(taken).toBeLessThan(most);
  expect((await ask('/v1/things/a')).status).toBe(200);
});

test('a body over 10 MB is refused, and the server lives on', async () => {
  const answer = await ask('/v1/things/a', { method: 'PUT', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect(answer.status).toBe(413);
  expect((await ask('/.well-known/jwks.json')).text).toBe('{"keys":[]}');
});
