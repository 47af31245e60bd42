import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, fromSource, useApi } from '../support/api.ts';

// The stream's function waits at this gate, so that a person without a score yet can be looked at in peace.
let gate = Promise.resolve();
const PER_HOUR = 3;
const api = useApi(() => {
  const load = fromSource();
  return {
    environment: { SIMULATIONS_PER_HOUR: String(PER_HOUR) },
    load: async (handler) => {
      const real = await load(handler);
      if (!handler.includes('score-on-change')) return real;
      return async (event, context) => {
        await gate;
        return real(event, context);
      };
    },
  };
});
let bank: string;
beforeAll(async () => {
  bank = await api.service('bank', 'bureau');
});

const verified = {
  facts: { identityVerified: { value: true }, bankruptcies7y: { value: 0 }, courtRecord5y: { value: 'none' } },
};
const put = (id: string, token: string, body: unknown) => api.call('PUT', `/v1/profiles/${id}`, { token, body });

describe('a subject id is refused that', () => {
  test.each([
    ['holds a zero byte', '%00'],
    ['holds a zero byte inside', 'ada%00'],
    ['holds a slash', 'ada%2Fscore'],
    ['climbs up', '%2E%2E%2F%2E%2E'],
    ['begins with a dot', '.%2Eada'],
    ['ends with a line', 'ada%0A'],
    ['holds a blank', 'ada%20lovelace'],
    ['is a blank', '%20'],
    ['holds a quote', 'ada%22'],
    ['holds a hash, as keys do', 'ada%23SCORE'],
    ['is in another script', '%E5%BC%A0%E4%B8%89'],
    ['is half a character', '%EF%BF%BD'],
    ['is too long', 'a'.repeat(129)],
    ['is very long', 'a'.repeat(10_000)],
  ])('%s', async (_what, id) => {
    for (const [method, path] of [
      ['PUT', ''],
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/score'],
      ['GET', '/score/history'],
    ] as const) {
      expectProblem(await api.call(method, `/v1/profiles/${id}${path}`, { token: bank }), 400, 'invalid-subject-id');
    }
  });
  test('while 128 characters of an issuer are fine', async () => {
    const id = `auth0|${'a'.repeat(122)}`;
    expect(await put(encodeURIComponent(id), bank, verified)).toMatchObject({ status: 201, body: { subjectId: id } });
  });
});

test('of somebody unknown everything says so in the same way', async () => {
  for (const [method, path, body] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/score'],
    ['GET', '/score'],
    ['GET', '/score/history'],
    ['POST', '/score/simulate', { target: 700 }],
  ] as const) {
    expectProblem(await api.call(method, `/v1/profiles/zoe${path}`, { token: bank, body }), 404, 'unknown-subject');
  }
  expect(await api.stored('zoe')).toEqual([]);
});

test('a person who was just enrolled is told that the score is on its way, and can have it at once', async () => {
  const opened = Promise.withResolvers<void>();
  gate = opened.promise;
  try {
    await put('newcomer', bank, verified);
    for (const path of ['/score', '/score/history']) {
      const answer = await api.call('GET', `/v1/profiles/newcomer${path}`, { token: bank });
      expectProblem(answer, 404, 'no-score-yet');
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await api.call('POST', '/v1/profiles/newcomer/score', { token: bank })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/v1/profiles/newcomer/score', { token: bank })).toMatchObject({ status: 200 });
  } finally {
    opened.resolve();
  }
});

test('too little known is an answer and no error, and it says what would help', async () => {
  const ben = await api.person('ben');
  await put('ben', ben, { facts: { monthlyIncome: { value: 90 } } });
  for (const method of ['POST', 'GET']) {
    const { status, body } = await api.call(method, '/v1/profiles/ben/score', { token: ben });
    expect({ status, of: body.status, score: body.score, reasons: body.reasons }).toEqual({
      status: 200,
      of: 'unscorable',
      score: undefined,
      reasons: [],
    });
    expect(body.helpful).toHaveLength(5);
    expect(body.helpful[0]).toMatchObject({
      fact: expect.any(String),
      label: { en: expect.any(String) },
      assertableBy: expect.any(Array),
    });
    expect(body.helpful.map(({ fact }: { fact: string }) => fact)).not.toContain('monthlyIncome');
  }
});

test('an erased person is gone for everybody, and comes back by their own consent only', async () => {
  const eve = await api.person('eve');
  await put('eve', bank, verified);
  await api.local.idle();
  const erased = await api.call('DELETE', '/v1/profiles/eve', { token: eve });
  expect({ status: erased.status, text: erased.text, cache: erased.headers.get('cache-control') }).toEqual({
    status: 204,
    text: '',
    cache: 'no-store',
  });
  await api.local.idle();
  for (const [method, path, body] of [
    ['GET', ''],
    ['POST', '/score'],
    ['GET', '/score'],
    ['GET', '/score/history'],
    ['POST', '/score/simulate', {}],
  ] as const) {
    expectProblem(await api.call(method, `/v1/profiles/eve${path}`, { token: eve, body }), 404, 'unknown-subject');
  }
  expectProblem(await put('eve', bank, verified), 410, 'erased-subject');
  expectProblem(await put('eve', eve, { facts: { monthlyIncome: { value: 90 } } }), 410, 'erased-subject');
  expectProblem(await put('eve', eve, { consents: { socialRelationships: false } }), 410, 'erased-subject');
  expect(await api.call('DELETE', '/v1/profiles/eve', { token: eve })).toMatchObject({ status: 204 });
  expect(await put('eve', eve, { consents: { socialRelationships: true } })).toMatchObject({
    status: 201,
    body: { version: 3 },
  });
  expect(await put('eve', bank, verified)).toMatchObject({ status: 200, body: { version: 4 } });
});

test.each([
  ['/score?baseline=median', 'GET'],
  ['/score?baseline=', 'GET'],
  ['/score?baseline=population&baseline=maximum', 'POST'],
  ['/score?baseline=__proto__', 'GET'],
  ['/score/history?limit=0', 'GET'],
  ['/score/history?limit=101', 'GET'],
  ['/score/history?limit=2.5', 'GET'],
  ['/score/history?limit=many', 'GET'],
  ['/score/history?next=000001', 'GET'],
  ['/score/history?next=%00', 'GET'],
  ["/score/history?next=020000%230000000001%23000001'--", 'GET'],
])('%s is refused', async (path, method) => {
  await put('quin', bank, verified);
  await api.call('POST', '/v1/profiles/quin/score', { token: bank });
  expectProblem(await api.call(method, `/v1/profiles/quin${path}`, { token: bank }), 400, 'invalid-query');
});

test('what-if questions are counted per person, whoever asks', async () => {
  const [ida, token] = [await api.person('ida'), bank];
  await put('ida', bank, verified);
  await put('jan', bank, verified);
  const ask = (id: string, by: string) =>
    api.call('POST', `/v1/profiles/${id}/score/simulate`, { token: by, body: { target: 700 } });
  const answers = [await ask('ida', ida), await ask('ida', token), await ask('ida', ida), await ask('ida', token)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expectProblem(answers[PER_HOUR]!, 429, 'rate-limited');
  const seconds = Number(answers[PER_HOUR]?.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(3600);
  expect(await ask('jan', token)).toMatchObject({ status: 200 });
});
