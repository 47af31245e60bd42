import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DIMENSIONS, TIERS, type Tier } from '../../lib/schemas/dictionary.ts';
import type { FactReport } from '../../lib/schemas/profile.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { readReport } from '../../lib/usecases/read-report.ts';
import { callerOf, day, endOf, german, type Ruleset, shipped, together } from '../support/builders.ts';
import { readableJson } from '../support/readable-json.ts';

/**
 * People whose scores risk staff can follow line by line. A change of a card or of the maths shows here as a change of
 * somebody's score: look at it, and if it is meant, write the new answers with UPDATE_GOLDEN=1.
 */
interface Golden {
  card: string;
  people: Person[];
}

interface Person {
  name: string;
  story: string;
  asOf: string;
  consents: Record<string, boolean>;
  /** Bodies of PUT /v1/profiles, with who sent them and when. */
  reports: { source: string; tier: Tier; sentOn: string; facts: Record<string, FactReport> }[];
  expected?: unknown;
}

const sets: [name: string, file: string, rules: Ruleset][] = [
  ['shipped expert', 'expert-1.1.0.golden.json', shipped],
  ['German Credit', 'german-credit-expert.golden.json', german],
];

function answerFor({ reports, consents, asOf }: Person, { dictionary, card }: Ruleset) {
  const evidence = together(
    dictionary,
    reports.map(({ source, tier, sentOn, facts }) =>
      readReport(facts, callerOf(tier, source), dictionary, endOf(sentOn)),
    ),
  );
  const result = score({ evidence, consents }, card, day(asOf));
  const { conflicts } = resolve({ evidence, consents }, card, day(asOf));
  const rows = [...card.file.characteristics, ...card.file.pairs];
  const stated = result.status === 'scored' ? { score: result.score, band: result.band } : {};
  const reasons = result.status === 'scored' ? result.reasons : [];
  return {
    status: result.status,
    ...stated,
    coverage: result.coverage / 1000,
    dimensions: Object.fromEntries(DIMENSIONS.map((name, d) => [name, result.dimensions[d]?.score])),
    points: Object.fromEntries(rows.map(({ id }, i) => [id, (result.points[i] ?? Number.NaN) / 1000])),
    reasons: reasons.map(({ index, kind, points }) => ({ code: rows[index]?.reasonCode, kind, points: points / 1000 })),
    conflicts: conflicts.map(({ fact, believed, other }) => ({
      fact: dictionary.names[fact],
      believed: TIERS[believed],
      other: TIERS[other],
    })),
  };
}

describe.each(sets)('the %s card scores', (_, file, rules) => {
  const path = new URL(`../golden/${file}`, import.meta.url);
  const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;
  if (process.env.UPDATE_GOLDEN === '1') {
    golden.people = golden.people.map((person) => ({ ...person, expected: answerFor(person, rules) }));
    writeFileSync(path, `${readableJson(golden)}\n`);
  }

  test.each(golden.people.map((person) => [person.name, person] as const))('%s', (__, person) => {
    expect(answerFor(person, rules)).toEqual(person.expected);
  });
  test('as that card and nobody else, one story a person', () => {
    expect(golden.card).toBe(`${rules.card.id} ${rules.card.version}`);
    expect(new Set(golden.people.map(({ name }) => name)).size).toBe(golden.people.length);
  });
});
