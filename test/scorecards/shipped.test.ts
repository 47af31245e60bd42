import { describe, expect, test } from 'vitest';
import { DIMENSIONS, TIERS } from '../../lib/schemas/dictionary.ts';
import { contentHash, loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { german, germanJson, shipped, shippedJson } from '../support/builders.ts';

const sets = [
  ['shipped', shipped, shippedJson],
  ['German Credit', german, germanJson],
] as const;

describe.each(sets)('the %s dictionary and card', (_, { dictionary, card }, json) => {
  test('run from 350 to 950 over the five dimensions, with their published shares', () => {
    expect([card.min, card.max]).toEqual([350, 950]);
    expect(card.bands.map(({ from }) => from)).toEqual([350, 550, 600, 650, 700]);
    expect(DIMENSIONS.map((name) => card.file.dimensions[name].share)).toEqual([0.35, 0.25, 0.2, 0.15, 0.05]);
  });
  test('spend the whole scale: all worst is 350, all best is 950, and the missing cells lie between', () => {
    const sum = (of: 'worst' | 'best' | 'missing') => card.characteristics.reduce((all, row) => all + row[of], 0);
    expect([card.offset + sum('worst'), card.offset + sum('best')]).toEqual([350_000, 950_000]);
    expect(sum('missing')).toBeGreaterThan(0.2 * sum('best'));
    expect(sum('missing')).toBeLessThan(0.5 * sum('best'));
  });
  test('name every fact in English and in Chinese', () => {
    for (const { label } of dictionary.facts) {
      expect(label.en).toMatch(/[A-Za-z]{2}/);
      expect(label.zh).toMatch(/\p{Script=Han}/u);
    }
  });
  test('give every reason in English and in Chinese, and every number its source', () => {
    for (const row of card.file.characteristics) {
      expect(row.reason.en).toMatch(/[A-Za-z]{2}/);
      expect(row.reason.zh).toMatch(/\p{Script=Han}/u);
      expect(row.source).toMatch(/expert judgement/);
    }
    for (const name of DIMENSIONS) expect(card.file.dimensions[name].source).toMatch(/Sesame/);
    expect(card.file.baselines.source).toMatch(/expert judgement/);
  });
  test('have a reason code of their own for every characteristic', () => {
    const codes = card.file.characteristics.map(({ reasonCode }) => reasonCode);
    expect(new Set(codes).size).toBe(codes.length);
  });
  test('do not score a protected fact, nor age', () => {
    expect(card.characteristics.filter((row) => dictionary.facts[row.fact]?.protected !== false)).toEqual([]);
    expect(dictionary.facts.filter((fact) => fact.protected === true).length).toBeGreaterThan(1);
    expect(dictionary.facts.filter((fact) => fact.protected === 'age')).toHaveLength(1);
  });
  test('are known by their content, however it is written down', () => {
    const backwards = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(backwards);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, backwards(member)]),
      );
    };
    const rewritten = JSON.parse(JSON.stringify(backwards(json.card), null, 7));
    expect(Object.keys(rewritten)[0]).not.toBe(Object.keys(json.card)[0]);
    expect(contentHash(rewritten)).toBe(card.hash);
    const reordered = loadDictionary(backwards(json.dictionary));
    expect(reordered.hash).toBe(dictionary.hash);
    expect(loadScorecard(rewritten, reordered).hash).toBe(card.hash);
  });
  test('are known by nothing but their content: one point more is another card', () => {
    const changed = structuredClone(json.card);
    changed.characteristics[0]!.missing.points += 1;
    expect(contentHash(changed)).not.toBe(card.hash);
  });
});

describe('the shipped expert card', () => {
  const { dictionary, card } = shipped;
  test('scores at least 30 characteristics over the five dimensions', () => {
    expect(card.characteristics.length).toBeGreaterThanOrEqual(30);
    expect(dictionary.names.length).toBeGreaterThanOrEqual(30);
    const perDimension = DIMENSIONS.map((__, d) => card.characteristics.filter((row) => row.dimension === d).length);
    expect(Math.min(...perDimension)).toBeGreaterThanOrEqual(3);
  });
  test('leaves the social dimension to a consent of its own', () => {
    expect(DIMENSIONS.filter((name) => card.file.dimensions[name].consent !== undefined)).toEqual([
      'socialRelationships',
    ]);
  });
  test('lets nobody declare what others have to verify', () => {
    const others = [
      'identityVerified',
      'phoneVerified',
      'addressVerified',
      'employmentVerified',
      'bankruptcies7y',
      'courtRecord5y',
    ];
    for (const name of [...others, 'vouchesReceived', 'guarantor', 'incomeReceived'])
      expect(dictionary.facts[dictionary.index.get(name) ?? -1]?.assertableBy).not.toContain('self');
  });
  test('does not see sex, origin, age, schooling, or what was bought', () => {
    const scored = new Set(card.characteristics.map((row) => row.factName));
    for (const name of [
      'sex',
      'ethnicity',
      'religion',
      'nationalOrigin',
      'maritalStatus',
      'disability',
      'publicAssistance',
      'birthDate',
      'educationLevel',
      'returnRate12m',
    ])
      expect(scored.has(name)).toBe(false);
  });
  test('believes a person least and a registry fully', () => {
    expect(TIERS.map((tier) => card.file.reliability[tier])).toEqual([0.5, 0.75, 0.9, 0.95, 1]);
    expect(card.uncheckedCredibility).toEqual([790, 1000, 1000, 1000, 1000]);
  });
});
