import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../../lib/client/client.ts';
import { type Fault, OK, problem, startFaulty } from './faulty-server.ts';

const QUICK = { firstMs: 1, longestMs: 5 };

async function against(faults: readonly Fault[], options: Partial<ClientOptions> = {}) {
  const { url, got } = await startFaulty(faults);
  return { got, client: createClient({ baseUrl: url, token: 'secret', retries: QUICK, ...options }) };
}
const amina = { subjectId: 'amina' };

describe('what the network or a server spoils is sent again, where that is safe', () => {
  test.each<[string, Fault]>([
    ['a connection that is reset', 'reset'],
    ['a body that breaks off', 'truncated'],
    ['a gateway that has no server', { status: 502, body: '<html>Bad Gateway</html>' }],
    ['a busy service', problem(503, 'throttled')],
    ['a gateway that waited too long', { status: 504, body: { message: 'Timeout' } }],
    ['too many requests', problem(429, 'rate-limited')],
  ])('%s', async (_, fault) => {
    const { got, client } = await against([fault, fault, OK]);
    expect(await client.getScore(amina)).toMatchObject({ ok: true, status: 200, attempts: 3, etag: '"7"' });
    expect(got.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('GET /v1/profiles/amina/score'));
  });

  test.each<Fault>(['silence', 'slow'])('an answer that never comes whole: %s', async (fault) => {
    const { got, client } = await against([fault, OK], { timeoutMs: 1000 });
    expect(await client.getScore(amina)).toMatchObject({ ok: true, attempts: 2 });
    expect(got.length).toBe(2);
  });

  test('a PUT with its body, a DELETE, and a POST that only computes', async () => {
    for (const call of [
      (client: ReturnType<typeof createClient>) =>
        client.upsertProfile({ ...amina, ifMatch: '"6"', body: { facts: { a: { value: 1 } } } }),
      (client: ReturnType<typeof createClient>) => client.eraseProfile(amina),
      (client: ReturnType<typeof createClient>) => client.computeScore(amina),
    ]) {
      const { got, client } = await against(['reset', OK]);
      expect(await call(client)).toMatchObject({ ok: true, attempts: 2 });
      expect(got[1]).toMatchObject({ method: got[0]!.method, path: got[0]!.path, body: got[0]!.body });
    }
  });

  test('a POST that would do it twice is not, unless the service says that it did nothing', async () => {
    const spoilt = await against(['reset', OK]);
    expect(await spoilt.client.startRescore()).toMatchObject({ ok: false, status: 0, problem: { kind: 'network' } });
    expect(spoilt.got.length).toBe(1);
    const busy = await against([problem(503, 'throttled'), OK]);
    expect(await busy.client.rotatePartnerSecret({ partnerId: 'p' })).toMatchObject({ problem: { kind: 'throttled' } });
    expect(busy.got.length).toBe(1);
    const limited = await against([problem(429, 'rate-limited'), OK]);
    expect(await limited.client.redeliver({ partnerId: 'p', deliveryId: 'd' })).toMatchObject({
      ok: true,
      attempts: 2,
    });
  });

  test('what will not pass by itself is not', async () => {
    for (const status of [400, 401, 404, 409, 412, 422, 500]) {
      const { got, client } = await against([problem(status, 'internal'), OK]);
      expect(await client.getScore(amina)).toMatchObject({ ok: false, status, attempts: 1 });
      expect(got.length).toBe(1);
    }
  });

  test('not more often than asked for', async () => {
    for (const most of [0, 2]) {
      const { got, client } = await against(['reset'], { retries: { ...QUICK, most } });
      expect(await client.getScore(amina)).toMatchObject({ ok: false, attempts: most + 1 });
      expect(got.length).toBe(most + 1);
    }
  });

  test('not before Retry-After, in seconds or as a date', async () => {
    for (const after of ['1', new Date(Date.now() + 2000).toUTCString()]) {
      const { got, client } = await against([problem(503, 'throttled', {}, { 'retry-after': after }), OK]);
      expect(await client.getScore(amina)).toMatchObject({ ok: true, attempts: 2 });
      expect(got[1]!.at - got[0]!.at).toBeGreaterThan(900);
    }
  });

  test('not later than asked for: the caller hears at once how long it would take', async () => {
    const { got, client } = await against([problem(429, 'rate-limited', {}, { 'retry-after': '3000' }), OK]);
    expect(await client.simulateScore(amina)).toMatchObject({ ok: false, retryAfter: 3000, attempts: 1 });
    expect(got.length).toBe(1);
  });

  test('after waits by chance, in a range that doubles', async () => {
    const { waitMs, RETRIES } = await import('../../lib/client/retry.ts');
    for (const [attempts, range] of [
      [1, 300],
      [2, 600],
      [3, 1200],
      [9, 5000],
    ] as const) {
      const waits = Array.from({ length: 500 }, () => waitMs(RETRIES, attempts));
      expect(Math.min(...waits)).toBeLessThan(range * 0.1);
      expect(Math.max(...waits)).toBeGreaterThan(range * 0.9);
      expect(Math.max(...waits)).toBeLessThanOrEqual(range);
    }
  });
});

describe('who calls can give up', () => {
  test('before it is sent', async () => {
    const { got, client } = await against([OK]);
    const result = await client.getScore(amina, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, status: 0, attempts: 0, problem: { kind: 'aborted' } });
    expect(got.length).toBe(0);
  });
  test.each<[string, Fault]>([
    ['while it waits for an answer', 'silence'],
    ['in the middle of the body', 'slow'],
    ['between two tries', problem(503, 'throttled', {}, { 'retry-after': '20' })],
  ])('%s', async (_, fault) => {
    const { got, client } = await against([fault, OK]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const begun = performance.now();
    const result = await client.getScore(amina, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(got.length).toBe(1);
  });
  test('and a limit of time is its own kind of problem', async () => {
    const { client } = await against(['silence'], { retries: { most: 0 } });
    const result = await client.getScore(amina, { timeoutMs: 50 });
    expect(result).toMatchObject({ ok: false, status: 0, problem: { kind: 'timeout' } });
  });
});

describe('an answer that is none of this API is a problem, not an exception', () => {
  test.each<[string, Fault, number]>([
    [
      'the page of a hotel',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' },
      200,
    ],
    ['half of a JSON document', { status: 200, body: '{"subjectId": "am' }, 200],
    ['no document', { status: 200 }, 200],
    ['JSON that is no object', { status: 200, body: '"ok"' }, 200],
    ["the gateway's own words", { status: 404, body: { message: 'Not Found' } }, 404],
    ["somebody else's problem", { status: 400, body: { type: 'about:blank', title: 'No' } }, 400],
    ['a list', { status: 200, body: [] }, 200],
    ['a problem whose type is no text', { status: 400, body: { type: { toString: 1 }, title: 'No' } }, 400],
    ['a problem without a title', { status: 400, body: { type: 'urn:tahini:problem:internal' } }, 400],
    ['a way to somewhere else', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }, 307],
  ])('%s', async (_, fault, status) => {
    const { client } = await against([fault]);
    expect(await client.getScore(amina)).toMatchObject({ ok: false, status, problem: { kind: 'unreadable' } });
  });

  test('a problem is told whole: kind, fields, request, when to come back', async () => {
    const errors = [{ pointer: '/facts/a/value', type: 'urn:tahini:problem:wrong-type', detail: 'Must be a number.' }];
    const { client } = await against([problem(422, 'wrong-type', { detail: 'd', errors }, { 'retry-after': '5' })]);
    const result = await client.upsertProfile({ ...amina, body: { facts: { a: { value: 'x' } } } });
    expect(result).toEqual({
      ok: false,
      status: 422,
      attempts: 1,
      requestId: 'r-1',
      retryAfter: 5,
      problem: {
        kind: 'wrong-type',
        type: 'urn:tahini:problem:wrong-type',
        title: 'wrong-type',
        detail: 'd',
        errors: [{ ...errors[0], kind: 'wrong-type' }],
      },
    });
  });

  test('of a problem, what is no text is left out', async () => {
    const right = { pointer: '/a', type: 'urn:tahini:problem:wrong-type', detail: 'd' };
    const errors = [null, 7, { ...right, type: { toString: 1 } }, { pointer: '/a' }, right];
    const { client } = await against([problem(422, 'wrong-type', { errors, detail: {}, instance: 7 })]);
    const result = await client.getScore(amina);
    expect(result).toMatchObject({ ok: false, requestId: undefined });
    expect(result.ok || result.problem).toEqual({
      kind: 'wrong-type',
      type: 'urn:tahini:problem:wrong-type',
      title: 'wrong-type',
      errors: [{ ...right, kind: 'wrong-type' }],
    });
  });

  test('nobody there', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', token: 't', retries: QUICK });
    const result = await client.getScore(amina);
    expect(result).toMatchObject({ ok: false, status: 0, attempts: 4, problem: { kind: 'network' } });
    expect(result.ok || result.problem.cause).toBeInstanceOf(TypeError);
  });
});

describe('what is sent', () => {
  test('the token is asked for before each try, and goes nowhere else', async () => {
    let asked = 0;
    const { got, client } = await against(['reset', OK], { token: async () => `t-${++asked}` });
    const result = await client.getScore(amina);
    expect(got.map(({ headers }) => headers.authorization)).toEqual(['Bearer t-1', 'Bearer t-2']);
    expect(JSON.stringify(result)).not.toContain('t-2');
  });
  test('without a token nothing is sent', async () => {
    const refused = () => Promise.reject(new Error('signed out'));
    const { got, client } = await against([OK], { token: refused });
    const result = await client.getScore(amina);
    expect(result).toMatchObject({
      ok: false,
      status: 0,
      attempts: 1,
      problem: { kind: 'no-token', cause: { message: 'signed out' } },
    });
    expect(got.length).toBe(0);
  });
  test('what no header can carry is no token, and is told to nobody', async () => {
    const { got, client } = await against([OK], { token: 'secret\nX-Other: 1' });
    const result = await client.getScore(amina);
    expect(result).toMatchObject({ ok: false, status: 0, attempts: 1, problem: { kind: 'no-token' } });
    expect([got.length, JSON.stringify(result)]).toEqual([0, expect.not.stringContaining('secret')]);
  });
  test('nothing goes where an answer would send it', async () => {
    const elsewhere = await startFaulty([OK]);
    const { got, client } = await against([{ status: 301, headers: { location: `${elsewhere.url}/` } }]);
    expect(await client.startRescore()).toMatchObject({ ok: false, status: 301, attempts: 1 });
    expect([got.length, elsewhere.got.length]).toEqual([1, 0]);
  });
  test('options that are undefined are as ever, and no time is too long', async () => {
    const retries = { ...QUICK, most: undefined } as object;
    const { got, client } = await against(['reset'], { retries, timeoutMs: Number.POSITIVE_INFINITY });
    expect(await client.getScore(amina)).toMatchObject({ ok: false, attempts: 4, problem: { kind: 'network' } });
    expect(got.length).toBe(4);
  });
  test.each([null, ''])('pages end where the next one has no name: %s', async (next) => {
    const { got, client } = await against([{ status: 200, body: { partners: [], next } }]);
    for await (const page of client.pages('listPartners')) expect(page.ok).toBe(true);
    expect(got.length).toBe(1);
  });
  test('parts of the path are one part each, whatever is in them', async () => {
    const { got, client } = await against([OK]);
    await client.getScore({ subjectId: 'a/../b?c#d:é', baseline: 'cutoff' });
    expect(got[0]!.path).toBe('/v1/profiles/a%2F..%2Fb%3Fc%23d%3A%C3%A9/score?baseline=cutoff');
  });
  test('numbers are as good as texts, 0 too', async () => {
    const { got, client } = await against([OK]);
    await client.getScorecard({ id: 0 as unknown as string, version: 0 as unknown as string });
    await client.listScorecards({ limit: 5, next: false as unknown as string });
    expect(got.map(({ path }) => path)).toEqual(['/v1/scorecards/0?version=0', '/v1/scorecards?limit=5&next=false']);
  });
  test.each([undefined, {}, { baseUrl: undefined }, { baseUrl: new URL('http://x') }])(
    'without a base URL there is no client: %j',
    (options) => {
      expect(() => createClient(options as unknown as ClientOptions)).toThrow(TypeError);
      expect(() => createClient(options as unknown as ClientOptions)).toThrow('createClient needs baseUrl');
    },
  );
  test.each(['', '.', '..', undefined])('a path that would lead elsewhere is not taken: %s', async (subscriptionId) => {
    const { got, client } = await against([OK]);
    const wrong = client.deleteSubscription({ partnerId: 'p', subscriptionId: subscriptionId as string });
    await expect(wrong).rejects.toThrow('deleteSubscription needs subscriptionId');
    expect(got.length).toBe(0);
  });
  test("a fetch of one's own is called as browsers want it", async () => {
    const { client } = await against([OK], {
      async fetch(this: unknown, ...args: Parameters<typeof fetch>) {
        if (this !== undefined) throw new TypeError('Illegal invocation');
        return fetch(...args);
      },
    });
    expect(await client.getScore(amina)).toMatchObject({ ok: true });
  });
});
