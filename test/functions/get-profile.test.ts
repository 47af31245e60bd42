import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { expectProblem, useApi } from '../support/api.ts';

const api = useApi();
const ago = (days: number) => formatDay(dayOf(Date.now()) - days);

test('a person sees all that is known of them, who said it and when, and what was taken back', async () => {
  const [ada, bank, shop] = [
    await api.person('ada'),
    await api.service('bank', 'bureau'),
    await api.service('shop', 'platform'),
  ];
  const put = (token: string, body: unknown) => api.call('PUT', '/v1/profiles/ada', { token, body });
  await put(ada, {
    facts: {
      monthlyIncome: { value: 120, observedAt: ago(9) },
      addressSince: { value: '2020-02-29', observedAt: ago(9) },
    },
    consents: { socialRelationships: true },
  });
  await put(shop, {
    facts: {
      monthlyIncome: { value: 80, observedAt: ago(3), revision: 4 },
      phoneVerified: { value: false, observedAt: ago(3) },
    },
  });
  await put(shop, { facts: { phoneVerified: { retracted: true, observedAt: ago(2) } } });
  await put(bank, {
    facts: {
      utilityPayments: {
        value: { power: { '2026-01': 0, '2025-12': 1 }, water: { '2026-02': null } },
        observedAt: ago(1),
      },
    },
  });
  const answer = await api.call('GET', '/v1/profiles/ada', { token: ada });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).toBe('"4"');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const month = (name: string, value: number | null) => ({
    month: name,
    ...(value === null ? { retracted: true } : { value }),
    tier: 'bureau',
    observedAt: ago(1),
  });
  expect(answer.body).toEqual({
    subjectId: 'ada',
    version: 4,
    facts: {
      utilityPayments: [
        { source: 'bank', account: 'power', months: [month('2025-12', 1), month('2026-01', 0)] },
        { source: 'bank', account: 'water', months: [month('2026-02', null)] },
      ],
      monthlyIncome: [
        { source: 'self', tier: 'self', observedAt: ago(9), value: 120 },
        { source: 'shop', tier: 'platform', observedAt: ago(3), revision: 4, value: 80 },
      ],
      phoneVerified: [{ source: 'shop', tier: 'platform', observedAt: ago(2), retracted: true }],
      addressSince: [{ source: 'self', tier: 'self', observedAt: ago(9), value: '2020-02-29' }],
    },
    consents: { socialRelationships: { granted: true, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.000Z$/) } },
  });
  const seen = await api.call('GET', '/v1/profiles/ada', { token: bank });
  expect(seen.body).toEqual(answer.body);
});

test('a service states under its own name, whatever its tier, and cannot speak as somebody else', async () => {
  const [one, two, ben] = [
    await api.service('bank', 'partner'),
    await api.service('bank', 'bureau'),
    await api.person('ben'),
  ];
  const put = (token: string, income: number) =>
    api.call('PUT', '/v1/profiles/ben', {
      token,
      body: { facts: { employerSince: { value: `20${income}-01-01`, observedAt: ago(5) } } },
    });
  await put(one, 10);
  await put(two, 20);
  await put(ben, 15);
  const { body } = await api.call('GET', '/v1/profiles/ben', { token: ben });
  // One register per source: of two statements of one day the order of values decides, and not who came last.
  expect(body.facts.employerSince).toEqual([
    { source: 'bank', tier: 'bureau', observedAt: ago(5), value: '2020-01-01' },
    { source: 'self', tier: 'self', observedAt: ago(5), value: '2015-01-01' },
  ]);
});

test('the version in the ETag serves as If-Match', async () => {
  const cleo = await api.person('cleo');
  const put = (income: number, headers = {}) =>
    api.call('PUT', '/v1/profiles/cleo', {
      token: cleo,
      headers,
      body: { facts: { monthlyIncome: { value: income, revision: income } } },
    });
  await put(60);
  const etag = (await api.call('GET', '/v1/profiles/cleo', { token: cleo })).headers.get('etag') ?? '';
  expect(await put(70, { 'if-match': etag })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await put(80, { 'if-match': etag })).toMatchObject({ status: 412 });
  expect(await put(80, { 'if-match': '2' })).toMatchObject({ status: 200, body: { version: 3 } });
});

test('what came in the wrong order is ignored and says so', async () => {
  const dan = await api.person('dan');
  const put = (facts: object) => api.call('PUT', '/v1/profiles/dan', { token: dan, body: { facts } });
  await put({ monthlyIncome: { value: 90, observedAt: ago(2) } });
  const late = await put({ monthlyIncome: { value: 60, observedAt: ago(3) }, mainAsset: { value: 'vehicle' } });
  expect(late).toMatchObject({
    status: 200,
    body: { version: 2, accepted: ['mainAsset'], ignored: ['monthlyIncome'] },
  });
});

test('every consent a person may name is kept, and withdrawn again', async () => {
  const eve = await api.person('eve');
  const names = ['socialRelationships', 'constructor', 'toString', 'a.b:c-d'];
  for (const granted of [true, false]) {
    const consents = Object.fromEntries(names.map((name) => [name, granted]));
    await api.call('PUT', '/v1/profiles/eve', { token: eve, body: { consents } });
    const { body } = await api.call('GET', '/v1/profiles/eve', { token: eve });
    const kept = Object.fromEntries(names.map((name) => [name, { granted, at: expect.any(String) }]));
    expect(body.consents).toEqual(kept);
  }
});

test('a person cannot fill the store with consents, and can withdraw every one they gave', async () => {
  const fay = await api.person('fay');
  const put = (consents: object) => api.call('PUT', '/v1/profiles/fay', { token: fay, body: { consents } });
  const named = (round: number) => Array.from({ length: 40 }, (_, n) => `${round}-${n}-${'x'.repeat(50)}`);
  const all = (names: string[], granted: boolean) => put(Object.fromEntries(names.map((name) => [name, granted])));
  expect(await all(named(1), true)).toMatchObject({ status: 201 });
  expect(await all(named(2), true)).toMatchObject({ status: 200 });
  expectProblem(await all(named(3), true), 422, 'profile-too-large');
  expect(await all([...named(1), ...named(2)], false)).toMatchObject({ status: 200, body: { version: 3 } });
});
