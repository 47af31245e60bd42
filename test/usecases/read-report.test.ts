import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorKind, TahiniError } from '../../lib/errors.ts';
import { TIERS } from '../../lib/schemas/dictionary.ts';
import { type FactReport, MOST_FACTS, ProfileReport } from '../../lib/schemas/profile.ts';
import { noEvidence } from '../../lib/scoring/evidence.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { readReport } from '../../lib/usecases/read-report.ts';
import { anyValue, factOf, LAST_DAY } from '../support/arbitraries.ts';
import { callerOf, day, endOf, self, service, shipped } from '../support/builders.ts';
import { tiny } from '../support/tiny-card.ts';

const TODAY = '2026-02-10';
const NOW = endOf(TODAY);
const { dictionary } = tiny;
const [partner, registry] = [service('partner', 'bank'), service('registry')];

/** A body as it comes over the wire. */
const body = (json: string) => JSON.parse(json) as Record<string, FactReport>;
const read = (facts: string | Record<string, FactReport>, caller = partner, now = NOW) =>
  readReport(typeof facts === 'string' ? body(facts) : facts, caller, dictionary, now);

function refusal(facts: string | Record<string, FactReport>, caller = partner): TahiniError {
  try {
    read(facts, caller);
  } catch (error) {
    if (error instanceof TahiniError) return error;
    throw error;
  }
  return expect.fail('was accepted');
}

const billed = (months: string) => `{"bills": {"value": {"power": ${months}}}}`;

describe('a body is refused, with a pointer to the place and the rule, when', () => {
  test.each<[string, string, string, ErrorKind]>([
    ['a fact is unknown', '{"shoeSize": {"value": 44}}', '/facts/shoeSize', 'unknown-fact'],
    ['a fact is named like a built-in', '{"constructor": {"value": 1}}', '/facts/constructor', 'unknown-fact'],
    ['a fact is named __proto__', '{"__proto__": {"value": 1}}', '/facts/__proto__', 'unknown-fact'],
    ['a name needs escaping', '{"a/b~c": {"value": 1}}', '/facts/a~1b~0c', 'unknown-fact'],
    ['a number is text', '{"orders": {"value": "12"}}', '/facts/orders/value', 'wrong-type'],
    ['a number is null', '{"orders": {"value": null}}', '/facts/orders/value', 'wrong-type'],
    ['a number is a list', '{"orders": {"value": [12]}}', '/facts/orders/value', 'wrong-type'],
    ['a number is beyond all numbers', '{"orders": {"value": 1e999}}', '/facts/orders/value', 'not-finite'],
    ['a number is below its range', '{"orders": {"value": -1}}', '/facts/orders/value', 'out-of-range'],
    ['a number is above its range', '{"orders": {"value": 1000.5}}', '/facts/orders/value', 'out-of-range'],
    ['a number is huge', '{"orders": {"value": 1e308}}', '/facts/orders/value', 'out-of-range'],
    ['a flag is a number', '{"verified": {"value": 1}}', '/facts/verified/value', 'wrong-type'],
    ['a flag is text', '{"verified": {"value": "true"}}', '/facts/verified/value', 'wrong-type'],
    ['a category does not exist', '{"housing": {"value": "castle"}}', '/facts/housing/value', 'unknown-category'],
    [
      'a category is named like a built-in',
      '{"housing": {"value": "length"}}',
      '/facts/housing/value',
      'unknown-category',
    ],
    ['a category is a number', '{"housing": {"value": 0}}', '/facts/housing/value', 'wrong-type'],
    ['a date is a number', '{"jobSince": {"value": 20240101}}', '/facts/jobSince/value', 'wrong-type'],
    ['a date does not exist', '{"jobSince": {"value": "2025-02-30"}}', '/facts/jobSince/value', 'wrong-type'],
    ['a date has a time', '{"jobSince": {"value": "2025-02-03T00:00:00Z"}}', '/facts/jobSince/value', 'wrong-type'],
    [
      'a date lies in the future',
      '{"jobSince": {"value": "2026-02-11"}}',
      '/facts/jobSince/value',
      'future-observation',
    ],
    [
      'a date lies after the day on which it was seen',
      '{"jobSince": {"value": "2025-01-02", "observedAt": "2025-01-01"}}',
      '/facts/jobSince/value',
      'future-observation',
    ],
    [
      'it was seen tomorrow',
      '{"orders": {"value": 1, "observedAt": "2026-02-11"}}',
      '/facts/orders/observedAt',
      'future-observation',
    ],
    [
      'the day on which it was seen does not exist',
      '{"orders": {"value": 1, "observedAt": "2025-02-29"}}',
      '/facts/orders/observedAt',
      'wrong-type',
    ],
    ['it says nothing', '{"orders": {}}', '/facts/orders', 'wrong-type'],
    [
      'it says something and takes it back',
      '{"orders": {"value": 1, "retracted": true}}',
      '/facts/orders',
      'wrong-type',
    ],
    ['months are a number', '{"bills": {"value": 0}}', '/facts/bills/value', 'wrong-type'],
    ['months are a list', '{"bills": {"value": [0]}}', '/facts/bills/value', 'wrong-type'],
    ['the months of an account are a list', billed('[0]'), '/facts/bills/value/power', 'wrong-type'],
    ['the months of an account are null', billed('null'), '/facts/bills/value/power', 'wrong-type'],
    ['a month does not exist', billed('{"2025-13": 0}'), '/facts/bills/value/power/2025-13', 'wrong-type'],
    ['a month is named __proto__', billed('{"__proto__": 0}'), '/facts/bills/value/power/__proto__', 'wrong-type'],
    ['a month lies in the future', billed('{"2026-03": 0}'), '/facts/bills/value/power/2026-03', 'future-observation'],
    [
      'a month lies after the day on which it was seen',
      '{"bills": {"value": {"power": {"2025-06": 0}}, "observedAt": "2025-05-31"}}',
      '/facts/bills/value/power/2025-06',
      'future-observation',
    ],
    ['a status does not exist', billed('{"2025-12": 5}'), '/facts/bills/value/power/2025-12', 'out-of-range'],
    ['a status is beyond all numbers', billed('{"2025-12": -1e999}'), '/facts/bills/value/power/2025-12', 'not-finite'],
    ['an account has no name', '{"bills": {"value": {"": {"2025-12": 0}}}}', '/facts/bills/value/', 'wrong-type'],
    [
      'an account has a name for a bank statement',
      `{"bills": {"value": {"${'x'.repeat(33)}": {"2025-12": 0}}}}`,
      `/facts/bills/value/${'x'.repeat(33)}`,
      'wrong-type',
    ],
    ['months are all taken back at once', '{"bills": {"retracted": true}}', '/facts/bills/retracted', 'wrong-type'],
  ])('%s', (_, facts, pointer, rule) => {
    const { kind, violations } = refusal(facts);
    expect(kind).toBe(rule);
    expect(violations).toEqual([{ pointer, rule, detail: expect.stringMatching(/\w/) }]);
  });

  test('there are too many facts, or too many accounts', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`fact${i}`, { value: i }]));
    expect(refusal(many(MOST_FACTS + 1)).kind).toBe('too-many-facts');
    expect(refusal(many(MOST_FACTS)).kind).toBe('unknown-fact');
    const accounts = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, { '2025-12': 0 }]));
    expect(refusal({ bills: { value: accounts } }).violations).toMatchObject([
      { pointer: '/facts/bills/value', rule: 'too-many-facts' },
    ]);
  });
  test('one part of it is wrong: then nothing of it is taken, and everything wrong is named', () => {
    const mixed =
      '{"income": {"value": 80}, "orders": {"value": -1}, "housing": {"value": "castle"}, "sex": {"value": "male"}}';
    expect(refusal(mixed).violations.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/facts/orders/value', 'out-of-range'],
      ['/facts/housing/value', 'unknown-category'],
      ['/facts/sex', 'tier-may-not-assert'],
    ]);
  });
  test('and the refusal repeats no value, so that it can be logged', () => {
    const secret = '{"orders": {"value": 987654321}, "housing": {"value": "s3cret"}, "jobSince": {"value": "s3cret"}}';
    const { message, violations } = refusal(secret);
    expect(JSON.stringify([message, violations])).not.toMatch(/987654321|s3cret/);
  });
});

describe('who may say what', () => {
  const named = shipped.dictionary.names.map((name) => [name, factOf(shipped.dictionary, name)] as const);
  test.each(TIERS)('%s states the facts of its tier and no others', (tier) => {
    const value = (type: string, fact: (typeof named)[number][1]) =>
      type === 'flag'
        ? true
        : type === 'category'
          ? fact.type === 'category' && fact.categories[0]
          : type === 'since'
            ? '2020-01-01'
            : type === 'number'
              ? fact.type === 'number' && fact.range[0]
              : {};
    for (const [name, fact] of named) {
      const say = () =>
        readReport({ [name]: { value: value(fact.type, fact) } }, callerOf(tier), shipped.dictionary, NOW);
      if (fact.assertableBy.includes(tier)) expect(say).not.toThrow();
      else expect(say).toThrow(expect.objectContaining({ kind: 'tier-may-not-assert' }));
    }
  });
  test('the tier comes from the caller, whatever the body says', () => {
    expect(ProfileReport.safeParse({ facts: { verified: { value: true, tier: 'registry' } } }).success).toBe(false);
    expect(() => read('{"verified": {"value": true}}', self)).toThrow(
      expect.objectContaining({ kind: 'tier-may-not-assert' }),
    );
  });
  test('a person cannot take back what others may say either', () => {
    expect(() => read('{"verified": {"retracted": true}}', self)).toThrow(
      expect.objectContaining({ kind: 'tier-may-not-assert' }),
    );
  });
});

describe('what is accepted', () => {
  const observation = (facts: string, name: string, caller = partner) =>
    read(facts, caller).observations[dictionary.index.get(name) ?? -1]?.[0];

  test('is signed with the caller, and dated today unless it says otherwise', () => {
    expect(observation('{"orders": {"value": 3}}', 'orders')).toEqual({
      sourceId: 'bank',
      tier: 2,
      day: day(TODAY),
      revision: NOW % 86_400_000,
      value: 3,
    });
    expect(observation('{"orders": {"value": 3, "observedAt": "2026-01-01"}}', 'orders')).toEqual({
      sourceId: 'bank',
      tier: 2,
      day: day('2026-01-01'),
      revision: 0,
      value: 3,
    });
    expect(
      observation('{"orders": {"value": 3, "observedAt": "2026-01-01", "revision": 9}}', 'orders', registry),
    ).toMatchObject({ tier: 4, revision: 9 });
  });
  test('no and nothing are values; minus nothing is nothing', () => {
    expect(observation('{"verified": {"value": false}}', 'verified')).toMatchObject({ value: false });
    expect(observation('{"orders": {"value": 0}}', 'orders')).toMatchObject({ value: 0 });
    expect(Object.is(observation('{"orders": {"value": -0}}', 'orders')?.value, 0)).toBe(true);
    expect(pack(read(billed('{"2025-12": -0}')))).toBe(pack(read(billed('{"2025-12": 0}'))));
  });
  test('a retraction is one, dated like a value', () => {
    expect(observation('{"orders": {"retracted": true}}', 'orders')).toMatchObject({ value: null, day: day(TODAY) });
  });
  test('months are sorted, taken back with null, and kept for 36 months', () => {
    const [account] =
      read(billed('{"2026-02": 0, "2025-12": null, "2023-02": 4, "2023-03": 1}')).series[
        dictionary.index.get('bills') ?? -1
      ] ?? [];
    expect(account?.slots.map(({ value }) => value)).toEqual([1, null, 0]);
    expect(account).toMatchObject({ sourceId: 'bank', account: 'power' });
  });
  test('an account may be named like a built-in and stays an account', () => {
    const strange = read('{"bills": {"value": {"__proto__": {"2025-12": 3}, "constructor": {"2025-12": 0}}}}');
    expect(pack(strange)).toContain('__proto__');
    expect((strange.series[dictionary.index.get('bills') ?? -1] ?? []).map(({ account }) => account)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
  test('an empty body is a body', () => expect(pack(read('{}'))).toBe(pack(noEvidence(dictionary))));
  test('everything that fits the dictionary', () => {
    for (const name of shipped.dictionary.names) {
      const fact = factOf(shipped.dictionary, name);
      const tier = fact.assertableBy[0] ?? 'self';
      fc.assert(
        fc.property(anyValue(fact), (value) => {
          readReport({ [name]: { value: value(LAST_DAY) } }, callerOf(tier), shipped.dictionary, LAST_DAY * 86_400_000);
        }),
        { numRuns: 20 },
      );
    }
  });
});

test('a fact named __proto__ is refused by the service as well, and not silently left out', () => {
  const parsed = ProfileReport.safeParse(JSON.parse('{"facts": {"__proto__": {"value": 1}, "orders": {"value": 3}}}'));
  const kept = parsed.success ? Object.keys(parsed.data.facts) : [];
  expect(parsed.success && kept.length === 1).toBe(false);
});
