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

test('a body over 10 MB is refused, and the server lives on', async () => {
  const answer = await ask('/v1/things/a', { method: 'PUT', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect(answer.status).toBe(413);
  expect((await ask('/.well-known/jwks.json')).text).toBe('{"keys":[]}');
});
