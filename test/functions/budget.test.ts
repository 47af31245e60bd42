import { expect, test } from 'vitest';
import { expectProblem, useApi } from '../support/api.ts';

const api = useApi();

/** 36 months of 20 invented tenancies, as long as a body may be. */
function invented(round: number) {
  const months = Object.fromEntries(
    Array.from({ length: 36 }, (_, i) => [`${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`, 0]),
  );
  const accounts = Array.from({ length: 20 }, (_, i) => [`invented-tenancy-number-${round}-${i}`, months]);
  return { facts: { rentPayments: { value: Object.fromEntries(accounts), revision: Number.MAX_SAFE_INTEGER - 1 } } };
}

test('nobody can fill their own profile so that bad news no longer fits', async () => {
  const [person, bureau] = [await api.person('filler'), await api.service('bureau-1', 'bureau')];
  const put = (token: string, body: unknown) => api.call('PUT', '/v1/profiles/filler', { token, body });
  await put(person, { facts: { monthlyIncome: { value: 100 } } });
  const answers = [];
  for (let round = 0; round < 8; round += 1) answers.push(await put(person, invented(round)));
  expectProblem(answers.at(-1) as (typeof answers)[number], 422, 'profile-too-large');
  const bad = { facts: { bankruptcies7y: { value: 2 }, instalmentPayments: { value: { loan: { '2026-01': 4 } } } } };
  expect(await put(bureau, bad)).toMatchObject({ status: 200, body: { accepted: Object.keys(bad.facts) } });
});

test('a payment status is a whole number', async () => {
  const token = await api.service('bureau-2', 'bureau');
  const body = { facts: { utilityPayments: { value: { power: { '2026-01': 0.99 } } } } };
  expectProblem(await api.call('PUT', '/v1/profiles/half-late', { token, body }), 422, 'wrong-type');
});

test('a profile that many sources fill is full at last, and whoever comes then is told so', async () => {
  const kinds = ['utilityPayments', 'telecomPayments', 'rentPayments'];
  const months = Object.fromEntries(
    Array.from({ length: 36 }, (_, i) => [
      `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      (i * 7) % 5,
    ]),
  );
  const put = async (source: number, round: number) => {
    const token = await api.service(`filling-bureau-${source}`, 'bureau');
    const accounts = (kind: string) =>
      Array.from({ length: 20 }, (_, n) => [`the-account-of-${kind.slice(0, 4)}-${source}-${round}-${n}`, months]);
    const facts = kinds.map((kind) => [kind, { value: Object.fromEntries(accounts(kind)) }]);
    return api.call('PUT', '/v1/profiles/popular', { token, body: { facts: Object.fromEntries(facts) } });
  };
  let answer = await put(0, 0);
  for (let n = 1; n < 60 && answer.status < 300; n += 1) answer = await put(n >> 1, n & 1);
  expectProblem(answer, 422, 'profile-too-large');
  expect(answer.body.detail ?? '').toMatch(/of all sources/);
});
