import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endpoint } from '../../lib/http/endpoint.ts';
import { calling } from '../../lib/store/errors.ts';
import { type Answer, expectProblem, useApi } from '../support/api.ts';
import { CONTEXT, listen } from '../support/telemetry.ts';
import { type EngineDoor, openEngineDoor } from './engine-door.ts';

let door: EngineDoor;
const api = useApi(async () => {
  door = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL ?? '');
  // One retry of the SDK's own, and not three: its pauses are long.
  return { environment: { DYNAMODB_ENDPOINT: door.endpoint, AWS_MAX_ATTEMPTS: '2' } };
});
let ada: string;
beforeAll(async () => {
  ada = await api.person('ada');
});
afterEach(() => door.reset());
afterAll(() => door.close());

const put = (income: number, who = 'ada', token = ada) =>
  api.call('PUT', `/v1/profiles/${who}`, { token, body: { facts: { monthlyIncome: { value: income } } } });

function expectComeAgain(answer: Answer, kind: string): void {
  expectProblem(answer, 503, kind);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

describe('when the store is busy', () => {
  test.each([
    ['ProvisionedThroughputExceededException', 400],
    ['InternalServerError', 500],
  ])('%s is passed on as: come again, and nothing was stored', async (name, status) => {
    door.disturb((operation) => (operation === 'PutItem' ? { status, name } : undefined));
    expectComeAgain(await put(90), 'throttled');
    expect(await api.stored('ada')).toEqual([]);
  });

  test('a store that hangs up is passed on as: come again', async () => {
    door.disturb(() => 'cut');
    expectComeAgain(await put(90), 'throttled');
    expectComeAgain(await api.call('GET', '/v1/profiles/ada', { token: ada }), 'throttled');
  });

  test.each([
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    [Object.assign(new Error('who?'), { code: 'ENOTFOUND' })],
    [Object.assign(new SyntaxError('Unexpected token <'), { $metadata: { httpStatusCode: 503 } })],
  ])('so is a store that cannot be reached: %s', async (error) => {
    await expect(calling(() => Promise.reject(error))).rejects.toMatchObject({ kind: 'throttled', retryAfter: 2 });
  });

  test('and one that does not answer, before our own time is out', async () => {
    const { telemetry, counts } = listen();
    const identity = {
      kind: 'subject',
      sourceId: 'self',
      tier: 'self',
      scopes: new Set(['score:read']),
      reaches: 'ada',
    } as const;
    const route = { scope: 'score:read', handle: () => new Promise<never>(() => {}) } as const;
    const handler = endpoint({ 'GET /x': route }, { authenticate: async () => identity, telemetry });
    const event = {
      routeKey: 'GET /x',
      headers: {},
      pathParameters: { subjectId: 'ada' },
      requestContext: { requestId: 'r', timeEpoch: Date.now() },
    } as unknown as APIGatewayProxyEventV2;
    const reply = await handler(event, { ...CONTEXT, getRemainingTimeInMillis: () => 260 });
    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect([...counts]).toEqual([['StoreBusy', 1]]);
  });

  test('a hiccup is not noticed at all', async () => {
    let hiccups = 1;
    door.disturb(() => (hiccups-- > 0 ? { status: 400, name: 'ProvisionedThroughputExceededException' } : undefined));
    expect(await put(90, 'bob', await api.person('bob'))).toMatchObject({ status: 201 });
  });

  test('many writers at once are told to come again after eight attempts, and nothing was stored', async () => {
    const eve = await api.person('eve');
    await put(90, 'eve', eve);
    await api.local.idle();
    const before = await api.stored('eve');
    door.reset();
    door.disturb((operation) =>
      operation === 'PutItem' ? { status: 400, name: 'ConditionalCheckFailedException' } : undefined,
    );
    expectComeAgain(await put(95, 'eve', eve), 'contention');
    expect(door.calls).toEqual(Array.from({ length: 8 }, () => ['Query', 'PutItem']).flat());
    expect(await api.stored('eve')).toEqual(before);
  });

  test('an answer of the store that is lost on its way loses nothing and doubles nothing', async () => {
    const fay = await api.person('fay');
    let losses = 1;
    door.disturb((operation) => (operation === 'PutItem' && losses-- > 0 ? 'unheard' : undefined));
    expect(await put(90, 'fay', fay)).toMatchObject({ status: expect.toBeOneOf([200, 201]), body: { version: 1 } });
    door.reset();
    const { body } = await api.call('GET', '/v1/profiles/fay', { token: fay });
    expect(body).toMatchObject({ version: 1, facts: { monthlyIncome: [{ value: 90 }] } });
  });

  test('anything else is our fault: the answer says nothing of the inside', async () => {
    door.disturb(() => ({ status: 400, name: 'ValidationException' }));
    const answer = await put(90);
    expectProblem(answer, 500, 'internal');
    expect(Object.keys(answer.body).sort()).toEqual(['instance', 'status', 'title', 'type']);
  });
});

test('whoever may not reach a person does not even make us look', async () => {
  const mallory = await api.person('mallory');
  door.reset();
  for (const [method, path] of [
    ['PUT', ''],
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/score'],
    ['GET', '/score'],
    ['GET', '/score/history'],
    ['POST', '/score/simulate'],
  ] as const) {
    for (const id of ['ada', 'zoe']) {
      expectProblem(await api.call(method, `/v1/profiles/${id}${path}`, { token: mallory }), 403, 'forbidden');
    }
  }
  expect(door.calls).toEqual([]);
});

test.each([
  ['malformed JSON', '{', 400],
  ['a fact nobody knows', '{"facts": {"shoeSize": {"value": 44}}}', 422],
])('%s is refused before the store is asked', async (_what, body, status) => {
  door.reset();
  expect(await api.call('PUT', '/v1/profiles/ada', { token: ada, body })).toMatchObject({ status });
  expect(door.calls).toEqual([]);
});
