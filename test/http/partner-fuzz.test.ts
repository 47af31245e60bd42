import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { sign } from '../../lib/http/signature.ts';
import { useApi } from '../support/api.ts';

// A partner in which a few places are not as they should be: it is kept or refused by field and rule, and never fails; and
// whatever is kept can be read again, changed and disabled.

const SEED = Date.now() % 1_000_000;
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const api = useApi();
let token: string;
beforeAll(async () => {
  token = await api.admin();
});

const word = fc.constantFrom('paid', '__proto__', 'constructor', '', 'a/b~c', '\u0000', '\ud800', 'x'.repeat(300));
const scalar = fc.oneof(
  fc.constantFrom(0, 1, 4, 5, -1, 0.5, 1e308, true, 'none', '2026-01', '2026-13', '2020-01-01', '9999-12-31', 'a b'),
  word,
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: scalar }) },
  {
    weight: 4,
    arbitrary: fc.record(
      { from: fc.constantFrom('a', 'a.b', '__proto__', '..', ''), map: fc.dictionary(word, scalar, { maxKeys: 3 }) },
      { requiredKeys: ['from'] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const FACTS = ['utilityPayments', 'monthlyIncome', 'identityVerified', 'mainAsset', 'employerSince'];
const fact = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FACTS) }, { weight: 1, arbitrary: word });
const mapping = fc.record(
  { fact, value, retracted: fc.constant(true), account: value, month: value },
  { requiredKeys: ['fact'] },
);
const type = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('a', 'bill.paid') }, { weight: 1, arbitrary: word });
const settings = fc.record(
  {
    name: fc.oneof({ weight: 9, arbitrary: fc.constant('Acme') }, { weight: 1, arbitrary: word }),
    tier: fc.constantFrom('partner', 'bureau', 'platform'),
    facts: fc.oneof({ weight: 9, arbitrary: fc.subarray(FACTS) }, { weight: 1, arbitrary: fc.array(word) }),
    events: fc.dictionary(type, fc.array(mapping, { minLength: 1, maxLength: 3 }), { maxKeys: 2 }),
  },
  { requiredKeys: ['name', 'tier', 'facts'] },
);

test(`whatever partner is put, seed ${SEED}`, async () => {
  const statuses = new Map<number, number>();
  const property = fc.asyncProperty(settings, async (body) => {
    const answer = await api.call('PUT', '/v1/partners/acme', { token, body });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect(answer.status, answer.text).toBeLessThan(500);
    expect(answer.text.length).toBeLessThan(40_000);
    if (answer.status < 400) {
      const read = await api.call('GET', '/v1/partners/acme', { token });
      const { secret: _, ...told } = answer.body;
      expect(read.body).toEqual(told);
      return;
    }
    expect(answer.body.errors.length).toBeGreaterThan(0);
    for (const { pointer, detail } of answer.body.errors) {
      expect(pointer).toMatch(/^(\/|$)/);
      expect(detail).toMatch(/\w/);
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 422]));
  const asleep = { name: 'Acme', tier: 'partner', facts: [], enabled: false };
  expect((await api.call('PUT', '/v1/partners/acme', { token, body: asleep })).body).toMatchObject({ enabled: false });
});

test('no partner’s signature opens what is for administrators', async () => {
  const { body } = await api.call('PUT', '/v1/partners/signer', {
    token,
    body: { name: 'S', tier: 'partner', facts: [] },
  });
  const [id, timestamp] = ['msg_1', Math.floor(Date.now() / 1000)];
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign({ id, timestamp, body: '' }, [body.secret]),
  };
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/signer'],
    ['DELETE', '/signer'],
    ['POST', '/signer/secrets'],
  ]) {
    expect((await api.call(method!, `/v1/partners${path}`, { headers })).status).toBe(401);
  }
});
