import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useApi } from '../support/api.ts';
import { tinyDocument } from '../support/registry.ts';

// A card in which a few places are not as they should be: it is registered or refused by field and rule, and never fails.

const SEED = Date.now() % 1_000_000;
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const api = useApi();
let token: string;
beforeAll(async () => {
  token = await api.admin();
});

const hostile = fc.oneof(
  fc.constantFrom<unknown>(null, '', [], {}, -1, 1e308, 2 ** 53, 0.0001, true, '__proto__', 'x'.repeat(3000), '\ud800'),
  fc.constantFrom<unknown>(
    [[[[]]]],
    [{}, {}],
    { __proto__: null, constructor: 1, toString: 2 },
    { '': 1, 'a.b (c): d': 2 },
  ),
  fc.jsonValue(),
);

/** Walks down by the given steps as far as there is something, and puts the value there. */
function put(json: unknown, steps: readonly number[], name: string, value: unknown): void {
  let at = json as Record<string, unknown>;
  for (const step of steps) {
    const inside = Object.entries(at).filter(([, member]) => typeof member === 'object' && member !== null);
    if (inside.length === 0) break;
    at = inside[step % inside.length]![1] as Record<string, unknown>;
  }
  const names = Object.keys(at);
  const target = steps.length % 3 === 0 ? name : (names[(steps[0] ?? 0) % names.length] ?? name);
  Object.defineProperty(at, target, {
    value: structuredClone(value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

test(`whatever is registered, seed ${SEED}`, async () => {
  const statuses = new Map<number, number>();
  const change = fc.tuple(
    fc.array(fc.nat(40), { maxLength: 6 }),
    fc.constantFrom('x', '__proto__', 'constructor', ''),
    hostile,
  );
  const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
    const body = structuredClone({ ...tinyDocument, signedOffBy: 'a test' });
    for (const [steps, name, value] of changes) put(body, steps, name, value);
    const answer = await api.call('POST', '/v1/scorecards', { token, body });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect(answer.status).toBeLessThan(500);
    if (answer.status < 400) return;
    expect(answer.text.length).toBeLessThan(40_000);
    expect(answer.body.errors.length).toBeGreaterThan(0);
    for (const { pointer, detail } of answer.body.errors) {
      expect(pointer).toMatch(/^(\/|$)/);
      expect(detail).toMatch(/\w/);
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([422]));
});
