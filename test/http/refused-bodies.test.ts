import { beforeAll, expect, test } from 'vitest';
import { formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import { expectProblem, useApi } from '../support/api.ts';

// Every refusal below is tried on somebody of whom something is known, and must leave not a byte behind.

const api = useApi();
const today = Math.floor(Date.now() / 86_400_000);
// Two days ahead: also when midnight passes during the test.
const tomorrow = formatDay(today + 2);
const nextMonth = formatMonth(monthOf(today) + 2);

let token: { ada: string; bank: string };
beforeAll(async () => {
  token = { ada: await api.person('ada'), bank: await api.service('bank', 'partner') };
  const body = { facts: { monthlyIncome: { value: 90 } }, consents: { socialRelationships: true } };
  await api.call('PUT', '/v1/profiles/ada', { token: token.ada, body });
  await api.local.idle();
});

const fact = (name: string, json: string) => `{"facts": {"${name}": {"value": ${json}}}}`;
const income = (json: string) => fact('monthlyIncome', json);
const rent = (json: string) => fact('rentPayments', json);
const lots = (count: number) =>
  JSON.stringify({ facts: Object.fromEntries(Array.from({ length: count }, (_, i) => [`fact${i}`, { value: i }])) });

type Case = [what: string, body: string, status: number, kind: string, pointers: string[]];

test.each<Case>([
  ['no JSON at all', 'monthlyIncome=90', 400, 'malformed-json', []],
  ['JSON that ends too soon', '{"facts": {', 400, 'malformed-json', []],
  ['NaN', income('NaN'), 400, 'malformed-json', []],
  ['Infinity', income('-Infinity'), 400, 'malformed-json', []],
  ['a list', '[]', 422, 'invalid-body', ['']],
  ['null', 'null', 422, 'invalid-body', ['']],
  ['a number', '1', 422, 'invalid-body', ['']],
  ['an unknown member', '{"score": 900}', 422, 'invalid-body', ['']],
  [
    'a tier of its own choosing',
    '{"facts": {"monthlyIncome": {"value": 1, "tier": "registry"}}}',
    422,
    'invalid-body',
    ['/facts/monthlyIncome'],
  ],
  [
    'a source of its own choosing',
    '{"facts": {"monthlyIncome": {"value": 1, "sourceId": "tax"}}}',
    422,
    'invalid-body',
    ['/facts/monthlyIncome'],
  ],
  ['a fact that is a bare value', '{"facts": {"monthlyIncome": 90}}', 422, 'invalid-body', ['/facts/monthlyIncome']],
  [
    'a consent that is not yes or no',
    '{"consents": {"socialRelationships": "yes"}}',
    422,
    'invalid-body',
    ['/consents/socialRelationships'],
  ],
  ['a number beyond all numbers', income('1e999'), 422, 'not-finite', ['/facts/monthlyIncome/value']],
  ['a fact nobody knows', fact('shoeSize', '44'), 422, 'unknown-fact', ['/facts/shoeSize']],
  ['a fact named like a built-in', fact('constructor', '44'), 422, 'unknown-fact', ['/facts/constructor']],
  [
    'a fact that only others may state',
    fact('identityVerified', 'true'),
    422,
    'tier-may-not-assert',
    ['/facts/identityVerified'],
  ],
  ['a number as text', income('"90"'), 422, 'wrong-type', ['/facts/monthlyIncome/value']],
  [
    'a date that does not exist',
    fact('addressSince', '"2025-02-30"'),
    422,
    'wrong-type',
    ['/facts/addressSince/value'],
  ],
  ['a number out of range', income('20000.5'), 422, 'out-of-range', ['/facts/monthlyIncome/value']],
  ['a negative number where there is none', income('-1'), 422, 'out-of-range', ['/facts/monthlyIncome/value']],
  ['an unknown category', fact('mainAsset', '"castle"'), 422, 'unknown-category', ['/facts/mainAsset/value']],
  [
    'an observation of the future',
    `{"facts": {"monthlyIncome": {"value": 1, "observedAt": "${tomorrow}"}}}`,
    422,
    'future-observation',
    ['/facts/monthlyIncome/observedAt'],
  ],
  [
    'a date in the future',
    fact('addressSince', `"${tomorrow}"`),
    422,
    'future-observation',
    ['/facts/addressSince/value'],
  ],
  [
    'a month in the future',
    rent(`{"home": {"${nextMonth}": 0}}`),
    422,
    'future-observation',
    [`/facts/rentPayments/value/home/${nextMonth}`],
  ],
  ['too many facts', lots(101), 422, 'too-many-facts', []],
  [
    'several faults',
    '{"facts": {"monthlyIncome": {"value": -1}, "mainAsset": {"value": 3}}}',
    422,
    'out-of-range',
    ['/facts/monthlyIncome/value', '/facts/mainAsset/value'],
  ],
  [
    'one fault among much that is right',
    '{"facts": {"monthlyIncome": {"value": 1}, "mainAsset": {"value": 3}}}',
    422,
    'wrong-type',
    ['/facts/mainAsset/value'],
  ],
])('%s is refused with its place, and nothing is stored', async (_what, body, status, kind, pointers) => {
  await refused({ body }, status, kind, pointers);
});

test('a body over 64 KB is refused, in text as in base64, and one of just 64 KB is read', async () => {
  const padded = (size: number) => `{"facts": {}${' '.repeat(size - 13)}}`;
  await refused({ body: padded(65_537) }, 413, 'body-too-large', []);
  const binary = { 'content-type': 'application/octet-stream' };
  await refused({ body: new TextEncoder().encode(padded(65_537)), headers: binary }, 413, 'body-too-large', []);
  expect(await api.call('PUT', '/v1/profiles/ada', { token: token.ada, body: padded(65_536) })).toMatchObject({
    status: 200,
    body: { version: 1 },
  });
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/jsonp',
  'json',
  ' ',
])('a body said to be %j is refused, whatever it holds', async (type) => {
  await refused({ body: income('5'), headers: { 'content-type': type } }, 415, 'unsupported-media-type', []);
});

test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/merge-patch+json'])(
  'a body said to be %j is read',
  async (type) => {
    const answer = await api.call('PUT', '/v1/profiles/ada', {
      token: token.ada,
      body: '{}',
      headers: { 'content-type': type },
    });
    expect(answer).toMatchObject({ status: 200, body: { version: 1, accepted: [] } });
  },
);

test('a service cannot consent for a person, not even to say no', async () => {
  for (const granted of [true, false]) {
    const ask = {
      token: token.bank,
      body: { facts: { monthlyIncome: { value: 80 } }, consents: { socialRelationships: granted } },
    };
    await refused(ask, 403, 'consent-not-yours', ['/consents']);
  }
});

async function refused(
  ask: { token?: string; body: unknown; headers?: Record<string, string> },
  status: number,
  kind: string,
  pointers: string[],
) {
  const before = await api.stored('ada');
  const answer = await api.call('PUT', '/v1/profiles/ada', { token: token.ada, ...ask });
  expectProblem(answer, status, kind);
  const errors: { pointer: string; type: string }[] = answer.body.errors ?? [];
  expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  for (const { type } of errors) expect(type).toMatch(/^urn:tahini:problem:[a-z-]+$/);
  await api.local.idle();
  expect(await api.stored('ada')).toEqual(before);
  expect(before).toHaveLength(3);
}
